"""Several networks side by side: the same name in the same place and, where it may, in the same colour."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import networkx as nx
import numpy as np

from plantext.errors import EmptyResultError
from plantext.networks.layout import layout
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph, sorted_edges


def shared_layout(nets: Sequence[Graph], *, aspect: float = 1.0, seed: int = SEED) -> dict[str, tuple[float, float]]:
    """Compute positions for the union of several networks, weights added, as :func:`plantext.networks.layout.layout`.

    Examples
    --------
    >>> sorted(shared_layout([nx.Graph([("a", "b")]), nx.Graph([("b", "c")])]))
    ['a', 'b', 'c']
    """
    union = nx.Graph()
    for net in nets:
        union.add_nodes_from(sorted(net))
        for a, b, data in sorted_edges(net):
            weight = float(data.get("weight", 1.0)) + (union.edges[a, b]["weight"] if union.has_edge(a, b) else 0.0)
            union.add_edge(a, b, weight=weight)
    if not len(union):
        raise EmptyResultError("None of the networks has a node. Lower their thresholds.")
    return layout(union, aspect=aspect, seed=seed)


def change_network(before: Graph, after: Graph, titles: tuple[str, str]) -> Graph:
    """Unite two networks into one whose nodes and edges say whether they ``stayed``, ``came`` or ``went``.

    Parameters
    ----------
    titles : tuple of str
        What the two are called, such as their years.

    Returns
    -------
    networkx.Graph
        Attributes are those of `after`, of what went those of `before`; ``change`` is added, and ``.graph`` has
        ``compared``.

    Examples
    --------
    >>> net = change_network(nx.Graph([("a", "b")]), nx.Graph([("a", "c")]), ("2002", "2022"))
    >>> dict(net.nodes(data="change"))
    {'a': 'stayed', 'b': 'went', 'c': 'came'}
    """
    union = nx.Graph(**{**after.graph, "compared": " ".join(titles), "before": titles[0], "after": titles[1]})
    for name in sorted({*before, *after}):
        change = "went" if name not in after else "stayed" if name in before else "came"
        union.add_node(name, **{**(after if name in after else before).nodes[name], "change": change})
    for net, other, alone in ((before, after, "went"), (after, before, "came")):
        for a, b, data in sorted_edges(net):
            if net is after or not after.has_edge(a, b):
                union.add_edge(a, b, **{**data, "change": "stayed" if other.has_edge(a, b) else alone})
    return union


def match_communities(first: Graph, second: Graph) -> Graph:
    """Renumber the communities of `second` like those of `first` that they overlap most.

    A community without a counterpart gets a number that is free.

    References
    ----------
    H. W. Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2
    (1955), 83-97.

    Examples
    --------
    >>> first, second = nx.Graph(), nx.Graph()
    >>> first.add_node("a", community=1), second.add_node("a", community=2)
    (None, None)
    >>> match_communities(first, second).nodes["a"]
    {'community': 1}
    """
    from scipy.optimize import linear_sum_assignment

    groups = []
    for net in (first, second):
        numbers = nx.get_node_attributes(net, "community")
        groups.append({n: {name for name in numbers if numbers[name] == n} for n in sorted(set(numbers.values()))})
    old, new = groups
    overlap = np.array([[len(a & b) / len(a | b) for b in new.values()] for a in old.values()]).reshape(
        len(old), len(new)
    )
    rows, columns = linear_sum_assignment(-overlap)
    numbers_old, numbers_new = list(old), list(new)
    renamed = {
        numbers_new[column]: numbers_old[row]
        for row, column in zip(rows, columns, strict=True)
        if overlap[row, column] > 0
    }
    taken = set(renamed.values())
    free = (number for number in count(1) if number not in taken)
    for number in numbers_new:
        if number not in renamed:
            renamed[number] = next(free)
    result = second.copy()
    for name in sorted(result):
        if "community" in result.nodes[name]:
            result.nodes[name]["community"] = renamed[result.nodes[name]["community"]]
    return result
