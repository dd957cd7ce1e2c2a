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
from plantext.networks import measures
from plantext.networks.cooccurrence import Incidence
from plantext.networks.measures import SEED
from plantext.tables.digits import round_numbers, round_table

Values = npt.NDArray[np.float64]

_AT_ONCE = 64


def resample_weights(documents: pd.Series[str], samples: int, seed: int) -> Iterator[npt.NDArray[np.int64]]:
    """How often each unit is drawn, in batches of resamples.

    Parameters
    ----------
    documents : pandas.Series of str
        The document of each unit.
    samples : int
        Resamples wanted.
    seed : int
        Source of chance.

    Yields
    ------
    numpy.ndarray
        Resamples by units; each document's units sum to their number.
    """
    if samples < 1:
        raise PlantextError(f"samples={samples}: the bootstrap needs at least one resample; 1000 is usual.")
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
    """A measure where names may be absent from a resample: 0 where they never meet.

    Parameters
    ----------
    measure : str
        A column of the pairs table.
    count, one, other, units : array_like
        As in :mod:`plantext.networks.measures`.

    Returns
    -------
    numpy.ndarray
        Values; PMI of a pair that never meets is told as 0, no information.
    """
    both: Values = np.asarray(count, dtype=np.float64)
    meet = both > 0
    safe = [np.where(meet, values, 1.0) for values in np.broadcast_arrays(both, one, other, units)]
    if measure == "count":
        return both
    if measure not in measures.COEFFICIENTS:
        raise PlantextError(f"measure {measure!r}: expected count, {', '.join(measures.COEFFICIENTS)}.")
    needs_units = measure in ("pmi", "npmi", "log_likelihood")
    found: Values = getattr(measures, measure)(*(safe if needs_units else safe[:3]))
    return round_numbers(np.where(meet, found, 0.0))


@dataclass(frozen=True)
class Counter:
    """Counts some pairs anew under any weighting of the units.

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
    def of(cls, table: Incidence, pairs: pd.DataFrame) -> Counter:
        """Prepare to count the pairs of a table with columns source and target.

        Parameters
        ----------
        table : Incidence
            Units by names.
        pairs : pandas.DataFrame
            Pairs; a name that the table lacks counts 0.

        Returns
        -------
        Counter
            Ready to count.
        """
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
        """Counts under weights.

        Parameters
        ----------
        weights : array_like
            Resamples by units.

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
    """A measure of some pairs in each resample.

    Parameters
    ----------
    table : Incidence
        Units by names.
    pairs : pandas.DataFrame
        Columns source and target.
    measure : str
        A column of the pairs table.
    samples, seed : int
        Of the bootstrap.

    Returns
    -------
    numpy.ndarray
        Resamples by pairs.
    """
    counter = Counter.of(table, pairs)
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
    """Percentile intervals for the strength of edges.

    Parameters
    ----------
    table : Incidence
        Units by names (:func:`plantext.networks.cooccurrence.incidence`).
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
        source, target, value, low, high, sd, met (share of resamples in which the two meet).

    References
    ----------
    B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979), 1-26.
    """
    drawn = bootstrap_values(table, pairs, measure=measure, samples=samples, seed=seed)
    counter = Counter.of(table, pairs)
    value = measure_values(measure, *counter.count(np.ones((1, len(table.units)), dtype=np.int64)))[0]
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
        }
    )
    return round_table(table_of_edges)


def interval(drawn: Values, level: float) -> tuple[Values, Values]:
    """The percentile interval of each column.

    Parameters
    ----------
    drawn : numpy.ndarray
        Resamples by quantities.
    level : float
        Such as 0.95.

    Returns
    -------
    tuple of numpy.ndarray
        Lower and upper ends.
    """
    if not 0 < level < 1:
        raise PlantextError(f"level={level}: expected a number between 0 and 1, such as 0.95.")
    tail = (1 - level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    return low, high
