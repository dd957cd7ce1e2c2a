"""Scores of statements against counts made by hand."""

from __future__ import annotations

import json

from plantext.records import Statement
from tools.score_statements import GOLD, as_gold, hidden, score


def test_scores_are_those_counted_by_hand() -> None:
    right = as_gold(Statement("設置する", "establish", actor="市", object="窓口"))
    other = as_gold(Statement("設置する", "establish", actor="県", object="窓口"))
    scores = score([[right], [right, right]], [[right], [other]])
    assert round(scores["f1"], 3) == 0.8
    assert (scores["actor"], scores["object"]) == (0.5, 1.0)


def test_words_are_kept_hidden() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 100
    assert all(len(it["object"]) in (0, 16) for row in rows for it in (*row["a"], *row["b"]))
    assert hidden("窓 口") == hidden("窓口") != ""
