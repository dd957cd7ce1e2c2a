"""The lunar calendar before 1873, by days whose Gregorian date is known from history."""

from __future__ import annotations

import datetime as dt

import pytest

from plantext.dates.lunar import first_day, is_lunar, span
from plantext.dates.words import LUNAR


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1872, 12, 2, "1872-12-31"),  # its last day
        (1872, 9, 12, "1872-10-14"),  # the railway opens
        (1871, 12, 6, "1872-01-15"),  # the Iwakura mission lands in San Francisco
        (1871, 7, 14, "1871-08-29"),  # domains become prefectures
        (1869, 6, 17, "1869-07-25"),  # domains are given back
        (1868, 9, 8, "1868-10-23"),  # the era is named, after a leap month
        (1868, 4, 11, "1868-05-03"),  # Edo castle is handed over
        (1867, 10, 14, "1867-11-09"),  # government is given back
        (1866, 1, 21, "1866-03-07"),  # Satsuma and Choshu ally
    ],
)
def test_a_day_of_history(year: int, month: int, day: int, gregorian: str) -> None:
    assert span(year, month, day) == (dt.date.fromisoformat(gregorian),) * 2


def test_years_follow_each_other_without_a_gap() -> None:
    for year in sorted(LUNAR)[:-1]:
        months, leap = LUNAR[year][1], LUNAR[year][2]
        assert len(months) == 12 + bool(leap)
        assert first_day(year, 13) == LUNAR[year + 1][0]


def test_a_month_has_29_or_30_days() -> None:
    assert span(1872, 1, 29) is not None
    assert span(1872, 1, 30) is None
    assert span(1872, 12) == (dt.date(1872, 12, 30), dt.date(1872, 12, 31))


def test_only_eras_have_lunar_months() -> None:
    assert is_lunar("慶応", 1866)
    assert not is_lunar("西暦", 1872)
    assert not is_lunar("明治", 1873)
