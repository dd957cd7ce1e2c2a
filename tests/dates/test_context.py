"""What only looks like a date, and what makes a date a deadline."""

from __future__ import annotations

import datetime as dt

import pytest
from hard_cases import NOTHING, PLAN

from plantext.dates import find_dates
from plantext.dates.context import (
    follows_duration,
    is_amount_of_years,
    is_deadline,
    is_other_term,
    stands_alone,
    title_ranges,
)


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_date_is_left_out(text: str) -> None:
    assert find_dates(text, date=PLAN) == []
    assert find_dates(f"平成14年度は多く、{text}", date=PLAN)[1:] == []


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("2025年度までに整備する。", ["2025年度"]),
        ("2024年（令和６年）頃までを目途に検討する。", ["2024年"]),
        ("2023年度（令和５年度）末に公表する。", ["2023年度末"]),
        ("2023年度末の策定を目指す。", ["2023年度末"]),
        ("2024年度中に開始する。", ["2024年度"]),
        ("年内に結論を得る。", ["2023年"]),
        ("2026年を目途に、2024年に開始した事業を終える。", ["2026年"]),
        ("2025年度に実施する。", []),
        ("2025年度から実施する。", []),
        ("2024年度中の状況を見る。", []),
        ("2021年度から2025年度までの計画である。", []),
        ("2022年度末に公表した。", []),
        ("2020年までに達成した。", []),
        ("2023年度末時点で三割である。", []),
    ],
)
def test_a_deadline_is_told_from_an_event(text: str, deadlines: list[str]) -> None:
    found = find_dates(text, date=dt.date(2023, 6, 9))
    assert [mention.name for mention in found if mention.rule.endswith(":deadline")] == deadlines


@pytest.mark.parametrize(
    ("date", "behind", "pointing", "other"),
    [
        ("令和3年", "法律第35号", False, True),
        ("令和3年", "厚生労働省告示第76号", False, True),
        ("令和3年", "3号機", False, False),
        ("令和3年", "の法律第35号", False, False),
        ("平成30年", "版", False, True),
        ("2000年", "問題", False, True),
        ("前年", "比5%増", True, True),
        ("2010年", "比5%増", False, False),
        ("前年", "の水準", True, False),
    ],
)
def test_other_terms(date: str, behind: str, pointing: bool, other: bool) -> None:
    assert is_other_term(date + behind, 0, len(date), pointing=pointing) is other


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("「2023年度通信利用動向調査」による", ["「2023年度通信利用動向調査"]),
        ("「令和2年通信利用動向調査(令和3年6月18日公表)」", ["「令和2年通信利用動向調査"]),
        ("『2020年の世界』", ["『2020年の世界"]),
        ("「2020年の世界」", []),
        ("「2005年までに1,000万世帯が利用する」という目標", []),
        ("「" + "2023年" * 40 + "調査」", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert [text[start:end] for start, end in title_ranges(text)] == titles


def test_lengths_of_time() -> None:
    assert follows_duration("15年間", 3, "year")
    assert not follows_duration("15年前半", 3, "year")
    assert follows_duration("3月以内", 2, "month")
    assert not follows_duration("3月に", 2, "month")
    assert follows_duration("3日で", 2, "day")
    assert not follows_duration("3日では", 2, "day")
    assert is_amount_of_years("1000年前", 0, 5)
    assert not is_amount_of_years("1990年前後", 0, 5)
    assert is_amount_of_years("約2000年", 1, 6)


def test_what_stands_before_and_behind() -> None:
    assert is_deadline("2024年頃までに", 0, 5)
    assert is_deadline("2023年度末に", 0, 7)
    assert not is_deadline("2023年度に", 0, 6)
    assert stands_alone("、年内", 1)
    assert not stands_alone("通年内", 1)
