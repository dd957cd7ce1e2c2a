"""How much of a network survives other choices of unit, measure, frequency and pruning."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, Literal

import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network, with_communities
from plantext.networks.measures import SEED
from plantext.networks.presence import Node
from plantext.networks.pruning import (
    Graph,
    disparity_filter,
    giant_component,
    maximum_spanning_tree,
    significant_edges,
    top_edges,
)
from plantext.networks.uncertainty.stability import adjusted_rand
from plantext.tables.digits import round_numbers, round_table

PRUNINGS: Mapping[str, Callable[[Graph], Graph]] = {
    "top 30": lambda net: top_edges(net, 30),
    "top 60": lambda net: top_edges(net, 60),
    "top 120": lambda net: top_edges(net, 120),
    "q 0.05": lambda net: significant_edges(net, 0.05),
    "disparity 0.4": lambda net: disparity_filter(net, 0.4),
    "spanning tree": maximum_spanning_tree,
    "giant of top 60": lambda net: giant_component(top_edges(net, 60)),
}
"""Ways to thin the full network, by name."""

REFERENCE = {"unit": "paragraph", "measure": "jaccard", "min_frequency": "auto", "pruning": "top 60"}
"""The choices that others are compared with, unless others are given: the habits of the field."""


def _full(pairs: pd.DataFrame | str, measure: str, least: Any) -> Graph | str:
    """The network before pruning, or why there is none."""
    if isinstance(pairs, str):
        return pairs
    try:
        return network(pairs, measure=measure, top=None, min_frequency=least, communities=None)
    except EmptyResultError as error:
        return error.message


def _pruned(full: Graph | str, pruning: str, seed: int) -> Graph:
    if isinstance(full, str):
        raise EmptyResultError(full)
    return with_communities(PRUNINGS[pruning](full), seed=seed)


def _strengths(net: Graph) -> pd.Series[float]:
    # fsum: Python's sum is compensated from 3.12 on, which breaks or makes ties.
    strengths = {name: math.fsum(data["weight"] for data in net[name].values()) for name in sorted(net)}
    return pd.Series(round_numbers(list(strengths.values())), index=list(strengths))


def _top_names(net: Graph, n: int) -> set[str]:
    order = sorted(_strengths(net).items(), key=lambda item: (-item[1], item[0]))
    return {str(name) for name, _ in order[:n]}


def _agreement(one: Graph, other: Graph) -> float:
    shared = sorted(set(one) & set(other))
    groups = [[net.nodes[name]["community"] for name in shared] for net in (one, other)]
    return adjusted_rand(*groups) if len(shared) > 1 else 0.0


def _rank_correlation(one: Graph, other: Graph) -> float:
    names = sorted(set(one) | set(other))
    ranks = [_strengths(net).reindex(names, fill_value=0.0).rank() for net in (one, other)]
    if any(rank.nunique() < 2 for rank in ranks):
        return 0.0
    return float(ranks[0].corr(ranks[1]))


def _row(net: Graph, reference: Graph, top_names: int) -> dict[str, Any]:
    edges, known = ({tuple(sorted(edge)) for edge in graph.edges} for graph in (net, reference))
    wanted = _top_names(reference, top_names)
    return {
        "names": len(net),
        "edges": len(edges),
        "edges_kept": len(edges & known) / len(known),
        "edges_jaccard": len(edges & known) / len(edges | known),
        "names_kept": len(set(net) & set(reference)) / len(reference),
        "top_names_kept": len(_top_names(net, top_names) & wanted) / len(wanted),
        "rank_correlation": _rank_correlation(net, reference),
        "communities": len({data["community"] for _, data in net.nodes(data=True)}),
        "community_agreement": _agreement(net, reference),
        "left": "",
    }


def sensitivity(  # noqa: PLR0913
    run: Any,
    *,
    units: Sequence[str] = ("sentence", "paragraph", "section"),
    measures: Sequence[str] = ("jaccard", "simpson", "npmi", "log_likelihood"),
    min_frequencies: Sequence[int | Literal["auto"]] = ("auto", 2, 5),
    prunings: Sequence[str] = ("top 30", "top 60", "top 120", "q 0.05", "disparity 0.4"),
    reference: Mapping[str, Any] | None = None,
    labels: Sequence[str] | None = None,
    node: Node = "entity",
    top_names: int = 10,
    seed: int = SEED,
) -> pd.DataFrame:
    """Build the network for every combination of choices and compare each with a reference.

    Parameters
    ----------
    units, measures, min_frequencies : sequence
        As in :func:`plantext.networks.cooccurrence.cooccur` and :func:`plantext.networks.graph.network`.
    prunings : sequence of str
        Keys of :data:`PRUNINGS`.
    reference : mapping, optional
        unit, measure, min_frequency, pruning; by default those of :data:`REFERENCE`.
    labels, node
        As in :func:`plantext.networks.cooccurrence.cooccur`.
    top_names : int
        How many of the strongest names to follow.

    Returns
    -------
    pandas.DataFrame
        One row a combination: the four choices; names, edges; edges_kept (share of the reference's edges that are
        here too), edges_jaccard, names_kept, top_names_kept, rank_correlation (Spearman, of strengths, absent
        names 0), communities, community_agreement (adjusted Rand index over shared names), reference (whether it
        is the reference), left (why a combination leaves nothing; its numbers are then 0).

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.load("priority-plan-2023")
    >>> table = sensitivity(run, units=["paragraph"], measures=["jaccard"], min_frequencies=["auto"], labels=["ORG"])
    >>> table.loc[table["reference"], "edges_kept"].tolist()
    [1.0]
    """
    base = {**REFERENCE, **(reference or {})}
    unknown = [name for name in (*prunings, base["pruning"]) if name not in PRUNINGS]
    if unknown or set(base) != set(REFERENCE):
        raise PlantextError(
            "sensitivity: expected prunings of {prunings} and a reference of {reference}.",
            prunings=", ".join(PRUNINGS),
            reference=REFERENCE,
        )
    tables: dict[str, pd.DataFrame | str] = {}
    for unit in dict.fromkeys([base["unit"], *units]):
        try:
            tables[unit] = cooccur(run, unit=unit, labels=labels, node=node)
        except EmptyResultError as error:
            tables[unit] = error.message
    full = _full(tables[base["unit"]], base["measure"], base["min_frequency"])
    try:
        target = _pruned(full, base["pruning"], seed)
    except EmptyResultError as error:
        raise EmptyResultError("The reference leaves nothing: {error}", error=error) from error
    empty = dict.fromkeys(list(_row(target, target, top_names)), 0)
    rows = []
    for unit, measure, least in product(units, measures, min_frequencies):
        full = _full(tables[unit], measure, least)
        for pruning in prunings:
            choice = {"unit": unit, "measure": measure, "min_frequency": least, "pruning": pruning}
            try:
                result = _row(_pruned(full, pruning, seed), target, top_names)
            except EmptyResultError as error:
                result = {**empty, "left": error.message}
            rows.append({**choice, **result, "reference": choice == base})
    table = round_table(pd.DataFrame(rows).astype({"min_frequency": "str"}))
    table.attrs = {"reference": base, "seed": seed, "top_names": top_names}
    return table
