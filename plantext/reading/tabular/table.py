"""Rows under named columns, whatever file they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plantext.records import Note


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Parameters
    ----------
    number : int
        As the file counts, from 1: the line of a CSV, the row of a sheet, the place among the records.
    cells : mapping of str to str
        By column; a record of JSON or XML has those of the records around it too.
    parent : int
        Place in :attr:`Table.parents` of the record that it stands in; -1 for none.
    """

    number: int
    cells: Mapping[str, str]
    parent: int = -1


@dataclass(frozen=True, slots=True)
class Parent:
    """A record that holds a list of rows.

    Parameters
    ----------
    columns : frozenset of str
        Columns of the rows that are the record's.
    lists : mapping of str to sequence
        Its other lists of records, such as that of its speakers.
    """

    columns: frozenset[str] = frozenset()
    lists: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table of a file.

    Parameters
    ----------
    name : str
        Of the sheet; empty for the only table of a file.
    path : str
        Of the records that are the rows, in JSON and XML.
    columns : tuple of str
        Names as the file has them; of JSON and XML the path, such as ``speeches.speech``.
    head : tuple of str
        Lines above the names of the columns.
    header : bool
        Whether the file names the columns.
    """

    columns: tuple[str, ...]
    rows: Sequence[Row]
    name: str = ""
    path: str = ""
    head: tuple[str, ...] = ()
    header: bool = True
    parents: Sequence[Parent] = ()
    notes: tuple[Note, ...] = ()

    def values(self, column: str) -> list[str]:
        """Return the values of a column that are not empty."""
        return [value for row in self.rows if (value := row.cells.get(column, ""))]

    def is_own(self, column: str) -> bool:
        """Tell whether a column belongs to the rows, not to a record around them."""
        return not self.path or column.startswith(self.path + ".")


def last_part(column: str) -> str:
    """Return the last part of a path.

    Examples
    --------
    >>> last_part("speeches.speech")
    'speech'
    >>> last_part("No.")
    'No.'
    """
    return column if column.endswith(".") else column.rpartition(".")[2]
