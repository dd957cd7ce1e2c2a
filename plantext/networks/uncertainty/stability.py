"""What of a network stays when its units are drawn again, or only the seed of the community search changes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import igraph
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError
from plantext.networks.graph import partition, to_igraph
from plantext.networks.measures import SEED
from plantext.networks.presence import Incidence
from plantext.networks.pruning import Graph, need_account, sorted_edges
from plantext.networks.structure import CENTRALITIES, centrality_columns
from plantext.networks.uncertainty.bootstrap import PairCounter, interval, measure_values, resample_weights
from plantext.tables.digits import round_number, round_table

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Stability:
    """What of a network stays when its units are drawn again.

    Parameters
    ----------
    edges : pandas.DataFrame
        source, target, drawn: the share of resamples that draw the edge.
    names : pandas.DataFrame
        name, drawn, and for each centrality value, low, high, rank, rank_low, rank_high (1 is the most central; a
        name that is not drawn ranks last).
    together : pandas.DataFrame
        name by name: in how many of the resamples that draw both, both are in one community.
    info : dict
        samples, seed, level, agreement: the mean adjusted Rand index of a resample's communities with those of the
        network, over the names that both draw.
    """

    edges: pd.DataFrame
    names: pd.DataFrame
    together: pd.DataFrame
    info: dict[str, Any]


def top_mask(value: Values, count: Values, top: int | None) -> npt.NDArray[np.bool_]:
    """The pairs that a network would draw: the strongest, ties kept, those that meet."""
    meet = (count > 0) & (value > 0)
    if top is None or meet.sum() <= top:
        return meet
    order = np.lexsort((count, value))[::-1][top - 1]
    last, last_count = value[order], count[order]
    stronger = (value > last) | ((value == last) & (count >= last_count))
    return np.asarray(meet & stronger)


def adjusted_rand(one: Any, other: Any) -> float:
    """Compute the adjusted Rand index of two groupings: 1 for the same, about 0 for unrelated ones.

    References
    ----------
    L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2 (1985), 193-218.

    Examples
    --------
    >>> adjusted_rand([1, 1, 2, 2], [7, 7, 5, 5])
    1.0
    """
    if len(one) < 2:
        return 1.0
    found = igraph.compare_communities(
        *(np.asarray(groups).tolist() for groups in (one, other)), method="adjusted_rand"
    )
    return 1.0 if math.isnan(found) else float(found)  # no number where both are one group, or all single


def stability(table: Incidence, net: Graph, *, samples: int = 200, level: float = 0.95, seed: int = SEED) -> Stability:
    """Draw the units again, build the network each time by the same rules, and see what stays.

    The names considered are those frequent enough in the whole text (``min_frequency`` of ``net.graph``); measure,
    top, min_count, communities and resolution are the network's own. Other pruning is not repeated.

    Parameters
    ----------
    table : Incidence
        The units and names that `net` was made from.
    net : networkx.Graph
        As made by :func:`plantext.networks.graph.network` with communities.
    samples, seed : int
        Of the bootstrap.
    level : float
        Of the intervals.

    Examples
    --------
    >>> import plantext as pt
    >>> from plantext.networks.cooccurrence import pairs_of
    >>> from plantext.networks.presence import incidence
    >>> table = incidence(pt.load("priority-plan-2023"), labels=["FORUM"])
    >>> stability(table, pt.network(pairs_of(table)), samples=5).edges.columns.tolist()
    ['source', 'target', 'drawn']
    """
    how = net.graph
    need_account(net, "measure", "communities")
    candidates, names = _candidates(table, int(how["min_frequency"]))
    counter = PairCounter.of(table, candidates)
    top = None if how["top"] == "all" else int(how["top"])
    place = {name: i for i, name in enumerate(names)}
    source, target = (candidates[side].map(place).to_numpy() for side in ("source", "target"))
    mine = np.array([net.has_edge(a, b) for a, b in zip(candidates["source"], candidates["target"], strict=True)])
    tally = Tally(names, len(candidates), [net.nodes[name].get("community", 0) if name in net else 0 for name in names])
    for drawn in resample_weights(table.units["doc_id"], samples, seed):
        both, one, other, units = counter.count(drawn)
        values = measure_values(how["measure"], both, one, other, units)
        for value, count in zip(values, both, strict=True):
            chosen = top_mask(value, count, top) & (count >= how.get("min_count", 1))
            tally.add(chosen, source[chosen], target[chosen], value[chosen], how)
    return tally.result(net, candidates[mine], mine, level, {"samples": samples, "seed": seed, "level": level})


def _candidates(table: Incidence, least: int) -> tuple[pd.DataFrame, list[str]]:
    presence = table.presence
    together = sparse.triu(presence.T @ presence, k=1, format="coo")
    frequent = table.frequency >= least
    kept = frequent[together.row] & frequent[together.col]
    names = table.names["name"].to_numpy()
    pairs = pd.DataFrame({"source": names[together.row[kept]], "target": names[together.col[kept]]})
    pairs = pairs.sort_values(["source", "target"], ignore_index=True)
    if pairs.empty:
        raise EmptyResultError("min_frequency={least} leaves no pair to draw again. Lower it.", least=least)
    return pairs, sorted(names[frequent].tolist())


class Tally:
    """Sums over resamples."""

    def __init__(self, names: list[str], n_pairs: int, groups: list[int]) -> None:
        n = len(names)
        self.names, self.groups = names, np.array(groups)
        self.edges = np.zeros(n_pairs)
        self.values: list[dict[str, Values]] = []
        self.here: list[npt.NDArray[np.bool_]] = []
        self.both, self.same = np.zeros((n, n)), np.zeros((n, n))
        self.agreement: list[float] = []

    def add(self, chosen: Any, source: Any, target: Any, weight: Values, how: Any) -> None:
        """Take in one resample's network."""
        self.edges += chosen
        n = len(self.names)
        inside = np.unique(np.concatenate([source, target]))
        here = np.zeros(n, dtype=np.bool_)
        here[inside] = True
        self.here.append(here)
        if not len(inside):
            self.values.append({name: np.full(n, np.nan) for name in CENTRALITIES})
            return
        graph = igraph.Graph(n=len(inside), edges=np.searchsorted(inside, np.column_stack([source, target])).tolist())
        graph.es["weight"] = weight.tolist()
        columns = {name: np.full(n, np.nan) for name in CENTRALITIES}
        for name, values in centrality_columns(graph).items():
            columns[name][inside] = values
        self.values.append(columns)
        group = np.array(partition(graph, how["communities"], resolution=how.get("resolution", 1.0), seed=how["seed"]))
        self.both[np.ix_(inside, inside)] += 1
        self.same[np.ix_(inside, inside)] += group[:, None] == group
        known = self.groups[inside] > 0
        self.agreement.append(adjusted_rand(self.groups[inside][known], group[known]))

    def result(self, net: Graph, candidates: pd.DataFrame, mine: Any, level: float, info: dict[str, Any]) -> Stability:
        """Turn sums into shares and intervals, for the names and edges of the network."""
        samples = info["samples"]
        inside = np.array([name in net for name in self.names])
        kept = [name for name in self.names if name in net]
        here = np.array(self.here)
        names = pd.DataFrame({"name": kept, "drawn": here.mean(axis=0)[inside]})
        graph = igraph.Graph(
            n=len(kept), edges=[(kept.index(a), kept.index(b)) for a, b, d in sorted_edges(net) if d["weight"] > 0]
        )
        graph.es["weight"] = [d["weight"] for *_, d in sorted_edges(net) if d["weight"] > 0]
        now = centrality_columns(graph)
        for name in CENTRALITIES:
            drawn = np.array([values[name] for values in self.values])
            ranks = pd.DataFrame(drawn).rank(axis=1, ascending=False, method="min", na_option="bottom").to_numpy()
            low, high = interval(np.nan_to_num(drawn)[:, inside], level)
            rank_low, rank_high = interval(ranks[:, inside], level)
            value = np.asarray(now[name], dtype=float)
            names[name] = value
            names[f"{name}_low"], names[f"{name}_high"] = low, high
            names[f"{name}_rank"] = pd.Series(value).rank(ascending=False, method="min").astype("int64")
            names[f"{name}_rank_low"], names[f"{name}_rank_high"] = rank_low, rank_high
        edges = candidates.assign(drawn=self.edges[mine] / samples).reset_index(drop=True)
        share = np.where(self.both > 0, self.same / np.where(self.both > 0, self.both, 1), 0.0)
        together = pd.DataFrame(share, index=self.names, columns=self.names).loc[kept, kept]
        agreement = round_number(float(np.mean(self.agreement))) if self.agreement else 0.0
        return Stability(
            round_table(edges), round_table(names), round_table(together), {**info, "agreement": agreement}
        )


