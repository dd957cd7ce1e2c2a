"""Parts, one after the other, joined into the tables of a run: in memory, or in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from plantext.errors import Message, ReadingError, join
from plantext.extraction.parts import ROW_TABLES, Part
from plantext.extraction.persons import People, Roster, Settled
from plantext.extraction.provenance import describe_run
from plantext.reading import Unread, legible
from plantext.recognition.aliases import Alias, register_rows
from plantext.storage.tablefile import write_csv, write_table
from plantext.tables.columns import Columns, frame
from plantext.tables.documents import documents_table
from plantext.tables.entities import EnglishNames, EntityCounts
from plantext.tables.files import write_info
from plantext.tables.run import Extraction

ROWS = 16_384
"""Rows of a row group: enough to compress and scan well; while they wait they take some 5 MiB."""


class _Summary:
    """What a run says of its parts: documents, entities, merges, and what was left out."""

    def __init__(self, roster: Roster | None = None) -> None:
        self.documents: list[Mapping[str, str]] = []
        self.rows: list[Mapping[str, str]] = []
        self.left_out: list[dict[str, str]] = []
        self.passed_over: list[dict[str, str]] = []
        self.entities = EntityCounts()
        self.people = People(roster)
        self._aliases: set[Alias] = set()
        self._not_merged: list[str] = []

    def add(self, part: Part | Unread) -> None:
        """Add the next document."""
        if isinstance(part, Unread):
            listed = self.left_out if part.asked else self.passed_over
            listed.append({"source": legible(part.source), "reason": Message(part.reason).mapped(legible)})
            return
        self.documents.append(part.document)
        self.rows.append(part.row)
        self.entities.add(part.tables["sentences"], part.tables["mentions"])
        self.people.add(part.row, part.tables["turns"])
        self._aliases.update(part.aliases)
        self._not_merged += part.not_merged
        for name in ROW_TABLES:
            self._append(name, part.tables[name])

    def _append(self, name: str, columns: Columns) -> None:
        raise NotImplementedError

    @cached_property
    def settled(self) -> Settled:
        """The people, once all documents are in."""
        return self.people.settle()

    def describe(self, register: Sequence[Alias], parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return the content of ``run.json``; where no document was read, raise an error with the reasons."""
        if not self.documents:
            reasons = join("\n", (item["reason"] for item in self.left_out[:5]))
            raise ReadingError(reasons or Message("No input was given."))
        return {
            "aliases": register_rows([*register, *self._aliases]),
            "not_merged": [*self._not_merged, *self.settled.apart],
            **describe_run(self.documents, parameters),
            "left_out": self.left_out,
            **({"passed_over": self.passed_over} if self.passed_over else {}),
        }


class Tables(_Summary):
    """The tables of a run in memory."""

    def __init__(self, roster: Roster | None = None) -> None:
        super().__init__(roster)
        self._rows: dict[str, dict[str, list[Any]]] = {
            name: {column: [] for column in schema} for name, schema in ROW_TABLES.items()
        }

    def _append(self, name: str, columns: Columns) -> None:
        for column, rows in self._rows[name].items():
            rows.extend(columns[column])

    def extraction(self, info: Mapping[str, Any], names_en: EnglishNames) -> Extraction:
        """Return the tables."""
        rows = {**self._rows, "turns": self.settled.turns(self._rows["turns"])}
        frames = {name: frame(columns, ROW_TABLES[name]) for name, columns in rows.items()}
        documents = documents_table(self.rows)
        entities, persons = self.entities.table(names_en), self.settled.table()
        return Extraction(**frames, entities=entities, documents=documents, persons=persons, info=info)


class TableWriter(_Summary):
    """The tables of a run in a folder; memory holds one row group a table, the entities and a line a document."""

    def __init__(self, folder: Path, suffix: str, roster: Roster | None = None) -> None:
        super().__init__(roster)
        self.counts = dict.fromkeys(ROW_TABLES, 0)
        self._folder, self._suffix = folder, suffix
        self._open: dict[str, Any] = {}
        # As Arrow columns: the same rows as Python's lists of strings take five times the memory.
        self._waiting = {name: [_arrow({column: [] for column in ROW_TABLES[name]}, name)] for name in ROW_TABLES}

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file in self._open.values():
            file.close()

    def _append(self, name: str, columns: Columns) -> None:
        self._waiting[name].append(_arrow(columns, name))
        # Who speaks is known when all documents are in; until then the turns wait, as Arrow keeps them.
        while name != "turns" and sum(map(len, self._waiting[name])) >= ROWS:
            self._flush(name)

    def finish(self, info: Mapping[str, Any], names_en: EnglishNames) -> None:
        """Write what waits, the entities, the persons and ``run.json``."""
        self._waiting["turns"] = [
            _arrow(self.settled.turns(part.to_pydict()), "turns") for part in self._waiting["turns"]
        ]
        for name in ROW_TABLES:
            # A table without rows is written too.
            while any(map(len, self._waiting[name])) or name not in self._open:
                self._flush(name)
        write_table(self.entities.table(names_en), self._folder / f"entities{self._suffix}")
        write_table(self.settled.table(), self._folder / f"persons{self._suffix}")
        write_table(documents_table(self.rows), self._folder / f"documents{self._suffix}")
        write_info(info, self._folder)

    def _flush(self, name: str) -> None:
        import pyarrow as pa

        waiting = pa.concat_tables(self._waiting[name])
        self._waiting[name] = [waiting.slice(ROWS)]
        # Combined, so that the bytes do not tell where one document ended.
        rows = waiting.slice(0, ROWS).combine_chunks()
        self.counts[name] += len(rows)
        path = self._folder / f"{name}{self._suffix}"
        first = name not in self._open
        if self._suffix == ".csv":
            if first:
                self._open[name] = path.open("w", encoding="utf-8", newline="")
            write_csv(rows.to_pandas(), self._open[name], header=first)
            return
        import pyarrow.parquet as pq

        if first:
            self._open[name] = pq.ParquetWriter(path, rows.schema)
        self._open[name].write_table(rows, row_group_size=ROWS)


def _arrow(columns: Columns, name: str) -> Any:
    import pyarrow as pa

    return pa.table({column: columns[column] for column in ROW_TABLES[name]}, schema=_arrow_schema(name))


@cache
def _arrow_schema(name: str) -> Any:
    """Return the types that pandas writes the columns of a table in."""
    import pyarrow as pa

    schema = ROW_TABLES[name]
    # An empty column of pandas 2 has no type that Arrow knows; one with a text has.
    sample = frame({column: [0] if kind == "int64" else [""] for column, kind in schema.items()}, schema)
    return pa.Schema.from_pandas(sample, preserve_index=False)
