"""Blocks of slides and posters: text, heads of boxes, notes, and labels of drawings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from plantext.reading.marks import find_bullet, find_mark
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.regions import SOURCE, Region, find_regions
from plantext.reading.pdf.shapes import Shape

_NOTE = re.compile(
    r"[（(]?(※[0-9０-９]{0,2}|[*＊][0-9０-９]{1,2}|注[0-9０-９]{0,2}(?=[\s\u3000）):：]))[）)]?[:：]?\s*"
)
# The mark of a note at a line's end.
_MARK = re.compile(r"(?<![\s\u3000])[\s\u3000]*(※[0-9０-９]{0,2})$")
# A numbered mark inside a line.
_NUMBERED_MARK = re.compile(r"((?:※|[*＊]|注)[0-9０-９]{1,2})(?![0-9０-９年月日])")
_LABEL = 30
"""Characters up to which a block is a label; a longer one is text."""


def take_notes(lines: Sequence[Line], held: Sequence[Line] = ()) -> tuple[list[Line], list[Line], list[Line]]:
    """Part the notes of a slide from its text: small lines that open with ※, and those that hang below them.

    Parameters
    ----------
    held : sequence of Line
        Those of the lines that stand in tables: a note there is one if another line has its mark.

    Returns
    -------
    list of Line
        The text, the marks at its lines' ends apart.
    list of Line
        The notes, each beginning with a line that carries its mark.
    list of Line
        What tells the sources, in whole rows.
    """
    size = _main_size(lines)
    notes: list[Line] = []
    openings = [line for line in lines if SOURCE.match(line.text) and line.size < 0.93 * size]
    sources = [
        line
        for line in lines
        if any(
            abs(line.y - one.y) < 0.3 * one.size and line.x0 >= one.x0 and line.size < 0.93 * size for one in openings
        )
    ]
    sources += [below for one in openings for below in _hanging(one, lines) if below not in sources]
    taken = set(map(id, sources))
    inside = set(map(id, held))
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        match = _NOTE.match(line.text)
        if not match or line.size > 0.93 * size or id(line) in taken:
            continue
        if id(line) in inside and not any(line is not other and _refers(other, match.group(1)) for other in lines):
            continue
        text = line.text[match.end() :]
        notes.append(replace(line, text=text, marks=((0, match.group(1)),), gaps=()))
        taken.add(id(line))
        for below in _hanging(line, lines):
            notes.append(below)
            taken.add(id(below))
    marks = {_fold(line.marks[0][1]) for line in notes if line.marks and len(line.marks[0][1]) > 1}
    return [_without_mark(line, marks) for line in lines if id(line) not in taken], notes, sources


def _main_size(lines: Iterable[Line]) -> float:
    """The size that most characters of a page have."""
    counts: dict[float, int] = {}
    for line in lines:
        counts[line.size] = counts.get(line.size, 0) + len(line.text)
    return max(counts, key=lambda size: (counts[size], size), default=0.0)


def _hanging(note: Line, lines: Sequence[Line]) -> list[Line]:
    """Lines right below a note, of its size and no further left, that open no note themselves."""
    found: list[Line] = []
    last = note
    for line in sorted(lines, key=lambda line: -line.y):
        close = 0.7 * note.size < last.y - line.y < 1.6 * note.size
        inside = note.x0 - note.size < line.x0 < note.x0 + 5 * note.size
        if close and inside and abs(line.size - note.size) < 0.3 and not _NOTE.match(line.text):
            found.append(line)
            last = line
    return found


def _refers(line: Line, mark: str) -> bool:
    """Whether a line has a mark in it, other than where a note begins."""
    found = re.search(rf"{re.escape(_fold(mark))}(?![0-9])", _fold(line.text[1:]))
    return found is not None or any(at and _fold(other) == _fold(mark) for at, other in line.marks)


def _without_mark(line: Line, marks: Set[str]) -> Line:
    """A line without the mark at its end, if it is short, and without the numbered marks of the page's notes."""
    match = _MARK.search(line.text)
    if match and match.start() and len(line.text) <= _LABEL:
        line = _cut_mark(line, match.start(), match.group(1))
    # From the last to the first: the places of those before stay right.
    for found in reversed([*_NUMBERED_MARK.finditer(line.text)]):
        if found.start() and _fold(found.group(1)) in marks:
            line = _cut_mark(line, found.start(), found.group(1), found.end())
    return line


