from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from made_runs import random_run

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.networks.structure import CENTRALITIES, centralities, communities, summary

PAIRS = cooccur(random_run(1))
NETS = {
    "drawn": network(PAIRS),
    "parts": network(PAIRS, top=12),
    "all": network(PAIRS, top=None, measure="dice"),
    "pair": nx.Graph([("甲", "乙", {"weight": 0.5})]),
    "star": nx.Graph([("甲", name, {"weight": 1.0}) for name in "乙丙丁"]),
}


def of_networkx(net, name):
    lengths = nx.Graph()
    lengths.add_nodes_from(net)
    # The coefficients are ratios of small counts: as fractions, paths of equal length are equal.
    edges = [(a, b, 1 / Fraction(w).limit_denominator(5000)) for a, b, w in net.edges(data="weight")]
    lengths.add_edges_from((a, b, {"distance": distance}) for a, b, distance in edges)
    match name:
        case "degree":
            return dict(net.degree())
        case "strength":
            return dict(net.degree(weight="weight"))
        case "betweenness":
            return nx.betweenness_centrality(lengths, weight="distance")
        case "closeness":
            return nx.closeness_centrality(lengths, distance="distance")
        case "pagerank":
            return nx.pagerank(net, weight="weight", tol=1e-12, max_iter=1000)
        case "clustering":
            return nx.clustering(net)
    values = {}
    for part in nx.connected_components(net):
        found = nx.eigenvector_centrality(net.subgraph(part), weight="weight", max_iter=100_000, tol=1e-12)
        values |= {node: value / max(found.values()) for node, value in found.items()}
    return values


@pytest.mark.parametrize("name", CENTRALITIES)
@pytest.mark.parametrize("net", NETS.values(), ids=NETS.keys())
def test_centralities_are_networkxs(net, name):
    table = centralities(net).set_index("name")[name]
    expected = of_networkx(net, name)
    assert table.to_dict() == pytest.approx({node: expected[node] for node in table.index}, abs=1e-6)


def test_the_table_has_no_gaps_and_is_ordered():
    table = centralities(NETS["drawn"])
    assert not table.isna().any().any()
    assert table["strength"].is_monotonic_decreasing
    assert table.equals(centralities(NETS["drawn"]))


def test_communities_by_three_methods_with_their_modularity():
    net = NETS["drawn"]
    table = communities(net)
    assert table.columns.tolist() == ["name", "label", "frequency", "leiden", "louvain", "walktrap"]
    for method, value in table.attrs["modularity"].items():
        parts = [set(part) for _, part in table.groupby(method)["name"]]
        assert value == pytest.approx(nx.community.modularity(net, parts, weight="weight"))
    assert table.set_index("name")["leiden"].to_dict() == nx.get_node_attributes(net, "community")


def test_two_cliques_are_two_communities():
    net = nx.Graph()
    for names in ("甲乙丙丁", "子丑寅卯"):
        net.add_weighted_edges_from((a, b, 1.0) for a in names for b in names if a < b)
    net.add_edge("甲", "子", weight=0.1)
    table = communities(net, methods=("leiden", "louvain", "walktrap", "fastgreedy")).set_index("name")
    for method in ("leiden", "louvain", "walktrap", "fastgreedy"):
        assert len(set(table.loc[list("甲乙丙丁"), method])) == 1
        assert set(table[method]) == {1, 2}


def test_the_summary_counts():
    values = summary(NETS["star"]).set_index("quantity")["value"]
    assert values["names"] == 4
    assert values["density"] == 0.5
    assert values["parts"] == 1
    assert np.isfinite(summary(NETS["drawn"])["value"]).all()


def test_a_network_without_edges_is_told():
    net = nx.Graph()
    net.add_node("甲")
    with pytest.raises(EmptyResultError, match="no edges"):
        centralities(net)
    with pytest.raises(PlantextError, match="expected some of"):
        communities(NETS["drawn"], methods=["infomap"])
