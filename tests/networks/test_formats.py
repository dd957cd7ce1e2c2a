import json

import igraph
import networkx as nx
import pandas as pd
import pytest
from made_runs import random_run

from plantext.errors import PlantextError
from plantext.networks.colours import node_colours
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


def test_gephi_finds_names_places_and_colours(tmp_path):
    write_network(NET, tmp_path / "net.graphml")
    read = nx.read_graphml(tmp_path / "net.graphml")
    # Gephi's importer takes these attributes of a node by their names.
    for name, data in read.nodes(data=True):
        assert data["label"] == name and data["kind"] == NET.nodes[name]["label"]
        assert all(isinstance(data[key], float) for key in ("x", "y")) and 0 <= data["x"] <= 1000
        assert "#{:02X}{:02X}{:02X}".format(*(data[key] for key in "rgb")) == node_colours(NET)[name].upper()
    write_network(NET, tmp_path / "net.gexf")
    for name, data in nx.read_gexf(tmp_path / "net.gexf").nodes(data=True):
        look = read.nodes[name]
        assert data["viz"]["color"]["r"] == look["r"] and data["viz"]["position"]["x"] == pytest.approx(look["x"])


def test_igraph_reads_the_ucinet(tmp_path):
    write_network(NET, tmp_path / "net.dl")
    other = igraph.Graph.Read_DL(str(tmp_path / "net.dl"), directed=True)
    assert other.vs["name"] == list(NET)
    assert other.ecount() == 2 * NET.number_of_edges() and other.is_mutual().count(True) == other.ecount()
    with pytest.raises(PlantextError, match="UCINET cannot write"):
        write_network(nx.Graph([("a b", "a,b")]), tmp_path / "x.dl")


def test_vosviewer_places_and_colours_clusters_by_itself(tmp_path):
    write_network(NET, tmp_path / "net.json")
    content = json.loads((tmp_path / "net.json").read_text())
    places = layout(NET)
    for item in content["network"]["items"]:
        assert (item["x"], item["y"]) == places[item["label"]]
    known = {row["cluster"]: row["color"] for row in content["config"]["color_schemes"]["cluster_colors"]}
    assert known == {data["community"]: node_colours(NET)[name] for name, data in NET.nodes(data=True)}


def test_excel_opens_tables_and_workbook(tmp_path):
    for path in write_network(NET, tmp_path / "net.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    write_network(NET, tmp_path / "net.xlsx")
    sheets = pd.read_excel(tmp_path / "net.xlsx", sheet_name=None)
    assert list(sheets) == ["nodes", "edges"]
    assert sheets["nodes"]["name"].tolist() == list(NET)
    assert len(sheets["edges"]) == NET.number_of_edges()
    first = (tmp_path / "net.xlsx").read_bytes()
    write_network(NET, tmp_path / "net.xlsx")
    assert (tmp_path / "net.xlsx").read_bytes() == first