def _cut_mark(line: Line, start: int, mark: str, end: int | None = None) -> Line:
    rest = line.text[len(line.text) if end is None else end :]
    gone = len(line.text) - start - len(rest)
    moved = [(at - gone if at > start else at, other) for at, other in line.marks]
    marks = tuple(sorted([*moved, (start, mark)]))
    gaps = tuple((at - gone if at > start else at, x) for at, x in line.gaps)
    return replace(line, text=line.text[:start] + rest, marks=marks, gaps=gaps)


def _fold(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark)


def sort_blocks(
    ordered: Sequence[tuple[Line, int, str]], shapes: Sequence[Shape], size: float
) -> tuple[list[tuple[Line, int, str]], list[Line]]:
    """Tell the heads of boxes and the labels of drawings from the blocks of text of a slide.

    Parameters
    ----------
    ordered : sequence of tuple
        ``(line, region, kind)`` in reading order, a region for each block.
    shapes : sequence of Shape
        What the page draws beside its text.
    size : float
        Font size of ordinary text.

    Returns
    -------
    list of tuple
        The text; a head is of the kind ``head`` and of the region that it stands over.
    list of Line
        The labels.
    """
    blocks: dict[int, list[Line]] = {}
    for line, region, _ in ordered:
        blocks.setdefault(region, []).append(line)
    lines = [line for line, _, _ in ordered]
    figures = [region for region in find_regions(shapes, lines, size) if region.kind == "figure"]
    # Small pictures and curves, such as balloons, hold labels as well.
    small = [Region("figure", *s[1:]) for s in shapes if s.kind in ("image", "curve") and s.x1 - s.x0 < 20 * size]
    heads = {below: number for number, block in blocks.items() if (below := _box_below(block, blocks)) is not None}
    text: list[tuple[Line, int, str]] = []
    labels: list[Line] = []
    cells = _cells(block[0] for number, block in blocks.items() if len(block) == 1 and number not in heads.values())
    for number, block in blocks.items():
        if number in heads.values():
            continue
        drawn = any(all(figure.holds(line) for line in block) for figure in (*figures, *small))
        if _is_label(block) and (drawn or id(block[0]) in cells):
            labels += block
            continue
        if number in heads:
            text += [(line, number, "head") for line in blocks[heads[number]]]
        text += [(line, number, "box") for line in block]
    return text, labels


def _box_below(block: Sequence[Line], blocks: Mapping[int, Sequence[Line]]) -> int | None:
    """The block of text that a short block stands over as its head, the nearest one; None for none."""
    found = [(block[-1].y - other[0].y, number) for number, other in blocks.items() if _heads(block, other)]
    return min(found)[1] if found else None


def _cells(lines: Iterable[Line]) -> set[int]:
    """Lines, short and alone, that stand three and more in a row, in three and more rows: a table without rules."""
    rows: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda line: -line.y):
        if len(line.text) > _LABEL // 2 or _is_prose([line]):
            continue
        near = next((y for y in rows if abs(rows[y][0].y - line.y) < 0.4 * line.size), len(rows))
        rows.setdefault(near, []).append(line)
    full = [row for row in rows.values() if len(row) >= 3]
    return {id(line) for row in full for line in row} if len(full) >= 3 else set()


def _is_prose(block: Sequence[Line]) -> bool:
    """Whether a block holds sentences or items of a list."""
    return any("。" in line.text or find_bullet(line.text) or _is_item(line.text) for line in block)


def _is_item(text: str) -> bool:
    mark = find_mark(text)
    return mark is not None and not mark.bare


def _is_label(block: Sequence[Line]) -> bool:
    if len({(round(line.size), line.bold) for line in block}) > 1 and len(block) > 2:
        return False  # a title over its text
    longest = max(len(line.text) for line in block)
    return not _is_prose(block) and (sum(len(line.text) for line in block) <= _LABEL or longest <= _LABEL // 2)


def _heads(upper: Sequence[Line], lower: Sequence[Line]) -> bool:
    """Whether a short block stands right over a block of text that is as wide, as the head of a box does."""
    if len(upper) > 4 or not _is_prose(lower) or sum(len(line.text) for line in upper) > _LABEL:
        return False
    last, first = upper[-1], lower[0]
    numbered = len(upper) == 1 and last.size > 1.05 * first.size and "。" not in last.text
    if _is_prose(upper) and not (numbered and not find_bullet(last.text)):
        return False
    left, right = min(line.x0 for line in lower), max(line.x1 for line in lower)
    middle = sum((line.x0 + line.x1) / 2 for line in upper) / len(upper)
    near = 0.8 * first.size < last.y - first.y < 3.5 * max(first.size, last.size)
    return near and left <= middle <= right and last.size > 0.95 * first.size
