import json

import igraph
import networkx as nx
import pytest
from made_runs import random_run

from plantext.errors import PlantextError
from plantext.networks.cooccurrence import cooccur
from plantext.networks.exchange import write_network
from plantext.networks.formats import clean_network, write_vosviewer
from plantext.networks.graph import network
from plantext.networks.layout import layout

NET = network(cooccur(random_run(1)))


def weights(net):
    return {tuple(sorted((a, b))): w for a, b, w in net.edges(data="weight")}


def test_igraph_reads_the_graphml_and_the_pajek(tmp_path):
    write_network(NET, tmp_path / "net.graphml")
    other = igraph.Graph.Read_GraphML(str(tmp_path / "net.graphml"))
    assert other.vs["id"] == list(NET)
    assert other.vs["frequency"] == [frequency for _, frequency in NET.nodes(data="frequency")]
    assert other.es["weight"] == pytest.approx([weight for *_, weight in NET.edges(data="weight")])
    write_network(NET, tmp_path / "net.net")
    pajek = igraph.Graph.Read_Pajek(str(tmp_path / "net.net"))
    assert pajek.vs["name"] == list(NET)
    assert pajek.es["weight"] == pytest.approx(other.es["weight"])


def test_networkx_reads_the_gexf_and_the_pajek(tmp_path):
    write_network(NET, tmp_path / "net.gexf")
    gexf = nx.read_gexf(tmp_path / "net.gexf")
    assert sorted(gexf) == list(NET)
    assert all(data["label"] == name for name, data in gexf.nodes(data=True))
    assert weights(gexf) == pytest.approx(weights(NET))
    assert "lastmodified" not in (tmp_path / "net.gexf").read_text()
    write_network(NET, tmp_path / "net.net")
    assert sorted(nx.read_pajek(tmp_path / "net.net")) == list(NET)


def test_networkx_reads_the_cytoscape(tmp_path):
    write_network(NET, tmp_path / "net.cyjs")
    content = json.loads((tmp_path / "net.cyjs").read_text())
    read = nx.cytoscape_graph({"directed": False, "multigraph": False, "data": [], "elements": content["elements"]})
    assert sorted(read) == list(NET)


def test_vosviewer_gets_places_and_clusters(tmp_path):
    write_vosviewer(NET, tmp_path / "map.json", places=layout(NET))
    content = json.loads((tmp_path / "map.json").read_text())["network"]
    assert {"id", "label", "x", "y", "cluster", "weights"} <= set(content["items"][0])
    ids = {item["id"] for item in content["items"]}
    assert all({link["source_id"], link["target_id"]} <= ids for link in content["links"])


def test_names_that_pajek_cannot_tell_apart_are_refused(tmp_path):
    with pytest.raises(PlantextError, match="Pajek cannot write"):
        write_network(nx.Graph([("a\\", "a＼")]), tmp_path / "x.net")


def test_names_that_would_merge_are_refused():
    with pytest.raises(PlantextError, match="control characters"):
        clean_network(nx.Graph([("a\x01", "a\x02")]))
