"""Geometry of drawings: discs, boxes and lines, in points, the origin at the lower left."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MANY_DISCS = 400

Canvas = tuple[float, float, float, float]  # Left, bottom, right, top


def boxes_overlap(boxes: Array, others: Array) -> Flags:
    """Whether each box (left, bottom, right, top) touches each of the others.

    Examples
    --------
    >>> boxes_overlap(np.array([[0.0, 0.0, 2.0, 2.0]]), np.array([[1.0, 1.0, 3.0, 3.0], [4.0, 0.0, 5.0, 1.0]])).tolist()
    [[True, False]]
    """
    left, bottom, right, top = boxes.T[:, :, None]
    hit = (left < others[:, 2]) & (right > others[:, 0]) & (bottom < others[:, 3]) & (top > others[:, 1])
    return np.asarray(hit)


def lines_over_boxes(lines: Array, boxes: Array) -> Flags:
    """Whether each line (x, y, x, y) crosses each box (left, bottom, right, top); one that is NaN crosses none.

    Examples
    --------
    >>> lines_over_boxes(np.array([[0.0, 0.0, 9.0, 9.0], [0.0, 5.0, 1.0, 9.0]]), np.array([[2.0, 2.0, 4.0, 4.0]])).tolist()
    [[True], [False]]
    """
    x, y, u, v = lines.T[:, :, None]
    left, bottom, right, top = boxes.T[:, None, :]
    apart = (np.maximum(x, u) <= left) | (np.minimum(x, u) >= right)
    apart |= (np.maximum(y, v) <= bottom) | (np.minimum(y, v) >= top)
    sides = [(u - x) * (b - y) - (v - y) * (a - x) for a in (left, right) for b in (bottom, top)]
    low, high = np.minimum.reduce(sides), np.maximum.reduce(sides)
    return np.asarray(~apart & (low < 0) & (high > 0))


def rim_distances(corners: Array, size: Array, discs: Array) -> Array:
    """Measure from a box at each corner to the rim of each disc (x, y, radius); negative inside.

    Examples
    --------
    >>> rim_distances(np.array([[6.0, 0.0]]), np.array([2.0, 2.0]), np.array([[0.0, 1.0, 5.0]])).tolist()
    [[1.0]]
    """
    dx = np.maximum(np.maximum(corners[:, :1] - discs[:, 0], discs[:, 0] - corners[:, :1] - size[0]), 0)
    dy = np.maximum(np.maximum(corners[:, 1:] - discs[:, 1], discs[:, 1] - corners[:, 1:] - size[1]), 0)
    return np.asarray(np.sqrt(dx * dx + dy * dy) - discs[:, 2])


def points_inside(corners: Array, size: Array, points: Array) -> Array:
    """Count the points inside a box at each corner.

    Examples
    --------
    >>> points_inside(np.array([[0.0, 0.0]]), np.array([2.0, 2.0]), np.array([[1.0, 1.0], [3.0, 1.0]])).tolist()
    [1.0]
    """
    if not len(corners):
        return np.zeros(0)
    near = ((points > corners.min(axis=0)) & (points < corners.max(axis=0) + size)).all(axis=1)
    x, y = points[near].T
    left, bottom = corners[:, :1], corners[:, 1:]
    inside = (x > left) & (x < left + size[0]) & (y > bottom) & (y < bottom + size[1])
    return np.asarray(inside.sum(axis=1), dtype=np.float64)


def sample_segments(segments: Array, step: float = 3.0) -> Array:
    """List points along line segments (rows of x, y, x, y), by which the ink under a label is counted.

    Examples
    --------
    >>> sample_segments(np.array([[0.0, 0.0, 6.0, 0.0]])).tolist()
    [[0.0, 0.0], [6.0, 0.0]]
    """
    parts = [np.empty((0, 2))]
    for x, y, u, v in segments:
        parts.append(np.linspace((x, y), (u, v), max(2, int(np.hypot(u - x, v - y) / step))))
    return np.concatenate(parts)


def edge_ends(segments: Array, radii: Array, reach: float) -> Array:
    """Cut from edges the parts next to their nodes, by which one sees where an edge ends.

    Parameters
    ----------
    segments : numpy.ndarray
        Rows of x, y, x, y, from the middle of a node to that of another.
    radii : numpy.ndarray
        Of the two nodes of each.
    reach : float
        Length of an end, from the rim; of a short edge, at most a third.

    Examples
    --------
    >>> edge_ends(np.array([[0.0, 0.0, 20.0, 0.0]]), np.array([[1.0, 4.0]]), 3.0).tolist()
    [[1.0, 0.0, 4.0, 0.0], [16.0, 0.0, 13.0, 0.0]]
    """
    start, stop = segments[:, :2], segments[:, 2:]
    gap = stop - start
    length = np.maximum(np.sqrt((gap * gap).sum(axis=1)), 1e-9)
    toward = gap / length[:, None]
    free = np.clip((length - radii.sum(axis=1)) / 3, 0, reach)
    parts = [
        np.hstack([at + sign * toward * radius[:, None], at + sign * toward * (radius + free)[:, None]])
        for at, sign, radius in ((start, 1, radii[:, 0]), (stop, -1, radii[:, 1]))
    ]
    return np.concatenate(parts)


def _spread_many(moved: Array, canvas: Canvas, *, gap: float, rounds: int) -> Array:
    """The same for many nodes, of which only near ones are compared."""
    left, bottom, right, top = canvas
    radius, n = moved[:, 2], len(moved)
    for _ in range(rounds):
        near = cKDTree(moved[:, :2]).query_pairs(2 * radius.max() + gap, output_type="ndarray")
        # In one order, so that sums do not differ in their last bits.
        first, second = near[np.lexsort((near[:, 1], near[:, 0]))].T
        dx, dy = (moved[first, axis] - moved[second, axis] for axis in (0, 1))
        distance = np.sqrt(dx * dx + dy * dy)
        least = radius[first] + radius[second] + gap
        close = distance < least
        if not close.any():
            break
        same = close & (distance < 1e-9)
        dx = np.where(same, -1.0, dx)
        push = np.where(close, (least - distance) / 2 + 0.05, 0.0) / np.where(same, 1.0, np.maximum(distance, 1e-9))
        for axis, gaps, low, high in ((0, dx, left, right), (1, dy, bottom, top)):
            step = np.bincount(first, push * gaps, n) - np.bincount(second, push * gaps, n)
            moved[:, axis] = np.clip(moved[:, axis] + step, low + radius, high - radius)
    return np.round(moved, 6)


def spread_discs(discs: Array, canvas: Canvas, *, gap: float, rounds: int = 200) -> Array:
    """Push nodes apart until none is nearer than `gap` to another or leaves the canvas.

    Parameters
    ----------
    discs : numpy.ndarray
        Rows of x, y, radius.
    rounds : int
        Tries at most.

    Examples
    --------
    >>> spread_discs(np.array([[5.0, 5.0, 1.0], [5.0, 5.0, 1.0]]), (0, 0, 10, 10), gap=0).tolist()
    [[3.95, 5.0, 1.0], [6.05, 5.0, 1.0]]
    """
    left, bottom, right, top = canvas
    moved = discs.copy()
    radius = moved[:, 2]
    if len(moved) > MANY_DISCS:
        return _spread_many(moved, canvas, gap=gap, rounds=rounds)
    least = radius[:, None] + radius + gap
    np.fill_diagonal(least, 0)
    turn = np.arange(len(moved), dtype=np.float64)
    for _ in range(rounds):
        dx = moved[:, None, 0] - moved[:, 0]
        dy = moved[:, None, 1] - moved[:, 1]
        distance = np.sqrt(dx * dx + dy * dy)
        close = distance < least
        if not close.any():
            break
        # Nodes on one point part along the x axis, in the order of the table.
        same = close & (distance < 1e-9)
        dx = np.where(same, np.sign(turn[:, None] - turn), dx)
        push = np.where(close, (least - distance) / 2 + 0.05, 0.0) / np.where(same, 1.0, np.maximum(distance, 1e-9))
        moved[:, 0] = np.clip(moved[:, 0] + (push * dx).sum(axis=1), left + radius, right - radius)
        moved[:, 1] = np.clip(moved[:, 1] + (push * dy).sum(axis=1), bottom + radius, top - radius)
    return np.round(moved, 6)
