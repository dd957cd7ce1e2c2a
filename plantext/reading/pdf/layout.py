"""Lines of the pages of a PDF → pieces, step by step."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from plantext.reading.pdf.blocks import sort_blocks, take_notes
from plantext.reading.pdf.boxes import is_landscape, order_boxes
from plantext.reading.pdf.columns import order_lines
from plantext.reading.pdf.contents import find_contents
from plantext.reading.pdf.footnotes import insert_notes, is_unfinished, join_numbers, split_continued, split_footnotes
from plantext.reading.pdf.fragments import merge_fragments
from plantext.reading.pdf.furniture import drop_furniture
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.look import Placed, look_of
from plantext.reading.pdf.margins import drop_margins
from plantext.reading.pdf.paragraphs import build_pieces
from plantext.reading.pdf.regions import split_figures
from plantext.reading.pdf.shapes import Shape, drop_ornaments
from plantext.reading.pdf.tables import find_tables
from plantext.reading.pdf.vertical import turn_vertical
from plantext.reading.pieces import Piece, Reading
from plantext.records import Note


def lay_out(
    pages: Sequence[Sequence[Line]],
    notes: Sequence[Note],
    found: Mapping[str, str],
    shapes: Sequence[Sequence[Shape]] = (),
) -> Reading:
    """Turn the lines of a document's pages into pieces in reading order.

    Parameters
    ----------
    pages : sequence of sequence of Line
        Lines of each page as the file draws them.
    notes : sequence of Note
        Notes made while the pages were read.
    found : mapping of str to str
        Metadata of the file.
    shapes : sequence of sequence of Shape
        What each page draws beside its text.

    Examples
    --------
    >>> from plantext.reading.pdf.glyphs import Line
    >>> lines = [Line("一行が続く文章", 57, 134, 700, 11, False, 1), Line("である。", 57, 101, 684, 11, False, 1)]
    >>> [piece.text for piece in lay_out([lines], (), {}).pieces]
    ['一行が続く文章である。']
    """
    turned = [turn_vertical(lines) for lines in pages]
    pages = [lines for lines, _ in turned]
    drawings: list[Sequence[Shape]] = [*drop_ornaments(shapes), *[()] * (len(pages) - len(shapes))]
    # The look comes first: what is small, large or far apart is measured by it.
    look = look_of(pages)
    pages, margins = drop_margins(pages, look.size)
    merged, ruby = merge_fragments(pages, look.size, drawings)
    # Before columns and notes, which heads and feet would join.
    cleaned, furniture, labels = drop_furniture(merged)
    cleaned, contents, toc_notes = find_contents(cleaned)
    report = [*notes, *margins, *ruby, *furniture, *toc_notes]
    flow: list[Placed] = []
    footnotes: list[list[Line]] = []
    aside: list[list[Piece]] = []
    unfinished = False
    for lines, drawing, (_, upright) in zip(cleaned, drawings, turned, strict=True):
        # The drawings of a page that was turned are where they were.
        page = _lay_out_page(lines, () if upright else drawing, look.size, unfinished=unfinished)
        flow += page.flow
        continued, feet = split_continued(page.footnotes) if unfinished else ([], page.footnotes)
        if continued:
            footnotes[-1] += continued
        footnotes.append(feet)
        unfinished = is_unfinished(feet, max((line.x1 for line in lines), default=0.0))
        aside.append(page.aside)
        report += page.notes
    pieces = _number_rows(insert_notes(build_pieces(flow, look), footnotes, aside))
    report += contents.check(pieces, labels)
    return Reading(tuple(pieces), tuple(report), len(pages), dict(found), marks_taken=True)


def _number_rows(pieces: Sequence[Piece]) -> list[Piece]:
    """Number the rows of all tables of a document from 0."""
    numbers = itertools.count()
    return [replace(piece, row=next(numbers)) if piece.row >= 0 else piece for piece in pieces]


class _Page(NamedTuple):
    """The parts of a page: running text, footnotes, what stands beside the text, and notes for the report."""

    flow: list[Placed]
    footnotes: list[Line]
    aside: list[Piece]
    notes: list[Note]


def _lay_out_page(lines: Sequence[Line], drawing: Sequence[Shape], size: float, *, unfinished: bool) -> _Page:
    if is_landscape(lines):
        return _lay_out_slide(lines, drawing, size)
    body, feet = split_footnotes(join_numbers(lines, size), size, drawing, unfinished=unfinished)
    body, tables = find_tables(body, drawing, size)
    body, captions, inside = split_figures(body, drawing, size)
    ordered, notes = order_lines(body, size)
    rows = [row for table in tables for row in table.rows()]
    return _Page(_place(ordered), feet, [*_pieces_of(captions, "caption"), *rows, *_pieces_of(inside, "table")], notes)


def _lay_out_slide(lines: Sequence[Line], drawing: Sequence[Shape], size: float) -> _Page:
    body, tables = find_tables(lines, drawing, size)
    held = [line for table in tables if not table.is_prose() for line in table.lines]
    body, feet, sources = take_notes([*body, *(line for table in tables for line in table.lines)], held)
    cells: list[list[Line]] = []
    rows: list[Piece] = []
    for table in tables:
        # Rules part the text of a slide as often as they make a table; boxes are read one by one.
        if table.is_ruled() or not table.is_prose():
            body, found = table.part(body)
            cells += found.cells().values() if table.is_prose() else ()
            rows += found.rows() if not table.is_prose() else ()
    text, labels = sort_blocks(order_boxes(body, drawing, size, cells), drawing, size)
    aside = [*_pieces_of(sources, "caption"), *rows, *_pieces_of(labels, "table")]
    return _Page(_place(text), feet, aside, [])


def _pieces_of(lines: Sequence[Line], kind: str) -> list[Piece]:
    """Lines beside the text, one piece a line."""
    return [Piece(kind, line.text, ((0, line.page),), marks=line.marks) for line in lines if line.text]


def _place(ordered: Sequence[tuple[Line, int, str]]) -> list[Placed]:
    """Give each line the edges of its column."""
    edges: dict[int, tuple[float, float]] = {}
    for region in sorted({region for _, region, _ in ordered}):
        inside = [line for line, number, _ in ordered if number == region]
        kinds = {kind for _, number, kind in ordered if number == region}
        right = max(line.x1 for line in inside) if kinds <= {"box", "head"} else _common_edge(inside)
        edges[region] = (min(line.x0 for line in inside), right)
    return [Placed(line, *edges[region], region, kind) for line, region, kind in ordered]


def _common_edge(lines: Sequence[Line]) -> float:
    """The right edge that most lines share, not the furthest one: punctuation may hang over it."""
    rights = sorted(line.x1 for line in lines)
    reach = 0.4 * max(line.size for line in lines)
    shared = [bisect_right(rights, edge) - bisect_left(rights, edge - reach) for edge in rights]
    most = max(shared)
    # Where no lines share one, as in lists of short items, more than half of them decide.
    at = len(shared) - 1 - shared[::-1].index(most) if most >= 3 else int(len(rights) * 0.6)
    return max(rights[at], rights[int(len(rights) * 0.6)])
