"""Sentences made ready for the parser, and the way back to what was printed."""

from __future__ import annotations

import pytest

from plantext.clauses.prepare import prepare


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("・本市は、①窓口を設け、②記録を残す。", "本市は、窓口を設け、記録を残す。"),
        ("（３）市は指針（案（抄））を作る。", "市は指針を作る。"),
        ("市は，指針を作る．", "市は、指針を作る。"),
        ("費用は１，２００円とする。", "費用は１，２００円とする。"),
        ("市は「緑のまちをつくる計画」を公表する。", "市は文書を公表する。"),
        ("市は計画の実現を目指す 42。", "市は計画の実現を目指す。"),
        ("市は　計画を\n作る。", "市は計画を作る。"),
        ("The city makes a plan.", "The city makes a plan."),
    ],
)
def test_what_disturbs_the_parser_is_taken_out(printed: str, expected: str) -> None:
    assert prepare(printed).text == expected


def test_words_are_given_back_as_printed() -> None:
    prepared = prepare("・市（以下「甲」という。）は、「緑の計画（案）」部会を置く。")
    start = prepared.text.index("文書部会")
    assert prepared.words(start, start + len("文書部会")) == "「緑の計画」部会"
    assert prepared.printed[slice(*prepared.span(0, 1))] == "市"


def test_a_quotation_alone_loses_its_marks() -> None:
    prepared = prepare("「緑の計画」を置く。")
    assert prepared.words(0, 2) == "緑の計画"
