import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_runs import make_run, random_run
from scipy import sparse

from plantext.errors import PlantextError
from plantext.networks.cooccurrence import cooccur, pairs_of
from plantext.networks.graph import network
from plantext.networks.presence import Incidence, incidence
from plantext.networks.uncertainty.bootstrap import (
    PairCounter,
    bootstrap_values,
    edge_intervals,
    measure_values,
    resample_weights,
)
from plantext.networks.uncertainty.stability import adjusted_rand, seed_stability, stability

RUN = random_run(1, docs=("a", "b"), paragraphs=70)
TABLE = incidence(RUN)
PAIRS = pairs_of(TABLE)


def test_each_document_keeps_its_number_of_units():
    documents = pd.Series(["a"] * 5 + ["b"] * 3)
    drawn = np.concatenate(list(resample_weights(documents, 100, 1)))
    assert drawn.shape == (100, 8)
    assert (drawn[:, :5].sum(axis=1) == 5).all()
    assert (drawn[:, 5:].sum(axis=1) == 3).all()
    assert len(np.unique(drawn, axis=0)) > 50


def test_counting_under_weights_is_counting_the_units_drawn():
    counter = PairCounter.of(TABLE, PAIRS)
    rng = np.random.default_rng(0)
    rows = rng.integers(0, len(TABLE.units), len(TABLE.units))
    weights = np.bincount(rows, minlength=len(TABLE.units))
    both, one, other, units = (column[0] for column in counter.count(weights))
    again = pairs_of(TABLE.take(rows)).set_index(["source", "target"])
    for i, row in enumerate(PAIRS[["source", "target"]].itertuples(index=False)):
        if tuple(row) in again.index:
            found = again.loc[tuple(row)]
            assert (both[i], one[i], other[i]) == (found["count"], found["n_source"], found["n_target"])
        else:
            assert both[i] == 0
    assert units == len(TABLE.units)


@pytest.mark.parametrize("measure", ["count", "jaccard", "dice", "simpson", "cosine", "pmi", "npmi", "log_likelihood"])
def test_values_are_those_of_the_pairs_table(measure):
    counter = PairCounter.of(TABLE, PAIRS)
    ones = np.ones(len(TABLE.units), dtype=np.int64)
    assert measure_values(measure, *counter.count(ones))[0] == pytest.approx(PAIRS[measure].to_numpy())


def test_a_pair_that_never_meets_is_worth_nothing():
    for measure in ("jaccard", "simpson", "pmi", "npmi", "log_likelihood"):
        assert measure_values(measure, [0, 0], [0, 3], [0, 2], [5, 5]).tolist() == [0, 0]


def test_intervals_hold_the_value_and_repeat():
    found = edge_intervals(TABLE, PAIRS, samples=300, seed=2)
    assert found.equals(edge_intervals(TABLE, PAIRS, samples=300, seed=2))
    assert not found.equals(edge_intervals(TABLE, PAIRS, samples=300, seed=3))
    assert (found["low"] <= found["high"]).all()
    frequent = PAIRS["count"] >= 8
    assert ((found["low"] <= found["value"]) & (found["value"] <= found["high"]))[frequent].all()
    assert found["value"].to_numpy() == pytest.approx(PAIRS["jaccard"].to_numpy())


NAMES = pd.DataFrame({"name": ["乙", "甲"], "label": ["ORG", "ORG"], "n_mentions": [1, 1]})


def test_intervals_cover_at_about_their_level():
    truth, hits = 0.2 / 0.6, []
    for seed in range(150):
        rng = np.random.default_rng(seed)
        kinds = rng.choice(4, size=150, p=[0.4, 0.2, 0.2, 0.2])
        matrix = sparse.csr_array(np.array([[0, 0], [0, 1], [1, 0], [1, 1]])[kinds])
        table = Incidence(matrix, pd.DataFrame({"doc_id": ["a"] * 150, "unit": range(150)}), NAMES, {})
        found = edge_intervals(table, pairs_of(table), samples=200, seed=seed).iloc[0]
        hits.append(found["low"] <= truth <= found["high"])
    assert 0.88 <= np.mean(hits) <= 0.99


def test_a_pair_that_the_table_lacks_counts_nothing():
    pair = pd.DataFrame({"source": ["国連"], "target": [PAIRS["source"][0]]})
    assert bootstrap_values(TABLE, pair, samples=5).tolist() == [[0]] * 5


def test_stability_of_a_network():
    net = network(PAIRS, top=30)
    found = stability(TABLE, net, samples=60)
    assert found.edges["drawn"].between(0, 1).all()
    assert len(found.edges) == net.number_of_edges()
    assert found.names["name"].tolist() == sorted(net)
    assert not found.names.isna().any().any()
    assert (found.names["strength_rank_low"] <= found.names["strength_rank_high"]).all()
    together = found.together.to_numpy()
    assert (together == together.T).all()
    assert (np.diag(together) == 1).all()
    assert -0.5 <= found.info["agreement"] <= 1
    again = stability(TABLE, net, samples=60)
    assert found.names.equals(again.names) and found.edges.equals(again.edges)


def test_a_text_that_says_one_thing_over_and_over_is_stable():
    run = make_run([("a", i, "", "", "{ORG:甲}と{ORG:乙}" if i % 2 else "{ORG:丙}と{ORG:丁}") for i in range(200)])
    table = incidence(run)
    found = stability(table, network(pairs_of(table)), samples=30)
    assert found.edges["drawn"].tolist() == [1.0, 1.0]
    assert found.info["agreement"] == 1.0


def test_seeds_alone_change_little_where_groups_are_clear():
    shares = seed_stability(network(PAIRS), seeds=10)
    assert (np.diag(shares) == 1).all()
    assert 0 < shares.attrs["agreement"] <= 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_adjusted_rand_by_counting_pairs(pairs):
    one, other = zip(*pairs, strict=True)
    both = a = b = 0
    n = len(pairs)
    for i in range(n):
        for j in range(i):
            same_one, same_other = one[i] == one[j], other[i] == other[j]
            both += same_one and same_other
            a += same_one
            b += same_other
    total = n * (n - 1) / 2
    expected, most = a * b / total, (a + b) / 2
    assert adjusted_rand(one, other) == pytest.approx(
        1.0 if most == expected else (both - expected) / (most - expected)
    )


def test_bad_numbers_are_told():
    with pytest.raises(PlantextError, match="1000 is usual"):
        edge_intervals(TABLE, PAIRS, samples=0)
    with pytest.raises(PlantextError, match=r"such as 0\.95"):
        edge_intervals(TABLE, PAIRS, samples=5, level=95)
    with pytest.raises(PlantextError, match="expected count, jaccard"):
        edge_intervals(TABLE, PAIRS, samples=5, measure="p_value")
    with pytest.raises(PlantextError, match="does not say how it was made"):
        stability(TABLE, network(cooccur(RUN), communities=None), samples=5)
