"""Find the year of shortened and pointing dates, counted from the dates around them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from plantext.dates.calendar import Moment, era_year
from plantext.dates.draft import Draft
from plantext.dates.lunar import is_lunar
from plantext.dates.mention import DateMention
from plantext.dates.words import ERAS, Deictic

# Earlier dates that are looked at: a bound keeps the work linear.
_REACH = 8
# Months by which a month without a year may lie behind the document's and ahead of it before the next year is nearer.
_BEHIND, _AHEAD = 8, 6


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a later date can be counted from: a year as it was named, perhaps with month and day."""

    year: int
    kind: str = "year"
    month: int | None = None
    day: int | None = None
    # Eras (or 西暦) that the year was printed in.
    calendar: str = ""
    # Years that it was itself counted back.
    shift: int = 0
    # First day.
    begin: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The dates that a date can be counted from."""

    # The sentence's dates so far, the last date of the text before, and the document's own.
    mentions: list[DateMention]
    before: DateMention | None
    date: dt.date | None
    # Whether `before` stands close by, in the same paragraph.
    near: bool = True
    # The date of the section's heading.
    section: DateMention | None = None

    def inside(self) -> Anchor | None:
        """Return the nearest earlier date of the sentence."""
        return next((anchor for m in reversed(self.mentions[-_REACH:]) if (anchor := anchor_of(m))), None)

    def nearest(self) -> Anchor | None:
        """Return the nearest earlier date, in the sentence or else before it."""
        return self.inside() or (anchor_of(self.before) if self.before is not None else None)

    def document(self, unit: str) -> Anchor | None:
        """Return the document's fiscal year for the unit ``fiscal``, else its day."""
        if self.date is None:
            return None
        if unit == "fiscal":
            return Anchor(self.date.year - (self.date.month <= 3), "fiscal")
        return Anchor(self.date.year, "year", self.date.month, self.date.day)


def anchor_of(mention: DateMention) -> Anchor | None:
    """Return what can be counted from a date, None where its year is unknown.

    Examples
    --------
    >>> from plantext.dates import find_dates
    >>> anchor = anchor_of(find_dates("令和5年度末")[0])
    >>> anchor.year, anchor.kind, anchor.calendar
    (2023, 'fiscal', '令和')
    """
    moment, deictic = mention.moment, mention.deictic
    if mention.date_start is None or moment.year is None:
        return None
    back = deictic.shift if deictic and deictic.counts_back and deictic.unit in ("year", "fiscal") else 0
    # A quarter is no month to go on from.
    month = moment.month if moment.month_end is None else None
    return Anchor(moment.year, moment.kind, month, moment.day, mention.calendar, back, mention.date_start)


def place(draft: Draft, around: Surroundings) -> tuple[Moment, str]:
    """Complete a date: the moment (its year None where unknown) and the calendars that its year was printed in.

    Examples
    --------
    >>> place(Draft(0, year=2005, kind="fiscal", month=3, calendars=["西暦"]), Surroundings([], None, None))
    (Moment(year=2006, kind='year', month=3, day=None, month_end=None, parts=(), lunar=False), '西暦')
    """
    moment, calendar = _place(draft, around)
    moment = replace(moment, lunar=moment.month_end is None and is_lunar(calendar, moment.year))
    year = moment.year
    if moment.month is None:
        return moment, calendar
    # January to March of a fiscal year lie in the next calendar year.
    if year is not None and moment.kind == "fiscal" and moment.month <= 3:
        year += 1
    return replace(moment, kind="year", year=year), calendar


def _place(draft: Draft, around: Surroundings) -> tuple[Moment, str]:
    if draft.year is not None:
        return _moment(draft, draft.year), " ".join(dict.fromkeys(draft.calendars))
    if draft.short is not None:
        expanded = expand(draft, around)
        return (_moment(draft, expanded[0]), expanded[1]) if expanded else (_moment(draft, None), "")
    if draft.deictic is not None:
        return _point(draft, draft.deictic, around)
    return _continue(draft, around)


