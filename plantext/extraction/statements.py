"""The statements of a run: document by document, over processes, kept in the cache."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from plantext.clauses.inherit import Sources, collect
from plantext.clauses.ledger import Edition, link_editions
from plantext.clauses.table import none_of, said_by, statement_columns
from plantext.errors import TableError, names_arguments
from plantext.extraction.cache import code_version, key_of, open_cache
from plantext.extraction.pool import open_pool
from plantext.extraction.serialize import pack, unpack
from plantext.tables.columns import Columns, checked, frame
from plantext.tables.run import Extraction, need_text
from plantext.tables.schemas import STATEMENTS
from plantext.tables.stored import Run

CHUNK = 256
"""Sentences that are parsed together, kept together and sent to one process."""


@dataclass(frozen=True)
class _Chunk:
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    sources: Sources


@names_arguments
def statements(
    run: Run,
    *,
    actor: str = "",
    documents: Collection[str] | None = None,
    jobs: int = 1,
    cache: str | Path | bool | None = True,
) -> pd.DataFrame:
    """Find who undertakes what, with whom, by when, in the sentences of a run.

    Parameters
    ----------
    run : Extraction or StoredRun
        One in a folder (:func:`plantext.open_run`) is read part by part.
    actor : str
        Only what this body or person undertakes, by its name as printed or its entity.
    documents : collection of str, optional
        Only the documents with these names; all of the run where it is left out.
    jobs : int
        Processes that parse at the same time; the table is the same for any number.
    cache : str, pathlib.Path, bool or None
        Folder that keeps what was parsed, as for :func:`plantext.extract`.

    Returns
    -------
    pandas.DataFrame
        One row a statement in reading order, columns as in :data:`plantext.tables.schemas.STATEMENTS`. A statement
        whose sentence names no actor has the one of its turn, measure, section or document; ``actor_source`` says which.

    Raises
    ------
    TableError
        If the run carries no text.
    EmptyResultError
        If the actor undertakes nothing; the most frequent actors are named.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.extract("priority-plan-2023-draft-p145")  # doctest: +SKIP
    >>> statements(run)["predicate"].tolist()[:2]  # doctest: +SKIP
    ['推進する', '開催する']
    """
    need_text(run)
    only = None if documents is None else frozenset(documents)
    found: list[pd.DataFrame] = []
    actors = Counter[str]()
    with open_pool(jobs) if jobs > 1 else nullcontext() as pool:
        for part in run.parts(turns=True, doc_ids=only):
            chunks = list(_chunks(part, only))
            told = (
                map(_state, chunks, [cache] * len(chunks))
                if pool is None
                else pool.map(_state, chunks, [cache] * len(chunks))
            )
            columns = _joined(list(told))
            table = frame(checked(columns, STATEMENTS, "statements"), STATEMENTS)
            actors.update(table["actor"])
            found.append(table[said_by(table, actor)] if actor else table)
    table = pd.concat(found, ignore_index=True) if len(found) != 1 else found[0].reset_index(drop=True)
    if actor and table.empty:
        raise none_of(actor, actors)
    return table


def _joined(parts: Sequence[Columns]) -> Columns:
    return {name: [value for part in parts for value in part[name]] for name in STATEMENTS}


@names_arguments
def ledger(runs: Sequence[Extraction], *, jobs: int = 1, cache: str | Path | bool | None = True) -> pd.DataFrame:
    """Tell what became of the commitments of each edition of a plan in the next one.

    Parameters
    ----------
    runs : sequence of Extraction
        One an edition, in the order of time.
    jobs, cache
        As in :func:`statements`.

    Returns
    -------
    pandas.DataFrame
        One row a commitment and pair of editions; see :func:`plantext.clauses.ledger.link_editions`.

    Raises
    ------
    TableError
        If there are fewer than two editions, if they are out of order, or if one carries no text.

    Examples
    --------
    >>> import plantext as pt
    >>> years = [pt.load("2017"), pt.load("2018")]  # doctest: +SKIP
    >>> ledger(years)["relation"].value_counts().index[0]  # doctest: +SKIP
    'new'
    """
    names = [_edition_name(run) for run in runs]
    days = [day for _, day in names if day]
    if days != sorted(days):
        told = ", ".join(f"{name} ({day})" for name, day in names)
        raise TableError("ledger: editions out of order; expected the oldest first, got {told}.", told=told)
    tables = [statements(run, jobs=jobs, cache=cache) for run in runs]
    editions = [Edition(name, table, run.sentences) for (name, _), table, run in zip(names, tables, runs, strict=True)]
    return link_editions(editions)


def _edition_name(run: Extraction) -> tuple[str, str]:
    """Name and date of an edition: of its first document."""
    documents = run.info.get("documents") or [{}]
    name = documents[0].get("doc_id") or str(run.sentences["doc_id"].iloc[0])
    return name, documents[0].get("date", "")


def _chunks(run: Extraction, documents: Collection[str] | None) -> Iterator[_Chunk]:
    sources = collect(run).by_document()
    # Of its document alone: a chunk is hashed and sent to other processes.
    mentions = dict(iter(run.mentions.groupby("doc_id", sort=False)))
    for doc_id, sentences in run.sentences.groupby("doc_id", sort=False):
        if documents is not None and doc_id not in documents:
            continue
        names, its = mentions.get(doc_id, run.mentions.iloc[:0]), sources.get(str(doc_id), Sources())
        for start in range(0, len(sentences), CHUNK):
            part = sentences.iloc[start : start + CHUNK]
            inside = names["sent_id"].between(part["sent_id"].iloc[0], part["sent_id"].iloc[-1])
            yield _Chunk(part, names[inside], its)


def _state(chunk: _Chunk, cache: str | Path | bool | None) -> Columns:
    store = open_cache(cache)
    if store is None:
        return statement_columns(chunk.sentences, chunk.mentions, chunk.sources)
    tables = [chunk.sentences.to_csv(index=False), chunk.mentions.to_csv(index=False)]
    key = key_of("statements", code_version(), tables, repr(chunk.sources))
    kept = store.get(key)
    if kept is None:
        columns = statement_columns(chunk.sentences, chunk.mentions, chunk.sources)
        store.put(key, pack(dict(columns)))
        return columns
    found: Columns = unpack(kept)
    return found
