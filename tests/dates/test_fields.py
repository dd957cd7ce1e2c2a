"""One date: year, other calendar, month, day and parts."""

from __future__ import annotations

import pytest
from hard_cases import CALENDARS, DIGITS, ERAS, PARTS, PERIODS, Case, found

from plantext.dates.draft import Draft
from plantext.dates.fields import narrow, read_day, read_number, read_other_calendar, read_term, read_unit, read_year
from plantext.dates.tokens import Tokens

CASES = [*CALENDARS, *ERAS, *DIGITS, *PERIODS, *PARTS]


@pytest.mark.parametrize("case", CASES, ids=[text for text, _ in CASES])
def test_hard_case_is_found(case: Case) -> None:
    text, expected = case
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("令和元年", (2, "令和", 1)),
        ("令和5年", (2, "令和", 5)),
        ("西暦2000年", (2, "", 2000)),
        ("2023年", (1, "", 2023)),
        ("1234年", (0, "", 0)),
        ("15年", (0, "", 0)),
        ("令和年", (0, "", 0)),
    ],
)
def test_numbers_of_years(text: str, number: tuple[int, str, int]) -> None:
    assert read_number(Tokens(text), 0) == number


@pytest.mark.parametrize(
    ("text", "end", "year", "kind"),
    [
        ("2023年", 2, 2023, "year"),
        ("2023(令和5)年度", 6, 2023, "fiscal"),
        ("2024年(令和6年)度", 8, 2024, "fiscal"),
        ("FY2023", 1, 2023, "fiscal"),
        ("1990年代", 2, 1990, "decade"),
        ("2021(令和3)2月", 5, 2021, "year"),
        ("2023", 0, 2023, ""),
        ("1995年代", 0, 1995, ""),
    ],
)
def test_years(text: str, end: int, year: int, kind: str) -> None:
    draft = Draft(0)
    assert (read_year(Tokens(text), 0, draft), draft.year, draft.kind) == (end, year, kind)


def test_a_unit_may_be_missing_in_brackets_alone() -> None:
    assert read_unit(Tokens("2023)"), 1, Draft(0, year=2023), bare=True) == 1
    assert read_unit(Tokens("2023)"), 1, Draft(0, year=2023)) == 0


def test_brackets_that_say_something_else_are_left() -> None:
    assert read_other_calendar(Tokens("(2023年)"), 0, Draft(0, year=2023, calendars=["西暦"])) == 0
    assert read_other_calendar(Tokens("(予定)"), 0, Draft(0, year=2023, calendars=["西暦"])) == 0


@pytest.mark.parametrize(
    ("text", "month", "day", "parts"),
    [
        ("10月", 10, None, []),
        ("10月8日", 10, 8, []),
        ("の10月上旬", 10, None, ["上旬"]),
        ("3月期第1四半期", 3, None, ["期", "第1四半期"]),
        ("第3四半期末", None, None, ["第3四半期", "末"]),
        ("年央", None, None, ["半ば"]),
        ("13月", None, None, []),
        ("3月以内", None, None, []),
        ("10月3日間", 10, None, []),
        ("上旬", None, None, []),
    ],
)
def test_what_narrows_a_year(text: str, month: int | None, day: int | None, parts: list[str]) -> None:
    draft = Draft(-1, year=2023, kind="year")
    narrow(Tokens(text), 0, draft)
    assert (draft.month, draft.day, draft.parts) == (month, day, parts)


def test_days_and_terms() -> None:
    assert read_day(Tokens("31日"), 0, Draft(0)) == 2
    assert read_day(Tokens("32日"), 0, Draft(0)) == 0
    draft = Draft(0)
    assert (read_term(Tokens("10月~12月期"), 0, draft), draft.month, draft.month_end) == (6, 10, 12)
    assert read_term(Tokens("10~12月"), 0, Draft(0)) == 0
