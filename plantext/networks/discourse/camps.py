"""Two camps: how far a debate is polarised, and who stands between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.discourse.network import discourse_network
from plantext.networks.discourse.statements import moving_windows
from plantext.networks.pruning import Graph
from plantext.tables.digits import round_number, round_table

EXACT = 16
"""Actors up to which every bipartition is tried."""
ROLES = ("coordinator", "itinerant", "gatekeeper", "liaison")

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Polarisation:
    """The best division of a network into two camps, and what it is worth.

    Parameters
    ----------
    camps : dict of str to int
        Camp of each actor, 1 for the larger (of equal ones, the one with the first name).
    modularity : float
        Signed modularity: 0 where the division explains nothing, at most 1.
    e_i : float
        External less internal congruence over all congruence: -1 where all agreement lies within the camps.
    conflict_between : float
        Share of the conflict that lies between the camps; NaN where there is none.
    exact : bool
        Whether every division was tried.
    """

    camps: dict[str, int]
    modularity: float
    e_i: float
    conflict_between: float
    exact: bool


def _benefits(net: Graph, names: list[str]) -> tuple[Values, Values, Values]:
    """Congruence, conflict, and the matrix whose sum within the camps is the signed modularity."""
    size = len(names)
    place = {name: number for number, name in enumerate(names)}
    positive, negative = np.zeros((size, size)), np.zeros((size, size))
    for a, b, weight in net.edges(data="weight"):
        target = positive if weight > 0 else negative
        target[place[a], place[b]] = target[place[b], place[a]] = abs(weight)
    total = positive.sum() + negative.sum()
    worth = np.zeros((size, size))
    for matrix, sign in ((positive, 1), (negative, -1)):
        if matrix.any():
            strength = matrix.sum(axis=1)
            worth += sign * (matrix - np.outer(strength, strength) / matrix.sum())
    return positive, negative, worth / total


def _value(worth: Values, side: Values) -> float:
    """The modularity of a division; `side` is 1 and -1."""
    return round_number(float((worth * (1 + np.outer(side, side))).sum() / 2))


def _best_of_all(worth: Values) -> Values:
    size = len(worth)
    numbers = np.arange(2 ** (size - 1))
    best, found = -np.inf, np.ones(size)
    for part in np.array_split(numbers, max(1, len(numbers) // 4096)):
        sides = 1.0 - 2.0 * ((part[:, None] >> np.arange(size)) & 1)
        values = np.einsum("ki,ij,kj->k", sides, worth, sides)
        values = np.round(values, 10)
        if values.max() > best:
            best, found = float(values.max()), sides[values.argmax()]
    return found


def _best_of_starts(worth: Values) -> Values:
    """Move single actors while that gains, from each actor's neighbours as a first camp."""
    best, found = -np.inf, np.ones(len(worth))
    order = np.argsort(-np.abs(worth).sum(axis=1).round(10), kind="stable")[:64]
    for start in order:
        side = np.where(worth[start] >= 0, 1.0, -1.0)
        side[start] = 1.0
        for _ in range(20 * len(worth)):
            gains = np.round(-side * (worth @ side) + np.diag(worth), 10)
            if gains.max() <= 0:
                break
            side[gains.argmax()] *= -1
        if (value := _value(worth, side)) > best:
            best, found = value, side
    return found


def polarisation(net: Graph) -> Polarisation:
    """Divide a network of actors into the two camps of the highest signed modularity.

    Weights below 0 are conflict, as :func:`~plantext.networks.discourse.network.discourse_network` makes them with
    ``subtract``; without any, the measure is Newman's modularity. With more than 16 actors the best division found by
    moving single actors from many starts is taken, which need not be the best of all.

    References
    ----------
    S. Gómez, P. Jensen and A. Arenas, "Analysis of community structure in networks of correlated data", Physical
    Review E 80 (2009), 016114. D. Krackhardt and R. N. Stern, "Informal networks and organizational crises", Social
    Psychology Quarterly 51 (1988), 123-140 (E-I index).

    Examples
    --------
    >>> net = nx.Graph([("a", "b", {"weight": 1.0}), ("c", "d", {"weight": 1.0}), ("b", "c", {"weight": -1.0})])
    >>> found = polarisation(net)
    >>> found.camps, found.e_i, found.conflict_between
    ({'a': 1, 'b': 1, 'c': 2, 'd': 2}, -1.0, 1.0)
    """
    names = sorted(net)
    if len(names) < 2 or not net.number_of_edges():
        raise EmptyResultError(
            "{n_names} actors and {n_edges} ties: camps need two actors and a tie.",
            n_names=len(names),
            n_edges=net.number_of_edges(),
        )
    positive, negative, worth = _benefits(net, names)
    exact = len(names) <= EXACT
    side = _best_of_all(worth) if exact else _best_of_starts(worth)
    across = np.not_equal.outer(side, side)
    first = [name for name, of in zip(names, side, strict=True) if of == side[0]]
    larger = side[0] if 2 * len(first) >= len(names) else -side[0]
    agreed, disputed = positive.sum(), negative.sum()
    return Polarisation(
        camps={name: 1 if of == larger else 2 for name, of in zip(names, side, strict=True)},
        modularity=_value(worth, side),
        e_i=round_number(float((positive[across].sum() - positive[~across].sum()) / agreed)) if agreed else np.nan,
        conflict_between=round_number(float(negative[across].sum() / disputed)) if disputed else np.nan,
        exact=exact,
    )


