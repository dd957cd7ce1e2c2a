"""The fit of confidences finds weights that made the data, and the bound keeps its promise."""

from __future__ import annotations

import numpy as np

from tools.calibrate import TARGET, PageRow, find_bound, fit, predict


def test_weights_are_found_and_signs_never_speak_for_a_sentence() -> None:
    random = np.random.default_rng(1)
    signs = random.integers(0, 2, (4000, 3)).astype(float)
    right = (random.random(4000) < predict(np.array([2.0, -2.0, 0.0, 1.0]), signs)).astype(float)
    weights = fit(signs, right)
    assert abs(weights[1] + 2.0) < 0.3
    assert abs(weights[2]) < 0.3 and weights[3] == 0


def test_the_bound_is_the_lowest_that_holds() -> None:
    counts = zip([100, 95, 97, 60, 100], [0.99, 0.985, 0.98, 0.975, 0.9], strict=True)
    pages = [PageRow("dev", "a", i, "report", 100, right, sure) for i, (right, sure) in enumerate(counts)]
    bound = find_bound(pages)
    assert bound == pages[2].confidence
    assert sum(page.right for page in pages if page.confidence >= bound) >= TARGET * 300
