"""A document at a glance: extent, sections, measures, and what was decided in reading it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plantext.display.rendering import amount, render, shorten

if TYPE_CHECKING:
    from plantext.records import Block, Document, Note

OUTER_HEADINGS, ALL_HEADINGS, ROWS = 30, 1000, 40
"""Rows shown of each list; what is left out is counted."""
_PRESSING = ("unread", "uncertain")
"""Kinds of notes that are open at first."""


def as_text(document: Document) -> str:
    """Summarise a document in one line."""
    extent = f"{amount(document.n_pages, 'page')}, {amount(len(document.sentences), 'sentence')}"
    return f"Document({document.id!r}, {document.title!r}, {document.date or 'no date'}, {extent})"


def as_html(document: Document) -> str:
    """Render a document for a notebook."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    pressing = [note for note in document.report if note.kind in _PRESSING]
    others = [note for note in document.report if note.kind not in _PRESSING]
    measures = [
        [measure.number, measure.title, ", ".join(measure.ministries), measure.pages[0], measure.n_sentences]
        for measure in document.measure_records
    ]
    return render(
        "document.html",
        document=document,
        n_paragraphs=len({sentence.paragraph for sentence in document.sentences}),
        headings=[_heading(document, block) for block in headings],
        outer=[_heading(document, block) for block in _outer(headings)],
        measures=measures,
        pressing=_note_rows(pressing),
        others=_note_rows(others),
        all_headings=ALL_HEADINGS,
        limit=ROWS,
    )


def _outer(headings: list[Block]) -> list[Block]:
    """The outer headings, as deep as they stay few."""
    levels = Counter(block.level for block in headings)
    # As deep as the outline stays short; a document of one level with many headings folds them all away.
    few = (level for level in levels if sum(n for at, n in levels.items() if at <= level) <= OUTER_HEADINGS)
    depth = max(few, default=0)
    return [block for block in headings if block.level <= depth]


def _heading(document: Document, block: Block) -> dict[str, object]:
    return {
        "text": " ".join(document.text[block.start : block.end].split()),
        "page": block.page,
        "indent": f"{1.2 * (max(block.level, 1) - 1):.1f}",
    }


def _note_rows(notes: list[Note]) -> list[list[object]]:
    return [[note.kind, note.page or "", note.message, shorten(note.text)] for note in notes]
