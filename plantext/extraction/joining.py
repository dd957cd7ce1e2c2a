"""Parts, one after the other, into whole tables on disk, without holding a whole table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plantext.extraction.parts import TABLES, Columns
from plantext.storage.tablefile import write_csv
from plantext.tables.validation import validate

ROWS = 16_384
"""Rows of a row group: enough to compress and scan well; while they wait they take some 5 MiB."""


class TableWriter:
    """Writes the tables of a run.

    Parameters
    ----------
    folder : pathlib.Path
        Where the tables are to be; :func:`plantext.storage.folder.replacing_together` gives one.
    suffix : str
        ``.parquet`` or ``.csv``.
    """

    def __init__(self, folder: Path, suffix: str) -> None:
        self._paths = {name: folder / f"{name}{suffix}" for name in TABLES}
        self._open: dict[str, Any] = {}
        # As Arrow columns: the same rows as Python's lists of strings take five times the room.
        self._waiting = {name: [_rows({column: [] for column in schema}, name)] for name, schema in TABLES.items()}
        self._counts = dict.fromkeys(TABLES, 0)

    def add(self, tables: Mapping[str, Columns]) -> None:
        """Add a document's rows.

        Parameters
        ----------
        tables : mapping of str to columns
            As in :class:`plantext.extraction.parts.Part`.
        """
        for name, columns in tables.items():
            self._waiting[name].append(_rows(columns, name))
            while sum(map(len, self._waiting[name])) >= ROWS:
                self._flush(name)

    def finish(self) -> dict[str, int]:
        """Write what waits.

        Returns
        -------
        dict of str to int
            Rows of each table.
        """
        for name in TABLES:
            if any(map(len, self._waiting[name])) or name not in self._open:
                self._flush(name)
        self.close()
        return dict(self._counts)

    def close(self) -> None:
        """Close the files."""
        for file in self._open.values():
            file.close()
        self._open.clear()

    def _flush(self, name: str) -> None:
        import pyarrow as pa

        waiting = pa.concat_tables(self._waiting[name])
        self._waiting[name] = [waiting.slice(ROWS)]
        table = validate(waiting.slice(0, ROWS).to_pandas(), TABLES[name], name)
        self._counts[name] += len(table)
        path = self._paths[name]
        first = name not in self._open
        if path.suffix == ".csv":
            if first:
                self._open[name] = path.open("w", encoding="utf-8", newline="")
            write_csv(table, self._open[name], header=first)
            return
        import pyarrow.parquet as pq

        rows = pa.Table.from_pandas(table, preserve_index=False)
        if first:
            self._open[name] = pq.ParquetWriter(path, rows.schema)
        self._open[name].write_table(rows, row_group_size=ROWS)


def _rows(columns: Columns, name: str) -> Any:
    """Rows of a table as Arrow keeps them."""
    import pyarrow as pa

    kinds = {"str": pa.large_string(), "int64": pa.int64()}
    return pa.table({column: pa.array(columns[column], kinds[kind]) for column, kind in TABLES[name].items()})
