from dataclasses import replace

import pytest
from looks import luminance, words_on_words, words_outside
from made_runs import random_run
from matplotlib.figure import Figure

from plantext.errors import EmptyResultError, PlantextError
from plantext.figures.grids import count_by_part, draw_heat_map, draw_sensitivity
from plantext.networks.uncertainty.sensitivity import sensitivity
from plantext.records import Mention, Sentence
from plantext.tables.columns import mentions_table, sentences_table
from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction

RUN = random_run(1, docs=("a", "b", "c"), paragraphs=60)


def run_of(rows, docs=("plan",)):
    """A run of (section, entities) a sentence, once a document."""
    sentences, found = [], []
    for doc in docs:
        for i, (section, names) in enumerate(rows):
            sentence = Sentence(doc, i, 1, section, "", i, 100 * i, 100 * i + 99, "文")
            sentences.append(sentence)
            found += [(sentence, Mention(0, 3, name, "ORG", name)) for name in names]
    table, mentions = sentences_table(sentences), mentions_table(found)
    return Extraction(table, mentions, entities_table(mentions, table, {("ORG", "総務省"): "MIC"}))


SECTIONS = [
    ("第1", ["甲", "甲"]),
    ("第1/2", ["乙"]),
    ("第1", []),
    ("第1", []),
    ("第2", ["総務省", "甲"]),
    ("第2", ["総務省"]),
    ("附", ["乙"]),
]


def test_shares_are_of_the_sections_sentences_and_parts_stand_together():
    table = count_by_part(run_of(SECTIONS), least=2)
    assert table[["entity", "part", "sentences", "count", "share"]].to_numpy().tolist() == [
        ["乙", "第1", 4, 1, 0.25],
        ["乙", "第2", 2, 0, 0.0],
        ["総務省", "第1", 4, 0, 0.0],
        ["総務省", "第2", 2, 2, 1.0],
        ["甲", "第1", 4, 1, 0.25],
        ["甲", "第2", 2, 1, 0.5],
    ]


def test_several_documents_are_the_columns_themselves():
    table = count_by_part(run_of(SECTIONS, docs=("x", "y")), least=2, top=1)
    assert table["part"].tolist() == ["x", "y"]
    assert table["sentences"].tolist() == [7, 7]


def test_no_section_that_is_long_enough_is_told():
    with pytest.raises(EmptyResultError, match="No section or document of 99 sentences"):
        draw_heat_map(run_of(SECTIONS), least=99)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", ["column", "page", "slide"])
def test_a_heat_map_holds_its_words(size, lang):
    figure = draw_heat_map(random_run(1, paragraphs=60, names=30), size=size, lang=lang, least=1)
    assert words_outside(figure) == ""
    assert len(figure.axes[0].get_yticks()) == 20


@pytest.mark.parametrize("size", ["column", "page"])
def test_heads_of_many_documents_do_not_touch(size):
    docs = [f"ict-white-paper-h{n}" for n in range(10, 16)]
    run = run_of(SECTIONS * 250, docs=docs)
    figure = draw_heat_map(run, size=size, lang="en")
    figure.canvas.draw()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_xticklabels()]
    assert not [1 for i, box in enumerate(boxes) for other in boxes[:i] if box.overlaps(other)]
    years = [{"doc_id": doc, "date": f"{2000 + n}-07-01"} for n, doc in enumerate(docs)]
    dated = draw_heat_map(replace(run, info={"documents": years}), size=size)
    assert [label.get_text()[:4] for label in dated.axes[0].get_xticklabels()] == [str(2000 + n) for n in range(6)]


LONG = "デジタル社会の実現に向けた重点計画"


def test_heads_that_do_not_fit_are_turned_not_cut():
    names = ["はじめに", "第1", "第2", "第3", "第4", "第5", "おわりに"]
    run = run_of([(name, [LONG]) for name in names for _ in range(12)])
    narrow, wide = (draw_heat_map(run, size=size) for size in ("column", "page"))
    heads = narrow.axes[0].get_xticklabels()
    assert heads[0].get_text() == "はじめに 12文" and heads[0].get_rotation() == 90
    assert wide.axes[0].get_xticklabels()[0].get_text() == "はじめに\n12文"
    assert words_outside(narrow) == "" and words_on_words(narrow) == []


def test_a_head_with_a_bare_number_is_explained():
    docs = [f"d{n}" for n in range(12)]
    run = run_of([("第1", [LONG]), ("第1", [])] * 50, docs=docs)
    years = [{"doc_id": doc, "date": f"{2000 + n}-07-01"} for n, doc in enumerate(docs)]
    figure = draw_heat_map(replace(run, info={"documents": years}), size="column", lang="en")
    assert figure.axes[0].get_xticklabels()[0].get_text() == "2000\n100"
    assert "numbers in the heads: sentences" in figure.axes[0].texts[-1].get_text()


def test_cells_say_the_percentage_in_ink_that_can_be_read():
    figure = draw_heat_map(run_of(SECTIONS), least=2, lang="en")
    axes = figure.axes[0]
    told = {text.get_text(): text.get_color() for text in axes.texts}
    assert {"25", "50", "100"} < set(told) and "0.0" not in told
    assert told["100"] == "white" and told["25"] == "black"
    assert "MIC" in [label.get_text() for label in axes.get_yticklabels()]
    own = Figure()
    assert draw_heat_map(run_of(SECTIONS), least=2, ax=own.add_subplot()) is own


def test_the_grid_of_choices():
    table = sensitivity(RUN, min_frequencies=("auto", 9999), prunings=("top 30", "top 60"))
    figure = draw_sensitivity(table)
    cells = [text.get_text() for text in figure.axes[0].texts]
    assert len(cells) == len(table)
    assert cells.count("–") == (table["left"] != "").sum()
    assert "100" in cells
    assert len(figure.axes[0].patches) == 1
    assert words_outside(figure) == ""
    axes = figure.axes[0]
    for text, colour in zip(axes.texts, axes.images[0].to_rgba(axes.images[0].get_array()).reshape(-1, 4), strict=True):
        ink, ground = luminance(text.get_color()), luminance(colour[:3])
        assert text.get_text() == "–" or (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5
    assert words_outside(draw_sensitivity(table, lang="en", size="slide")) == ""
    turned = draw_sensitivity(table, size="column")
    assert words_outside(turned) == "" and words_on_words(turned) == []
    assert len(turned.axes[0].get_yticks()) == len(axes.get_xticks())
    with pytest.raises(PlantextError, match="lacks that column"):
        draw_sensitivity(table, value="beauty")


def test_a_frequent_name_hides_no_other():
    rows = [("第1", ["甲"])] * 8 + [("第1", ["乙"])] + [("第2", ["甲"])] * 9
    picture = draw_heat_map(run_of(rows), least=2).axes[0].images[0].get_array()
    assert picture.max(axis=1).tolist() == [1.0, 1.0]
    alike = draw_heat_map(run_of(rows), least=2, scale="all").axes[0].images[0].get_array()
    assert sorted(alike.max(axis=1).tolist()) == [pytest.approx(1 / 9), 1.0]
    with pytest.raises(PlantextError, match="expected row or all"):
        draw_heat_map(run_of(rows), least=2, scale="column")
