import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_runs import random_run
from scipy import sparse, stats

from plantext.networks.presence import incidence
from plantext.networks.uncertainty.configuration import bicm, bicm_probabilities, poisson_binomial_tail
from plantext.networks.uncertainty.nullmodel import fixed_margins

RUN = random_run(7, paragraphs=80, names=20)


TABLE = incidence(RUN).presence


UPPER = tuple(side.astype(np.int64) for side in np.triu_indices(TABLE.shape[1], 1))


def test_the_model_expects_the_margins_given():
    n_units, n_names = np.array([50, 20, 3]), np.array([10, 4])
    unit_sizes, name_sizes = np.array([1, 3, 6]), np.array([4, 22])
    # 10 names in 4 units and 4 in 22 are as many entries as 50 units of 1, 20 of 3, 3 of 6.
    assert n_units @ unit_sizes == n_names @ name_sizes == 128
    p = bicm_probabilities(n_units, n_names, unit_sizes, name_sizes)
    assert p @ n_units == pytest.approx(name_sizes)
    assert n_names @ p == pytest.approx(unit_sizes)


def test_a_name_in_every_unit_is_certain():
    table = sparse.csr_array(np.array([[1, 1, 0], [1, 0, 1], [1, 1, 0], [1, 0, 0]]))
    found = bicm(table, np.array([0, 1]), np.array([1, 2]))
    assert found["expected"][0] == pytest.approx(2)
    assert np.isfinite(found["p_null"]).all()


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(1, 4)), min_size=1, max_size=4), st.integers(0, 16))
def test_tails_of_sums_are_those_of_a_convolution(trials, count):
    mass = np.ones(1)
    for chance, n in trials:
        for _ in range(n):
            mass = np.convolve(mass, [1 - chance, chance])
    chances, repeats = (np.array(column) for column in zip(*trials, strict=True))
    found = poisson_binomial_tail(np.array([count, 0]), np.stack([chances, chances]), repeats)
    assert found[0] == pytest.approx(mass[count:].sum(), abs=1e-12)
    assert found[1] == pytest.approx(1.0)


def test_tails_keep_their_precision_far_out_and_in_batches(monkeypatch):
    counts = np.array([0, 3, 40, 12, 700])
    chances = np.array([0.5, 0.01, 0.02, 0.001, 0.9])[:, None]
    expected = stats.binom.sf(counts - 1, 800, chances[:, 0])
    assert poisson_binomial_tail(counts, chances, np.array([800])) == pytest.approx(expected, rel=1e-8, abs=1e-30)
    monkeypatch.setattr("plantext.networks.uncertainty.configuration._CELLS", 1)
    assert poisson_binomial_tail(counts, chances, np.array([800])) == pytest.approx(expected, rel=1e-8, abs=1e-30)


def test_certain_trials_are_counted():
    assert poisson_binomial_tail(np.array([2, 3]), np.array([[1.0, 0.5]] * 2), np.array([2, 1])).tolist() == [1.0, 0.5]


def test_the_model_agrees_with_the_shuffles():
    drawn = fixed_margins(TABLE, *UPPER, samples=400, seed=2)
    computed = bicm(TABLE, *UPPER)
    assert np.corrcoef(drawn["expected"], computed["expected"])[0, 1] > 0.99
    assert np.corrcoef(drawn["p_null"], computed["p_null"])[0, 1] > 0.98
