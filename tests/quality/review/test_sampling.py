"""The sample: which mentions, where they stand, and what an unbiased precision needs."""

from __future__ import annotations

import pandas as pd
import pytest
from made_runs import make_run, random_run

from plantext.errors import EmptyResultError, PlantextError, TableError
from plantext.quality.review import draw_sample, draw_sentences
from plantext.quality.review.sampling import allocate
from plantext.tables.run import Extraction

RUN = make_run(
    [
        ("plan", 0, "第1", "1-1", "{ORG:総務省}と{ORG:外務省}は{FORUM:IGF:IGF}を開く。"),
        ("plan", 1, "第2", "", "𠮷野家の隣で{FORUM:G7}を開く。"),
    ]
)


def test_a_row_reads_well_and_says_where_it_stands() -> None:
    sheet = draw_sample(RUN)
    assert list(sheet.columns) == [
        *("id", "document", "page", "section", "before", "name", "after", "label", "entity", "verdict"),
        *("right_label", "right_name", "right_entity", "remark", "stratum", "population"),
    ]
    assert sheet["name"].tolist() == ["総務省", "外務省", "IGF", "G7"]
    assert sheet.loc[1, ["before", "name", "after"]].tolist() == ["総務省と", "外務省", "はIGFを開く。"]
    assert sheet.loc[3, "before"] == "𠮷野家の隣で"
    assert sheet.loc[0, ["id", "document", "page", "section", "entity"]].tolist() == [
        *("plan:0-3:ORG", "plan", 1, "第1", "総務省")
    ]
    assert (sheet[["verdict", "right_label", "right_name", "right_entity"]] == "").all(axis=None)


def test_the_same_seed_draws_the_same_and_another_draws_others() -> None:
    run = random_run()
    first = draw_sample(run, 30)
    assert len(first) == first["id"].nunique() == 30
    pd.testing.assert_frame_equal(first, draw_sample(run, 30, seed=1))
    assert set(first["id"]) != set(draw_sample(run, 30, seed=2)["id"])
    shuffled = Extraction(run.sentences, run.mentions.sample(frac=1, random_state=0), run.entities)
    pd.testing.assert_frame_equal(first, draw_sample(shuffled, 30))


@pytest.mark.slow
def test_every_mention_is_drawn_as_often_as_any_other() -> None:
    drawn = pd.concat(draw_sample(RUN, 2, seed=seed) for seed in range(400))["id"].value_counts()
    assert len(drawn) == 4
    assert drawn.between(160, 240).all()


def test_a_sample_by_label_is_even_and_keeps_the_sizes() -> None:
    run = random_run()
    sheet = draw_sample(run, 40, by_label=True)
    assert sheet["label"].value_counts().between(9, 11).all()
    assert (sheet["stratum"] == sheet["label"]).all()
    sizes = run.mentions["label"].value_counts()
    assert (sheet["population"] == sheet["label"].map(sizes)).all()
    assert set(draw_sample(run, 40)["population"]) == {len(run.mentions)}


@pytest.mark.parametrize(
    ("sizes", "n", "expected"),
    [
        ({"a": 100, "b": 100}, 10, {"a": 5, "b": 5}),
        ({"a": 100, "b": 2, "c": 50}, 30, {"a": 14, "b": 2, "c": 14}),
        ({"a": 5, "b": 9}, 3, {"a": 1, "b": 2}),
        ({"a": 1, "b": 2}, 50, {"a": 1, "b": 2}),
        ({"a": 3, "b": 3, "c": 3}, 1, {"a": 1, "b": 0, "c": 0}),
    ],
)
def test_allocation(sizes: dict[str, int], n: int, expected: dict[str, int]) -> None:
    assert allocate(sizes, n) == expected


def test_columns_for_several_readers() -> None:
    assert [c for c in draw_sample(RUN, readers=2) if c.startswith("verdict")] == ["verdict 1", "verdict 2"]
    named = draw_sample(RUN, readers=["佐藤", " Ann  Lee "])
    assert [c for c in named if c.startswith("verdict")] == ["verdict 佐藤", "verdict Ann Lee"]
    for wrong in (0, [], ["a", "a"], ["a", " "]):
        with pytest.raises(PlantextError, match="readers: expected"):
            draw_sample(RUN, readers=wrong)


def test_tables_without_text_say_how_to_get_it() -> None:
    bare = Extraction(RUN.sentences.drop(columns="text"), RUN.mentions, RUN.entities)
    for draw in (draw_sample, draw_sentences):
        with pytest.raises(TableError, match=r"plantext fetch ID.*plantext extract"):
            draw(bare)


def test_nothing_to_judge_and_a_senseless_size_are_refused() -> None:
    with pytest.raises(EmptyResultError, match="nothing to judge"):
        draw_sample(Extraction(RUN.sentences, RUN.mentions.iloc[:0], RUN.entities))
    with pytest.raises(PlantextError, match="at least 1, got 0"):
        draw_sample(RUN, 0)


def test_sentences_are_drawn_without_headings() -> None:
    run = random_run()
    kinds = run.sentences["kind"].where(run.sentences.index % 2 == 0, "heading")
    run = Extraction(run.sentences.assign(kind=kinds), run.mentions, run.entities)
    drawn = draw_sentences(run, 20)
    assert len(drawn) == 20
    assert set(drawn["kind"]) == {"paragraph"}
    assert drawn["sent_id"].is_monotonic_increasing
    pd.testing.assert_frame_equal(drawn, draw_sentences(run, 20, seed=1))
