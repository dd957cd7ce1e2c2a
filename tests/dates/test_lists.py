"""Lists and ranges whose numbers share a unit."""

from __future__ import annotations

import pytest
from hard_cases import LISTS, Case, found

from plantext.dates.draft import Draft
from plantext.dates.fields import YEAR_UNITS
from plantext.dates.lists import read_list, read_rest
from plantext.dates.tokens import Tokens


@pytest.mark.parametrize("case", LISTS, ids=[text for text, _ in LISTS])
def test_hard_case_is_found(case: Case) -> None:
    text, expected = case
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("令和5・6年度", [(2023, None, False), (None, 6, False)]),
        ("2023~2025年", [(2023, None, False), (2025, None, True)]),
        ("平成15(2003)、16(2004)年度", [(2003, None, False), (None, 16, False)]),
        ("2012~17年", [(2012, None, False), (None, 17, True)]),
        ("2012~5年", []),
        ("2023年", []),
    ],
)
def test_lists_of_years(text: str, members: list[tuple[int | None, int | None, bool]]) -> None:
    drafts = read_list(Tokens(text), 0, Draft(0), YEAR_UNITS)
    assert [(draft.year, draft.short, draft.after_range) for draft in drafts] == members


def test_what_was_read_before_a_list_is_left_as_it_is() -> None:
    year = Draft(0, year=2019, kind="year", calendars=["西暦"])
    drafts = read_list(Tokens("4~6月末"), 0, year, ("month",))
    assert [(draft.year, draft.month, draft.parts) for draft in drafts] == [(2019, 4, []), (None, 6, ["末"])]
    assert (year.month, year.last) == (None, 0)


def test_the_rest_of_a_date_opens_lists_of_months_and_days() -> None:
    assert [draft.month for draft in read_rest(Tokens("4~6月"), 0, Draft(0, year=2023, kind="year"))] == [4, 6]
    assert [draft.day for draft in read_rest(Tokens("10月8~12日"), 0, Draft(0, year=2023, kind="year"))] == [8, 12]
    (term,) = read_rest(Tokens("10~12月期"), 0, Draft(0, year=2023, kind="year"))
    assert (term.month, term.month_end) == (10, 12)
    assert read_rest(Tokens("会議"), 0, Draft(0)) == []
