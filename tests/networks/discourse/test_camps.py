from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest
from made_debate import DEBATE
from networkx.algorithms.community import modularity

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.discourse import camps
from plantext.networks.discourse.camps import brokerage, polarisation, polarisation_over_time


def random_net(seed, size=9, signed=True):
    rng = np.random.default_rng(seed)
    net = nx.Graph()
    net.add_nodes_from(f"n{n:02}" for n in range(size))
    for a, b in combinations(sorted(net), 2):
        if rng.random() < 0.5:
            net.add_edge(a, b, weight=float(rng.integers(1, 5)) * (rng.choice([-1, 1]) if signed else 1))
    return net


def signed_modularity(net, group):
    """By the definition, pair by pair."""
    value, mass = 0.0, {1: 0.0, -1: 0.0}
    for *_, weight in net.edges(data="weight"):
        mass[1 if weight > 0 else -1] += 2 * abs(weight)
    for sign in (1, -1):
        strength = {n: sum(abs(w) for *_, w in net.edges(n, data="weight") if w * sign > 0) for n in net}
        for a, b in product(net, repeat=2):
            if group[a] == group[b] and mass[sign]:
                weight = net.edges[a, b]["weight"] if net.has_edge(a, b) else 0
                met = abs(weight) if weight * sign > 0 else 0
                value += sign * (met - strength[a] * strength[b] / mass[sign])
    return value / (mass[1] + mass[-1])


@pytest.mark.parametrize("seed", range(4))
def test_the_camps_are_the_best_of_all(seed):
    net = random_net(seed)
    found = polarisation(net)
    names = sorted(net)
    every = [dict(zip(names, (1, *rest), strict=True)) for rest in product((1, 2), repeat=len(names) - 1)]
    assert found.modularity == pytest.approx(max(signed_modularity(net, group) for group in every), abs=1e-9)
    assert signed_modularity(net, found.camps) == pytest.approx(found.modularity, abs=1e-9)
    assert found.exact
    inside = {sign: [0.0, 0.0] for sign in (1, -1)}
    for a, b, weight in net.edges(data="weight"):
        inside[1 if weight > 0 else -1][found.camps[a] == found.camps[b]] += abs(weight)
    assert found.e_i == pytest.approx((inside[1][0] - inside[1][1]) / sum(inside[1]))
    assert found.conflict_between == pytest.approx(inside[-1][0] / sum(inside[-1]))


def test_without_conflict_it_is_newmans_modularity():
    net = random_net(5, signed=False)
    found = polarisation(net)
    groups = [{n for n, camp in found.camps.items() if camp == number} for number in (1, 2)]
    assert found.modularity == pytest.approx(modularity(net, groups), abs=1e-9)
    assert np.isnan(found.conflict_between)


@pytest.mark.parametrize("seed", range(6))
def test_starts_find_what_trying_all_finds(monkeypatch, seed):
    net = random_net(seed, size=12)
    best = polarisation(net).modularity
    monkeypatch.setattr(camps, "EXACT", 1)
    found = polarisation(net)
    assert not found.exact
    assert found.modularity == pytest.approx(best, abs=1e-9)


def test_camps_need_two_actors():
    with pytest.raises(EmptyResultError, match="1 actors and 0 ties"):
        polarisation(nx.Graph({"a": {}}))


def test_brokers_by_hand():
    net = nx.Graph()
    net.add_weighted_edges_from([("b", "a1", 1), ("b", "a2", 1), ("b", "c", 1), ("b", "d", 1), ("a1", "x", -1)])
    groups = {"b": "A", "a1": "A", "a2": "A", "c": "C", "d": "D", "x": "C"}
    row = brokerage(net, groups).set_index("name").loc["b"]
    # Pairs: a1-a2 coordinator; a1-c, a1-d, a2-c, a2-d gatekeeper; c-d liaison.
    assert row[["coordinator", "itinerant", "gatekeeper", "liaison", "brokered"]].tolist() == [1, 0, 4, 1, 6]
    assert row["betweenness"] == pytest.approx(6 / 10)
    other = brokerage(net, groups | {"a1": "C", "a2": "C"}).set_index("name").loc["b"]
    assert other[["coordinator", "itinerant", "gatekeeper", "liaison"]].tolist() == [0, 3, 0, 3]
    with pytest.raises(PlantextError, match="'x' has none"):
        brokerage(net, dict.fromkeys(["b", "a1", "a2", "c", "d"], 1))


def test_brokers_between_the_camps():
    net = random_net(2)
    assert set(brokerage(net)["group"]) == {1, 2}
    assert len(brokerage(net)) == len(net)


def test_polarisation_moves():
    table = polarisation_over_time(DEBATE, width=6, normalisation="none")
    assert table["start"].is_monotonic_increasing and len(table) >= 5
    assert table["modularity"].between(-1, 1).all()
    with pytest.raises(EmptyResultError, match="99 actors"):
        polarisation_over_time(DEBATE, min_actors=99)
