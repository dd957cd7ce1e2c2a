import pandas as pd
import pytest
from made_runs import random_run

from plantext.drawing.charts import draw_intervals, draw_sensitivity, draw_side_by_side, draw_trajectories, shorten
from plantext.drawing.saving import save_figure
from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.bootstrap import edge_intervals
from plantext.networks.compare import split_run, trajectories
from plantext.networks.cooccurrence import cooccur, incidence, pairs_of
from plantext.networks.graph import network
from plantext.networks.sensitivity import sensitivity

RUN = random_run(1, docs=("a", "b", "c"), paragraphs=60)
YEARS = {"a": 2002, "b": 2008, "c": 2022}


def words_outside(figure):
    """The first word of a figure that leaves the page."""
    renderer = figure._get_renderer()
    figure.draw(renderer)
    for ax in figure.axes:
        texts = [*ax.texts, ax.title, ax.xaxis.label, ax.yaxis.label] if ax.axison else ax.texts
        for axis, (low, high) in ((ax.xaxis, sorted(ax.get_xlim())), (ax.yaxis, sorted(ax.get_ylim()))):
            ticks = axis.get_major_ticks() if ax.axison else []
            texts = [*texts, *(tick.label1 for tick in ticks if low <= tick.get_loc() <= high)]
        for text in texts:
            box = text.get_window_extent(renderer)
            inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1
            if text.get_text() and not inside:
                return text.get_text()
    return ""


@pytest.mark.parametrize("size", ["column", "page", "slide"])
def test_intervals(size):
    table = incidence(RUN)
    found = edge_intervals(table, pairs_of(table), samples=50)
    figure = draw_intervals(found, title="Jaccard係数（95%区間）", size=size)
    ax = figure.axes[0]
    assert ax.lines[0].get_xdata().tolist() == found["value"].head(30).tolist()
    segments = ax.collections[0].get_segments()
    assert [segment[0][0] for segment in segments] == found["low"].head(30).tolist()
    assert words_outside(figure) == ""
    with pytest.raises(EmptyResultError, match="no rows"):
        draw_intervals(found.iloc[:0])


def test_intervals_of_names():
    table = pd.DataFrame({"name": ["甲" * 80, "乙"], "strength": [1, 2], "lo": [0, 1], "hi": [2, 3]})
    figure = draw_intervals(table, value="strength", low="lo", high="hi")
    assert words_outside(figure) == ""


def test_the_grid_of_choices():
    table = sensitivity(RUN, min_frequencies=("auto", 9999), prunings=("top 30", "top 60"))
    figure = draw_sensitivity(table)
    cells = [text.get_text() for text in figure.axes[0].texts]
    assert len(cells) == len(table)
    assert cells.count("–") == (table["left"] != "").sum()
    assert "100" in cells
    assert len(figure.axes[0].patches) == 1
    assert words_outside(figure) == ""
    with pytest.raises(PlantextError, match="lacks that column"):
        draw_sensitivity(table, value="beauty")


def test_lines_through_the_years(tmp_path):
    series = trajectories(RUN, years=YEARS)
    for table in (series.names, series.edges):
        figure = draw_trajectories(table, title="千段落あたり")
        assert words_outside(figure) == ""
        assert len(figure.axes[0].lines) == 7
    name = series.names["name"].iloc[0]
    one = draw_trajectories(series.names, names=[name])
    expected = series.names[series.names["name"] == name].sort_values("year")
    assert one.axes[0].lines[0].get_ydata().tolist() == expected["rate"].tolist()
    save_figure(one, tmp_path / "x", data=expected, provenance={})
    with pytest.raises(EmptyResultError, match="no 火星"):
        draw_trajectories(series.names, names=["火星"])


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


def test_long_names_are_cut_in_the_middle():
    assert shorten("総務省", 10) == "総務省"
    assert shorten("デジタル社会の実現に向けた重点計画", 9) == "デジタル…重点計画"
