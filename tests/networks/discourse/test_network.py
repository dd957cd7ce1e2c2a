import networkx as nx
import numpy as np
import pandas as pd
import pytest
from made_debate import DEBATE

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.discourse.matrices import actor_matrix, concept_matrix
from plantext.networks.discourse.network import discourse_network
from plantext.networks.discourse.resampling import document_intervals
from plantext.networks.discourse.statements import days_of, moving_windows
from plantext.networks.exchange import read_network, write_network


@pytest.mark.parametrize("aggregation", ["ignore", "congruence", "conflict", "subtract"])
def test_the_edges_are_the_matrix(aggregation):
    options = {"actor": "person", "aggregation": aggregation, "normalisation": "jaccard", "duplicates": "month"}
    net = discourse_network(DEBATE, **options)
    matrix = actor_matrix(DEBATE, **options)
    found = {tuple(sorted(edge)): net.edges[edge]["weight"] for edge in net.edges}
    assert found == {(a, b): matrix.loc[a, b] for a in matrix for b in matrix if a < b and matrix.loc[a, b]}
    assert net.graph["duplicates"] == "month" and net.graph["n_statements"] == len(DEBATE)
    assert net.graph["n_counted"] == sum(data["frequency"] for _, data in net.nodes(data=True))


def test_concepts_meet_in_actors():
    net = discourse_network(DEBATE, mode="concept", aggregation="congruence", normalisation="none")
    matrix = actor_matrix(DEBATE, actor="concept", over="person", normalisation="none")
    assert net.edges["c0", "c1"]["weight"] == matrix.loc["c0", "c1"]
    assert net.nodes["c0"]["label"] == "CONCEPT"
    assert (net.graph["actor"], net.graph["over"]) == ("person", "concept")


def test_two_modes():
    net = discourse_network(DEBATE, actor="party", mode="two-mode")
    matrix = concept_matrix(DEBATE, actor="party")
    assert {net.nodes[a]["bipartite"] for a in ("党0", "c0")} == {0, 1}
    for party, concept, data in net.edges(data=True):
        assert data["weight"] == matrix.loc[party, concept] == data["agree"] - data["disagree"]
        assert data["count"] == data["agree"] + data["disagree"]
    assert nx.is_bipartite(net)
    with pytest.raises(PlantextError, match="'c0' is a concept and a concept"):
        discourse_network(DEBATE, actor="concept", mode="two-mode")
    with pytest.raises(PlantextError, match="expected ignore or subtract"):
        discourse_network(DEBATE, mode="two-mode", aggregation="congruence")


def test_a_network_is_written_and_read(tmp_path):
    net = discourse_network(DEBATE)
    write_network(net, tmp_path / "a.graphml")
    back = read_network(tmp_path / "a.graphml")
    assert {frozenset(edge): net.edges[edge]["weight"] for edge in net.edges} == {
        frozenset(edge): back.edges[edge]["weight"] for edge in back.edges
    }


def test_nodes_that_a_threshold_leaves_alone_go():
    whole = discourse_network(DEBATE, normalisation="none")
    cut = sorted(abs(weight) for *_, weight in whole.edges(data="weight"))[-1]
    assert set(discourse_network(DEBATE, normalisation="none", min_weight=cut)) < set(whole)
    silent = pd.DataFrame({"doc_id": "d", "person": list("abc"), "concept": list("xxy"), "agreement": 1})
    assert "c" in discourse_network(silent, min_weight=0.1)  # never tied at all


def test_options_are_checked():
    with pytest.raises(PlantextError, match="mode 'one'"):
        discourse_network(DEBATE, mode="one")
    with pytest.raises(EmptyResultError, match="min_weight=99"):
        discourse_network(DEBATE, min_weight=99)


@pytest.mark.parametrize(("unit", "width"), [("day", 40), ("week", 5), ("month", 2), ("year", 1)])
def test_windows_hold_what_lies_between_their_days(unit, width):
    seen = set()
    for window in moving_windows(DEBATE, unit=unit, width=width):
        days = days_of(window.statements)
        assert window.start <= min(days) and max(days) <= window.stop
        inside = [window.start <= day <= window.stop for day in days_of(DEBATE)]
        assert sorted(window.statements.index) == [n for n, yes in enumerate(inside) if yes]
        seen |= set(window.statements.index)
    assert seen == set(DEBATE.index)


def test_windows_of_statements_keep_days_whole():
    table = pd.DataFrame({"date": ["2024-01-01", "2024-01-02", "2024-01-02", "2024-01-03"], "n": range(4)})
    found = [window.statements["n"].tolist() for window in moving_windows(table, unit="statement", width=2)]
    assert found == [[0, 1, 2], [1, 2], [1, 2, 3]]
    for options, said in (({"unit": "hour"}, "unit 'hour'"), ({"width": 0}, "width=0"), ({"step": 0}, "step=0")):
        with pytest.raises(PlantextError, match=said):
            list(moving_windows(table, **options))
    with pytest.raises(EmptyResultError):
        list(moving_windows(table.head(0)))


@pytest.mark.parametrize("duplicates", ["document", "include", "month"])
def test_intervals_are_those_of_documents_written_out_again(duplicates):
    debate = DEBATE.sort_values("date", kind="stable")
    table = document_intervals(debate, samples=30, level=0.8, seed=3, duplicates=duplicates)
    documents = sorted(set(debate["doc_id"]))
    rng = np.random.default_rng(3)
    picked = [rng.integers(len(documents), size=(30, len(documents)))][0]
    drawn = []
    for row in picked:
        parts = [
            debate[debate["doc_id"] == documents[which]].assign(doc_id=f"{number}") for number, which in enumerate(row)
        ]
        again = pd.concat(parts).sort_values("date", kind="stable")
        matrix = actor_matrix(again, aggregation="subtract", duplicates=duplicates)
        drawn.append(
            [
                matrix.at[a, b] if {a, b} <= set(matrix) else 0
                for a, b in zip(table["source"], table["target"], strict=True)
            ]
        )
    low, high = np.quantile(np.array(drawn), [0.1, 0.9], axis=0)
    assert table["low"].to_numpy() == pytest.approx(low, abs=1e-9)
    assert table["high"].to_numpy() == pytest.approx(high, abs=1e-9)
    matrix = actor_matrix(debate, aggregation="subtract", duplicates=duplicates)
    assert [matrix.at[a, b] for a, b in zip(table["source"], table["target"], strict=True)] == pytest.approx(
        table["value"]
    )


def test_a_resample_without_ties_counts_zero():
    table = pd.DataFrame({"doc_id": ["d", "e"], "person": ["a", "b"], "concept": "x", "agreement": [1, 1]})
    found = document_intervals(table, samples=40)
    assert found["met"].iloc[0] == pytest.approx(0.5, abs=0.3) and found["low"].iloc[0] == 0
