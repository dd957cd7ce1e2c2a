"""CSV and TSV as lines of cells."""

from __future__ import annotations

import csv
import io
from collections import Counter

from plantext.errors import Message
from plantext.reading.tabular.grid import Line
from plantext.records import Note

_DELIMITERS = ",\t;|"
_SAMPLE = 200
_LONGEST = 2**31 - 1
_SWALLOWED = 100
"""Line feeds in one cell above which a quotation mark was probably not closed."""


def read_delimited(text: str, *, tabs: bool = False) -> tuple[list[Line], list[Note]]:
    r"""Read decoded CSV; what parts the cells is found.

    Parameters
    ----------
    tabs : bool
        Whether the file says that tabs part its cells.

    Examples
    --------
    >>> read_delimited('施策;府省\n"一;二";総務省\n')[0][1].cells
    ('一;二', '総務省')
    """
    text = text.removeprefix("\ufeff").replace("\0", "")
    # Excel lets a first line name what parts the cells.
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text, skipped = first[4], rest, 1
    else:
        delimiter, skipped = "\t" if tabs and "\t" in text else _find_delimiter(text), 0
    # Of the whole process, so it is set back.
    before = csv.field_size_limit(_LONGEST)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        lines: list[Line] = []
        number = 1 + skipped
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(number, tuple(cell.strip() for cell in cells)))
            number = reader.line_num + 1 + skipped
    finally:
        csv.field_size_limit(before)
    return lines, _tell_swallowed(lines)


def _find_delimiter(text: str) -> str:
    """The sign that parts most lines of the beginning into the same number of cells, more than one."""
    sample = text[:200_000]

    def fitness(delimiter: str) -> tuple[int, int]:
        rows = []
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if row:
                rows.append(len(row))
            if len(rows) == _SAMPLE:
                break
        width, count = max(Counter(rows).items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (count, width) if width > 1 else (0, 0)

    before = csv.field_size_limit(_LONGEST)
    try:
        return max(_DELIMITERS, key=lambda one: (fitness(one), -_DELIMITERS.index(one)))
    finally:
        csv.field_size_limit(before)


def _tell_swallowed(lines: list[Line]) -> list[Note]:
    """Note a cell of very many lines that commas part: its quotation mark was probably not closed."""
    for line in lines:
        for cell in line.cells:
            if cell.count("\n") > _SWALLOWED and cell.count(",") > _SWALLOWED:
                message = Message(
                    "Line {number} opens a quotation mark that takes {n_lines} lines into one cell; is it closed?",
                    number=line.number,
                    n_lines=cell.count(chr(10)),
                )
                return [Note("uncertain", message, 0, cell[:60], 0.5)]
    return []
