"""Numberings and bullets at the head of a line, and what looks like one."""

from __future__ import annotations

import pytest

from plantext.reading.measures import find_policy_line
from plantext.reading.numbering import find_bullet, find_mark


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


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("[No.1-2] 題名", "measure", "1-2"),
        ("【No.１－２】題名", "measure", "1-2"),
        ("［施策番号 3-4］題名", "measure", "3-4"),
        ("主担当府省庁: 総務省", "owner", ""),
        ("担当府省庁：総務省", "owner", ""),
        ("KPI: -", "kpi", ""),
        ("ＫＰＩ：100件", "kpi", ""),
    ],
)
def test_policy_lines(line: str, kind: str, number: str) -> None:
    found = find_policy_line(line)
    assert found is not None
    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize("line", ["No.1-2 は", "主担当府省庁は", "KPIを定める", "[1]甲", "施策1-1を進める"])
def test_no_policy_lines(line: str) -> None:
    assert find_policy_line(line) is None
