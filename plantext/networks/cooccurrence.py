"""From names in units to pairs: which names meet, how often, how strongly associated."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError, Message, PlantextError, names_arguments
from plantext.networks.measures import COEFFICIENTS, SEED, all_measures
from plantext.networks.presence import Incidence, Node, incidences, join_incidences
from plantext.networks.sums import CellSums, NameSums
from plantext.networks.uncertainty.nullmodel import with_null
from plantext.tables.stored import Run

ENDS = ("source", "target", "source_label", "target_label")
COUNTS = ("count", "n_source", "n_target", "n_units")
PAIR_COLUMNS = (*ENDS, *COUNTS, *COEFFICIENTS, "p_value", "q_value")
"""Columns of the pairs table."""

Integers = npt.NDArray[np.int64]


def count_pairs(presence: sparse.csr_array) -> tuple[Integers, Integers, Integers]:
    """Count the units that hold two names, for all names at once.

    Parameters
    ----------
    presence : scipy.sparse.csr_array
        Units by names, entries 1.

    Returns
    -------
    tuple of numpy.ndarray of int
        Column of the first name, column of the second (greater), and units with both; no zeros.

    Examples
    --------
    >>> [part.tolist() for part in count_pairs(sparse.csr_array([[1, 1], [1, 1]]))]
    [[0], [1], [2]]
    """
    together = sparse.triu(presence.T @ presence, k=1, format="coo")
    return together.row, together.col, together.data.astype(np.int64)


class PairSums:
    """Pairs counted part by part, for no unit reaches from one document into the next."""

    def __init__(self, weight: Literal["presence", "count"] = "presence") -> None:
        if weight not in ("presence", "count"):
            raise PlantextError("weight {weight!r}: expected presence or count.", weight=weight)
        self._weight = weight
        self._names = NameSums()
        self._cells = CellSums(1 if weight == "presence" else 2)
        self._info: dict[str, Any] = {}
        self.n_units = 0

    def add(self, table: Incidence) -> None:
        """Count the pairs of another part."""
        self._info = self._info or table.info
        self.n_units += table.matrix.shape[0]
        place = self._names.add(table)
        if not table.matrix.nnz:
            return
        source, target, both = count_pairs(table.presence)
        counts = [both]
        if self._weight == "count":
            counts.append((table.matrix.T @ table.matrix).tocsr()[source, target].astype(np.int64))
        a, b = place[source], place[target]
        self._cells.add(np.minimum(a, b), np.maximum(a, b), counts)

    @property
    def n_names(self) -> int:
        """Names that stand in any unit."""
        return int((self._names.frequency > 0).sum())

    def table(self) -> pd.DataFrame:
        """Make the pairs table; see :func:`cooccur`."""
        names, rank, frequency = self._names.sorted()
        first, second, counts = self._cells.total()
        source, target = np.minimum(rank[first], rank[second]), np.maximum(rank[first], rank[second])
        # Names are in code-point order, and so are their numbers, which sort faster.
        order = np.lexsort((target, source, -counts[-1]))
        source, target, both, count = (column[order] for column in (source, target, counts[0], counts[-1]))
        margins = (both, frequency[source], frequency[target], np.full(len(source), self.n_units, dtype=np.int64))
        columns: dict[str, Any] = {
            "source": names["name"].array.take(source),
            "target": names["name"].array.take(target),
            "source_label": names["label"].array.take(source),
            "target_label": names["label"].array.take(target),
            **dict(zip(COUNTS, (count, *margins[1:]), strict=True)),
            **all_measures(*margins, n_tests=self.n_names * (self.n_names - 1) // 2),
        }
        if self._weight == "count":
            columns["n_both"] = both
        pairs = pd.DataFrame(columns)
        pairs.attrs.update(self._info, counted=self._weight, n_units=self.n_units, n_names=self.n_names)
        return pairs


def pairs_of(table: Incidence, *, weight: Literal["presence", "count"] = "presence") -> pd.DataFrame:
    """Make the pairs table of an incidence; see :func:`cooccur`.

    Examples
    --------
    >>> names = pd.DataFrame({"name": ["IGF", "外務省", "総務省"], "label": ["FORUM", "ORG", "ORG"]})
    >>> units = pd.DataFrame({"doc_id": "a", "unit": [0, 1]})
    >>> pairs = pairs_of(Incidence(sparse.csr_array([[1, 0, 1], [1, 1, 1]]), units, names, {}))
    >>> pairs[["source", "target", "count", "jaccard"]].values.tolist()[0]
    ['IGF', '総務省', 2, 1.0]
    """
    sums = PairSums(weight)
    sums.add(table)
    return sums.table()


@names_arguments
def cooccur(  # noqa: PLR0913
    run: Run,
    *,
    unit: str = "paragraph",
    labels: Sequence[str] | None = None,
    node: Node = "entity",
    weight: Literal["presence", "count"] = "presence",
    include: Collection[str] | None = None,
    exclude: Collection[str] = (),
    kinds: Collection[str] | None = None,
    null: Literal["curveball", "bicm"] | None = None,
    null_samples: int = 999,
    seed: int = SEED,
) -> pd.DataFrame:
    """Count which names meet in the same unit of text, and measure their association.

    Parameters
    ----------
    run : Extraction or StoredRun
        The tables of one or more documents; those in a folder (:func:`plantext.open_run`) are read part by part.
    unit, labels, node, include, exclude, kinds
        As in :func:`plantext.networks.presence.incidence`.
    weight : str
        With ``presence``, `count` is the number of units that hold both names. With ``count``, it is the number
        of pairs of mentions that share a unit (the sum over units of the product of both numbers of mentions),
        and ``n_both`` gives the units. Margins, coefficients and tests rest on presence either way.
    null : str, optional
        Test against a null model that keeps unit lengths and name frequencies
        (:mod:`plantext.networks.uncertainty.nullmodel`): ``curveball`` shuffles, so p is at least
        1 / (`null_samples` + 1); ``bicm`` computes. Adds expected, sd, z_null, p_null and q_null.
    null_samples, seed : int
        Number and seed of the shuffles.

    Returns
    -------
    pandas.DataFrame
        The pairs that meet at least once, columns as in :data:`PAIR_COLUMNS`, by falling count and then by
        name; source precedes target in code-point order. n_source and n_target are units with the name, n_units
        all units. q values reckon with every pair of names, also those that never meet. ``attrs`` records how
        the table was made.

    Raises
    ------
    EmptyResultError
        If no two names share a unit, or a filter leaves no name; the message says what to widen.

    Warns
    -----
    UserWarning
        If the whole text is one unit, where counting means nothing.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.load("priority-plan-2023")
    >>> pairs = cooccur(run, unit="section", include=["総務省", "デジタル庁"])
    >>> pairs[["source", "target"]].values.tolist()
    [['デジタル庁', '総務省']]
    """
    chosen: dict[str, Any] = {"unit": unit, "labels": labels, "node": node}
    chosen |= {"include": include, "exclude": exclude, "kinds": kinds}
    sums, tables = PairSums(weight), []
    for _, table in incidences(run, **chosen):
        sums.add(table)
        if null is not None:
            tables.append(table)
    pairs = sums.table()
    if pairs.empty:
        raise EmptyResultError(
            "No two of {n_names} names share one of {n_units} units (unit={unit}). Take a larger unit "
            "(sentence < paragraph < section < document) or more labels.",
            n_names=sums.n_names,
            n_units=sums.n_units,
            unit=unit,
        )
    if sums.n_units == 1:
        warnings.warn(
            Message(
                "unit={unit} makes the text one single unit: every two names meet once and every coefficient is 1. "
                "Take a smaller unit (sentence < paragraph < section < document) or more documents.",
                unit=unit,
            ),
            stacklevel=2,
        )
    if null is None:
        return pairs
    joined = join_incidences(tables)
    return with_null(pairs, joined.presence, joined.names["name"], method=null, samples=null_samples, seed=seed)
