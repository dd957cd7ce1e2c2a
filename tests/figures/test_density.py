"""The density of a map: sums of kernels, shades that hold in grey, names that stand free, errors that say what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from looks import luminance, overlaps, words_on_words, words_outside
from made_runs import random_run
from matplotlib.colors import to_hex
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure

from plantext.errors import PlantextError
from plantext.figures import density
from plantext.figures.captions import figure_caption
from plantext.figures.density import LIGHTNESS, SHARES, draw_density, kernel_density
from plantext.figures.pictures import compare_shapes
from plantext.figures.saving import save_figure
from plantext.figures.style import PALETTE, shade_of
from plantext.networks.cooccurrence import cooccur
from plantext.networks.exchange import tables
from plantext.networks.graph import network

PAIRS = cooccur(random_run(1, names=60))
NET = network(PAIRS, top=40)
SMALL = network(PAIRS, top=10)


def shades(figure: Figure) -> list[ContourSet]:
    return [it for it in figure.axes[0].collections if isinstance(it, ContourSet) and it.filled]


def lightness(colour: Sequence[float]) -> float:
    """CIE L*."""
    return 116 * luminance(colour[:3]) ** (1 / 3) - 16


def words(figure: Figure) -> str:
    return " ".join(text.get_text().replace("\n", " ") for text in figure.axes[0].texts)


def test_density_is_the_sum_of_weighted_kernels() -> None:
    rng = np.random.default_rng(1)
    points, weights = rng.random((9, 2)) * 50, rng.random(9)
    xs, ys = np.linspace(0, 50, 7), np.linspace(0, 50, 5)
    found = kernel_density(points, weights, xs, ys, reach=8.0)
    for (row, column), value in np.ndenumerate(found):
        gaps = np.hypot(points[:, 0] - xs[column], points[:, 1] - ys[row])
        assert value == pytest.approx(sum(w * np.exp(-((gap / 8) ** 2)) for w, gap in zip(weights, gaps, strict=True)))


@pytest.mark.parametrize(
    ("by", "size", "lang"), [("name", "column", "ja"), ("name", "page", "en"), ("community", "column", "en")]
)
def test_names_and_key_stand_free(by: str, size: str, lang: str) -> None:
    figure = draw_density(NET, by=by, size=size, lang=lang)
    assert words_outside(figure) == "" and words_on_words(figure) == [] and overlaps(figure, "label") == []
    labels = [text for text in figure.axes[0].texts if text.get_gid() == "label"]
    assert len(labels) == len(NET)


def test_the_densest_place_is_at_the_heaviest_names() -> None:
    net = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
    nx.set_node_attributes(net, {"a": 1, "b": 1, "c": 1, "d": 50}, "frequency")
    places = {"a": (0.0, 0.0), "b": (0.0, 1.0), "c": (1.0, 0.0), "d": (1.0, 1.0)}
    figure = draw_density(net, places=places)
    dots = [dot for dot in figure.axes[0].collections if dot.get_gid() == "node"]
    inside = [bool(shades(figure)[-1].get_paths()[0].contains_point(dot.get_offsets()[0])) for dot in dots]
    assert inside == [False, False, False, True]


def test_shades_darken_step_by_step_in_grey() -> None:
    figures = [draw_density(SMALL), draw_density(SMALL, by="community")]
    found = [{round(lightness(it.get_facecolor()[0])) for it in shades(figure)} for figure in figures]
    # Shades of one density are one grey, whatever their colour; each is seen beside the next, and black words on all.
    assert found[1] <= found[0] == set(LIGHTNESS) and len(found[0]) == len(SHARES)
    assert min(-np.diff([100, *LIGHTNESS])) > 6
    assert min(luminance(it.get_facecolor()[0][:3]) for figure in figures for it in shades(figure)) > 4.5 * 0.05 - 0.05


def test_a_place_has_the_colour_of_the_community_densest_there() -> None:
    sides = {"left": "abc", "right": "def"}
    net = nx.Graph([pair for names in sides.values() for pair in combinations(names, 2)])
    for number, names in enumerate(sides.values(), 1):
        nx.set_node_attributes(net, dict.fromkeys(names, number), "community")
    places = {name: (x, 0.3 * y + 0.2) for x, names in enumerate(sides.values()) for y, name in enumerate(names)}
    figure = draw_density(net, by="community", places=places)
    dots = [dot for dot in figure.axes[0].collections if dot.get_gid() == "node"]
    for name, dot in zip(sorted(net), dots, strict=True):
        over = [it for it in shades(figure) if it.get_paths()[0].contains_point(dot.get_offsets()[0])]
        assert to_hex(over[-1].get_facecolor()[0]) in {shade_of(PALETTE[name > "c"], light) for light in LIGHTNESS}


def test_key_and_caption_say_how() -> None:
    told = words(draw_density(SMALL, lang="en"))
    assert (
        "Gaussian kernel (bandwidth 0.15 of the mean distance" in told and "weight = paragraphs with the name" in told
    )
    told = words(draw_density(SMALL, weight="strength", bandwidth=0.3, by="community"))
    assert "平均距離の0.3倍" in told and "重み＝辺の重み（Jaccard）の和" in told and "ほか（" in told
    figure = draw_density(SMALL, by="community", weight="strength")
    assert figure_caption(figure, lang="en").endswith("of the mean distance between names, weighted by strength")
    assert figure_caption(figure).startswith("段落を単位とする") and "辺の重みの和" in figure_caption(figure)


def test_the_same_map_gives_the_same_shapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved(name: str) -> Path:
        figure = draw_density(SMALL, by="community", size="column")
        return save_figure(figure, tmp_path / name, data=tables(SMALL)[0], provenance={}, formats=["svg"])[0]

    kept = saved("kept")
    exact = density.kernel_density
    # Another processor's last bits.
    monkeypatch.setattr(density, "kernel_density", lambda *a, **how: exact(*a, **how) * (1 + 1e-13))
    assert compare_shapes(kept, saved("made")) == []


@pytest.mark.parametrize(
    ("net", "options", "told"),
    [
        (nx.Graph(), {}, "0 names and 0 edges"),
        (nx.empty_graph(["a"]), {}, "1 names and 0 edges"),
        (nx.empty_graph(["a", "b"]), {}, "2 names and 0 edges"),
        (NET, {"by": "year"}, "by 'year': expected name or community"),
        (NET, {"weight": "size"}, "weight 'size': expected frequency or strength"),
        (NET, {"bandwidth": 40}, "bandwidth 40: expected a share of the mean distance between names, from 0.03 to 1"),
        (NET, {"bandwidth": float("nan")}, "bandwidth nan: expected"),
        (NET, {"bandwidth": 0}, "bandwidth 0: expected"),
        (NET, {"places": {"a": (0, 0)}}, f"places: {len(NET)} names of the network have none"),
        (nx.Graph([("a", "b")]), {"by": "community"}, "the network has no communities"),
        (
            nx.Graph([("a", "b", {"weight": -1.0})]),
            {"weight": "strength"},
            "no edge of the network has a positive weight",
        ),
    ],
)
def test_what_makes_no_map_is_told(net: nx.Graph, options: dict[str, Any], told: str) -> None:
    with pytest.raises(PlantextError, match=re.escape(told)):
        draw_density(net, **options)
