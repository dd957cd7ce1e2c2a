"""Nodes pushed apart: many by the same rule as few."""

from __future__ import annotations

import numpy as np
import pytest

from plantext.figures import geometry


def test_many_discs_are_pushed_apart_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    discs = np.column_stack([rng.random((60, 2)) * 300, rng.random(60) * 6 + 1])
    discs[1] = discs[0]
    few = geometry.spread_discs(discs, (0, 0, 300, 300), gap=3)
    monkeypatch.setattr(geometry, "MANY_DISCS", 10)
    many = geometry.spread_discs(discs, (0, 0, 300, 300), gap=3)
    np.testing.assert_allclose(many, few, atol=1e-3)
