import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_runs import random_run
from scipy import sparse, stats

from plantext.errors import PlantextError
from plantext.networks.cooccurrence import cooccur
from plantext.networks.hypergeometric import fisher
from plantext.networks.presence import incidence
from plantext.networks.uncertainty.nullmodel import (
    bicm,
    bicm_probabilities,
    fixed_margins,
    poisson_binomial_tail,
    shuffle,
)

RUN = random_run(7, paragraphs=80, names=20)
TABLE = incidence(RUN).presence
UPPER = tuple(side.astype(np.int64) for side in np.triu_indices(TABLE.shape[1], 1))


def uneven_table(seed, units=150, names=14):
    """Units from short to very long, names from rare to frequent, otherwise independent."""
    rng = np.random.default_rng(seed)
    length = rng.choice([0.3, 1.0, 6.0], size=units, p=[0.6, 0.3, 0.1])
    frequency = np.linspace(0.05, 0.3, names)
    return sparse.csr_array(
        (rng.random((units, names)) < np.minimum(0.95, np.outer(length, frequency))).astype(np.int64)
    )


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 8))
def test_shuffles_keep_both_margins(seed, units, names):
    rng = np.random.default_rng(seed)
    table = sparse.csr_array((rng.random((units, names)) < 0.4).astype(np.int64))
    other = shuffle(table, rng, trades=7)
    assert (other.sum(axis=0) == table.sum(axis=0)).all()
    assert (other.sum(axis=1) == table.sum(axis=1)).all()
    assert set(np.unique(other.toarray())) <= {0, 1}


def test_shuffles_reach_every_table_equally_often():
    table = sparse.csr_array(np.array([[1, 1, 0], [1, 0, 1], [0, 0, 1]]))
    rng = np.random.default_rng(0)
    seen: dict[bytes, int] = {}
    for _ in range(4000):
        table = shuffle(table, rng, trades=4)
        key = table.toarray().tobytes()
        seen[key] = seen.get(key, 0) + 1
    # Rows 2, 2, 1 and columns 2, 1, 2 allow five tables.
    assert len(seen) == 5
    assert min(seen.values()) > 4000 / 5 * 0.85
    assert max(seen.values()) < 4000 / 5 * 1.15


def rates(test, tables, least):
    """Share of pairs of frequent names that a test calls surprising at 5 %."""
    hits = []
    for table in tables:
        source, target = (side.astype(np.int64) for side in np.triu_indices(table.shape[1], 1))
        size = np.asarray(table.sum(axis=0)).ravel()
        frequent = np.minimum(size[source], size[target]) >= least
        hits += list(test(table, source[frequent], target[frequent]) <= 0.05)
    return float(np.mean(hits))


def fishers(table, source, target):
    size = np.asarray(table.sum(axis=0)).ravel()
    count = (table.T @ table).toarray()[source, target]
    return fisher(count, size[source], size[target], table.shape[0])


def test_the_nulls_false_positive_rate_is_nominal_where_fishers_is_not():
    rng = np.random.default_rng(11)
    tables = [shuffle(uneven_table(seed), rng) for seed in range(12)]
    null = rates(lambda *args: fixed_margins(*args, samples=199, seed=5)["p_null"], tables, least=8)
    model = rates(lambda *args: bicm(*args)["p_null"], tables, least=8)
    assert 0.01 < null < 0.06
    assert model < 0.05
    assert rates(fishers, tables, least=8) > 0.15


def test_planted_pairs_are_found():
    table = uneven_table(3).toarray()
    table[:, 1] = table[:, 0]
    table = sparse.csr_array(table)
    pair = np.array([0]), np.array([1])
    assert fixed_margins(table, *pair, samples=199)["p_null"][0] == 1 / 200
    assert bicm(table, *pair)["p_null"][0] < 1e-3


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
    monkeypatch.setattr("plantext.networks.uncertainty.nullmodel._CELLS", 1)
    assert poisson_binomial_tail(counts, chances, np.array([800])) == pytest.approx(expected, rel=1e-8, abs=1e-30)


def test_certain_trials_are_counted():
    assert poisson_binomial_tail(np.array([2, 3]), np.array([[1.0, 0.5]] * 2), np.array([2, 1])).tolist() == [1.0, 0.5]


def test_the_model_agrees_with_the_shuffles():
    drawn = fixed_margins(TABLE, *UPPER, samples=400, seed=2)
    computed = bicm(TABLE, *UPPER)
    assert np.corrcoef(drawn["expected"], computed["expected"])[0, 1] > 0.99
    assert np.corrcoef(drawn["p_null"], computed["p_null"])[0, 1] > 0.98


def test_pairs_get_the_nulls_columns_and_repeat():
    for method in ("curveball", "bicm"):
        pairs = cooccur(RUN, null=method, null_samples=50, seed=3)
        again = cooccur(RUN, null=method, null_samples=50, seed=3)
        assert pairs.equals(again)
        assert {"expected", "sd", "z_null", "p_null", "q_null"} <= set(pairs.columns)
        assert pairs["p_null"].between(0, 1).all()
        assert (pairs["q_null"] >= pairs["p_null"]).all()
        assert pairs.attrs["null"] == method


def test_bad_nulls_are_told():
    with pytest.raises(PlantextError, match="expected curveball or bicm"):
        cooccur(RUN, null="erdos")
    with pytest.raises(PlantextError, match="999 is usual"):
        cooccur(RUN, null="curveball", null_samples=0)
