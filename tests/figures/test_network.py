import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import networkx as nx
import pytest
from made_runs import random_run
from matplotlib.figure import Figure

from plantext.errors import EmptyResultError, PlantextError
from plantext.figures.network import draw_network
from plantext.figures.saving import save_figure
from plantext.figures.style import FAINT
from plantext.figures.typesetting import SIZES
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

PAIRS = cooccur(random_run(1, names=60))
NET = network(PAIRS, top=40)
SMALL = network(PAIRS, top=15)


def labels_of(figure):
    return [text for text in figure.axes[0].texts if text.get_gid() == "label"]


def boxes_of(figure):
    renderer = figure.canvas.get_renderer() if hasattr(figure.canvas, "get_renderer") else figure._get_renderer()
    return [text.get_window_extent(renderer) for text in figure.axes[0].texts]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_label_touches_another_or_leaves_the_canvas(size, lang):
    figure = draw_network(NET, size=size, lang=lang)
    assert figure.get_size_inches()[0] * 25.4 == pytest.approx(SIZES[size][0])
    assert len(labels_of(figure)) == len(NET)
    boxes = boxes_of(figure)
    page = figure.bbox
    for i, box in enumerate(boxes):
        assert box.x0 >= page.x0 and box.x1 <= page.x1 and box.y0 >= page.y0 and box.y1 <= page.y1
        assert not any(box.overlaps(other) for other in boxes[:i])


def test_every_name_is_drawn_and_between_communities_is_dotted():
    figure = draw_network(NET)
    assert {text.get_text().replace("\n", "") for text in labels_of(figure)} == set(NET)
    community = nx.get_node_attributes(NET, "community")
    between = sum(community[a] != community[b] for a, b in NET.edges)
    lines = [line for line in figure.axes[0].lines if line.get_gid() == "edge"]
    assert len(lines) == NET.number_of_edges()
    assert sum(line.is_dashed() for line in lines) == between
    words = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert "群のあいだ" in words and "Jaccard" in words and "上位40本" in words


def test_names_and_key_are_english_where_english_is_known():
    net = nx.Graph([("総務省", "謎の会"), ("謎の会", "甲")])
    words = {
        text.get_text().replace("\n", " ") for text in draw_network(net, lang="en", names={"甲": "A"}).axes[0].texts
    }
    assert {"Ministry of Internal Affairs and Communications", "Nazo no Kai", "A", "within a group"} <= words
    assert {"総務省", "謎の会", "甲"} <= {text.get_text() for text in draw_network(net).axes[0].texts}


def test_edges_are_wide_by_weight_and_faint_by_chance():
    edges = [("a", "b", {"weight": 0.2, "q_value": 0.5}), ("b", "c", {"weight": 0.8, "q_value": 0.001})]
    figure = draw_network(nx.Graph(edges))
    lines = {line.get_linewidth(): line.get_color() for line in figure.axes[0].lines if line.get_gid() == "edge"}
    thin, wide = sorted(lines)
    assert wide > 1.5 * thin
    assert lines[thin] == FAINT and lines[wide] != FAINT
    words = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert "q ≥ 0.05" in words and "太さ＝重み" in words
    passed = sum(data["q_value"] < 0.05 for *_, data in NET.edges(data=True))
    assert f"うち{passed}本が q < 0.05" in " ".join(text.get_text() for text in draw_network(NET).axes[0].texts)
    told = " ".join(text.get_text() for text in draw_network(nx.Graph([("a", "b")])).axes[0].texts)
    assert "q ≥" not in told


def test_sizes_of_the_key_differ_visibly():
    for largest in (1, 2, 3, 10, 114, 2621):
        net = nx.path_graph(3)
        net = nx.relabel_nodes(net, str)
        nx.set_node_attributes(net, {"0": 1, "1": max(1, largest // 3), "2": largest}, "frequency")
        figure = draw_network(net)
        known = [
            dot for dot in figure.axes[0].collections if dot.get_gid() != "node" and dot.get_facecolor()[0][0] == 1
        ]
        radii = sorted(float(dot.get_sizes()[0]) ** 0.5 for dot in known)
        assert len(radii) == {1: 1, 2: 2}.get(largest, 3)
        assert all(b > 1.19 * a for a, b in pairwise(radii))


def test_a_given_axes_is_drawn_on():
    figure = Figure(figsize=(8, 8))
    assert draw_network(SMALL, ax=figure.add_subplot()) is figure
    small = Figure(figsize=(1, 1))
    with pytest.raises(PlantextError, match="do not fit the axes"):
        draw_network(NET, ax=small.add_subplot())


def test_nothing_to_draw_is_told():
    with pytest.raises(EmptyResultError, match="no nodes"):
        draw_network(nx.Graph())
    with pytest.raises(PlantextError, match="expected column, page, slide"):
        draw_network(NET, size="poster")


@pytest.mark.parametrize("names", [["総務省", "外務省"], ["$x_1$^2", "😀𠮷\x07"], ["名" * 60, "a"]])
def test_odd_names_are_drawn_without_boxes(names, tmp_path):
    figure = draw_network(nx.Graph([tuple(names)]))
    save_figure(figure, tmp_path / "x", data=PAIRS.head(), provenance={})


def test_nothing_global_is_switched():
    before = dict(mpl.rcParams)
    draw_network(SMALL)
    assert dict(mpl.rcParams) == before


SCRIPT = """
import hashlib, json, sys
sys.path.insert(0, sys.argv[2])
from made_runs import random_run
from plantext.networks.compare import compare
from plantext.networks.cooccurrence import cooccur
from plantext.networks.presence import incidence
from plantext.networks.exchange import WRITERS, write_network
from plantext.figures.network import draw_network
from plantext.figures.saving import save_figure
from plantext.figures.style import FAINT
from plantext.networks.graph import network
from plantext.networks.layout import layout
from plantext.networks.uncertainty.stability import stability
from plantext.networks.structure import centralities, communities
run = random_run(1)
pairs = cooccur(run, null="curveball", null_samples=9)
net = network(pairs, top=15)
made = save_figure(draw_network(net), sys.argv[1] + "/f", data=pairs, provenance=net.graph)
for ending in WRITERS:
    made += write_network(net, sys.argv[1] + "/g" + ending)
found = stability(incidence(run), net, samples=5)
tables = [communities(net), centralities(net), found.names, found.edges, found.together]
tables += [compare(run, random_run(2), samples=9).edges]
said = [table.to_csv() for table in tables]
print(json.dumps([hashlib.sha256(path.read_bytes()).hexdigest() for path in made]), json.dumps([layout(net), said]))
"""


@pytest.mark.slow
def test_three_hash_seeds_give_the_same_bytes(tmp_path):
    said = set()
    for seed in ("0", "1", "4242"):
        command = [sys.executable, "-c", SCRIPT, str(tmp_path), str(Path(__file__).parents[1])]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        said.add(done.stdout)
    assert len(said) == 1
