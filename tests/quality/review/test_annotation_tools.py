"""Label Studio and doccano: tasks out, exports in, offsets that stay on their characters."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from made_runs import make_run

from plantext.errors import EmptyResultError, PlantextError, TableError
from plantext.quality import evaluation
from plantext.quality.review import (
    agreement_table,
    as_review,
    draw_sentences,
    gold_rows,
    precision_table,
    read_annotations,
    span_agreement,
    write_gold,
    write_tasks,
)
from plantext.quality.review.imports import Annotated, Annotations
from plantext.records import Document
from plantext.text import from_utf16, utf16_offset

FIRST = "𠮷野氏は{ORG:総務省}と😀{FORUM:IGF}を{PLACE:𠮷野}で開く。"
RUN = make_run([("plan", 0, "第1", "", FIRST), ("plan", 1, "第2", "", "{ORG:外務省}も加わる。")])
TEXT = "𠮷野氏は総務省と😀IGFを𠮷野で開く。"
SPANS = {(4, 7, "ORG"), (9, 12, "FORUM"), (13, 15, "PLACE")}
SENTENCES = draw_sentences(RUN)


def written(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def exported(tasks: list[dict[str, Any]], *annotations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What Label Studio exports once each annotator has submitted a result for the first task."""
    done = [{"id": i, "completed_by": i, "result": result} for i, result in enumerate(annotations, 1)]
    return [{"id": 1, **tasks[0], "annotations": done}]


def value(start: int, end: int, label: str, text: str | None = None) -> dict[str, Any]:
    inner: dict[str, Any] = {"start": start, "end": end, "labels": [label]}
    return {"type": "labels", "value": inner if text is None else {**inner, "text": text}}


@pytest.mark.parametrize(("offset", "units"), [(0, 0), (1, 2), (4, 5), (8, 9), (9, 11), (13, 15), (14, 17), (19, 22)])
def test_utf16_offsets_there_and_back(offset: int, units: int) -> None:
    assert utf16_offset(TEXT, offset) == units == len(TEXT[:offset].encode("utf-16-le")) // 2
    assert from_utf16(TEXT, units) == offset


@pytest.mark.parametrize("units", [1, 10, 16, 23, 400])
def test_an_offset_inside_a_character_is_none(units: int) -> None:
    assert from_utf16(TEXT, units) == -1


def test_label_studio_tasks_carry_what_was_found(tmp_path: Path) -> None:
    tasks, config = write_tasks(RUN, SENTENCES, tmp_path / "tasks.json")
    first = json.loads(tasks.read_text(encoding="utf-8"))[0]
    assert first["data"]["text"] == TEXT
    assert first["data"]["sentence"] == "plan:0"
    result = first["predictions"][0]["result"]
    assert {(r["value"]["start"], r["value"]["end"], *r["value"]["labels"]) for r in result} == SPANS
    assert [r["value"]["text"] for r in result] == ["総務省", "IGF", "𠮷野"]
    assert {(r["from_name"], r["to_name"], r["type"]) for r in result} == {("label", "text", "labels")}
    root = ET.parse(config).getroot()  # noqa: S314
    assert [label.get("value") for label in root.iter("Label")] == [*evaluation.LABELS]
    assert root.find("Labels").get("toName") == root.find("Text").get("name") == "text"
    assert "pre-wrap" in str(root.findtext("Style"))


def test_label_studio_round_trip(tmp_path: Path) -> None:
    tasks, _ = write_tasks(RUN, SENTENCES, tmp_path / "tasks.json")
    items = json.loads(tasks.read_text(encoding="utf-8"))
    for item in items:
        item["annotations"] = [
            {"completed_by": {"id": 3, "email": "a@b.jp"}, "result": item["predictions"][0]["result"]}
        ]
    back = read_annotations(written(tmp_path / "export.json", items))
    assert back.annotators == ("a@b.jp",)
    assert back.sentences[0].spans == {"a@b.jp": SPANS}
    assert back.sentences[1].spans == {"a@b.jp": {(0, 3, "ORG")}}


