"""Captions, and where they are kept."""

import json
from pathlib import Path

import networkx as nx
import pandas as pd
from made_runs import random_run
from PIL import Image

from plantext.figures.captions import _TEXTS, figure_caption
from plantext.figures.grids import draw_heat_map
from plantext.figures.network import draw_network
from plantext.figures.saving import save_figure
from plantext.figures.typesetting import make_figure
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

RUN = random_run(1, paragraphs=60)
NET = network(cooccur(RUN), top=15)


def test_a_caption_says_what_is_drawn() -> None:
    figure = draw_network(NET)
    told = figure_caption(figure, lang="en")
    assert f"by paragraph ({len(NET)} names, {NET.number_of_edges()} edges)" in told
    assert "段落を単位とする" in figure_caption(figure)
    assert figure_caption(make_figure(9, 9)) == ""
    assert figure_caption(draw_heat_map(RUN, top=7, least=1)).startswith("7の名前")


def test_a_saved_figure_keeps_its_caption(tmp_path: Path) -> None:
    figure = draw_network(nx.Graph([("甲", "乙")]), lang="en")
    files = save_figure(figure, tmp_path / "f", data=pd.DataFrame({"a": [1]}), provenance={})
    known = json.loads(files[3].read_text(encoding="utf-8"))["caption"]
    assert known == {lang: figure_caption(figure, lang=lang) for lang in ("ja", "en")}
    with Image.open(files[0]) as picture:
        assert picture.info["Title"] == known["en"]
    assert f"<dc:title>{known['en']}</dc:title>" in files[1].read_text(encoding="utf-8")


def test_every_caption_stands_in_both_languages() -> None:
    assert all(len(texts) == 2 and texts[1].isascii() for texts in _TEXTS.values())
