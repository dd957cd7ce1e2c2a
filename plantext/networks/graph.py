"""From pairs to a network: thresholds, weights, communities."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import igraph
import networkx as nx
import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError, Message, PlantextError, names_arguments
from plantext.networks.cooccurrence import COUNTS, ENDS, PAIR_COLUMNS
from plantext.networks.measures import COEFFICIENTS, SEED
from plantext.networks.pruning import Graph, Network, significant_edges, sorted_edges, threshold_edges, top_edges
from plantext.tables.digits import round_number, round_table

MANY_NODES = 300
# Ways to find communities; see with_communities for their sources.
METHODS = ("leiden", "louvain", "walktrap", "fastgreedy")

_ENDS = (*ENDS, *COUNTS[1:])  # columns of names, not of edges
_MEASURES = ("count", *COEFFICIENTS)


def frequencies(pairs: pd.DataFrame) -> pd.DataFrame:
    """List the names of a pairs table in code-point order: name, label, frequency (units with the name).

    Examples
    --------
    >>> pairs = pd.DataFrame([["a", "b", "ORG", "ORG", 3, 2]])
    >>> pairs.columns = ["source", "target", "source_label", "target_label", "n_source", "n_target"]
    >>> frequencies(pairs).values.tolist()
    [['a', 'ORG', 3], ['b', 'ORG', 2]]
    """
    columns = ["name", "label", "frequency"]
    ends = [
        pairs[[side, f"{side}_label", f"n_{side}"]].set_axis(columns, axis=1).drop_duplicates()
        for side in ("source", "target")
    ]
    return pd.concat(ends).drop_duplicates("name").sort_values("name", ignore_index=True)


def choose_min_frequency(frequency: pd.Series[int], names: int = 75) -> int:
    """Choose the frequency that leaves the number of names nearest to `names` (of two as near, the fewer).

    Examples
    --------
    >>> choose_min_frequency(pd.Series([1, 1, 1, 2, 3]), names=2)
    2
    """
    if len(frequency) <= names:
        return 1
    candidates = np.unique(frequency.to_numpy())
    left = np.array([(frequency >= least).sum() for least in candidates])
    gap = np.abs(left - names)
    return int(candidates[np.flatnonzero(gap == gap.min())[-1]])


def _graph_of(pairs: pd.DataFrame, names: pd.DataFrame, measure: str) -> Graph:
    net = Network()
    joined = names[names["name"].isin(pd.concat([pairs["source"], pairs["target"]]).unique())]
    for name, label, frequency in joined.itertuples(index=False, name=None):
        net.add_node(str(name), label=str(label), frequency=int(frequency))
    ordered = pairs.sort_values(["source", "target"])
    attributes = {column: ordered[column].tolist() for column in ordered.columns if column not in _ENDS}
    names_of_values = ("weight", *attributes)
    values = zip(ordered[measure].astype("float64").tolist(), *attributes.values(), strict=True)
    ends = zip(ordered["source"].tolist(), ordered["target"].tolist(), values, strict=True)
    net.add_edges_from((a, b, dict(zip(names_of_values, row, strict=True))) for a, b, row in ends)
    return net


def _enough(pairs: pd.DataFrame, column: str, least: int, option: str) -> pd.DataFrame:
    kept = pairs[pairs[column] >= least]
    if kept.empty:
        raise EmptyResultError(
            "{option}={least} leaves none of {n_pairs} pairs; with {option}={most} some remain.",
            option=option,
            least=least,
            n_pairs=len(pairs),
            most=int(pairs[column].max()),
        )
    return kept


def _filter_pairs(pairs: pd.DataFrame, min_count: int, min_frequency: int) -> pd.DataFrame:
    rarer = pairs[["n_source", "n_target"]].min(axis=1)
    kept = _enough(pairs.assign(_rarer=rarer), "_rarer", min_frequency, "min_frequency").drop(columns="_rarer")
    return _enough(kept, "count", min_count, "min_count")


def _check(pairs: pd.DataFrame, measure: str) -> None:
    missing = [column for column in PAIR_COLUMNS if column not in pairs.columns]
    if missing:
        raise PlantextError(
            "pairs: the table lacks {missing}. Make it with plantext.cooccur.", missing=", ".join(missing)
        )
    if measure not in _MEASURES:
        raise PlantextError(
            "measure {measure!r}: expected one of {known}.", measure=measure, known=", ".join(_MEASURES)
        )
    if pairs.empty:
        raise EmptyResultError("The pairs table is empty: no two names meet. Take a larger unit or more labels.")


def _account(pairs: pd.DataFrame, names: pd.DataFrame, options: dict[str, Any], kept: int) -> dict[str, Any]:
    """How the pairs were made and the network was chosen, for ``.graph``."""
    return {
        **{str(key): value for key, value in pairs.attrs.items() if isinstance(value, str | int | float)},
        "labels": " ".join(pairs.attrs.get("labels", sorted(set(names["label"])))),
        "n_units": int(pairs["n_units"].iloc[0]),
        **options,
        "names_before": len(names),
        "names_frequent": int((names["frequency"] >= options["min_frequency"]).sum()),
        "pairs_before": len(pairs),
        "pairs_frequent": kept,
    }


@names_arguments
def network(  # noqa: PLR0913
    pairs: pd.DataFrame,
    *,
    measure: str = "jaccard",
    top: int | None = 60,
    min_count: int = 1,
    min_frequency: int | Literal["auto"] = "auto",
    threshold: float | None = None,
    max_q: float | None = None,
    test: str = "q_value",
    communities: str | None = "leiden",
    resolution: float = 1.0,
    seed: int = SEED,
) -> Graph:
    """Build the network of the strongest pairs.

    Filters work in this order: frequency of the names, count, threshold, q value, top. Names without an
    edge are left out.

    Parameters
    ----------
    pairs : pandas.DataFrame
        As made by :func:`plantext.networks.cooccurrence.cooccur`.
    measure : str
        Column that ranks and weighs edges: ``jaccard``, ``dice``, ``simpson``, ``cosine``, ``pmi``, ``npmi``,
        ``association_strength``, ``log_likelihood`` or ``count``.
    top : int or None
        Edges wanted; ties with the weakest stay. None for all.
    min_count : int
        Least number of units that hold both names.
    min_frequency : int or "auto"
        Least number of units that hold a name; ``auto`` leaves about 75 names.
    threshold, max_q : float, optional
        Least value of `measure`, largest q value (Benjamini-Hochberg).
    test : str
        The column that `max_q` reads: ``q_value`` (Fisher) or ``q_null`` (fixed margins).
    communities : str or None
        ``leiden``, ``louvain``, ``walktrap`` or ``fastgreedy``, as in :func:`with_communities`; None for none.
    resolution, seed
        Of the community search; a higher resolution gives smaller communities (Leiden and Louvain).

    Returns
    -------
    networkx.Graph
        Nodes carry label, frequency (units with the name) and community (1 for the largest). Edges carry weight
        (the value of `measure`), count and every measure. ``.graph`` records parameters, numbers used, names and
        pairs before and after, ties.

    Raises
    ------
    EmptyResultError
        If a filter leaves nothing; the message names it and what would leave something.

    Examples
    --------
    >>> import plantext as pt
    >>> pairs = pt.cooccur(pt.load("priority-plan-2023"), labels=["ORG", "FORUM"])
    >>> network(pairs, measure="npmi", top=20).graph["measure"]
    'npmi'
    """
    _check(pairs, measure)
    if max_q is not None and test not in pairs.columns:
        raise PlantextError(
            "test {test!r}: the pairs table has no such column; q_null needs cooccur(..., null='bicm').", test=test
        )
    pairs = round_table(pairs)  # a table of the reader's own may not be
    names = frequencies(pairs)
    least = choose_min_frequency(names["frequency"]) if min_frequency == "auto" else int(min_frequency)
    kept = _filter_pairs(pairs, min_count, least)
    # A test takes edges out before the strongest are taken; without one, weaker pairs need not become edges at all.
    drawn = kept if top is None or max_q is not None else kept.nlargest(max(top, 1), measure, keep="all")
    net = _graph_of(drawn, names, measure)
    if threshold is not None:
        net = threshold_edges(net, threshold)
    if max_q is not None:
        net = significant_edges(net, max_q, test=test)
    if top is None:
        net.graph.update(top="all", cut=min(weight for *_, weight in net.edges(data="weight")), ties=0)
    else:
        net = top_edges(net, top)
    chosen = {"min_frequency": least, "min_frequency_chosen": "auto" if min_frequency == "auto" else "given"}
    options = {"measure": measure, "min_count": min_count, **chosen}
    net.graph.update(_account(pairs, names, options, len(kept)), seed=seed)
    if net.number_of_nodes() > MANY_NODES:
        warnings.warn(
            Message(
                "{n} names: more than {most} are hard to read; 100 to 150 are advised. Raise min_frequency or lower top.",
                n=net.number_of_nodes(),
                most=MANY_NODES,
            ),
            stacklevel=2,
        )
    if communities is not None:
        net = with_communities(net, method=communities, resolution=resolution, seed=seed)
    return net


def to_igraph(net: Graph, *, weight: str = "weight") -> igraph.Graph:
    """Convert to igraph, nodes and edges in sorted order; edges without the attribute `weight` weigh 1.

    Examples
    --------
    >>> graph = to_igraph(nx.Graph([("b", "a"), ("b", "c")]))
    >>> graph.vs["name"], graph.es["weight"]
    (['a', 'b', 'c'], [1.0, 1.0])
    """
    names = sorted(net)
    place = {name: i for i, name in enumerate(names)}
    edges = sorted_edges(net)
    graph = igraph.Graph(n=len(names), edges=[(place[a], place[b]) for a, b, _ in edges])
    graph.vs["name"] = names
    graph.es["weight"] = [float(data.get(weight, 1.0)) for _, _, data in edges]
    return graph


@contextmanager
def _igraph_seed(seed: int) -> Iterator[None]:
    """Let igraph draw from a seeded generator within the block; its usual generator is back afterwards."""
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def partition(graph: igraph.Graph, method: str, *, resolution: float = 1.0, seed: int = SEED) -> list[int]:
    """Find communities of an igraph graph, numbered from 1 by size and then by first vertex.

    Edges carry positive ``weight``; `resolution` and `seed` are of Leiden and Louvain.

    Examples
    --------
    >>> graph = to_igraph(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")]))
    >>> partition(graph, "leiden")
    [1, 1, 1, 2, 2]
    """
    if method not in METHODS:
        raise PlantextError("communities {method!r}: expected one of {known}.", method=method, known=", ".join(METHODS))
    weights = "weight"
    with _igraph_seed(seed):
        if method == "leiden":
            found = graph.community_leiden("modularity", weights=weights, resolution=resolution, n_iterations=-1)
        elif method == "louvain":
            found = graph.community_multilevel(weights=weights, resolution=resolution)
        elif method == "walktrap":
            found = graph.community_walktrap(weights=weights).as_clustering()
        else:
            found = graph.community_fastgreedy(weights=weights).as_clustering()
    groups = sorted((sorted(group) for group in found if group), key=lambda group: (-len(group), group))
    return [number for _, number in sorted((v, i) for i, group in enumerate(groups, 1) for v in group)]


def with_communities(net: Graph, *, method: str = "leiden", resolution: float = 1.0, seed: int = SEED) -> Graph:
    """Add a community to each node.

    Edges of weight 0 or less (PMI can be negative) are left out of the search.

    Parameters
    ----------
    method : str
        ``leiden`` (V. A. Traag, L. Waltman and N. J. van Eck, Scientific Reports 9, 2019, 5233),
        ``louvain`` (V. D. Blondel et al., J. Stat. Mech. 2008, P10008),
        ``walktrap`` (P. Pons and M. Latapy, J. Graph Algorithms Appl. 10, 2006, 191-218) or
        ``fastgreedy`` (A. Clauset, M. E. J. Newman and C. Moore, Phys. Rev. E 70, 2004, 066111).
    resolution, seed
        Of Leiden and Louvain.

    Returns
    -------
    networkx.Graph
        A copy whose nodes carry ``community``; ``.graph`` records communities, modularity, resolution, seed.

    Examples
    --------
    >>> net = with_communities(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")]))
    >>> net.nodes["d"]["community"], net.graph["modularity"]
    (2, 0.375)
    """
    graph = to_igraph(net)
    graph.delete_edges([edge.index for edge in graph.es if edge["weight"] <= 0])
    numbers = partition(graph, method, resolution=resolution, seed=seed)
    result = net.copy()
    nx.set_node_attributes(result, dict(zip(graph.vs["name"], numbers, strict=True)), "community")
    groups = [number - 1 for number in numbers]
    value = round_number(graph.modularity(groups, weights="weight", resolution=resolution)) if graph.ecount() else 0.0
    result.graph.update(communities=method, resolution=resolution, modularity=value, seed=seed)
    return result