@pytest.mark.parametrize(
    ("start", "end", "quoted"),
    [(13, 15, "𠮷野"), (15, 18, "𠮷野"), (13, 15, None)],
    ids=["code points", "UTF-16, as it once was", "nothing quoted"],
)
def test_label_studio_offsets_are_read_both_ways(start: int, end: int, quoted: str | None, tmp_path: Path) -> None:
    item = exported([{"data": {"text": TEXT}}], [value(start, end, "PLACE", quoted)])
    back = read_annotations(written(tmp_path / "export.json", item))
    assert back.sentences[0].spans == {"annotator 1": {(13, 15, "PLACE")}}


def test_json_min_and_skipped_tasks(tmp_path: Path) -> None:
    rows = [
        {"text": TEXT, "id": 1, "annotator": 2, "label": [{"start": 4, "end": 7, "text": "総務省", "labels": ["ORG"]}]},
        {"text": TEXT, "id": 1, "annotator": 3},
    ]
    back = read_annotations(written(tmp_path / "min.json", rows))
    assert back.sentences[0].spans == {"annotator 2": {(4, 7, "ORG")}, "annotator 3": set()}
    skipped = exported([{"data": {"text": TEXT}}], [])
    skipped[0]["annotations"][0]["was_cancelled"] = True
    with pytest.raises(TableError, match="nothing is annotated"):
        read_annotations(written(tmp_path / "skipped.json", skipped))


def test_doccano_round_trip(tmp_path: Path) -> None:
    tasks, labels = write_tasks(RUN, SENTENCES, tmp_path / "tasks.jsonl", to="doccano")
    first = json.loads(tasks.read_text(encoding="utf-8").splitlines()[0])
    assert first["label"] == [[5, 8, "ORG"], [11, 14, "FORUM"], [15, 18, "PLACE"]]
    types = json.loads(labels.read_text(encoding="utf-8"))
    assert [entry["text"] for entry in types] == [*evaluation.LABELS]
    assert {key for entry in types for key in entry} == {"text", "suffix_key", "background_color", "text_color"}
    back = read_annotations(tasks)
    assert back.annotators == ("tasks",)
    assert back.sentences[0].spans == {"tasks": SPANS}


def test_doccano_with_relations_and_metadata(tmp_path: Path) -> None:
    entity = {"id": 7, "label": "PLACE", "start_offset": 15, "end_offset": 18}
    item = {"id": 1, "text": TEXT, "entities": [entity], "relations": [], "meta": {"sentence": "plan:0"}}
    back = read_annotations(written(tmp_path / "lee.jsonl", item))
    assert back.sentences[0].key == "plan:0"
    assert back.sentences[0].spans == {"lee": {(13, 15, "PLACE")}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([{"text": TEXT, "label": [[16, 18, "PLACE"]]}], "task 1: the span 16:18 does not fit.*grapheme"),
        ([{"text": TEXT, "label": [[0, 2, "PERSON"]]}], "task 1: expected one of the labels ORG"),
        ([{"text": TEXT}], "task 1: expected a task as Label Studio"),
        ([{"text": TEXT, "annotations": [{"label": 7}]}], "neither annotations nor label"),
        ([1], "a list of tasks"),
        (
            exported([{"data": {"text": TEXT}}], [value(4, 7, "ORG", "外務省")]),
            "expected the text '外務省' at 4:7, got '総務省'",
        ),
        (exported([{"data": {"text": TEXT}}], [value(4, 99, "ORG")]), "expected a place in 19 characters at 4:99"),
    ],
)
def test_what_does_not_fit_is_named(content: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=message):
        read_annotations(written(tmp_path / "export.json", content))


