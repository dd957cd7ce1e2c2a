"""Analysis of a sentence before any lexicon: its folded text, its dates and its words."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plantext.dates import DateMention, dates_of
from plantext.dates.resolve import Surroundings
from plantext.recognition.candidates import Candidate
from plantext.recognition.tokenizer import Token, tokenize
from plantext.text import NOTE_MARK, View

_SENTENCE = re.compile(r"[^。\n]+[。\n]?")
# What takes the place of list and note marks, so that no name reaches over them.
_MARK = "◆"
_LIST_MARK = re.compile(r"^([\(（]?(?:[ア-ンa-zA-ZＡ-Ｚ]|i{2,3}|[0-9０-９]{1,3})[\)）.．]?)([ \u3000\t]+(?=\S))")
_GAP = re.compile(r"(?<=[^\s\u3000]{2})(?<!版)[ \u3000]*\u3000[ \u3000]*(?=[^\s\u3000]{2})")


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a sentence: its place in the folded text, its first and last day, and its EDTF."""

    span: Candidate
    date_start: dt.date | None
    date_end: dt.date | None
    norm: str


@dataclass(frozen=True, slots=True)
class SentenceAnalysis:
    """Everything about a sentence that depends on no lexicon."""

    printed: str
    view: View  # folded; list and note marks are ◆
    days: Sequence[Day]
    tokens: Sequence[Token]  # cover the folded text without a gap; none in a sentence of white space

    @property
    def walls(self) -> frozenset[int]:
        """Positions in the folded text that a full-width space stands before, as in the lines of an agenda.

        A space beside a single character is none: typesetting spaces words out (議　案).
        """
        gaps = [match.end() for match in _GAP.finditer(self.printed)] if "\u3000" in self.printed else ()
        return frozenset(bisect_left(self.view.starts, end) for end in gaps)


def folded(printed: str) -> View:
    """Fold a sentence; its list and note marks become ``◆``.

    Examples
    --------
    >>> folded("①ＮＨＫの業務").text
    '◆NHKの業務'
    """
    marked = NOTE_MARK.sub(_MARK, printed)
    return View.of(_LIST_MARK.sub(lambda match: _MARK * len(match.group(1)) + match.group(2), marked))


def analyse(
    printed: str,
    *,
    date: dt.date | None = None,
    before: DateMention | None = None,
    near: bool = True,
    section: DateMention | None = None,
) -> tuple[SentenceAnalysis, DateMention | None]:
    """Fold a sentence, find its dates and cut it into words.

    `date` is the document's own, `before` the last date of the text before, which may be `near`, `section` that of the
    heading; the second value returned is the last date of this sentence, or else `before`.

    Examples
    --------
    >>> analysis, _ = analyse("2023年10月に開く。")
    >>> analysis.days[0].norm, [token.text for token in analysis.tokens]
    ('2023-10', ['2023', '年', '10', '月', 'に', '開く', '。'])
    """
    view = folded(printed)
    if not view.text.strip():
        return SentenceAnalysis(printed, view, (), ()), before
    days, before = _days(printed, view, Surroundings([], before, date, near, section))
    return SentenceAnalysis(printed, view, days, _words(view.text, days)), before


def _words(text: str, days: Sequence[Day]) -> list[Token]:
    """The words of a text; no word crosses the edge of a date (12月10日経…)."""
    if not days:
        return tokenize(text)
    cuts = sorted({0, len(text), *(edge for day in days for edge in (day.span.start, day.span.end))})
    return [token for start, end in pairwise(cuts) for token in tokenize(text[start:end], start)]


def _days(printed: str, view: View, around: Surroundings) -> tuple[list[Day], DateMention | None]:
    found = []
    before, near = around.before, around.near
    for match in _SENTENCE.finditer(printed):
        whole = match.group() == printed and _MARK not in view.text
        apart = view if whole else View.of(NOTE_MARK.sub(" ", match.group()))
        for mention in dates_of(match.group(), apart, Surroundings([], before, around.date, near, around.section)):
            start = bisect_right(view.ends, match.start() + mention.start)
            end = bisect_left(view.starts, match.start() + mention.end)
            if start < end:
                span = Candidate(start, end, "DATE", f"date:{mention.rule}", mention.name, rank=2)
                found.append(Day(span, mention.date_start, mention.date_end, mention.norm))
            before, near = mention, True
    return found, before
