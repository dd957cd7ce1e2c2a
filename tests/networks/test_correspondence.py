"""Correspondence analysis against its defining properties and a published example."""

import numpy as np
import pandas as pd
import pytest

from plantext.errors import EmptyResultError
from plantext.networks.correspondence import correspondence

# Smokers by staff group, the example of Greenacre (1984): inertias 0.0748, 0.0100, 0.0004.
SMOKE = pd.DataFrame(
    [[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]],
    index=["SM", "JM", "SE", "JE", "SC"], columns=["none", "light", "medium", "heavy"],
)  # fmt: skip


def test_the_published_example_comes_out() -> None:
    found = correspondence(SMOKE, axes=3)
    assert found.inertia == pytest.approx([0.8776, 0.1176, 0.0049], abs=1e-4)
    assert np.abs(found.rows["axis1"].to_numpy()) == pytest.approx([0.0658, 0.2590, 0.3806, 0.2330, 0.2011], abs=1e-4)
    assert np.abs(found.columns["axis1"].to_numpy()) == pytest.approx([0.3933, 0.0995, 0.1963, 0.2938], abs=1e-4)


def test_distances_of_rows_are_those_of_their_profiles() -> None:
    rng = np.random.default_rng(5)
    table = pd.DataFrame(rng.integers(1, 30, (7, 5)))
    rows = correspondence(table, axes=4).rows.to_numpy()
    profile = table.to_numpy() / table.to_numpy().sum(axis=1, keepdims=True)
    mass = table.to_numpy().sum(axis=0) / table.to_numpy().sum()
    for i in range(7):
        for j in range(i):
            chi = np.sqrt(((profile[i] - profile[j]) ** 2 / mass).sum())
            assert np.linalg.norm(rows[i] - rows[j]) == pytest.approx(chi, abs=1e-4)


def test_the_sign_of_an_axis_is_fixed_and_empty_rows_are_left_out() -> None:
    found = correspondence(SMOKE)
    for axis in found.rows:
        assert found.rows[axis].loc[found.rows[axis].abs().idxmax()] > 0
    more = pd.concat([SMOKE, pd.DataFrame(0, index=["nobody"], columns=SMOKE.columns)])
    pd.testing.assert_frame_equal(correspondence(more).rows, found.rows)


@pytest.mark.parametrize("table", [[[1, 2]], [[1], [2]], [[1, 2], [2, 4]]])
def test_what_has_no_map_is_told(table: list[list[int]]) -> None:
    with pytest.raises(EmptyResultError):
        correspondence(pd.DataFrame(table))
