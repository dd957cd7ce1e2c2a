import pandas as pd
import pytest
from looks import words_on_words, words_outside
from made_runs import random_run
from matplotlib.figure import Figure

from plantext.errors import EmptyResultError
from plantext.figures.lines import MARKS, draw_intervals, draw_trajectories
from plantext.networks.compare import trajectories
from plantext.networks.cooccurrence import pairs_of
from plantext.networks.presence import incidence
from plantext.networks.uncertainty.bootstrap import edge_intervals

RUN = random_run(1, docs=("a", "b", "c"), paragraphs=60)
YEARS = {"a": 2002, "b": 2008, "c": 2022}


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


def test_lines_through_the_years():
    series = trajectories(RUN, years=YEARS)
    for table in (series.names, series.edges):
        figure = draw_trajectories(table, title="千段落あたり")
        assert words_outside(figure) == ""
        assert len(figure.axes[0].lines) == 7
    name = series.names["name"].iloc[0]
    one = draw_trajectories(series.names, lines=[name])
    expected = series.names[series.names["name"] == name].sort_values("year")
    assert one.axes[0].lines[0].get_ydata().tolist() == expected["rate"].tolist()
    with pytest.raises(EmptyResultError, match="no 火星"):
        draw_trajectories(series.names, lines=["火星"])


def test_rates_have_their_intervals():
    names = trajectories(RUN, years=YEARS).names
    # Wilson's bounds from his formula.
    n, p, z = names["n_units"], names["count"] / names["n_units"], 1.959963984540054
    middle, reach = (
        (p + z * z / (2 * n)) / (1 + z * z / n),
        z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5 / (1 + z * z / n),
    )
    assert (names["low"] - 1000 * (middle - reach)).abs().max() < 1e-4
    assert (names["high"] - 1000 * (middle + reach)).abs().max() < 1e-4
    axes = draw_trajectories(names).axes[0]
    assert len(axes.collections) == 7
    assert not draw_trajectories(names, value="count").axes[0].collections


def test_years_that_are_near_stand_in_lines_under_one_another():
    rows = [{"name": "甲", "year": year, "rate": 1.0} for year in (2000, 2018, 2019, 2020)]
    figure = draw_trajectories(pd.DataFrame(rows), size="column")
    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == ["2000", "2018", "\n2019", "\n\n2020"]
    assert words_outside(figure) == "" and words_on_words(figure) == []


def test_pairs_have_a_line_for_each_name_in_a_column():
    table = pd.DataFrame({"source": ["総務省"], "target": ["外務省"], "value": [1], "low": [0], "high": [2]})
    told = {
        size: draw_intervals(table, size=size).axes[0].get_yticklabels()[0].get_text() for size in ("column", "page")
    }
    assert told == {"column": "総務省 ―\n外務省", "page": "総務省 ― 外務省"}


def test_every_line_has_a_mark_of_its_own_and_a_rim():
    axes = draw_trajectories(trajectories(RUN, years=YEARS).names).axes[0]
    assert [line.get_marker() for line in axes.lines] == list(MARKS)
    assert all(line.get_path_effects() for line in axes.lines)
    # The names carry them too, for print without colour.
    assert {line.get_marker() for line in axes.figure.artists} == set(MARKS)


def test_names_in_english_and_given_axes():
    table = pd.DataFrame({"source": ["総務省"], "target": ["謎"], "value": [1], "low": [0], "high": [2]})
    figure = Figure()
    assert draw_intervals(table, ax=figure.add_subplot(), lang="en", names={"謎": "riddle"}) is figure
    told = figure.axes[0].get_yticklabels()[0].get_text()
    assert told == "Ministry of Internal Affairs and Communications ― riddle" or told.endswith("― riddle")
    series = pd.DataFrame({"name": ["総務省"] * 2, "year": [2002, 2022], "rate": [1.0, 2.0]})
    assert draw_trajectories(series, ax=figure.add_subplot(), lang="en") is figure
    assert "Communications" in figure.axes[1].texts[0].get_text()
