from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
from pathlib import Path

import pytest
from hard_cases import FOUND, NOTHING
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plantext.dates import DateMention, find_dates

PLAN = dt.date(2023, 6, 9)
SHARED = Path(os.environ.get("PLANTEXT_DATA", Path(__file__).resolve().parents[3] / "shared" / "corpus"))


def shown(mention: DateMention) -> tuple[str, str, str, str]:
    return mention.text, str(mention.date_start or ""), str(mention.date_end or ""), mention.norm


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_hard_case_is_found(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [shown(mention) for mention in find_dates(text, date=PLAN)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_date_is_left_out(text: str) -> None:
    assert find_dates(text, date=PLAN) == []
    assert find_dates(f"平成14年度は多く、{text}", date=PLAN)[1:] == []


def test_there_are_enough_hard_cases() -> None:
    assert len(FOUND) >= 150
    assert len(NOTHING) >= 80


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


def test_printed_range_keeps_spaces_and_widths() -> None:
    text = "図１ 2022 年（令和４年）４ 月に"
    (mention,) = find_dates(text)
    assert mention.text == "2022 年（令和４年）４ 月"
    assert text[mention.start : mention.end] == mention.text


PIECES = [
    *("平成", "令和", "昭和", "元", "年", "年度", "年代", "月", "日", "期", "末", "初頭", "春", "前半", "上旬", "上期"),
    *(
        "第",
        "四半期",
        "同年",
        "前年",
        "翌年",
        "同",
        "翌",
        "今年度",
        "年内",
        "毎年",
        "から",
        "～",
        "-",
        "、",
        "・",
        "と",
    ),
    *(
        "（",
        "）",
        "(",
        ")",
        "「",
        "」",
        " ",
        "　",
        "２",
        "1",
        "12",
        "2023",
        "14",
        "二〇二三",
        "十五",
        "元年",
        "'",
        "比",
        "間",
    ),
    *("法律第1号", "版", "R", "H", "2020.12.25", "①", "㍻", "¹", "の", "度", "2,000", "\n", "Q1", "西暦", "9999", "0"),
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=60))
DAYS = st.one_of(st.none(), st.dates())


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXTS, DAYS, TEXTS)
@example("㋉１日から㋊２日", None, "")
def test_any_text_gives_ordered_spans(text: str, date: dt.date | None, previous: str) -> None:
    before = find_dates(previous, date=date)
    end = 0
    for mention in find_dates(text, date=date, before=before[-1] if before else None):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert (mention.date_start is None) == (mention.date_end is None)
        if mention.date_start is not None and mention.date_end is not None:
            assert mention.date_start <= mention.date_end
        assert mention.name
        assert re.fullmatch(r"[0-9X]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?", mention.norm)
        end = mention.end


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31)))
def test_a_name_reads_back_as_the_same_date(day: dt.date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", f"{day.year}年{day.month}月末", f"{day.year}年度末"):
        (first,) = find_dates(text)
        (second,) = find_dates(first.name)
        assert (first.date_start, first.date_end, first.norm) == (second.date_start, second.date_end, second.norm)


def calls(text: str) -> int:
    count = 0

    def tally(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        find_dates(text, date=PLAN)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "2010、",
            "平成14・",
            "2023年（",
            "（2023",
            "「2023年",
            "『",
            "1,",
            "一二三",
            "第1四半期",
            "2023年の",
            "同",
            "前年",
        ),
        *("4～", "平成", "2020.12.", "10月8日、", "から", "年", "令和5年法律第", "2023年（令和5年）", "80年代と", "1-"),
        *("　", "「2023年調査」", "平成14年と15年、", "2023年10月8日(日)～"),
    ],
)
def test_work_grows_linearly(piece: str) -> None:
    single, double = calls(piece * 300), calls(piece * 600)
    assert double <= 2.2 * single + 200


def test_development_gold() -> None:
    gold = SHARED.parent / "gold" / "dev.jsonl"
    if not gold.exists():
        pytest.skip("the development gold is not here")
    right = found = expected = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        spans = {(start, end) for start, end, label in record["spans"] if label == "DATE"}
        mentions = {(mention.start, mention.end) for mention in find_dates(record["text"], date=PLAN)}
        right, found, expected = right + len(spans & mentions), found + len(mentions), expected + len(spans)
    assert 2 * right / (found + expected) >= 0.98


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
