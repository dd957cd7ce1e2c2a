"""Points and intervals of the calendar: from year, month and part to first day, last day, name and EDTF."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plantext.dates.words import ERAS, HALVES, SEASONS

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Moment:
    """What a date says, before anything is computed.

    Parameters
    ----------
    year : int or None
        Gregorian year, or the year a fiscal year or decade begins in; None where unknown.
    kind : str
        ``year``, ``fiscal`` (年度, April to March) or ``decade`` (年代).
    month, day : int or None
        Month and day; a range of months (10-12月期) has its first in ``month``, its last in ``month_end``.
    parts : tuple of str
        Canonical narrowing words, outermost first (第3四半期, 末).
    """

    year: int | None = None
    kind: str = "year"
    month: int | None = None
    day: int | None = None
    month_end: int | None = None
    parts: tuple[str, ...] = ()

    @property
    def calendar_year(self) -> int | None:
        """The year that the month lies in: January to March of a fiscal year lie in the next."""
        if self.year is not None and self.kind == "fiscal" and self.month is not None and self.month <= 3:
            return self.year + 1
        return self.year


def era_year(era: str, number: int) -> int:
    """Gregorian year of an era's year.

    Parameters
    ----------
    era : str
        One of ``plantext.dates.words.ERAS``.
    number : int
        Year of the era, 1 for 元年.

    Returns
    -------
    int
        The Gregorian year.
    """
    return ERAS[era].first.year + number - 1


def era_issue(era: str, moment: Moment, date: dt.date | None = None) -> str:
    """Say where a date lies outside the era it names.

    Parameters
    ----------
    era : str
        The era named.
    moment : Moment
        The date; a bare year counts as inside where any of its days is.
    date : datetime.date or None
        The document's own date: one written before an era ended could not know that it would.

    Returns
    -------
    str
        One sentence, or nothing.
    """
    span = interval(moment)
    if span is None:
        return ""
    first, last = ERAS[era].first, ERAS[era].last
    if span[1] < first:
        return f"{era} began on {first}"
    if last is not None and span[0] > last and not (date is not None and date <= last):
        return f"{era} ended on {last}"
    return ""


def month_span(year: int, month: int, n_months: int = 1) -> Span:
    """First and last day of a run of months.

    Parameters
    ----------
    year, month : int
        The first month; months beyond 12 run on into the next year.
    n_months : int
        Length of the run.

    Returns
    -------
    tuple of datetime.date
        First and last day.
    """
    first = year * 12 + month - 1
    last = first + n_months
    return (
        dt.date(first // 12, first % 12 + 1, 1),
        dt.date(last // 12, last % 12 + 1, 1) - dt.timedelta(days=1),
    )


def interval(moment: Moment) -> Span | None:
    """First and last day of a moment.

    末 is the last unit of the next finer kind (a year's last month, a month's last day, a decade's last three years);
    初頭 and 半ば follow it. Seasons begin in March, June, September and December; winter runs into the next year.
    Quarters and halves count from January in a year and from April in a fiscal year.

    Parameters
    ----------
    moment : Moment
        What the date says.

    Returns
    -------
    tuple of datetime.date or None
        None where no year is known or the day does not exist.
    """
    year = moment.calendar_year
    if year is None or not 1 <= year <= 9000:
        return None
    if moment.day is not None and moment.month is not None:
        try:
            day = dt.date(year, moment.month, moment.day)
        except ValueError:
            return None
        return day, day
    if moment.month is not None:
        n_months = (moment.month_end - moment.month) % 12 + 1 if moment.month_end is not None else 1
        span = month_span(year, moment.month, n_months)
    elif moment.kind == "fiscal":
        span = month_span(year, 4, 12)
    elif moment.kind == "decade":
        span = month_span(year, 1, 120)
    else:
        span = month_span(year, 1, 12)
    for part in moment.parts:
        span = _narrow(span, part)
    return span


def _narrow(span: Span, part: str) -> Span:
    first, last = span
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    if part in SEASONS:
        # A fiscal year's spring begins with the fiscal year.
        season = month_span(first.year, 3 + 3 * SEASONS.index(part), 3)
        span = max(season[0], first), season[1]
    elif part == "期":
        span = month_span(last.year - 1, last.month + 1, 12)
    elif part.startswith("第"):
        span = month_span(first.year, first.month + 3 * (int(part[1]) - 1), 3)
    elif part in HALVES:
        span = month_span(first.year, first.month + 6 * HALVES.index(part), 6)
    elif n_months == 1:
        span = _narrow_month(first, last, part)
    elif part in ("前半", "後半"):
        half = n_months // 2
        span = month_span(first.year, first.month + (half if part == "後半" else 0), half)
    else:
        edge = 36 if n_months == 120 else 4 if (n_months, part) == (12, "半ば") else 1
        offset = {"初頭": 0, "半ば": (n_months - edge) // 2, "末": n_months - edge}.get(part, 0)
        span = month_span(first.year, first.month + offset, edge)
    return span


def _narrow_month(first: dt.date, last: dt.date, part: str) -> Span:
    days = {
        "末": (last.day, last.day),
        "前半": (1, 15),
        "後半": (16, last.day),
        "上旬": (1, 10),
        "初頭": (1, 10),
        "中旬": (11, 20),
        "半ば": (11, 20),
        "下旬": (21, last.day),
    }.get(part, (first.day, last.day))
    return first.replace(day=days[0]), first.replace(day=days[1])


def edtf(moment: Moment) -> str:
    """A moment in EDTF (ISO 8601-2, level 2).

    Seasons are 21 (spring) to 24, calendar quarters 33 to 36, calendar halves 40 and 41, decades ``202X``; every other
    interval is written with its first and last year, month or day. An unknown year is ``XXXX``.

    Parameters
    ----------
    moment : Moment
        What the date says.

    Returns
    -------
    str
        The EDTF string.
    """
    span = interval(moment)
    season = next((part for part in moment.parts if part in SEASONS), "")
    if span is None:
        return _edtf_unplaced(moment, season)
    first, last = span
    if season and moment.parts[-1] == season:
        return f"{first.year:04}-{21 + SEASONS.index(season)}"
    if first == last:
        return first.isoformat()
    if first.day != 1 or (last + dt.timedelta(days=1)).day != 1:
        return f"{first.isoformat()}/{last.isoformat()}"
    return _edtf_months(first, last)


def _edtf_months(first: dt.date, last: dt.date) -> str:
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    years = first.month == 1 and n_months % 12 == 0
    short = {
        1: f"{first.year:04}-{first.month:02}",
        3: f"{first.year:04}-{33 + first.month // 3}" if first.month % 3 == 1 else "",
        6: f"{first.year:04}-{40 + first.month // 7}" if first.month in (1, 7) else "",
        12: f"{first.year:04}" if years else "",
        120: f"{first.year // 10:03}X" if years and first.year % 10 == 0 else "",
    }.get(n_months, "")
    if short:
        return short
    if years:
        return f"{first.year:04}/{last.year:04}"
    return f"{first.year:04}-{first.month:02}/{last.year:04}-{last.month:02}"


def _edtf_unplaced(moment: Moment, season: str) -> str:
    year = "XXXX" if moment.calendar_year is None else f"{moment.calendar_year:04}"
    if moment.month is not None and moment.month_end is None:
        return f"{year}-{moment.month:02}" + (f"-{moment.day:02}" if moment.day is not None else "")
    return f"{year}-{21 + SEASONS.index(season)}" if season else year


def name(moment: Moment) -> str:
    """The canonical Japanese name of a moment whose year is known.

    Parameters
    ----------
    moment : Moment
        What the date says.

    Returns
    -------
    str
        Such as ``2023年10月``, ``2023年度末``, ``2020年代前半``, ``2023年度第1四半期``.
    """
    year = moment.calendar_year if moment.month is not None else moment.year
    unit = "年" if moment.month is not None else {"year": "年", "fiscal": "年度", "decade": "年代"}[moment.kind]
    if moment.kind == "decade" and moment.month is None and year is not None and year % 10:
        return _era_decade(year) + "".join(moment.parts)
    months = f"{moment.month}月" if moment.month is not None else ""
    if moment.month is not None and moment.month_end is not None:
        months = _quarter_name(moment.month, moment.month_end)
    day = f"{moment.day}日" if moment.day is not None else ""
    return f"{year}{unit}{months}{day}{''.join(moment.parts)}"


def _era_decade(year: int) -> str:
    """昭和50年代: ten years that begin where an era's do, not where a Gregorian decade does."""
    for era, (first, last, _) in ERAS.items():
        if (year - first.year + 1) % 10 == 0 and first.year <= year and (last is None or year <= last.year):
            return f"{era}{year - first.year + 1}年代"
    return f"{year}年代"


def _quarter_name(first: int, last: int) -> str:
    if first % 3 == 1 and last == first + 2:
        return f"第{first // 3 + 1}四半期"
    return f"{first}-{last}月期"
