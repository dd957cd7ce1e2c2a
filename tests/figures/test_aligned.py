import networkx as nx
import pandas as pd
import pytest
from looks import words_outside
from made_runs import random_run

from plantext.errors import PlantextError
from plantext.figures.aligned import draw_change, draw_side_by_side
from plantext.figures.captions import figure_caption
from plantext.figures.saving import save_figure
from plantext.networks.compare import split_run
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network

RUN = random_run(1, docs=("a", "b", "c"), paragraphs=60)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["page", "slide"])
def test_names_keep_their_place_side_by_side(size, tmp_path):
    nets = [network(cooccur(split_run(RUN, [doc])), top=25) for doc in ("a", "c")]
    figure = draw_side_by_side(nets, ["2002年", "2022年"], size=size)
    assert len(figure.axes) == 2
    assert [text.get_text() for text in figure.texts] == ["2002年", "2022年"]
    assert words_outside(figure) == ""
    files = [
        save_figure(draw_side_by_side(nets, ["a", "b"]), tmp_path / n, data=pd.DataFrame(), provenance={}) for n in "xy"
    ]
    assert files[0][1].read_bytes() == files[1][1].read_bytes()
    with pytest.raises(PlantextError, match="one title a network"):
        draw_side_by_side(nets, ["2002年"])


def test_change_tells_what_stayed_came_and_went():
    before, after = nx.Graph([("甲", "乙"), ("乙", "丙")]), nx.Graph([("甲", "乙"), ("乙", "丁")])
    figure = draw_change(before, after, ("2002", "2022"))
    lines = [line for line in figure.axes[0].lines if line.get_gid() == "edge"]
    assert len(lines) == 3 and sum(line.is_dashed() for line in lines) == 1
    words = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert "両方にある（3）" not in words and "両方にある（2）" in words
    assert "2022だけ（来た）（1）" in words and "2002だけ（去った）（1）" in words
    assert "2002から2022への" in figure_caption(figure)
