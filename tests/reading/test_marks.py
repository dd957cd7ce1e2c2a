"""Numberings, bullets, notes and captions at the head of a line, and what looks like one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from plantext.reading import marks
from plantext.reading.marks import find_bullet, find_mark

TABLE = tomllib.loads(Path(marks.__file__).with_name("marks.toml").read_text(encoding="utf-8"))
PATTERNS = {
    "numbering": marks._NUMBERING,
    "bullet": marks._BULLET,
    "note": marks.NOTE,
    "foot_note": marks.FOOT_NOTE,
    "raised_mark": marks.RAISED_MARK,
    "caption": marks.CAPTION,
    "pdf_caption": marks.PDF_CAPTION,
}
ROWS = [
    (family, row["name"], line, line in row["finds"])
    for family in PATTERNS
    for row in TABLE[family]
    for line in row["finds"] + row["skips"]
]


def test_every_family_of_the_table_is_used() -> None:
    assert set(TABLE) == {"classes", *PATTERNS}


@pytest.mark.parametrize("family", PATTERNS)
def test_names_of_rows_are_unique(family: str) -> None:
    names = [row["name"] for row in TABLE[family]]
    assert len(set(names)) == len(names)
    assert all(row["finds"] and row["skips"] for row in TABLE[family])


@pytest.mark.parametrize(("family", "name", "line", "found"), ROWS)
def test_rows_find_their_examples_and_nothing_else(family: str, name: str, line: str, found: bool) -> None:
    match = PATTERNS[family].match(line)
    assert (match is not None and match.lastgroup == name) == found


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("第１ 総論", "第1", 1),
        ("第３－１ 政策群", "第3-1", 1),
        ("第３-２ 各論", "第3-2", 2),
        ("第1章　総論", "第1章", 1),
        ("第十二章　総則", "第十二章", 12),
        ("第２節　現状", "第2節", 2),
        ("序章　はじめに", "序章", 0),
        ("１．国際戦略", "1", 1),
        ("10．国家安全", "10", 10),
        ("1. 国際戦略", "1", 1),
        ("1.2.3 詳細", "1.2.3", 3),
        ("（１）推進", "(1)", 1),
        ("(12)推進", "(12)", 12),
        ("① 健康", "①", 1),
        ("⑳ 健康", "⑳", 20),
        ("㉑ 健康", "㉑", 21),
        ("ア 連携", "ア", 1),
        ("ウ　連携", "ウ", 3),
        ("（イ）連携", "(イ)", 2),
        ("1　人口", "1", 1),
        ("ⅰ）人材", "i)", 0),
    ],
)
def test_marks(line: str, label: str, value: int) -> None:
    mark = find_mark(line)
    assert mark is not None
    assert (mark.label, mark.value) == (label, value)


@pytest.mark.parametrize(
    "line",
    [
        "第1回会合を開く",
        "第１に挙げる",
        "2023年度",
        "1.5倍",
        "（注）略",
        "アナログ規制",
        "3D都市モデル",
        "5Gの整備",
        "AI",
        "",
        "（以下略）",
    ],
)
def test_no_marks(line: str) -> None:
    assert find_mark(line) is None


def test_ranks_fall_from_the_outside_in() -> None:
    lines = ["第1部　甲", "第1章　甲", "第1節　甲", "１．甲", "（１）甲", "① 甲", "ア 甲", "（ア）甲"]
    ranks = [mark.rank for line in lines if (mark := find_mark(line))]
    assert len(ranks) == len(lines)
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("line", "bullet"),
    [("・個人", "・"), ("○我が国", "○"), ("[1]甲", "[1]"), ("- 甲", "-"), ("-5％", ""), ("甲・乙", "")],
)
def test_bullets(line: str, bullet: str) -> None:
    assert find_bullet(line) == bullet
