import csv
import unicodedata
from pathlib import Path

import igraph
import networkx as nx
import pytest
from lxml import etree
from made_runs import random_run

from plantext.errors import PlantextError
from plantext.networks.cooccurrence import cooccur
from plantext.networks.exchange import WRITERS, read_network, write_network
from plantext.networks.graph import network

NET = network(cooccur(random_run(1)))
EVERYTHING = {".graphml", ".cyjs", ".csv", ".gexf"}
WITH_GRAPH = {".graphml", ".cyjs"}


def weights(net):
    return {tuple(sorted((a, b))): w for a, b, w in net.edges(data="weight")}


@pytest.mark.parametrize("ending", WRITERS)
def test_each_format_goes_out_and_comes_back(ending, tmp_path):
    made = write_network(NET, tmp_path / f"net{ending}")
    back = read_network(tmp_path / f"net{ending}")
    assert list(back) == list(NET)
    assert list(back.edges) == list(NET.edges)
    assert weights(back) == pytest.approx(weights(NET))
    if ending in EVERYTHING:
        assert dict(back.nodes(data=True)) == dict(NET.nodes(data=True))
        for edge in NET.edges:
            assert back.edges[edge] == pytest.approx(NET.edges[edge])
    if ending in WITH_GRAPH:
        assert back.graph == NET.graph
    again = write_network(back, tmp_path / "again" / f"net{ending}")
    if ending in WITH_GRAPH:
        assert [path.read_bytes() for path in again] == [path.read_bytes() for path in made]
    assert not list(tmp_path.glob("*.partial"))


HOSTILE = [
    *(
        "../../etc/passwd",
        "C:\\windows\\",
        "]]><x>&amp;",
        "\ufffe\uffff",
        "a\u2028b\x85c",
        "＝１＋１",
        "'=1",
        "\u202e反",
        "長" * 5000,
    ),
    "総務省\x00\x0b<&'>\ud800😀",
    'いわゆる"特区",、\t\n',
    "= 1 + 1",
    "a;b|c",
    "ｶﾅ",
]


@pytest.mark.parametrize("ending", WRITERS)
def test_hostile_names_survive(ending, tmp_path):
    net = nx.Graph(note=None)
    for name in HOSTILE:
        net.add_edge("外務省", name, weight=0.5)
    path = tmp_path / f"x{ending}"
    write_network(net, path)
    back = read_network(path)
    assert len(back) == len(net)
    assert back.number_of_edges() == net.number_of_edges()
    assert any("😀" in name for name in back)
    assert {file.suffix for file in tmp_path.iterdir()} == {ending}
    for file in tmp_path.iterdir() if ending != ".xlsx" else ():  # a workbook is an archive
        text = file.read_bytes().decode("utf-8")
        assert not {character for character in text if unicodedata.category(character) in ("Cc", "Cs")} - {"\n"}
    if ending in (".graphml", ".gexf"):
        etree.parse(path)
    if ending == ".csv":
        with (tmp_path / "x-nodes.csv").open(encoding="utf-8", newline="") as file:
            assert not [row for row in csv.reader(file) if row[0].startswith(tuple("=+-@＝＋－＠"))]
        assert {"= 1 + 1", "＝１＋１", "'=1"} <= set(back)
    if ending == ".graphml":
        assert igraph.Graph.Read_GraphML(str(path)).vcount() == len(net)


@pytest.mark.parametrize("ending", WRITERS)
def test_what_is_no_finite_number_breaks_no_file(ending, tmp_path):
    net = nx.Graph()
    net.add_node("総務省", frequency=1, share=float("inf"))
    net.add_edge("外務省", "総務省", weight=0.5, pmi=float("-inf"), npmi=float("nan"))
    write_network(net, tmp_path / f"x{ending}")
    assert weights(read_network(tmp_path / f"x{ending}")) == {("外務省", "総務省"): 0.5}


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_a_file_of_entities_within_entities_is_refused(ending, tmp_path):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path = tmp_path / f"x{ending}"
    path.write_text(f'<!DOCTYPE x [<!ENTITY l0 "総務省">{levels}]><graphml>&l9;</graphml>', encoding="utf-8")
    with pytest.raises(PlantextError, match="cannot be read as"):
        read_network(path)


@pytest.mark.parametrize("ending", WRITERS)
def test_a_file_of_another_kind_is_told(ending, tmp_path):
    path = tmp_path / f"net{ending}"
    with pytest.raises(PlantextError, match="no such file"):
        read_network(path)
    for file in (path, tmp_path / "net-nodes.csv", tmp_path / "net-edges.csv"):
        Path(file).write_text("これはネットワークではない\n")
    if ending != ".net":  # Pajek takes any text for an empty network
        with pytest.raises(PlantextError, match="cannot be read as"):
            read_network(path)


def test_an_unknown_ending_is_told(tmp_path):
    with pytest.raises(PlantextError, match=r"ends in \.graphml, \.gexf"):
        write_network(NET, tmp_path / "net.ods")
    with pytest.raises(PlantextError, match="got no ending"):
        read_network(tmp_path / "net")
