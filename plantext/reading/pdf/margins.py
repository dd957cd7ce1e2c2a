"""What stands in the margins of a page beside its text: line numbers and side tabs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plantext.errors import Message
from plantext.reading.pdf.glyphs import Line
from plantext.records import Note

_NUMBERED = re.compile(r"[0-9]{1,4} (?=\S)")
_ROWS = 5
"""Line numbers that a page needs before they count as such."""


def drop_margins(pages: Sequence[Sequence[Line]], size: float) -> tuple[list[list[Line]], list[Note]]:
    """Take line numbers and side tabs out.

    Parameters
    ----------
    pages : sequence of sequence of Line
        Fragments as the file draws them.
    size : float
        Font size of ordinary text.
    """
    kept: list[list[Line]] = []
    notes: list[Note] = []
    tabs = _tabs(pages, size)
    found = [_line_numbers(lines, size) for lines in pages]
    columns = [(min(line.x0 for line in numbers), max(line.x1 for line in numbers)) for numbers in found if numbers]
    for lines, alone in zip(pages, found, strict=True):
        numbers = alone or (_numbers_within(lines, *columns[0]) if columns else [])
        gone = {id(line) for line in numbers} | {id(line) for line in lines if id(line) in tabs}
        right = max((line.x1 for line in numbers), default=0.0)
        kept.append([_without_number(line, right) for line in lines if id(line) not in gone])
        if numbers:
            told = Message(
                "Line numbers in the margin, {first} to {last}.", first=numbers[0].text, last=numbers[-1].text
            )
            notes.append(Note("dropped", told, numbers[0].page, "", 0.95))
    if tabs:
        first = next(line for lines in pages for line in lines if id(line) in tabs)
        notes.append(Note("dropped", "Tabs at the outer edge of the pages.", first.page, first.text[:40], 0.9))
    return kept, notes


def _line_numbers(lines: Sequence[Line], size: float) -> list[Line]:
    """Numbers that ascend down the page at one right or left edge, left of all else on their rows."""
    digits = [line for line in lines if line.text.isascii() and line.text.isdigit() and len(line.text) <= 4]
    others = [line for line in lines if len(line.text) > 1 and not line.text.isdigit()]
    if len(digits) < _ROWS or not others:
        return []
    best: list[Line] = []
    for edge in ("x0", "x1"):
        columns: dict[int, list[Line]] = defaultdict(list)
        for line in digits:
            columns[round(getattr(line, edge) / 3)].append(line)
        for column in columns.values():
            chain = sorted(column, key=lambda line: -line.y)
            values = [int(line.text) for line in chain]
            steps = [b - a for a, b in pairwise(values)]
            even = sum(step in (1, 5) for step in steps) >= 0.7 * len(steps)
            if len(chain) >= _ROWS and len(chain) > len(best) and even and min(steps) > 0:
                best = chain
    if not best:
        return []
    right = max(line.x1 for line in best)
    left = min(line.x0 for line in best)
    others = [line for line in others if line.x0 > right or not _NUMBERED.match(line.text)]
    if not others:
        return []
    starts, ends = sorted(line.x0 for line in others), sorted(line.x1 for line in others)
    rows = {round(line.y / size) for line in others}
    if len(best) < 0.4 * len(rows):
        return []
    outside = right <= starts[len(starts) // 20] + 0.5 * size or left >= ends[-1 - len(ends) // 20] - 0.5 * size
    return best if outside else []


def _numbers_within(lines: Sequence[Line], left: float, right: float) -> list[Line]:
    """Numbers in the column that other pages have, where they and the lines drawn in one with theirs ascend."""
    inside = [line for line in lines if left - 3 <= line.x0 <= right and re.match("[0-9]{1,4}(?: |$)", line.text)]
    chain = sorted(inside, key=lambda line: -line.y)
    values = [int(line.text.partition(" ")[0]) for line in chain]
    if len(values) < _ROWS or any(b <= a for a, b in pairwise(values)):
        return []
    return [line for line in chain if line.text.isdigit()] or chain[:0]


def _without_number(line: Line, right: float) -> Line:
    """A line that the file draws in one with its number, without it."""
    match = _NUMBERED.match(line.text)
    if not match or line.x0 > right or line.marks:
        return line
    n = match.end()
    x = next((x for offset, x in line.gaps if offset == n), right + 0.5 * line.size)
    return replace(line, text=line.text[n:], x0=x, gaps=tuple((at - n, x) for at, x in line.gaps if at > n))


def _tabs(pages: Sequence[Sequence[Line]], size: float) -> set[int]:
    """Fragments beyond the text's outer edges whose words recur there on several pages, or that run down the edge."""
    lefts, rights = [], []
    for lines in pages:
        for line in lines:
            if abs(line.size - size) < 0.1 * size and len(line.text) >= 12:
                lefts.append(line.x0)
                rights.append(line.x1)
    if len(lefts) < 20:
        return set()
    lefts.sort()
    rights.sort()
    left, right = lefts[len(lefts) // 50], rights[-1 - len(rights) // 50]
    beyond: dict[str, set[int]] = defaultdict(set)
    candidates: list[tuple[str, Line]] = []
    for lines in pages:
        for line in lines:
            if line.x0 > right + 0.8 * size or line.x1 < left - 0.8 * size:
                key = unicodedata.normalize("NFKC", line.text)
                candidates.append((key, line))
                beyond[key].add(line.page)
    needed = max(2, min(3, len(pages) // 3))
    return {id(line) for key, line in candidates if len(beyond[key]) >= needed or (line.vertical and len(key) <= 30)}
