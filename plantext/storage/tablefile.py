"""Tables as CSV and Parquet files: read back unchanged, escaped against formula injection."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pandas as pd

from plantext.errors import Message, TableError, either
from plantext.storage.atomic import replacing

SUFFIXES = (".parquet", ".csv")
"""Formats of a table, by the ending of its file."""

MAX_ROWS = 50_000_000
"""Largest number of rows read from Parquet, where a few bytes can stand for any number of equal rows."""
_ROOM, _GROWTH = 200_000_000, 50
"""Bytes that any Parquet file may unpack to, and how many times its size besides; tables of a run unpack to the sevenfold."""

_COPIES = 2
"""Copies of a table that are in memory while it is loaded."""

# First characters of a formula in Excel and LibreOffice; the full-width ones in Japanese settings.
_ACTIVE = "=+\\-@\t\r\n＝＋－＠"
_ACTIVE_CELL = re.compile(f"'*[{_ACTIVE}]")
_ESCAPED = re.compile(f"'+[{_ACTIVE}]")
# Characters that a cell may have: the most that the csv module takes.
_LONGEST = 2**31 - 1
_LONE = re.compile("[\ud800-\udfff]")


def escape_formula(text: str) -> str:
    """Escape the text of a cell so that no spreadsheet program takes it for a formula.

    An apostrophe goes before a text that begins with ``=``, ``+``, ``-``, ``@``, a tab, a line end or a
    full-width ＝＋－＠, also behind apostrophes, so that :func:`unescape_formula` gives every text back.

    Examples
    --------
    >>> escape_formula("=1+1"), escape_formula("総務省")
    ("'=1+1", '総務省')
    """
    return f"'{text}" if _ACTIVE_CELL.match(text) else text


def unescape_formula(text: str) -> str:
    """Undo :func:`escape_formula`.

    Examples
    --------
    >>> unescape_formula("'=1+1")
    '=1+1'
    """
    return text[1:] if _ESCAPED.match(text) else text


def _each_text(table: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    """Apply a function to every text and column name; numbers stay numbers."""
    changed = table.copy(deep=False)
    for name in table.columns:
        values = table[name]
        if not pd.api.types.is_numeric_dtype(values):
            made = values.map(lambda cell: change(cell) if isinstance(cell, str) else cell)
            changed[name] = made.astype(values.dtype) if isinstance(values.dtype, pd.StringDtype) else made
    return changed.rename(columns=lambda name: change(name) if isinstance(name, str) else name)


def write_csv(table: pd.DataFrame, target: str | Path | IO[str], *, header: bool = True, mark: bool = False) -> None:
    """Write rows as CSV, every text escaped by :func:`escape_formula`.

    With `mark` a byte-order mark goes before them, by which Excel knows UTF-8.

    A text stream as target is opened with ``newline=""`` and UTF-8; without `header` only the rows are written.

    Raises
    ------
    TableError
        If a cell holds a lone surrogate; row and column are named.
    """
    try:
        cells = _each_text(table, escape_formula)
        # The writer quotes a cell with a line feed by itself, but not one with a lone carriage return.
        returns = any(isinstance(cell, str) and "\r" in cell for name in cells for cell in (name, *cells[name]))
        quoting: Any = csv.QUOTE_NONNUMERIC if returns else csv.QUOTE_MINIMAL
        cells.to_csv(
            target,
            index=False,
            header=header,
            encoding="utf-8-sig" if mark else "utf-8",
            lineterminator="\n",
            quoting=quoting,
        )
    except UnicodeEncodeError as error:
        raise _surrogate_error(table) from error


def _surrogate_error(table: pd.DataFrame) -> TableError:
    """Name the first cell that UTF-8 cannot encode."""
    for name in table.columns:
        for row, cell in enumerate(table[name], 1):
            if isinstance(cell, str) and _LONE.search(cell):
                return TableError(
                    "row {row}, column {name}: half a character (a lone surrogate) in {cell!a}.",
                    row=row,
                    name=name,
                    cell=cell[:40],
                )
    return TableError("The name of a column holds half a character (a lone surrogate).")


def write_table(table: pd.DataFrame, path: Path, *, mark: bool = False) -> None:
    """Write a table as Parquet or CSV, by the ending of the path; an earlier file stays until the new one is whole.

    With `mark` a CSV opens in Excel with a double click.
    """
    check_suffix(path.suffix, str(path))
    with replacing(path) as partial:
        if path.suffix == ".csv":
            write_csv(table, partial, mark=mark)
            return
        try:
            table.to_parquet(partial, index=False)
        except UnicodeEncodeError as error:
            raise _surrogate_error(table) from error


def check_suffix(suffix: str, name: str = "suffix") -> None:
    """Raise :class:`~plantext.errors.TableError` for an ending, of `name`, that is not in :data:`SUFFIXES`."""
    if suffix not in SUFFIXES:
        raise TableError(
            "{name}: expected {endings}, got {ending!r}.",
            name=name,
            endings=either(*SUFFIXES),
            ending=suffix or Message("no ending"),
        )


def read_csv(path: Path, **options: Any) -> pd.DataFrame:
    """Read a UTF-8 CSV file, every text unescaped; empty cells are empty strings.

    Parameters
    ----------
    **options
        For :func:`pandas.read_csv`.

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
            "{path}: expected UTF-8, got bytes of another encoding (about line {line}). If Excel saved it, "
            "save it again as 'CSV UTF-8'.",
            path=path,
            line=line,
        ) from error
    except (ValueError, OSError) as error:
        raise TableError("{path}: cannot be read as a table ({error}).", path=path, error=error) from error
    _check_lengths(path)
    return _each_text(table, unescape_formula)


