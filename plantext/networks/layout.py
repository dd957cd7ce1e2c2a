"""Where the nodes of a drawing stand: the same on every machine.

A spring layout amplifies the last bit of a number within a hundred rounds to a tenth of the page. Here each
round lowers the stress of the drawing towards a minimum, so that small differences shrink; the lengths of
paths are whole numbers; and every operation is ``+ - * /`` or a square root in a fixed order, which IEEE 754
prescribes to the last bit.
"""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import numpy as np

from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph, sorted_edges
from plantext.networks.sparse_stress import Integers, Points, choose_pivots, distances, place_many

Box = tuple[float, float, float, float]

# Nodes whose distance to every other node is kept; in networks of fewer nodes all distances are.
_PIVOTS = 120
_ROUNDS = 300
# Share of the way to go in a round: 0.5 reaches the minimum of the majorant, anything below 1 goes down.
_STEP = 0.9
# Random starts of which the drawing with the fewest crossings is taken, for networks that are drawn.
_STARTS = 6
_DRAWN = 150  # Nodes up to which more than one start is tried
_MANY = 1000  # Nodes above which pivots alone give the shape
_APART = 1e-9
_SETTLED = 1e-5  # Largest move, in edge lengths, at which a layout is done


def _terms(n: int, edges: Integers) -> tuple[Integers, Integers, Points]:
    """Pairs of nodes and the distance that they should have: node with pivot, and the ends of each edge."""
    pivots = choose_pivots(n, edges, _PIVOTS)
    far = distances(n, edges, pivots)
    first = np.concatenate([np.repeat(pivots, n), edges[:, 0]])
    second = np.concatenate([np.tile(np.arange(n), len(pivots)), edges[:, 1]])
    wanted = np.concatenate([far.ravel(), np.ones(len(edges), dtype=np.int64)])
    low, high = np.minimum(first, second), np.maximum(first, second)
    different = low != high
    _, kept = np.unique(low[different] * n + high[different], return_index=True)
    # The root brings far nodes nearer: the leaves of a hub get the room that long tails would take.
    return low[different][kept], high[different][kept], np.sqrt(wanted[different][kept].astype(np.float64))


def _relax(points: Points, first: Integers, second: Integers, wanted: Points) -> Points:
    """Move all nodes at once towards the places that their distances ask for, until they settle.

    Relaxed steps of a diagonal majorant of the stress, whose weights are one over the squared distance: none
    raises the stress, for the Laplacian of the weights is at most twice its diagonal.
    """
    n = len(points)
    weight = 1 / (wanted * wanted)
    total = np.bincount(first, weight, n) + np.bincount(second, weight, n)
    x, y = points.T
    for _ in range(_ROUNDS):
        dx, dy = x[first] - x[second], y[first] - y[second]
        length = np.sqrt(dx * dx + dy * dy)
        pull = weight * (1 - wanted / np.maximum(length, _APART))
        moves = [(np.bincount(second, pull * gap, n) - np.bincount(first, pull * gap, n)) / total for gap in (dx, dy)]
        x, y = x + _STEP * moves[0], y + _STEP * moves[1]
        if np.abs(moves).max() < _SETTLED:
            break
    return np.column_stack([x, y])


def _stress(points: Points, first: Integers, second: Integers, wanted: Points) -> float:
    gap = points[first] - points[second]
    length = np.sqrt(gap[:, 0] * gap[:, 0] + gap[:, 1] * gap[:, 1])
    share = (length - wanted) / wanted
    return float(np.bincount(np.zeros(len(share), dtype=np.int64), share * share)[0])


def _crossings(points: Points, edges: Integers) -> int:
    """Pairs of edges that cross."""
    start, end = points[edges[:, 0]], points[edges[:, 1]]

    def side(a: Points, b: Points, c: Points) -> Points:
        return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])

    a, b, c, d = start[:, None], end[:, None], start[None], end[None]
    across = (side(a, b, c) * side(a, b, d) < -_APART) & (side(c, d, a) * side(c, d, b) < -_APART)
    return int(across.sum()) // 2


@lru_cache(maxsize=64)
def _place_part(n: int, flat: tuple[int, ...], seed: int) -> Points:
    """Positions of a connected graph, an edge about 1 long."""
    edges = np.array(flat, dtype=np.int64).reshape(-1, 2)
    if n > _MANY:
        return np.round(place_many(n, edges, seed), 6)
    terms = _terms(n, edges)
    found: list[tuple[int, float, int, Points]] = []
    for start in range(_STARTS if n <= _DRAWN else 1):
        rng = np.random.default_rng([seed, start])
        points = np.round(_relax(rng.random((n, 2)) * np.sqrt(n), *terms), 6)
        crossings = _crossings(points, edges) if n <= _DRAWN else 0
        found.append((crossings, round(_stress(points, *terms), 6), start, points))
    return min(found, key=lambda drawing: drawing[:3])[-1]


