"""The documentation as a reader opens it: from a file, offline, by keyboard, in two languages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("index", "howto", "methods", "quality", "commands", "ja/tutorial")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` left it; built where it is missing or older than its sources."""
    index = ROOT / "site" / "index.html"
    sources = [*(ROOT / "docs").rglob("*"), *(ROOT / "plantext").rglob("*.py")]
    if index.is_file() and index.stat().st_mtime > max(
        source.stat().st_mtime for source in sources if source.is_file()
    ):
        return index.parent
    room = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-d", str(room / "doctrees"), "docs", str(room / "site")]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    return room / "site"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_page_fits_its_window_and_says_its_language(
    open_page: Any, site: Path, page: str, width: int, scheme: str
) -> None:
    opened = open_page(site / f"{page}.html", width=width, color_scheme=scheme)
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.locator("html").get_attribute("lang") == ("ja" if page.startswith("ja/") else "en")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_serious_fault_of_accessibility(
    open_page: Any, site: Path, axe: Path, page: str, width: int, scheme: str
) -> None:
    opened = open_page(site / f"{page}.html", width=width, color_scheme=scheme)
    opened.add_script_tag(path=axe)
    found = opened.evaluate("async () => (await axe.run({preload: false})).violations")
    grave = [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]
    assert grave == [], json.dumps(grave, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    ("words", "title"),
    [("最小出現数", "手引き：ご自分の文書で"), ("minimum frequencies", "Method notes"), ("年度末", "Method notes")],
)
def test_the_search_finds_both_languages(open_page: Any, site: Path, words: str, title: str) -> None:
    page = open_page(site / "search.html", f"?q={words}")
    results = page.locator("#search-results li a")
    results.first.wait_for()
    assert title in results.all_inner_texts()


def test_formulas_are_drawn_by_the_browser_itself(open_page: Any, site: Path) -> None:
    page = open_page(site / "methods.html")
    formula = page.locator(".formula math").first
    assert formula.locator("mfrac").count() == 1
    assert formula.bounding_box()["height"] > 20
