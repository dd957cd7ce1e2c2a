"""Communities against none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.presence import Incidence
from plantext.networks.uncertainty.grouping import assess_groups

N_NAMES, N_UNITS = 24, 120


def made_table(chances: np.ndarray, seed: int) -> Incidence:
    """A table whose entries are drawn one by one; units by names."""
    drawn = np.random.default_rng(seed).random(chances.shape) < chances
    names = pd.DataFrame({"name": [f"n{i:02}" for i in range(chances.shape[1])], "label": "ORG", "n_mentions": 1})
    units = pd.DataFrame({"doc_id": "d", "unit": [str(i) for i in range(chances.shape[0])]})
    return Incidence(sparse.csr_array(drawn.astype(np.int64)), units, names, {})


def margins(seed: int) -> np.ndarray:
    """Chances of entries with frequent and rare names, long and short units, and no groups."""
    rng = np.random.default_rng(seed)
    names, units = rng.uniform(0.05, 0.4, N_NAMES), rng.uniform(0.3, 1.8, N_UNITS)
    return np.clip(np.outer(units, names), 0, 0.95)


def test_where_there_are_no_groups_none_are_found() -> None:
    """At level 0.1, p is at most 0.1 in about a tenth of tables; 40 tables have more than 9 such once in 200 times."""
    found = [
        assess_groups(made_table(margins(seed), seed), samples=19, min_frequency=1, level=0.1) for seed in range(40)
    ]
    assert sum(one.grouped for one in found) <= 9
    # Communities are found in all of them all the same.
    assert all(one.communities["community"].nunique() > 1 for one in found)


def test_groups_that_were_planted_are_found() -> None:
    side_of_name, side_of_unit = np.arange(N_NAMES) % 3, np.arange(N_UNITS) % 3
    for seed in range(5):
        chances = margins(seed) * np.where(side_of_unit[:, None] == side_of_name, 1.6, 0.35)
        found = assess_groups(made_table(np.clip(chances, 0, 0.95), seed), samples=99, min_frequency=1)
        assert found.grouped and found.p_value == 0.01
        assert found.modularity > found.null_high > found.null_mean
        groups = found.communities["community"].to_numpy()
        same = groups[:, None] == groups
        planted = side_of_name[:, None] == side_of_name
        assert (same == planted).mean() > 0.85


def test_the_same_seed_gives_the_same() -> None:
    table = made_table(margins(3), 3)
    one, other = (assess_groups(table, samples=9, seed=5) for _ in range(2))
    assert one.p_value == other.p_value and one.communities.equals(other.communities)


def test_what_cannot_be_tested_is_said() -> None:
    alone = made_table(np.eye(6), 0)
    with pytest.raises(EmptyResultError, match="No two names meet"):
        assess_groups(alone, min_frequency=1)
    with pytest.raises(PlantextError, match="at least one shuffled table"):
        assess_groups(alone, samples=0)
