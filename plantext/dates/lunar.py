"""Japan's lunar calendar of the years before 1873, in which a month of an era is counted."""

from __future__ import annotations

import datetime as dt

from plantext.dates.words import LUNAR, LUNAR_ERAS

LAST = 1872
"""The last year of the lunar calendar: 明治5年12月2日 was 31 December 1872."""


def is_lunar(calendar: str, year: int | None) -> bool:
    """Tell whether months of a year, printed in these calendars, are those of the lunar calendar.

    Examples
    --------
    >>> is_lunar("明治", 1872), is_lunar("明治", 1873), is_lunar("西暦", 1872)
    (True, False, False)
    """
    return year in LUNAR and calendar in LUNAR_ERAS


def first_day(year: int, month: int) -> dt.date:
    """Return the Gregorian first day of a lunar month; month 13 is the next year's first.

    Examples
    --------
    >>> str(first_day(1872, 9))
    '1872-10-03'
    """
    begin, lengths, leap = LUNAR[year]
    before = month - 1 + (0 < leap < month)
    return begin + dt.timedelta(days=sum(30 if length == "大" else 29 for length in lengths[:before]))


def span(year: int, month: int, day: int | None = None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a lunar month or day; None for a day that it does not have.

    A leap month belongs to the month that it follows.

    Examples
    --------
    >>> [str(date) for date in span(1872, 12, 2)]
    ['1872-12-31', '1872-12-31']
    """
    first, after = first_day(year, month), first_day(year, month + 1)
    if (year, month) == (LAST, 12):
        after = dt.date(LAST + 1, 1, 1)
    if day is None:
        return first, after - dt.timedelta(days=1)
    found = first + dt.timedelta(days=day - 1)
    return (found, found) if day <= 30 and found < after else None
