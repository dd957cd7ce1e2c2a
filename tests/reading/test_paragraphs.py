"""Lines joined into paragraphs: broken at a width, by hand, or not at all."""

from __future__ import annotations

import pytest
from texts import LONG_LINE, read, shape

from plantext.reading.paragraphs import read_lines


def test_text_broken_at_a_width_is_joined() -> None:
    lines = [
        "一行が四十字で折り返された文章は段落ごとに一つに戻すことになっているので",
        "ある。折り返しの位置で言葉が切れていても構わない。Latin words such as open",
        "data keep their space.",
        "",
        "　次の段落も同じように折り返されていて行の長さがそろっているため判別でき",
        "る。この文書は試験のために作った文章であり、実在の資料とは関係がないもので",
        "ある。長い行が続くほど判別の確かさは増すので、もう一行だけ書き足しておくこ",
        "とにする。それでも足りなければさらに一行を書き足して長さをそろえるものとし",
        "て、ここで終わる。",
    ]
    document = read("\n".join(lines))
    texts = [text for _, _, text in shape(document)]
    assert len(texts) == 2
    assert "ことになっているのである。" in texts[0]
    assert "such as open data keep" in texts[0]


def test_line_that_opens_with_a_closing_mark_goes_on() -> None:
    document = read("\n".join(["サービスの主流となっている", "。次の文である。", LONG_LINE]))
    assert shape(document)[0][2] == "サービスの主流となっている。次の文である。"


BROKEN = [
    "○（甲委員）省庁の仕組みとの連携が遅れているので、この年度までの工程を",
    "示してほしい。",
    "○（乙委員）国の基金が年度内に仕様を公表すると聞いているので、その用意が",
]


def test_minutes_broken_by_hand_are_joined() -> None:
    texts = [text for _, _, text in shape(read("\n".join(BROKEN)))]
    assert texts == ["○（甲委員）省庁の仕組みとの連携が遅れているので、この年度までの工程を示してほしい。", BROKEN[2]]


@pytest.mark.parametrize(
    "following",
    [
        "\n別の段落である。",
        "　別の段落である。",
        "・別の項目である。",
        "２．別の見出し",
        f"別の段落である。\n{LONG_LINE}",
    ],
)
def test_what_begins_anew_is_not_joined(following: str) -> None:
    texts = [text for _, _, text in shape(read(f"{BROKEN[0]}\n{following}\n"))]
    assert texts[0] == BROKEN[0]


@pytest.mark.parametrize("heading", ["はじめに", "２．ネットワークの高度化に伴う課題の整理と解決の在り方の見直しに"])
def test_a_heading_that_ends_in_a_particle_stands_alone(heading: str) -> None:
    assert shape(read(f"{heading}\n本文である。"))[0][2] == heading


def test_titles_and_items_of_a_text_broken_at_a_width_stand_by_themselves() -> None:
    sentence = "この計画は、地域の移動を支える情報基盤の整備を進めることを目的とする。"
    wrapped = [sentence[i : i + 20] for i in range(0, len(sentence), 20)]
    title = ["地域の移動を支える基本計画", "令和５年６月９日", "（趣旨）"]
    items = ["(1) 位置情報の形式をそろえるための指針", "(2) 運行の記録の公開"]
    lines = [*title, *wrapped, *wrapped, *wrapped, *items]
    pieces = list(read_lines([(line, 1) for line in lines], width=40))
    assert [piece.text for piece in pieces] == [*title, *[sentence] * 3, *items]


def test_ruby_and_marks_in_lines_of_their_own_end_no_paragraph() -> None:
    lines = ["地域の移動を支える情報基盤の整備を総合的", "けん", "引しつつ進める。"]
    assert [piece.text for piece in read_lines([(line, 1) for line in lines], width=40)] == ["".join(lines)]
