"""Moments: their days, their names, EDTF, and eras."""

from __future__ import annotations

import datetime as dt

import pytest
from hard_cases import PLAN
from hypothesis import given, settings
from hypothesis import strategies as st

from plantext.dates import find_dates
from plantext.dates.calendar import Moment, edtf, era_issue, era_year, interval, month_span, name


@pytest.mark.parametrize(
    ("moment", "first", "last", "norm", "called"),
    [
        (Moment(2023), "2023-01-01", "2023-12-31", "2023", "2023年"),
        (Moment(2023, "fiscal"), "2023-04-01", "2024-03-31", "2023-04/2024-03", "2023年度"),
        (Moment(1990, "decade"), "1990-01-01", "1999-12-31", "199X", "1990年代"),
        (Moment(1975, "decade"), "1975-01-01", "1984-12-31", "1975/1984", "昭和50年代"),
        (Moment(2024, month=2), "2024-02-01", "2024-02-29", "2024-02", "2024年2月"),
        (Moment(2024, month=2, day=29), "2024-02-29", "2024-02-29", "2024-02-29", "2024年2月29日"),
        (Moment(2020, month=4, month_end=6), "2020-04-01", "2020-06-30", "2020-34", "2020年第2四半期"),
        (Moment(2020, month=11, month_end=1), "2020-11-01", "2021-01-31", "2020-11/2021-01", "2020年11-1月期"),
        (Moment(2023, parts=("末",)), "2023-12-01", "2023-12-31", "2023-12", "2023年末"),
        (Moment(2023, "fiscal", parts=("末",)), "2024-03-01", "2024-03-31", "2024-03", "2023年度末"),
        (Moment(2023, month=4, parts=("末",)), "2023-04-30", "2023-04-30", "2023-04-30", "2023年4月末"),
        (Moment(2023, month=4, parts=("上旬",)), "2023-04-01", "2023-04-10", "2023-04-01/2023-04-10", "2023年4月上旬"),
        (Moment(2023, parts=("半ば",)), "2023-06-01", "2023-07-31", "2023-06/2023-07", "2023年半ば"),
        (Moment(2023, parts=("冬",)), "2023-12-01", "2024-02-29", "2023-24", "2023年冬"),
        (Moment(2023, "fiscal", parts=("春",)), "2023-04-01", "2023-05-31", "2023-21", "2023年度春"),
        (Moment(2023, parts=("上半期",)), "2023-01-01", "2023-06-30", "2023-40", "2023年上半期"),
        (Moment(2023, "fiscal", parts=("第4四半期",)), "2024-01-01", "2024-03-31", "2024-33", "2023年度第4四半期"),
        (Moment(2023, month=3, parts=("期",)), "2022-04-01", "2023-03-31", "2022-04/2023-03", "2023年3月期"),
        (Moment(2010, "decade", parts=("後半",)), "2015-01-01", "2019-12-31", "2015/2019", "2010年代後半"),
        (Moment(2010, "decade", parts=("末",)), "2017-01-01", "2019-12-31", "2017/2019", "2010年代末"),
    ],
)
def test_a_moment_has_days_a_norm_and_a_name(moment: Moment, first: str, last: str, norm: str, called: str) -> None:
    span = interval(moment)
    assert span is not None
    assert (str(span[0]), str(span[1]), edtf(moment), name(moment)) == (first, last, norm, called)


@pytest.mark.parametrize(
    ("moment", "norm"),
    [
        (Moment(None), "XXXX"),
        (Moment(None, month=10), "XXXX-10"),
        (Moment(None, month=10, day=8), "XXXX-10-08"),
        (Moment(None, parts=("夏",)), "XXXX-22"),
        (Moment(None, month=10, month_end=12), "XXXX"),
        (Moment(2023, month=2, day=30), "2023-02-30"),
    ],
)
def test_a_moment_that_cannot_be_placed(moment: Moment, norm: str) -> None:
    assert interval(moment) is None
    assert edtf(moment) == norm


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31)))
def test_a_name_reads_back_as_the_same_date(day: dt.date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", f"{day.year}年{day.month}月末", f"{day.year}年度末"):
        (first,) = find_dates(text)
        (second,) = find_dates(first.name)
        assert first.moment == second.moment
        assert (first.date_start, first.date_end, first.norm) == (second.date_start, second.date_end, second.norm)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2023年10月、令和５年10月、2023（令和5）年10月、R5年10月", ["2023年10月"] * 4),
        ("2023年度末、令和５年度末、2023年度（令和５年度）末", ["2023年度末"] * 3),
        ("2021年上期、2021年上半期、令和3年上期", ["2021年上半期"] * 3),
        ("2020年第2四半期、2020年4-6月期、令和2年４～６月期", ["2020年第2四半期"] * 3),
        ("平成17年度3月", ["2006年3月"]),
        ("2023年初頭、2023年初め、2023年はじめ", ["2023年初頭"] * 3),
        ("2023年10月上旬、2023年10月初旬", ["2023年10月上旬"] * 2),
        ("昭和50年代、1970年代", ["昭和50年代", "1970年代"]),
        ("本年度、今年度、令和５年度、年度内", ["2023年度"] * 4),
    ],
)
def test_equal_dates_have_one_name(text: str, names: list[str]) -> None:
    assert [mention.name for mention in find_dates(text, date=PLAN)] == names


def test_eras() -> None:
    assert [era_year("令和", 1), era_year("平成", 31), era_year("昭和", 60), era_year("慶応", 3)] == [
        2019,
        2019,
        1985,
        1867,
    ]
    assert era_issue("令和", Moment(2019)) == ""
    assert era_issue("令和", Moment(2019, month=4)) == "令和 began on 2019-05-01"
    assert era_issue("平成", Moment(2020, "fiscal")) == "平成 ended on 2019-04-30"
    assert era_issue("平成", Moment(2020, "fiscal"), dt.date(2015, 6, 30)) == ""


def test_months_run_over_the_end_of_a_year() -> None:
    assert month_span(2023, 11, 4) == (dt.date(2023, 11, 1), dt.date(2024, 2, 29))
    assert month_span(2023, 16) == (dt.date(2024, 4, 1), dt.date(2024, 4, 30))


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("2019(平成30)年", "era and year contradict each other: 2019 and 2018"),
        ("2025年度（令和５年度）", "era and year contradict each other: 2025 and 2023"),
        ("令和元年3月", "令和 began on 2019-05-01"),
        ("平成31年5月", "平成 ended on 2019-04-30"),
        ("昭和64年1月8日", "昭和 ended on 1989-01-07"),
        ("大正15年12月25日", ""),
        ("昭和元年12月25日", ""),
        ("平成31年4月30日", ""),
        ("平成31年度", ""),
        ("令和元年", ""),
        ("令和元年度", ""),
        ("2023年2月30日", "no such day: 2023年2月30日"),
    ],
)
def test_issue_says_what_is_wrong(text: str, issue: str) -> None:
    (mention,) = find_dates(text, date=PLAN)
    assert mention.issue == issue


def test_an_era_could_still_run_when_the_document_was_written() -> None:
    assert find_dates("平成35年度", date=dt.date(2015, 6, 30))[0].issue == ""
    assert find_dates("平成35年度", date=PLAN)[0].issue == "平成 ended on 2019-04-30"