def seed_stability(net: Graph, *, seeds: int = 50, method: str = "leiden", seed: int = SEED) -> pd.DataFrame:
    """Compute how often two names share a community when only the seed of the search changes.

    Parameters
    ----------
    seeds : int
        Searches; the first uses `seed`, the others the numbers that follow.

    Returns
    -------
    pandas.DataFrame
        name by name, from 0 to 1. ``attrs["agreement"]`` is the mean adjusted Rand index of all searches with
        the first.

    Examples
    --------
    >>> import networkx as nx
    >>> table = seed_stability(nx.Graph([("a", "b"), ("c", "d")]), seeds=3)
    >>> table.loc["a", ["b", "c"]].tolist()
    [1.0, 0.0]
    """
    graph = to_igraph(net)
    graph.delete_edges([edge.index for edge in graph.es if edge["weight"] <= 0])
    found = [
        np.array(partition(graph, method, resolution=net.graph.get("resolution", 1.0), seed=seed + i))
        for i in range(seeds)
    ]
    share = np.mean([group[:, None] == group for group in found], axis=0)
    table = round_table(pd.DataFrame(share, index=graph.vs["name"], columns=graph.vs["name"]))
    table.attrs["agreement"] = round_number(float(np.mean([adjusted_rand(found[0], group) for group in found])))
    return table
