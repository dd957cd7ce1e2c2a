import warnings

import networkx as nx
import pandas as pd
import pytest
from made_runs import make_run, random_run

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import METHODS, choose_min_frequency, network, to_igraph, with_communities
from plantext.networks.pruning import top_edges

RUN = random_run(1)
PAIRS = cooccur(RUN)


def test_the_network_holds_the_strongest_pairs_with_their_numbers():
    net = network(PAIRS, top=20)
    ranked = PAIRS.sort_values(["jaccard", "count"], ascending=False)
    cut = tuple(ranked.iloc[19][["jaccard", "count"]])
    expected = ranked[[(j, c) >= cut for j, c in zip(ranked["jaccard"], ranked["count"], strict=True)]]
    assert {tuple(sorted(edge)) for edge in net.edges} == set(zip(expected["source"], expected["target"], strict=True))
    assert net.graph["ties"] == len(expected) - 20
    for row in expected.to_dict("records"):
        data = net.edges[row["source"], row["target"]]
        assert data["weight"] == data["jaccard"] == row["jaccard"]
        assert data["count"] == row["count"]
        assert net.nodes[row["source"]]["frequency"] == row["n_source"]
        assert net.nodes[row["target"]]["label"] == row["target_label"]


@pytest.mark.parametrize(
    "options", [{}, {"threshold": 0.1}, {"max_q": 0.5}, {"measure": "count"}, {"min_frequency": 1}]
)
@pytest.mark.parametrize("top", [1, 7, 60, 10_000])
def test_the_strongest_are_those_of_the_whole_network(top, options):
    net = network(PAIRS, top=top, communities=None, **options)
    whole = top_edges(network(PAIRS, top=None, communities=None, **options), top)
    assert nx.utils.graphs_equal(net, whole)
    assert net.graph == whole.graph


@pytest.mark.parametrize("options", [{}, {"threshold": 0.1}, {"max_q": 0.5}, {"min_frequency": 5}])
def test_without_a_top_all_pairs_that_pass_are_edges(options):
    net = network(PAIRS, top=None, communities=None, **options)
    assert (net.graph["top"], net.graph["ties"]) == ("all", 0)
    assert net.graph["cut"] == min(weight for *_, weight in net.edges(data="weight"))
    assert not list(nx.isolates(net))
    assert list(net) == sorted(net)
    ranked = top_edges(net, net.number_of_edges())
    ranked.graph["top"] = "all"
    assert nx.utils.graphs_equal(net, ranked)
    assert list(net.edges) == list(ranked.edges)


def test_nodes_and_edges_are_inserted_in_order():
    net = network(PAIRS.sample(frac=1, random_state=3))
    assert list(net) == sorted(net)
    assert list(net.edges) == sorted(net.edges)
    assert nx.utils.graphs_equal(net, network(PAIRS))


@pytest.mark.parametrize(
    ("frequency", "names", "least"),
    [
        ([1, 1, 2, 3], 75, 1),
        ([1, 1, 1, 2, 2, 3], 3, 2),
        ([1, 1, 1, 1, 2], 2, 2),  # 5 or 1 remain: 1 is nearer to 2
        ([1, 2, 2, 3, 3], 3, 3),  # 4 or 2 remain, equally near: the fewer
        ([5] * 200, 75, 5),
    ],
)
def test_the_least_frequency_leaves_about_so_many_names(frequency, names, least):
    assert choose_min_frequency(pd.Series(frequency), names) == least


def test_the_graph_says_how_it_was_made():
    how = network(PAIRS, measure="dice", top=10, min_frequency=3, seed=7).graph
    assert how["measure"] == "dice"
    assert (how["min_frequency"], how["min_frequency_chosen"]) == (3, "given")
    assert (how["unit"], how["n_units"]) == ("paragraph", 120)
    assert how["pairs_before"] == len(PAIRS)
    assert how["seed"] == 7
    assert {"top", "ties", "cut", "names_before", "names_frequent", "communities", "modularity"} <= set(how)


def test_pairs_survive_a_csv(tmp_path):
    PAIRS.to_csv(tmp_path / "pairs.csv", index=False)
    again = network(pd.read_csv(tmp_path / "pairs.csv"))
    first = network(PAIRS)
    assert dict(again.nodes(data=True)) == dict(first.nodes(data=True))
    assert list(again.edges) == list(first.edges)


@pytest.mark.parametrize(
    ("options", "error", "told"),
    [
        ({"min_count": 1000}, EmptyResultError, r"min_count=1000 leaves none .* with min_count=\d+ some remain"),
        ({"min_frequency": 1000}, EmptyResultError, "min_frequency=1000 leaves none"),
        ({"threshold": 1.5}, EmptyResultError, "Lower the threshold"),
        ({"max_q": 0.0}, EmptyResultError, "the smallest is"),
        ({"top": 0}, EmptyResultError, "top=60"),
        ({"measure": "lift"}, PlantextError, "expected one of count, jaccard"),
        ({"communities": "spinglass"}, PlantextError, "expected one of leiden"),
    ],
)
def test_filters_that_leave_nothing_are_told(options, error, told):
    with pytest.raises(error, match=told):
        network(PAIRS, **options)


def test_a_table_that_is_not_one_of_pairs_is_told():
    with pytest.raises(PlantextError, match="lacks source_label"):
        network(PAIRS.drop(columns=["source_label"]))
    with pytest.raises(EmptyResultError, match="empty"):
        network(PAIRS.iloc[:0])


def test_many_names_are_warned_of():
    run = make_run([("a", i, "", "", f"{{ORG:甲{i}}}と{{ORG:乙{i}}}") for i in range(160)])
    with pytest.warns(UserWarning, match="320 names: more than 300"):
        network(cooccur(run), top=None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        network(PAIRS, top=None)


@pytest.mark.parametrize("method", METHODS)
def test_communities_are_numbered_by_size_and_repeat(method):
    net = with_communities(network(PAIRS, communities=None), method=method, seed=4)
    again = with_communities(network(PAIRS, communities=None), method=method, seed=4)
    groups = nx.get_node_attributes(net, "community")
    assert groups == nx.get_node_attributes(again, "community")
    sizes = pd.Series(groups).value_counts().sort_index()
    assert sizes.index.tolist() == list(range(1, len(sizes) + 1))
    assert sizes.is_monotonic_decreasing
    parts = [{name for name in groups if groups[name] == number} for number in sizes.index]
    assert net.graph["modularity"] == pytest.approx(nx.community.modularity(net, parts, weight="weight"))


def test_negative_weights_hold_no_community_together():
    net = network(PAIRS, measure="pmi", top=None)
    assert any(weight < 0 for _, _, weight in net.edges(data="weight"))
    assert net.graph["modularity"] > 0


def test_igraph_gets_the_same_graph():
    net = network(PAIRS)
    graph = to_igraph(net)
    assert graph.vs["name"] == list(net)
    assert [(graph.vs[e.source]["name"], graph.vs[e.target]["name"]) for e in graph.es] == list(net.edges)
