"""Footnotes at the foot of a PDF's pages: split from the text, numbered, made into pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import replace

from plantext.reading.marks import FOOT_NOTE, find_bullet
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.shapes import Shape
from plantext.reading.pieces import Piece, join_lines

_NUMBER = re.compile(r"[0-9０-９]{1,3}|[※*][0-9０-９]{0,3}|注[0-9０-９]{1,3}")


def join_numbers(lines: Sequence[Line], size: float) -> list[Line]:
    """Give small print the number that stands before it at some distance, as its mark."""
    result: list[Line] = []
    for line in lines:
        last = result[-1] if result else None
        if (
            last is not None
            and _NUMBER.fullmatch(last.text)
            and not last.marks
            and last.size < 0.93 * size
            and (line.size < 0.93 * size or (last.size < 0.75 * line.size and last.y > line.y + 0.1 * line.size))
            and abs(last.y - line.y) < 0.6 * line.size
            and 0 < line.x0 - last.x1 < 4 * line.size
            and not line.marks
        ):
            result[-1] = replace(line, marks=((0, last.text),), x0=last.x0)
        else:
            result.append(line)
    return result


def split_footnotes(
    lines: Sequence[Line], size: float, shapes: Sequence[Shape] = (), *, unfinished: bool = False
) -> tuple[list[Line], list[Line]]:
    """Split the notes at the foot of a page from its text: small print, or what stands below a short rule.

    Parameters
    ----------
    size : float
        Font size of ordinary text.
    unfinished : bool
        Whether the last note of the page before may go on here.

    Returns
    -------
    list of Line
        The text.
    list of Line
        The footnotes, each beginning with a line that carries its mark; before them what goes on.
    """
    below = _below_rule(lines, size, shapes, unfinished=unfinished)
    if below:
        taken = set(map(id, below))
        return [line for line in lines if id(line) not in taken], below
    by_height = sorted(lines, key=lambda line: -line.y)
    cut = len(by_height)
    # Notes are set smaller than the text; a few per cent of difference come from the face.
    while cut and by_height[cut - 1].size < 0.93 * size:
        cut -= 1
    marks = {mark for line in by_height[:cut] for _, mark in line.marks}
    small = by_height[cut:]
    feet = _numbered_notes(small, marks)
    first = next((i for i, line in enumerate(feet) if _note_mark(line)), None)
    if unfinished and small:
        first = 0
    if first is None:
        return list(lines), []
    taken = set(map(id, small[first:]))
    return [line for line in lines if id(line) not in taken], feet[first:]


def is_unfinished(feet: Sequence[Line], right: float) -> bool:
    """Tell whether the last of a page's notes breaks off within a sentence, where the line ends at the right edge."""
    if not feet:
        return False
    last = feet[-1]
    address = "://" in last.text.rpartition(" ")[2]
    return last.text[-1:] not in "。．.）)」』" and not address and last.x1 > right - 2 * last.size


def split_continued(feet: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part what goes on from the page before from the notes of a page."""
    first = next((i for i, line in enumerate(feet) if _note_mark(line)), len(feet))
    return list(feet[:first]), list(feet[first:])


def _below_rule(lines: Sequence[Line], size: float, shapes: Sequence[Shape], *, unfinished: bool) -> list[Line]:
    """The lines below a rule that begins at the left edge and does not span the text, if a note opens or goes on there."""
    if not lines:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    low, high = min(line.y for line in lines), max(line.y for line in lines)
    for rule in sorted((s for s in shapes if s.kind == "rule" and s.y1 - s.y0 < 3), key=lambda s: -s.y0):
        width = rule.x1 - rule.x0
        if not 4 * size < width < 0.6 * (right - left) or abs(rule.x0 - left) > 2 * size:
            continue
        if rule.y0 > low + 0.6 * (high - low):
            continue
        below = sorted((line for line in lines if line.y < rule.y0), key=lambda line: (-line.y, line.x0))
        if below and (unfinished or _note_mark(below[0])):
            return below
    return []


def _numbered_notes(lines: Sequence[Line], marks: Set[str]) -> list[Line]:
    """Move the number that opens a small line into its marks, if the page has such a mark or it continues the notes."""
    result, last = [], ""
    for line in lines:
        # A quantity or a date (300団体, 10年) is no note's number unless the page has such a mark.
        match = re.match("[0-9]{1,3}(?![0-9.．,，年月日])", unicodedata.normalize("NFKC", line.text))
        number = match.group() if match and not line.marks else ""
        if number and (number in marks or (last and int(number) == int(last) + 1)):
            result.append(replace(line, text=line.text[len(number) :].lstrip(), marks=((0, number),)))
            last = number
        else:
            result.append(line)
    return result


def _note_mark(line: Line) -> str:
    if line.marks and line.marks[0][0] == 0:
        return line.marks[0][1]
    match = FOOT_NOTE.match(line.text)
    return match.group() if match else ""


def insert_notes(
    pieces: Sequence[Piece], footnotes: Sequence[Sequence[Line]], aside: Sequence[Sequence[Piece]]
) -> list[Piece]:
    """Set what stands beside the text of each page, and its notes, behind the last piece that begins on it."""
    notes = [[*others, *_footnote_pieces(lines)] for lines, others in zip(footnotes, aside, strict=True)]
    result: list[Piece] = []
    page = 0
    for piece in pieces:
        while page < piece.page_at(0) - 1:
            result += notes[page]
            page += 1
        result.append(piece)
    for rest in notes[page:]:
        result += rest
    return result


def _footnote_pieces(lines: Sequence[Line]) -> list[Piece]:
    groups: list[list[Line]] = []
    for line in lines:
        if _note_mark(line) or not groups:
            groups.append([])
        groups[-1].append(line)
    pieces = []
    for group in ([_with_powers(line) for line in group] for group in groups):
        text, offsets = join_lines(line.text for line in group)
        if text:
            breaks = tuple(
                offset for line, offset in zip(group, offsets, strict=True) if offset and find_bullet(line.text)
            )
            pages = {line.page: (offset, line.page) for line, offset in reversed([*zip(group, offsets, strict=True)])}
            starts = tuple(sorted(pages.values()))
            pieces.append(Piece("footnote", text, starts, mark=_note_mark(group[0]), breaks=breaks))
    return pieces


def _with_powers(line: Line) -> Line:
    """A line of a note with the numbers raised inside: they are powers (10 to the 25th), as notes have no notes."""
    inside = [(offset, mark) for offset, mark in line.marks if offset]
    text = line.text
    for offset, mark in sorted(inside, reverse=True):
        text = text[:offset] + mark + text[offset:]
    return replace(line, text=text, marks=tuple(mark for mark in line.marks if not mark[0])) if inside else line