def expand(draft: Draft, around: Surroundings) -> tuple[int, str] | None:
    """Complete a shortened year or decade: Gregorian year and calendar, None where unknown.

    Examples
    --------
    >>> expand(Draft(0, short=15, kind="year", calendars=["平成"]), Surroundings([], None, dt.date(2023, 6, 9)))
    (2003, '平成')
    """
    short, anchor = draft.short or 0, around.nearest()
    if draft.kind == "decade":
        return _expand_decade(short, anchor, around.date)
    if draft.calendars:
        anchor = anchor or around.document("year")
        anchor = replace(anchor, calendar=" ".join(draft.calendars)) if anchor else None
    return _expand_year(short, anchor, around.date)


def _expand_year(number: int, anchor: Anchor | None, date: dt.date | None) -> tuple[int, str] | None:
    """Complete a shortened year in the calendar of the date before it (平成14年と｜15年, 2010年から｜15年).

    Where that calendar is unknown, the candidate nearest to that date or to the document's is taken.
    """
    if anchor is None and date is None:
        return None
    reference = anchor.year if anchor is not None else date.year if date is not None else 0
    calendars = anchor.calendar.split() if anchor is not None and anchor.calendar else [*ERAS, "西暦"]
    candidates: list[tuple[int, int, str]] = []
    for calendar in calendars:
        if calendar == "西暦":
            # 1998年から02年 crosses the end of a century.
            century = reference - reference % 100
            years = [century - 100 + number, century + number, century + 100 + number]
        else:
            years = [era_year(calendar, number)]
        candidates += [(abs(year - reference), year, calendar) for year in years]
    _, year, calendar = min(candidates)
    return year, calendar


def _expand_decade(number: int, anchor: Anchor | None, date: dt.date | None) -> tuple[int, str] | None:
    """Complete a shortened decade (90年代): the nearest to the date before it, at most one ahead of the text."""
    # Only after an era's decade is it read in that era: 昭和50年代と60年代.
    if anchor is not None and anchor.kind == "decade" and anchor.calendar in ERAS:
        return era_year(anchor.calendar, number), anchor.calendar
    years = [year for year in (anchor.year if anchor else None, date.year if date else None) if year is not None]
    if not years:
        return None
    candidates = [century + number for century in range(1700, 2200, 100) if century + number <= max(years) + 10]
    return min(candidates, key=lambda year: (abs(year - years[0]), year)), "西暦"


def _moment(draft: Draft, year: int | None, kind: str = "") -> Moment:
    return Moment(year, kind or draft.kind or "year", draft.month, draft.day, draft.month_end, tuple(draft.parts))


def _point(draft: Draft, deictic: Deictic, around: Surroundings) -> tuple[Moment, str]:
    """Place a date that begins with a pointing word."""
    anchor = around.nearest()
    if deictic.base == "nearest":
        anchor = around.inside() or around.document(deictic.unit) or anchor
    found = _count(deictic, anchor, around)
    if found is None:
        return _moment(draft, None), ""
    if draft.same_period:
        return _same_period(found, around), found.calendar
    if deictic.unit == "quarter":
        begin = found.month or 1
        return Moment(found.year, "year", begin, None, begin + 2, tuple(draft.parts)), found.calendar
    month, day = draft.month or found.month, draft.day or found.day
    year = _next_year(draft, anchor, found.year, month)
    return replace(_moment(draft, year), month=month, day=day), found.calendar


