"""No label of a shipped network lies on another, on the end of an edge or under a leader, and none is cut in a word."""

from __future__ import annotations

import re

import numpy as np
import pytest
from looks import network_faults, words_outside
from shipped_networks import NAMES, shipped_network

from plantext.figures.naming import namer
from plantext.figures.network import draw_network

JAPANESE = re.compile("[ぁ-ヺ一-鿿]")


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", ["column", "page"])
@pytest.mark.parametrize("name", NAMES)
def test_labels_stand_well_at_print_size(name: str, size: str, lang: str) -> None:
    net, called = shipped_network(name), namer(lang)
    figure = draw_network(net, size=size, lang=lang)
    assert network_faults(figure, net, {node: called(node) for node in net}) == []
    assert words_outside(figure) == ""
    if lang == "en":
        assert [text.get_text() for text in figure.axes[0].texts if JAPANESE.search(text.get_text())] == []


def test_a_fault_is_seen() -> None:
    net = shipped_network("03-plan")
    figure = draw_network(net)
    labels = [text for text in figure.axes[0].texts if text.get_gid() == "label"]
    labels[0].set_position(labels[1].get_position())
    labels[2].set_text("デジ\nタル")
    told = " ".join(network_faults(figure, net, {node: node for node in net}))
    assert " on " in told and "cut" in told


@pytest.mark.parametrize("name", ["03-plan", "04-fora-papers"])
def test_components_fill_the_page(name: str) -> None:
    figure = draw_network(shipped_network(name))
    ax = figure.axes[0]
    dots = np.concatenate([dot.get_offsets() for dot in ax.collections if dot.get_gid() == "node"])
    assert np.ptp(dots[:, 0]) > 0.9 * np.ptp(ax.get_xlim())
    # No empty cell in a grid of four by three.
    cells = np.floor((dots - dots.min(axis=0)) / np.ptp(dots, axis=0) * [3.999, 2.999])
    assert len({tuple(cell) for cell in cells}) >= 10
