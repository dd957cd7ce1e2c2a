"""Ruled tables: cells found between the rules, rows kept as rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plantext.reading.marks import find_bullet
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.regions import text_shapes, touching
from plantext.reading.pdf.shapes import Shape
from plantext.reading.pieces import Piece, join_lines

_TOLERANCE = 3.0
"""Points within which two rules are one."""
_BROAD, _LENGTH = 3.0, 12
"""Points up to which a line is broad, and how many times as long it is."""
_CELL_GAP = "\u3000"
# Upper, left and right edge.
_Cell = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A straight edge: where it lies, and from where to where it reaches."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Grid:
    across: tuple[_Rule, ...]
    down: tuple[_Rule, ...]
    drawn: bool = True  # by rules, not by boxes side by side

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, lower, right and upper edge."""
        rows, columns = [rule.at for rule in self.across], [rule.at for rule in self.down]
        ends = [end for rule in self.across for end in (rule.low, rule.high)]
        return min(columns + ends), min(rows), max(columns + ends), max(rows)

    def holds(self, line: Line) -> bool:
        x0, y0, x1, y1 = self.edges
        x, y = _middle(line)
        return x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1

    def cell(self, line: Line) -> _Cell:
        """Upper edge of the cell round a line, and its left and right edges."""
        x, y = _middle(line)
        x0, _, x1, top = self.edges
        above = [rule.at for rule in self.across if rule.at >= y and rule.low - 2 <= x <= rule.high + 2]
        beside = [rule.at for rule in self.down if rule.low - 2 <= y <= rule.high + 2]
        return (
            min(above, default=top),
            max((at for at in beside if at <= x), default=x0),
            min((at for at in beside if at > x), default=x1),
        )

    def row_edges(self) -> list[float]:
        """Heights of the rules that part rows: those over half of the table's width, from the lowest up."""
        x0, _, x1, _ = self.edges
        heights: list[tuple[float, float]] = []
        for rule in self.across:  # a cell over several rows breaks the rules beside it
            width = rule.high - rule.low
            if heights and rule.at - heights[-1][0] <= _TOLERANCE:
                heights[-1] = heights[-1][0], heights[-1][1] + width
            else:
                heights.append((rule.at, width))
        return [at for at, width in heights if width > 0.5 * (x1 - x0)]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its grid, and the lines inside, those drawn across cells cut at the rules."""

    grid: _Grid
    lines: tuple[Line, ...]

    def cells(self) -> dict[_Cell, list[Line]]:
        """The lines of each cell, from the top down."""
        cells: dict[_Cell, list[Line]] = {}
        for line in sorted(self.lines, key=lambda line: (-round(line.y), line.x0)):
            cells.setdefault(self.grid.cell(line), []).append(line)
        return cells

    def is_prose(self) -> bool:
        """Whether most of the text stands in sentences and lists: then the rules part a page, not a table."""
        texts = [[line.text for line in cell] for cell in self.cells().values()]
        prose = [cell for cell in texts if any("。" in text or find_bullet(text) for text in cell)]
        return 2 * _length(prose) > _length(texts)

    def is_ruled(self) -> bool:
        """Whether rules part the cells, not boxes that each stand for themselves."""
        return self.grid.drawn

    def part(self, lines: Sequence[Line]) -> tuple[list[Line], Table]:
        """Part lines into those outside, and the table of those inside."""
        inside = tuple(line for line in lines if self.grid.holds(line))
        return [line for line in lines if not self.grid.holds(line)], replace(self, lines=inside)

    def rows(self) -> list[Piece]:
        """The rows from the top down, each the text of its cells from left to right."""
        edges = self.grid.row_edges()
        rows: dict[int, list[_Cell]] = {}
        cells = self.cells()
        for cell in cells:
            # A cell over several rows is read with the first of them.
            rows.setdefault(-bisect_right(edges, cell[0] - _TOLERANCE), []).append(cell)
        return [
            _row_piece([cells[cell] for cell in sorted(row, key=lambda c: (c[1], -c[0]))])
            for _, row in sorted(rows.items())
        ]


def find_tables(lines: Sequence[Line], shapes: Sequence[Shape], size: float) -> tuple[list[Line], list[Table]]:
    """Part the text of a page from its ruled tables.

    Parameters
    ----------
    shapes : sequence of Shape
        What the page draws beside its text.
    size : float
        Font size of ordinary text.

    Returns
    -------
    list of Line
        The text.
    list of Table
        The tables.
    """
    rest, tables = list(lines), list[Table]()
    for group in touching(text_shapes(shapes, lines, size)):
        grid = _grid_of(group, size)
        inside = [line for line in rest if grid.holds(line)] if grid is not None else []
        if grid is None or not _is_table(grid, inside):
            continue
        gone = set(map(id, inside))
        rest = [line for line in rest if id(line) not in gone]
        tables.append(Table(grid, tuple(part for line in inside for part in _parts(line, grid))))
    return rest, tables


def _length(cells: Sequence[Sequence[str]]) -> int:
    return sum(len(text) for cell in cells for text in cell)


def _middle(line: Line) -> tuple[float, float]:
    return (line.x0 + line.x1) / 2, line.y + 0.3 * line.size


def _grid_of(group: Sequence[Shape], size: float) -> _Grid | None:
    """The grid that the straight edges of a drawing make; None without rows and columns."""
    # Where rules are drawn, boxes are the tint of cells or of single lines in them.
    boxes = _grid([s for s in group if s.kind == "box"], size)
    return _grid([s for s in group if _is_rule(s)], size) or (boxes and replace(boxes, drawn=False))


def _is_rule(shape: Shape) -> bool:
    """Whether a shape is a straight line: slides draw those of tables broader, with round ends."""
    thin, long = sorted((shape.x1 - shape.x0, shape.y1 - shape.y0))
    return shape.kind == "rule" or (shape.kind == "curve" and thin <= _BROAD and long > _LENGTH * thin)


def _grid(shapes: Sequence[Shape], size: float) -> _Grid | None:
    across = _unite(_Rule(at, s.x0, s.x1) for s in shapes if s.x1 - s.x0 > 1.5 * size for at in sorted({s.y0, s.y1}))
    down = _unite(_Rule(at, s.y0, s.y1) for s in shapes if s.y1 - s.y0 > 0.8 * size for at in sorted({s.x0, s.x1}))
    return _Grid(tuple(across), tuple(down)) if len(across) >= 3 and down else None


def _unite(rules: Iterable[_Rule]) -> list[_Rule]:
    """Rules that lie on one line and touch, as one."""
    united: list[_Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.low)):
        near = range(bisect_left(united, rule.at - _TOLERANCE, key=lambda other: other.at), len(united))
        k = next((k for k in near if _touch(rule, united[k])), None)
        if k is None:
            united.append(rule)
        else:
            low, high = min(rule.low, united[k].low), max(rule.high, united[k].high)
            united[k] = replace(united[k], low=low, high=high)
    return united


def _touch(one: _Rule, other: _Rule) -> bool:
    return one.low <= other.high + _TOLERANCE and other.low <= one.high + _TOLERANCE


def _is_table(grid: _Grid, inside: Sequence[Line]) -> bool:
    """Whether text stands in rows and columns of a grid, next to each other, and hardly any runs over a rule."""
    if len(inside) < 4 or len(grid.row_edges()) < 3:
        return False
    cells = [grid.cell(line) for line in inside]
    over = sum(
        any(left - 0.5 * line.size > line.x0 or line.x1 > right + 0.7 * line.size for left, right in [cell[1:]])
        and not _parts_at_rules(line, grid)
        for line, cell in zip(inside, cells, strict=True)
    )
    if over > 0.1 * len(inside):
        return False
    rows, columns = {cell[0] for cell in cells}, {cell[1] for cell in cells}
    x0, _, x1, _ = grid.edges
    places = sorted({x0, x1, *(rule.at for rule in grid.down)})
    bands = sum(b - a > 1.5 * _TOLERANCE for a, b in pairwise(places))
    # Boxes set apart leave empty bands between them; the cells of a table adjoin.
    return len(rows) >= 2 and len(columns) >= 2 and len(set(cells)) >= 4 and len(columns) > 0.7 * bands


def _parts_at_rules(line: Line, grid: _Grid) -> list[tuple[int, float]]:
    """Gaps of a line in which a rule runs down."""
    y = line.y + 0.3 * line.size
    downs = [rule.at for rule in grid.down if rule.low <= y <= rule.high]
    return [(at, x) for at, x in line.gaps if any(x - 2 * line.size < down <= x + 0.3 * line.size for down in downs)]


def _parts(line: Line, grid: _Grid) -> list[Line]:
    """A line that the file draws across cells, cut at the rules between them."""
    cuts = _parts_at_rules(line, grid)
    if not cuts:
        return [line]
    starts = [(0, line.x0), *cuts]
    ends = [at for at, _ in cuts] + [len(line.text)]
    return [
        replace(line, text=line.text[at:end].strip(), x0=x, x1=x + line.size, marks=(), gaps=())
        for (at, x), end in zip(starts, ends, strict=True)
    ]


def _row_piece(cells: Sequence[Sequence[Line]]) -> Piece:
    text, marks = "", list[tuple[int, str]]()
    for cell in cells:
        part, offsets = join_lines(line.text for line in cell)
        start = len(text) + len(_CELL_GAP) if text and part else len(text)
        text = text + _CELL_GAP + part if text and part else text + part
        marks += [
            (start + offset + at, mark) for line, offset in zip(cell, offsets, strict=True) for at, mark in line.marks
        ]
    return Piece("table", text, ((0, cells[0][0].page),), marks=tuple(marks), row=0)
