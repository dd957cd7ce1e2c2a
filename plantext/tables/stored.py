"""A run whose tables stay in their folder and are read part by part: for runs too large to be loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.storage.rowgroups import RowGroups
from plantext.storage.tablefile import SUFFIXES
from plantext.tables.files import check_table, read_info, read_saved, read_table
from plantext.tables.run import Extraction, no_documents, no_persons
from plantext.tables.schemas import DEFAULTS, EXTENDED, INFO, KEYS, OPTIONAL, OPTIONAL_TABLES, SENTENCES, TABLES
from plantext.tables.validation import check_together

SENTENCES_A_PART = 32_768
"""Sentences that a part holds at least, if there are so many: it ends where a document does."""
NAME_COLUMNS = ("text", "label", "entity", "series")
"""Columns of the mentions that make up a name."""
_BY_DOCUMENT = ("sentences", "mentions", "measures", "turns")
# Checks of the rows against each other need these whatever is asked for.
_ALWAYS = {"sentences": (*KEYS, "start", "end"), "mentions": (*KEYS, "start", "end"), "turns": ("doc_id", "turn")}


@dataclass(frozen=True)
class StoredRun:
    """A run in a folder: the tables with a row an entity, document or person in memory, the others read by parts.

    What takes a run part by part takes it as it takes an :class:`~plantext.tables.run.Extraction`: ``cooccur``,
    ``two_mode``, ``discourse``, ``kwic``, ``evidence``. :func:`plantext.open_run` makes it.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.open_run("out")  # doctest: +SKIP
    >>> sum(len(part.sentences) for part in run.parts()) == run.n_sentences  # doctest: +SKIP
    True
    """

    folder: Path
    doc_ids: Sequence[str]
    entities: pd.DataFrame
    _tables: Mapping[str, RowGroups] = field(repr=False)
    # By table, the row where each document begins, and the end of the last.
    _begins: Mapping[str, npt.NDArray[np.int64]] = field(repr=False)
    info: Mapping[str, Any] = field(default_factory=dict)
    documents: pd.DataFrame = field(default_factory=no_documents)
    persons: pd.DataFrame = field(default_factory=no_persons)

    @property
    def n_sentences(self) -> int:
        """Number of sentences."""
        return len(self._tables["sentences"])

    @property
    def has_text(self) -> bool:
        """Whether the sentences table carries the text."""
        return "text" in self._tables["sentences"].columns

    def load(self) -> Extraction:
        """Load the whole run."""
        return Extraction.load(self.folder)

    def parts(
        self,
        *,
        sentences: Sequence[str] | None = None,
        mentions: Sequence[str] | None = None,
        turns: bool = False,
        doc_ids: frozenset[str] | None = None,
    ) -> Iterator[Extraction]:
        """Yield the run in parts, each some whole documents, in order.

        Parameters
        ----------
        sentences, mentions : sequence of str, optional
            Columns wanted beside those of the keys and of the place; all by default.
        turns : bool
            Whether the turns are wanted.
        doc_ids : frozenset of str, optional
            Documents wanted; all by default.

        Raises
        ------
        TableError
            If rows do not fit the schema; file and row are named.
        """
        columns = {"sentences": sentences, "mentions": mentions}
        tables = [name for name in _BY_DOCUMENT if name in self._tables and (turns or name != "turns")]
        for first, last in self._spans(doc_ids):
            rows = {name: self._read(name, first, last, columns.get(name)) for name in tables}
            check_together(rows, {name: str(self._tables[name].path) for name in rows})
            yield Extraction(
                **rows, entities=self.entities, info=self.info, documents=self.documents, persons=self.persons
            )

    def distinct(self, column: str) -> list[str]:
        """List the distinct values of a column of texts of the sentences."""
        found: dict[str, None] = {}
        for (codes,), (texts,) in self._tables["sentences"].codes([column]):
            found.update(dict.fromkeys(texts[code] for code in np.unique(codes).tolist()))
        return list(found)

    def documents_with(self, column: str, values: Collection[str]) -> set[str]:
        """List the documents with a mention that has one of the values in a column."""
        held: set[str] = set()
        for (docs, codes), (doc_ids, texts) in self._tables["mentions"].codes(["doc_id", column]):
            wanted = [code for code, text in enumerate(texts) if text in values]
            held.update(doc_ids[code] for code in np.unique(docs[np.isin(codes, wanted)]).tolist())
        return held

    def names(self) -> pd.DataFrame:
        """List the distinct names of the mentions: text, label, entity, series."""
        return self._names

    @cached_property
    def _names(self) -> pd.DataFrame:
        found: dict[tuple[str, ...], None] = {}
        for codes, texts in self._tables["mentions"].codes(NAME_COLUMNS):
            # One number for each combination sorts faster than the four of it.
            sizes = [len(of) for of in texts]
            distinct = np.unique(np.ravel_multi_index(codes, sizes)) if len(codes[0]) else np.zeros(0, dtype=np.int64)
            rows = zip(*(part.tolist() for part in np.unravel_index(distinct, sizes)), strict=True)
            found.update(dict.fromkeys(tuple(of[code] for of, code in zip(texts, row, strict=True)) for row in rows))
        return pd.DataFrame(list(found), columns=list(NAME_COLUMNS), dtype="str")

    def _spans(self, doc_ids: frozenset[str] | None) -> Iterator[tuple[int, int]]:
        """Ranges of documents that make a part."""
        begins = self._begins["sentences"]
        first = last = 0
        while first < len(self.doc_ids):
            if doc_ids is not None and self.doc_ids[first] not in doc_ids:
                first += 1
                continue
            last = first + 1
            while (
                last < len(self.doc_ids)
                and begins[last] - begins[first] < SENTENCES_A_PART
                and (doc_ids is None or self.doc_ids[last] in doc_ids)
            ):
                last += 1
            yield first, last
            first = last

    def _read(self, name: str, first: int, last: int, wanted: Sequence[str] | None) -> pd.DataFrame:
        table, begins, schema = self._tables[name], self._begins[name], TABLES[name]
        if wanted is not None:
            schema = {column: kind for column, kind in schema.items() if column in {*_ALWAYS[name], *wanted}}
        begin, end = int(begins[first]), int(begins[last])
        rows = table.read(begin, end, [column for column in table.columns if wanted is None or column in schema])
        if schema is SENTENCES:
            rows = rows.assign(**{column: none for column, none in DEFAULTS.items() if column not in rows})
        place = str(table.path) if not begin else f"{table.path}, of the rows after {begin}"
        return check_table(rows, schema, place, optional=OPTIONAL)


Run = Extraction | StoredRun
"""A run in memory or in its folder."""


def open_folder(folder: Path) -> Run:
    """Open the tables of a run without loading them; those that cannot be read part by part are loaded.

    CSV is loaded, and so are tables in which the rows of a document do not stand together.
    """
    return read_saved(folder, lambda files: _open(folder, files)) or Extraction.load(folder)


def _open(folder: Path, files: Mapping[str, Path]) -> StoredRun | None:
    chosen = {name: next((files[name + it] for it in SUFFIXES if name + it in files), None) for name in TABLES}
    paths = {name: path for name, path in chosen.items() if path is not None}
    if any(path.suffix != ".parquet" for path in paths.values()) or TABLES.keys() - OPTIONAL_TABLES - paths.keys():
        return None
    tables = {name: RowGroups(paths[name]) for name in _BY_DOCUMENT if name in paths}
    if not all(_fits(set(table.columns), TABLES[name].keys()) for name, table in tables.items()):
        return None
    runs = {name: table.runs("doc_id") for name, table in tables.items()}
    doc_ids = runs["sentences"][0]
    place = {doc_id: number for number, doc_id in enumerate(doc_ids)}
    begins = {name: _begins(*runs[name], place, len(tables[name])) for name in tables}
    known = {name: rows for name, rows in begins.items() if rows is not None}
    if len(place) < len(doc_ids) or len(known) < len(begins):
        return None
    whole: dict[str, pd.DataFrame] = {
        name: read_table(paths[name], TABLES[name], more=name in EXTENDED)
        for name in ("entities", "documents", "persons")
        if name in paths
    }
    check_together(whole, {name: str(path) for name, path in paths.items()})
    info = read_info(files[INFO]) if INFO in files else {}
    return StoredRun(folder, doc_ids, whole.pop("entities"), tables, known, info, **whole)


def _fits(columns: set[str], schema: Set[str]) -> bool:
    """Whether there is no column too many, and none too few that may not be missing."""
    return columns <= schema and schema - columns <= OPTIONAL | DEFAULTS.keys()


def _begins(
    values: Sequence[str], starts: npt.NDArray[np.int64], place: Mapping[str, int], rows: int
) -> npt.NDArray[np.int64] | None:
    """Where the rows of each document begin; None where they do not stand in the order of the documents."""
    places = np.array([place.get(value, -1) for value in values], dtype=np.int64)
    if (places < 0).any() or (np.diff(places) <= 0).any():
        return None
    begins = np.full(len(place) + 1, rows, dtype=np.int64)
    begins[places] = starts
    # A document without rows begins where the next one does.
    return np.minimum.accumulate(begins[::-1])[::-1]
