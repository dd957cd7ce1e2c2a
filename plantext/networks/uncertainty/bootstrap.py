"""How far the numbers would move if the text had been a little different: the bootstrap over units.

Units are drawn again with replacement, each document keeping as many as it has. Long documents make
narrow intervals; the intervals say nothing about names that were missed or mistaken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.errors import PlantextError
from plantext.networks.measures import COEFFICIENTS, SEED, associate
from plantext.networks.presence import Incidence
from plantext.tables.digits import round_numbers, round_table

Values = npt.NDArray[np.float64]

FEW = 10
"""Meetings below which an interval of 95 % covers less than it says: 0.92 at five, 0.86 at two, 0.63 at one."""
_AT_ONCE = 64


def resample_weights(documents: pd.Series[str], samples: int, seed: int) -> Iterator[npt.NDArray[np.int64]]:
    """Draw how often each unit enters each resample, in batches of resamples by units.

    Parameters
    ----------
    documents : pandas.Series of str
        The document of each unit; within a resample, each document keeps its number of units.

    Examples
    --------
    >>> [batch.sum(axis=1).tolist() for batch in resample_weights(pd.Series(["a", "a", "b"]), 2, seed=1)]
    [[3, 3]]
    """
    if samples < 1:
        raise PlantextError(
            "samples={samples}: the bootstrap needs at least one resample; 1000 is usual.", samples=samples
        )
    rng = np.random.default_rng(seed)
    groups = [np.asarray(where) for _, where in pd.Series(np.arange(len(documents))).groupby(documents.to_numpy())]
    for start in range(0, samples, _AT_ONCE):
        drawn = np.zeros((min(_AT_ONCE, samples - start), len(documents)), dtype=np.int64)
        for where in groups:
            # Whole numbers alone: what a binomial sampler draws hangs on the last bit of a logarithm.
            for row, picked in zip(drawn, rng.integers(len(where), size=(len(drawn), len(where))), strict=True):
                row[where] = np.bincount(picked, minlength=len(where))
        yield drawn


def measure_values(measure: str, count: Any, one: Any, other: Any, units: Any) -> Values:
    """Compute a measure where names may be absent from a resample: 0 where they never meet, for PMI too.

    Examples
    --------
    >>> measure_values("jaccard", [2, 0], [3, 0], [4, 1], [9, 9]).tolist()
    [0.4, 0.0]
    """
    both: Values = np.asarray(count, dtype=np.float64)
    meet = both > 0
    safe = [np.where(meet, values, 1.0) for values in np.broadcast_arrays(both, one, other, units)]
    if measure == "count":
        return both
    if measure not in COEFFICIENTS:
        raise PlantextError(
            "measure {measure!r}: expected count, {known}.", measure=measure, known=", ".join(COEFFICIENTS)
        )
    found = associate(measure, *safe)
    return round_numbers(np.where(meet, found, 0.0))


@dataclass(frozen=True)
class PairCounter:
    """Counts some pairs again under any weighting of the units.

    Parameters
    ----------
    names : scipy.sparse.csr_array
        Units by names, presence.
    both : scipy.sparse.csr_array
        Units by pairs: 1 where the unit holds both names.
    source, target : numpy.ndarray of int
        Columns of `names`.
    """

    names: sparse.csr_array
    both: sparse.csr_array
    source: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]

    @classmethod
    def of(cls, table: Incidence, pairs: pd.DataFrame) -> PairCounter:
        """Prepare to count pairs with columns source and target; a name that `table` lacks counts 0."""
        presence = table.presence
        absent = sparse.csr_array((presence.shape[0], 1), dtype=np.int64)
        names = sparse.csr_array(sparse.hstack([presence, absent], format="csr"))
        index = pd.Index(table.names["name"])
        places = [index.get_indexer(pairs[side]) for side in ("source", "target")]
        source, target = (np.where(place < 0, presence.shape[1], place) for place in places)
        columns = names.tocsc()
        both = sparse.csr_array(columns[:, source].multiply(columns[:, target]))
        return cls(names, both, source, target)

    def count(self, weights: Any) -> tuple[Values, Values, Values, Values]:
        """Count under weights, resamples by units.

        Returns
        -------
        tuple of numpy.ndarray
            Resamples by pairs: both, source, target; and resamples by 1: units.
        """
        weights = np.atleast_2d(weights)
        held = np.asarray((self.names.T @ weights.T).T)
        both = np.asarray((self.both.T @ weights.T).T)
        return both, held[:, self.source], held[:, self.target], weights.sum(axis=1, keepdims=True)


def bootstrap_values(
    table: Incidence, pairs: pd.DataFrame, *, measure: str = "jaccard", samples: int = 1000, seed: int = SEED
) -> Values:
    """Compute a measure of some pairs in each resample: resamples by pairs.

    Examples
    --------
    >>> import plantext as pt
    >>> from plantext.networks.cooccurrence import pairs_of
    >>> from plantext.networks.presence import incidence
    >>> table = incidence(pt.load("priority-plan-2023"), labels=["FORUM"])
    >>> bootstrap_values(table, pairs_of(table).head(3), samples=10).shape
    (10, 3)
    """
    counter = PairCounter.of(table, pairs)
    return np.concatenate(
        [
            measure_values(measure, *counter.count(drawn))
            for drawn in resample_weights(table.units["doc_id"], samples, seed)
        ]
    )


def edge_intervals(  # noqa: PLR0913
    table: Incidence,
    pairs: pd.DataFrame,
    *,
    measure: str = "jaccard",
    samples: int = 1000,
    level: float = 0.95,
    seed: int = SEED,
) -> pd.DataFrame:
    """Compute percentile intervals for the strength of edges (Efron 1979).

    Parameters
    ----------
    table : Incidence
        As made by :func:`plantext.networks.presence.incidence`.
    pairs : pandas.DataFrame
        The pairs wanted, such as the pairs table or a part of it.
    measure : str
        A column of the pairs table.
    samples, seed : int
        Of the bootstrap.
    level : float
        Of the interval.

    Returns
    -------
    pandas.DataFrame
        source, target, value, low, high, sd, met (share of resamples in which the two meet), sparse (whether they
        meet in fewer units than :data:`FEW`, so that the interval is too narrow).

    References
    ----------
    B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979), 1-26.

    Examples
    --------
    >>> import plantext as pt
    >>> from plantext.networks.cooccurrence import pairs_of
    >>> from plantext.networks.presence import incidence
    >>> table = incidence(pt.load("priority-plan-2023"), labels=["FORUM"])
    >>> found = edge_intervals(table, pairs_of(table).head(3), samples=20)
    >>> bool((found["low"] <= found["high"]).all())
    True
    """
    drawn = bootstrap_values(table, pairs, measure=measure, samples=samples, seed=seed)
    counter = PairCounter.of(table, pairs)
    counts = counter.count(np.ones((1, len(table.units)), dtype=np.int64))
    value = measure_values(measure, *counts)[0]
    low, high = interval(drawn, level)
    table_of_edges = pd.DataFrame(
        {
            "source": pairs["source"].to_numpy(),
            "target": pairs["target"].to_numpy(),
            "value": value,
            "low": low,
            "high": high,
            "sd": drawn.std(axis=0),
            "met": (drawn != 0).mean(axis=0),
            "sparse": counts[0][0] < FEW,
        }
    )
    return round_table(table_of_edges)


def interval(drawn: Values, level: float) -> tuple[Values, Values]:
    """Compute the percentile interval of each column of resamples by quantities: lower ends, upper ends.

    Examples
    --------
    >>> [end.tolist() for end in interval(np.arange(101.0)[:, None], 0.5)]
    [[25.0], [75.0]]
    """
    if not 0 < level < 1:
        raise PlantextError("level={level}: expected a number between 0 and 1, such as 0.95.", level=level)
    tail = (1 - level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    return low, high
