"""Scores of the ledger against counts made by hand."""

from __future__ import annotations

import json

import pytest

from tools.score_ledger import GOLD, placed_key, relation_of, score

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


def test_the_first_of_those_merged_may_keep_its_own_relation() -> None:
    links = [(B, "reworded"), (B, "merged")]
    assert (relation_of(links, "merged"), relation_of(links, "reworded")) == ("merged", "reworded")
    assert relation_of([(B, "merged")], "reworded") == "merged"


def test_what_is_new_is_found_by_its_own_place() -> None:
    row = {"from": 2014, "old": [], "new": [B], "relation": "new"}
    assert score([{**row, "old": placed_key(row)}], {("2014new b", "設置する"): [(None, "new")]})["links f1"] == 0
    assert score([{**row, "old": placed_key(row)}], {("2014new b", "設置する"): [(None, "new")]})["new"] == 1


@pytest.mark.parametrize("part", ["dev", "aside"])
def test_sentences_are_kept_as_digests(part: str) -> None:
    rows = [json.loads(line) for line in (GOLD / f"ledger-{part}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 80
    places = [place for row in rows for place in ([row["old"]] if row["old"] else []) + row["new"]]
    assert all(len(sentence) == 40 for sentence, _ in places)
