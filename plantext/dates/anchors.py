"""What the shortened and the pointing dates mean: the year, month or day that they are counted from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.dates.moments import era_year
from plantext.dates.words import ERAS, Deictic


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date found in a text.

    Parameters
    ----------
    start, end : int
        Character range in the text given, as printed; spaces inside belong to it.
    text : str
        The characters as printed.
    name : str
        Canonical Japanese name, equal for equal dates (``2023年10月``, ``2023年度末``); the folded text where no
        year is known.
    date_start, date_end : datetime.date or None
        First and last day; None only where no year can be known.
    norm : str
        EDTF (ISO 8601-2); ``XXXX`` for an unknown year.
    rule : str
        How it was read: the year's form (``gregorian``, ``era``, ``both``, ``deictic``, ``elided``, ``numeric``), a
        colon, and the precision; ``:deadline`` behind it where something is to be done by then.
    issue : str
        What is wrong with it (era and year contradict each other, no such day); else empty.
    calendar : str
        Eras (or ``西暦``) that the year was printed in; a later shortened year is read in the same.
    """

    start: int
    end: int
    text: str
    name: str
    date_start: dt.date | None
    date_end: dt.date | None
    norm: str
    rule: str
    issue: str = ""
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a later date can be counted from: a year as it was named, perhaps with month and day."""

    year: int
    kind: str = "year"
    month: int | None = None
    day: int | None = None
    calendar: str = ""
    shift: int = 0
    begin: dt.date | None = None


_NAME = re.compile(r"([0-9]{4})年(度|代)?(?:([0-9]{1,2})月)?(?:([0-9]{1,2})日)?")
_SHIFTED = (("前々年", -2), ("前年", -1))


def anchor_of(mention: DateMention) -> Anchor | None:
    """What can be counted from a date.

    Parameters
    ----------
    mention : DateMention
        The earlier date.

    Returns
    -------
    Anchor or None
        None where its year is unknown.
    """
    match = _NAME.match(mention.name)
    if mention.date_start is None:
        return None
    if match is None:
        return Anchor(mention.date_start.year, "decade", calendar=mention.calendar, begin=mention.date_start)
    year, kind, month, day = match.groups()
    return Anchor(
        int(year),
        {"度": "fiscal", "代": "decade"}.get(kind or "", "year"),
        int(month) if month else None,
        int(day) if day else None,
        mention.calendar,
        next((shift for word, shift in _SHIFTED if mention.text.startswith(word)), 0),
        mention.date_start,
    )


def document_anchor(date: dt.date | None, unit: str) -> Anchor | None:
    """The document's own date as something to count from.

    Parameters
    ----------
    date : datetime.date or None
        The document's date.
    unit : str
        ``fiscal`` for its fiscal year, else its calendar year.

    Returns
    -------
    Anchor or None
        None where the date is unknown.
    """
    if date is None:
        return None
    if unit == "fiscal":
        return Anchor(date.year - (date.month <= 3), "fiscal")
    return Anchor(date.year, "year", date.month, date.day)


def nearest(mentions: Sequence[DateMention], before: DateMention | None) -> Anchor | None:
    """The nearest earlier date that can be counted from: in the sentence, else the sentence before.

    Parameters
    ----------
    mentions : sequence of DateMention
        The sentence's dates so far.
    before : DateMention or None
        Last date of the sentence before.

    Returns
    -------
    Anchor or None
        None without one.
    """
    for mention in reversed(mentions[-8:]):
        anchor = anchor_of(mention)
        if anchor is not None:
            return anchor
    return anchor_of(before) if before is not None else None


def expand_year(number: int, anchor: Anchor | None, date: dt.date | None) -> tuple[int, str] | None:
    """Complete a shortened year (平成14年と｜15年, 2010年から｜15年).

    The year is read in the calendar of the date that it follows; where that is unknown, as the candidate nearest to it
    or to the document's date.

    Parameters
    ----------
    number : int
        The year as printed, below 100.
    anchor : Anchor or None
        The date that it follows.
    date : datetime.date or None
        The document's date.

    Returns
    -------
    tuple of int and str, or None
        Gregorian year and calendar; None without an anchor and a document's date.
    """
    if anchor is None and date is None:
        return None
    reference = anchor.year if anchor is not None else date.year if date is not None else 0
    calendars = anchor.calendar.split() if anchor is not None and anchor.calendar else [*ERAS, "西暦"]
    candidates: list[tuple[int, int, str]] = []
    for calendar in calendars:
        if calendar == "西暦":
            century = reference - reference % 100
            years = [century - 100 + number, century + number, century + 100 + number]
        else:
            years = [era_year(calendar, number)]
        candidates += [(abs(year - reference), year, calendar) for year in years]
    _, year, calendar = min(candidates)
    return year, calendar


def expand_decade(number: int, anchor: Anchor | None, date: dt.date | None) -> tuple[int, str] | None:
    """Complete a shortened decade (90年代): the nearest to the date before it, at most one ahead of the text.

    Parameters
    ----------
    number : int
        The decade as printed, below 100.
    anchor : Anchor or None
        The date that it follows; only after an era's decade (昭和50年代と60年代) is it read in that era.
    date : datetime.date or None
        The document's date.

    Returns
    -------
    tuple of int and str, or None
        First Gregorian year and calendar; None without an anchor and a document's date.
    """
    if anchor is not None and anchor.kind == "decade" and anchor.calendar in ERAS:
        return era_year(anchor.calendar, number), anchor.calendar
    years = [year for year in (anchor.year if anchor else None, date.year if date else None) if year is not None]
    if not years:
        return None
    candidates = [century + number for century in range(1700, 2200, 100) if century + number <= max(years) + 10]
    return min(candidates, key=lambda year: (abs(year - years[0]), year)), "西暦"


def point(deictic: Deictic, anchor: Anchor | None, date: dt.date | None) -> Anchor | None:
    """What a pointing word means (同年, 前年度, 翌月, 今年).

    Parameters
    ----------
    deictic : Deictic
        The word.
    anchor : Anchor or None
        The nearest earlier date.
    date : datetime.date or None
        The document's date; what a word that points to an earlier date falls back on, apart from 同.

    Returns
    -------
    Anchor or None
        The year, with month and day as far as the word says them; None where unknown.
    """
    base = document_anchor(date, deictic.unit) if deictic.base == "document" else anchor
    if base is None and deictic.base == "anchor" and deictic.shift:
        base = document_anchor(date, deictic.unit)
    if base is None:
        return None
    # 前年 said twice means one year: a date that was itself counted back does not move the next.
    year = base.year - (base.shift if deictic.shift < 0 else 0)
    if deictic.unit == "fiscal" and base.kind == "year" and base.month is not None and base.month <= 3:
        year -= 1
    if deictic.unit in ("year", "fiscal"):
        return Anchor(year + deictic.shift, deictic.unit, calendar=base.calendar)
    if deictic.unit == "quarter":
        begin = base.begin or date
        if begin is None:
            return None
        months = begin.year * 12 + (begin.month - 1) // 3 * 3 + 3 * deictic.shift
    elif base.month is None or (deictic.unit == "day" and base.day is None):
        return None
    else:
        months = year * 12 + base.month - 1 + deictic.shift
    day = base.day if deictic.unit == "day" else None
    return Anchor(months // 12, "year", months % 12 + 1, day, calendar=base.calendar)
