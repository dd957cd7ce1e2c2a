"""Corrections become a lexicon that changes what is found, and nothing that it should not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from made_runs import make_run

from plantext.quality.review import Review, draw_sample, lexicon_rows, read_review, write_lexicon, write_sheet
from plantext.recognition.api import find_entities
from plantext.recognition.lexicon import load_lexicon

TEXT = "デジタル庁と情報銀行は、ミライ推進室の提案を受け、あおぞら構想をまとめ、MICに送った。"


def review_of(rows: list[dict[str, str]], tmp_path: Path) -> Review:
    """What is read from a sheet of names with verdicts and corrections."""
    made = make_run([("plan", i, "", "", f"{{{row['label']}:{row['name']}}}だ。") for i, row in enumerate(rows)])
    sheet = draw_sample(made).astype("object")
    for number, row in enumerate(rows):
        for column in ("entity", "verdict", "right_label", "right_name", "right_entity"):
            if column in row:
                sheet.loc[number, column] = row[column]
    return read_review(write_sheet(sheet, tmp_path / "review.xlsx"))


def entries(rows: list[dict[str, str]], tmp_path: Path) -> tuple[list[list[str]], list[str]]:
    table, notes = lexicon_rows(review_of(rows, tmp_path))
    return table[["entity", "label", "forms"]].to_numpy().tolist(), notes


def found(lexicon: Path | None = None) -> set[tuple[str, str, str]]:
    table = find_entities(TEXT, lexicon=lexicon)
    return set(zip(table["text"], table["label"], table["entity"], strict=True))


@pytest.mark.model
def test_a_review_changes_what_is_found(tmp_path: Path) -> None:
    rows = [
        {"label": "PLAN", "name": "あおぞら構想", "verdict": "×", "right_label": "concept"},
        {"label": "ORG", "name": "推進室", "verdict": "×", "right_name": "ミライ推進室"},
        {"label": "ORG", "name": "MIC", "verdict": "○", "right_entity": "総務省"},
        {"label": "ORG", "name": "デジタル庁", "verdict": "×", "right_label": "-"},
    ]
    before = found()
    assert ("デジタル庁", "ORG", "デジタル庁") in before
    table, notes = lexicon_rows(review_of(rows, tmp_path))
    assert notes == []
    after = found(write_lexicon(table, tmp_path / "fixes.csv"))
    assert {
        ("あおぞら構想", "CONCEPT", "あおぞら構想"),
        ("ミライ推進室", "ORG", "ミライ推進室"),
        ("MIC", "ORG", "総務省"),
    } <= after
    assert "デジタル庁" not in {text for text, _, _ in after}


def test_a_known_entity_keeps_its_english_name(tmp_path: Path) -> None:
    rows = [{"label": "FORUM", "name": "網の会", "entity": "網の会", "verdict": "○", "right_entity": "IGF"}]
    table, _ = lexicon_rows(review_of(rows, tmp_path))
    assert table.to_numpy().tolist() == [
        ["IGF", "FORUM", "Internet Governance Forum", "IGF", "網の会", "from a review"]
    ]


def test_a_verdict_alone_gives_no_entry(tmp_path: Path) -> None:
    assert entries([{"label": "ORG", "name": "情報銀行", "verdict": "×"}], tmp_path) == ([], [])


def test_forms_of_one_entity_stand_in_one_row(tmp_path: Path) -> None:
    rows = [
        {"label": "ORG", "name": "青空会", "right_entity": "青空協会"},
        {"label": "ORG", "name": "（青）", "right_entity": "青空協会"},
    ]
    assert entries(rows, tmp_path) == ([["青空協会", "ORG", "青空会 | (青)"]], [])


def test_contradictions_are_told_and_not_taken(tmp_path: Path) -> None:
    rows = [
        {"label": "ORG", "name": "青空会", "verdict": "×", "right_label": "FORUM"},
        {"label": "ORG", "name": "青空会", "verdict": "○"},
        {"label": "ORG", "name": "白雲会", "verdict": "×", "right_label": "-"},
        {"label": "ORG", "name": "白雲会", "verdict": "×", "right_label": "PLAN"},
    ]
    told, notes = entries(rows, tmp_path)
    assert told == []
    assert len(notes) == 2
    assert "FORUM 青空会 (review.xlsx, row 2); ORG 青空会 (judged right)" in notes[0]


def test_what_a_lexicon_cannot_do_is_told(tmp_path: Path) -> None:
    rows = [
        {"label": "ORG", "name": "来年度", "verdict": "×", "right_label": "DATE"},
        {"label": "ORG", "name": "国", "verdict": "×", "right_label": "PLACE"},
        {"label": "ORG", "name": "青空会", "right_entity": "=HYPERLINK(1)"},
        {"label": "ORG", "name": "同青空会", "verdict": "×", "right_name": "青空会"},
    ]
    told, notes = entries(rows, tmp_path)
    assert told == [["青空会", "ORG", "同青空会"]]
    assert [note.partition(":")[0] for note in notes] == ["来年度", "同青空会", "国", "青空会"]
    assert "dates are found by a grammar" in notes[0]
    assert "the longest name wins" in notes[1]


def test_names_that_name_each_other_still_make_a_lexicon(tmp_path: Path) -> None:
    rows = [
        {"label": "ORG", "name": "青会", "right_entity": "白会"},
        {"label": "ORG", "name": "白会", "right_entity": "黒会"},
        {"label": "PLAN", "name": "黒い計画", "right_entity": "黒会"},
    ]
    table, notes = lexicon_rows(review_of(rows, tmp_path))
    terms = load_lexicon(write_lexicon(table, tmp_path / "fixes.csv"))
    assert notes == []
    assert {(form, term.entity, term.label) for term in terms for form in term.forms} == {
        ("青会", "白会", "ORG"),
        ("白会", "黒会", "ORG"),
        ("黒会", "黒会", "ORG"),
        ("黒い計画", "黒会", "PLAN"),
    }


def test_no_corrections_make_an_empty_lexicon(tmp_path: Path) -> None:
    table, _ = lexicon_rows(review_of([{"label": "ORG", "name": "青空会", "verdict": "○"}], tmp_path))
    assert load_lexicon(write_lexicon(table, tmp_path / "fixes.csv")) == ()
    assert isinstance(table, pd.DataFrame)
