"""Scores of statements against counts made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plantext.errors import PlantextError
from plantext.quality.undertakings import as_gold, hidden, score, score_statements
from plantext.records import Statement
from tools.score_statements import GOLD


def test_scores_are_those_counted_by_hand() -> None:
    right = as_gold(Statement("設置する", "establish", actor="市", object="窓口"))
    other = as_gold(Statement("設置する", "establish", actor="県", object="窓口"))
    scores = score([[right], [right, right]], [[right], [other]])
    assert round(scores["f1"], 3) == 0.8
    assert (scores["actor"], scores["object"]) == (0.5, 1.0)


def test_words_are_kept_hidden() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 90
    assert all(len(it["object"]) in (0, 16) for row in rows for it in (*row["a"], *row["b"]))
    assert hidden("窓 口") == hidden("窓口") != ""


def test_names_and_doubts_of_the_gold() -> None:
    found = as_gold(Statement("見直しする", "review"))
    doubted = {"predicate": ["聞く"], "optional": True}
    assert score([[{"predicate": ["見直す", "見直しする"]}, doubted]], [[found]])["f1"] == 1
    assert score([[doubted]], [[as_gold(Statement("聞く", "review"))]])["f1"] == 0


def test_a_file_that_is_no_gold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "g.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    with pytest.raises(PlantextError, match="line 1: expected file, sha1"):
        score_statements(tmp_path / "g.jsonl", tmp_path)
    (tmp_path / "g.jsonl").write_text('{"file": "x.txt", "sha1": "0", "statements": []}\n', encoding="utf-8")
    with pytest.raises(PlantextError, match="none of its 1 sentences"):
        score_statements(tmp_path / "g.jsonl", tmp_path)
