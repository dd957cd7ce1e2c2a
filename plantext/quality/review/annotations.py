"""Annotations exported from Label Studio or doccano."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plantext.errors import Message, TableError, listed
from plantext.labels import LABELS
from plantext.text import from_utf16

LabelledSpan = tuple[int, int, str]
"""Start, end (code points) and label."""


@dataclass(frozen=True)
class Annotated:
    """A sentence and what each annotator marked in it.

    Parameters
    ----------
    key : str
        The sentence's place, or its text where no place is known.
    data : mapping
        What travelled with the sentence: doc_id, date, start, end, found.
    spans : dict of str to set of (int, int, str)
        By annotator; an empty set where one saw the sentence and marked nothing.
    """

    key: str
    text: str
    data: Mapping[str, Any]
    spans: dict[str, set[LabelledSpan]] = field(default_factory=dict)


@dataclass(frozen=True)
class Annotations:
    """Annotated sentences in the order of the files, and the annotators in the order of first sight."""

    sentences: tuple[Annotated, ...]
    annotators: tuple[str, ...]


def read_annotations(paths: str | Path | Iterable[str | Path]) -> Annotations:
    """Read what people annotated, exported from Label Studio or doccano.

    Skipped tasks and tasks without annotations are left out; a sentence in several files is merged. Offsets
    are returned in code points: those of Label Studio are checked against the text quoted beside them,
    those of doccano are taken as UTF-16.

    Parameters
    ----------
    paths : str, pathlib.Path, or iterable of these
        Exports of Label Studio (JSON or JSON-MIN) or doccano (JSONL, with or without relations). An
        annotator is named by mail address or number (Label Studio) or by the file's name (doccano).

    Raises
    ------
    TableError
        If a file is no such export, or a span has an unknown label or does not fit its text; file and task
        are named.
    """
    files = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    known: dict[str, Annotated] = {}
    annotators: dict[str, None] = {}
    for path in files:
        for number, item in enumerate(_items(path), start=1):
            where = Message("{path}, task {number}", path=path, number=number)
            try:
                data, given = _read(item, path, where)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise TableError(
                    "{where}: expected a task as Label Studio (JSON, JSON-MIN) or doccano (JSONL) exports it "
                    "({kind}: {error}).",
                    where=where,
                    kind=type(error).__name__,
                    error=error,
                ) from error
            key = str(data.get("sentence") or data["text"])
            sentence = known.setdefault(key, Annotated(key, data["text"], data))
            if sentence.text != data["text"]:
                raise TableError(
                    "{where}: the sentence {key} has another text than in a task before; keep one.",
                    where=where,
                    key=key,
                )
            for annotator, spans in given:
                annotators[annotator] = None
                sentence.spans.setdefault(annotator, set()).update(spans)
    kept = tuple(sentence for sentence in known.values() if sentence.spans)
    if not kept:
        raise TableError("{files}: nothing is annotated in it.", files=listed(files, "No files"))
    return Annotations(kept, tuple(annotators))


def _items(path: Path) -> list[dict[str, Any]]:
    """Read the tasks of a JSON array or of JSON Lines."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise TableError("{path}: no such export.", path=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise TableError("{path}: cannot be read as UTF-8 ({error}).", path=path, error=error) from error
    try:
        if text.lstrip().startswith("["):
            items: list[dict[str, Any]] = json.loads(text)
        else:
            items = [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError) as error:
        raise TableError(
            "{path}: expected JSON or JSON Lines as exported ({error}).", path=path, error=error
        ) from error
    if not all(isinstance(item, dict) for item in items):
        raise TableError("{path}: expected a list of tasks as exported, one object each.", path=path)
    return items


def _read(item: dict[str, Any], path: Path, where: str) -> tuple[dict[str, Any], list[tuple[str, set[LabelledSpan]]]]:
    if "data" in item and "annotations" in item:
        data = item["data"]
        done = [given for given in item["annotations"] if not given.get("was_cancelled")]
        return data, [(_annotator(given["completed_by"]), _studio(given["result"], data, where)) for given in done]
    if "annotator" in item:
        result = [{"type": "labels", "value": value} for value in item.get("label", ())]
        return item, [(_annotator(item["annotator"]), _studio(result, item, where))]
    spans = next((item[name] for name in ("label", "labels", "entities") if name in item), None)
    if spans is None:
        raise ValueError("it has neither annotations nor label")
    data = {**item.get("meta", {}), **item, "text": item.get("text", item.get("data"))}
    return data, [(str(item.get("username") or path.stem), set(_doccano(spans, data["text"], where)))]


def _annotator(given: Any) -> str:
    if isinstance(given, dict):
        given = given.get("email") or given["id"]
    return str(given) if isinstance(given, str) else f"annotator {int(given)}"


def _studio(result: Iterable[dict[str, Any]], data: Mapping[str, Any], where: str) -> set[LabelledSpan]:
    """Read spans of Label Studio, in code points (today) or UTF-16 (before 1.13), whichever gives the text quoted."""
    text: str = data["text"]
    spans: set[LabelledSpan] = set()
    for item in result:
        if item.get("type") != "labels":
            continue
        value = item["value"]
        start, end = int(value["start"]), int(value["end"])
        # Code points since Label Studio 1.13, UTF-16 before.
        ways = [(start, end), (from_utf16(text, start), from_utf16(text, end))]
        fitting = [way for way in ways if 0 <= way[0] < way[1] <= len(text)]
        quoted = value.get("text")
        if quoted is not None:
            fitting = [(a, b) for a, b in fitting if text[a:b] == quoted]
        if not fitting:
            expected = (
                Message("the text {quoted!r}", quoted=quoted)
                if quoted is not None
                else Message("a place in {n_text} characters", n_text=len(text))
            )
            raise TableError(
                "{where}: expected {expected} at {start}:{end}, got {found!r}.",
                where=where,
                expected=expected,
                start=start,
                end=end,
                found=text[start:end],
            )
        spans.update((*fitting[0], _label(label, where)) for label in value["labels"])
    return spans


def _doccano(spans: Iterable[Any], text: str, where: str) -> Iterator[LabelledSpan]:
    for item in spans:
        start, end, label = (
            (item["start_offset"], item["end_offset"], item["label"]) if isinstance(item, dict) else item
        )
        a, b = from_utf16(text, int(start)), from_utf16(text, int(end))
        if not 0 <= a < b:
            raise TableError(
                "{where}: the span {start}:{end} does not fit its text of {n_text} characters. Was the project's "
                "option to count grapheme clusters as one character on? Export with the option off.",
                where=where,
                start=start,
                end=end,
                n_text=len(text),
            )
        yield a, b, _label(label, where)


def _label(label: Any, where: str) -> str:
    name = str(label).strip().upper()
    if name not in LABELS:
        raise TableError(
            "{where}: expected one of the labels {labels}, got {label!r}.",
            where=where,
            labels=", ".join(LABELS),
            label=label,
        )
    return name
