"""Bars: the table behind each figure first, then what is drawn."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from looks import words_on_words, words_outside
from matplotlib.figure import Figure

from plantext.errors import EmptyResultError, PlantextError
from plantext.figures.bars import count_by_section, count_entities, draw_entities, draw_quality, draw_sections
from plantext.figures.typesetting import SIZES
from plantext.records import Mention, Sentence
from plantext.tables.columns import mentions_table, sentences_table
from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction


def run_of(*rows: tuple[str, str, str]) -> Extraction:
    """A run with one sentence a row of (section, label, entity)."""
    sentences = [
        Sentence("plan", i, 1, section, "", i, 100 * i, 100 * i + 99, "文") for i, (section, _, _) in enumerate(rows)
    ]
    found = [
        (sentence, Mention(0, 3, entity, label, entity))
        for sentence, (_, label, entity) in zip(sentences, rows, strict=True)
        if label
    ]
    table, mentions = sentences_table(sentences), mentions_table(found)
    return Extraction(table, mentions, entities_table(mentions, table))


RUN = run_of(
    ("", "", ""),
    ("第1/1", "ORG", "総務省"),
    ("第1/2", "ORG", "総務省"),
    ("第1/2", "FORUM", "IGF"),
    ("第2/1", "ORG", "国土交通省"),
    ("第2/1", "ORG", "障害者による情報の取得及び利用並びに意思疎通に係る施策の推進に関する会"),
)


def test_sections_are_counted_in_reading_order() -> None:
    table = count_by_section(RUN)
    assert table[["section", "sentences", "ORG", "FORUM", "DATE"]].to_numpy().tolist() == [
        ["", 1, 0, 0, 0],
        ["第1", 3, 2, 1, 0],
        ["第2", 2, 2, 0, 0],
    ]
    assert count_by_section(RUN, depth=2)["section"].tolist() == ["", "第1/1", "第1/2", "第2/1"]


def test_the_most_frequent_entities_keep_their_ties() -> None:
    assert count_entities(RUN, top=1, labels=["ORG"])["entity"].tolist() == ["総務省"]
    assert len(count_entities(RUN, top=2, labels=["ORG"])) == 3
    assert count_entities(RUN, labels=["FORUM", "ORG"])["label"].tolist() == ["FORUM", "ORG", "ORG", "ORG"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_sections_are_drawn_with_a_bar_for_each_count(lang: str) -> None:
    left, right = draw_sections(RUN, lang=lang).axes
    assert [bar.get_width() for bar in left.patches] == [1, 3, 2]
    assert [bar.get_width() for bar in right.patches] == [0, 2, 2, 0, 1, 0]


def test_names_do_not_touch_each_other() -> None:
    figure = draw_entities(RUN)
    figure.canvas.draw()
    for axis in figure.axes:
        if axis.get_visible():
            boxes = [label.get_window_extent() for label in axis.get_yticklabels()]
            assert not [1 for i, box in enumerate(boxes) for other in boxes[:i] if box.overlaps(other)]


def test_bars_side_by_side_are_as_thick() -> None:
    figure = draw_entities(RUN)
    figure.canvas.draw()
    many, one = (axis.patches[0].get_window_extent().height for axis in figure.axes[:2])
    assert one == pytest.approx(many, rel=0.05)


@pytest.mark.parametrize("size", ["column", "page", "slide"])
def test_panels_and_keys_fit_every_width(size: str) -> None:
    figure = draw_entities(RUN, size=size, lang="en")
    assert figure.get_figwidth() * 25.4 == pytest.approx(SIZES[size][0])
    assert words_outside(figure) == "" and words_on_words(figure) == []
    narrow = draw_sections(RUN, size=size, lang="en")
    assert words_outside(narrow) == "" and words_on_words(narrow) == []


def test_numbers_of_counts_are_whole() -> None:
    figure = draw_entities(RUN, labels=["FORUM"])
    assert {"0", "1"} <= {tick.get_text() for tick in figure.axes[0].get_xticklabels()} <= {"0", "1", "2"}


def test_a_column_holds_fewer_names_unless_asked() -> None:
    run = run_of(*(("第1", "ORG", f"機関{i}") for i in range(9) for _ in range(i + 1)))
    counts = [
        len(draw_entities(run, **how).axes[0].patches) for how in ({}, {"size": "column"}, {"size": "column", "top": 6})
    ]
    assert counts == [8, 4, 6]


def test_names_and_titles_are_english_where_english_is_known() -> None:
    figure = draw_entities(replace(RUN, entities=RUN.entities.assign(name_en="")), lang="en")
    assert figure.axes[0].get_title(loc="left") == "organisations"
    told = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert "Ministry of Internal Affairs and Communications" in " ".join(told).replace("\n", " ")
    with pytest.raises(PlantextError, match="expected ja, en"):
        draw_sections(RUN, lang="de")


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(EmptyResultError, match="no mentions of LAW"):
        draw_entities(RUN, labels=["LAW"])
    with pytest.raises(EmptyResultError, match="no sentences"):
        draw_sections(run_of())


def test_quality_draws_two_bars_a_label() -> None:
    scores = pd.DataFrame({"label": ["ORG", "all"], "gold": [10, 20], "f1": [0.9, 0.8], "f1_ginza": [0.5, 0.25]})
    (axis,) = draw_quality(scores).axes
    assert [bar.get_width() for bar in axis.patches] == [0.9, 0.8, 0.5, 0.25]
    own = Figure()
    assert draw_quality(scores, ax=own.add_subplot(), lang="en") is own
    assert own.axes[0].get_yticklabels()[0].get_text() == "organisations (10)"
    with pytest.raises(EmptyResultError, match="no rows"):
        draw_quality(scores.iloc[:0])
