"""Gold files: annotated sentences as JSON Lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plantext.errors import Message, TableError
from plantext.labels import FIRST, LABELS
from plantext.quality.anchoring import Anchored, Anchors
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
    family : str
        The kind of document (``diet``, ``cabinet``); empty where the gold does not say it.
    """

    id: str
    doc_id: str
    text: str
    spans: tuple[GoldSpan, ...]
    date: str = ""
    labels: tuple[str, ...] = LABELS
    family: str = ""


def _row_spans(row: Mapping[str, Any], found: Anchored | None, where: str) -> tuple[GoldSpan, ...]:
    """The spans of a row, moved to where `found` prints them."""
    spans = []
    for item in row["spans"]:
        values = dict(zip(("start", "end", "label"), item, strict=True)) if isinstance(item, list) else dict(item)
        span = GoldSpan(**{name: values[name] for name in GoldSpan.__dataclass_fields__ if name in values})
        if span.label not in LABELS:
            raise TableError(
                "{where}: expected one of {labels}, got {label!r}.",
                where=where,
                labels=", ".join(LABELS),
                label=span.label,
            )
        place = found.span(span.start, span.end) if found else (span.start, span.end)
        if place is not None:
            spans.append(replace(span, start=place[0], end=place[1]))
    return tuple(sorted(spans, key=lambda span: span.start))


def load_gold(
    path: str | Path, *, documents: Iterable[Document] = (), lost: list[str] | None = None
) -> list[GoldSentence]:
    """Read annotated sentences.

    Parameters
    ----------
    path : str or pathlib.Path
        JSON Lines. A row holds ``text`` and ``spans``, or, stand-off, ``doc_id``, ``start``, ``end``, ``sha1``
        and ``spans``, or, by content, no offsets but what ``plantext.quality.anchoring.anchor`` makes. A span is
        ``[start, end, label]`` or an object with these names and, optionally, entity, series, date_start and date_end;
        in a row by content it counts the characters of the squeezed sentence.
    documents : iterable of Document
        The documents that stand-off rows refer to.
    lost : list of str, optional
        Takes a line for each document of which rows by content are not found now; without it they are refused.

    Raises
    ------
    TableError
        If a row cannot be read, or its text is not the text that was annotated; file and line are named.
    """
    path = Path(path)
    anchors = Anchors.of(documents)
    gold = []
    missing: Counter[str] = Counter()
    for where, line in _lines(path):
        try:
            row = json.loads(line)
            sentence = _sentence(row, anchors, path, where)
        except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
            raise TableError(
                "{where}: not an annotated sentence ({kind}: {error}).",
                where=where,
                kind=type(error).__name__,
                error=error,
            ) from error
        if sentence is not None:
            gold.append(sentence)
            continue
        if lost is None:
            raise TableError(
                "{where}: no sentence of {doc_id} is the one annotated; it is read in another way.",
                where=where,
                doc_id=row["doc_id"],
            )
        missing[row["doc_id"]] += 1
    if lost is not None:
        lost += [
            Message("{doc_id}: {n} annotated sentences are not found in it now", doc_id=doc_id, n=n)
            for doc_id, n in sorted(missing.items())
        ]
    used = {span.label for sentence in gold for span in sentence.spans}
    carried = tuple(label for label in LABELS if label in FIRST or label in used)
    return [replace(sentence, labels=carried) for sentence in gold]


def _sentence(row: Mapping[str, Any], anchors: Anchors, path: Path, where: str) -> GoldSentence | None:
    """The sentence of a row; None where it is looked up by content and not found."""
    found: Anchored | None = None
    if "text" not in row:
        found = anchors.at_offsets(row, where) if "start" in row else anchors.by_content(row)
        if found is None:
            return None
    day = found.document.date if found else None
    return GoldSentence(
        str(row.get("id", f"{path.stem}-{where.rpartition(' ')[2]}")),
        found.document.id if found else row.get("doc_id") or str(row.get("source", "")).split(" ")[0],
        found.text if found else row["text"],
        _row_spans(row, found if found and "start" not in row else None, where),
        day.isoformat() if day else row.get("date", ""),
        family=str(row.get("family", "")),
    )


def needed_documents(path: str | Path) -> list[str]:
    """List the documents that the stand-off rows of a gold file refer to, by id or, where they say it, by file.

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
            ids |= set() if "text" in row else {str(row.get("file") or row["doc_id"])}
        except (KeyError, RecursionError, TypeError, ValueError) as error:
            raise TableError("{where}: not an annotated sentence ({error}).", where=where, error=error) from error
    return sorted(ids)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the lines of a gold file that are not empty, and where they stand."""
    if not path.is_file():
        raise TableError("{path}: no such gold file.", path=path)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # a string may hold other line breaks
    except (OSError, UnicodeDecodeError) as error:
        raise TableError("{path}: cannot be read as UTF-8 ({error}).", path=path, error=error) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield Message("{path}, line {number}", path=path, number=number), line


def write_gold(rows: Iterable[dict[str, Any]], path: str | Path) -> Path:
    """Write rows such as those of :func:`~plantext.quality.review.annotated_gold.gold_rows` as JSON Lines."""
    return write_whole(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
