"""Where the nodes of a large network stand: by their distances to some nodes far from each other, its pivots.

As in :mod:`plantext.networks.layout`, every operation is ``+ - * /`` or a square root in a fixed order.

References
----------
M. Ortmann, M. Klimenta and U. Brandes, "A sparse stress model", J. Graph Algorithms Appl. 21 (2017), 791-821.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import shortest_path

Points = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_PIVOTS = 50
_ROUNDS = 80
_STEP = 0.6  # Share of the way to go in a round, in which all nodes move at once
_SIDE = 4.0  # Of the square of the random start, about as wide as a drawing: its lengths are roots of path lengths
_APART = 1e-9


def distances(n: int, edges: Integers, pivots: Integers) -> Integers:
    """Count the edges between pivots and all nodes of a connected graph: one row a pivot.

    Examples
    --------
    >>> distances(3, np.array([[0, 1], [1, 2]]), np.array([0])).tolist()
    [[0, 1, 2]]
    """
    ones, ends = np.ones(len(edges)), edges.astype(np.int32)  # the width of numbers that older SciPy reads
    graph = sparse.csr_array((ones, (ends[:, 0], ends[:, 1])), shape=(n, n))
    found = shortest_path(graph, method="D", directed=False, unweighted=True, indices=pivots)
    return np.atleast_2d(found).astype(np.int64)


def choose_pivots(n: int, edges: Integers, most: int) -> Integers:
    """Choose nodes far from each other: the first, then always the one farthest from those chosen.

    Examples
    --------
    >>> choose_pivots(3, np.array([[0, 1], [1, 2]]), 2).tolist()
    [0, 2]
    """
    if n <= most:
        return np.arange(n)
    chosen = [0]
    nearest = distances(n, edges, np.array([0]))[0]
    while len(chosen) < most:
        chosen.append(int(np.argmax(nearest)))
        nearest = np.minimum(nearest, distances(n, edges, np.array(chosen[-1:]))[0])
    return np.array(sorted(set(chosen)))


def _shares(far: Integers) -> Points:
    """Count, for each pivot and node, the nodes for which the pivot stands: nearest to it and not half as far away."""
    nearest = np.argmin(far, axis=0)
    shares = np.ones(far.shape)
    for pivot, row in enumerate(far):
        region = np.sort(row[nearest == pivot])
        shares[pivot] = np.maximum(np.searchsorted(region, row / 2, side="right"), 1)
    return shares


def place_many(n: int, edges: Integers, seed: int) -> Points:
    """Compute positions of a large connected graph, an edge about 1 long.

    A node is drawn to its distances from the pivots, which it does not move, and from its neighbours.
    """
    pivots = choose_pivots(n, edges, _PIVOTS)
    far = distances(n, edges, pivots)
    ones = np.ones(2 * len(edges))
    first = np.concatenate([np.tile(np.arange(n), len(pivots)), edges[:, 0], edges[:, 1]])
    second = np.concatenate([np.repeat(pivots, n), edges[:, 1], edges[:, 0]])
    squared = np.concatenate([far.ravel().astype(np.float64), ones])
    weight = np.concatenate([_shares(far).ravel(), ones])
    order = np.argsort(first, kind="stable")
    order = order[first[order] != second[order]]
    first, second, squared = first[order], second[order], squared[order]
    weight, wanted = weight[order] / squared, np.sqrt(squared)
    total = np.bincount(first, weight, n)
    x, y = (np.random.default_rng(seed).random((n, 2)) * _SIDE).T
    for _ in range(_ROUNDS):
        dx, dy = x[first] - x[second], y[first] - y[second]
        push = weight * (wanted / np.maximum(np.sqrt(dx * dx + dy * dy), _APART) - 1)
        x, y = (axis + _STEP * np.bincount(first, push * gap, n) / total for axis, gap in ((x, dx), (y, dy)))
    return np.column_stack([x, y])
