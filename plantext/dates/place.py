"""Place a date on the calendar: complete what it leaves to the dates around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from plantext.dates.anchors import (
    Anchor,
    DateMention,
    anchor_of,
    document_anchor,
    expand_decade,
    expand_year,
    nearest,
    point,
)
from plantext.dates.drafts import Draft
from plantext.dates.grammar import Reader
from plantext.dates.moments import Moment
from plantext.dates.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The dates that a date can be counted from.

    Parameters
    ----------
    mentions : sequence of DateMention
        The sentence's dates so far.
    before : DateMention or None
        Last date of the sentence before.
    date : datetime.date or None
        The document's own date.
    """

    mentions: Sequence[DateMention]
    before: DateMention | None
    date: dt.date | None

    def nearest(self) -> Anchor | None:
        """The nearest earlier date, in the sentence or else before it."""
        return nearest(self.mentions, self.before)


def place(draft: Draft, around: Surroundings) -> tuple[Moment, str]:
    """Complete a date.

    Parameters
    ----------
    draft : Draft
        The date as read.
    around : Surroundings
        What it can be counted from.

    Returns
    -------
    tuple of Moment and str
        The moment (its year None where unknown) and the calendars that its year was printed in.
    """
    anchor = around.nearest()
    if draft.year is not None:
        return _moment(draft, draft.year), " ".join(dict.fromkeys(draft.calendars))
    if draft.short is not None:
        expanded = expand(draft, anchor, around.date)
        return (_moment(draft, expanded[0]), expanded[1]) if expanded else (_moment(draft, None), "")
    if draft.deictic is not None:
        return _pointed(draft, anchor, around)
    return _continued(draft, anchor, around.date)


def expand(draft: Draft, anchor: Anchor | None, date: dt.date | None) -> tuple[int, str] | None:
    """Complete a shortened year or decade.

    Parameters
    ----------
    draft : Draft
        A date with a shortened year.
    anchor : Anchor or None
        The nearest earlier date.
    date : datetime.date or None
        The document's date.

    Returns
    -------
    tuple of int and str, or None
        Gregorian year and calendar; None where unknown.
    """
    short = draft.short or 0
    if draft.kind == "decade":
        return expand_decade(short, anchor, date)
    guide = anchor
    if draft.calendars:
        guide = anchor or document_anchor(date, "year")
        guide = replace(guide, calendar=" ".join(draft.calendars)) if guide else None
    return expand_year(short, guide, date)


def _moment(draft: Draft, year: int | None, kind: str = "") -> Moment:
    return Moment(year, kind or draft.kind or "year", draft.month, draft.day, draft.month_end, tuple(draft.parts))


def _pointed(draft: Draft, anchor: Anchor | None, around: Surroundings) -> tuple[Moment, str]:
    deictic = draft.deictic
    if deictic is None:
        return _moment(draft, None), ""
    if deictic.base == "nearest":
        anchor = nearest(around.mentions, None) or document_anchor(around.date, deictic.unit) or anchor
    found = point(deictic, anchor, around.date)
    if found is None:
        return _moment(draft, None), ""
    if draft.same_period:
        return _year_earlier(found, around), found.calendar
    if deictic.unit == "quarter":
        begin = found.month or 1
        return Moment(found.year, "year", begin, None, begin + 2, tuple(draft.parts)), found.calendar
    month, day = draft.month or found.month, draft.day or found.day
    moment = replace(_moment(draft, found.year), month=month, day=day)
    return replace(moment, year=_next_year(draft, anchor, found.year, month)), found.calendar


def _year_earlier(found: Anchor, around: Surroundings) -> Moment:
    """The period of the nearest earlier date, in the year found (前年同期)."""
    inside = (m for m in reversed(around.mentions[-8:]) if anchor_of(m) and not m.text.startswith("前"))
    latest = next(inside, around.before)
    moment = moment_of(latest.name) if latest is not None else Moment()
    return replace(moment, year=found.year, day=None) if moment.year is not None else Moment(found.year, found.kind)


def _continued(draft: Draft, anchor: Anchor | None, date: dt.date | None) -> tuple[Moment, str]:
    """A date that says nothing of its year."""
    if draft.month is None and draft.day is None:
        anchor = anchor or document_anchor(date, "fiscal")
        return (_moment(draft, anchor.year, anchor.kind), anchor.calendar) if anchor else (_moment(draft, None), "")
    anchor = anchor or document_anchor(date, "year")
    if anchor is None:
        return _moment(draft, None), ""
    if draft.month is None:
        return replace(_moment(draft, anchor.year), month=anchor.month), anchor.calendar
    kind = "fiscal" if anchor.kind == "fiscal" else "year"
    return _moment(draft, _next_year(draft, anchor, anchor.year, draft.month), kind), anchor.calendar


def _next_year(draft: Draft, anchor: Anchor | None, year: int, month: int | None) -> int:
    """The year after, where a range runs over the end of one (2014年10月～3月, 12月の翌1月)."""
    if not draft.after_range or anchor is None or anchor.month is None or month is None:
        return year
    return year + (month < anchor.month)


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
    return _moment(drafts[0], drafts[0].year) if drafts else Moment()
