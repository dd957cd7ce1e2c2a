"""Ruby and footnote marks left in the lines of a dump."""

from __future__ import annotations

import pytest
from texts import read

from plantext.reading.dump.raised import drop_ruby, take_footnote_marks
from plantext.reading.dump.setting import Setting
from plantext.reading.pieces import Piece

HEADER = "資料3:地域交通計画(案) (12 ページ)\n\n公開元URL https://example.jp/plan/\n出典情報 地域交通会議(第2回 5/8)《国土庁》\n\n"


def taken(text: str) -> tuple[str, list[str]]:
    pieces, _ = take_footnote_marks([Piece("paragraph", text)])
    return pieces[0].text, [mark for _, mark in pieces[0].marks]


@pytest.mark.parametrize(
    ("printed", "wanted", "marks"),
    [
        ("医療・こども4等の分野で進める。", "医療・こども等の分野で進める。", ["4"]),
        ("「移動支援会議」12を開催する。", "「移動支援会議」を開催する。", ["12"]),
        ("Society 5.03の実現を目指す。", "Society 5.0の実現を目指す。", ["3"]),
        ("乗合交通 6 を維持する。", "乗合交通を維持する。", ["6"]),
        (
            "乗合交通7及び運行基準8に基づく見直し9を行う。",
            "乗合交通及び運行基準に基づく見直しを行う。",
            ["7", "8", "9"],
        ),
    ],
)
def test_marks_are_taken_out(printed: str, wanted: str, marks: list[str]) -> None:
    assert taken(printed) == (wanted, marks)


@pytest.mark.parametrize(
    "text",
    [
        "G7の会合で27か国が合意した。",
        "第3の柱として、レベル4の実証を2か所で行う。",
        "令和5年に全国25の地域で始め、3つの課題を挙げた。",
        "フェーズ2では、図3に示す3.14の値を用いる。",
        "CO2の排出とWeb3の推進、5Gの整備。",
        "対象は20以上、割合は約8割、資料1の3頁による。",
    ],
)
def test_numbers_of_the_text_stay(text: str) -> None:
    assert taken(text) == (text, [])


def test_a_mark_is_tied_to_its_note_and_told() -> None:
    document = read(
        HEADER
        + "地域の足を守るため、乗合交通4を維持し、関係者の協議の場を設けることとする。\n\n4 複数の者が同じ車両に乗る交通。"
    )
    (note,) = [block for block in document.blocks if block.kind == "footnote"]
    assert note.mark == "4" and document.text[: note.anchor].endswith("乗合交通")
    assert "乗合交通を維持し" in document.text
    (told,) = [line for line in document.report if "Footnote mark" in line.message]
    assert (told.kind, told.confidence) == ("dropped", 0.95)


def test_a_number_that_may_be_either_stays_and_is_told() -> None:
    pieces, notes = take_footnote_marks([Piece("paragraph", "運行に関する課題2を整理する。")])
    assert pieces[0].text == "運行に関する課題2を整理する。" and notes[0].kind == "uncertain"


def test_ruby_between_two_halves_of_a_line_is_dropped() -> None:
    lines = [("関係者の協議の場を設け、取組を前へ進", 1), ("つな", 1), ("めることに尽力する。", 1)]
    kept, notes = drop_ruby(lines, Setting(58, True))
    assert [line for line, _ in kept] == [lines[0][0] + lines[2][0]]
    assert "つな" in notes[0].text and notes[0].confidence < 1


@pytest.mark.parametrize(
    "lines",
    [
        ["関係者の協議の場を設け、取組を前へ進", "める。", "次に、費用を定める。"],
        ["運行の範囲及び費用の分担", "など", "・位置情報の公開"],
        ["「地域交通会議」", "では", "(以下「会議」という。)"],
    ],
)
def test_short_lines_of_text_stay(lines: list[str]) -> None:
    kept, notes = drop_ruby([(line, 1) for line in lines], Setting(58, True))
    assert [line for line, _ in kept] == lines and not notes
