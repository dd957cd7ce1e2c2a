"""Fewer edges: every way to thin a network takes a graph and returns a smaller one.

Pruning is not testing: an edge that stays is stronger than others, not significant. For tests see
the q values of the pairs table and :mod:`plantext.networks.uncertainty.nullmodel`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx

from plantext.errors import EmptyResultError
from plantext.tables.digits import round_number

Graph = Any
"""A networkx.Graph; networkx ships no types."""


class Network(nx.Graph):  # type: ignore[misc]
    """A networkx.Graph that a notebook shows at a glance; copies and subgraphs are such graphs too."""

    def _repr_html_(self) -> str:
        from plantext.display.summaries import network_html

        return network_html(self)


def sorted_edges(net: Graph) -> list[tuple[str, str, dict[str, Any]]]:
    """The edges with both ends and the list in code-point order.

    Parameters
    ----------
    net : networkx.Graph
        Any graph with comparable nodes.

    Returns
    -------
    list of tuple
        (source, target, attributes).
    """
    return sorted(((*sorted((a, b)), data) for a, b, data in net.edges(data=True)), key=lambda edge: edge[:2])


def rebuild(net: Graph, edges: Iterable[tuple[str, str, dict[str, Any]]], **how: Any) -> Graph:
    """A graph of some of the edges and the nodes that they touch, inserted in sorted order.

    Parameters
    ----------
    net : networkx.Graph
        Gives the attributes of nodes and graph.
    edges : iterable of tuple
        (source, target, attributes).
    **how
        What to add to ``.graph``.

    Returns
    -------
    networkx.Graph
        A new graph.
    """
    edges = sorted(edges, key=lambda edge: edge[:2])
    result = Network(**{**net.graph, **how})
    for name in sorted({end for edge in edges for end in edge[:2]}):
        result.add_node(name, **net.nodes[name])
    for source, target, data in edges:
        result.add_edge(source, target, **data)
    return result


def top_edges(net: Graph, top: int, *, measure: str = "weight") -> Graph:
    """The strongest edges; edges as strong as the last one stay too.

    Equal in `measure`, the pair with the higher count is the stronger.

    Parameters
    ----------
    net : networkx.Graph
        Edges need the attributes `measure` and ``count``.
    top : int
        Edges wanted.
    measure : str
        Edge attribute that ranks.

    Returns
    -------
    networkx.Graph
        ``.graph`` says how many were asked for (``top``), the value of the weakest kept (``cut``)
        and how many stand beyond `top` because of ties (``ties``).
    """
    edges = sorted_edges(net)
    ranked = sorted(((data[measure], data.get("count", 0)) for _, _, data in edges), reverse=True)
    if not ranked or top < 1:
        raise EmptyResultError(f"top={top} of {len(ranked)} edges leaves none. Use top=60 or top=None for all.")
    cut = ranked[min(top, len(ranked)) - 1]
    kept = [edge for edge in edges if (edge[2][measure], edge[2].get("count", 0)) >= cut]
    return rebuild(net, kept, top=top, cut=float(cut[0]), ties=max(0, len(kept) - top))


def threshold_edges(net: Graph, least: float, *, measure: str = "weight") -> Graph:
    """The edges whose measure reaches a threshold.

    Parameters
    ----------
    net : networkx.Graph
        Edges need the attribute `measure`.
    least : float
        Smallest value kept.
    measure : str
        Edge attribute.

    Returns
    -------
    networkx.Graph
        The graph that is left.

    Raises
    ------
    EmptyResultError
        If the threshold lies above every edge; the largest value is told.
    """
    kept = [edge for edge in sorted_edges(net) if edge[2][measure] >= least]
    if not kept:
        largest = max((data[measure] for _, _, data in net.edges(data=True)), default=None)
        raise EmptyResultError(f"No edge has {measure} >= {least:g}; the strongest has {largest}. Lower the threshold.")
    return rebuild(net, kept, threshold=least)


def significant_edges(net: Graph, q: float = 0.05, *, test: str = "q_value") -> Graph:
    """The edges that pass a test at a false discovery rate.

    Parameters
    ----------
    net : networkx.Graph
        Edges need the attribute `test`.
    q : float
        Largest value kept.
    test : str
        Edge attribute: ``q_value`` (Fisher), or the null model's ``q_null``.

    Returns
    -------
    networkx.Graph
        The graph that is left.

    Raises
    ------
    EmptyResultError
        If no edge passes; the smallest value is told.
    """
    kept = [edge for edge in sorted_edges(net) if edge[2][test] <= q]
    if not kept:
        smallest = min((data[test] for _, _, data in net.edges(data=True)), default=None)
        raise EmptyResultError(f"No edge has {test} <= {q:g}; the smallest is {smallest}. Raise q or take more units.")
    return rebuild(net, kept, q=q, test=test)


def disparity_filter(net: Graph, alpha: float = 0.4, *, weight: str = "weight") -> Graph:
    """Disparity filter: keep the edges that carry an uneven share of a node's strength.

    An edge of weight w at a node of degree k > 1 and strength s has (1 - w / s)^(k - 1); it stays
    where the smaller value of its two ends is below `alpha`. An edge between two nodes of degree 1
    stays: nothing can be said about it. The filter knows nothing of units and frequencies, so alpha
    is a pruning level, not a significance level.

    Parameters
    ----------
    net : networkx.Graph
        Weighted graph.
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
    M. Á. Serrano, M. Boguñá and A. Vespignani, "Extracting the multiscale backbone of complex
    weighted networks", PNAS 106 (2009), 6483-6488.
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
        raise EmptyResultError(f"No edge passes the disparity filter at alpha={alpha:g} (smallest: {smallest}).")
    return rebuild(net, kept, disparity_alpha=alpha)


def maximum_spanning_tree(net: Graph, *, weight: str = "weight") -> Graph:
    """The heaviest tree that keeps each component connected; ties go to the earlier names.

    Parameters
    ----------
    net : networkx.Graph
        Weighted graph.
    weight : str
        Edge attribute.

    Returns
    -------
    networkx.Graph
        A forest on the same nodes.
    """
    ordered = nx.Graph()
    ordered.add_edges_from(sorted_edges(net))
    tree = nx.maximum_spanning_tree(ordered, weight=weight, algorithm="kruskal")
    return rebuild(net, sorted_edges(tree), spanning_tree=True)


def giant_component(net: Graph) -> Graph:
    """The largest connected part; of equals, the one with the earliest name.

    Parameters
    ----------
    net : networkx.Graph
        Any graph with an edge.

    Returns
    -------
    networkx.Graph
        The part; ``.graph`` says how many parts there were (``components``).
    """
    parts = sorted((sorted(part) for part in nx.connected_components(net)), key=lambda part: (-len(part), part))
    if not parts:
        raise EmptyResultError("The network has no nodes, so it has no largest component.")
    inside = set(parts[0])
    return rebuild(net, [edge for edge in sorted_edges(net) if edge[0] in inside], components=len(parts))
