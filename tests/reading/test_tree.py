"""Sentences that are too long are explained; sections are tested with the formats."""

from __future__ import annotations

from texts import LONG_LINE, read

from plantext.networks.units import units_of
from plantext.reading.pieces import Piece, Reading, Speaker
from plantext.reading.tree import build_document
from plantext.records import Turn
from plantext.tables.columns import sentences_table, turns_table


def test_long_sentence_has_its_reason() -> None:
    document = read("項目、" * 200 + "\n" + LONG_LINE)
    note = next(note for note in document.report if note.kind == "uncertain")
    assert "600 characters" in note.message and "no sentence end" in note.message


def test_turns_hold_their_blocks_and_sentences() -> None:
    pieces = (
        Piece("paragraph", "午前九時開議"),
        Piece("speaker", "○山川委員", turn=0),
        Piece("paragraph", "一つ。二つ。", turn=0, row=0),
        Piece("speaker", "○議長", turn=1),
        Piece("paragraph", "三つ。", turn=1, row=1),
        Piece("stage", "（拍手）"),
    )
    speakers = (Speaker("山川委員", "山川健一", party="緑の党"), Speaker("議長"))
    document = build_document("a", Reading(pieces, speakers=speakers))
    assert document.turn_records == (
        Turn(0, "山川委員", 7, 19, 2, "山川健一", party="緑の党"),
        Turn(1, "議長", 20, 27, 1),
    )
    assert document.turns["party"].tolist() == ["緑の党", ""]
    found = [(sentence.text, sentence.turn, sentence.speaker, sentence.row) for sentence in document.sentences]
    assert found == [
        ("午前九時開議", -1, "", -1),
        ("一つ。", 0, "山川委員", 0),
        ("二つ。", 0, "山川委員", 0),
        ("三つ。", 1, "議長", 1),
        ("（拍手）", -1, "", -1),
    ]
    table = sentences_table(document.sentences)
    for unit in ("発言", "行"):
        assert units_of(table, unit)[0].toarray().tolist() == [[0, 1, 1, 0, 0], [0, 0, 0, 1, 0]]
    assert turns_table([document])["n_sentences"].tolist() == [2, 1]