def _count(deictic: Deictic, anchor: Anchor | None, around: Surroundings) -> Anchor | None:
    """Count what a pointing word means (同年, 前年度, 翌月, 今年): a year, with month and day as far as it says them."""
    base = around.document(deictic.unit) if deictic.base == "document" else anchor
    # All but 同 fall back on the document's date.
    if base is None and deictic.base == "anchor" and deictic.shift:
        base = around.document(deictic.unit)
    if base is None:
        return None
    # 前年 said twice means one year: a date that was itself counted back does not move the next.
    year = base.year - (base.shift if deictic.shift < 0 else 0)
    # The fiscal year of a January to March began the year before.
    if deictic.unit == "fiscal" and base.kind == "year" and base.month is not None and base.month <= 3:
        year -= 1
    if deictic.unit in ("year", "fiscal"):
        return Anchor(year + deictic.shift, deictic.unit, calendar=base.calendar)
    if deictic.unit == "quarter":
        begin = base.begin or around.date
        if begin is None:
            return None
        months = begin.year * 12 + (begin.month - 1) // 3 * 3 + 3 * deictic.shift
    elif base.month is None or (deictic.unit == "day" and base.day is None):
        return None
    else:
        months = year * 12 + base.month - 1 + deictic.shift
    day = base.day if deictic.unit == "day" else None
    return Anchor(months // 12, "year", months % 12 + 1, day, calendar=base.calendar)


def _same_period(found: Anchor, around: Surroundings) -> Moment:
    """Return the period of the nearest earlier date, in the year found (前年同期)."""
    inside = (
        mention
        for mention in reversed(around.mentions[-_REACH:])
        if anchor_of(mention) and not (mention.deictic and mention.deictic.counts_back)
    )
    latest = next(inside, around.before)
    if latest is None or latest.moment.year is None:
        return Moment(found.year, found.kind)
    return replace(latest.moment, year=found.year, day=None)


def _continue(draft: Draft, around: Surroundings) -> tuple[Moment, str]:
    """Place a date that says nothing of its year."""
    if draft.month is None and draft.day is None:
        near = around.inside() or (anchor_of(around.before) if around.before and around.near else None)
        anchor = near or around.document("fiscal")
        return (_moment(draft, anchor.year, anchor.kind), anchor.calendar) if anchor else (_moment(draft, None), "")
    inside = around.inside()
    anchor = inside or _narrated(draft, around) or around.document("year") or around.nearest()
    if anchor is None or draft.blank or (draft.supposed and inside is None):
        return _moment(draft, None), ""
    if draft.month is None:
        return replace(_moment(draft, anchor.year), month=anchor.month), anchor.calendar
    if anchor == around.document("year"):
        return _moment(draft, _document_year(draft, anchor)), ""
    kind = "fiscal" if anchor.kind == "fiscal" else "year"
    year = _next_year(draft, anchor, anchor.year, draft.month)
    # 令和6年5月に始め、1月末: a narrative goes on, up to the document's date.
    if anchor.month is not None and draft.month < anchor.month and around.date is not None:
        year += year == anchor.year and (year + 1, draft.month) <= (around.date.year, around.date.month)
    return _moment(draft, year, kind), anchor.calendar


def _narrated(draft: Draft, around: Surroundings) -> Anchor | None:
    """Return the date close before, or the section's, from whose year a month goes on: one that a narrative has come to.

    A plan's date (from 2026 on), and a year that is only pointed at (昨年), are passed over for the document's date.
    """
    for mention in (around.before if around.near else None, around.section):
        anchor = anchor_of(mention) if mention is not None else None
        if mention is None or anchor is None:
            continue
        if around.date is None:
            return anchor
        pointed = mention.deictic is not None and mention.deictic.base == "document" and mention.moment.month is None
        ahead = anchor.begin is not None and anchor.begin > around.date and draft.outlook != "future"
        if not pointed and not ahead:
            return anchor
    return None


def _document_year(draft: Draft, today: Anchor) -> int:
    """Return the year of a month or day that is counted from the document's date: its own, or one that fits better."""
    month, now = draft.month or 1, today.month or 1
    fitting = [year for year in (0, 1, -1) if _falls_on(today.year + year, month, draft.day, draft.weekday)]
    if fitting:
        return today.year + fitting[0]
    day, this = (month, draft.day or 0), (now, today.day or 0 if draft.day else 0)
    if draft.outlook == "past" and day > this:
        return today.year - 1
    if draft.outlook == "future" and day < this:
        return today.year + 1
    # Around New Year, the nearer one.
    if draft.outlook:
        return today.year
    return today.year + (now - month > _BEHIND) - (month - now > _AHEAD)


def _falls_on(year: int, month: int, day: int | None, weekday: int) -> bool:
    try:
        return day is not None and dt.date(year, month, day).weekday() == weekday
    except ValueError:
        return False


def _next_year(draft: Draft, anchor: Anchor | None, year: int, month: int | None) -> int:
    """Take the year after where a range runs over the end of one (2014年10月～3月, 12月の翌1月)."""
    if not draft.after_range or anchor is None or anchor.month is None or month is None:
        return year
    return year + (month < anchor.month)
