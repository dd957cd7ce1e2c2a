"""Vertical text: columns become lines, from right to left."""

from __future__ import annotations

from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.vertical import turn_vertical

SIZE = 10.0


def set_down(text: str, x: float, top: float) -> list[Line]:
    """Characters below one another; a space is left free."""
    return [
        Line(character, x, x + SIZE, top - SIZE * n, SIZE, False, 1)
        for n, character in enumerate(text)
        if character != " "
    ]


def test_columns_are_lines_from_right_to_left() -> None:
    lines, turned = turn_vertical(
        [*set_down("二行目はここから始まり", 480, 700), *set_down("一行目は右の端にある", 500, 700)]
    )
    assert turned
    assert [line.text for line in sorted(lines, key=lambda line: -line.y)] == [
        "一行目は右の端にある",
        "二行目はここから始まり",
    ]
    assert {line.x0 for line in lines} == {0}


def test_an_indented_column_begins_further_in() -> None:
    lines, _ = turn_vertical(
        [*set_down("端から始まる長い行である", 500, 700), *set_down("字下げした行の文字列", 480, 690)]
    )
    assert [line.x0 for line in sorted(lines, key=lambda line: -line.y)] == [0, SIZE]


def test_a_number_and_its_space_belong_to_the_column() -> None:
    lines, _ = turn_vertical(set_down("一 道路標識等の設置に関する基準であるものとする", 500, 700))
    assert [line.text for line in lines] == ["一　道路標識等の設置に関する基準であるものとする"]


def test_columns_on_two_tiers_stay_apart() -> None:
    lines, _ = turn_vertical(
        [*set_down("上の段の行が続いていく", 500, 700), *set_down("下の段の行が続いていく", 500, 560)]
    )
    assert len(lines) == 2


def test_horizontal_text_and_a_few_letters_stay_as_they_are() -> None:
    text = [Line("横に組んだ行の文章が続いている", 50, 200, 700 - 15 * n, SIZE, False, 1) for n in range(4)]
    tab = set_down("第一章", 560, 700)
    assert turn_vertical([*text, *tab]) == ([*text, *tab], False)
    assert turn_vertical([]) == ([], False)
