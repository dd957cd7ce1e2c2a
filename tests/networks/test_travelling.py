"""The same tables from inputs that differ in their last bits, as other processors and libraries make them."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from made_runs import random_run
from pandas.testing import assert_frame_equal

from plantext.networks import elementary, graph, hypergeometric, measures, structure
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.networks.measures import COEFFICIENTS
from plantext.networks.pruning import disparity_filter, maximum_spanning_tree, top_edges
from plantext.networks.uncertainty.sensitivity import _rank_correlation, sensitivity

RUN = random_run(1)
PAIRS = cooccur(RUN)
ULPS = 4


def perturbed(values: np.ndarray, seed: int) -> np.ndarray:
    """Values moved by up to four units in the last place; nothing stays nothing, as in every library."""
    values = np.asarray(values, dtype=float)
    steps = np.random.default_rng(seed).integers(-ULPS, ULPS + 1, size=values.shape)
    return np.where(values == 0, 0.0, values + steps * np.spacing(values))


@pytest.fixture(params=[1, 2, 3])
def other(request: pytest.FixtureRequest) -> pd.DataFrame:
    """The pairs with every decimal number moved, as if read from a table that another machine computed."""
    columns = [*COEFFICIENTS, "p_value", "q_value"]
    return PAIRS.assign(**{name: perturbed(PAIRS[name].to_numpy(), request.param) for name in columns})


def test_pairs_are_the_same_where_logarithms_round_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("log", "log1p", "exp"):
        exact = getattr(elementary, name)
        monkeypatch.setattr(hypergeometric, name, lambda x, exact=exact: perturbed(exact(x), 5))
    monkeypatch.setattr(measures, "log2", lambda x: perturbed(elementary.log2(x), 6))
    assert_frame_equal(cooccur(RUN), PAIRS, check_exact=True)


@pytest.mark.parametrize("measure", COEFFICIENTS)
def test_networks_communities_and_centralities_are_the_same(other: pd.DataFrame, measure: str) -> None:
    first, second = (network(pairs, measure=measure, top=26) for pairs in (PAIRS, other))
    assert nx.utils.graphs_equal(first, second) and first.graph == second.graph
    assert_frame_equal(structure.centralities(first), structure.centralities(second), check_exact=True)
    methods = graph.METHODS
    assert_frame_equal(structure.communities(first, methods=methods), structure.communities(second, methods=methods))


@pytest.mark.parametrize("prune", [disparity_filter, maximum_spanning_tree, lambda net: top_edges(net, 26)])
def test_prunings_are_the_same(other: pd.DataFrame, prune) -> None:
    first, second = (prune(network(pairs, top=None, communities=None)) for pairs in (PAIRS, other))
    assert list(first.edges) == list(second.edges)


def test_ties_stay_whichever_name_comes_first() -> None:
    turned = PAIRS.rename(columns={"n_source": "n_target", "n_target": "n_source"})
    values = measures.all_measures(*(turned[name] for name in ("count", "n_source", "n_target", "n_units")))
    for name in COEFFICIENTS:
        assert values[name].tolist() == PAIRS[name].tolist()
    for top in range(1, 60):
        net = network(PAIRS, measure="log_likelihood", top=top, communities=None)
        beyond = PAIRS[PAIRS["log_likelihood"] > net.graph["cut"]]
        assert len(beyond) <= top <= net.number_of_edges()


def test_a_rank_correlation_does_not_hang_on_the_way_of_summing(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = network(PAIRS, top=30), network(PAIRS, top=60)
    expected = _rank_correlation(one, two)
    for net in (one, two):
        for name in net:
            strengths = [data["weight"] for data in net[name].values()]
            # Forwards, backwards and compensated sums differ in their last bits; the ranks must not.
            assert round(sum(strengths), 10) == round(sum(reversed(strengths)), 10)
    reordered = nx.Graph()
    reordered.add_nodes_from(reversed(list(one.nodes(data=True))))
    reordered.add_edges_from(reversed(list(one.edges(data=True))))
    assert _rank_correlation(reordered, two) == expected


def test_tables_written_have_no_digits_beyond_the_schema() -> None:
    grid = sensitivity(RUN, units=["sentence"], measures=["npmi"], min_frequencies=[2], prunings=["top 30", "q 0.05"])
    for table in (PAIRS, grid, structure.centralities(network(PAIRS))):
        for name in table.select_dtypes("float"):
            digits = [len(f"{value:.17g}".lstrip("-0.").replace(".", "").partition("e")[0]) for value in table[name]]
            again = [float(f"{value:.10e}") for value in table[name]]
            assert table[name].tolist() == again, (name, max(digits))
