"""What an HTML page holds and does not show: hidden, deleted and interface text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# What browsers do not show as text, what leads through the site, ruby, and what programs that lack a feature show.
_SILENT_TAGS = (
    "script style noscript template svg math iframe object canvas select textarea nav menu footer rt rtc rp button datalist "
    "audio video noframes noembed applet"
)
SILENT = frozenset(_SILENT_TAGS.split())
"""Tags whose text is not the page's."""
DELETED = frozenset({"del", "s", "strike"})
"""Tags of text that is crossed out."""
_ROLES = frozenset(
    ["navigation", "search", "menu", "menubar", "toolbar", "tablist", "tooltip", "dialog", "alertdialog"]
)
# Names that frameworks and site makers give to what is for screen readers alone, to links past the head, to contents.
_NAMES = frozenset(
    [
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "skip-link",
        "skiplink",
        "skip-nav",
        "toc",
        "table-of-contents",
    ]
)
# Names that frameworks give to what a script shows later, and to what serves the screen alone: buttons, counts.
_HIDING_NAMES = frozenset(["d-none", "hidden-print", "d-print-none", "no-print", "noprint"])
_HIDING = re.compile(
    r"(?:^|[;{\s])(?:display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0(?:px|pt|em|%)?\s?(?:;|!|$))"
)
_SELECTOR = re.compile(r"(?P<tag>[a-z0-9]{0,20})(?P<by>[.#])(?P<name>[\w-]{1,100})")
_BRACE = re.compile(r"[{}]")


class HiddenNames:
    """Classes and identifiers that a page's own style sheet hides.

    Examples
    --------
    >>> names = HiddenNames()
    >>> names.add(".draft { display: none } @media print { .web { display: none } }")
    >>> names.hide("p", {"class": "draft"}), names.hide("p", {"class": "web"})
    (True, False)
    """

    def __init__(self) -> None:
        self._names: set[tuple[str, str, str]] = set()

    def add(self, css: str) -> None:
        """Take over the rules of a style sheet that hold on a screen."""
        for selectors, body in _rules(css):
            if not _hides(body):
                continue
            for selector in selectors.split(","):
                match = _SELECTOR.fullmatch(selector.strip())
                if match:
                    self._names.add((match["tag"].lower(), match["by"], match["name"]))

    def hide(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Tell whether they hide an element."""
        if not self._names:
            return False
        named = [(".", name) for name in attributes.get("class", "").split()] + [("#", attributes.get("id", ""))]
        return any((of, by, name) in self._names for by, name in named for of in ("", tag))


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element says of itself that it is not shown.

    Examples
    --------
    >>> is_hidden("p", {"style": "display:none"}), is_hidden("p", {"aria-hidden": "true"})
    (True, False)
    """
    if _HIDING_NAMES & set(attributes.get("class", "").lower().split()):
        return True
    if "hidden" in attributes and attributes["hidden"].lower() != "false":
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    return _hides(attributes.get("style", ""))


def leads_through(attributes: Mapping[str, str]) -> bool:
    """Tell whether an element leads through the page or the site, or serves programs that read it out.

    Examples
    --------
    >>> leads_through({"role": "navigation"}), leads_through({"class": "text"})
    (True, False)
    """
    names = {*attributes.get("class", "").lower().split(), attributes.get("id", "").lower()}
    return bool(names & _NAMES) or attributes.get("role", "").lower() in _ROLES


def _hides(style: str) -> bool:
    return _HIDING.search(" ".join(style.lower().split())) is not None


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and body of each rule outside of conditions (@media)."""
    first, *comments = css.split("/*")
    css = first + "".join(comment.partition("*/")[2] for comment in comments)
    depth = begin = 0
    selectors = ""
    for match in _BRACE.finditer(css):
        text = css[begin : match.start()]
        begin = match.end()
        if match.group() == "{":
            depth += 1
            selectors = text if depth == 1 else ""
            continue
        if depth == 1 and selectors and "@" not in selectors:
            yield selectors, text
        depth = max(depth - 1, 0)
        selectors = ""
