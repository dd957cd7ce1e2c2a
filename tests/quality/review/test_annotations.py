"""Exports of Label Studio and doccano: offsets stay on their characters, and what does not fit is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_annotations import RUN, SENTENCES, SPANS, TEXT

from plantext.errors import TableError
from plantext.labels import LABELS
from plantext.quality.review import (
    read_annotations,
    write_tasks,
)
from plantext.quality.review.annotations import Annotated, Annotations


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


def annotated(*spans: dict[str, set[tuple[int, int, str]]]) -> Annotations:
    data = {"doc_id": "plan", "start": 0, "end": 19, "found": [[4, 7, "ORG"], [9, 12, "FORUM"]]}
    names = dict.fromkeys(name for given in spans for name in given)
    items = tuple(Annotated(f"plan:{i}", TEXT, data, given) for i, given in enumerate(spans))
    return Annotations(items, tuple(names))


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
    assert [entry["text"] for entry in types] == [*LABELS]
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
        ([{"text": TEXT, "label": [[0, 2, "ANIMAL"]]}], "task 1: expected one of the labels ORG"),
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
