"""What the explorer saves, opened by the programs that it is meant for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from lxml import etree
from made_study import made_up_run
from PIL import Image

from plantext.explorer import write_explorer
from plantext.labels import SHOWN
from plantext.networks.cooccurrence import cooccur
from plantext.networks.exchange import read_network, write_network
from plantext.networks.graph import network

pytestmark = pytest.mark.browser


def saved(page: Any, which: str, folder: Path) -> Path:
    page.locator("#saving > summary").click()
    with page.expect_download() as waiting:
        page.click(f"#{which}")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def assert_alike(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    """The page knows six digits of each number."""
    for key, value in wanted.items():
        assert found[key] == (pytest.approx(value, rel=1e-4) if isinstance(value, int | float) else value), key


@pytest.fixture(scope="module")
def net() -> Any:
    net = network(cooccur(made_up_run(), labels=SHOWN), min_frequency=1)
    nx.set_node_attributes(net, nx.degree_centrality(net), "centrality")
    return net


def test_every_file_opens_and_holds_what_the_library_writes(open_page: Any, net: Any, tmp_path: Path) -> None:
    page = open_page(write_explorer(made_up_run(), tmp_path / "net.html", net, title="=a/b: 図"))
    made = {key: saved(page, f"save{key}", tmp_path) for key in ("Png", "Svg", "Nodes", "Edges", "Graph", "Gexf")}
    assert {path.name for path in made.values()} == {
        f"=a b 図{ending}" for ending in (".png", ".svg", "-nodes.csv", "-edges.csv", ".graphml", ".gexf")
    }
    with Image.open(made["Png"]) as picture:
        box = page.locator("#canvas").bounding_box()
        assert picture.size == (round(3 * box["width"]), round(3 * box["height"]))
        assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 20
    drawing = etree.parse(made["Svg"])
    texts = {text.text for text in drawing.iter("{*}text")}
    assert {"総務省", "外務省", "電波法"} <= texts
    assert len(drawing.findall(".//{*}path")) > net.number_of_edges() + net.number_of_nodes()
    (own,) = write_network(net, tmp_path / "own.graphml")
    (gephis,) = write_network(net, tmp_path / "own.gexf")
    for found, wanted in (
        (read_network(made["Graph"]), read_network(own)),
        (nx.read_graphml(made["Graph"]), nx.read_graphml(own)),
        (read_network(made["Gexf"]), read_network(gephis)),
    ):
        assert set(found) == set(wanted)
        assert {frozenset(edge) for edge in found.edges} == {frozenset(edge) for edge in wanted.edges}
        for name, data in wanted.nodes(data=True):
            assert_alike(found.nodes[name], {key: value for key, value in data.items() if key not in "xy"})
        for a, b, data in wanted.edges(data=True):
            assert_alike(found.edges[a, b], data)
    assert read_network(made["Graph"]).graph["measure"] == "jaccard"
    looks = [dict(nx.read_gexf(path).nodes(data="viz")) for path in (made["Gexf"], gephis)]
    for name, wanted in looks[1].items():
        assert looks[0][name]["color"] == wanted["color"]
        assert looks[0][name]["size"] == pytest.approx(wanted["size"], abs=0.001)
        assert looks[0][name]["position"].keys() == wanted["position"].keys()
    assert made["Nodes"].read_bytes().startswith(b"\xef\xbb\xbf")
    nodes, edges = (pd.read_csv(made[key], encoding="utf-8-sig") for key in ("Nodes", "Edges"))
    assert dict(zip(nodes["name"], nodes["frequency"], strict=True)) == dict(net.nodes(data="frequency"))
    assert dict(zip(nodes["name"], nodes["centrality"], strict=True)) == pytest.approx(
        dict(net.nodes(data="centrality")), rel=1e-4
    )
    assert len(edges) == net.number_of_edges()
    assert read_network(made["Nodes"]).edges == read_network(own).edges


def test_files_hold_what_is_shown_and_no_formula(open_page: Any, tmp_path: Path) -> None:
    run = made_up_run()
    renamed = {"IGF": "=HYPERLINK(1)", "G7": "<b>&\x01", "電波法": 'a"b,c'}
    run = type(run)(
        run.sentences, run.mentions.replace({"entity": renamed}), run.entities.replace({"entity": renamed}), run.info
    )
    net = network(cooccur(run, labels=SHOWN), min_frequency=1)
    page = open_page(write_explorer(run, tmp_path / "net.html", net), "#off=DATE")
    names = {"総務省", "外務省", "'=HYPERLINK(1)", "<b>&\x01", 'a"b,c'}
    assert set(pd.read_csv(saved(page, "saveNodes", tmp_path), encoding="utf-8-sig")["name"]) == names
    graph = nx.read_graphml(saved(page, "saveGraph", tmp_path))
    assert set(graph) == {"総務省", "外務省", "=HYPERLINK(1)", "<b>& ", 'a"b,c'}
    assert set(nx.read_gexf(saved(page, "saveGexf", tmp_path))) == set(graph)
    drawing = etree.parse(saved(page, "saveSvg", tmp_path))
    assert "<b>& " in {text.text for text in drawing.iter("{*}text")}
    assert not list(drawing.iter("{*}b"))
