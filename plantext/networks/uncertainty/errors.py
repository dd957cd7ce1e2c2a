"""What errors of extraction do to a network: plausible true tables, drawn and pushed through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError, PlantextError, listed
from plantext.networks.measures import SEED
from plantext.networks.presence import Incidence
from plantext.networks.pruning import Graph, need_account, sorted_edges
from plantext.networks.structure import CENTRALITIES
from plantext.networks.uncertainty.bootstrap import interval, measure_values, resample_weights
from plantext.networks.uncertainty.stability import Tally, top_mask
from plantext.tables.digits import round_numbers, round_table

Values = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

MODES = ("sampling", "extraction", "both")
"""Kinds of error: units drawn again, names drawn anew by the rates, or both at once."""
_ROWS = 4096
"""Units at once, so that memory is bounded."""


@dataclass(frozen=True)
class Rate:
    """How well names of a label are found, as counts, so that few judged names give wide intervals.

    Parameters
    ----------
    right, found : int
        Names judged right, of those found that were judged: precision.
    hit, gold : int
        Names found, of those that a reader marked: recall.
    """

    right: int
    found: int
    hit: int
    gold: int


@dataclass(frozen=True)
class Uncertainty:
    """What of a network holds under errors of sampling and of extraction, apart and together.

    Parameters
    ----------
    edges : pandas.DataFrame
        source, target, count, weight, and for each of :data:`MODES` drawn_MODE (the share of draws with the edge:
        P(edge | errors)), count_low_MODE, count_high_MODE, weight_low_MODE, weight_high_MODE.
    names : pandas.DataFrame
        name, centrality, value, rank, and for each mode rank_low_MODE, rank_high_MODE.
    info : dict
        samples, level, alike, seed.
    """

    edges: pd.DataFrame
    names: pd.DataFrame
    info: dict[str, Any]


def draw_share(right: int, judged: int, rng: np.random.Generator) -> float:
    """Draw a proportion that is plausible after `right` of `judged`, from Beta(right + 1, judged - right + 1).

    It is the (right + 1)-th smallest of judged + 1 uniform numbers, which needs no logarithm, so that every processor
    draws the same.

    Examples
    --------
    >>> 0.8 < draw_share(90, 100, np.random.default_rng(1)) < 1
    True
    """
    return float(np.sort(rng.random(judged + 1))[right])


def complete(
    presence: sparse.csr_array, precision: Values, recall: Values, rng: np.random.Generator, *, alike: float = 0.0
) -> sparse.csr_array:
    """Draw a table of units and names as it may be in truth.

    Entries are taken out by the precision of their name, and put in by its recall: each one missed goes to a unit that
    holds what a unit with the name holds (for a name in company, a unit with one of the others; for one that stands
    alone, any unit).

    Parameters
    ----------
    presence : scipy.sparse.csr_array
        Units by names, entries 1, as found.
    precision, recall : numpy.ndarray of float
        By name, above 0.
    alike : float
        Share of names whose entries are all right or all wrong, as where a word is taken for a name wherever it
        stands; the others err entry by entry.

    Examples
    --------
    >>> table = sparse.csr_array([[1, 1], [1, 0]])
    >>> complete(table, np.ones(2), np.ones(2), np.random.default_rng(1)).toarray().tolist()
    [[1, 1], [1, 0]]
    """
    entries = presence.tocoo()
    n_names = presence.shape[1]
    # Each name's own draws first, so that they do not hang on the number of entries.
    whole, shared = rng.random(n_names) < precision, rng.random(n_names) < alike
    stays = rng.random(entries.nnz) < precision[entries.col]
    stays = np.where(shared[entries.col], whole[entries.col], stays)
    rows, columns = entries.row[stays].astype(np.int64), entries.col[stays].astype(np.int64)
    kept = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=presence.shape)
    missed = kept.sum(axis=0) * (1 - recall) / recall
    added = [_drawn(chances, start, rng) for start, chances in _chances(kept, missed)]
    rows = np.concatenate([rows, *(units for units, _ in added)])
    columns = np.concatenate([columns, *(names for _, names in added)])
    return sparse.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=presence.shape)


def _chances(kept: sparse.csr_array, missed: Values) -> Iterator[tuple[int, Values]]:
    """The chance of each name to be missed in each unit that lacks it, some units at once."""
    sizes = np.asarray(kept.sum(axis=1)).ravel()
    frequency = np.asarray(kept.sum(axis=0)).ravel()
    company = sparse.diags_array(np.where(sizes > 1, 1 / np.maximum(sizes - 1, 1), 0.0))
    together = (kept.T @ company @ kept).toarray()
    np.fill_diagonal(together, 0.0)
    # By partner and name: what one unit with the partner gets of the name's entries.
    shares = together / np.maximum(frequency, 1)[:, None]
    alone = np.asarray(kept[sizes == 1].sum(axis=0)).ravel() / max(len(sizes), 1)
    total = np.zeros(kept.shape[1])
    for _, weights in _weights(kept, shares, alone):
        total += weights.sum(axis=0)
    scale = np.where(total > 0, missed / np.where(total > 0, total, 1.0), 0.0)
    for start, weights in _weights(kept, shares, alone):
        yield start, round_numbers(np.minimum(weights * scale, 1.0))


def _weights(kept: sparse.csr_array, shares: Values, alone: Values) -> Iterator[tuple[int, Values]]:
    for start in range(0, kept.shape[0], _ROWS):
        some = kept[start : start + _ROWS]
        weights = np.asarray(some @ shares) + alone
        weights[some.nonzero()] = 0.0
        yield start, weights


def _drawn(chances: Values, start: int, rng: np.random.Generator) -> tuple[Integers, Integers]:
    rows, columns = np.nonzero(rng.random(chances.shape) < chances)
    return rows + start, columns


def error_intervals(  # noqa: PLR0913
    table: Incidence,
    net: Graph,
    rates: Mapping[str, Rate],
    *,
    samples: int = 200,
    level: float = 0.95,
    alike: float = 0.0,
    seed: int = SEED,
) -> Uncertainty:
    """Draw true tables that the rates of error leave plausible, build the network of each, and see what holds.

    Each draw takes a precision and a recall for each label from what was judged, and then a table by :func:`complete`.
    Names that were never found, and names of another thing under the same form, are beyond it. Measure, top, min_count
    and communities are the network's own; so are the names considered, those with ``min_frequency`` as found.

    Parameters
    ----------
    table : Incidence
        The units and names that `net` was made from.
    net : networkx.Graph
        As made by :func:`plantext.networks.graph.network` with communities.
    rates : mapping of str to Rate
        By label.
    samples, seed : int
        Draws.
    level : float
        Of the intervals.
    alike : float
        As in :func:`complete`.

    References
    ----------
    The idea of passing measured error through an analysis is that of L. Egami, M. Hinck, B. Stewart and H. Wei, "Using
    imperfect surrogates for downstream inference", NeurIPS 2023; the draws are multiple imputation (D. B. Rubin,
    Multiple Imputation for Nonresponse in Surveys, Wiley 1987).

    Examples
    --------
    >>> import plantext as pt
    >>> from plantext.networks.cooccurrence import pairs_of
    >>> from plantext.networks.presence import incidence
    >>> table = incidence(pt.load("priority-plan-2023"), labels=["FORUM"])
    >>> found = error_intervals(table, pt.network(pairs_of(table)), {"FORUM": Rate(36, 40, 36, 41)}, samples=5)
    >>> found.edges.columns[:5].tolist()
    ['source', 'target', 'count', 'weight', 'drawn_sampling']
    """
    how = net.graph
    need_account(net, "measure", "communities")
    chosen = np.flatnonzero(table.frequency >= int(how["min_frequency"]))
    names = table.names.iloc[chosen]
    lacking = sorted(set(names["label"]) - set(rates))
    if lacking:
        raise EmptyResultError(
            "No rates for {lacking}; rates has {known}.", lacking=", ".join(lacking), known=listed(sorted(rates))
        )
    draws = _Draws(table.presence[:, chosen], names, net, samples)
    rng = np.random.default_rng(seed)
    weights = (row for batch in resample_weights(table.units["doc_id"], samples, seed) for row in batch)
    for resampled in weights:
        drawn = {label: _draw_rates(rate, rng) for label, rate in sorted(rates.items())}
        precision, recall = (np.array([drawn[label][side] for label in names["label"]]) for side in (0, 1))
        true = complete(draws.presence, precision, recall, rng, alike=alike)
        draws.add("sampling", draws.presence, resampled)
        draws.add("extraction", true, np.ones(len(resampled), dtype=np.int64))
        draws.add("both", true, resampled)
    info = {"samples": samples, "level": level, "alike": alike, "seed": seed}
    return Uncertainty(draws.edges(level), draws.ranks(level, info), info)


def _draw_rates(rate: Rate, rng: np.random.Generator) -> tuple[float, float]:
    return draw_share(rate.right, rate.found, rng), draw_share(rate.hit, rate.gold, rng)


class _Draws:
    """The networks of all draws, as sums and values."""

    def __init__(self, presence: sparse.csr_array, names: pd.DataFrame, net: Graph, samples: int) -> None:
        self.presence, self.net, self.samples = presence, net, samples
        self.names = names["name"].tolist()
        if self.names != sorted(self.names):
            raise PlantextError("The names of the table are not in order; make it with incidence().")
        self.source, self.target = np.triu_indices(len(self.names), k=1)
        place = {name: i for i, name in enumerate(self.names)}
        ends = [sorted((place[a], place[b])) for a, b, _ in sorted_edges(net)]
        width = len(self.names)
        keys = self.source * width + self.target
        self.mine = np.searchsorted(keys, [one * width + other for one, other in ends])
        groups = [net.nodes[name].get("community", 0) if name in net else 0 for name in self.names]
        self.tallies = {mode: Tally(self.names, len(self.source), groups) for mode in MODES}
        self.counts: dict[str, list[Values]] = {mode: [] for mode in MODES}
        self.values: dict[str, list[Values]] = {mode: [] for mode in MODES}

    def add(self, mode: str, presence: sparse.csr_array, weights: Integers) -> None:
        """Build the network of one drawn table under weights of its units."""
        how = self.net.graph
        together = (presence.T @ sparse.diags_array(weights.astype(np.float64)) @ presence).toarray()
        held = np.diag(together)
        both = together[self.source, self.target]
        value = measure_values(how["measure"], both, held[self.source], held[self.target], weights.sum())
        top = None if how["top"] == "all" else int(how["top"])
        chosen = top_mask(value, both, top) & (both >= how.get("min_count", 1))
        self.tallies[mode].add(chosen, self.source[chosen], self.target[chosen], value[chosen], how)
        self.counts[mode].append(both[self.mine])
        self.values[mode].append(value[self.mine])

    def edges(self, level: float) -> pd.DataFrame:
        """Shares and intervals of the network's edges."""
        kept = [(a, b, data["count"], data["weight"]) for a, b, data in sorted_edges(self.net)]
        edges = pd.DataFrame(kept, columns=["source", "target", "count", "weight"])
        for mode in MODES:
            edges[f"drawn_{mode}"] = self.tallies[mode].edges[self.mine] / self.samples
            for name, drawn in (("count", self.counts[mode]), ("weight", self.values[mode])):
                edges[f"{name}_low_{mode}"], edges[f"{name}_high_{mode}"] = interval(np.array(drawn), level)
        return round_table(edges)

    def ranks(self, level: float, info: dict[str, Any]) -> pd.DataFrame:
        """Intervals of the names' ranks, by centrality."""
        edges = pd.DataFrame({"source": [], "target": []})
        none = np.zeros(0, dtype=np.int64)
        tables = {mode: tally.result(self.net, edges, none, level, info).names for mode, tally in self.tallies.items()}
        parts = []
        for centrality in CENTRALITIES:
            first = tables[MODES[0]]
            part = first[["name", centrality, f"{centrality}_rank"]].set_axis(["name", "value", "rank"], axis=1)
            part.insert(1, "centrality", centrality)
            for mode in MODES:
                for side in ("low", "high"):
                    part[f"rank_{side}_{mode}"] = tables[mode][f"{centrality}_rank_{side}"]
            parts.append(part)
        return pd.concat(parts, ignore_index=True)
