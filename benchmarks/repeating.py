"""Tables repeated under other names of documents: a larger run of the same text, without its extraction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROWS = 16_384
"""Of a row group, as extraction writes them."""


def _renamed(table: Any, column: str, time: int) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    names = pc.binary_join_element_wise(table[column].cast(pa.string()), f"{time:03}", "-")
    return table.set_column(table.column_names.index(column), column, names)


def _repeated(path: Path, times: int) -> Iterator[Any]:
    """The row groups of a table, as often as asked for."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    for time in range(times):
        for number in range(file.num_row_groups):
            yield _renamed(file.read_row_group(number), "doc_id", time)


def repeat(tables: Path, folder: Path, times: int) -> None:
    """Write a run that holds each document of another as often as asked for; entities and people are counted once."""
    import pyarrow.parquet as pq

    folder.mkdir()
    for path in sorted(tables.glob("*.parquet")):
        if "doc_id" not in pq.read_schema(path).names:
            (folder / path.name).write_bytes(path.read_bytes())
            continue
        writer = None
        for table in _repeated(path, times):
            writer = writer or pq.ParquetWriter(folder / path.name, table.schema)
            writer.write_table(table, row_group_size=ROWS)
        if writer is not None:
            writer.close()
    info = json.loads((tables / "run.json").read_text(encoding="utf-8"))
    documents = [it | {"doc_id": f"{it['doc_id']}-{time:03}"} for time in range(times) for it in info["documents"]]
    (folder / "run.json").write_text(json.dumps(info | {"documents": documents}, ensure_ascii=False), encoding="utf-8")
