"""Units of text on the page: by what the filters of documents and years choose among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.networks.units import units_of
from plantext.tables.run import Extraction

Integers = npt.NDArray[np.integer]
Facet = tuple[int, int, tuple[tuple[int, int], ...]]
"""Document by position (-1 where there are many), year of the document (0 if unknown), years in the text."""

MANY_DOCUMENTS = 300
"""Documents above which nobody ticks them one by one: units then differ by the year of their document alone."""


@dataclass(frozen=True)
class Units:
    """The units of a part of a run, of the kind that its network was counted in.

    Parameters
    ----------
    membership : scipy.sparse.csr_array
        Units by sentences of the part.
    first, last : numpy.ndarray
        Units of the run that each sentence begins and ends in, -1 without one.
    doc_ids : list of str
        Document of each unit.
    begin : int
        Units of the run before it.
    """

    membership: sparse.csr_array
    first: Integers
    last: Integers
    doc_ids: list[str]
    begin: int


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


def _unit_years(placed: pd.DataFrame, units: Units) -> dict[int, tuple[tuple[int, int], ...]]:
    dates = placed[placed["label"] == "DATE"]
    found: dict[int, set[tuple[int, int]]] = {}
    for row, start, end in zip(*(dates[column].tolist() for column in ("row", "date_start", "date_end")), strict=True):
        years = years_of(start, end)
        if years is None or units.first[row] < 0:
            continue
        for unit in range(units.first[row], units.last[row] + 1):
            found.setdefault(unit, set()).add(years)
    return {unit: tuple(sorted(pairs)) for unit, pairs in found.items()}


def find_units(run: Extraction, unit: str, begin: int) -> Units:
    """Assign the sentences of a part of a run to units.

    Parameters
    ----------
    unit : str
        As in :func:`plantext.networks.units.split_unit`.
    begin : int
        Units of the run before it.
    """
    membership, table = units_of(run.sentences, unit)
    membership.sort_indices()
    first, last = (np.where(ends >= 0, ends + begin, -1) for ends in _ranges(membership))
    return Units(membership, first, last, table["doc_id"].tolist(), begin)


class Facets:
    """What filters tell apart of the units, numbered as it comes.

    Parameters
    ----------
    documents : mapping of str to int
        Place of each document in the run.
    years : list of int
        Year of each, 0 if unknown.
    """

    def __init__(self, documents: Mapping[str, int], years: list[int]) -> None:
        self._documents = documents
        self._years = years
        self._numbers: dict[Facet, int] = {}
        self._of_units: list[npt.NDArray[np.int32]] = []

    def add(self, placed: pd.DataFrame, units: Units) -> Integers:
        """Number the facets of the units of the next part, of which `placed` are the mentions."""
        dates = _unit_years(placed, units)
        known = len(self._documents) <= MANY_DOCUMENTS
        found = []
        for unit, doc_id in enumerate(units.doc_ids, units.begin):
            document = self._documents[doc_id]
            facet = (document if known else -1, self._years[document], dates.get(unit, ()))
            found.append(self._numbers.setdefault(facet, len(self._numbers)))
        self._of_units.append(np.array(found, dtype=np.int32))
        return np.array(found, dtype=np.int64)

    @property
    def rows(self) -> list[Facet]:
        """The facets by number."""
        return list(self._numbers)

    def of_units(self) -> npt.NDArray[np.int32]:
        """The number of each unit of the run."""
        return np.concatenate(self._of_units)
