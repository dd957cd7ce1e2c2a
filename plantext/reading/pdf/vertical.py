"""Vertical text: columns of characters turned into lines, from right to left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plantext.reading.pdf.glyphs import Line

_SHARE = 0.6
"""Share of a page's characters in columns from which on it is set vertically."""


def turn_vertical(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Turn a page that is set vertically by a quarter, so that its columns become lines from the top down.

    Returns
    -------
    list of Line
        The lines; those of other pages as they are.
    bool
        Whether the page was turned.
    """
    total = sum(len(line.text) for line in lines)
    if total < 20 or sum(len(line.text) for line in lines if line.vertical or len(line.text) <= 2) < _SHARE * total:
        return list(lines), False
    columns = _columns(lines)
    if sum(len(line.text) for line in columns if len(line.text) > 3) < _SHARE * total:
        return list(lines), False
    top = max(line.y + line.size for line in lines)
    return [_turn(line, top) for line in columns], True


def _columns(lines: Sequence[Line]) -> list[Line]:
    """Fragments below one another joined; the y of a column is that of its first character."""
    columns: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-round(line.x0), -line.y)):
        last = columns[-1][-1] if columns else None
        if last is not None and abs(last.x0 - line.x0) < 0.45 * line.size and abs(line.size - last.size) < 0.2:
            below = last.y - _length(last)
            gap = (below - line.y) / line.size
            if abs(gap) < 0.6:
                columns[-1].append(line)
                continue
            if 0.6 <= gap < 1.6 and sum(len(part.text) for part in columns[-1]) <= 5:
                # A number, and the full-width space behind it.
                columns[-1] += [replace(last, text="\u3000", y=below), line]
                continue
        columns.append([line])
    return [
        replace(part[0], text="".join(line.text for line in part), vertical=True, marks=(), gaps=()) for part in columns
    ]


def _length(line: Line) -> float:
    """How far a fragment reaches down, its characters square."""
    return len(line.text) * line.size


def _turn(line: Line, top: float) -> Line:
    start = top - line.y - line.size
    return replace(line, x0=start, x1=start + _length(line), y=line.x0)
