"""The forms of dates."""

from __future__ import annotations

import pytest
from hard_cases import FORMS, NUMERIC, POINTING, Case, found

from plantext.dates.grammar import BEGINNINGS, read_dates
from plantext.dates.tokens import Tokens

CASES = [*POINTING, *NUMERIC, *FORMS]


@pytest.mark.parametrize("case", CASES, ids=[text for text, _ in CASES])
def test_hard_case_is_found(case: Case) -> None:
    text, expected = case
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2023年10月8日", [(2023, None, 10, 8)]),
        ("R3.6.18", [(2021, None, 6, 18)]),
        ("2021/13/1", []),
        ("'90年代", [(None, 90, None, None)]),
        ("15年3月", [(None, 15, 3, None)]),
        ("90年代", [(None, 90, None, None)]),
        ("翌年2017年4月", [(2017, None, 4, None)]),
        ("同月8~12日", [(None, None, None, 8), (None, None, None, 12)]),
        ("同14年4月", [(None, 14, 4, None)]),
        ("翌10日", []),
        ("前半に", []),
        ("年金", []),
        ("会議", []),
    ],
)
def test_forms(text: str, read: list[tuple[int | None, ...]]) -> None:
    drafts = read_dates(Tokens(text), 0)
    assert [(draft.year, draft.short, draft.month, draft.day) for draft in drafts] == read


@pytest.mark.parametrize(
    ("text", "base", "unit", "shift"),
    [
        ("前年度末", "anchor", "fiscal", -1),
        ("今夏", "document", "year", 0),
        ("年内", "document", "year", 0),
        ("年度末", "nearest", "fiscal", 0),
        ("年明け", "nearest", "year", 1),
        ("同3月末", "anchor", "year", 0),
        ("同8日", "anchor", "month", 0),
    ],
)
def test_pointing_words(text: str, base: str, unit: str, shift: int) -> None:
    (draft,) = read_dates(Tokens(text), 0)
    assert draft.deictic is not None
    assert (draft.deictic.base, draft.deictic.unit, draft.deictic.shift) == (base, unit, shift)


def test_a_period_of_another_year() -> None:
    assert [read_dates(Tokens(text), 0)[0].same_period for text in ("前年同期", "前年同月", "前年")] == [
        True,
        True,
        False,
    ]


def test_a_date_begins_with_a_beginning() -> None:
    for text in (
        "2023年",
        "令和5年",
        "西暦2000年",
        "FY2023",
        "R3.6.18",
        "'90年代",
        "前年",
        "同14年",
        "第1四半期",
        "年内",
    ):
        assert Tokens(text)[0].kind in BEGINNINGS
