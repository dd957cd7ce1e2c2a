"""Parts, one after the other, into whole tables on disk, without holding a whole table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plantext.errors import TableError
from plantext.parts import TABLES, Columns, frame

ROWS = 16_384
"""Rows of a row group: enough to compress and scan well, few enough to hold (some 20 MiB while they wait)."""


class TableWriter:
    """Writes the tables of a run, each replaced only when all are whole.

    Parameters
    ----------
    folder : pathlib.Path
        Where the tables are to be; made if missing.
    suffix : str
        ``.parquet`` or ``.csv``.

    Raises
    ------
    TableError
        If there is no such format, or a file is in the folder's place.
    """

    def __init__(self, folder: Path, suffix: str) -> None:
        if suffix not in (".parquet", ".csv"):
            raise TableError(f"suffix: expected .parquet or .csv, got {suffix!r}.")
        if folder.exists() and not folder.is_dir():
            raise TableError(f"{folder}: expected a folder for the tables, got a file.")
        self._paths = {name: folder / f"{name}{suffix}" for name in TABLES}
        self._open: dict[str, Any] = {}
        self._waiting: dict[str, Columns] = {name: defaultdict(list) for name in TABLES}
        self._counts = dict.fromkeys(TABLES, 0)

    def add(self, tables: Mapping[str, Columns]) -> None:
        """Add a document's rows.

        Parameters
        ----------
        tables : mapping of str to columns
            As in :class:`plantext.parts.Part`.
        """
        for name, columns in tables.items():
            waiting = self._waiting[name]
            for column, values in columns.items():
                waiting[column] += values
            while len(waiting["doc_id"]) >= ROWS:
                self._flush(name, ROWS)

    def finish(self) -> dict[str, int]:
        """Write what waits and put the tables in their places.

        Returns
        -------
        dict of str to int
            Rows of each table.
        """
        for name in TABLES:
            if self._waiting[name]["doc_id"] or name not in self._open:
                self._flush(name, ROWS)
        self.close()
        for path in self._paths.values():
            _partial(path).replace(path)
        return dict(self._counts)

    def close(self) -> None:
        """Close the files; without :meth:`finish` the tables of before stay as they were."""
        for file in self._open.values():
            file.close()
        self._open.clear()

    def _flush(self, name: str, n: int) -> None:
        waiting = self._waiting[name]
        table = frame({column: waiting[column][:n] for column in TABLES[name]}, name)
        for values in waiting.values():
            del values[:n]
        self._counts[name] += len(table)
        path = self._paths[name]
        first = name not in self._open
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".csv":
            if first:
                self._open[name] = _partial(path).open("w", encoding="utf-8", newline="")
            table.to_csv(self._open[name], index=False, header=first, lineterminator="\n")
            return
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = pa.Table.from_pandas(table, preserve_index=False)
        if first:
            self._open[name] = pq.ParquetWriter(_partial(path), rows.schema)
        self._open[name].write_table(rows, row_group_size=ROWS)


def _partial(path: Path) -> Path:
    return path.with_name(path.name + ".partial")
