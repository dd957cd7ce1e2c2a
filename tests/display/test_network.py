"""A network in a notebook: how it was made, its strongest edges, its most frequent names."""

from __future__ import annotations

import copy
import pickle

import networkx as nx
from made_runs import random_run
from shown_html import HOSTILE, Balance, assert_escaped, text_of

from plantext.display.network import as_html
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.networks.pruning import giant_component, top_edges


def test_a_network_shows_how_it_was_made() -> None:
    net = network(cooccur(random_run(1)), top=20)
    shown = net._repr_html_()
    Balance(shown)
    told = text_of(shown)
    assert f"{len(net)} nodes · {net.number_of_edges()} edges" in told
    assert "measure: jaccard · top: 20" in told
    a, b, data = max(net.edges(data=True), key=lambda edge: edge[2]["weight"])
    assert f"{min(a, b)} {max(a, b)} {data['weight']:.3f} {data['count']}" in told


def test_a_network_is_a_networkx_graph_and_stays_one() -> None:
    net = network(cooccur(random_run(1)), top=20)
    assert isinstance(net, nx.Graph)
    assert not net.is_directed()
    nodes = sorted(net)[:5]
    for other in (
        net.copy(),
        net.subgraph(nodes),
        net.edge_subgraph(net.edges),
        top_edges(net, 5),
        giant_component(net),
    ):
        assert type(other) is type(net)
        assert "Network" in other._repr_html_()
    assert nx.utils.graphs_equal(net.copy(), net)
    assert nx.utils.graphs_equal(copy.deepcopy(net), net)
    assert nx.utils.graphs_equal(pickle.loads(pickle.dumps(net)), net)  # noqa: S301
    plain = nx.Graph(net)
    assert type(plain) is nx.Graph
    assert nx.utils.graphs_equal(plain, net)
    assert type(net.to_directed()) is nx.DiGraph
    assert nx.relabel_nodes(net, {nodes[0]: "x"}).has_node("x")


def test_nothing_of_a_network_becomes_html() -> None:
    net = nx.Graph(measure=HOSTILE)
    net.add_edge(HOSTILE, "b", weight=1.0)
    assert_escaped(as_html(net))