def _lie_flat(points: Points) -> Points:
    """Turn the longest direction into the horizontal one (the angle by half-angle formulas, no sine)."""
    centred: Points = points - points.sum(axis=0) / len(points)
    xx, yy, xy = ((centred[:, i] * centred[:, j]).sum() for i, j in ((0, 0), (1, 1), (0, 1)))
    spread = np.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)
    if spread < _APART:
        return centred
    cosine = np.sqrt(max(0.0, (1 + (xx - yy) / spread) / 2))
    sine = np.sqrt(max(0.0, (1 - (xx - yy) / spread) / 2)) * (1 if xy >= 0 else -1)
    x, y = centred[:, 0] * cosine + centred[:, 1] * sine, centred[:, 1] * cosine - centred[:, 0] * sine
    turned: Points = np.column_stack([x, y])
    return turned


def _fill(points: Points) -> Points:
    """Stretch to the unit square; half of the way to even spacing, so that crowded middles open."""
    low, high = points.min(axis=0), points.max(axis=0)
    scaled: Points = (points - low) / np.where(high > low, high - low, 1.0)
    scaled[:, high <= low] = 0.5
    n = len(points)
    if n < 4:
        return scaled
    ranks = np.argsort(np.argsort(scaled, axis=0, kind="stable"), axis=0, kind="stable") / (n - 1)
    mixed: Points = 0.5 * scaled + 0.5 * ranks
    return mixed


def _spread(net: Graph, seed: int) -> Points:
    n = len(net)
    if n == 1:
        return np.array([[0.5, 0.5]])
    if n == 2:
        return np.array([[0.15, 0.3], [0.85, 0.7]])
    place = {name: i for i, name in enumerate(sorted(net))}
    edges = tuple(place[end] for a, b, _ in sorted_edges(net) for end in (a, b) if a != b)
    return _fill(np.round(_lie_flat(_place_part(n, edges, seed)), 6))


def _split(sizes: list[float], box: Box) -> list[Box]:
    """Cut a box into one box a size, areas in proportion; sizes come largest first."""
    if len(sizes) == 1:
        return [box]
    x, y, width, height = box
    total, half, cut = sum(sizes), 0.0, 0
    while cut < len(sizes) - 1 and (cut == 0 or half + sizes[cut] <= total / 2):
        half += sizes[cut]
        cut += 1
    share = half / total
    if width >= height:
        first, second = (x, y, width * share, height), (x + width * share, y, width * (1 - share), height)
    else:
        first, second = (x, y + height * (1 - share), width, height * share), (x, y, width, height * (1 - share))
    return _split(sizes[:cut], first) + _split(sizes[cut:], second)


def _stretch(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Let components reach to the border of the unit square."""
    points = np.array(list(places.values()))
    low, high = points.min(axis=0), points.max(axis=0)
    wide = high - low > _APART
    centred = np.where(wide, (points - low) / np.where(wide, high - low, 1.0), 0.5)
    return {name: (float(x), float(y)) for name, (x, y) in zip(places, centred, strict=True)}


def layout(net: Graph, *, aspect: float = 1.0, seed: int = SEED) -> dict[str, tuple[float, float]]:
    """Compute positions of least stress: drawn distances are like the roots of path lengths.

    Each component gets a share of the area by its nodes and edges, so that small ones neither drift
    away nor overlap.

    Parameters
    ----------
    aspect : float
        Width of the drawing over its height.
    seed : int
        Of the random starts.

    Returns
    -------
    dict of str to tuple of float
        Positions from 0 to 1 in both directions, nodes in sorted order.

    References
    ----------
    E. R. Gansner, Y. Koren and S. North, "Graph drawing by stress majorization", Graph Drawing 2004, 239-250.
    M. Ortmann, M. Klimenta and U. Brandes, "A sparse stress model", J. Graph Algorithms Appl. 21 (2017),
    791-821, for the pivots in large networks.

    Examples
    --------
    >>> layout(nx.Graph([("a", "b")]))
    {'a': (0.15, 0.3), 'b': (0.85, 0.7)}
    """
    parts = sorted((sorted(part) for part in nx.connected_components(net)), key=lambda part: (-len(part), part))
    if not parts:
        return {}
    # Names need room beside the nodes and off the edges.
    sizes = [len(part) + 0.7 * net.subgraph(part).number_of_edges() for part in parts]
    places: dict[str, tuple[float, float]] = {}
    for part, (x, y, width, height) in zip(parts, _split(sizes, (0.0, 0.0, aspect, 1.0)), strict=True):
        points = _spread(net.subgraph(part), seed) - 0.5
        if len(parts) > 1:
            points *= 1 - min(0.3, 0.6 / np.sqrt(len(part)))
        longest = 1.3 * np.sqrt(aspect * len(part) / len(net))
        reach = np.minimum([width, height], min(2.2 * min(width, height), longest))
        middle = np.array([x + width / 2, y + height / 2])
        for name, (px, py) in zip(part, points * reach + middle, strict=True):
            places[name] = (float(px / aspect), float(py))
    if len(parts) > 1:
        places = _stretch(places)
    return {name: (round(places[name][0], 6), round(places[name][1], 6)) for name in sorted(places)}
