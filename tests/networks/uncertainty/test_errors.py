"""Plausible true tables, and networks made of them."""

from __future__ import annotations

import numpy as np
import pytest
from made_runs import random_run
from scipy import sparse

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.cooccurrence import pairs_of
from plantext.networks.graph import network
from plantext.networks.presence import incidence
from plantext.networks.uncertainty.errors import MODES, Rate, complete, draw_share, error_intervals

RUN = random_run(1, docs=("a", "b"), paragraphs=70)
TABLE = incidence(RUN)
LABELS = set(TABLE.names["label"])
SURE = {label: Rate(10**6, 10**6, 10**6, 10**6) for label in LABELS}


def test_a_share_is_drawn_from_its_beta_distribution() -> None:
    rng = np.random.default_rng(3)
    drawn = np.array([draw_share(18, 20, rng) for _ in range(4000)])
    assert drawn.mean() == pytest.approx(19 / 22, abs=0.004)
    assert drawn.std() == pytest.approx((19 * 3 / (22**2 * 23)) ** 0.5, abs=0.003)


def test_a_completed_table_has_as_many_entries_as_the_rates_say() -> None:
    rng = np.random.default_rng(4)
    found = sparse.csr_array((rng.random((3000, 6)) < 0.15).astype(np.int64))
    precision, recall = np.array([0.9, 1.0, 0.8, 1.0, 0.95, 0.9]), np.array([0.9, 0.8, 1.0, 1.0, 0.7, 0.95])
    drawn = [complete(found, precision, recall, rng).sum(axis=0) for _ in range(60)]
    wanted = found.sum(axis=0) * precision / recall
    assert np.mean(drawn, axis=0) == pytest.approx(wanted, rel=0.02)
    assert set(complete(found, precision, recall, rng).data) == {1}


def test_missed_names_go_where_their_company_is() -> None:
    # Of 200 units, the first name stands in half of those that hold the second, and in none that hold the third.
    table = np.zeros((200, 3), dtype=np.int64)
    table[:100, 1] = 1
    table[100:, 2] = 1
    table[:50, 0] = 1
    rng = np.random.default_rng(5)
    true = complete(sparse.csr_array(table), np.ones(3), np.array([0.6, 1.0, 1.0]), rng).toarray()
    assert true[:100, 0].sum() > 70
    assert true[100:, 0].sum() == 0


def test_names_that_err_alike_go_together() -> None:
    found = sparse.csr_array(np.ones((40, 50), dtype=np.int64))
    kept = complete(found, np.full(50, 0.5), np.ones(50), np.random.default_rng(6), alike=1.0).sum(axis=0)
    assert set(kept) == {0, 40}


def test_without_errors_only_sampling_moves_a_network() -> None:
    net = network(pairs_of(TABLE), top=20)
    found = error_intervals(TABLE, net, SURE, samples=20)
    assert len(found.edges) == net.number_of_edges()
    assert (found.edges["drawn_extraction"] == 1).all()
    assert (found.edges["count_low_extraction"] == found.edges["count"]).all()
    assert (found.edges["drawn_sampling"] == found.edges["drawn_both"]).all()
    ranks = found.names[found.names["centrality"] == "degree"]
    assert (ranks["rank_low_extraction"] == ranks["rank"]).all()
    assert (ranks["rank_high_extraction"] == ranks["rank"]).all()


def test_errors_widen_what_sampling_leaves() -> None:
    net = network(pairs_of(TABLE), top=20)
    rates = dict.fromkeys(LABELS, Rate(40, 50, 40, 50))
    found = error_intervals(TABLE, net, rates, samples=20)
    again = error_intervals(TABLE, net, rates, samples=20)
    assert found.edges.equals(again.edges) and found.names.equals(again.names)
    width = {mode: (found.edges[f"count_high_{mode}"] - found.edges[f"count_low_{mode}"]).mean() for mode in MODES}
    assert width["both"] > max(width["sampling"], width["extraction"]) > 0
    assert found.edges[[f"drawn_{mode}" for mode in MODES]].stack().between(0, 1).all()


def test_what_lacks_is_said() -> None:
    net = network(pairs_of(TABLE), top=20)
    with pytest.raises(EmptyResultError, match="No rates for"):
        error_intervals(TABLE, net, {})
    net.graph.clear()
    with pytest.raises(PlantextError, match="does not say how it was made"):
        error_intervals(TABLE, net, SURE)
