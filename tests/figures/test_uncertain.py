"""Ranks and edges with an interval of sampling within one of all errors."""

from __future__ import annotations

import pytest
from looks import words_outside
from made_runs import random_run

import plantext as pt
from plantext.errors import PlantextError
from plantext.figures.uncertain import draw_uncertain, uncertain_rows

RUN = random_run(1, docs=("a", "b", "c"), paragraphs=40)
FOUND = pt.uncertain(RUN, pt.network(pt.cooccur(RUN), top=15), samples=20)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("what", ["names", "edges"])
def test_each_row_has_both_intervals(what: str, lang: str) -> None:
    figure = draw_uncertain(FOUND, what=what, lang=lang, top=8)
    ax = figure.axes[0]
    rows, value = uncertain_rows(FOUND, what=what).head(8), "rank" if what == "names" else "weight"
    for lines, mode in zip(ax.collections, ("both", "sampling"), strict=True):
        ends = [[segment[0][0], segment[1][0]] for segment in lines.get_segments()]
        assert ends == rows[[f"{value}_low_{mode}", f"{value}_high_{mode}"]].to_numpy().tolist()
    assert ax.collections[0].get_linewidth()[0] < ax.collections[1].get_linewidth()[0]
    assert words_outside(figure) == ""
    beside = [text.get_text().strip() for text in ax.texts]
    assert beside[1:] == ([f"{share:.2f}" for share in rows["drawn_both"]] if what == "edges" else [])


def test_what_is_no_side_or_centrality_is_told() -> None:
    with pytest.raises(PlantextError, match="expected names or edges"):
        draw_uncertain(FOUND, what="nodes")
    with pytest.raises(PlantextError, match="expected one of degree"):
        draw_uncertain(FOUND, centrality="fame")
