"""Columns and tables of a page: the order in which its lines are read."""

from __future__ import annotations

from collections.abc import Sequence

from plantext.errors import Message
from plantext.reading.marks import find_mark
from plantext.reading.pdf.glyphs import Line
from plantext.records import Note

# Far more than a page of print has; the search costs lines times gutters.
MAX_PAGE_LINES = 2000
MAX_DEPTH = 12
"""Bounds of the search for columns and tables on one page."""


def in_rows(lines: Sequence[Line]) -> list[Line]:
    """Lines from the top down, those of one row from left to right."""
    ordered = sorted(lines, key=lambda line: -line.y)
    rows: list[list[Line]] = []
    for line in ordered:
        if rows and rows[-1][0].y - line.y <= 0.3 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.x0)]


def find_gutter(lines: Sequence[Line], size: float) -> float | None:
    """Find the white strip between two columns of running text; None where the page has none.

    Both columns are of about one width and hold at least six lines that fill it; few lines cross the strip.
    """
    body = [line for line in lines if abs(line.size - size) < 0.12 * size and len(line.text) >= 4]
    starts: dict[int, int] = {}
    for line in body:
        starts[round(line.x0)] = starts.get(round(line.x0), 0) + 1
    best: tuple[int, float] | None = None
    for place in sorted(place for place, count in starts.items() if count >= 4):
        gutter = place - 0.5 * size
        left = [line for line in body if line.x1 <= gutter + 0.6 * size]
        right = [line for line in body if line.x0 >= place - 1]
        crossing = [line for line in body if line.x0 < place - 1 and line.x1 > gutter + 0.6 * size]
        if min(len(left), len(right)) < 6 or len(crossing) > 0.5 * min(len(left), len(right)):
            continue
        widths = [max(line.x1 for line in side) - min(line.x0 for line in side) for side in (left, right)]
        if min(widths) < 8 * size or min(widths) < 0.75 * max(widths):
            continue
        full = [
            sum(len(line.text) for line in side if line.x1 - line.x0 > 0.85 * width)
            / sum(len(line.text) for line in side)
            for side, width in zip((left, right), widths, strict=True)
        ]
        if min(full) >= 0.45 and (best is None or len(left) + len(right) > best[0]):
            best = (len(left) + len(right), gutter)
    return None if best is None else best[1]


def order_columns(lines: Sequence[Line], gutter: float, size: float) -> list[tuple[Line, int, str]]:
    """Read two columns, the left one first, between the lines that cross the strip."""
    ordered: list[tuple[Line, int, str]] = []
    region = 0
    left: list[Line] = []
    right: list[Line] = []

    def flush() -> None:
        nonlocal region, left, right
        for side in (left, right):
            region += 1
            ordered.extend((line, region, "text") for line in side)
        left, right = [], []

    def alone(line: Line) -> bool:
        """Whether a heading stands in one column and nothing beside it in the other."""
        if line.size < 1.12 * size and not (line.strong and line.size >= size):
            return False
        mine = line.x0 >= gutter - 0.5 * size
        return not any(
            (other.x0 >= gutter - 0.5 * size) != mine and -1.2 * line.size < other.y - line.y < 1.6 * line.size
            for other in lines
        )

    for line in in_rows(lines):
        if (line.x0 < gutter - 0.5 * size and line.x1 > gutter + size) or alone(line):
            flush()
            ordered.append((line, 0, "text"))
        elif line.x0 >= gutter - 0.5 * size:
            right.append(line)
        else:
            left.append(line)
    flush()
    return ordered


def order_lines(lines: Sequence[Line], size: float) -> tuple[list[tuple[Line, int, str]], list[Note]]:
    """Put the lines of a page into reading order.

    Parameters
    ----------
    lines : sequence of Line
        Lines from the top down, cells of one row from left to right.
    size : float
        Font size of ordinary text.

    Returns
    -------
    list of tuple
        ``(line, region, kind)``: lines of one region share a column; kind is ``text``, ``list`` (items
        in columns) or ``table``.
    list of Note
        What was decided.

    Examples
    --------
    >>> order_lines([Line("本文", 57, 80, 400, 11, False, 1)], 11.0)[0][0][1:]
    (0, 'text')
    """
    ordered: list[tuple[Line, int, str]] = []
    notes: list[Note] = []
    region = 0
    if len(lines) > MAX_PAGE_LINES:
        message = Message(
            "{n_lines:,} lines on one page: too many to look for columns, read from the top down.", n_lines=len(lines)
        )
        return [(line, 0, "text") for line in lines], [Note("uncertain", message, lines[0].page, "", 0.2)]
    gutter = find_gutter(lines, size)
    if gutter is not None:
        told = Message("Two columns, read one after the other: most lines fill the width of their column.")
        return order_columns(lines, gutter, size), [Note("order", told, lines[0].page, lines[0].text[:40], 0.9)]
    for part, gutter in _parts(lines, size):
        if gutter is None:
            # Text above and below a table shares its margins.
            ordered += [(line, 0, "text") for line in part]
            continue
        left = [line for line in part if line.x0 < gutter]
        right = [line for line in part if line.x0 >= gutter]
        columns, reason = _reads_down(left, right, size)
        if columns:
            kind = "list" if reason.startswith("the numbering") else "text"
            cells = [left, right]
            message, confidence = Message("Two columns, read one after the other: {reason}.", reason=reason), 0.9
        else:
            kind, cells = "table", _cells(part, size)
            message, confidence = Message("A table of {n_cells} cells, read row by row.", n_cells=len(cells)), 0.7
        ordered += [(line, region + i, kind) for i, cell in enumerate(cells, start=1) for line in cell]
        region += len(cells)
        notes.append(Note("order", message, part[0].page, part[0].text[:40], confidence))
    return ordered, notes


