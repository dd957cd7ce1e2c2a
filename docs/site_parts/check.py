"""Check a built site without a network: ``python docs/site_parts/check.py site``.

Links and anchors inside the site must lead somewhere, pages must load nothing from other hosts, pictures need a text and
headings an order. Links to other sites are listed (``--external``), never followed.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "object": "data",
    "embed": "src",
}
LOADING_RELATIONS = {
    "stylesheet",
    "icon",
    "shortcut icon",
    "preload",
    "prefetch",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
}
_CSS_URL = re.compile(r"(?:url\(|@import)\s*['\"]?([^'\")\s;]+)")


@dataclass
class Page:
    """What one page links to and loads.

    Parameters
    ----------
    links, loads : list of str
        Addresses as written.
    anchors : set of str
        What a link can point at.
    faults : list of str
        What is wrong with the page itself.
    """

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def read_page(path: Path) -> Page:
    """What a page links to, loads and lacks.

    Parameters
    ----------
    path : pathlib.Path
        An HTML file.

    Returns
    -------
    Page
        Its addresses and faults.
    """
    root = html.parse(path, html.HTMLParser(encoding="utf-8")).getroot()
    page = Page()
    levels = []
    for element in root.iter(etree.Element):
        tag, get = element.tag, element.get
        page.anchors |= {value for value in (get("id"), get("name") if tag == "a" else None) if value}
        if tag == "a" and get("href"):
            page.links.append(get("href"))
        if tag == "link" and (get("rel") or "").lower() in LOADING_RELATIONS:
            page.loads.append(get("href", ""))
        if tag in LOADED and get(LOADED[tag]):
            page.loads.append(get(LOADED[tag]))
        if tag == "img" and not (get("alt") or "").strip():
            page.faults.append(f"picture without a text: {get('src')}")
        if re.fullmatch("h[1-6]", tag):
            levels.append(int(tag[1]))
    if not root.get("lang"):
        page.faults.append("the page does not say its language")
    # The search page builds its headings when it searches.
    if levels and (levels.count(1) != 1 or any(after - before > 1 for before, after in pairwise(levels))):
        page.faults.append(f"headings out of order: {' '.join(f'h{level}' for level in levels)}")
    return page


def _target(address: str, page: Path, site: Path) -> tuple[Path, str]:
    parts = urlsplit(address)
    path = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    return (path / "index.html" if path.is_dir() and path != site else path), unquote(parts.fragment)


def check_site(site: Path) -> tuple[list[str], list[str]]:
    """Check every page of a site.

    Parameters
    ----------
    site : pathlib.Path
        Folder of the built site.

    Returns
    -------
    tuple of list of str
        Faults, one a line with the page before it; and the links to other sites.
    """
    site = site.resolve()
    pages = {path: read_page(path) for path in sorted(site.rglob("*.html"))}
    faults, external = [], set()
    for path, page in pages.items():
        where = path.relative_to(site).as_posix()
        faults += [f"{where}: {fault}" for fault in page.faults]
        for address in (*page.links, *page.loads):
            if urlsplit(address).scheme in ("mailto", "data"):
                continue
            if urlsplit(address).netloc:
                external.add(address)
                if address in page.loads:
                    faults.append(f"{where}: loads {address} from another host")
                continue
            target, anchor = _target(address, path, site)
            if not target.is_file() or site not in target.parents:
                faults.append(f"{where}: {address} leads nowhere")
            elif anchor and target in pages and anchor not in pages[target].anchors:
                faults.append(f"{where}: {address}: the page has no #{anchor}")
    for sheet in sorted(site.rglob("*.css")):
        for address in _CSS_URL.findall(sheet.read_text(encoding="utf-8")):
            if urlsplit(address).netloc:
                faults.append(f"{sheet.relative_to(site).as_posix()}: loads {address} from another host")
    return faults, sorted(external)


def main() -> int:
    """Print faults; the exit status says whether there are any."""
    parser = argparse.ArgumentParser(description="Check the links of a built site; nothing is fetched.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--external", action="store_true", help="list the links to other sites")
    given = parser.parse_args()
    faults, external = check_site(given.site)
    if given.external:
        print(*external, sep="\n")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(external)} links to other sites (not followed), {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
