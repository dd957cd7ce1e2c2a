"""Each shipped figure, in both languages, as wide as a column and as a page: no word on another, none cut off."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from looks import network_faults, words_on_words, words_outside
from matplotlib.figure import Figure
from shipped_figures import FIGURES, networks_of
from shipped_networks import draft, shipped_network

from plantext.figures import english_names
from plantext.figures.charts import set_type
from plantext.figures.naming import namer
from plantext.figures.network import draw_network
from plantext.figures.typesetting import SIZES, make_figure, recorded_options

KEPT = Path(__file__).parents[2] / "figures"
FILLED = [(name, "page", "ja") for name in ("03-network-priority-plan-2023", "04-fora-ict-white-papers")]
"""Of many components, which are packed over the page."""
JAPANESE = re.compile("[ぁ-ヺ一-鿿]")


def test_no_shipped_figure_is_left_out() -> None:
    assert set(FIGURES) == {path.stem for path in KEPT.glob("*.json")}


def _fills_the_page(figure: Figure) -> bool:
    """Whether nodes reach from side to side, and leave no cell of a grid of four by three empty but two."""
    ax = figure.axes[0]
    dots = np.concatenate([dot.get_offsets() for dot in ax.collections if dot.get_gid() == "node"])
    cells = np.floor((dots - dots.min(axis=0)) / np.ptp(dots, axis=0) * [3.999, 2.999])
    return bool(np.ptp(dots[:, 0]) > 0.9 * np.ptp(ax.get_xlim())) and len({tuple(cell) for cell in cells}) >= 10


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", ["column", "page"])
@pytest.mark.parametrize("name", FIGURES)
def test_words_stand_well_at_print_size(name: str, size: str, lang: str) -> None:
    figure = FIGURES[name](size=size, lang=lang)
    width, tallest, _ = SIZES[size]
    across, up = figure.get_size_inches() * 25.4
    assert across == pytest.approx(width) and up <= tallest + 0.01
    assert words_outside(figure) == ""
    assert words_on_words(figure) == []
    called = namer(lang, english_names(draft()) if name == "06-network" else None)
    for ax, net in zip(figure.axes, networks_of(name), strict=False):
        assert network_faults(figure, net, {node: called(node) for node in net}, ax=ax) == []
    if lang == "en":
        told = [text.get_text() for ax in figure.axes for text in (*ax.texts, *ax.get_yticklabels())]
        assert [words for words in told if JAPANESE.search(words)] == []
    if (name, size, lang) in FILLED:
        assert _fills_the_page(figure)
    kept = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))["drawing"]
    if (size, lang) == (kept.get("size", "page"), kept["lang"]):
        # What is looked at here is what the notebook draws.
        same = {key: value for key, value in recorded_options(figure).items() if key in kept}
        assert json.loads(json.dumps(same)) == {key: kept[key] for key in same}


def test_a_fault_of_a_network_is_seen() -> None:
    net = shipped_network("03-draft")
    figure = draw_network(net)
    figure.draw_without_rendering()
    labels = [text for text in figure.axes[0].texts if text.get_gid() == "label"]
    labels[0].set_position(labels[1].get_position())
    labels[2].set_text("デジ\nタル")
    told = " ".join(network_faults(figure, net, {node: node for node in net}))
    assert " on " in told and "cut" in told
    assert words_on_words(figure)


def test_words_that_touch_or_leave_the_page_are_seen() -> None:
    figure = make_figure(84, 40)
    ax = figure.add_axes((0.2, 0.2, 0.7, 0.7))
    ax.set_xticks([0, 0.01, 1], ["2018年度", "2019年度", ""])
    set_type(ax, 7)
    assert ("2019年度", "2018年度") in words_on_words(figure)
    assert words_outside(figure) == ""
    ax.set_yticks([0.5], ["デジタル社会の実現に向けた重点計画"])
    set_type(ax, 7)
    assert words_outside(figure) == "デジタル社会の実現に向けた重点計画"