def _cells(part: Sequence[Line], size: float) -> list[list[Line]]:
    """The cells of a table, row by row; a line that fills its column goes on in the one below it."""
    columns: dict[int, list[Line]] = {}
    for line in part:
        # Cells of a column begin within two characters of each other.
        columns.setdefault(round(line.x0 / (2 * size)), []).append(line)
    cells: list[list[Line]] = []
    for lines in columns.values():
        edge = max(line.x1 for line in lines)
        last: Line | None = None
        for line in lines:
            # Wrapped cells fill their column but for a character, and stand close together.
            full = last is not None and last.x1 > edge - 1.2 * size and last.text[-1:] not in "。、"
            if last is not None and full and last.y - line.y < 1.7 * size:
                cells[-1].append(line)
            else:
                cells.append([line])
            last = line
    return sorted(cells, key=lambda cell: (-cell[0].y, cell[0].x0))


def _pairs(part: Sequence[Line], gutter: float, size: float) -> int:
    """Number of rows with text on both sides of the gutter."""
    left: dict[int, list[Line]] = {}
    for line in part:
        if line.x0 < gutter:
            left.setdefault(int(line.y // size), []).append(line)
    count = 0
    for line in part:
        if line.x0 >= gutter:
            near = int(line.y // size)
            beside = (other for k in (near - 1, near, near + 1) for other in left.get(k, ()))
            count += any(abs(line.y - other.y) < 0.7 * line.size for other in beside)
    return count


def _runs(lines: Sequence[Line], gutter: float) -> list[tuple[int, int]]:
    """Stretches of lines none of which crosses the gutter."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for i, line in enumerate(lines):
        crosses = line.x0 < gutter - 1 and line.x1 > gutter + 1
        if crosses:
            if start is not None:
                runs.append((start, i))
            start = None
        elif start is None:
            start = i
    if start is not None:
        runs.append((start, len(lines)))
    return runs


def _parts(lines: Sequence[Line], size: float, depth: int = 0) -> list[tuple[list[Line], float | None]]:
    """Split a page into stretches with and without a gutter."""
    starts: dict[int, int] = {}
    leftmost = min((line.x0 for line in lines), default=0.0)
    for line in lines:
        # Indented text begins within six characters of the margin: no column is that narrow.
        if line.x0 > leftmost + 6 * size:
            starts[round(line.x0)] = starts.get(round(line.x0), 0) + 1
    best: tuple[int, int, int, float] | None = None
    places = sorted(place for place, count in starts.items() if count >= 2) if depth < MAX_DEPTH else []
    # Forty candidates: more columns do not fit on a page.
    for place in places[:40]:
        gutter = place - 2.0
        for start, end in _runs(lines, gutter):
            part = lines[start:end]
            pairs = _pairs(part, gutter, size)
            if pairs >= 2 and (best is None or pairs > best[0]):
                best = (pairs, start, end, gutter)
    if best is None:
        return [(list(lines), None)] if lines else []
    _, start, end, gutter = best
    # Lines above and below that stand alone are text, not cells.
    while start < end and lines[start].x0 < gutter and _alone(lines, start, gutter):
        start += 1
    while end > start and lines[end - 1].x0 < gutter and _alone(lines, end - 1, gutter):
        end -= 1
    above, below = lines[:start], lines[end:]
    return [*_parts(above, size, depth + 1), (list(lines[start:end]), gutter), *_parts(below, size, depth + 1)]


def _alone(lines: Sequence[Line], i: int, gutter: float) -> bool:
    """Whether a line left of the gutter has none beside it."""
    return not any(
        abs(lines[j].y - lines[i].y) < 0.7 * lines[i].size and lines[j].x0 >= gutter
        for j in range(max(i - 3, 0), min(i + 4, len(lines)))
        if j != i
    )


def _reads_down(left: Sequence[Line], right: Sequence[Line], size: float) -> tuple[bool, str]:
    """Whether two columns are read one after the other, and why."""
    numbers = [[mark.value for line in side if (mark := find_mark(line.text))] for side in (left, right)]
    if all(len(side) >= 2 for side in numbers):
        both = numbers[0] + numbers[1]
        # ①②③ on the left and ④⑤⑥ on the right: read down, whatever the rows look like.
        if both == sorted(both) and len(set(both)) == len(both):
            return True, Message(
                "the numbering runs on from {first} to {then}", first=numbers[0][-1], then=numbers[1][0]
            )
    full = []
    for side in (left, right):
        width = max(line.x1 for line in side) - min(line.x0 for line in side)
        full.append(
            # Text that fills its column reads down; cells of a table are short.
            width > 8 * size
            and sum(line.x1 - line.x0 > 0.8 * width for line in side) * 2 > len(side)
            and len(side) >= 6
        )
    if all(full):
        return True, Message("most lines fill the width of their column")
    return False, ""
