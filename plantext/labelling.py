"""Places for labels: boxes that touch neither each other nor a node nor the edge of the canvas.

Geometry only: everything is in points, the origin at the lower left.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_RINGS = 40
_DIRECTIONS = 24


def _candidates(x: float, y: float, radius: float, width: float, height: float, gap: float) -> Array:
    """Lower left corners to try, the preferred ones first: beside the node, then ever farther."""
    angles = [0.0, np.pi, np.pi / 2, -np.pi / 2]
    angles += [quarter + turn for quarter in (0.0, np.pi) for turn in (0.5, -0.5, 1.0, -1.0)]
    more = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
    corners = []
    for ring in range(_RINGS):
        reach = radius + gap + ring * height * 0.4
        for angle in angles if ring == 0 else [*angles, *more]:
            dx, dy = np.cos(angle), np.sin(angle)
            corners.append((x + dx * (reach + width / 2) - width / 2, y + dy * (reach + height / 2) - height / 2))
    return np.array(corners)


def _overlaps(corners: Array, width: float, height: float, boxes: Array) -> npt.NDArray[np.bool_]:
    """Whether a box at each corner touches any of the boxes (left, bottom, right, top)."""
    if not len(boxes):
        return np.zeros(len(corners), dtype=np.bool_)
    left, bottom = corners[:, :1], corners[:, 1:]
    hit = (left < boxes[:, 2]) & (left + width > boxes[:, 0]) & (bottom < boxes[:, 3]) & (bottom + height > boxes[:, 1])
    return np.asarray(hit.any(axis=1))


def _on_discs(corners: Array, width: float, height: float, discs: Array) -> npt.NDArray[np.bool_]:
    """Whether a box at each corner touches any of the discs (x, y, radius)."""
    dx = np.maximum(np.maximum(corners[:, :1] - discs[:, 0], discs[:, 0] - corners[:, :1] - width), 0)
    dy = np.maximum(np.maximum(corners[:, 1:] - discs[:, 1], discs[:, 1] - corners[:, 1:] - height), 0)
    return np.asarray((dx**2 + dy**2 < discs[:, 2] ** 2).any(axis=1))


def _points_inside(corners: Array, width: float, height: float, points: Array) -> Array:
    x, y = points[:, 0], points[:, 1]
    left, bottom = corners[:, :1], corners[:, 1:]
    inside = (x > left) & (x < left + width) & (y > bottom) & (y < bottom + height)
    return np.asarray(inside.sum(axis=1), dtype=np.float64)


def sample_segments(segments: Array, step: float = 3.0) -> Array:
    """Points along line segments, by which the ink under a label is counted.

    Parameters
    ----------
    segments : numpy.ndarray
        Rows of x, y, x, y.
    step : float
        Distance of the points.

    Returns
    -------
    numpy.ndarray
        Rows of x, y.
    """
    parts = [
        np.linspace((x, y), (u, v), max(2, int(np.hypot(u - x, v - y) / step)))
        for x, y, u, v in np.atleast_2d(segments)
    ]
    return np.concatenate(parts) if parts else np.empty((0, 2))


def place_labels(
    discs: Array,
    sizes: Array,
    canvas: tuple[float, float, float, float],
    *,
    ink: Array,
    order: npt.ArrayLike,
    gap: float,
) -> Array | None:
    """Place one label a node, near it and on as little ink as can be.

    Labels are placed one by one in `order`. Each takes the cheapest of some hundred places round its
    node that is free of other labels, of all nodes and of the canvas's border; distance and the
    edges beneath cost. What is returned is free of overlap by construction.

    Parameters
    ----------
    discs : numpy.ndarray
        Rows of x, y, radius: the nodes.
    sizes : numpy.ndarray
        Rows of width, height: the labels.
    canvas : tuple of float
        Left, bottom, right, top.
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
    """
    left, bottom, right, top = canvas
    placed = np.full((len(discs), 2), np.nan)
    boxes = np.empty((0, 4))
    for i in np.asarray(order):
        (x, y, radius), (width, height) = discs[i], sizes[i]
        corners = _candidates(x, y, radius, width, height, gap)
        free = (corners[:, 0] >= left) & (corners[:, 0] + width <= right)
        free &= (corners[:, 1] >= bottom) & (corners[:, 1] + height <= top)
        free &= ~_overlaps(corners, width, height, boxes) & ~_on_discs(corners, width, height, discs)
        if not free.any():
            return None
        corners = corners[free]
        centre = corners + np.array([width, height]) / 2
        distance = np.hypot((centre[:, 0] - x) / (width / 2 + radius), (centre[:, 1] - y) / (height / 2 + radius))
        cost = distance + 0.12 * _points_inside(corners, width, height, ink)
        cost += np.flatnonzero(free) * 1e-4
        best = corners[np.argmin(np.round(cost, 9))]
        placed[i] = best
        boxes = np.vstack([boxes, [best[0], best[1], best[0] + width, best[1] + height]])
    return placed


def spread_discs(discs: Array, canvas: tuple[float, float, float, float], *, gap: float, rounds: int = 200) -> Array:
    """Push nodes apart until none touches another or the border.

    Parameters
    ----------
    discs : numpy.ndarray
        Rows of x, y, radius.
    canvas : tuple of float
        Left, bottom, right, top.
    gap : float
        Least distance of two rims.
    rounds : int
        Tries at most.

    Returns
    -------
    numpy.ndarray
        The same discs, moved.
    """
    left, bottom, right, top = canvas
    moved = discs.copy()
    radius = moved[:, 2]
    least = radius[:, None] + radius + gap
    np.fill_diagonal(least, 0)
    for _ in range(rounds):
        dx = moved[:, None, 0] - moved[:, 0]
        dy = moved[:, None, 1] - moved[:, 1]
        distance = np.hypot(dx, dy)
        close = distance < least
        if not close.any():
            break
        # Coinciding nodes part along a direction given by their positions in the table.
        turn = np.arange(len(moved), dtype=np.float64)
        same = close & (distance < 1e-9)
        dx = np.where(same, np.sign(turn[:, None] - turn), dx)
        distance = np.where(same, 1.0, np.maximum(distance, 1e-9))
        push = np.where(close, (least - np.where(same, 0.0, distance)) / 2 + 0.05, 0.0)
        moved[:, 0] += (push * dx / distance).sum(axis=1)
        moved[:, 1] += (push * dy / distance).sum(axis=1)
        moved[:, 0] = np.clip(moved[:, 0], left + radius, right - radius)
        moved[:, 1] = np.clip(moved[:, 1], bottom + radius, top - radius)
    return np.round(moved, 6)
