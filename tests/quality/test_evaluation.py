"""What is counted as right."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_gold import SPANS, TEXT, write_gold

from plantext.quality.evaluation import evaluate, families
from plantext.quality.gold import load_gold


def test_scores_are_those_counted_by_hand(tmp_path: Path) -> None:
    gold = load_gold(write_gold(tmp_path, {"id": "x", "text": TEXT, "spans": SPANS}))
    result = evaluate(gold, lambda _: [(0, 3, "ORG"), (4, 6, "PLACE"), (8, 10, "DATE")])
    scores = result.scores.set_index("label")
    assert scores.loc["ORG", ["precision", "recall", "f1"]].tolist() == [1, 1, 1]
    assert scores.loc["PLACE", "f1"] == 0
    assert scores.loc["mission", ["gold", "found", "right"]].tolist() == [1, 2, 1]
    assert scores.loc["all", "f1"] == pytest.approx(2 / 5)
    assert result.errors[["kind", "label", "text"]].to_numpy().tolist() == [
        ["missed", "PLACE", "京都市"],
        ["spurious", "PLACE", "京都"],
        ["spurious", "DATE", "開く"],
    ]


def test_a_label_that_the_gold_does_not_carry_is_neither_right_nor_wrong(tmp_path: Path) -> None:
    row = {"id": "x", "text": TEXT, "spans": SPANS}
    person = (8, 10, "PERSON")
    old = evaluate(load_gold(write_gold(tmp_path, row)), lambda _: [person])
    assert "PERSON" not in set(old.scores["label"])
    assert "spurious" not in set(old.errors["kind"])
    new = evaluate(load_gold(write_gold(tmp_path, {**row, "spans": [*SPANS, [*person]]})), lambda _: [(0, 3, "PERSON")])
    assert new.scores.set_index("label").loc["PERSON", ["gold", "found", "right"]].tolist() == [1, 1, 0]


def test_a_perfect_reader_scores_one(tmp_path: Path) -> None:
    gold = load_gold(write_gold(tmp_path, {"id": "x", "text": TEXT, "spans": SPANS}))
    result = evaluate(gold, lambda sentence: [(span.start, span.end, span.label) for span in sentence.spans])
    assert result.errors.empty
    assert result.scores.set_index("label").loc["all", "f1"] == 1


def test_families_are_scored_apart(tmp_path: Path) -> None:
    rows = [{"id": name, "text": TEXT, "spans": SPANS, "family": name} for name in ("diet", "council")]
    gold = [sentence for row in rows for sentence in load_gold(write_gold(tmp_path, row))]
    table = families(gold, lambda sentence: [(0, 3, "ORG")] if sentence.family == "diet" else [])
    assert table[["family", "sentences", "gold", "mission"]].to_numpy().tolist() == [
        ["council", 1, 2, 0.0],
        ["diet", 1, 2, 1.0],
    ]
