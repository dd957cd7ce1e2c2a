"""Descriptions of a document, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from plantext.errors import Message, join
from plantext.records import Block, Document, Measure, Note, Turn

_HEADLINES = {
    "unread": Message("  Not read"),
    "uncertain": Message("  Uncertain: please check"),
    "order": Message("  Reading order"),
    "repaired": Message("  Repaired"),
    "dropped": Message("  Left out of the text"),
    "encoding": Message("  Encoding"),
    "metadata": Message("  Metadata"),
}
_KINDS = {
    "heading": Message("{n} heading"),
    "paragraph": Message("{n} paragraph"),
    "bullet": Message("{n} bullet"),
    "table": Message("{n} table"),
    "caption": Message("{n} caption"),
    "footnote": Message("{n} footnote"),
    "speaker": Message("{n} speaker"),
    "owner": Message("{n} owner"),
    "kpi": Message("{n} kpi"),
    "agenda": Message("{n} agenda"),
    "members": Message("{n} members"),
    "vote": Message("{n} vote"),
    "stage": Message("{n} stage"),
}
_NOTES_SHOWN = 12


def describe(document: Document, *, width: int = 100) -> Message:
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
    return join("\n\n", parts)


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


def _head(document: Document) -> Message:
    kinds = Counter(block.kind for block in document.blocks)
    unknown = Message("unknown")
    dated = (
        document.date.isoformat()
        if document.date
        else Message("unknown: give it in a sidecar .toml or in front matter")
    )
    told = {
        **document.columns,
        **{name: value for name, value in sorted(document.meta.items()) if name not in ("sha256", "file")},
    }
    text = Message(
        "{n_characters:,} characters, {n_sentences:,} sentences",
        n_characters=len(document.text),
        n_sentences=len(document.sentences),
    )
    rows = [
        Message("document   {value}", value=document.id),
        Message("title      {value}", value=document.title or unknown),
        Message("date       {value}", value=dated),
        Message("publisher  {value}", value=document.publisher or unknown),
        *([Message("source     {value}", value=document.source)] if document.source else []),
        *(join("", [f"{name:<10} ", value]) for name, value in told.items() if value),
        Message("pages      {value}", value=document.n_pages),
        Message("text       {value}", value=text),
        Message("blocks     {value}", value=join(", ", (_counted(*it) for it in sorted(kinds.items())))),
    ]
    return join("\n", rows)


def _counted(kind: str, n: int) -> str:
    return Message(_KINDS[kind], n=n) if kind in _KINDS else f"{n} {kind}"


def _tree(document: Document, width: int) -> Message:
    lines = [
        f"{block.page:>5}  {'  ' * (block.level - 1)}{document.text[block.start : block.end][:width]}  ({count})"
        for block, count in _headings(document)
    ]
    if not lines:
        return Message("Tree: no headings were found.")
    return join("\n", [Message("Tree (page, heading, sentences below it)"), *lines])


def _measures(document: Document) -> Message:
    lines = [Message("Measures (number, pages, lead ministries, KPI, sentences, title)")]
    lines += [
        Message(
            "  {number}  p. {pages}  {ministries}  KPI: {kpi}  {n_sentences}  {title}",
            number=record.number,
            pages="-".join(map(str, dict.fromkeys(record.pages))),
            ministries="、".join(record.ministries) or Message("none printed"),
            kpi=record.kpi.replace("\n", " / ") or Message("none"),
            n_sentences=record.n_sentences,
            title=record.title,
        )
        for record in document.measure_records
    ]
    return join("\n", lines)


def _report(document: Document) -> Message:
    lines: list[Message] = []
    for kind, headline in _HEADLINES.items():
        notes = [note for note in document.report if note.kind == kind]
        if not notes:
            continue
        lines += [headline, *map(_note, notes[:_NOTES_SHOWN])]
        if len(notes) > _NOTES_SHOWN:
            lines.append(Message("    and {n} more (all of them with --format json)", n=len(notes) - _NOTES_SHOWN))
    return join("\n", [Message("Report"), *lines]) if lines else Message("Report: nothing to remark.")


def _note(note: Note) -> Message:
    page = Message("p. {page}: ", page=note.page) if note.page else ""
    text = Message("  “{text}”", text=note.text) if note.text else ""
    sure = Message("  (confidence {confidence:.2g})", confidence=note.confidence) if note.confidence < 1 else ""
    return join("", ["    ", page, Message(note.message), text, sure])
