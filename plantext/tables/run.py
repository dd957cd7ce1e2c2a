"""The tables of a run, held together: loaded, saved and joined."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from plantext.display.registry import show_html, show_text
from plantext.errors import TableError
from plantext.storage.folder import locked, replacing_together
from plantext.storage.tablefile import check_suffix, write_table
from plantext.tables.columns import frame, measures_table, turns_table
from plantext.tables.documents import documents_table
from plantext.tables.entities import entities_table
from plantext.tables.files import outdated, read_run, write_info
from plantext.tables.schemas import OPTIONAL, PERSONS, TABLES


def no_measures() -> pd.DataFrame:
    """Return the measures table without rows."""
    return measures_table([])


def no_documents() -> pd.DataFrame:
    """Return the documents table without rows."""
    return documents_table([])


def no_turns() -> pd.DataFrame:
    """Return the turns table without rows."""
    return turns_table([])


def no_persons() -> pd.DataFrame:
    """Return the persons table without rows."""
    return frame({name: [] for name in PERSONS}, PERSONS)


@dataclass(frozen=True)
class Extraction:
    """The tables of a run, with columns as in :mod:`plantext.tables.schemas`, and how they were made.

    Parameters
    ----------
    info : mapping
        Inputs with hashes, versions, parameters, and what was left out.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.extract("priority-plan-2023-draft-p145")
    >>> run.has_text, run.entities["entity"].iloc[0]
    (True, 'DFFT')
    """

    sentences: pd.DataFrame
    mentions: pd.DataFrame
    entities: pd.DataFrame
    info: Mapping[str, Any] = field(default_factory=dict)
    measures: pd.DataFrame = field(default_factory=no_measures)
    turns: pd.DataFrame = field(default_factory=no_turns)
    documents: pd.DataFrame = field(default_factory=no_documents)
    persons: pd.DataFrame = field(default_factory=no_persons)

    def __repr__(self) -> str:
        return show_text(self)

    def _repr_html_(self) -> str:
        return show_html(self)

    @property
    def has_text(self) -> bool:
        """Whether the sentences table carries the text."""
        return "text" in self.sentences.columns

    @property
    def doc_ids(self) -> list[str]:
        """The documents, in order."""
        return list(dict.fromkeys(self.sentences["doc_id"]))

    @property
    def n_sentences(self) -> int:
        """Number of sentences."""
        return len(self.sentences)

    def names(self) -> pd.DataFrame:
        """Return rows that hold each name once at least: text, label, entity, series."""
        return self.mentions

    def distinct(self, column: str) -> list[str]:
        """List the distinct values of a column of texts of the sentences."""
        return self.sentences[column].unique().tolist()

    def documents_with(self, column: str, values: Collection[str]) -> set[str]:
        """List the documents with a mention that has one of the values in a column."""
        return set(self.mentions.loc[self.mentions[column].isin(list(values)), "doc_id"])

    def parts(self, **_: Any) -> Iterator[Extraction]:
        """Yield the run itself; one in a folder (:class:`~plantext.tables.stored.StoredRun`) has several parts."""
        yield self

    def save(self, folder: str | Path, *, text: bool = True, suffix: str = ".parquet") -> Path:
        """Write the tables and ``run.json`` to a folder; those of an earlier run are replaced all at once.

        Parameters
        ----------
        text : bool
            False leaves out the text of sentences and measures, for documents that may not be passed on.
        suffix : str
            ``.parquet`` or ``.csv``.

        Raises
        ------
        OutputError
            If it cannot be written, or another run writes there; the earlier tables stay.
        """
        folder = Path(folder)
        check_suffix(suffix)
        with locked(folder), replacing_together(folder, outdated=outdated(folder, suffix)) as fresh:
            for name in TABLES:
                table: pd.DataFrame = getattr(self, name)
                if name in ("sentences", "measures") and not text:
                    table = table.drop(columns=sorted(OPTIONAL), errors="ignore")
                write_table(table, fresh / (name + suffix))
            write_info(self.info, fresh)
        return folder

    @classmethod
    def load(cls, folder: str | Path) -> Extraction:
        """Read back what :meth:`save` wrote; a :class:`~plantext.errors.TableError` says what does not fit."""
        return cls(**read_run(Path(folder)))


class Tabled(Protocol):
    """A run, in memory or in its folder, as far as it can say what it holds."""

    @property
    def has_text(self) -> bool:
        """Whether the sentences table carries the text."""

    @property
    def doc_ids(self) -> Sequence[str]:
        """The documents, in order."""


def need_text(run: Tabled) -> None:
    """Raise :class:`~plantext.errors.TableError` where the sentences of a run carry no text."""
    if not run.has_text:
        ids = ", ".join(sorted(run.doc_ids))
        raise TableError(
            "These tables carry no text, because it may not be passed on ({ids}). Get the document "
            "(`plantext fetch ID`) and run `plantext extract ID -o FOLDER` for tables with text.",
            ids=ids,
        )


def join_runs(runs: Iterable[Extraction]) -> Extraction:
    """Join runs over different documents, such as the yearly editions of a white paper.

    Entities are counted anew; the text of the sentences is kept only if every run has it; ``info`` is the
    first run's, with the documents of all. Two runs that hold the same document are an error.

    Examples
    --------
    >>> import plantext as pt
    >>> len(join_runs([pt.load("priority-plan-2023"), pt.load("ict-white-paper-r3")]).info["documents"])
    2
    """
    runs = list(runs)
    if not runs:
        raise TableError("join_runs: no runs were given.")
    ids = [doc_id for run in runs for doc_id in dict.fromkeys(run.sentences["doc_id"])]
    twice = sorted({doc_id for doc_id in ids if ids.count(doc_id) > 1})
    if twice:
        raise TableError("join_runs: more than one run holds {twice}.", twice=", ".join(twice))
    parts: dict[str, pd.DataFrame] = {}
    for name in ("sentences", "mentions", "measures", "turns", "persons"):
        tables = [getattr(run, name) for run in runs]
        # Of runs with and without text, the columns of both.
        shared = [column for column in tables[0].columns if all(column in table.columns for table in tables)]
        parts[name] = pd.concat([table[shared] for table in tables], ignore_index=True)
    # Each has the columns of its own sources.
    parts["documents"] = pd.concat([run.documents for run in runs], ignore_index=True).fillna("")
    names_en = {
        (label, entity): name
        for run in runs
        for label, entity, name in zip(*(run.entities[c] for c in ("label", "entity", "name_en")), strict=True)
        if name
    }
    documents = [entry for run in runs for entry in run.info.get("documents", ())]
    return Extraction(
        **parts,
        entities=entities_table(parts["mentions"], parts["sentences"], names_en),
        info={**runs[0].info, "documents": documents},
    )
