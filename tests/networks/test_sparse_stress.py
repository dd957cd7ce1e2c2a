"""Large networks: groups stand apart, the rim is no place of pivots, and the same seed gives the same places."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np

from plantext.networks.layout import layout
from plantext.networks.sparse_stress import choose_pivots


def test_groups_of_a_large_network_stand_apart() -> None:
    rng = np.random.default_rng(1)
    net = nx.Graph()
    groups = [[f"{group:02}-{i:03}" for i in range(60)] for group in range(20)]
    for number, group in enumerate(groups):
        net.add_edges_from((group[a], group[b]) for a, b in rng.integers(60, size=(240, 2)) if a != b)
        net.add_edges_from(itertools.pairwise(group))
        net.add_edge(group[0], groups[(number + 1) % 20][0])
    places = layout(net)
    xy = {name: np.array(place) for name, place in places.items()}
    middles = [np.mean([xy[name] for name in group], axis=0) for group in groups]
    within = np.mean([np.linalg.norm(xy[name] - m) for group, m in zip(groups, middles, strict=True) for name in group])
    between = np.mean([np.linalg.norm(a - b) for i, a in enumerate(middles) for b in middles[:i]])
    assert within < between / 3
    names = sorted(net)
    place = {name: i for i, name in enumerate(names)}
    pivots = choose_pivots(len(names), np.array([(place[a], place[b]) for a, b in net.edges]), 50)
    centre = np.mean(list(xy.values()), axis=0)
    far = {name: np.linalg.norm(xy[name] - centre) for name in names}
    assert np.mean([far[names[i]] for i in pivots]) < 1.3 * np.mean(list(far.values()))
    assert layout(net) == places
