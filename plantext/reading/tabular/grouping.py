"""Which rows of a table make one document, and what the document is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from plantext.errors import Message
from plantext.reading.tabular.columns import Columns, match_role
from plantext.reading.tabular.table import Row, Table
from plantext.records import Note

# The place of a speech behind the name of its meeting: 121205124X00220231108_001, …/txt/121205124X00220231108/1.
_NUMBERED = re.compile(r"(.{4,})[_\-/#:.](?:[a-z]{0,3})([0-9]{1,6})")
_LONG = 200
"""Characters of a text that is a document of its own."""
_MEETING = ("date", "house", "committee", "session", "issue")
_UNSAFE = re.compile(r"[\s\u3000/\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one document; `key` names it, empty where it has no name of its own."""

    rows: list[Row]
    key: str = ""


def is_speech(table: Table, columns: Columns) -> bool:
    """Tell whether most rows say who speaks."""
    column = columns.of("speaker")
    return bool(column and columns.text) and 2 * len(table.values(column)) >= len(table.rows)


def are_documents(table: Table, columns: Columns) -> bool:
    """Tell whether each row is a document: the user names its id, or it has a title of its own or a long text."""
    if not columns.text or columns.group:
        return False
    if columns.chosen & {"id", "title"} or (columns.chosen & {"date"} and not columns.of("speaker")):
        return True
    if is_speech(table, columns):
        return False
    titles = table.values(columns.of("title")) if columns.of("title") else []
    known = any(columns.of(role) for role in ("title", "url", "date", "id"))
    lengths = [len(value) for value in table.values(columns.text[0])]
    own = len(set(titles)) * 2 > len(table.rows)
    addresses = table.values(columns.of("url")) if columns.of("url") else []
    if own and len(set(addresses)) * 2 > len(table.rows):
        return True
    return known and bool(lengths) and median(lengths) >= (_LONG // 2 if own else _LONG)


def group_rows(table: Table, columns: Columns) -> list[Group]:
    """Group the rows to documents, in the order in which these begin."""
    key = _key(table, columns)
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        groups.setdefault(key(row), []).append(row)
    names = _names(table, columns, list(groups), list(groups.values()))
    return [Group(_ordered(rows, columns), name) for name, rows in zip(names, groups.values(), strict=True)]


def _key(table: Table, columns: Columns) -> Callable[[Row], tuple[str, ...]]:
    """What tells the documents apart: the first of these that the table has."""
    if columns.group:
        return _values(columns.group)
    if are_documents(table, columns):
        chosen = columns.of("id") if "id" in columns.chosen else ""
        return lambda row: (row.cells.get(chosen, "") or f"#{row.number}",)
    if columns.of("meeting"):
        return _values([columns.of("meeting")])
    if _are_meetings(table, columns):
        above = [columns.of(role) for role in (*_MEETING, "title") if _is_above(table, columns.of(role))]
        # Items of an agenda are no meetings where what is above them says which meeting it is.
        grouped = bool(above) and not _say_themselves(table, columns)
        return _values(above) if grouped else lambda row: (str(row.parent),)
    if columns.of("title") and _title_is_of_one(table, columns):
        return _values([columns.of("title")])
    prefixed = _prefixed(table, columns)
    known = _values([columns.of(role) for role in _MEETING if columns.of(role)] if is_speech(table, columns) else [])
    return lambda row: (_prefix(row.cells.get(prefixed, "")), *known(row))


def _values(names: Sequence[str]) -> Callable[[Row], tuple[str, ...]]:
    return lambda row: tuple(row.cells.get(name, "") for name in names)


def _are_meetings(table: Table, columns: Columns) -> bool:
    """Whether the records around the rows are documents: there are several, or they say what they are."""
    return len(table.parents) > 1 or _say_themselves(table, columns)


def _around(table: Table) -> frozenset[str]:
    return frozenset().union(*(parent.columns for parent in table.parents))


def _say_themselves(table: Table, columns: Columns) -> bool:
    return bool(_around(table) & {columns.of(role) for role in (*_MEETING, "title")})


def _is_above(table: Table, column: str) -> bool:
    """Whether a column belongs to a record around those that hold the rows."""
    return bool(column) and not table.is_own(column) and column not in _around(table)


def _title_is_of_one(table: Table, columns: Columns) -> bool:
    """Whether every title is that of one speaker, as of written questions."""
    titles: dict[str, set[str]] = {}
    for row in table.rows:
        titles.setdefault(row.cells.get(columns.of("title"), ""), set()).add(row.cells.get(columns.of("speaker"), ""))
    return len(titles) > 1 and "" not in titles and all(len(speakers) == 1 for speakers in titles.values())


def drop_repeated(table: Table, columns: Columns) -> Table:
    """Leave out rows that say the same under the same number or address, or are the same in all cells."""
    compared = [column for role in ("id", "url", "order", "speaker", "title") if (column := columns.of(role))]
    numbered = any(columns.of(role) for role in ("id", "url", "order"))
    seen: set[tuple[str, ...]] = set()
    kept = []
    for row in table.rows:
        cells = [row.cells.get(column, "") for column in (*compared, *columns.text)] if numbered else row.cells.values()
        key = (str(row.parent), *cells)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    if len(kept) == len(table.rows):
        return table
    message = Message("{n} rows that repeat an earlier one were left out.", n=len(table.rows) - len(kept))
    return replace(table, rows=kept, notes=(*table.notes, Note("dropped", message, 0, "", 0.9)))


def document_columns(table: Table, columns: Columns, groups: Sequence[Group]) -> tuple[list[str], list[str]]:
    """List the columns that have one value in every document, and those that differ within one.

    Those of records around the documents, such as the number of all hits of a search, are neither.
    """
    around = _around(table) if _are_meetings(table, columns) else frozenset()
    same: list[str] = []
    differing: list[str] = []
    for column in table.columns:
        if table.is_own(column) or column in around or column in columns.roles.values():
            constant = all(len({row.cells.get(column, "") for row in group.rows}) == 1 for group in groups)
            (same if constant else differing).append(column)
    return same, differing


def _prefix(value: str) -> str:
    match = _NUMBERED.fullmatch(value)
    return match.group(1) if match else value


def _prefixed(table: Table, columns: Columns) -> str:
    """The column whose values are a meeting's name and the number of the speech, if there is one."""
    if not is_speech(table, columns):
        return ""
    for role in ("id", "url"):
        column = columns.of(role)
        values = table.values(column) if column else []
        if len(values) == len(table.rows) and all(map(_NUMBERED.fullmatch, values)):
            return column
    return ""


def _ordered(rows: list[Row], columns: Columns) -> list[Row]:
    """Rows by the number that they have in the document, where each has one of its own."""
    column = columns.of("order")
    numbers = [row.cells.get(column, "") for row in rows] if column else []
    if not numbers or not all(number.isdigit() for number in numbers) or len(set(map(int, numbers))) < len(rows):
        return rows
    return [row for _, row in sorted(zip(map(int, numbers), rows, strict=True), key=lambda pair: pair[0])]


def _names(table: Table, columns: Columns, keys: Sequence[tuple[str, ...]], groups: Sequence[list[Row]]) -> list[str]:
    """The names of the documents; empty where the table has none, or the same for two."""
    name = _namer(table, columns)
    names = [_UNSAFE.sub("-", name(key, rows[0]))[:80].strip("-") for key, rows in zip(keys, groups, strict=True)]
    counts = Counter(names)
    return [one if counts[one] == 1 else "" for one in names]


def _namer(table: Table, columns: Columns) -> Callable[[tuple[str, ...], Row], str]:
    """What names a document, by its key and first row."""
    if columns.group:
        return lambda key, _: "-".join(part for part in key if part)
    if are_documents(table, columns):
        return lambda _, row: row.cells.get(columns.of("id"), "")
    if columns.of("meeting"):
        return lambda key, _: key[0]
    if _are_meetings(table, columns):
        return lambda _, row: _parent_name(table, row)
    if columns.of("title") and _title_is_of_one(table, columns):
        return lambda _key, _row: ""
    return lambda key, _: key[0].rpartition("/")[2]


def _parent_name(table: Table, row: Row) -> str:
    if row.parent < 0:
        return ""
    own = {column: [row.cells[column]] for column in sorted(table.parents[row.parent].columns) if column in row.cells}
    column = match_role("meeting", own) or match_role("id", own)
    return row.cells.get(column, "")
