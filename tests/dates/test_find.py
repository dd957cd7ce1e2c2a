"""Dates in sentences: order, spans, linear work, the development gold."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
from pathlib import Path

import pytest
from hard_cases import BRACKETS, FOUND, MIXED, NOTHING, PLAN, Case, found
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plantext.dates import find_dates

SHARED = Path(os.environ.get("PLANTEXT_DATA", Path(__file__).resolve().parents[3] / "shared" / "corpus"))


CASES = [*BRACKETS, *MIXED]


@pytest.mark.parametrize("case", CASES, ids=[text for text, _ in CASES])
def test_hard_case_is_found(case: Case) -> None:
    text, expected = case
    assert found(text) == expected


def test_there_are_enough_hard_cases() -> None:
    assert len(FOUND) >= 150
    assert len(NOTHING) >= 80


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
    right = n_found = expected = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        spans = {(start, end) for start, end, label in record["spans"] if label == "DATE"}
        mentions = {(mention.start, mention.end) for mention in find_dates(record["text"], date=PLAN)}
        right, n_found, expected = right + len(spans & mentions), n_found + len(mentions), expected + len(spans)
    assert 2 * right / (n_found + expected) >= 0.98
