"""Lines of cells as a table: where its columns are named, and what stands above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.errors import Message
from plantext.reading.tabular.table import Row, Table
from plantext.records import Note

MAX_COLUMNS = 1_000
"""Cells of a row that are read."""
_HEAD_LINES = 20
"""Lines in which the names of the columns are looked for."""
_NAME_LENGTH = 60
"""Characters of the name of a column."""
_NUMBER = re.compile(r"[-+△▲]?[\d０-９][\d０-９,.，．/:：年月日%％円\s-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of cells.

    Parameters
    ----------
    number : int
        As the file counts, from 1.
    spread : frozenset of int
        Cells that only repeat the one to the left, because they are merged with it.
    """

    number: int
    cells: tuple[str, ...]
    spread: frozenset[int] = frozenset()

    @property
    def filled(self) -> list[str]:
        """The cells that hold something, merged ones once."""
        return [cell for i, cell in enumerate(self.cells) if cell and i not in self.spread]


def make_table(lines: Sequence[Line], name: str = "", notes: Sequence[Note] = ()) -> Table:
    """Make a table of lines, the first of which may be a title and the names of the columns.

    Examples
    --------
    >>> table = make_table([Line(1, ("施策", "府省")), Line(2, ("一", "総務省"))])
    >>> table.columns, table.rows[0].cells
    (('施策', '府省'), {'施策': '一', '府省': '総務省'})
    """
    kept = [line for line in lines if line.filled]
    width = max((len(line.cells) for line in kept), default=0)
    at = _find_header(kept)
    if at is None:
        names = [f"column {i}" for i in range(1, width + 1)]
        return Table(tuple(names), _rows(kept, names), name, header=False, notes=tuple(notes))
    named, below = _header_cells(kept, at)
    names = _unique([*named, *[""] * (width - len(named))])
    rows = _rows(kept[below:], names)
    told = _tell_ragged(kept[below:], len(named), "" if name else Message(" Is a comma missing its quotation marks?"))
    used = {column for row in rows for column in row.cells}
    columns = tuple(column for i, column in enumerate(names) if column in used or (i < len(named) and named[i]))
    head = tuple("　".join(line.filled) for line in kept[:at])
    return Table(columns, rows, name, head=head, notes=(*notes, *told))


def _find_header(lines: Sequence[Line]) -> int | None:
    """The line that names the columns: the first as wide as most lines, all of short texts, none twice."""
    if len(lines) < 2 and not (lines and len(lines[0].filled) > 1):
        return None
    widths = Counter(len(line.filled) for line in lines[:500])
    # The widest that is not rare: short lines are often notes and sums.
    usual = max(
        width
        for width, count in widths.items()
        if count * 5 >= min(len(lines), 500) or width == 1 or count == max(widths.values())
    )
    for at, line in enumerate(lines[:_HEAD_LINES]):
        cells = line.filled
        if len(cells) < 0.6 * usual or (len(cells) == 1 and (usual > 1 or line.spread)):
            continue
        short = all(len(cell) <= _NAME_LENGTH and "。" not in cell for cell in cells)
        if short and not any(_NUMBER.fullmatch(cell) for cell in cells):
            return at
        return None
    return None


def _header_cells(lines: Sequence[Line], at: int) -> tuple[list[str], int]:
    """The names of the columns, of two lines where cells of the first are merged over several of the second."""
    line = lines[at]
    names = [" ".join(cell.split()) for cell in line.cells]
    if not line.spread or at + 2 >= len(lines):
        return names, at + 1
    over = set(line.spread) | {i - 1 for i in line.spread}
    below = lines[at + 1]
    second = [" ".join(cell.split()) for cell in below.cells]
    parts = [second[i] for i in sorted(over) if i < len(second)]
    if not all(parts) or any(_NUMBER.fullmatch(part) or len(part) > _NAME_LENGTH for part in parts):
        return names, at + 1
    return [f"{name}／{second[i]}" if i in over else name for i, name in enumerate(names)], at + 2


def _unique(names: Sequence[str]) -> list[str]:
    """Names for all columns, none twice."""
    found: dict[str, None] = {}
    for i, name in enumerate(names, start=1):
        first = one = name or f"column {i}"
        copies = 1
        while one in found:
            copies += 1
            one = f"{first} {copies}"
        found[one] = None
    return list(found)


def _rows(lines: Sequence[Line], names: Sequence[str]) -> list[Row]:
    return [
        Row(line.number, {name: cell for name, cell in zip(names, line.cells, strict=False) if cell}) for line in lines
    ]


def _tell_ragged(lines: Sequence[Line], width: int, question: str) -> list[Note]:
    longer = [line for line in lines if any(line.cells[width:])]
    if not longer:
        return []
    example = "　".join(cell for cell in longer[0].cells[width:] if cell)
    message = Message(
        "{n_longer} rows have more cells than the {width} columns that are named, the first in line "
        "{line}: what stands there was kept in columns of its own.{question}",
        n_longer=len(longer),
        width=width,
        line=longer[0].number,
        question=question,
    )
    return [Note("uncertain", message, 0, example[:60], 0.6)]
