import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_runs import random_run, uneven_table
from scipy import sparse

from plantext.errors import PlantextError
from plantext.networks.cooccurrence import cooccur
from plantext.networks.hypergeometric import fisher
from plantext.networks.presence import incidence
from plantext.networks.uncertainty.configuration import bicm
from plantext.networks.uncertainty.nullmodel import fixed_margins, shuffle

RUN = random_run(7, paragraphs=80, names=20)
TABLE = incidence(RUN).presence
UPPER = tuple(side.astype(np.int64) for side in np.triu_indices(TABLE.shape[1], 1))


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


@pytest.mark.slow
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
