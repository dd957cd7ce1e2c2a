"""Years that the words around a month or day tell."""

from __future__ import annotations

import datetime as dt

import pytest
from hard_cases import OUTLOOKS, PLAN, Case, found

from plantext.dates import find_dates
from plantext.dates.outlook import outlook, weekday


@pytest.mark.parametrize("case", OUTLOOKS, ids=[text for text, _ in OUTLOOKS])
def test_hard_case_is_found(case: Case) -> None:
    text, expected = case
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("4月に公表した報告を踏まえ、検討する予定である。", "past"),
        ("4月には、災害を想定した訓練を計画している。", "future"),
        ("4月の会合", ""),
        ("4月までに報告した。", ""),
    ],
)
def test_the_predicate_of_the_date_tells(text: str, tense: str) -> None:
    assert outlook(text, 0, 2) == tense


def test_days_of_the_week_are_those_behind_the_day() -> None:
    assert weekday("3日（火）", 2) == -1  # folded text has half-width brackets
    assert weekday("3日(火)", 2) == 1
    assert weekday("3日日曜", 2) == 6


def year_of(text: str, before: str, *, near: bool = True, section: str = "") -> str:
    heading = find_dates(section, date=PLAN)[-1] if section else None
    last = find_dates(before, date=PLAN)[-1]
    return find_dates(text, date=PLAN, before=last, near=near, section=heading)[0].norm[:4]


def test_a_narrative_goes_on_from_the_sentence_before_but_not_from_far_away() -> None:
    assert year_of("さらに11月には合意した。", "2019年10月に会合が開かれた。") == "2019"
    assert year_of("さらに11月には合意した。", "2019年10月に会合が開かれた。", near=False) == "2022"


def test_a_plan_ahead_or_a_year_pointed_at_is_passed_over() -> None:
    assert year_of("1月から説明会を開いている。", "2026年度に始める。") == "2023"
    assert year_of("3月の会合で", "昨年の会合では、") == "2023"
    assert year_of("10月に開始する予定である。", "2026年度に始める。") == "2026"


def test_the_heading_of_the_section_has_a_say() -> None:
    assert year_of("11月、合意。", "2010年に設立された。", near=False, section="2021年の動き") == "2021"


def test_without_any_date_a_month_has_no_year() -> None:
    assert find_dates("4月に開く。")[0].norm == "XXXX-04"
    assert find_dates("4月に開く。", date=dt.date(2020, 1, 1))[0].norm == "2020-04"
