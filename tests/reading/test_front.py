"""The lines at the head of a document, and where its cover ends."""

from __future__ import annotations

import pytest

from plantext.reading.front import close_up, front_of_pieces, front_of_text
from plantext.reading.pieces import Piece


@pytest.mark.parametrize(
    ("text", "cover"),
    [
        ("川の計画\n甲市\n目次\n第１章　総論", 2),
        ("川の計画\n甲市\n第１章　総論\n守る。", 2),
        ("川の計画\n川を守る。\n森も守る。", 1),
        ("川の計画\n甲市\n総論 ………… 1", 2),
        ("川の計画\n甲市", 2),
    ],
)
def test_where_the_cover_ends(text: str, cover: int) -> None:
    assert front_of_text(text).cover == cover


def test_a_sparse_first_page_is_the_cover() -> None:
    pieces = [Piece("paragraph", "川の計画"), Piece("paragraph", "甲市", pages=((0, 2),))]
    assert front_of_pieces(pieces).cover == 1


def test_markup_and_comments_are_no_lines() -> None:
    front = front_of_text("## 川の計画\n// 覚え書き\n\n* [甲市](https://example.org)\n")
    assert [(line.text, line.rank, line.gap) for line in front.lines] == [("川の計画", 2, True), ("甲市", 0, True)]


def test_close_up_keeps_words() -> None:
    assert close_up("川 と 森 の 計 画") == "川と森の計画"
    assert close_up("Plan of 2020") == "Plan of 2020"
