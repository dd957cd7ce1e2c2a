import networkx as nx
import pytest
from made_runs import random_run

from plantext.errors import EmptyResultError
from plantext.networks.align import match_communities, shared_layout
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network


def test_communities_are_matched_and_places_shared():
    nets = [network(cooccur(random_run(seed))) for seed in (1, 2)]
    places = shared_layout(nets)
    assert set(places) == set(nets[0]) | set(nets[1])
    same = match_communities(nets[0], nets[0])
    assert nx.get_node_attributes(same, "community") == nx.get_node_attributes(nets[0], "community")
    turned = nets[0].copy()
    largest = max(nx.get_node_attributes(turned, "community").values())
    for _, data in turned.nodes(data=True):
        data["community"] = largest + 1 - data["community"]
    back = match_communities(nets[0], turned)
    assert nx.get_node_attributes(back, "community") == nx.get_node_attributes(nets[0], "community")
    other = match_communities(nets[0], nets[1])
    before, after = (nx.get_node_attributes(net, "community") for net in (nets[1], other))
    assert all((before[a] == before[b]) == (after[a] == after[b]) for a in before for b in before)
    with pytest.raises(EmptyResultError, match="None of the networks"):
        shared_layout([nx.Graph()])
