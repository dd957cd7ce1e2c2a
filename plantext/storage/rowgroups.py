"""Parquet files read by ranges of rows, without being loaded whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.errors import TableError
from plantext.storage.tablefile import check_declared, plain_table


class RowGroups:
    """A Parquet file of texts and numbers, of which ranges of rows are read.

    It is not kept open: each reading opens it anew, and refuses one that was replaced meanwhile.

    Examples
    --------
    >>> RowGroups(Path("out/mentions.parquet")).read(100, 200, ["entity"])  # doctest: +SKIP
    """

    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.path = path
        try:
            with path.open("rb") as file:
                self._state = _state(file)
                metadata = pq.read_metadata(file)
                schema = metadata.schema.to_arrow_schema()
        except (ValueError, OSError, pa.ArrowException) as error:
            raise TableError("{path}: cannot be read as a table ({error}).", path=path, error=error) from error
        check_declared(path, len(schema))
        self.columns: tuple[str, ...] = tuple(schema.names)
        self._texts = [
            field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ]
        sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
        self._begins = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)

    def __len__(self) -> int:
        """Number of rows."""
        return int(self._begins[-1])

    def read(self, begin: int, end: int, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Read the rows from `begin` up to `end`; all columns by default."""
        wanted = list(self.columns if columns is None else columns)
        first = int(np.searchsorted(self._begins, begin, side="right")) - 1
        last = max(int(np.searchsorted(self._begins, end, side="left")), first)
        with self._open(wanted) as file:
            table = file.read_row_groups(list(range(first, last)), columns=wanted, use_threads=False)
        offset = begin - int(self._begins[first])
        found: pd.DataFrame = plain_table(self.path, table.slice(offset, end - begin)).to_pandas()
        return found

    def codes(self, columns: Sequence[str]) -> Iterator[tuple[list[npt.NDArray[np.int64]], list[list[str]]]]:
        """Yield, for each row group, the columns of texts as numbers, and the texts that the numbers mean."""
        with self._open(columns) as file:
            for number in range(len(self._begins) - 1):
                table = file.read_row_group(number, columns=list(columns), use_threads=False)
                parts = [_encoded(table.column(name)) for name in columns]
                yield [codes for codes, _ in parts], [texts for _, texts in parts]

    def runs(self, column: str) -> tuple[list[str], npt.NDArray[np.int64]]:
        """List the texts of a column that differ from the row before, and the rows where they begin."""
        values: list[str] = []
        begins: list[int] = []
        at = 0
        for (codes,), (texts,) in self.codes([column]):
            starts = np.flatnonzero(np.diff(codes, prepend=-1))
            for start, code in zip(starts.tolist(), codes[starts].tolist(), strict=True):
                if not values or values[-1] != texts[code]:
                    values.append(texts[code])
                    begins.append(at + start)
            at += len(codes)
        return values, np.array(begins, dtype=np.int64)

    @contextmanager
    def _open(self, columns: Sequence[str]) -> Iterator[Any]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            with self.path.open("rb") as file:
                if _state(file) != self._state:
                    raise TableError("{path}: was replaced while it was being read; run again.", path=self.path)
                # A text that is repeated is kept once until it is known how much all are.
                yield pq.ParquetFile(file, read_dictionary=[name for name in self._texts if name in columns])
        except (ValueError, OSError, pa.ArrowException) as error:
            raise TableError("{path}: cannot be read as a table ({error}).", path=self.path, error=error) from error


def _state(file: Any) -> tuple[int, int, int]:
    """What tells a file from another of its name."""
    status = os.fstat(file.fileno())
    return status.st_ino, status.st_mtime_ns, status.st_size


def _encoded(column: Any) -> tuple[npt.NDArray[np.int64], list[str]]:
    import pyarrow as pa

    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    chunk = column.unify_dictionaries().combine_chunks()
    if isinstance(chunk, pa.ChunkedArray):
        chunk = chunk.chunk(0) if chunk.num_chunks else pa.array([], type=column.type)
    texts = [*("" if text is None else str(text) for text in chunk.dictionary.to_pylist()), ""]
    codes = chunk.indices.fill_null(len(texts) - 1).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes, texts
