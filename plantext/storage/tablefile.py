"""Tables as CSV and Parquet files: what they hold is read back unchanged and runs in no program."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pandas as pd

from plantext.errors import TableError
from plantext.storage.atomic import replacing

SUFFIXES = (".parquet", ".csv")
"""Formats of a table, by the ending of its file."""

MAX_ROWS = 50_000_000
"""Rows that a Parquet file may have; a few bytes can stand for any number of equal ones."""

_ACTIVE = "=+\\-@\t\r\n＝＋－＠"
"""What makes Excel or LibreOffice take a cell for a formula, the full-width forms in a Japanese setting."""
_TO_DEFUSE = re.compile(f"'*[{_ACTIVE}]")
_DEFUSED = re.compile(f"'+[{_ACTIVE}]")
_LONGEST = 2**31 - 1
"""Characters that a cell may have."""
_LONE = re.compile("[\ud800-\udfff]")


def defuse(text: str) -> str:
    """A cell's text as no spreadsheet program runs it.

    An apostrophe goes before a text that begins with ``=``, ``+``, ``-``, ``@``, a tab, a line end or one
    of the full-width ＝＋－＠, and before one that has only apostrophes ahead of these, so that
    :func:`restore` gives every text back.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same text, or with an apostrophe before it.
    """
    return f"'{text}" if _TO_DEFUSE.match(text) else text


def restore(text: str) -> str:
    """The text that :func:`defuse` was given.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        Without the apostrophe that keeps it from running.
    """
    return text[1:] if _DEFUSED.match(text) else text


def _each_text(table: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    """The table with a change made to every text and name of a column; numbers stay numbers."""
    changed = table.copy(deep=False)
    for name in table.columns:
        values = table[name]
        if not pd.api.types.is_numeric_dtype(values):
            made = values.map(lambda cell: change(cell) if isinstance(cell, str) else cell)
            changed[name] = made.astype(values.dtype) if isinstance(values.dtype, pd.StringDtype) else made
    return changed.rename(columns=lambda name: change(name) if isinstance(name, str) else name)


def write_csv(table: pd.DataFrame, target: str | Path | IO[str], *, header: bool = True) -> None:
    """Write rows as CSV, every text as :func:`defuse` gives it.

    Parameters
    ----------
    table : pandas.DataFrame
        The rows.
    target : str, pathlib.Path or text stream
        Where; a stream is opened with ``newline=""`` and UTF-8.
    header : bool
        Whether to begin with the names of the columns.

    Raises
    ------
    TableError
        If a cell cannot be written as UTF-8; row and column are named.
    """
    try:
        cells = _each_text(table, defuse)
        # The writer quotes a line feed by itself, but not a lone carriage return, which ends a row for every reader.
        returns = any(isinstance(cell, str) and "\r" in cell for name in cells for cell in (name, *cells[name]))
        quoting: Any = csv.QUOTE_NONNUMERIC if returns else csv.QUOTE_MINIMAL
        cells.to_csv(target, index=False, header=header, encoding="utf-8", lineterminator="\n", quoting=quoting)
    except UnicodeEncodeError as error:
        raise _half(table) from error


def _half(table: pd.DataFrame) -> TableError:
    """Names the first cell that UTF-8 cannot hold."""
    for name in table.columns:
        for row, cell in enumerate(table[name], 1):
            if isinstance(cell, str) and _LONE.search(cell):
                return TableError(f"row {row}, column {name}: half a character (a lone surrogate) in {cell[:40]!a}.")
    return TableError("The name of a column holds half a character (a lone surrogate).")


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet or CSV; an existing file is replaced only when the new one is whole.

    Parameters
    ----------
    table : pandas.DataFrame
        The table.
    path : pathlib.Path
        Target; its ending (``.parquet`` or ``.csv``) decides the format.

    Raises
    ------
    TableError
        If the ending is another, or a cell cannot be written.
    OutputError
        If the file cannot be written; what was there stays.
    """
    check_suffix(path.suffix, str(path))
    with replacing(path) as partial:
        if path.suffix == ".csv":
            write_csv(table, partial)
            return
        try:
            table.to_parquet(partial, index=False)
        except UnicodeEncodeError as error:
            raise _half(table) from error


def check_suffix(suffix: str, name: str = "suffix") -> None:
    """Refuse an ending that is no format of tables.

    Parameters
    ----------
    suffix : str
        With its dot.
    name : str
        What to call it in the error.

    Raises
    ------
    TableError
        If it is not in :data:`SUFFIXES`.
    """
    if suffix not in SUFFIXES:
        raise TableError(f"{name}: expected {' or '.join(SUFFIXES)}, got {suffix or 'no ending'!r}.")


def read_csv(path: Path, **options: Any) -> pd.DataFrame:
    """Read a CSV file, every text :func:`restore`d.

    Parameters
    ----------
    path : pathlib.Path
        UTF-8, with or without a byte order mark.
    **options
        For :func:`pandas.read_csv`.

    Returns
    -------
    pandas.DataFrame
        The rows; empty cells are empty strings.

    Raises
    ------
    TableError
        If it is in another encoding, or no table.
    """
    try:
        # The fast engine of pandas before 3.1 ends a cell at a null character.
        engine: Any = "python" if _holds_null(path) else "c"
        table = pd.read_csv(
            path, keep_default_na=False, encoding="utf-8-sig", encoding_errors="strict", engine=engine, **options
        )
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TableError(
            f"{path}: expected UTF-8, got bytes of another encoding (about line {line}). "
            "If Excel saved it, save it again as 'CSV UTF-8'."
        ) from error
    except (ValueError, OSError) as error:
        raise TableError(f"{path}: cannot be read as a table ({error}).") from error
    _check_lengths(path)
    return _each_text(table, restore)


def _holds_null(path: Path) -> bool:
    with path.open("rb") as file:
        return any(b"\0" in block for block in iter(lambda: file.read(1 << 20), b""))


def _check_lengths(path: Path) -> None:
    """Refuse rows that are longer or shorter than the first line; pandas fills them up in silence."""
    before = csv.field_size_limit(_LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = (line for line in csv.reader(file) if line)
            wanted = len(next(lines))
            for number, line in enumerate(lines, 1):
                if len(line) != wanted:
                    raise TableError(
                        f"{path}: row {number}: expected {wanted} cells as in the first line, got {len(line)}."
                    )
    finally:
        csv.field_size_limit(before)


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a Parquet file of texts and numbers; what it says of other types is never followed.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    pandas.DataFrame
        The rows.

    Raises
    ------
    TableError
        If it is damaged, or a column holds neither text nor numbers.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows = pq.read_metadata(path).num_rows
        if rows > MAX_ROWS:
            raise TableError(f"{path}: {rows:,} rows; more than {MAX_ROWS:,} are not read.")
        table = pq.read_table(path, partitioning=None).replace_schema_metadata()
        for name, kind in zip(table.schema.names, table.schema.types, strict=True):
            plain = kind.value_type if pa.types.is_dictionary(kind) else kind
            if not _is_plain(plain, pa.types):
                raise TableError(f"{path}: column {name}: expected text or numbers, got {kind}.")
        found: pd.DataFrame = table.to_pandas()
    except (ValueError, OSError, pa.ArrowException) as error:
        raise TableError(f"{path}: cannot be read as a table ({error}).") from error
    return found


def _is_plain(kind: Any, types: Any) -> bool:
    tests = (types.is_string, types.is_large_string, types.is_integer, types.is_floating, types.is_null)
    return any(test(kind) for test in tests)
