"""Scores of the ledger against counts made by hand."""

from __future__ import annotations

import json

import pytest

from tools.score_ledger import GOLD, relation_of, score

A, B, C = ("a", "設置する"), ("b", "設置する"), ("c", "配置する")


def test_scores_are_those_counted_by_hand() -> None:
    gold = [
        {"old": A, "new": [B], "relation": "kept"},
        {"old": B, "new": [A, C], "relation": "split"},
        {"old": C, "new": [], "relation": "dropped"},
    ]
    links = {A: [(B, "kept")], B: [(A, "reworded")], C: [(None, "dropped")]}
    scores = score(gold, links)
    assert scores["links f1"] == pytest.approx(2 * 2 / (3 + 2))
    assert scores["relations macro f1"] == pytest.approx((1 + 0 + 1 + 0) / 4)
    assert relation_of([(A, "reworded"), (C, "split")]) == "split"


def test_a_commitment_that_is_not_found_is_counted_as_lost() -> None:
    assert score([{"old": A, "new": [B], "relation": "kept"}], {})["lost"] == 1


@pytest.mark.parametrize("part", ["dev", "aside"])
def test_sentences_are_kept_as_digests(part: str) -> None:
    rows = [json.loads(line) for line in (GOLD / f"ledger-{part}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 52
    assert all(len(sentence) == 40 for row in rows for sentence, _ in (row["old"], *row["new"]))
