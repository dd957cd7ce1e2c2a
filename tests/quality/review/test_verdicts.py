"""Verdicts and corrections are read from sheets in every state that people leave them in, and from annotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_annotations import SPANS, TEXT, annotated
from made_sheets import RUN, SHEET, filled, write_csv

from plantext.errors import EmptyResultError, TableError
from plantext.quality.review import agreement_table, as_review, draw_sample, precision_table, read_review, write_sheet
from plantext.quality.review.annotations import Annotated, Annotations


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["○", "〇", "◯", "o", "Ｏ", "1", "１", "yes", "Ｙ", "True", "はい", "正しい", "OK", " ○ "], 1.0),
        (["×", "✕", "x", "Ｘ", "0", "０", "No", "n", "FALSE", "いいえ", "誤り", "ＮＧ", "×\n"], 0.0),
        (["", " ", "　", "?", "？", "△", "-", "不明"], None),
    ],
)
def test_the_ways_of_writing_a_verdict(words: list[str], value: float | None, tmp_path: Path) -> None:
    for word in words:
        review = read_review(write_csv(filled(verdict=word), tmp_path / "r.csv"))
        told = set(review.verdicts["reader"].dropna())
        assert told == ({value} if value is not None else set()), repr(word)


def test_rows_and_columns_may_move_go_and_be_added(path: Path) -> None:
    frame = filled(verdict=["○", "×", "", "○", "×"]).iloc[[4, 0, 1]]
    frame.insert(0, "メモ", "後で")
    frame = frame[[*reversed(frame.columns)]].rename(columns={"verdict": " Verdict ", "id": "ＩＤ"})
    review = read_review(write_sheet(frame.drop(columns=["before", "after", "page", "remark"]), path))
    assert review.verdicts["reader"].to_dict() == {"plan:41-43:ORG": 0, "plan:0-3:ORG": 1, "plan:4-7:ORG": 0}


def test_faulty_cells_are_all_named(path: Path) -> None:
    frame = filled(verdict=["○", "maybe", "", "○", "2"], right_label=["", "", "MINISTRY", "LAW", ""])
    frame.loc[2, "label"] = "ORG"
    frame.loc[4, "population"] = "many"
    with pytest.raises(TableError) as caught:
        read_review(write_sheet(frame, path))
    told = str(caught.value).splitlines()
    assert told == [
        f"{path}, row 3, column verdict: expected ○ or × (1 or 0, yes or no, はい or いいえ) or nothing, got 'maybe'.",
        f"{path}, row 4, column label: expected FORUM, as found (a right one goes to right_label), got 'ORG'.",
        f"{path}, row 5, column right_label: expected nothing, because every verdict is ○, got 'LAW'.",
        f"{path}, row 6, column population: expected a whole number from 1, as it was drawn, got 'many'.",
    ]
    with pytest.raises(TableError, match="row 4, column right_label: expected one of ORG"):
        read_review(write_sheet(filled(right_label=["", "", "MINISTRY", "", ""]), path))


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("population", "columns population are missing"),
        ("verdict", "columns verdict are missing"),
        ("id", "column 'id'"),
    ],
)
def test_a_missing_column_is_named(column: str, message: str, path: Path) -> None:
    with pytest.raises(TableError, match=message):
        read_review(write_sheet(SHEET.drop(columns=column), path))


def test_sheets_of_several_readers_are_put_together(tmp_path: Path) -> None:
    first = write_sheet(filled(verdict=["○", "×", "", "○", "×"]), tmp_path / "sato.xlsx")
    second = write_csv(filled(verdict=["○", "○", "○", "", "×"]).iloc[::-1], tmp_path / "lee.csv", "utf-8-sig")
    verdicts = read_review([first, second]).verdicts
    assert verdicts.columns.tolist() == ["sato", "lee"]
    assert verdicts.fillna(-1).to_numpy().tolist() == [[1, 1], [0, 1], [-1, 1], [1, -1], [0, 0]]


def test_copies_of_one_sheet_with_a_column_each(tmp_path: Path) -> None:
    empty = draw_sample(RUN, readers=2).astype("object")
    first = write_sheet(empty.assign(**{"verdict 1": "○"}), tmp_path / "a.xlsx")
    second = write_sheet(empty.assign(**{"verdict 2": "×"}), tmp_path / "b.xlsx")
    verdicts = read_review([first, second]).verdicts
    assert verdicts["1"].tolist() == [1] * 5
    assert verdicts["2"].tolist() == [0] * 5
    third = write_sheet(empty.assign(**{"verdict 1": "×"}), tmp_path / "c.xlsx")
    with pytest.raises(TableError, match=r"c\.xlsx, row 2, column verdict 1: expected the verdict that 1 gave"):
        read_review([first, third])


def test_a_date_that_a_spreadsheet_rewrote_does_not_part_two_sheets(tmp_path: Path) -> None:
    first = write_sheet(filled(verdict="○"), tmp_path / "a.xlsx")
    second = write_csv(filled(verdict="×", name="2023/10/1", section="1月2日"), tmp_path / "b.csv")
    review = read_review([first, second])
    assert review.mentions["name"].tolist()[0] == "総務省"
    third = write_csv(filled(population=6), tmp_path / "c.csv")
    with pytest.raises(TableError, match=r"c\.csv, row 2, column population: expected 5, as in another row"):
        read_review([first, third])


def test_annotation_gives_verdicts_on_what_was_found() -> None:
    review = as_review(annotated({"a": {(4, 7, "ORG"), (9, 11, "FORUM")}, "b": SPANS}, {"a": SPANS}))
    assert review.mentions["name"].tolist() == ["総務省", "IGF"] * 2
    assert review.verdicts.fillna(-1).to_numpy().tolist() == [[1, 1], [0, 1], [1, -1], [1, -1]]
    table = precision_table(review)
    assert table.loc[table["label"] == "all", "precision"].tolist() == [0.75, 1]
    assert agreement_table(review.verdicts)["units"].tolist() == [2]
    with pytest.raises(EmptyResultError, match="No names of plantext travelled"):
        as_review(Annotations((Annotated("k", TEXT, {}, {"a": set()}),), ("a",)))
