import numpy as np
import pandas as pd
import pytest
from made_runs import random_run
from scipy import sparse

from plantext.errors import PlantextError
from plantext.networks.cooccurrence import pairs_of
from plantext.networks.presence import Incidence, incidence
from plantext.networks.uncertainty.bootstrap import (
    FEW,
    PairCounter,
    bootstrap_values,
    edge_intervals,
    interval,
    measure_values,
    resample_weights,
)

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


def test_bad_numbers_are_told():
    with pytest.raises(PlantextError, match="1000 is usual"):
        edge_intervals(TABLE, PAIRS, samples=0)
    with pytest.raises(PlantextError, match=r"such as 0\.95"):
        edge_intervals(TABLE, PAIRS, samples=5, level=95)
    with pytest.raises(PlantextError, match="expected count, jaccard"):
        edge_intervals(TABLE, PAIRS, samples=5, measure="p_value")


@pytest.mark.parametrize(("meetings", "least", "most"), [(1, 0.5, 0.75), (20, 0.9, 0.97)])
def test_intervals_cover_less_where_names_seldom_meet(meetings: int, least: float, most: float) -> None:
    rng = np.random.default_rng(7)
    units, share = 200, np.array([meetings, 1.5 * meetings, 2.0 * meetings]) / 200
    chances = np.append(share, 1 - share.sum())
    truth = share[0] / share.sum()
    covered = []
    for counts in rng.multinomial(units, chances, size=400):
        drawn = rng.multinomial(units, counts / units, size=200)
        seen = np.maximum(drawn[:, :3].sum(axis=1), 1)
        low, high = interval((drawn[:, 0] / seen)[:, None], 0.95)
        covered.append(low[0] <= truth <= high[0])
    assert least < np.mean(covered) < most


def test_edges_of_few_meetings_are_marked() -> None:
    found = edge_intervals(TABLE, PAIRS, samples=20)
    counts = PAIRS.set_index(["source", "target"])["count"]
    marked = found.set_index(["source", "target"])["sparse"]
    assert marked.equals((counts < FEW).rename("sparse")) and marked.any()
