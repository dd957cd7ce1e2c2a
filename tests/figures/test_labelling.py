"""Labels touch nothing, and make room for each other."""

from __future__ import annotations

import numpy as np
import pytest

from plantext.figures import labelling
from plantext.figures.labelling import Array, leader_lines, place_labels, spread_discs

CANVAS = (0.0, 0.0, 300.0, 220.0)


def crowd(seed: int) -> tuple[Array, Array, Array]:
    """Nodes, labels and their places, drawn at random."""
    random = np.random.default_rng(seed)
    discs = np.column_stack([random.uniform(10, 290, 40), random.uniform(10, 210, 40), random.uniform(2, 6, 40)])
    discs = spread_discs(discs, CANVAS, gap=3)
    sizes = np.column_stack([random.uniform(15, 60, 40), random.choice([7.0, 14.0], 40)])
    corners = place_labels(discs, sizes, CANVAS, ink=np.empty((0, 2)), order=np.argsort(-discs[:, 2]), gap=0.7)
    assert corners is not None
    return discs, sizes, corners


@pytest.mark.parametrize("seed", range(4))
def test_labels_touch_neither_each_other_nor_a_node_nor_the_border(seed: int) -> None:
    discs, sizes, corners = crowd(seed)
    assert (corners >= 0).all() and (corners + sizes <= CANVAS[2:]).all()
    boxes = np.hstack([corners, corners + sizes])
    for i, (left, bottom, right, top) in enumerate(boxes):
        for a, b, c, d in boxes[:i]:
            assert left >= c or right <= a or bottom >= d or top <= b
        for x, y, radius in discs:
            nearest = np.clip([x, y], [left, bottom], [right, top])
            assert np.hypot(*(nearest - [x, y])) >= radius - 1e-6


def test_a_label_makes_room_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    with_room = [len(leader_lines(*(crowd(seed)[part] for part in (0, 2, 1)), 6.0)) for seed in range(4)]
    monkeypatch.setattr(labelling, "_TRIES", 0)
    without = [len(leader_lines(*(crowd(seed)[part] for part in (0, 2, 1)), 6.0)) for seed in range(4)]
    assert sum(with_room) < sum(without)


def test_the_same_labels_find_the_same_places() -> None:
    assert (crowd(7)[2] == crowd(7)[2]).all()
