"""Drafts: which parts fit, and when two readings are one date."""

from __future__ import annotations

import pytest

from plantext.dates.draft import Draft


def draft(era: str, number: int, **fields: object) -> Draft:
    one = Draft(0, **fields)  # type: ignore[arg-type]
    one.set_year(era, number)
    return one


@pytest.mark.parametrize(
    ("one", "part", "allowed"),
    [
        (Draft(0, year=2023, kind="year"), "上旬", False),
        (Draft(0, year=2023, kind="year", month=10), "上旬", True),
        (Draft(0, year=2023, kind="year", month=10), "春", False),
        (Draft(0, year=2023, kind="year"), "春", True),
        (Draft(0, year=2023, kind="fiscal"), "第1四半期", True),
        (Draft(0, year=2020, kind="decade"), "上半期", False),
        (Draft(0, year=2020, kind="decade"), "後半", True),
        (Draft(0), "末", False),
    ],
)
def test_a_part_narrows_what_has_room_for_it(one: Draft, part: str, allowed: bool) -> None:
    assert one.allows(part) is allowed


def test_both_calendars_are_one_date() -> None:
    one = draft("", 2019, kind="year")
    assert one.absorb(draft("令和", 1, kind="year", month=6))
    assert (one.year, one.era, one.month, one.calendars, one.issue) == (2019, "令和", 6, ["西暦", "令和"], "")


def test_contradicting_years_are_one_date_with_an_issue() -> None:
    one = draft("", 2019, kind="year")
    assert one.absorb(draft("平成", 30))
    assert (one.year, one.issue) == (2019, "era and year contradict each other: 2019 and 2018")


@pytest.mark.parametrize(
    "other",
    [
        draft("", 2020, kind="year"),
        draft("令和", 2, kind="fiscal"),
        draft("令和", 1, kind="year", month=4),
    ],
)
def test_two_dates_stay_two(other: Draft) -> None:
    assert not draft("", 2019, kind="year", month=3).absorb(other)


def test_decades_begin_with_a_ten_of_their_calendar() -> None:
    assert draft("昭和", 50).begins_decade()
    assert draft("", 1990).begins_decade()
    assert not draft("", 1975).begins_decade()
    assert Draft(0, short=90).begins_decade()
