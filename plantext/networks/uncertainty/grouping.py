"""Whether names fall into groups at all: communities tested against tables without any."""

from __future__ import annotations

from dataclasses import dataclass

import igraph
import numpy as np
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.graph import choose_min_frequency, partition
from plantext.networks.measures import SEED
from plantext.networks.presence import Incidence
from plantext.networks.uncertainty.nullmodel import BURN_IN, THIN, shuffle
from plantext.tables.digits import round_number


@dataclass(frozen=True)
class Grouping:
    """Communities of names, and how they compare with chance.

    Parameters
    ----------
    modularity : float
        Of the names' meetings, all of them, each pair weighing the units that hold both.
    null_mean, null_high : float
        Mean and 95th percentile of the largest modularity found in shuffled tables.
    p_value : float
        (1 + shuffled tables with as high a modularity) / (1 + samples).
    communities : pandas.DataFrame
        name, community (1 for the largest); only worth reading where :attr:`grouped`.
    samples, min_frequency : int
        Shuffled tables, and units that a name is in at least.
    level : float
        Of the test.
    """

    modularity: float
    null_mean: float
    null_high: float
    p_value: float
    communities: pd.DataFrame
    samples: int
    min_frequency: int
    level: float

    @property
    def grouped(self) -> bool:
        """Whether the groups are more than chance gives."""
        return self.p_value <= self.level


def assess_groups(  # noqa: PLR0913
    table: Incidence,
    *,
    min_frequency: int | None = None,
    method: str = "leiden",
    resolution: float = 1.0,
    samples: int = 99,
    level: float = 0.05,
    seed: int = SEED,
) -> Grouping:
    """Tell whether names fall into groups more than in tables with the same frequencies and lengths of units.

    A search for communities finds some in any network. Here the table of units and names is shuffled with both margins
    fixed, and the same search is made in each: the answer may be that there are no groups.

    Parameters
    ----------
    table : Incidence
        As made by :func:`plantext.networks.presence.incidence`.
    min_frequency : int, optional
        Least number of units that hold a name; about 75 names by default.
    method, resolution
        As in :func:`plantext.networks.graph.with_communities`.
    samples, seed : int
        Of the shuffled tables; the smallest p is 1 / (samples + 1).
    level : float
        At which p counts as groups.

    Raises
    ------
    EmptyResultError
        If no two names meet.

    References
    ----------
    R. Guimerà, M. Sales-Pardo and L. A. N. Amaral, "Modularity from fluctuations in random graphs and complex
    networks", Physical Review E 70 (2004), 025101; the null model is that of
    :func:`plantext.networks.uncertainty.nullmodel.shuffle`.

    Examples
    --------
    >>> import plantext as pt
    >>> from plantext.networks.presence import incidence
    >>> found = assess_groups(incidence(pt.load("priority-plan-2023"), labels=["FORUM"]), samples=19)
    >>> found.samples, found.p_value >= 0.05
    (19, True)
    """
    if samples < 1:
        raise PlantextError(
            "samples={samples}: the test needs at least one shuffled table; 99 is usual.", samples=samples
        )
    least = choose_min_frequency(pd.Series(table.frequency)) if min_frequency is None else min_frequency
    names = np.flatnonzero(table.frequency >= least)
    presence = table.presence[:, names]
    # A unit with a single name has nothing to trade but that name.
    presence = presence[np.flatnonzero(np.diff(presence.indptr))]
    value, groups = _search(presence, method, resolution, seed)
    rng = np.random.default_rng(seed)
    drawn, shuffled = [], presence
    for sample in range(samples):
        shuffled = shuffle(shuffled, rng, trades=THIN if sample else BURN_IN)
        drawn.append(_search(shuffled, method, resolution, seed)[0])
    # Equal modularities may differ in their last digits.
    reached = sum(other >= value - 1e-12 for other in drawn)
    return Grouping(
        modularity=round_number(value),
        null_mean=round_number(float(np.mean(drawn))),
        null_high=round_number(float(np.quantile(drawn, 0.95))),
        p_value=round_number((1 + reached) / (1 + samples)),
        communities=pd.DataFrame({"name": table.names["name"].to_numpy()[names], "community": groups}),
        samples=samples,
        min_frequency=int(least),
        level=level,
    )


def _search(presence: sparse.csr_array, method: str, resolution: float, seed: int) -> tuple[float, list[int]]:
    """The modularity of the communities found among names that meet, and the community of each name."""
    together = sparse.triu(presence.T @ presence, k=1, format="coo")
    if not together.nnz:
        raise EmptyResultError("No two names meet in a unit, so there are no groups to test. Take a larger unit.")
    order = np.lexsort((together.col, together.row))
    edges = np.column_stack([together.row, together.col])[order].tolist()
    graph = igraph.Graph(n=presence.shape[1], edges=edges)
    graph.es["weight"] = together.data[order].astype(float).tolist()
    groups = partition(graph, method, resolution=resolution, seed=seed)
    modularity = graph.modularity([group - 1 for group in groups], weights="weight", resolution=resolution)
    return float(modularity), groups