def polarisation_over_time(
    statements: pd.DataFrame, *, width: int = 3, unit: str = "month", step: int = 1, min_actors: int = 3, **options: Any
) -> pd.DataFrame:
    """Measure polarisation in moving windows; windows with fewer actors or without a tie are left out.

    Parameters
    ----------
    width, unit, step
        As in :func:`~plantext.networks.discourse.statements.moving_windows`.
    options
        Of :func:`~plantext.networks.discourse.network.discourse_network`.

    Returns
    -------
    pandas.DataFrame
        start, stop, n_statements (counted), n_actors, modularity, e_i, conflict_between.

    Raises
    ------
    EmptyResultError
        If no window is left.
    """
    rows = []
    for window in moving_windows(statements, width=width, unit=unit, step=step):
        try:
            net = discourse_network(window.statements, **options)
        except EmptyResultError:
            continue
        if len(net) < min_actors:
            continue
        found = polarisation(net)
        rows.append(
            {
                "start": window.start.isoformat(),
                "stop": window.stop.isoformat(),
                "n_statements": net.graph["n_counted"],
                "n_actors": len(net),
                "modularity": found.modularity,
                "e_i": found.e_i,
                "conflict_between": found.conflict_between,
            }
        )
    if not rows:
        raise EmptyResultError(
            "No window of {width} {unit}s has {min_actors} actors with a tie. Take wider windows or fewer actors.",
            width=width,
            unit=unit,
            min_actors=min_actors,
        )
    return round_table(pd.DataFrame(rows))


def brokerage(net: Graph, groups: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Count who stands between actors that do not agree with each other directly.

    Parameters
    ----------
    net : networkx.Graph
        Ties of weight above 0 are agreement; the others are left out.
    groups : mapping of str to object, optional
        Group of each actor, such as the party; by default the camps of :func:`polarisation`.

    Returns
    -------
    pandas.DataFrame
        name, group, betweenness (share of shortest paths, a tie's length being 1 / weight), and by the groups of the
        broker and of the two actors the number of pairs: coordinator (all of one group), itinerant (the two of
        another), gatekeeper (one of the broker's), liaison (three groups); brokered is their sum.

    References
    ----------
    R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in transaction networks",
    Sociological Methodology 19 (1989), 89-126; gatekeeper and representative are one where ties have no direction.

    Examples
    --------
    >>> net = nx.Graph([("a", "b"), ("b", "c")], )
    >>> nx.set_edge_attributes(net, 1.0, "weight")
    >>> found = brokerage(net, {"a": "x", "b": "x", "c": "y"})
    >>> found[["name", "gatekeeper"]].values.tolist()[0]
    ['b', 1]
    """
    agreement = nx.Graph()
    agreement.add_nodes_from(sorted(net))
    for a, b, weight in sorted(net.edges(data="weight")):
        if weight > 0:
            agreement.add_edge(a, b, length=1 / weight)
    group = dict(groups) if groups is not None else dict(polarisation(net).camps)
    missing = [name for name in agreement if name not in group]
    if missing:
        raise PlantextError("groups: expected a group of every actor; {first!r} has none.", first=missing[0])
    between = nx.betweenness_centrality(agreement, weight="length")
    rows = []
    for name in agreement:
        roles: Counter[str] = Counter()
        for a, b in combinations(sorted(agreement[name]), 2):
            if not agreement.has_edge(a, b):
                roles[_role(group[name], group[a], group[b])] += 1
        counts = {role: roles[role] for role in ROLES}
        rows.append(
            {"name": name, "group": group[name], "betweenness": between[name], **counts, "brokered": roles.total()}
        )
    table = round_table(pd.DataFrame(rows))
    return table.sort_values(["brokered", "betweenness", "name"], ascending=[False, False, True], ignore_index=True)


def _role(mine: object, one: object, other: object) -> str:
    if one == other:
        return "coordinator" if one == mine else "itinerant"
    return "gatekeeper" if mine in (one, other) else "liaison"
