import networkx as nx
import pytest
from made_runs import random_run

from plantext.errors import EmptyResultError
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.networks.pruning import (
    disparity_filter,
    giant_component,
    maximum_spanning_tree,
    significant_edges,
    sorted_edges,
    threshold_edges,
    top_edges,
)

NET = network(cooccur(random_run(1)), top=None)


def weights(net):
    return {tuple(sorted(edge)): net.edges[edge]["weight"] for edge in net.edges}


def test_the_strongest_edges_stay_and_ties_with_them():
    net = nx.Graph()
    for i, weight in enumerate([5, 4, 4, 4, 1]):
        net.add_edge("甲", f"乙{i}", weight=weight, count=1)
    kept = top_edges(net, 2)
    assert sorted(weights(kept).values()) == [4, 4, 4, 5]
    assert (kept.graph["top"], kept.graph["ties"], kept.graph["cut"]) == (2, 2, 4.0)
    net.edges["甲", "乙2"]["count"] = 3
    assert set(top_edges(net, 2)) == {"甲", "乙0", "乙2"}  # equal in weight, higher in count


def test_thresholds_and_tests():
    assert all(weight >= 0.1 for weight in weights(threshold_edges(NET, 0.1)).values())
    assert all(data["q_value"] <= 0.9 for *_, data in significant_edges(NET, 0.9).edges(data=True))
    with pytest.raises(EmptyResultError, match="the strongest has"):
        threshold_edges(NET, 2)
    with pytest.raises(EmptyResultError, match="the smallest is"):
        significant_edges(NET, -1)


def test_the_disparity_filter_by_hand():
    net = nx.Graph([("甲", "乙", {"weight": 8.0}), ("甲", "丙", {"weight": 1.0}), ("甲", "丁", {"weight": 1.0})])
    kept = disparity_filter(net, 0.1)
    assert list(kept.edges) == [("乙", "甲")]
    assert kept.edges["甲", "乙"]["disparity"] == pytest.approx((1 - 0.8) ** 2)
    alone = nx.Graph([("甲", "乙", {"weight": 1.0})])
    assert disparity_filter(alone, 0.01).number_of_edges() == 1
    with pytest.raises(EmptyResultError, match=r"smallest: 0\.04"):
        disparity_filter(net, 0.01)


def test_the_disparity_filter_is_the_integral_of_the_null():
    # The chance that one of k random shares of a strength is at least p, by the published density.
    share, degree = 0.3, 5
    steps = 100_000
    grid = [share + (1 - share) * (i + 0.5) / steps for i in range(steps)]
    integral = sum((degree - 1) * (1 - x) ** (degree - 2) for x in grid) * (1 - share) / steps
    assert integral == pytest.approx((1 - share) ** (degree - 1), rel=1e-6)


def test_the_spanning_tree_is_the_heaviest():
    tree = maximum_spanning_tree(NET)
    assert set(tree) == set(NET)
    assert nx.is_forest(tree)
    assert tree.number_of_edges() == len(NET) - nx.number_connected_components(NET)
    expected = nx.maximum_spanning_tree(NET, algorithm="prim")
    assert sum(weights(tree).values()) == pytest.approx(sum(weights(expected).values()))


def test_the_largest_part_stays():
    net = nx.Graph([("a", "b"), ("b", "c"), ("x", "y"), ("1", "2"), ("2", "3")])
    part = giant_component(net)
    assert set(part) == {"1", "2", "3"}  # as large as a, b, c, and earlier
    assert part.graph["components"] == 3
    with pytest.raises(EmptyResultError, match="no nodes"):
        giant_component(nx.Graph())


@pytest.mark.parametrize("prune", [lambda n: top_edges(n, 9), disparity_filter, maximum_spanning_tree, giant_component])
def test_pruning_keeps_order_and_attributes_and_leaves_the_original(prune):
    before = sorted_edges(NET)
    small = prune(NET)
    assert list(small) == sorted(small)
    assert list(small.edges) == sorted(small.edges)
    assert all(small.nodes[name]["frequency"] == NET.nodes[name]["frequency"] for name in small)
    assert small.graph["measure"] == "jaccard"
    assert sorted_edges(NET) == before
