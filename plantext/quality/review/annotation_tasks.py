"""Annotation tasks for Label Studio and doccano, with the names found marked beforehand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

import pandas as pd

from plantext.errors import PlantextError, either
from plantext.labels import INK, LABEL
from plantext.storage.atomic import write_whole
from plantext.tables.run import need_text
from plantext.tables.schemas import KEYS
from plantext.tables.stored import Run
from plantext.text import utf16_offset

Tool = Literal["label-studio", "doccano"]
TOOLS = ("label-studio", "doccano")
FROM_NAME, TO_NAME = "label", "text"
HOTKEYS = "1234567890qwertyuiop"
"""The keys that set the labels, in the labels' order."""


def write_tasks(run: Run, sentences: pd.DataFrame, path: str | Path, *, to: Tool = "label-studio") -> list[Path]:
    """Write sentences for people to annotate, with the names found marked beforehand.

    Parameters
    ----------
    run : Extraction or StoredRun
        Tables with text; of one in a folder the documents of the sentences are read.
    sentences : pandas.DataFrame
        Rows of its sentences table, such as :func:`~plantext.quality.review.sampling.draw_sentences` draws.
    path : str or pathlib.Path
        The file of tasks; a second file is written beside it.
    to : str
        ``label-studio``: JSON tasks with predictions, and the labelling configuration (``.xml``); offsets are
        code points, as its tag Text counts since 1.13. ``doccano``: JSON Lines, and the labels with their
        colours (``.labels.json``); offsets are UTF-16 code units, as doccano counts them while the project's
        option to count grapheme clusters is off.
    """
    need_text(run)
    path = Path(path)
    records = list(_records(run, sentences))
    if to == "label-studio":
        beside = path.with_suffix(".xml")
        write_whole(path, json.dumps([_task(record) for record in records], ensure_ascii=False, indent=1) + "\n")
        write_whole(beside, labelling_config())
    elif to == "doccano":
        beside = path.with_suffix(".labels.json")
        write_whole(path, "".join(json.dumps(_line(record), ensure_ascii=False) + "\n" for record in records))
        labels = [
            {"text": label, "suffix_key": key, "background_color": row.tint, "text_color": INK}
            for key, (label, row) in zip(HOTKEYS, LABEL.items(), strict=False)
        ]
        write_whole(beside, json.dumps(labels, indent=1) + "\n")
    else:
        raise PlantextError("to: expected {known}, got {to!r}.", known=either(*TOOLS), to=to)
    return [path, beside]


def labelling_config() -> str:
    """Build the labelling configuration of a Label Studio project, as XML.

    White space is preserved: Label Studio would otherwise trim it and shift the offsets.

    Examples
    --------
    >>> '<Label value="ORG"' in labelling_config()
    True
    """
    # Label Studio trims white space that is not marked as preformatted, which would shift the offsets.
    view = ET.Element("View")
    ET.SubElement(view, "Style").text = ".htx-text{white-space:pre-wrap}"
    labels = ET.SubElement(view, "Labels", name=FROM_NAME, toName=TO_NAME)
    for key, (label, row) in zip(HOTKEYS, LABEL.items(), strict=False):
        ET.SubElement(labels, "Label", value=label, background=row.tint, hotkey=key)
    ET.SubElement(view, "Text", name=TO_NAME, value="$text", granularity="symbol")
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _records(run: Run, sentences: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield what travels with each sentence, so that an export can be read back without the run."""
    dates = {entry["doc_id"]: entry.get("date", "") for entry in run.info.get("documents", ())}
    documents = frozenset(sentences["doc_id"])
    found = {
        tuple(key): rows
        for part in run.parts(sentences=[], mentions=["label"], doc_ids=documents)
        for key, rows in part.mentions.groupby(KEYS)
    }
    for row in sentences.to_dict("records"):
        mentions = found.get((row["doc_id"], row["sent_id"]))
        spans: Iterable[tuple[int, int, str]] = (
            zip(mentions["start"], mentions["end"], mentions["label"], strict=True) if mentions is not None else ()
        )
        yield {
            "text": row["text"],
            "sentence": f"{row['doc_id']}:{row['sent_id']}",
            "doc_id": row["doc_id"],
            "date": dates.get(row["doc_id"], ""),
            "page": row["page"],
            "section": row["section"],
            "start": row["start"],
            "end": row["end"],
            "found": [[start - row["start"], end - row["start"], label] for start, end, label in sorted(spans)],
        }


def _task(record: dict[str, Any]) -> dict[str, Any]:
    text = record["text"]
    result = [
        {
            "id": f"{start}-{end}",
            "from_name": FROM_NAME,
            "to_name": TO_NAME,
            "type": "labels",
            "value": {"start": start, "end": end, "text": text[start:end], "labels": [label]},
        }
        for start, end, label in record["found"]
    ]
    return {"data": record, "predictions": [{"model_version": f"plantext {version('plantext')}", "result": result}]}


def _line(record: dict[str, Any]) -> dict[str, Any]:
    text = record["text"]
    spans = [[utf16_offset(text, start), utf16_offset(text, end), label] for start, end, label in record["found"]]
    return {**record, "label": spans}
