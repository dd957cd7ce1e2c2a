"""Tasks for Label Studio and doccano carry what was found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from made_annotations import RUN, SENTENCES, SPANS, TEXT

from plantext.errors import PlantextError
from plantext.labels import LABELS
from plantext.quality.review import (
    write_tasks,
)


def value(start: int, end: int, label: str, text: str | None = None) -> dict[str, Any]:
    inner: dict[str, Any] = {"start": start, "end": end, "labels": [label]}
    return {"type": "labels", "value": inner if text is None else {**inner, "text": text}}


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
    assert [label.get("value") for label in root.iter("Label")] == [*LABELS]
    assert root.find("Labels").get("toName") == root.find("Text").get("name") == "text"
    assert "pre-wrap" in str(root.findtext("Style"))


def test_an_unknown_tool_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlantextError, match="label-studio or doccano, got 'brat'"):
        write_tasks(RUN, SENTENCES, tmp_path / "t", to="brat")
    assert isinstance(SENTENCES, pd.DataFrame)
