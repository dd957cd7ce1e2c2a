"""Places for labels: boxes that touch neither each other nor a node nor the edge of the canvas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from plantext.figures.geometry import (
    Array,
    Canvas,
    Flags,
    boxes_overlap,
    lines_over_boxes,
    points_inside,
    rim_distances,
)

_RINGS = 30
_DIRECTIONS = 24
_ROUNDS = 4
_TRIES = 150
_ON_AN_END = 40.0  # Cost of a place on the end of an edge: taken only where there is no other
_THROUGH = 10.0  # Cost of a line through another node
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


@dataclass(frozen=True)
class Ground:
    """What labels are placed on.

    Parameters
    ----------
    discs : numpy.ndarray
        Rows of x, y, radius: the nodes.
    canvas : tuple of float
        Left, bottom, right, top.
    ink : numpy.ndarray
        Rows of x, y: points on edges (:func:`sample_segments`), better not covered.
    ends : numpy.ndarray
        Rows of x, y, x, y: ends of edges (:func:`edge_ends`), not to be covered.
    gap : float
        Distance from label to node.
    far : float
        Distance from which a label is tied to its node by a line.
    """

    discs: Array
    canvas: Canvas
    ink: Array
    ends: Array
    gap: float
    far: float


@dataclass(frozen=True)
class _Places:
    """Where a label may stand: boxes, the lines that tie them to its node (or NaN), and what each costs."""

    boxes: Array
    lines: Array
    cost: Array


def _lines(boxes: Array, disc: Array, *, own: Array, others: Array, far: float) -> Array:
    """From the node's rim to each box that stands `far` away or nearer to another node; else NaN."""
    near = np.clip(disc[:2], boxes[:, :2], boxes[:, 2:])
    gap = near - disc[:2]
    length = np.maximum(np.sqrt((gap * gap).sum(axis=1)), disc[2])
    lines = np.hstack([disc[:2] + gap * (disc[2] / length)[:, None], near])
    lines[(own < far) & (own <= others)] = np.nan
    return lines


def _places(i: int, size: Array, ground: Ground) -> _Places:
    """Places for one label that keep clear of nodes and border, with the cost of each.

    Distance costs, so does ink, and most of all a place where another node is nearer than its own or that hides
    where an edge ends.
    """
    discs, canvas, gap = ground.discs, ground.canvas, ground.gap
    corners = _candidates(discs[i], size, gap)
    order = np.arange(len(corners)) * 1e-3
    inside = (corners >= canvas[:2]).all(axis=1) & (corners + size <= canvas[2:]).all(axis=1)
    corners, order = corners[inside], order[inside]
    away = rim_distances(corners, size, discs)
    others = np.delete(away, i, axis=1).min(axis=1, initial=np.inf)
    boxes = np.hstack([corners, corners + size])
    lines = _lines(boxes, discs[i], own=away[:, i], others=others, far=ground.far)
    x, y, radius = np.delete(discs, i, axis=0).T
    nodes = np.column_stack([x - radius, y - radius, x + radius, y + radius])
    through: Flags = np.asarray(lines_over_boxes(lines, nodes).any(axis=1))
    free = (away > -1e-9).all(axis=1) & (others > gap)
    corners, order, own, others, lines = corners[free], order[free], away[free, i], others[free], lines[free]
    boxes, through = boxes[free], through[free]
    line = max(gap, 1.0)
    cost = own / line * 0.25 + 0.12 * points_inside(corners, size, ground.ink) + order
    clear = 7 * gap
    cost += 2.5 * np.clip((own + clear - others) / clear, 0, 1) + 2.5 * (own > 12 * line)
    cost += _THROUGH * through + _ON_AN_END * lines_over_boxes(ground.ends, boxes).sum(axis=0)
    return _Places(boxes, lines, np.round(cost, 9))


class _Board:
    """Labels while they are placed; one not yet placed stands far outside, in nobody's way."""

    def __init__(self, known: list[_Places]) -> None:
        self.known = known
        self.chosen = np.zeros(len(known), dtype=np.int64)
        self.boxes = np.full((len(known), 4), -1e9)
        self.lines = np.full((len(known), 4), np.nan)

    def put(self, i: int, k: int) -> None:
        self.chosen[i] = k
        self.boxes[i], self.lines[i] = self.known[i].boxes[k], self.known[i].lines[k]

    def hits(self, i: int) -> Flags:
        """Which other label (columns) stands in the way of each place of label `i` (rows)."""
        mine = self.known[i]
        hit = boxes_overlap(mine.boxes, self.boxes) | lines_over_boxes(mine.lines, self.boxes)
        hit |= lines_over_boxes(self.lines, mine.boxes).T
        hit[:, i] = False
        return hit

    def settle(self, i: int) -> bool:
        """Give a label its cheapest free place, crossed by lines to others only if need be; whether it has one."""
        blocked = self.hits(i).any(axis=1)
        if blocked.all():
            blocked = np.delete(boxes_overlap(self.known[i].boxes, self.boxes), i, axis=1).any(axis=1)
        if blocked.all():
            return False
        self.put(i, int(np.argmin(np.where(blocked, np.inf, self.known[i].cost))))
        return True

    def make_room(self, i: int) -> bool:
        """Give a label a better place that one other label blocks, if that one can move and both together gain."""
        hits, cost = self.hits(i), self.known[i].cost
        was, now = int(self.chosen[i]), cost[self.chosen[i]]
        better = np.argsort(cost, kind="stable")[:_TRIES]
        for k in better[(cost[better] < now) & (hits[better].sum(axis=1) == 1)]:
            j = int(np.flatnonzero(hits[k])[0])
            self.put(i, int(k))
            costs = self.known[j].cost
            other = np.where(self.hits(j).any(axis=1), np.inf, costs)
            m = int(np.argmin(other))
            if cost[k] + other[m] < now + costs[self.chosen[j]] - 1e-6:
                self.put(j, m)
                return True
            self.put(i, was)
        return False


def place_labels(sizes: Array, ground: Ground, *, order: npt.ArrayLike) -> tuple[Array, Array] | None:
    """Place one label a node, near it and on as little ink as can be.

    Labels are placed one by one in `order`, then each anew among the others until none finds a better place,
    then one may push another to a place that costs both together less. A label takes the cheapest of some
    thousand places round its node that are free of other labels and their lines, of nodes and of the border.

    Parameters
    ----------
    sizes : numpy.ndarray
        Rows of width, height: the labels.
    order : array_like of int
        Which label chooses first.

    Returns
    -------
    tuple of numpy.ndarray, or None
        Rows of x, y, the labels' lower left corners, and rows of x, y, x, y, the lines from nodes to labels that
        stand too far away to be assigned, NaN for the others; None if some label finds no free place.

    Examples
    --------
    >>> nothing = np.empty((0, 4))
    >>> ground = Ground(np.array([[50.0, 50.0, 5.0]]), (0, 0, 100, 100), nothing[:, :2], nothing, gap=1, far=9)
    >>> place_labels(np.array([[20.0, 8.0]]), ground, order=[0])[0].tolist()
    [[56.0, 46.0]]
    """
    board = _Board([_places(i, size, ground) for i, size in enumerate(sizes)])
    turns = [int(i) for i in np.asarray(order)]
    for _ in range(_ROUNDS):
        before = board.boxes.copy()
        if not all(board.settle(i) for i in turns):
            return None
        if (board.boxes == before).all():
            break
    for _ in range(_ROUNDS):
        moved = [board.make_room(i) for i in turns]
        if not any(moved):
            break
    return board.boxes[:, :2], board.lines
