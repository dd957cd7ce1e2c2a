"""Points and periods of the calendar: first and last day, canonical name, EDTF."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plantext.dates import lunar
from plantext.dates.words import ERAS, HALVES, SEASONS

Span = tuple[dt.date, dt.date]

_UNITS = {"year": "年", "fiscal": "年度", "decade": "年代"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or period of the calendar.

    Parameters
    ----------
    year : int or None
        Gregorian year; of a fiscal year or decade the one it begins in. None where unknown.
    kind : str
        ``year``, ``fiscal`` (年度, April to March) or ``decade`` (年代); ``year`` wherever there is a month.
    month, day, month_end : int or None
        Month and day; a run of months (10-12月期) has its last in `month_end`.
    parts : tuple of str
        Canonical narrowing words, outermost first (第3四半期, 末).
    lunar : bool
        Whether month and day are those of the calendar before 1873.
    """

    year: int | None = None
    kind: str = "year"
    month: int | None = None
    day: int | None = None
    month_end: int | None = None
    parts: tuple[str, ...] = ()
    lunar: bool = False


def era_year(era: str, number: int) -> int:
    """Convert a year of an era to the Gregorian year.

    Examples
    --------
    >>> era_year("令和", 5)
    2023
    """
    return ERAS[era].first.year + number - 1


def era_issue(era: str, moment: Moment, date: dt.date | None = None) -> str:
    """Say where a moment lies outside the era that it names; a bare year is inside where any of its days is.

    A document of a `date` before the end of an era could not know that it would end.

    Examples
    --------
    >>> era_issue("平成", Moment(2019, month=5))
    '平成 ended on 2019-04-30'
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
    """Return the first and last day of a run of months; months beyond 12 lie in the next year.

    Examples
    --------
    >>> [str(day) for day in month_span(2023, 13, 2)]
    ['2024-01-01', '2024-02-29']
    """
    first = year * 12 + month - 1
    last = first + n_months
    return (
        dt.date(first // 12, first % 12 + 1, 1),
        dt.date(last // 12, last % 12 + 1, 1) - dt.timedelta(days=1),
    )


def interval(moment: Moment) -> Span | None:
    """Return the first and last day of a moment, None where the year is unknown or the day does not exist.

    末 is the last unit of the next finer kind (a year's last month, a month's last day, a decade's last three years);
    初頭 and 半ば follow it. Seasons begin in March, June, September and December; winter runs into the next year.
    Quarters and halves count from January in a year and from April in a fiscal year.

    Examples
    --------
    >>> [str(day) for day in interval(Moment(2023, "fiscal", parts=("末",)))]
    ['2024-03-01', '2024-03-31']
    """
    year = moment.year
    if year is None or not 1 <= year <= 9000:
        return None
    if moment.lunar and moment.month is not None:
        return lunar.span(year, moment.month, moment.day)
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
    else:
        span = month_span(year, 1, 120 if moment.kind == "decade" else 12)
    for part in moment.parts:
        span = _narrow(span, part)
    return span


def _narrow(span: Span, part: str) -> Span:
    first, last = span
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    if part in SEASONS:
        season = month_span(first.year, 3 + 3 * SEASONS.index(part), 3)
        # A fiscal year's spring begins with the fiscal year.
        span = max(season[0], first), season[1]
    elif part == "期":
        # A business year is named after the month that it ends in.
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
        # The middle of a year is two months: 年央 is June and July.
        edge = 36 if n_months == 120 else 2 if (n_months, part) == (12, "半ば") else 1
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
    """Write a moment in EDTF (ISO 8601-2, level 2).

    Seasons are 21 (spring) to 24, calendar quarters 33 to 36, calendar halves 40 and 41, decades ``202X``; every other
    interval is written with its first and last year, month or day. An unknown year is ``XXXX``.

    Examples
    --------
    >>> edtf(Moment(2023, "fiscal"))
    '2023-04/2024-03'
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
    # Not whole months.
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
    year = "XXXX" if moment.year is None else f"{moment.year:04}"
    # A run of months whose year is unknown is written as a year alone.
    if moment.month is not None and moment.month_end is None:
        return f"{year}-{moment.month:02}" + (f"-{moment.day:02}" if moment.day is not None else "")
    return f"{year}-{21 + SEASONS.index(season)}" if season else year


def name(moment: Moment) -> str:
    """Write the canonical Japanese name of a moment whose year is known.

    Examples
    --------
    >>> name(Moment(2023, "fiscal", parts=("第1四半期",)))
    '2023年度第1四半期'
    """
    year = f"{moment.year}{_UNITS[moment.kind]}"
    if moment.lunar and (span := interval(moment)):
        return f"{span[0].year}年{span[0].month}月{span[0].day}日" if moment.day else f"旧暦{year}{moment.month}月"
    if moment.kind == "decade" and moment.year is not None and moment.year % 10:
        year = _era_decade(moment.year)
    months = f"{moment.month}月" if moment.month is not None else ""
    if moment.month is not None and moment.month_end is not None:
        months = _quarter_name(moment.month, moment.month_end)
    day = f"{moment.day}日" if moment.day is not None else ""
    return f"{year}{months}{day}{''.join(moment.parts)}"


def _era_decade(year: int) -> str:
    """Name ten years that begin where an era's decade does, not a Gregorian one (昭和50年代)."""
    for era, (first, last, _) in ERAS.items():
        if (year - first.year + 1) % 10 == 0 and first.year <= year and (last is None or year <= last.year):
            return f"{era}{year - first.year + 1}年代"
    return f"{year}年代"


def _quarter_name(first: int, last: int) -> str:
    if first % 3 == 1 and last == first + 2:
        return f"第{first // 3 + 1}四半期"
    return f"{first}-{last}月期"