def read_columns(path: Path) -> set[str]:
    """Return the names of a table's columns without reading its rows; empty for an empty CSV file."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return set(pq.read_schema(path).names)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return set(map(unescape_formula, next(csv.reader(file), [])))


def _holds_null(path: Path) -> bool:
    with path.open("rb") as file:
        return any(b"\0" in block for block in iter(lambda: file.read(1 << 20), b""))


def _check_lengths(path: Path) -> None:
    """Refuse rows longer or shorter than the first line, which pandas fills up silently."""
    # Of the whole process, so it is set back.
    before = csv.field_size_limit(_LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = (line for line in csv.reader(file) if line)
            wanted = len(next(lines))
            for number, line in enumerate(lines, 1):
                if len(line) != wanted:
                    raise TableError(
                        "{path}: row {number}: expected {wanted} cells as in the first line, got {n_line}.",
                        path=path,
                        number=number,
                        wanted=wanted,
                        n_line=len(line),
                    )
    finally:
        csv.field_size_limit(before)


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a Parquet file of texts and numbers; metadata about other types is ignored."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(path)
        check_declared(path, len(schema))
        # A text that is repeated is kept once until it is known how much all are.
        texts = [
            field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ]
        # The folder's name is no column, and metadata of pandas could ask for other types.
        table = pq.read_table(path, partitioning=None, read_dictionary=texts)
        found: pd.DataFrame = plain_table(path, table).to_pandas()
    except (ValueError, OSError, pa.ArrowException) as error:
        raise TableError("{path}: cannot be read as a table ({error}).", path=path, error=error) from error
    return found


def plain_table(path: Path, table: Any) -> Any:
    """Check that an Arrow table from a file holds texts and numbers, no more than its size allows, and write repeated texts out."""
    import pyarrow as pa

    table = table.replace_schema_metadata()
    for name, kind in zip(table.schema.names, table.schema.types, strict=True):
        if not _is_plain(_plain(kind, pa.types), pa.types):
            raise TableError(
                "{path}: column {name}: expected text or numbers, got {kind}.", path=path, name=name, kind=kind
            )
    size = sum(map(_unpacked, table.columns))
    _check_unpacked(path, size)
    _check_memory(path, size)
    columns = [column.cast(_plain(column.type, pa.types)) for column in table.columns]
    return pa.table(columns, names=table.schema.names)


def check_declared(path: Path, columns: int) -> None:
    """Refuse a file of more rows or bytes than it can hold by what it says of itself."""
    import pyarrow.parquet as pq

    declared = pq.read_metadata(path)
    if declared.num_rows > MAX_ROWS:
        raise TableError(
            "{path}: {n_rows:,} rows; more than {max_rows:,} are not read.",
            path=path,
            n_rows=declared.num_rows,
            max_rows=MAX_ROWS,
        )
    groups = [declared.row_group(i) for i in range(declared.num_row_groups)]
    packed = sum(group.column(i).total_uncompressed_size for group in groups for i in range(group.num_columns))
    _check_unpacked(path, max(packed, 4 * declared.num_rows * columns))


def _check_unpacked(path: Path, size: int) -> None:
    if size > _ROOM + _GROWTH * path.stat().st_size:
        raise TableError(
            "{path}: would unpack to {megabytes:,.0f} MB, {times:,} times its size (a bomb?).",
            path=path,
            megabytes=size / 1e6,
            times=size // path.stat().st_size,
        )


def _check_memory(path: Path, size: int) -> None:
    """Refuse a table that does not fit into the memory that is free, before the system ends the program."""
    import psutil

    free = psutil.virtual_memory().available
    if _COPIES * size > free:
        raise TableError(
            "{path}: loading it takes {needed:,.1f} GB of memory, and {free:,.1f} GB are free. Take what reads a run part by part "
            "(plantext.open_run; docs/scaling.md lists it), or extract fewer documents into a folder.",
            path=path,
            needed=_COPIES * size / 1e9,
            free=free / 1e9,
        )


def _unpacked(column: Any) -> int:
    """The bytes of a column whose repeated texts are written out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = (pc.binary_length(chunk.dictionary).take(chunk.indices) for chunk in column.chunks)
    return 4 * len(column) + sum(pc.sum(chunk).as_py() or 0 for chunk in lengths)


def _plain(kind: Any, types: Any) -> Any:
    return kind.value_type if types.is_dictionary(kind) else kind


def _is_plain(kind: Any, types: Any) -> bool:
    tests = (types.is_string, types.is_large_string, types.is_integer, types.is_floating, types.is_null)
    return any(test(kind) for test in tests)
