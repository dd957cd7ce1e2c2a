"""Where the names of a network meet, and which sentences a page holds of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from plantext.errors import PlantextError
from plantext.explorer.units import Integers, Units
from plantext.networks.pruning import Graph, sorted_edges

_AT_ONCE = 2000  # Edges, whose units are found together
_OF_EACH = 2  # Sentences of each name that show how two meet in a unit


@dataclass(frozen=True)
class Meetings:
    """Sentences and units of each name, units of each edge.

    Parameters
    ----------
    rows : list of numpy.ndarray
        Sentences with each name, by row.
    units : list of numpy.ndarray
        Units of each name.
    shared : list of numpy.ndarray
        Units of each edge.
    """

    rows: list[Integers]
    units: list[Integers]
    shared: list[Integers]


def _columns(matrix: Any) -> list[Integers]:
    found = sparse.csc_array(matrix)
    found.sort_indices()
    return [np.asarray(part, dtype=np.int64) for part in np.split(found.indices, found.indptr[1:-1])]


def find_meetings(net: Graph, mentions: pd.DataFrame, units: Units) -> Meetings:
    """Find the sentences and units of the names and edges of a network.

    Raises
    ------
    PlantextError
        If an edge has no unit.
    """
    names = sorted(net)
    place = {name: i for i, name in enumerate(names)}
    shape = (units.membership.shape[1], len(names))
    ones = np.ones(len(mentions), dtype=np.int64)
    holds = sparse.csr_array((ones, (mentions["row"], mentions["node"])), shape=shape)
    holds.data = np.ones_like(holds.data)
    met = sparse.csc_array((units.membership @ holds) > 0).astype(np.int64)
    edges = sorted_edges(net)
    ends = np.array([(place[a], place[b]) for a, b, _ in edges], dtype=np.int64).reshape(-1, 2)
    shared: list[Integers] = []
    for i in range(0, len(ends), _AT_ONCE):
        a, b = ends[i : i + _AT_ONCE].T
        shared += _columns(met[:, a].multiply(met[:, b]))
    for (a, b, _), found in zip(edges, shared, strict=True):
        if not len(found):
            raise PlantextError(
                f"The run has no {net.graph.get('unit', 'paragraph')} that holds both {a} and {b}, as the network says. "
                "Give the run that the network was made from."
            )
    return Meetings(_columns(holds), _columns(met), shared)


def _spread(values: Integers, most: int) -> Integers:
    """Take at most so many values, evenly from the first to the last."""
    if len(values) <= most:
        return values
    return values[np.linspace(0, len(values) - 1, most).round().astype(np.int64)]


def _among(values: Integers, known: Integers) -> Integers:
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.asarray(values[known[at] == values], dtype=np.int64)


def held_rows(net: Graph, meetings: Meetings, units: Units, most: int | None) -> Integers:
    """Choose the sentences that the page holds.

    Parameters
    ----------
    most : int or None
        Sentences of a name, and units of an edge, spread evenly over the text; None for all.
    """
    if most is None:
        return np.unique(np.concatenate(meetings.rows))
    place = {name: i for i, name in enumerate(sorted(net))}
    membership = units.membership.copy()
    membership.sort_indices()
    chosen = [_spread(rows, most) for rows in meetings.rows]
    for (a, b, _), shared in zip(sorted_edges(net), meetings.shared, strict=True):
        for unit in _spread(shared, most).tolist():
            inside = membership.indices[membership.indptr[unit] : membership.indptr[unit + 1]]
            chosen += [_among(inside, meetings.rows[place[name]])[:_OF_EACH] for name in (a, b)]
    return np.unique(np.concatenate(chosen)).astype(np.int64)
