"""The entity labels, one row each: to add a label, add a row here and names of it to a lexicon.

Counting, figures, the explorer, review sheets, annotation tools and displaCy all read these rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of entity: what it is called and how it is drawn.

    Parameters
    ----------
    colour : str
        In print, such as the bars; neighbouring rows need to differ in lightness.
    tint : str
        Behind marked text; the contrast with :data:`INK` has to be 9:1 at least.
    marker : str
        Of matplotlib, for nodes.
    corners : tuple of (int, int)
        The same shape for the explorer: the number of corners (0 a circle, else 3 to 6), and the direction of
        the first in degrees, clockwise from the right.
    shown : bool
        Whether networks and figures show it unless asked for; see :data:`SHOWN`.
    node : bool
        Whether networks take it for a node unless asked for; see :data:`NODES`.
    first : bool
        Whether every gold file carries it; see :data:`FIRST`.
    """

    code: str
    ja: str
    en: str
    en_plural: str
    colour: str
    tint: str
    marker: str
    corners: tuple[int, int]
    shown: bool = True
    first: bool = True
    node: bool = True


_ROWS = (
    Label("ORG", "組織", "organisation", "organisations", "#132E6A", "#9fd3f5", "o", (0, 0)),
    Label("FORUM", "会議", "forum", "forums", "#DD8A15", "#f9c978", "s", (4, 45)),
    Label("DATE", "日付", "date", "dates", "#0E7466", "#d9d9d9", "^", (3, -90), node=False),
    Label("LAW", "法令", "law", "laws", "#B764A1", "#f3b6d3", "D", (4, 0)),
    Label("PLAN", "計画", "plan", "plans", "#79C1EC", "#8fdcbf", "p", (5, -90)),
    Label("PLACE", "地名", "place", "places", "#8A2A12", "#f4ee8a", "v", (3, 90)),
    Label("CONCEPT", "概念", "concept", "concepts", "#EADB3C", "#cbbdf2", "h", (6, 0)),
    Label("PERSON", "人物", "person", "people", "#4A3B73", "#ffd0c8", "<", (3, 180), shown=False, first=False),
    Label("SYSTEM", "システム", "system", "systems", "#9CB86A", "#d3eaa8", ">", (3, 0), shown=False, first=False),
)

INK = "#111111"
"""Colour of text on a tint."""

LABEL = {row.code: row for row in _ROWS}
"""The rows by their codes."""

LABELS = tuple(LABEL)
"""The codes, in the order in which tables, keys and legends show them."""

SHOWN = tuple(row.code for row in _ROWS if row.shown)
"""The labels of networks and figures that are asked for no others; those that came later are left out, so that what was
published can be drawn again."""

NODES = tuple(row.code for row in _ROWS if row.shown and row.node)
"""The labels of networks that are asked for no others: those of :data:`SHOWN` but DATE, which meets every name."""

FIRST = tuple(row.code for row in _ROWS if row.first)
"""The labels that every gold file carries; it carries another one where one of its spans has it."""

MISSION = ("ORG", "FORUM", "DATE")
"""The labels that the project was asked for; scores are given for them together."""

_NUMERALS = {
    "ja": ("一種", "二種", "三種", "四種", "五種", "六種", "七種", "八種", "九種", "十種", "十一種", "十二種"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


def list_labels(labels: str | Iterable[str]) -> list[str]:
    """List labels that may be given as one.

    Examples
    --------
    >>> list_labels("ORG"), list_labels(("ORG", "LAW"))
    (['ORG'], ['ORG', 'LAW'])
    """
    return [labels] if isinstance(labels, str) else list(labels)


def name_labels(lang: str, *, plural: bool = False) -> dict[str, str]:
    """Map each label's code to its name.

    Parameters
    ----------
    lang : str
        ``ja`` or ``en``.
    plural : bool
        Take the English plural; Japanese names have none.

    Examples
    --------
    >>> name_labels("en", plural=True)["LAW"]
    'laws'
    """
    return {code: row.ja if lang == "ja" else row.en_plural if plural else row.en for code, row in LABEL.items()}


def count_labels(lang: str, count: int = len(LABELS)) -> str:
    """Write a number of labels, by default that of all, in words.

    Examples
    --------
    >>> count_labels("en"), count_labels("ja", 7)
    ('nine', '七種')
    """
    return _NUMERALS[lang][count - 1]
