"""Numbers with a unit: what they are worth and what they measure."""

from __future__ import annotations

from pathlib import Path

import pytest

import plantext as pt
from plantext.recognition.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind", "measures"),
    [
        ("総額は３，６６６億５，５７０万円となった。", 366_655_700_000, "円", "money", "総額"),
        ("返納額は五百九十二万円となる。", 5_920_000, "円", "money", "返納額"),
        ("予算は542,632百万円を計上した。", 542_632_000_000, "円", "money", "予算"),
        ("発達障害の可能性がある子供が八・八％と報道した。", 8.8, "%", "share", "子供"),
        ("普及率は約31.7パーセントである。", 31.7, "パーセント", "share", "普及率"),
        ("配置実績は七万一千百十四人である。", 71_114, "人", "count", "配置実績"),
        ("500億円の基金を設ける。", 50_000_000_000, "円", "money", "基金"),
        ("約20億ドル以上を投じる。", 2_000_000_000, "ドル", "money", ""),
    ],
)
def test_a_quantity_is_read(text: str, value: float, unit: str, kind: str, measures: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.unit, found.kind, found.measures) == (value, unit, kind, measures)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text", ["第３校舎", "令和５年６月９日", "第37条第２項", "一人当たりの額", "三人称で書く", "2023年度"]
)
def test_ordinals_dates_and_words_are_none(text: str) -> None:
    assert find_quantities(text) == []


def test_a_run_has_a_table_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("架空町の世帯は1,200世帯である。\n\n補助金は3億円とする。\n", encoding="utf-8")
    run = pt.extract(tmp_path / "a.txt", cache=False)
    table = pt.quantities(run)
    assert table[["value", "kind", "measures"]].to_numpy().tolist() == [
        [1200, "count", "世帯"],
        [300_000_000, "money", "補助金"],
    ]
    sentences = run.sentences.set_index("sent_id")
    for row in table.to_dict("records"):
        text = sentences.loc[row["sent_id"], "text"][row["start"] - sentences.loc[row["sent_id"], "start"] :]
        assert text.startswith(row["text"])
