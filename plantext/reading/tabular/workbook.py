"""Workbooks (xlsx) as lines of cells: values of merged cells in each, values that formulas had when it was saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantext.errors import Message, ReadingError
from plantext.reading.packages import open_package
from plantext.reading.tabular.grid import MAX_COLUMNS, Line, make_table
from plantext.reading.tabular.sheet import Book, Sheet, read_sheet
from plantext.reading.tabular.table import Table
from plantext.records import Note

MAX_ROWS = 200_000
"""Rows of a sheet that are read."""
_MEND = Message("Open and save it again in Excel.")


def read_workbook(data: bytes, name: str) -> tuple[list[Table], list[Note]]:
    """Read the sheets of a workbook that hold something, and what is to be told of the whole.

    Raises
    ------
    ReadingError
        If it is damaged, protected by a password or an archive bomb.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingError(
            "{name}: an old Excel file, or protected by a password; save it as .xlsx without one.", name=name
        )
    with open_package(data, name, what=Message("a workbook"), mend=_MEND) as archive:
        return _sheets(Book(archive, name), name)


def read_lines(data: bytes, name: str) -> list[list[Line]]:
    """Read the lines of every sheet, also of hidden ones; otherwise as :func:`read_workbook`."""
    with open_package(data, name, what=Message("a workbook"), mend=_MEND) as archive:
        book = Book(archive, name)
        return [_lines(read_sheet(book, part, MAX_ROWS), f"{name}: {title}") for title, _, part in book.sheets()]


def _sheets(book: Book, name: str) -> tuple[list[Table], list[Note]]:
    tables: list[Table] = []
    notes: list[Note] = []
    for title, shown, part in book.sheets():
        if not shown:
            notes.append(Note("dropped", Message("The sheet {title} is hidden and was left out.", title=title)))
            continue
        sheet = read_sheet(book, part, MAX_ROWS)
        lines = _lines(sheet, f"{name}: {title}")
        if lines:
            tables.append(make_table(lines, title, list(_tell(title, sheet))))
    if not tables:
        raise ReadingError("{name}: no text was found in it: no sheet that is shown holds anything.", name=name)
    return tables, notes


def _lines(sheet: Sheet, name: str) -> list[Line]:
    far = sum(column >= MAX_COLUMNS for cells in sheet.rows.values() for column in cells)
    if far * 2 > sum(map(len, sheet.rows.values())):
        raise ReadingError(
            "{name}: most cells stand beyond column {max_columns:,}, up to which sheets are read.",
            name=name,
            max_columns=MAX_COLUMNS,
        )
    rows: list[tuple[int, list[str]]] = []
    for number, cells in sheet.rows.items():
        kept = {column: value for column, value in cells.items() if column < MAX_COLUMNS}
        rows.append((number, [kept.get(column, "") for column in range(max(kept, default=-1) + 1)]))
    spread = _fill_merged(rows, sheet.merged)
    return [Line(number + 1, tuple(cells), frozenset(spread.get(number, ()))) for number, cells in rows]


def _fill_merged(rows: list[tuple[int, list[str]]], merged: Sequence[tuple[int, int, int, int]]) -> dict[int, set[int]]:
    """Give each cell of a merged area its value; row → cells that repeat the one to their left."""
    at = dict(rows)
    spread: dict[int, set[int]] = {}
    for top, bottom, left, right in merged:
        first = at.get(top, [])
        value = first[left] if left < len(first) else ""
        if not value:
            continue
        last = min(right, MAX_COLUMNS - 1)
        for number in range(top, min(bottom, top + MAX_ROWS) + 1):
            cells = at.get(number)
            if cells is None:
                continue
            cells += [""] * (last + 1 - len(cells))
            cells[left : last + 1] = [value] * (last + 1 - left)
            spread.setdefault(number, set()).update(range(left + 1, last + 1))
    return spread


def _tell(title: str, sheet: Sheet) -> Iterator[Note]:
    if sheet.merged:
        message = Message(
            "{title}: {n_merged} areas of merged cells; each of their cells was given the value.",
            title=title,
            n_merged=len(sheet.merged),
        )
        yield Note("uncertain", message, 0, "", 0.9)
    if sheet.unsaved:
        message = Message(
            "{title}: {n_unsaved} formulas were saved without their value (the first in {first}) and count "
            "as empty. {mend}",
            title=title,
            n_unsaved=len(sheet.unsaved),
            first=sheet.unsaved[0],
            mend=_MEND,
        )
        yield Note("unread", message, 0, "", 0.5)
    if sheet.faults:
        message = Message(
            "{title}: {n} cells hold an error (such as #REF!) and count as empty.", title=title, n=sheet.faults
        )
        yield Note("unread", message, 0, "", 0.8)
    if sheet.cut:
        yield Note(
            "unread",
            Message("{title}: rows beyond the first {max_rows:,} were not read.", title=title, max_rows=MAX_ROWS),
            0,
            "",
            0.3,
        )
    far = sum(column >= MAX_COLUMNS for cells in sheet.rows.values() for column in cells)
    if far:
        yield Note(
            "unread",
            Message(
                "{title}: {far} cells beyond column {max_columns:,} were not read.",
                title=title,
                far=far,
                max_columns=MAX_COLUMNS,
            ),
            0,
            "",
            0.5,
        )
