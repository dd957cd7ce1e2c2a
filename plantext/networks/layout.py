"""Where the nodes of a drawing stand: seeded, the same on every run."""

from __future__ import annotations

import networkx as nx
import numpy as np
import numpy.typing as npt

from plantext.networks.graph import igraph_seed, to_igraph
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph

Points = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]
ROUNDS = 2000


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


def _spring(net: Graph, seed: int) -> Points:
    graph = to_igraph(net)
    n = graph.vcount()
    if n == 1:
        return np.array([[0.5, 0.5]])
    if n == 2:
        return np.array([[0.15, 0.3], [0.85, 0.7]])
    start = graph.layout_kamada_kawai(seed=graph.layout_circle())
    with igraph_seed(seed):
        placed = graph.layout_fruchterman_reingold(seed=start, niter=ROUNDS, start_temp=0.5, grid=False)
    return _fill(np.round(np.array(placed.coords), 6))


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


def layout(net: Graph, *, aspect: float = 1.0, seed: int = SEED) -> dict[str, tuple[float, float]]:
    """Positions by Fruchterman and Reingold, component by component.

    Each connected part gets a share of the area by its number of nodes, so that small parts neither
    drift away nor sit on each other.

    Parameters
    ----------
    net : networkx.Graph
        The network.
    aspect : float
        Width of the drawing over its height.
    seed : int
        Of the spring layout.

    Returns
    -------
    dict of str to tuple of float
        Positions from 0 to 1 in both directions, nodes in sorted order.

    References
    ----------
    T. M. J. Fruchterman and E. M. Reingold, "Graph drawing by force-directed placement", Software:
    Practice and Experience 21 (1991), 1129-1164.
    """
    parts = sorted((sorted(part) for part in nx.connected_components(net)), key=lambda part: (-len(part), part))
    if not parts:
        return {}
    # A small part needs room for its names too, so it gets more than its share of nodes.
    sizes = [len(part) + 1.5 for part in parts]
    places: dict[str, tuple[float, float]] = {}
    for part, (x, y, width, height) in zip(parts, _split(sizes, (0.0, 0.0, aspect, 1.0)), strict=True):
        points = _spring(net.subgraph(part), seed) - 0.5
        if len(parts) > 1:
            points *= 1 - min(0.3, 0.6 / np.sqrt(len(part)))
        longest = 1.3 * np.sqrt(aspect * len(part) / len(net))
        reach = np.minimum([width, height], min(2.2 * min(width, height), longest))
        middle = np.array([x + width / 2, y + height / 2])
        for name, (px, py) in zip(part, points * reach + middle, strict=True):
            places[name] = (round(float(px / aspect), 6), round(float(py), 6))
    return {name: places[name] for name in sorted(places)}
