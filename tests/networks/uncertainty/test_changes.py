"""Change points of a network over years."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.compare import Trajectories
from plantext.networks.uncertainty.changes import find_changes


def made_series(chances: np.ndarray, seed: int) -> Trajectories:
    """Counts drawn for each year (row) and pair (column), the years of different lengths."""
    rng = np.random.default_rng(seed)
    counts = [rng.multinomial(int(rng.integers(60, 200)), row / row.sum()) for row in chances]
    rows = [
        (2001 + year, f"s{pair}", "t", int(count)) for year, row in enumerate(counts) for pair, count in enumerate(row)
    ]
    edges = pd.DataFrame(rows, columns=["year", "source", "target", "count"])
    return Trajectories(edges.rename(columns={"source": "name"}).drop(columns="target"), edges)


def test_a_series_that_does_not_change_has_no_change() -> None:
    """At level 0.1, about a tenth of 60 series; more than 13 come once in a hundred times."""
    base = np.random.default_rng(1).dirichlet(np.ones(15))
    found = [
        find_changes(made_series(np.tile(base, (12, 1)), seed), samples=39, level=0.1, seed=seed) for seed in range(60)
    ]
    assert sum(len(one) > 0 for one in found) <= 13


@pytest.mark.parametrize("of", ["edges", "names"])
def test_changes_that_were_planted_are_found(of: str) -> None:
    first, second, third = np.random.default_rng(2).dirichlet(np.ones(15), size=3)
    chances = np.array([first] * 7 + [second] * 6 + [third] * 7)
    found = [find_changes(made_series(chances, seed), of=of, seed=seed)["year"].tolist() for seed in range(8)]  # type: ignore[arg-type]
    assert sum(years == [2008, 2014] for years in found) >= 7


def test_the_divergence_is_that_of_the_definition() -> None:
    counts = np.array([[5, 5], [4, 6], [9, 1], [8, 2]])
    rows = [(2001 + year, name, int(counts[year, i])) for year in range(4) for i, name in enumerate("ab")]
    names = pd.DataFrame(rows, columns=["year", "name", "count"])
    shares = counts / counts.sum(axis=1, keepdims=True)

    def apart(a: int, b: int) -> float:
        return float(np.sqrt(1 - np.sqrt(shares[a] * shares[b]).sum()))

    across = np.mean([apart(a, b) for a in (0, 1) for b in (2, 3)])
    found = find_changes(Trajectories(names, names), of="names", level=1.0)
    assert found["year"].tolist() == [2003]
    assert found["divergence"].item() == pytest.approx(1.0 * (2 * across - apart(0, 1) - apart(2, 3)), rel=1e-6)


def test_too_few_years_are_said() -> None:
    series = made_series(np.ones((3, 2)), 0)
    with pytest.raises(EmptyResultError, match="3 years with edges; a change needs 2 on either side"):
        find_changes(series)
    with pytest.raises(PlantextError, match="samples=0"):
        find_changes(series, samples=0)