def test_files_that_are_no_exports(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n{', encoding="utf-8")
    (tmp_path / "c.json").write_text("", encoding="utf-8")
    with pytest.raises(TableError, match="no such export"):
        read_annotations(tmp_path / "none.json")
    for name, message in {"a.json": "UTF-8", "b.jsonl": "JSON Lines", "c.json": "nothing is annotated"}.items():
        with pytest.raises(TableError, match=message):
            read_annotations(tmp_path / name)


def annotated(*spans: dict[str, set[tuple[int, int, str]]]) -> Annotations:
    data = {"doc_id": "plan", "start": 0, "end": 19, "found": [[4, 7, "ORG"], [9, 12, "FORUM"]]}
    names = dict.fromkeys(name for given in spans for name in given)
    items = tuple(Annotated(f"plan:{i}", TEXT, data, given) for i, given in enumerate(spans))
    return Annotations(items, tuple(names))


def test_agreement_of_annotators_on_spans() -> None:
    both = annotated({"a": {(4, 7, "ORG"), (9, 12, "FORUM")}, "b": {(4, 7, "ORG"), (9, 11, "FORUM")}}, {"a": set()})
    table = span_agreement(both)
    assert table[["readers", "sentences", "f1"]].to_numpy().tolist() == [["a × b", 1, 0.5]]
    # 19 characters: both say none of 13, ORG of 3, FORUM of 2, and differ on one.
    totals = {"": 27, "ORG": 6, "FORUM": 5}
    expected = (38**2 - sum(n**2 for n in totals.values())) / (38 * 37)
    assert table.loc[0, "alpha"] == pytest.approx(1 - (2 / 38) / expected)
    assert span_agreement(annotated({"a": set()})).empty
    three = span_agreement(annotated({"a": SPANS, "b": SPANS, "c": SPANS}))
    assert three["readers"].tolist() == ["all readers", "a × b", "a × c", "b × c"]
    assert three["alpha"].tolist() == [1] * 4
    assert math.isnan(three.loc[0, "f1"])


def test_annotation_gives_verdicts_on_what_was_found() -> None:
    review = as_review(annotated({"a": {(4, 7, "ORG"), (9, 11, "FORUM")}, "b": SPANS}, {"a": SPANS}))
    assert review.mentions["name"].tolist() == ["総務省", "IGF"] * 2
    assert review.verdicts.fillna(-1).to_numpy().tolist() == [[1, 1], [0, 1], [1, -1], [1, -1]]
    table = precision_table(review)
    assert table.loc[table["label"] == "all", "precision"].tolist() == [0.75, 1]
    assert agreement_table(review.verdicts)["units"].tolist() == [2]
    with pytest.raises(EmptyResultError, match="No names of plantext travelled"):
        as_review(Annotations((Annotated("k", TEXT, {}, {"a": set()}),), ("a",)))


def test_gold_is_what_evaluate_reads(tmp_path: Path) -> None:
    rows, questions = gold_rows(annotated({"a": SPANS, "b": SPANS}))
    assert questions.empty
    gold = evaluation.load_gold(write_gold(rows, tmp_path / "gold.jsonl"))
    assert [(gold[0].id, gold[0].doc_id, gold[0].text)] == [("plan:0", "plan", TEXT)]
    assert {(span.start, span.end, span.label) for span in gold[0].spans} == SPANS
    scores = evaluation.evaluate(gold, lambda sentence: SPANS).scores
    assert scores.loc[scores["label"] == "all", "f1"].tolist() == [1.0]


def test_gold_without_text_finds_it_in_the_document(tmp_path: Path) -> None:
    rows, _ = gold_rows(annotated({"a": SPANS}), text=False)
    path = write_gold(rows, tmp_path / "gold.jsonl")
    assert "総務省" not in path.read_text(encoding="utf-8")
    assert evaluation.load_gold(path, documents=[Document("plan", TEXT, (), ())])[0].text == TEXT
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


def test_an_unknown_tool_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlantextError, match="label-studio or doccano, got 'brat'"):
        write_tasks(RUN, SENTENCES, tmp_path / "t", to="brat")
    assert isinstance(SENTENCES, pd.DataFrame)
