"""Layouts: the same on every machine, steady under small changes, and with few crossings."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from made_runs import random_run

from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.networks.layout import _crossings, _place_part, _relax, _stress, _terms, layout

NET = network(cooccur(random_run(1)), top=60)


def edges_of(net: nx.Graph) -> np.ndarray:
    place = {name: i for i, name in enumerate(sorted(net))}
    return np.array([[place[a], place[b]] for a, b in net.edges])


def test_everything_lies_on_the_page_in_sorted_order() -> None:
    places = layout(NET, aspect=1.4)
    assert list(places) == sorted(NET)
    xy = np.array(list(places.values()))
    assert (xy >= 0).all() and (xy <= 1).all() and (np.ptp(xy, axis=0) > 0.5).all()
    assert len({tuple(place) for place in xy}) == len(NET)


def test_weights_that_differ_in_their_last_digits_move_nothing() -> None:
    moved = NET.copy()
    rng = np.random.default_rng(3)
    for _, _, data in moved.edges(data=True):
        data["weight"] *= 1 + 1e-12 * rng.standard_normal()
    first, second = (np.array(list(layout(net).values())) for net in (NET, moved))
    assert np.abs(first - second).max() <= 1e-6


def test_the_order_of_nodes_and_edges_does_not_matter() -> None:
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(NET)))
    turned.add_edges_from((b, a, data) for a, b, data in reversed(list(NET.edges(data=True))))
    assert layout(turned) == layout(NET)


def test_a_start_off_by_a_trillionth_ends_in_the_same_place() -> None:
    edges = edges_of(nx.karate_club_graph())
    terms = _terms(34, edges)
    start = np.random.default_rng(1).random((34, 2)) * 6
    first, second = (_relax(points, *terms) for points in (start, start * (1 + 1e-12)))
    assert np.abs(first - second).max() < 1e-6


def test_a_round_never_raises_the_stress(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = _terms(34, edges_of(nx.karate_club_graph()))
    points = np.random.default_rng(1).random((34, 2)) * 6
    monkeypatch.setattr("plantext.networks.layout._ROUNDS", 1)
    stress = [_stress(points, *terms)]
    for _ in range(40):
        points = _relax(points, *terms)
        stress.append(_stress(points, *terms))
    assert (np.diff(stress) <= 1e-9).all() and stress[-1] < stress[0] / 2


@pytest.mark.parametrize("net", [nx.cycle_graph(12), nx.balanced_tree(2, 3), nx.grid_2d_graph(4, 4)])
def test_a_graph_that_can_be_drawn_without_crossings_is(net: nx.Graph) -> None:
    edges = edges_of(net)
    points = _place_part(len(net), tuple(edges.ravel().tolist()), 7)
    assert _crossings(points, edges) == 0


def test_crossings_are_counted() -> None:
    square = np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
    assert _crossings(square, np.array([[0, 1], [2, 3]])) == 1
    assert _crossings(square, np.array([[0, 2], [1, 3]])) == 0


def test_large_networks_are_laid_out_by_pivots() -> None:
    net = nx.connected_watts_strogatz_graph(900, 4, 0.02, seed=1)
    places = layout(nx.relabel_nodes(net, {i: f"{i:03}" for i in net}))
    xy = np.array(list(places.values()))
    near = np.linalg.norm(xy[[a for a, _ in net.edges]] - xy[[b for _, b in net.edges]], axis=1)
    assert np.median(near) < 0.2


def test_nothing_and_one_name() -> None:
    assert layout(nx.Graph()) == {}
    lone = nx.Graph()
    lone.add_node("甲")
    assert layout(lone) == {"甲": (0.5, 0.5)}
