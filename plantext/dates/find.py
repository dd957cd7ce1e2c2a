"""Find the dates of a sentence and place them on the calendar."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from plantext.dates import context
from plantext.dates.anchors import Anchor, DateMention, anchor_of, document_anchor, expand_year, nearest, point
from plantext.dates.grammar import Draft, Reader
from plantext.dates.moments import Moment, edtf, era_issue, interval, name
from plantext.dates.tokens import Token, tokenize
from plantext.dates.words import RECURRING, SPANNING
from plantext.view import View

_MARKS = dict.fromkeys((0xB2, 0xB3, 0xB9, *range(0x2070, 0x209D), *range(0x2460, 0x2500), *range(0x2776, 0x2794)), " ")
"""Circled and raised digits: list and note marks, which folding would glue to the year behind them."""


def find_dates(text: str, *, date: dt.date | None = None, before: DateMention | None = None) -> list[DateMention]:
    """Find the dates of a sentence.

    Both calendars of one date are one span (2019年(令和元年)6月), parts that narrow it belong to it (2023年度末, 2023年夏), a
    range or list is one span a member (令和5・6年度: 令和5, 6年度). Durations, ratios, law numbers, years inside quoted titles
    and recurring times (毎年) are left out.

    What a shortened or pointing date is counted from:

    * 今, 本, 昨, 去, 一昨, 来, 再来 with 年, 年度, 月 or a season, and 年内, 年度内: the document's date;
    * 同年, 同年度, 同月, 同日, 同3月末: the nearest earlier date of the sentence, else ``before``; nothing else;
    * 前年, 前年度, 前月, 前四半期, 翌年, 翌年度, 翌月: the same, else the document's date; 前年 said again is the same year;
    * 年末, 年初, 年明け, 年度末 alone: the nearest earlier date of the sentence, else the document's date, else ``before``;
    * a month, quarter or half without a year: the nearest earlier date of the sentence, else ``before``, else the
      document's year (quarters and halves: its fiscal year); after a fiscal year, January to March lie in the next
      year, and so does the end of a range whose month number is smaller than its beginning's;
    * a year without era or century (平成14年と15年, 2012年～17年, 同14年): the calendar of the date before it.

    Parameters
    ----------
    text : str
        A sentence, as printed.
    date : datetime.date or None
        The document's own date.
    before : DateMention or None
        Last date of the sentence before.

    Returns
    -------
    list of DateMention
        In order, never overlapping.
    """
    view = View.of(text.translate(_MARKS))
    finder = _Finder(view, text, date, before)
    return finder.run()


class _Finder:
    """One pass over the tokens of one sentence."""

    def __init__(self, view: View, printed: str, date: dt.date | None, before: DateMention | None) -> None:
        self.view, self.printed, self.date, self.before = view, printed, date, before
        self.text = view.text
        self.tokens: list[Token] = tokenize(self.text)
        self.reader = Reader(self.text, self.tokens)
        self.titles = context.title_ranges(self.text)
        self.title_at = 0
        self.mentions: list[DateMention] = []
        self.last_token = -1

    def run(self) -> list[DateMention]:
        at = 0
        while at < len(self.tokens):
            drafts = self.reader.read(at)
            if not drafts or not self._may_stand(at, drafts[0]):
                at += 1
                continue
            recurring = at > 0 and self.tokens[at - 1].text in RECURRING
            for draft in drafts:
                if not recurring and not self._in_context(draft):
                    self._emit(draft)
            at = max(drafts[-1].last, at + 1)
        return self.mentions

    # --- may it stand -------------------------------------------------------------------------------------------

    def _link(self, at: int) -> tuple[bool, bool]:
        """Whether a token follows the last date over a particle or mark alone, and whether that makes a range."""
        linked = spanning = False
        here = at - 1
        while here >= max(0, at - 2) and self.tokens[here].kind == "link":
            linked = True
            spanning = spanning or self.tokens[here].text in SPANNING
            here -= 1
        # A weekday may stand between: 10月8日(日)~12日.
        if linked and self.tokens[here].kind == "close" and here >= 2:
            opened = next(
                (back for back in range(here - 1, max(-1, here - 5), -1) if self.tokens[back].kind == "open"), -1
            )
            here = opened - 1 if opened > 0 else here
        return (linked and self.last_token == here + 1), spanning

    def _may_stand(self, at: int, draft: Draft) -> bool:
        """Whether a reading may be a date where it stands."""
        first = self.tokens[at]
        start, end = first.start, self.tokens[draft.last - 1].end
        if first.kind == "number" and start > 0 and self.text[start - 1] in "第数":
            return False
        if first.kind in ("year", "fiscal"):
            return context.stands_alone(self.text, start)
        if draft.alone and first.kind == "part":
            return context.stands_alone(self.text, start)
        if draft.deictic is not None and draft.deictic.unit == "day":
            anchor = nearest(self.mentions, self.before)
            return anchor is not None and anchor.day is not None
        if draft.year is not None:
            amount = first.kind == "number" and draft.month is None and draft.kind == "year" and not draft.parts
            return not (amount and context.is_amount_of_years(self.text, start, end))
        if first.kind != "number":
            return True
        return self._bare_may_stand(at, draft, start, end)

    def _bare_may_stand(self, at: int, draft: Draft, start: int, end: int) -> bool:
        linked, spanning = self._link(at)
        draft.after_range = draft.after_range or (linked and spanning)
        if not linked and start > 0 and self.text[start - 1] in "-.,/約":
            return False
        anchor = nearest(self.mentions, self.before)
        if draft.month is not None:
            return True
        if draft.day is not None:
            if not linked or not self.mentions or context.follows_duration(self.text, end, "day"):
                return False
            return anchor is not None and anchor.day is not None and anchor.day < draft.day
        if draft.kind == "decade":
            return len(self.tokens[at].text) == 2
        if draft.parts and not linked:
            return draft.parts[0] not in ("前半", "後半", "半ば") and anchor is not None
        if draft.kind == "fiscal" and not linked:
            return anchor is not None and not context.follows_duration(self.text, end, "year")
        return linked and self._continues(draft, anchor, spanning, end)

    def _continues(self, draft: Draft, anchor: Anchor | None, spanning: bool, end: int) -> bool:
        """Whether a bare number of years goes on from the date before it (平成14年と｜15年) rather than counting years."""
        if anchor is None or draft.short is None:
            return False
        if context.follows_duration(self.text, end, "year") and not draft.parts:
            return False
        expanded = expand_year(draft.short, anchor, self.date)
        if expanded is None:
            return False
        ahead = expanded[0] - anchor.year
        return 0 < ahead <= 60 if spanning else 0 < abs(ahead) <= 40

    def _in_context(self, draft: Draft) -> bool:
        """Whether what stands around makes it no date."""
        start, end = self.tokens[draft.first].start, self.tokens[draft.last - 1].end
        while self.title_at < len(self.titles) and self.titles[self.title_at][1] <= start:
            self.title_at += 1
        if self.title_at < len(self.titles) and self.titles[self.title_at][0] < start:
            return True
        if draft.deictic is not None and context.is_ratio(self.text, start, end):
            return True
        return context.is_edition(self.text, end) or context.is_law_number(self.text, end)

    # --- what it means ------------------------------------------------------------------------------------------

    def _emit(self, draft: Draft) -> None:
        start, end = self.view.printed(self.tokens[draft.first].start, self.tokens[draft.last - 1].end)
        if self.mentions and start < self.mentions[-1].end:
            return
        moment, calendar = self._place(draft)
        span = interval(moment)
        issue = draft.issue or (era_issue(draft.era, moment, self.date) if draft.era else "")
        if span is None and moment.year is not None:
            issue = issue or f"no such day: {name(moment)}"
        known = moment.year is not None
        folded = self.text[self.tokens[draft.first].start : self.tokens[draft.last - 1].end]
        self.last_token = draft.last
        self.mentions.append(
            DateMention(
                start,
                end,
                self.printed[start:end],
                name(moment) if known else folded,
                span[0] if span else None,
                span[1] if span else None,
                edtf(moment),
                f"{_year_form(draft, self.tokens[draft.first])}:{_precision(moment)}",
                issue,
                calendar,
            )
        )

    def _place(self, draft: Draft) -> tuple[Moment, str]:
        anchor = nearest(self.mentions, self.before)
        calendar = " ".join(dict.fromkeys(draft.calendars))
        kind = draft.kind or "year"
        parts = tuple(draft.parts)
        month, day = draft.month, draft.day
        year = draft.year
        if year is None and draft.short is not None:
            guide = Anchor(anchor.year, calendar="西暦") if calendar and anchor else anchor
            expanded = expand_year(draft.short, guide, self.date)
            if expanded is not None:
                year, calendar = expanded
        elif year is None and draft.deictic is not None:
            found = point(draft.deictic, self._base(draft, anchor), self.date)
            if draft.same_period and found is not None:
                return self._year_earlier(found), found.calendar
            if found is not None:
                year, calendar = found.year, found.calendar
                month, day = month or found.month, day or found.day
                if draft.deictic.unit == "quarter":
                    return Moment(year, "year", month, None, (month or 0) + 2, parts), calendar
                year = self._next_year(draft, anchor, year, month)
        elif year is None:
            year, kind, month, calendar = self._from_anchor(draft, anchor)
        return Moment(year, kind, month, day, draft.month_end, parts), calendar

    def _base(self, draft: Draft, anchor: Anchor | None) -> Anchor | None:
        if draft.deictic is None or draft.deictic.base != "nearest":
            return anchor
        inside = nearest(self.mentions, None)
        return inside or document_anchor(self.date, draft.deictic.unit) or anchor

    def _from_anchor(self, draft: Draft, anchor: Anchor | None) -> tuple[int | None, str, int | None, str]:
        """Year, kind, month and calendar of a date that says nothing of its year."""
        if draft.month is None and draft.day is None:
            anchor = anchor or document_anchor(self.date, "fiscal")
            return (anchor.year, anchor.kind, None, anchor.calendar) if anchor else (None, "year", None, "")
        anchor = anchor or document_anchor(self.date, "year")
        if anchor is None:
            return None, "year", draft.month, ""
        if draft.month is None:
            return anchor.year, "year", anchor.month, anchor.calendar
        return self._next_year(draft, anchor, anchor.year, draft.month), anchor.kind, draft.month, anchor.calendar

    @staticmethod
    def _next_year(draft: Draft, anchor: Anchor | None, year: int, month: int | None) -> int:
        """The year after where a range runs over its end (10月から翌3月, 2014年10月～3月)."""
        over = draft.after_range and anchor is not None and anchor.month is not None and month is not None
        return year + 1 if over and anchor is not None and (month or 0) < (anchor.month or 0) else year

    def _year_earlier(self, found: Anchor) -> Moment:
        """The period of the nearest earlier date, in the year found."""
        latest = next((m for m in reversed(self.mentions) if anchor_of(m) and not m.text.startswith("前")), self.before)
        if latest is None:
            return Moment(found.year, found.kind)
        moment = moment_of(latest.name)
        return Moment(found.year, moment.kind, moment.month, None, moment.month_end, moment.parts)


@lru_cache(maxsize=1024)
def moment_of(canonical: str) -> Moment:
    """Read a canonical name back.

    Parameters
    ----------
    canonical : str
        A name that :func:`plantext.dates.moments.name` wrote.

    Returns
    -------
    Moment
        What it says; without a year where it is not such a name.
    """
    drafts = Reader(canonical, tokenize(canonical)).read(0)
    if not drafts:
        return Moment()
    draft = drafts[0]
    return Moment(draft.year, draft.kind or "year", draft.month, draft.day, draft.month_end, tuple(draft.parts))


def _year_form(draft: Draft, first: Token) -> str:
    if first.kind == "numeric":
        return "numeric"
    if draft.deictic is not None or first.kind in ("deictic", "same"):
        return "deictic"
    if len({bool(calendar != "西暦") for calendar in draft.calendars}) > 1:
        return "both"
    if draft.short is not None or not draft.calendars:
        return "elided"
    return "era" if draft.era else "gregorian"


def _precision(moment: Moment) -> str:
    if moment.parts:
        return {"第": "quarter", "期": "term"}.get(moment.parts[-1][0], "part")
    if moment.day is not None:
        return "day"
    if moment.month is not None:
        return "quarter" if moment.month_end is not None else "month"
    return moment.kind
