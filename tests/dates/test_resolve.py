"""The year of shortened and pointing dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hard_cases import PLAN

from plantext.dates import find_dates
from plantext.dates.calendar import Moment
from plantext.dates.draft import Draft
from plantext.dates.resolve import Surroundings, anchor_of, expand, place
from plantext.dates.words import DEICTICS


@pytest.mark.parametrize(
    ("before", "text", "name"),
    [
        ("2014年10月に開始した。", "同年12月に", "2014年12月"),
        ("2014年10月に開始した。", "同月末に", "2014年10月末"),
        ("2014年10月に開始した。", "11月に", "2014年11月"),
        ("平成13年3月に開始した。", "14年3月末に", "2002年3月末"),
        ("平成13年度の契約数は多い。", "前年度から", "2000年度"),
        ("平成13年度の契約数は多い。", "同年度末に", "2001年度末"),
        ("前年より増えた。", "前年を上回る", "2022年"),
        ("2012年第1四半期は多い。", "第2四半期は", "2012年第2四半期"),
        ("2012年度第1四半期は多い。", "第4四半期は", "2012年度第4四半期"),
        ("2020年6月9日に決定した。", "同日", "2020年6月9日"),
        ("2019年に始まった。", "翌年3月に", "2020年3月"),
        ("2019年に始まった。", "今年は", "2023年"),
        ("1990年代は", "80年代より", "1980年代"),
        ("昭和50年代は", "60年代より", "昭和60年代"),
        ("2022年度第1四半期は多い。", "前年同期より", "2021年度第1四半期"),
        ("2022年4～6月期は多い。", "前年同期より", "2021年第2四半期"),
        ("2022年3月は多い。", "前年同月より", "2021年3月"),
    ],
)
def test_the_sentence_before_is_the_anchor(before: str, text: str, name: str) -> None:
    anchor = find_dates(before, date=PLAN)[-1]
    assert [mention.name for mention in find_dates(text, date=PLAN, before=anchor)] == [name]


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("10月に", "XXXX-10"),
        ("10月8日に", "XXXX-10-08"),
        ("今年度", "XXXX"),
        ("今夏", "XXXX-22"),
        ("第1四半期", "XXXX"),
        ("前年度", "XXXX"),
    ],
)
def test_without_any_anchor_the_year_stays_unknown(text: str, norm: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.date_start, mention.date_end, mention.norm) == (None, None, norm)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("2005年度末", (2005, "fiscal", None, None, 0)),
        ("2005年度3月", (2006, "year", 3, None, 0)),
        ("2020年6月9日", (2020, "year", 6, 9, 0)),
        ("2020年4-6月期", (2020, "year", None, None, 0)),
        ("1990年代", (1990, "decade", None, None, 0)),
        ("前々年度", (2021, "fiscal", None, None, -2)),
        ("昨年", (2022, "year", None, None, 0)),
    ],
)
def test_what_a_later_date_is_counted_from(text: str, anchor: tuple[int, str, int | None, int | None, int]) -> None:
    found = anchor_of(find_dates(text, date=PLAN)[0])
    assert found is not None
    assert (found.year, found.kind, found.month, found.day, found.shift) == anchor


def test_nothing_is_counted_from_an_unknown_year() -> None:
    assert anchor_of(find_dates("10月に")[0]) is None
    assert anchor_of(find_dates("2023年2月30日に")[0]) is None


@pytest.mark.parametrize(
    ("before", "draft", "expanded"),
    [
        ("平成14年", Draft(0, short=15, kind="year"), (2003, "平成")),
        ("2010年", Draft(0, short=15, kind="year"), (2015, "西暦")),
        ("1998年", Draft(0, short=2, kind="year"), (2002, "西暦")),
        ("", Draft(0, short=5, kind="year"), (2023, "令和")),
        ("", Draft(0, short=90, kind="decade"), (1990, "西暦")),
        ("昭和50年代", Draft(0, short=60, kind="decade"), (1985, "昭和")),
        ("平成14年", Draft(0, short=5, kind="year", calendars=["西暦"]), (2005, "西暦")),
    ],
)
def test_shortened_years(before: str, draft: Draft, expanded: tuple[int, str]) -> None:
    mentions = find_dates(before, date=PLAN)
    assert expand(draft, Surroundings(mentions, None, PLAN)) == expanded


def test_without_any_anchor_nothing_is_expanded() -> None:
    assert expand(Draft(0, short=15, kind="year"), Surroundings([], None, None)) is None
    assert expand(Draft(0, short=90, kind="decade"), Surroundings([], None, None)) is None


def test_the_last_months_of_a_fiscal_year_lie_in_the_next_year() -> None:
    nothing = Surroundings([], None, None)
    assert place(Draft(0, year=2005, kind="fiscal", month=3), nothing)[0] == Moment(2006, month=3)
    assert place(Draft(0, year=2005, kind="fiscal", month=4), nothing)[0] == Moment(2005, month=4)
    assert place(Draft(0, year=2005, kind="fiscal"), nothing)[0] == Moment(2005, "fiscal")
    plan = Surroundings([], None, dt.date(2024, 2, 1))
    pointed = Draft(0, kind="fiscal", month=2, deictic=DEICTICS["今年度"])
    assert place(pointed, plan)[0] == Moment(2024, month=2)
