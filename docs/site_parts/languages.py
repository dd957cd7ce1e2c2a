"""Two languages on one site: what each page says of its language, and a search that finds both."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import sphinx.search
from sphinx import locale
from sphinx.search.en import SearchEnglish

JAPANESE = r"\u3005\u3040-\u30ff\u3400-\u9fff"
_RUN = re.compile(f"[{JAPANESE}]+|[^\\W{JAPANESE}]+")
_LINK = re.compile(r'<a (class="[^"]*"[^>]*)>([^<]+)</a>')

THEME = {
    "On this page": "このページの内容",
    "Next": "次へ",
    "Previous": "前へ",
    "Home": "ホーム",
    "Back to top": "先頭へ戻る",
}
"""Words of the theme that Sphinx has no Japanese for."""


def words(text: str) -> list[str]:
    """Words of a text: Latin ones whole, Japanese ones as overlapping pairs of characters."""
    found: list[str] = []
    for run in _RUN.findall(text):
        if re.match(f"[{JAPANESE}]", run) and len(run) > 1:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            found.append(run)
    return found


class SearchBoth(SearchEnglish):
    """English by stems, Japanese by pairs of characters, which needs no dictionary on either side."""

    lang = "en-ja"
    js_splitter_code = """
var splitQuery = (query) => {
  const japanese = "\\\\u3005\\\\u3040-\\\\u30ff\\\\u3400-\\\\u9fff";
  const runs = query.match(new RegExp(`[${japanese}]+|(?:(?![${japanese}])[\\\\p{L}\\\\p{N}_])+`, "gu")) || [];
  return runs.flatMap((run) =>
    new RegExp(`^[${japanese}]{2}`).test(run) ? [...run].slice(1).map((_, i) => run.slice(i, i + 2)) : [run]
  );
};
"""

    def split(self, input: str) -> list[str]:
        """As :func:`words`."""
        return words(input)


def is_japanese(page: str) -> bool:
    """Whether a page is written in Japanese."""
    return page.startswith("ja/")


@cache
def _in_japanese() -> Callable[[str], str]:
    """The translation of the words that templates print."""
    locale.init([str(Path(locale.__file__).parent)], "ja", namespace="ja")
    translate = locale.get_translation("sphinx", "ja")
    return lambda message: THEME.get(message) or translate(message)


def _mark_links(html: str, page: str) -> str:
    """Give links in the other language their language."""

    def mark(link: re.Match[str]) -> str:
        other = "ja" if re.search(f"[{JAPANESE}]", link[2]) else "en"
        own = "ja" if is_japanese(page) else "en"
        return link[0] if other == own else f'<a lang="{other}" {link[1]}>{link[2]}</a>'

    return _LINK.sub(mark, html)


def _set_language(_app: Any, pagename: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    if "furo_navigation_tree" in context:
        context["furo_navigation_tree"] = _mark_links(context["furo_navigation_tree"], pagename)
    if is_japanese(pagename):
        context["language"] = "ja"
        context["_"] = context["gettext"] = _in_japanese()


def setup(app: Any) -> dict[str, bool]:
    """Connect to Sphinx."""
    sphinx.search.languages[SearchBoth.lang] = SearchBoth
    app.connect("html-page-context", _set_language, priority=900)
    return {"parallel_read_safe": True}
