"""Descriptions of a document, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from plantext.records import Block, Document, Measure, Note, Turn

_HEADLINES = {
    "unread": "Not read",
    "uncertain": "Uncertain: please check",
    "order": "Reading order",
    "repaired": "Repaired",
    "dropped": "Left out of the text",
    "encoding": "Encoding",
    "metadata": "Metadata",
}
_NOTES_SHOWN = 12


def describe(document: Document, *, width: int = 100) -> str:
    """Describe a document's head, tree, measures and report as text.

    Parameters
    ----------
    width : int
        Characters to a line of the tree.

    Examples
    --------
    >>> from plantext.reading.files import read_bytes
    >>> print(describe(read_bytes("１．現状".encode(), "a.txt", doc_id="a")).splitlines()[0])
    document   a
    """
    parts = [_head(document), _tree(document, width)]
    if document.measure_records:
        parts.append(_measures(document))
    parts.append(_report(document))
    return "\n\n".join(parts)


def describe_json(document: Document) -> dict[str, Any]:
    """Return what :func:`describe` shows as lists, strings and numbers.

    Examples
    --------
    >>> from plantext.reading.files import read_bytes
    >>> describe_json(read_bytes("１．現状".encode(), "a.txt", doc_id="a"))["tree"][0]["section"]
    '1'
    """
    return {
        "id": document.id,
        "title": document.title,
        "date": document.date.isoformat() if document.date else "",
        "publisher": document.publisher,
        "source": document.source,
        "pages": document.n_pages,
        "characters": len(document.text),
        "sentences": len(document.sentences),
        "blocks": dict(sorted(Counter(block.kind for block in document.blocks).items())),
        "tree": [
            {
                "level": block.level,
                "section": block.section,
                "measure": block.measure,
                "title": document.text[block.start : block.end],
                "page": block.page,
                "start": block.start,
                "end": block.end,
                "sentences": count,
            }
            for block, count in _headings(document)
        ],
        "measures": [_plain(record) for record in document.measure_records],
        "turns": [_plain(record) for record in document.turn_records],
        "report": [_plain(note) for note in document.report],
        "columns": dict(document.columns),
        "meta": dict(document.meta),
    }


def _plain(record: Measure | Turn | Note) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(record).items()}


def _headings(document: Document) -> Iterator[tuple[Block, int]]:
    """Each heading with the number of sentences up to the next."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    ends = [*(block.start for block in headings[1:]), len(document.text) + 1][: len(headings)]
    at = 0
    for block, end in zip(headings, ends, strict=True):
        count = 0
        while at < len(document.sentences) and document.sentences[at].start < end:
            sentence = document.sentences[at]
            count += sentence.start >= block.end and sentence.kind != "heading"
            at += 1
        yield block, count


def _head(document: Document) -> str:
    kinds = Counter(block.kind for block in document.blocks)
    rows = [
        ("document", document.id),
        ("title", document.title or "unknown"),
        (
            "date",
            document.date.isoformat() if document.date else "unknown: give it in a sidecar .toml or in front matter",
        ),
        ("publisher", document.publisher or "unknown"),
        ("source", document.source),
        *document.columns.items(),
        *((name, value) for name, value in sorted(document.meta.items()) if name not in ("sha256", "file")),
        ("pages", str(document.n_pages)),
        ("text", f"{len(document.text):,} characters, {len(document.sentences):,} sentences"),
        ("blocks", ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))),
    ]
    return "\n".join(f"{name:<10} {value}" for name, value in rows if value)


def _tree(document: Document, width: int) -> str:
    lines = ["Tree (page, heading, sentences below it)"]
    lines += [
        f"{block.page:>5}  {'  ' * (block.level - 1)}{document.text[block.start : block.end][:width]}  ({count})"
        for block, count in _headings(document)
    ]
    return "\n".join(lines) if len(lines) > 1 else "Tree: no headings were found."


def _measures(document: Document) -> str:
    lines = ["Measures (number, pages, lead ministries, KPI, sentences, title)"]
    for record in document.measure_records:
        pages = "-".join(map(str, dict.fromkeys(record.pages)))
        ministries = "、".join(record.ministries) or "none printed"
        kpi = record.kpi.replace("\n", " / ") or "none"
        lines.append(f"  {record.number}  p. {pages}  {ministries}  KPI: {kpi}  {record.n_sentences}  {record.title}")
    return "\n".join(lines)


def _report(document: Document) -> str:
    lines = ["Report"]
    for kind, headline in _HEADLINES.items():
        notes = [note for note in document.report if note.kind == kind]
        if not notes:
            continue
        lines.append(f"  {headline}")
        lines += [f"    {_note(note)}" for note in notes[:_NOTES_SHOWN]]
        if len(notes) > _NOTES_SHOWN:
            lines.append(f"    and {len(notes) - _NOTES_SHOWN} more (all of them with --format json)")
    return "\n".join(lines) if len(lines) > 1 else "Report: nothing to remark."


def _note(note: Note) -> str:
    page = f"p. {note.page}: " if note.page else ""
    text = f"  “{note.text}”" if note.text else ""
    sure = f"  (confidence {note.confidence:.2g})" if note.confidence < 1 else ""
    return f"{page}{note.message}{text}{sure}"
