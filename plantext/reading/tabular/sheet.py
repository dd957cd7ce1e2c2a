"""The sheets of a workbook (xlsx), cell by cell."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from plantext.errors import Message, ReadingError
from plantext.reading.packages import Parts, read_part
from plantext.reading.tabular.grid import MAX_COLUMNS
from plantext.reading.xmltree import local_name, parse_xml, walk_xml

MAX_CELLS = 5_000_000
"""Cells of a workbook up to the last of each row, and that its merged areas cover."""
_MEND = Message("Open and save it again in Excel.")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass
class Sheet:
    """The cells of a sheet.

    Parameters
    ----------
    rows : dict of int to dict of int to str
        Row → column → value, both from 0; empty cells and rows are not in it.
    merged : list of tuple of int
        Top, bottom, left and right of merged areas, from 0.
    unsaved : list of str
        Cells with a formula that was saved without its value.
    faults : int
        Cells that hold an error.
    cut : bool
        Whether it has more rows than are read.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)
    faults: int = 0
    cut: bool = False


class Book:
    """An open workbook: its sheets, shared strings and formats."""

    def __init__(self, archive: Parts, name: str) -> None:
        self.archive = archive
        self.name = name
        book = self._xml("xl/workbook.xml")
        if book is None:
            raise ReadingError(
                "{name}: expected a workbook, but it holds no xl/workbook.xml. Is it a document or slides?", name=name
            )
        self._book = book
        self._cells = 0
        properties = next(book.iter("{*}workbookPr"), None)
        self.epoch_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true")

    def _xml(self, part: str) -> Any | None:
        data = read_part(self.archive, part, self.name)
        return None if data is None else parse_xml(data, f"{self.name}: {part}", mend=_MEND)

    def count(self, cells: int) -> None:
        """Count cells that were read; :class:`~plantext.errors.ReadingError` where they are more than a table needs."""
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise ReadingError(
                "{name}: more than {max_cells:,} cells, or areas of merged cells that large, are not read. Part it.",
                name=self.name,
                max_cells=MAX_CELLS,
            )

    def sheets(self) -> Iterator[tuple[str, bool, str]]:
        """Title, whether it is shown, and part of each worksheet, in their order."""
        relations = self._xml("xl/_rels/workbook.xml.rels")
        parts = {
            node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target", ""))).lstrip("/")
            for node in (relations.iter("{*}Relationship") if relations is not None else ())
            if node.get("Type", "").endswith("/worksheet")
        }
        for node in self._book.iter("{*}sheet"):
            part = parts.get(node.get(_RELATION) or node.get(_STRICT_RELATION))
            if part:
                yield node.get("name", ""), node.get("state", "visible") == "visible", part

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings, without the readings (ふりがな) that Excel keeps beside them."""
        part = "xl/sharedStrings.xml"
        data = read_part(self.archive, part, self.name, walked=True)
        return [text_of(node) for node in walk_xml(data, f"{self.name}: {part}", ("si",), mend=_MEND)] if data else []

    @cached_property
    def date_styles(self) -> frozenset[int]:
        """The styles of cells whose numbers are days."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

        root = self._xml("xl/styles.xml")
        if root is None:
            return frozenset()
        formats = dict(BUILTIN_FORMATS)
        formats |= dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy年m月d日")  # of Japanese settings
        formats |= {int(node.get("numFmtId", 0)): node.get("formatCode", "") for node in root.iter("{*}numFmt")}
        cells = next(root.iter("{*}cellXfs"), ())
        numbers = [int(node.get("numFmtId", 0)) for node in cells if local_name(node) == "xf"]
        return frozenset(i for i, number in enumerate(numbers) if is_date_format(formats.get(number, "")))


def text_of(node: Any) -> str:
    """The text of a string, without the readings beside it."""
    return "".join(
        part.text or ""
        for part in node.iter("{*}t")
        if not any(local_name(above) == "rPh" for above in part.iterancestors())
    )


def read_sheet(book: Book, part: str, most: int) -> Sheet:
    """Read the first `most` rows of a sheet that hold something."""
    data = read_part(book.archive, part, book.name, walked=True)
    if data is None:
        raise ReadingError("{name}: {part} is missing. {mend}", name=book.name, part=part, mend=_MEND)
    sheet = Sheet()
    place = -1
    for node in walk_xml(data, f"{book.name}: {part}", ("row", "mergeCell"), mend=_MEND):
        if local_name(node) == "mergeCell":
            top, bottom, left, right = _bounds(node.get("ref", ""))
            book.count(min(bottom - top + 1, most) * min(right - left + 1, MAX_COLUMNS))
            sheet.merged.append((top, bottom, left, right))
            continue
        place = int(node.get("r") or place + 2) - 1
        if len(sheet.rows) == most:
            sheet.cut = True
            continue
        cells = _cells(book, node, sheet)
        if cells:
            near = [column for column in cells if column < MAX_COLUMNS]
            book.count(max(near, default=-1) + 1 + len(cells) - len(near))
            sheet.rows[place] = cells
    return sheet


def _cells(book: Book, row: Any, sheet: Sheet) -> dict[int, str]:
    cells: dict[int, str] = {}
    column = -1
    for node in row.iter("{*}c"):
        reference = node.get("r", "")
        column = _column(reference) if reference else column + 1
        value = node.findtext("{*}v") or None
        if value is None and node.find("{*}f") is not None:
            sheet.unsaved.append(reference or f"column {column + 1}")
            continue
        if node.get("t") == "e":
            sheet.faults += 1
            continue
        text = _value(book, node, value)
        if text:
            cells[column] = text
    return cells


def _value(book: Book, node: Any, value: str | None) -> str:
    kind = node.get("t", "n")
    if kind == "inlineStr":
        return text_of(node).strip()
    if value is None:
        return ""
    if kind == "s":
        at = int(value)
        return book.strings[at].replace("_x000D_", "").strip() if 0 <= at < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind != "n":
        return value.replace("_x000D_", "").strip()
    style = node.get("s", "")
    return _day(value, book) if style and int(style) in book.date_styles else written_number(value)


def written_number(value: str) -> str:
    """Return a number as people write it.

    Examples
    --------
    >>> written_number("542632.0"), written_number("0.1"), written_number("1E3")
    ('542632', '0.1', '1000')
    """
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def _day(value: str, book: Book) -> str:
    """A number of days since the epoch in ISO form; a part of a day as a time."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    try:
        day = from_excel(float(value), CALENDAR_MAC_1904 if book.epoch_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return written_number(value)
    if isinstance(day, dt.datetime) and day.time() == dt.time():
        return day.date().isoformat()
    return str(day)


def _column(reference: str) -> int:
    number = 0
    for character in reference.upper():
        if not "A" <= character <= "Z":
            break
        number = number * 26 + ord(character) - 64
    return number - 1


def _bounds(reference: str) -> tuple[int, int, int, int]:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    if top is None or left is None:  # whole columns or rows
        raise ReadingError(
            "expected an area of merged cells such as A1:B2, got {reference!r}.", reference=reference[:40]
        )
    return top - 1, bottom - 1, left - 1, right - 1
