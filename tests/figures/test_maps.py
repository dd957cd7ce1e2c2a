"""Maps, trees and matrices hold what was computed, and their words stay on the page."""

import pytest
from looks import overlaps, words_outside
from made_runs import random_run

from plantext.figures.captions import figure_caption
from plantext.figures.maps import analyse_parts, draw_correspondence, draw_dendrogram, draw_similarity, map_table
from plantext.networks.clustering import cluster_names
from plantext.networks.parts import part_similarity
from plantext.networks.presence import incidence

RUN = random_run(1, docs=("a", "b", "c"), paragraphs=60, names=30)


@pytest.mark.parametrize("size", ["column", "page"])
def test_a_map_shows_names_and_parts(size: str) -> None:
    figure = draw_correspondence(RUN, top=20, least=1, size=size, lang="en")
    table = map_table(*analyse_parts(RUN, top=20, least=1))
    assert table["kind"].value_counts().to_dict() == {"name": 20, "part": 3}
    labels = [text for text in figure.axes[0].texts if text.get_gid() == "label"]
    assert len(labels) == 23
    assert overlaps(figure, "label") == [] and words_outside(figure) == ""
    assert "20 names and 3 parts" in figure_caption(figure, lang="en")


@pytest.mark.parametrize("size", ["column", "page"])
def test_a_tree_has_a_bracket_a_merge(size: str) -> None:
    found = cluster_names(incidence(RUN), top=15)
    figure = draw_dendrogram(found, size=size)
    ax = figure.axes[0]
    brackets = [line for line in ax.lines if len(line.get_xdata()) == 4]
    assert sorted(round(max(line.get_xdata()), 6) for line in brackets) == pytest.approx(found.merges[:, 2], abs=1e-6)
    shown = [tick.get_text() for tick in ax.get_yticklabels()]
    for told, name, count in zip(shown, found.names["name"], found.names["frequency"], strict=True):
        assert told.endswith(f"({count})") and told[:2] == name[:2]
    assert words_outside(figure) == ""


def test_a_matrix_says_each_similarity() -> None:
    figure = draw_similarity(RUN, least=1)
    told = [text.get_text() for text in figure.axes[0].texts]
    assert told == [f"{100 * value:.0f}" for value in part_similarity(RUN, least=1).to_numpy().ravel()]
    assert words_outside(figure) == ""
