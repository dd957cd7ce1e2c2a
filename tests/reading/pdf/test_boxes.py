"""Slides: one box after the other, never two in one."""

from __future__ import annotations

from plantext.reading.pdf.boxes import is_landscape, order_boxes
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.shapes import Shape

SIZE = 14.0


def line(text: str, x: float, y: float, size: float = SIZE) -> Line:
    return Line(text, x, x + len(text) * size, y, size, False, 1)


TITLE = line("取組の全体像", 40, 500, 24)
LEFT = [line("左の箱の一行目", 60, 400), line("左の箱の二行目", 60, 382)]
RIGHT = [line("右の箱の一行目", 420, 400), line("右の箱の二行目", 420, 382)]
FOOT = line("下の帯の文", 60, 60)
BOXES = [Shape("box", 50, 370, 300, 420), Shape("box", 410, 370, 700, 420)]


def test_boxes_are_read_one_after_the_other() -> None:
    ordered = order_boxes([*RIGHT, FOOT, TITLE, *LEFT], BOXES, SIZE)
    assert [one for one, _, _ in ordered] == [TITLE, *LEFT, *RIGHT, FOOT]
    regions = [region for _, region, _ in ordered]
    assert regions[1] == regions[2] != regions[3] == regions[4]


def test_lines_of_two_boxes_that_touch_are_two_blocks() -> None:
    upper, lower = line("上の箱の文字列", 60, 400), line("下の箱の文字列", 60, 380)
    boxes = [Shape("box", 50, 394, 300, 416), Shape("box", 50, 372, 300, 393)]
    assert len({region for _, region, _ in order_boxes([upper, lower], boxes, SIZE)}) == 2
    assert len({region for _, region, _ in order_boxes([upper, lower], [], SIZE)}) == 1


def test_pages_wider_than_high_are_slides() -> None:
    assert is_landscape([line("幅の広い紙面の文字列である", 500, 400)])
    assert not is_landscape([line("縦長の紙面", 50, 700)])
    assert not is_landscape([])


def test_text_between_rules_is_read_cell_by_cell() -> None:
    cells = [[line("左の欄の一行目", 60, 300), line("左の欄の二行目", 60, 282)], [line("右の欄の一行目", 180, 300)]]
    ordered = order_boxes([TITLE], [], SIZE, cells)
    assert [one for one, _, _ in ordered] == [TITLE, *cells[0], *cells[1]]
    assert len({region for _, region, _ in ordered}) == 3
