"""Units of text on the page: by what the filters of documents and years choose among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from plantext.networks.presence import place_in
from plantext.networks.units import units_of
from plantext.tables.run import Extraction

Integers = npt.NDArray[np.int64]

MANY_DOCUMENTS = 300
"""Documents above which nobody ticks them one by one: units then differ by the year of their document alone."""


@dataclass(frozen=True)
class Units:
    """The units of a run, of the kind that its network was counted in.

    Parameters
    ----------
    membership : scipy.sparse.csr_array
        Units by sentences.
    first, last : numpy.ndarray
        Units that each sentence begins and ends in, -1 without one.
    facet : numpy.ndarray
        Of each unit, its row in `facets`.
    facets : list of tuple
        Document by position (-1 where there are many), year of the document (0 if unknown), years in the text.
    """

    membership: sparse.csr_array
    first: Integers
    last: Integers
    facet: Integers
    facets: list[tuple[int, int, tuple[tuple[int, int], ...]]]


def _ranges(membership: sparse.csr_array) -> tuple[Integers, Integers]:
    """Find the first and last unit of each sentence, -1 without one; overlapping windows follow each other."""
    columns = sparse.csc_array(membership)
    first = np.full(columns.shape[1], -1, dtype=np.int64)
    last = first.copy()
    inside = np.flatnonzero(np.diff(columns.indptr))
    if len(inside):
        starts = columns.indptr[inside]
        first[inside] = np.minimum.reduceat(columns.indices, starts)
        last[inside] = np.maximum.reduceat(columns.indices, starts)
    return first, last


def years_of(start: str, end: str) -> tuple[int, int] | None:
    """Find the years of a date; a fiscal year (April to March) is the year that it begins in."""
    try:
        first, last = (dt.date.fromisoformat(day) for day in (start or end, end or start))
    except ValueError:
        return None
    # 年度 run from April to March.
    if (first.month, first.day, last.month, last.day) == (4, 1, 3, 31):
        last = dt.date(last.year - 1, 12, 31)
    return (first.year, last.year) if first.year <= last.year else None


def _unit_years(run: Extraction, first: Integers, last: Integers) -> dict[int, tuple[tuple[int, int], ...]]:
    dates = run.mentions[run.mentions["label"] == "DATE"]
    found: dict[int, set[tuple[int, int]]] = {}
    for row, start, end in zip(place_in(run.sentences, dates), dates["date_start"], dates["date_end"], strict=True):
        years = years_of(start, end)
        if years is None or row < 0 or first[row] < 0:
            continue
        for unit in range(first[row], last[row] + 1):
            found.setdefault(unit, set()).add(years)
    return {unit: tuple(sorted(pairs)) for unit, pairs in found.items()}


def find_units(run: Extraction, unit: str, document_years: list[int]) -> Units:
    """Assign the sentences of a run to units, and the units to what filters tell apart.

    Parameters
    ----------
    unit : str
        As in :func:`plantext.networks.units.split_unit`.
    document_years : list of int
        Year of each document in the order of the run, 0 if unknown.
    """
    membership, table = units_of(run.sentences, unit)
    first, last = _ranges(membership)
    years = _unit_years(run, first, last)
    places = {doc_id: i for i, doc_id in enumerate(dict.fromkeys(run.sentences["doc_id"]))}
    documents = table["doc_id"].map(places).to_numpy(dtype=np.int64)
    known = len(places) <= MANY_DOCUMENTS
    rows = [
        (document if known else -1, document_years[document], years.get(i, ()))
        for i, document in enumerate(documents.tolist())
    ]
    numbers = {row: i for i, row in enumerate(dict.fromkeys(rows))}
    facet = np.fromiter((numbers[row] for row in rows), dtype=np.int64, count=len(rows))
    return Units(membership, first, last, facet, list(numbers))
