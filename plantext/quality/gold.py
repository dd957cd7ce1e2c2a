"""Gold files: annotated sentences as JSON Lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plantext.errors import TableError
from plantext.labels import FIRST, LABELS
from plantext.records import Document
from plantext.storage.atomic import write_whole


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """An annotated name: a half-open range of the sentence's text and its label.

    The other fields are what the annotator says besides; empty where nothing is said.
    """

    start: int
    end: int
    label: str
    entity: str = ""
    series: str = ""
    date_start: str = ""
    date_end: str = ""


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """An annotated sentence.

    Parameters
    ----------
    text : str
        The characters as printed.
    date : str
        The document's own date (ISO), where known.
    labels : tuple of str
        Those that the annotation carries: a name of another label is neither right nor wrong.
    """

    id: str
    doc_id: str
    text: str
    spans: tuple[GoldSpan, ...]
    date: str = ""
    labels: tuple[str, ...] = LABELS


def _row_spans(row: Mapping[str, Any], where: str) -> tuple[GoldSpan, ...]:
    spans = []
    for item in row["spans"]:
        values = dict(zip(("start", "end", "label"), item, strict=True)) if isinstance(item, list) else dict(item)
        span = GoldSpan(**{name: values[name] for name in GoldSpan.__dataclass_fields__ if name in values})
        if span.label not in LABELS:
            raise TableError(f"{where}: expected one of {', '.join(LABELS)}, got {span.label!r}.")
        spans.append(span)
    return tuple(sorted(spans, key=lambda span: span.start))


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _resolve(row: Mapping[str, Any], documents: Mapping[str, Document], where: str) -> tuple[str, str]:
    """Look up text and date of a stand-off row: the characters annotated, or the sentence they have become since."""
    document = documents.get(row["doc_id"])
    if document is None:
        raise TableError(f"{where}: the document {row['doc_id']} is needed to look up its text; fetch it and pass it.")
    text = document.text[row["start"] : row["end"]].replace("\n", "")
    # A reader that has improved moves offsets, but seldom changes the sentence.
    if _sha1(text) != row["sha1"]:
        moved = next((sentence.text for sentence in document.sentences if _sha1(sentence.text) == row["sha1"]), None)
        if moved is None:
            raise TableError(
                f"{where}: characters {row['start']}:{row['end']} of {row['doc_id']} have the sha1 {_sha1(text)}, "
                f"expected {row['sha1']}, and no sentence has it; the document is read in another way than when it "
                "was annotated. Annotate the sentence again, or take the row out."
            )
        text = moved
    return text, document.date.isoformat() if document.date else ""


def load_gold(path: str | Path, *, documents: Iterable[Document] = ()) -> list[GoldSentence]:
    """Read annotated sentences.

    Parameters
    ----------
    path : str or pathlib.Path
        JSON Lines. A row holds ``text`` and ``spans``, or, stand-off, ``doc_id``, ``start``, ``end``, ``sha1``
        and ``spans``. A span is ``[start, end, label]`` or an object with these names and, optionally, entity,
        series, date_start and date_end.
    documents : iterable of Document
        The documents that stand-off rows refer to.

    Raises
    ------
    TableError
        If a row cannot be read, or its text is not the text that was annotated; file and line are named.
    """
    path = Path(path)
    known = {document.id: document for document in documents}
    gold = []
    for where, line in _lines(path):
        try:
            row = json.loads(line)
            text, date = (row["text"], row.get("date", "")) if "text" in row else _resolve(row, known, where)
            doc_id = row.get("doc_id") or str(row.get("source", "")).split(" ")[0]
            gold.append(
                GoldSentence(
                    str(row.get("id", f"{path.stem}-{where.rpartition(' ')[2]}")),
                    doc_id,
                    text,
                    _row_spans(row, where),
                    date,
                )
            )
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
            raise TableError(f"{where}: not an annotated sentence ({type(error).__name__}: {error}).") from error
    used = {span.label for sentence in gold for span in sentence.spans}
    carried = tuple(label for label in LABELS if label in FIRST or label in used)
    return [replace(sentence, labels=carried) for sentence in gold]


def needed_documents(path: str | Path) -> list[str]:
    """List the documents that the stand-off rows of a gold file refer to.

    Examples
    --------
    >>> from plantext.corpus import quality_path
    >>> "ict-white-paper-r3" in needed_documents(quality_path().with_name("aside.jsonl"))
    True
    """
    ids = set()
    for where, line in _lines(Path(path)):
        try:
            row = json.loads(line)
            ids |= set() if "text" in row else {str(row["doc_id"])}
        except (KeyError, RecursionError, TypeError, ValueError) as error:
            raise TableError(f"{where}: not an annotated sentence ({error}).") from error
    return sorted(ids)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the lines of a gold file that are not empty, and where they stand."""
    if not path.is_file():
        raise TableError(f"{path}: no such gold file.")
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # a string may hold other line breaks
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: cannot be read as UTF-8 ({error}).") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{path}, line {number}", line


def write_gold(rows: Iterable[dict[str, Any]], path: str | Path) -> Path:
    """Write rows such as those of :func:`~plantext.quality.review.annotated_gold.gold_rows` as JSON Lines."""
    return write_whole(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
