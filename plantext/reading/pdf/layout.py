"""Lines of the pages of a PDF → pieces, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plantext.reading.pdf.columns import order_lines
from plantext.reading.pdf.contents import find_contents
from plantext.reading.pdf.footnotes import insert_footnotes, split_footnotes
from plantext.reading.pdf.fragments import merge_fragments
from plantext.reading.pdf.furniture import drop_furniture
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.paragraphs import Placed, build_pieces, look_of
from plantext.reading.pieces import Reading
from plantext.records import Note


def lay_out(pages: Sequence[Sequence[Line]], notes: Sequence[Note], found: Mapping[str, str]) -> Reading:
    """Turn the lines of a document's pages into pieces in reading order.

    Parameters
    ----------
    pages : sequence of sequence of Line
        Lines of each page as the file draws them.
    notes : sequence of Note
        Notes made while the pages were read.
    found : mapping of str to str
        Metadata of the file.

    Examples
    --------
    >>> from plantext.reading.pdf.glyphs import Line
    >>> lines = [Line("一行が続く文章", 57, 134, 700, 11, False, 1), Line("である。", 57, 101, 684, 11, False, 1)]
    >>> [piece.text for piece in lay_out([lines], (), {}).pieces]
    ['一行が続く文章である。']
    """
    # The look comes first: what is small, large or far apart is measured by it.
    look = look_of(pages)
    merged, ruby = merge_fragments(pages, look.size)
    # Before columns and notes, which heads and feet would join.
    cleaned, furniture, labels = drop_furniture(merged)
    cleaned, contents, toc_notes = find_contents(cleaned)
    report = [*notes, *ruby, *furniture, *toc_notes]
    flow: list[Placed] = []
    footnotes: list[list[Line]] = []
    for lines in cleaned:
        body, feet = split_footnotes(lines, look.size)
        ordered, order_notes = order_lines(body, look.size)
        report += order_notes
        flow += _place(ordered)
        footnotes.append(feet)
    pieces = insert_footnotes(build_pieces(flow, look), footnotes)
    report += contents.check(pieces, labels)
    return Reading(tuple(pieces), tuple(report), len(pages), dict(found), marks_taken=True)


def _place(ordered: Sequence[tuple[Line, int, str]]) -> list[Placed]:
    """Give each line the edges of its column."""
    edges: dict[int, tuple[float, float]] = {}
    for region in sorted({region for _, region, _ in ordered}):
        inside = [line for line, number, _ in ordered if number == region]
        rights = sorted(line.x1 for line in inside)
        # The common right edge, not the furthest one: punctuation may hang over it.
        edges[region] = (min(line.x0 for line in inside), rights[int(len(rights) * 0.6)])
    return [Placed(line, *edges[region], region, kind) for line, region, kind in ordered]
