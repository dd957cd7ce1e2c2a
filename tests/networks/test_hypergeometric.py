import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from benchmarks.pairs import exact
from plantext.networks import hypergeometric
from plantext.networks.hypergeometric import fisher

TABLES = st.integers(2, 300).flatmap(
    lambda n: st.tuples(st.integers(1, n), st.integers(1, n)).flatmap(
        lambda m: st.tuples(st.integers(max(1, sum(m) - n), max(1, min(m))), st.just(m[0]), st.just(m[1]), st.just(n))
    )
)


@settings(deadline=None)
@given(TABLES)
def test_fisher_is_scipys(table):
    both, one, other, units = table
    ours = float(fisher(*table))
    square = [[both, one - both], [other - both, units - one - other + both]]
    assert ours == pytest.approx(stats.fisher_exact(square, alternative="greater").pvalue, rel=1e-9)
    assert ours == pytest.approx(stats.hypergeom.sf(both - 1, units, one, other), rel=1e-9)


EXACT = [
    (1, 1, 1, 1),
    (1, 1, 1, 100_000),
    (2, 2, 2, 1_000_000),
    (120, 150, 160, 50_000),  # below 1e-200
    (100, 300, 400, 50_000),
    (1, 20_000, 30_000, 50_000),
    (12_000, 20_000, 30_000, 50_000),  # as expected by chance
    (12_001, 20_000, 30_000, 50_000),
    (12_300, 20_000, 30_000, 50_000),
    (11_900, 20_000, 30_000, 50_000),
    (15_000, 20_000, 30_000, 50_000),  # too small for a float
    (19_999, 20_000, 49_999, 50_000),
    (7, 49_990, 10, 50_000),
    (9, 49_990, 10, 50_000),
    (60, 3_000, 2_500, 1_000_000),
    (10_200, 30_000, 30_000, 90_000),
]


@pytest.mark.parametrize("table", EXACT)
def test_fisher_is_the_sum_in_whole_numbers(table):
    expected = float(exact(*table))
    assert float(fisher(*table)) == pytest.approx(expected, rel=1e-11, abs=0)


@settings(deadline=None)
@given(st.data())
def test_fisher_is_exact_far_out_too(data):
    units = data.draw(st.integers(2, 20_000))
    one = data.draw(st.integers(1, min(units, 300)))
    other = data.draw(st.integers(1, min(units, 300)))
    both = data.draw(st.integers(max(0, one + other - units), min(one, other)))
    expected = exact(both, one, other, units)
    if expected > 1e-300:
        assert float(fisher(both, one, other, units)) == pytest.approx(float(expected), rel=1e-12, abs=0)


def test_fisher_takes_many_tables_at_once(monkeypatch):
    rng = np.random.default_rng(1)
    one, other = rng.integers(1, 80, (2, 500))
    both = rng.integers(0, np.minimum(one, other) + 1)
    expected = stats.hypergeom.sf(both - 1, 400, one, other)
    assert fisher(both, one, other, 400) == pytest.approx(expected, rel=1e-9)
    monkeypatch.setattr(hypergeometric, "_ROWS_AT_ONCE", 30)
    assert fisher(both, one, other, 400) == pytest.approx(expected, rel=1e-9)


def test_no_tables_give_no_p():
    assert fisher([], [], [], 10).shape == (0,)
