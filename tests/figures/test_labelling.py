"""Labels touch nothing, and make room for each other."""

from __future__ import annotations

import numpy as np
import pytest

from plantext.figures import labelling
from plantext.figures.geometry import Array, edge_ends, lines_over_boxes, spread_discs
from plantext.figures.labelling import Ground, place_labels

CANVAS = (0.0, 0.0, 300.0, 220.0)


def crowd(seed: int) -> tuple[Array, Array, Array, Array]:
    """Nodes, labels, their places and the lines to them, drawn at random."""
    random = np.random.default_rng(seed)
    discs = np.column_stack([random.uniform(10, 290, 40), random.uniform(10, 210, 40), random.uniform(2, 6, 40)])
    discs = spread_discs(discs, CANVAS, gap=3)
    sizes = np.column_stack([random.uniform(15, 60, 40), random.choice([7.0, 14.0], 40)])
    ground = Ground(discs, CANVAS, np.empty((0, 2)), np.empty((0, 4)), gap=0.7, far=6.0)
    found = place_labels(sizes, ground, order=np.argsort(-discs[:, 2]))
    assert found is not None
    return discs, sizes, *found


def tied(lines: Array) -> int:
    return int(np.isfinite(lines).all(axis=1).sum())


@pytest.mark.parametrize("seed", range(4))
def test_labels_touch_neither_each_other_nor_a_node_nor_the_border(seed: int) -> None:
    discs, sizes, corners, lines = crowd(seed)
    assert (corners >= 0).all() and (corners + sizes <= CANVAS[2:]).all()
    boxes = np.hstack([corners, corners + sizes])
    for i, (left, bottom, right, top) in enumerate(boxes):
        for a, b, c, d in boxes[:i]:
            assert left >= c or right <= a or bottom >= d or top <= b
        for x, y, radius in discs:
            nearest = np.clip([x, y], [left, bottom], [right, top])
            assert np.hypot(*(nearest - [x, y])) >= radius - 1e-6
    # So crowded, a label may have no place that no line leads through.
    assert lines_over_boxes(lines, boxes).sum() <= 1


def test_no_label_hides_where_an_edge_ends() -> None:
    around = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    leaves = np.column_stack([150 + 70 * np.cos(around), 110 + 70 * np.sin(around), np.full(16, 2.0)])
    discs = np.vstack([[150.0, 110.0, 8.0], leaves])
    segments = np.column_stack([np.full(16, 150.0), np.full(16, 110.0), leaves[:, :2]])
    ends = edge_ends(segments, np.full((16, 2), [8.0, 2.0]), 7.0)
    sizes = np.full((17, 2), [30.0, 7.0])
    found = place_labels(sizes, Ground(discs, CANVAS, np.empty((0, 2)), ends, gap=0.7, far=6.0), order=range(17))
    assert found is not None
    assert not lines_over_boxes(ends, np.hstack([found[0], found[0] + sizes])).any()


def test_a_label_makes_room_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    with_room = [tied(crowd(seed)[3]) for seed in range(4)]
    monkeypatch.setattr(labelling, "_TRIES", 0)
    without = [tied(crowd(seed)[3]) for seed in range(4)]
    assert sum(with_room) < sum(without)


def test_the_same_labels_find_the_same_places() -> None:
    assert (crowd(7)[2] == crowd(7)[2]).all()
