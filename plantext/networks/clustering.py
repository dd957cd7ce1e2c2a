"""Hierarchical clustering of names by the units that they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.presence import Incidence
from plantext.tables.digits import round_numbers

LINKAGES = ("average", "complete", "single", "ward")
"""Ways to measure the distance of two clusters."""


@dataclass(frozen=True)
class Hierarchy:
    """A tree of names.

    Parameters
    ----------
    names : pandas.DataFrame
        One row a name, from the top of the dendrogram down: name, label, frequency, cluster (1 for the topmost).
    method : str
        How the distance of two clusters was measured.
    merges : numpy.ndarray
        As ``scipy.cluster.hierarchy.linkage`` gives them; leaves count in the code-point order of the names.
    """

    names: pd.DataFrame
    method: str
    merges: npt.NDArray[np.float64]


def cluster_names(table: Incidence, *, top: int = 40, method: str = "ward", clusters: int = 6) -> Hierarchy:
    """Cluster the most frequent names by Jaccard's distance: one less the share of their units that two names share.

    Parameters
    ----------
    top : int
        Names, the most frequent; of names as frequent, the first in code-point order.
    method : str
        Of :data:`LINKAGES`; ``ward`` treats the distances as Euclidean, as is usual for maps of words.
    clusters : int
        At most so many, by cutting the tree at one height.

    Raises
    ------
    EmptyResultError
        If there are fewer than two names.

    Examples
    --------
    >>> import plantext as pt
    >>> from plantext.networks import incidence
    >>> found = cluster_names(incidence(pt.load("priority-plan-2023"), labels=["ORG"]), top=10, clusters=3)
    >>> len(found.names), len(set(found.names["cluster"])) <= 3
    (10, True)
    """
    if method not in LINKAGES:
        raise PlantextError("method {method!r}: expected one of {known}.", method=method, known=", ".join(LINKAGES))
    frequency = table.frequency
    order = np.lexsort((np.arange(len(frequency)), -frequency))[:top]
    chosen = np.sort(order[frequency[order] > 0])
    if len(chosen) < 2:
        raise EmptyResultError(
            "A tree needs two names at least, got {n_chosen}. Take more labels.", n_chosen=len(chosen)
        )
    presence = table.presence[:, chosen]
    both = (presence.T @ presence).toarray().astype(np.float64)
    size = both.diagonal()
    distance = round_numbers(1 - both / (size[:, None] + size - both), 9)
    np.fill_diagonal(distance, 0)
    merges = hierarchy.linkage(squareform(distance), method=method)
    merges[:, 2] = round_numbers(merges[:, 2], 9)
    leaves = hierarchy.leaves_list(merges)[::-1]
    found = hierarchy.fcluster(merges, clusters, criterion="maxclust")[leaves]
    number = {cluster: i for i, cluster in enumerate(dict.fromkeys(found.tolist()), start=1)}
    names = table.names.iloc[chosen[leaves]][["name", "label"]].reset_index(drop=True)
    names = names.assign(frequency=frequency[chosen[leaves]], cluster=[number[cluster] for cluster in found.tolist()])
    return Hierarchy(names, method, merges)
