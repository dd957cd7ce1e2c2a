"""Annotations become gold: what most annotators marked, with or without the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_annotations import SPANS, TEXT, annotated

from plantext.errors import PlantextError
from plantext.quality.evaluation import evaluate
from plantext.quality.gold import load_gold
from plantext.quality.review import gold_rows, write_gold
from plantext.quality.review.annotations import Annotated, Annotations
from plantext.records import Document


def test_gold_is_what_evaluate_reads(tmp_path: Path) -> None:
    rows, questions = gold_rows(annotated({"a": SPANS, "b": SPANS}))
    assert questions.empty
    gold = load_gold(write_gold(rows, tmp_path / "gold.jsonl"))
    assert [(gold[0].id, gold[0].doc_id, gold[0].text)] == [("plan:0", "plan", TEXT)]
    assert {(span.start, span.end, span.label) for span in gold[0].spans} == SPANS
    scores = evaluate(gold, lambda sentence: SPANS).scores
    assert scores.loc[scores["label"] == "all", "f1"].tolist() == [1.0]


def test_gold_without_text_finds_it_in_the_document(tmp_path: Path) -> None:
    rows, _ = gold_rows(annotated({"a": SPANS}), text=False)
    path = write_gold(rows, tmp_path / "gold.jsonl")
    assert "総務省" not in path.read_text(encoding="utf-8")
    assert load_gold(path, documents=[Document("plan", TEXT, (), ())])[0].text == TEXT
    with pytest.raises(PlantextError, match="did not travel"):
        gold_rows(Annotations((Annotated("k", TEXT, {}, {"a": set()}),), ("a",)), text=False)


def test_split_annotators_leave_a_question() -> None:
    given = annotated({"a": SPANS, "b": SPANS - {(4, 7, "ORG")}}, {"a": SPANS, "b": SPANS, "c": set()})
    rows, questions = gold_rows(given)
    assert [row["id"] for row in rows] == ["plan:1"]
    assert {tuple(span) for span in rows[0]["spans"]} == SPANS
    assert questions.to_numpy().tolist() == [["plan:0", 4, 7, "ORG", "総務省", "a"]]
    own, questions = gold_rows(given, annotator="b")
    assert [len(row["spans"]) for row in own] == [2, 3]
    assert questions.empty
    with pytest.raises(PlantextError, match="expected one of a, b, c, got 'd'"):
        gold_rows(given, annotator="d")
