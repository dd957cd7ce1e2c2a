"""Places for labels: boxes that touch neither each other nor a node nor the edge of the canvas.

Geometry only: everything is in points, the origin at the lower left.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

Canvas = tuple[float, float, float, float]  # Left, bottom, right, top

_RINGS = 30
_DIRECTIONS = 24
_ROUNDS = 4
_TRIES = 150
_BESIDE = (0.0, np.pi, np.pi / 2, -np.pi / 2, 0.5, -0.5, np.pi - 0.5, np.pi + 0.5, 1.0, -1.0, np.pi - 1, np.pi + 1)


def _candidates(disc: Array, size: Array, gap: float) -> Array:
    """Lower left corners to try, the preferred ones first: beside the node, then ever farther."""
    x, y, radius = disc
    width, height = size
    around = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
    rings = [np.array(_BESIDE) if ring == 0 else np.concatenate([_BESIDE, around]) for ring in range(_RINGS)]
    angle = np.concatenate(rings)
    reach = radius + gap + np.repeat(np.arange(_RINGS), [len(ring) for ring in rings]) * height * 0.35
    left = x + np.cos(angle) * (reach + width / 2) - width / 2
    bottom = y + np.sin(angle) * (reach + height / 2) - height / 2
    return np.column_stack([left, bottom])


def _overlaps(corners: Array, size: Array, boxes: Array) -> npt.NDArray[np.bool_]:
    """Whether a box at each corner touches any of the boxes (left, bottom, right, top)."""
    left, bottom = corners[:, :1], corners[:, 1:]
    right, top = left + size[0], bottom + size[1]
    hit = (left < boxes[:, 2]) & (right > boxes[:, 0]) & (bottom < boxes[:, 3]) & (top > boxes[:, 1])
    return np.asarray(hit.any(axis=1))


def _distances(corners: Array, size: Array, discs: Array) -> Array:
    """From a box at each corner to the rim of each disc (x, y, radius); negative inside."""
    dx = np.maximum(np.maximum(corners[:, :1] - discs[:, 0], discs[:, 0] - corners[:, :1] - size[0]), 0)
    dy = np.maximum(np.maximum(corners[:, 1:] - discs[:, 1], discs[:, 1] - corners[:, 1:] - size[1]), 0)
    return np.asarray(np.sqrt(dx * dx + dy * dy) - discs[:, 2])


def _points_inside(corners: Array, size: Array, points: Array) -> Array:
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


def _places(i: int, discs: Array, size: Array, *, canvas: Canvas, ink: Array, gap: float) -> tuple[Array, Array]:  # noqa: PLR0913
    """Corners for one label that keep clear of nodes and border, with the cost of each.

    Distance costs, so does ink, and most of all a place where another node is nearer than its own.
    """
    corners = _candidates(discs[i], size, gap)
    order = np.arange(len(corners)) * 1e-3
    inside = (corners >= canvas[:2]).all(axis=1) & (corners + size <= canvas[2:]).all(axis=1)
    corners, order = corners[inside], order[inside]
    far = _distances(corners, size, discs)
    others = np.delete(far, i, axis=1).min(axis=1, initial=np.inf)
    free = (far > -1e-9).all(axis=1) & (others > gap)
    corners, order, own, others = corners[free], order[free], far[free, i], others[free]
    line = max(gap, 1.0)
    cost = own / line * 0.25 + 0.12 * _points_inside(corners, size, ink) + order
    clear = 7 * gap
    cost += 2.5 * np.clip((own + clear - others) / clear, 0, 1) + 2.5 * (own > 12 * line)
    return corners, np.round(cost, 9)


def _make_room(
    i: int, known: list[tuple[Array, Array]], placed: Array, chosen: npt.NDArray[np.int64], sizes: Array
) -> bool:
    """Give a label a better place that one other label blocks, if that one can move and both together gain."""
    corners, cost = known[i]
    now = cost[chosen[i]]
    better = np.argsort(cost, kind="stable")[:_TRIES]
    for k in better[cost[better] < now]:
        touched = (np.abs(placed + sizes / 2 - corners[k] - sizes[i] / 2) < (sizes + sizes[i]) / 2).all(axis=1)
        touched[i] = False
        if touched.sum() != 1:
            continue
        j = int(np.flatnonzero(touched)[0])
        fixed = np.delete(np.hstack([placed, placed + sizes]), [i, j], axis=0)
        boxes = np.vstack([fixed, np.concatenate([corners[k], corners[k] + sizes[i]])])
        theirs, costs = known[j]
        other = np.where(_overlaps(theirs, sizes[j], boxes), np.inf, costs)
        m = int(np.argmin(other))
        if cost[k] + other[m] < now + costs[chosen[j]] - 1e-6:
            chosen[i], chosen[j] = k, m
            placed[i], placed[j] = corners[k], theirs[m]
            return True
    return False


def place_labels(  # noqa: PLR0913
    discs: Array, sizes: Array, canvas: Canvas, *, ink: Array, order: npt.ArrayLike, gap: float
) -> Array | None:
    """Place one label a node, near it and on as little ink as can be.

    Labels are placed one by one in `order`, then each anew among the others until none finds a better place,
    then one may push another to a place that costs both together less. A label takes the cheapest of some
    thousand places round its node that are free of other labels, of nodes and of the border, so that nothing
    overlaps.

    Parameters
    ----------
    discs : numpy.ndarray
        Rows of x, y, radius: the nodes.
    sizes : numpy.ndarray
        Rows of width, height: the labels.
    ink : numpy.ndarray
        Rows of x, y: points on edges (:func:`sample_segments`).
    order : array_like of int
        Which label chooses first.
    gap : float
        Distance from label to node.

    Returns
    -------
    numpy.ndarray or None
        Rows of x, y, the labels' lower left corners; None if some label finds no free place.

    Examples
    --------
    >>> nodes, sizes = np.array([[50.0, 50.0, 5.0]]), np.array([[20.0, 8.0]])
    >>> place_labels(nodes, sizes, (0, 0, 100, 100), ink=np.empty((0, 2)), order=[0], gap=1).tolist()
    [[56.0, 46.0]]
    """
    known = [_places(i, discs, sizes[i], canvas=canvas, ink=ink, gap=gap) for i in range(len(discs))]
    # A label not yet placed stands far outside, where it is in nobody's way.
    placed = np.full((len(discs), 2), -1e9)
    chosen = np.zeros(len(discs), dtype=np.int64)
    for _ in range(_ROUNDS):
        before = placed.copy()
        for i in np.asarray(order):
            corners, cost = known[i]
            if not len(corners):
                return None
            others = np.delete(np.hstack([placed, placed + sizes]), i, axis=0)
            blocked = _overlaps(corners, sizes[i], others)
            if blocked.all():
                return None
            chosen[i] = np.argmin(np.where(blocked, np.inf, cost))
            placed[i] = corners[chosen[i]]
        if (placed == before).all():
            break
    for _ in range(_ROUNDS):
        moved = [_make_room(int(i), known, placed, chosen, sizes) for i in np.asarray(order)]
        if not any(moved):
            break
    return placed


def leader_lines(
    discs: Array, corners: Array, sizes: Array, least: float
) -> list[tuple[int, float, float, float, float]]:
    """Find lines from nodes to labels that stand too far away to be assigned.

    Parameters
    ----------
    discs, sizes : numpy.ndarray
        As in :func:`place_labels`.
    corners : numpy.ndarray
        As returned by it.
    least : float
        Distance from which a label needs a line; or less, where another node is nearer.

    Returns
    -------
    list of tuple
        (node, x, y at the node's rim, x, y at the label).

    Examples
    --------
    >>> leader_lines(np.array([[0.0, 0.0, 5.0]]), np.array([[25.0, 0.0]]), np.array([[9.0, 4.0]]), 10)
    [(0, 5.0, 0.0, 25.0, 0.0)]
    """
    lines = []
    for i, (corner, size) in enumerate(zip(corners, sizes, strict=True)):
        far = _distances(corner[None, :], size, discs)[0]
        if far[i] < least and far[i] <= np.delete(far, i).min(initial=np.inf):
            continue
        x, y, radius = discs[i]
        u, v = np.clip([x, y], corner, corner + size)
        share = radius / max(np.hypot(u - x, v - y), radius)
        lines.append((i, float(x + (u - x) * share), float(y + (v - y) * share), float(u), float(v)))
    return lines


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
