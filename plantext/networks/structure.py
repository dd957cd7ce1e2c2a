"""Communities and centralities of a network, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.graph import METHODS, partition, to_igraph
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph
from plantext.tables.digits import round_number, round_numbers, round_table
from plantext.tables.schemas import COLUMN_DIGITS, DIGITS

DAMPING = 0.85  # Of PageRank

_ROUNDS = 1000
_CONVERGED = 1e-16

CENTRALITIES = ("degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank", "clustering")
"""What :func:`centralities` computes."""


def _positive(net: Graph) -> Any:
    if not net.number_of_edges():
        raise EmptyResultError(
            "The network has no edges, so nothing is central and nothing clusters. Lower its thresholds."
        )
    graph = to_igraph(net)
    graph.delete_edges([edge.index for edge in graph.es if edge["weight"] <= 0])
    return graph


def communities(
    net: Graph, *, methods: Sequence[str] = ("leiden", "louvain", "walktrap"), resolution: float = 1.0, seed: int = SEED
) -> pd.DataFrame:
    """Find the community of each name by several methods.

    Parameters
    ----------
    methods : sequence of str
        Of ``leiden``, ``louvain``, ``walktrap``, ``fastgreedy``; see
        :func:`plantext.networks.graph.with_communities` for their sources.
    resolution, seed
        Of Leiden and Louvain.

    Returns
    -------
    pandas.DataFrame
        name, label, frequency and a column a method, communities numbered from 1 by size.
        ``attrs["modularity"]`` gives the modularity of each.

    Examples
    --------
    >>> net = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")])
    >>> communities(net, methods=["leiden", "walktrap"])[["name", "leiden", "walktrap"]].values.tolist()[3:]
    [['d', 2, 2], ['e', 2, 2]]
    """
    graph = _positive(net)
    table = pd.DataFrame({"name": graph.vs["name"]})
    for attribute in ("label", "frequency"):
        table[attribute] = [net.nodes[name].get(attribute, "") for name in table["name"]]
    modularity = {}
    for method in methods:
        if method not in METHODS:
            raise PlantextError(
                "communities {method!r}: expected some of {known}.", method=method, known=", ".join(METHODS)
            )
        table[method] = partition(graph, method, resolution=resolution, seed=seed)
        modularity[method] = round_number(graph.modularity([n - 1 for n in table[method]], weights="weight"))
    table.attrs = {"modularity": modularity, "resolution": resolution, "seed": seed}
    return table


def _closeness(graph: Any) -> Any:
    """Closeness scaled by the share of nodes reached (Wasserman and Faust)."""
    n = graph.vcount()
    sizes = np.zeros(n)
    for part in graph.connected_components():
        sizes[part] = len(part)
    raw = np.nan_to_num(np.array(graph.closeness(weights="distance", normalized=True), dtype=float))
    return raw * (sizes - 1) / max(n - 1, 1)


def _eigenvector(graph: Any) -> Any:
    """The leading eigenvector of each component on its own, so that no part of the network vanishes."""
    values = np.zeros(graph.vcount())
    weights = np.array(graph.es["weight"])
    ends = np.array(graph.get_edgelist()).reshape(-1, 2)
    for part in graph.connected_components():
        place = np.full(graph.vcount(), -1)
        place[part] = np.arange(len(part))
        mine = place[ends[:, 0]] >= 0 if len(ends) else np.zeros(0, dtype=bool)
        if not mine.any():
            continue
        matrix = np.zeros((len(part), len(part)))
        a, b = place[ends[mine]].T
        matrix[a, b] = matrix[b, a] = weights[mine]
        leading = np.abs(np.linalg.eigh(matrix)[1][:, -1])
        values[part] = leading / leading.max()
    return values


def _pagerank(graph: Any) -> Any:
    """PageRank by the power method, sums in the order of the edges; nodes without edges share their weight out."""
    n = graph.vcount()
    ends = np.array(graph.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    source, target = np.concatenate([ends, ends[:, ::-1]]).T
    weight = np.tile(np.asarray(graph.es["weight"], dtype=float), 2)
    strength = np.bincount(source, weight, n)
    share = weight / strength[source]
    alone = strength == 0
    rank = np.full(n, 1 / n)
    for _ in range(_ROUNDS):
        spare = np.cumsum(np.where(alone, rank, 0.0))[-1]
        fresh = (1 - DAMPING) / n + DAMPING * (np.bincount(target, rank[source] * share, n) + spare / n)
        moved = np.abs(fresh - rank).max()
        rank = fresh
        if moved < _CONVERGED:
            break
    return rank


def centrality_columns(graph: Any) -> dict[str, Any]:
    """Compute :data:`CENTRALITIES` of an igraph graph with positive ``weight``, one value a vertex, rounded.

    Examples
    --------
    >>> from plantext.networks.graph import to_igraph
    >>> centrality_columns(to_igraph(nx.Graph([("a", "b"), ("b", "c")])))["betweenness"].tolist()
    [0.0, 1.0, 0.0]
    """
    graph.es["distance"] = [1 / weight for weight in graph.es["weight"]]
    n = graph.vcount()
    paths = max((n - 1) * (n - 2) / 2, 1.0)
    found = {
        "degree": graph.degree(),
        "strength": graph.strength(weights="weight"),
        "betweenness": np.array(graph.betweenness(weights="distance")) / paths,
        "closeness": _closeness(graph),
        "eigenvector": _eigenvector(graph),
        "pagerank": _pagerank(graph),
        "clustering": graph.transitivity_local_undirected(mode="zero"),
    }
    whole = {"degree": found.pop("degree")}
    return whole | {name: round_numbers(values, COLUMN_DIGITS.get(name, DIGITS)) for name, values in found.items()}


def centralities(net: Graph) -> pd.DataFrame:
    """Compute how central each name is, in seven ways.

    Edges of weight 0 or less (PMI can be negative) are left out. The distance along an edge is 1 / weight.

    Returns
    -------
    pandas.DataFrame
        name, label, frequency, community, and, by falling strength:

        - degree: edges; strength: sum of weights;
        - betweenness: share of the shortest paths between two others that run through the name
          (L. C. Freeman, Sociometry 40, 1977, 35-41);
        - closeness: inverse mean distance to the names reached, times the share of names reached
          (S. Wasserman and K. Faust, Social Network Analysis, 1994, 5.2);
        - eigenvector: within each component, the largest 1 (P. Bonacich, J. Math. Sociol. 2, 1972, 113-120);
        - pagerank: weighted, damping 0.85 (L. Page et al., 1999);
        - clustering: share of pairs of neighbours that are neighbours, unweighted (D. J. Watts and
          S. H. Strogatz, Nature 393, 1998, 440-442).

    Examples
    --------
    >>> net = nx.Graph([("a", "b", {"weight": 0.5}), ("b", "c", {"weight": 0.25})])
    >>> centralities(net)[["name", "degree", "strength"]].values.tolist()
    [['b', 2, 0.75], ['a', 1, 0.5], ['c', 1, 0.25]]
    """
    graph = _positive(net)
    names = graph.vs["name"]
    table = pd.DataFrame({"name": names})
    for attribute in ("label", "frequency", "community"):
        table[attribute] = [net.nodes[name].get(attribute, "") for name in names]
    table = table.assign(**{name: np.asarray(values) for name, values in centrality_columns(graph).items()})
    return table.sort_values(["strength", "name"], ascending=[False, True], ignore_index=True)


def summary(net: Graph) -> pd.DataFrame:
    """Summarise the whole network, one quantity a row: names, edges, density, parts, clustering, modularity.

    Examples
    --------
    >>> summary(nx.Graph([("a", "b"), ("b", "c")])).values.tolist()[:3]
    [['names', 3.0], ['edges', 2.0], ['density', 0.66666666667]]
    """
    parts = [len(part) for part in nx.connected_components(net)]
    groups = {data["community"] for _, data in net.nodes(data=True) if "community" in data}
    values: dict[str, float] = {
        "names": len(net),
        "edges": net.number_of_edges(),
        "density": nx.density(net),
        "parts": len(parts),
        "largest part": max(parts, default=0),
        "transitivity": nx.transitivity(net),
    }
    if groups:
        values |= {"communities": len(groups), "modularity": net.graph.get("modularity", 0.0)}
    return round_table(pd.DataFrame({"quantity": list(values), "value": [float(value) for value in values.values()]}))
