import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from plantext.networks import measures

TABLES = st.integers(2, 300).flatmap(
    lambda n: st.tuples(st.integers(1, n), st.integers(1, n)).flatmap(
        lambda m: st.tuples(st.integers(max(1, sum(m) - n), max(1, min(m))), st.just(m[0]), st.just(m[1]), st.just(n))
    )
)

# Worked by hand: both, one, other, units.
HAND = [
    ("jaccard", (3, 4, 6, 20), 3 / 7),
    ("dice", (3, 4, 6, 20), 6 / 10),
    ("simpson", (3, 4, 6, 20), 3 / 4),
    ("cosine", (3, 4, 9, 20), 3 / 6),
    ("pmi", (3, 4, 6, 32), 2.0),
    ("npmi", (4, 4, 4, 64), 1.0),
    ("npmi", (2, 4, 8, 16), 0.0),
    ("npmi", (5, 5, 5, 5), 1.0),
    ("association_strength", (3, 4, 6, 20), 1 / 8),
    ("log_likelihood", (2, 4, 8, 16), 0.0),
    ("log_likelihood", (8, 8, 8, 16), 32 * math.log(2)),
    ("p_value", (4, 4, 4, 8), 1 / 70),
    ("p_value", (0, 4, 4, 8), 1.0),
    ("p_value", (5, 5, 5, 5), 1.0),
]


@pytest.mark.parametrize(("name", "table", "expected"), HAND)
def test_measures_by_hand(name, table, expected):
    function = measures.fisher if name == "p_value" else getattr(measures, name)
    needs_units = name in {"pmi", "npmi", "log_likelihood", "p_value"}
    assert float(function(*table[: 4 if needs_units else 3])) == pytest.approx(expected, abs=1e-12)


def test_log_likelihood_keeps_its_digits_where_names_are_nearly_independent():
    both, one, other, units = 250_001, 500_000, 500_000, 1_000_000
    cells = [both, one - both, other - both, units - one - other + both]
    # By the series of (1 + x) ln(1 + x), x = 1 / 250,000: each cell's rest is expected * x^2 / 2 up to 1e-5 of it.
    assert float(measures.log_likelihood(both, one, other, units)) == pytest.approx(4 / 250_000, rel=1e-6)
    assert sum(cells) == units


@settings(deadline=None)
@given(TABLES)
def test_log_likelihood_is_scipys(table):
    both, one, other, units = table
    square = np.array([[both, one - both], [other - both, units - one - other + both]])
    if (square.sum(axis=0) == 0).any() or (square.sum(axis=1) == 0).any():
        assert float(measures.log_likelihood(*table)) == pytest.approx(0, abs=1e-9)
        return
    expected = stats.chi2_contingency(square, correction=False, lambda_="log-likelihood").statistic
    assert float(measures.log_likelihood(*table)) == pytest.approx(expected, abs=1e-8)


@settings(deadline=None)
@given(TABLES)
def test_measures_stay_in_their_range(table):
    values = {name: float(column[0]) for name, column in measures.all_measures(*[[n] for n in table]).items()}
    assert all(math.isfinite(value) for value in values.values())
    assert all(
        0 <= values[name] <= 1 + 1e-12 for name in ("jaccard", "dice", "simpson", "cosine", "p_value", "q_value")
    )
    assert -1 - 1e-12 <= values["npmi"] <= 1 + 1e-12
    assert values["dice"] == pytest.approx(2 * values["jaccard"] / (1 + values["jaccard"]))


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=50), st.integers(0, 40))
def test_benjamini_hochberg_is_scipys(p_values, unseen):
    expected = stats.false_discovery_control([*p_values, *[1.0] * unseen])[: len(p_values)]
    ours = measures.benjamini_hochberg(p_values, n_tests=len(p_values) + unseen)
    assert ours == pytest.approx(expected)


@settings(deadline=None)
@given(st.lists(TABLES, min_size=1, max_size=20))
def test_equal_counts_have_equal_values_in_every_column(tables):
    units = max(table[3] for table in tables)
    there, back = (
        [(both, *pair, units) for both, *pair, _ in rows] for rows in (tables, [(b, m, k, n) for b, k, m, n in tables])
    )
    first, second = (measures.all_measures(*np.array(rows).T, n_tests=500) for rows in (there, back))
    for name, values in first.items():
        assert values.tolist() == second[name].tolist(), name


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(TABLES, min_size=1, max_size=20))
def test_values_hang_on_the_counts_alone_not_on_their_neighbours(tables):
    columns = np.array(tables).T
    together = measures.all_measures(*columns, n_tests=500)
    for i, table in enumerate(tables):
        alone = measures.all_measures(*np.array([table]).T, n_tests=500)
        assert all(alone[name][0] == together[name][i] for name in alone if name != "q_value")
