"""Fewer edges: every way to thin a network takes a graph and returns a smaller one.

Pruning is not testing: an edge that stays is stronger than others, not significant. For tests see
the q values of the pairs table and :mod:`plantext.networks.uncertainty.nullmodel`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx

from plantext.display.registry import show_html
from plantext.errors import EmptyResultError, PlantextError
from plantext.tables.digits import round_number

Graph = Any  # A networkx.Graph; networkx ships no types


class Network(nx.Graph):  # type: ignore[misc]
    """A networkx.Graph with a summary for notebooks; copies and subgraphs are such graphs too."""

    def _repr_html_(self) -> str:
        return show_html(self)


def need_account(net: Graph, *keys: str) -> None:
    """Raise :class:`~plantext.errors.PlantextError` where ``.graph`` lacks a part of how the network was made."""
    if not set(keys) <= set(net.graph):
        raise PlantextError("The network does not say how it was made. Make it with plantext.network(pairs).")


def sorted_edges(net: Graph) -> list[tuple[str, str, dict[str, Any]]]:
    """List the edges as (source, target, attributes), both ends and the list in code-point order.

    Examples
    --------
    >>> sorted_edges(nx.Graph([("c", "a"), ("b", "a")]))
    [('a', 'b', {}), ('a', 'c', {})]
    """
    return sorted(((*sorted((a, b)), data) for a, b, data in net.edges(data=True)), key=lambda edge: edge[:2])


def _rebuild(net: Graph, edges: Iterable[tuple[str, str, dict[str, Any]]], **how: Any) -> Graph:
    """Make a graph of some edges of `net` and the nodes that they touch, in sorted order; `how` enters ``.graph``."""
    edges = sorted(edges, key=lambda edge: edge[:2])
    result = Network(**{**net.graph, **how})
    for name in sorted({end for edge in edges for end in edge[:2]}):
        result.add_node(name, **net.nodes[name])
    for source, target, data in edges:
        result.add_edge(source, target, **data)
    return result


def top_edges(net: Graph, top: int, *, measure: str = "weight") -> Graph:
    """Keep the strongest edges, and all that tie with the last; of equal `measure`, a higher count is stronger.

    Returns
    -------
    networkx.Graph
        ``.graph`` records the number wanted (``top``), the weakest value kept (``cut``) and how many ties exceed
        `top` (``ties``).

    Examples
    --------
    >>> net = nx.Graph([("a", "b", {"weight": 0.5}), ("b", "c", {"weight": 0.2})])
    >>> list(top_edges(net, 1).edges)
    [('a', 'b')]
    """
    edges = sorted_edges(net)
    ranked = sorted(((data[measure], data.get("count", 0)) for _, _, data in edges), reverse=True)
    if not ranked or top < 1:
        raise EmptyResultError(
            "top={top} of {n_ranked} edges leaves none. Use top=60 or top=None for all.", top=top, n_ranked=len(ranked)
        )
    cut = ranked[min(top, len(ranked)) - 1]
    kept = [edge for edge in edges if (edge[2][measure], edge[2].get("count", 0)) >= cut]
    return _rebuild(net, kept, top=top, cut=float(cut[0]), ties=max(0, len(kept) - top))


def threshold_edges(net: Graph, least: float, *, measure: str = "weight") -> Graph:
    """Keep the edges whose `measure` is at least `least`.

    Examples
    --------
    >>> net = nx.Graph([("a", "b", {"weight": 0.5}), ("b", "c", {"weight": 0.2})])
    >>> list(threshold_edges(net, 0.3).edges)
    [('a', 'b')]
    """
    kept = [edge for edge in sorted_edges(net) if edge[2][measure] >= least]
    if not kept:
        largest = max((data[measure] for _, _, data in net.edges(data=True)), default=None)
        raise EmptyResultError(
            "No edge has {measure} >= {least:g}; the strongest has {largest}. Lower the threshold.",
            measure=measure,
            least=least,
            largest=largest,
        )
    return _rebuild(net, kept, threshold=least)


def significant_edges(net: Graph, q: float = 0.05, *, test: str = "q_value") -> Graph:
    """Keep the edges whose q value is at most `q`.

    Parameters
    ----------
    test : str
        ``q_value`` (Fisher) or ``q_null`` (fixed margins).

    Examples
    --------
    >>> net = nx.Graph([("a", "b", {"q_value": 0.01}), ("b", "c", {"q_value": 0.2})])
    >>> list(significant_edges(net).edges)
    [('a', 'b')]
    """
    kept = [edge for edge in sorted_edges(net) if edge[2][test] <= q]
    if not kept:
        smallest = min((data[test] for _, _, data in net.edges(data=True)), default=None)
        raise EmptyResultError(
            "No edge has {test} <= {q:g}; the smallest is {smallest}. Raise q or take more units.",
            test=test,
            q=q,
            smallest=smallest,
        )
    return _rebuild(net, kept, q=q, test=test)


def disparity_filter(net: Graph, alpha: float = 0.4, *, weight: str = "weight") -> Graph:
    """Keep the edges that carry an uneven share of a node's strength (Serrano, Boguñá and Vespignani 2009).

    An edge of weight w at a node of degree k > 1 and strength s has the value (1 - w / s)^(k - 1); it stays
    where the smaller value of its two ends is below `alpha`. An edge between two nodes of degree 1 stays. The
    filter does not see units and frequencies, so `alpha` is a pruning level, not a significance level.

    Parameters
    ----------
    alpha : float
        From 0 (nothing stays) to 1; 0.2 to 0.6 is usual.
    weight : str
        Edge attribute; edges of 0 or less go.

    Returns
    -------
    networkx.Graph
        Edges carry their value as ``disparity``.

    References
    ----------
    M. Á. Serrano, M. Boguñá and A. Vespignani, "Extracting the multiscale backbone of complex weighted
    networks", PNAS 106 (2009), 6483-6488.

    Examples
    --------
    >>> net = nx.Graph([("a", "b", {"weight": 9}), ("a", "c", {"weight": 1}), ("b", "c", {"weight": 1})])
    >>> list(disparity_filter(net).edges)
    [('a', 'b')]
    """
    edges = [edge for edge in sorted_edges(net) if edge[2][weight] > 0]
    strength: defaultdict[str, float] = defaultdict(float)
    degree: defaultdict[str, int] = defaultdict(int)
    for a, b, data in edges:
        for end in (a, b):
            strength[end] += data[weight]
            degree[end] += 1
    kept, values = [], []
    for a, b, data in edges:
        ends = [(1 - data[weight] / strength[end]) ** (degree[end] - 1) for end in (a, b) if degree[end] > 1]
        value = round_number(min(ends, default=0.0))
        values.append(value)
        if value < alpha:
            kept.append((a, b, {**data, "disparity": value}))
    if not kept:
        smallest = f"{min(values):.3g}" if values else "none"
        raise EmptyResultError(
            "No edge passes the disparity filter at alpha={alpha:g} (smallest: {smallest}).",
            alpha=alpha,
            smallest=smallest,
        )
    return _rebuild(net, kept, disparity_alpha=alpha)


def maximum_spanning_tree(net: Graph, *, weight: str = "weight") -> Graph:
    """Keep the heaviest tree of each component; ties go to the earlier names.

    Examples
    --------
    >>> net = nx.Graph([("a", "b", {"weight": 3}), ("a", "c", {"weight": 2}), ("b", "c", {"weight": 1})])
    >>> list(maximum_spanning_tree(net).edges)
    [('a', 'b'), ('a', 'c')]
    """
    ordered = nx.Graph()
    ordered.add_edges_from(sorted_edges(net))
    tree = nx.maximum_spanning_tree(ordered, weight=weight, algorithm="kruskal")
    return _rebuild(net, sorted_edges(tree), spanning_tree=True)


def giant_component(net: Graph) -> Graph:
    """Keep the largest component; of equals, the one with the earliest name.

    Returns
    -------
    networkx.Graph
        ``.graph`` records how many components there were (``components``).

    Examples
    --------
    >>> list(giant_component(nx.Graph([("a", "b"), ("c", "d"), ("d", "e")])))
    ['c', 'd', 'e']
    """
    parts = sorted((sorted(part) for part in nx.connected_components(net)), key=lambda part: (-len(part), part))
    if not parts:
        raise EmptyResultError("The network has no nodes, so it has no largest component.")
    inside = set(parts[0])
    return _rebuild(net, [edge for edge in sorted_edges(net) if edge[0] in inside], components=len(parts))
