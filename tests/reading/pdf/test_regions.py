"""Figures, ruled tables and frames: found by what is drawn, their labels and captions apart from the text."""

from __future__ import annotations

import pytest

from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.regions import find_regions, split_figures
from plantext.reading.pdf.shapes import Shape

SIZE = 10.0


def line(text: str, x: float, y: float, size: float = SIZE) -> Line:
    return Line(text, x, x + len(text) * size, y, size, False, 1)


TEXT = [line("本文の一行が紙面の幅いっぱいに続いている文章である", 60, 700 - 15 * row) for row in range(10)]
LABELS = [line("入力", 100, 300, 7), line("出力", 200, 300, 7), line("処理の流れ", 140, 340, 7)]
CURVES = [Shape("curve", 90 + 40 * n, 290, 150 + 40 * n, 360) for n in range(4)]
GRID = [Shape("rule", 80, 280 + 20 * n, 300, 280 + 20 * n) for n in range(4)] + [
    Shape("rule", 80 + 70 * n, 280, 80 + 70 * n, 340) for n in range(4)
]
CELLS = [line(f"欄{row}{column}", 90 + 70 * column, 285 + 20 * row) for row in range(3) for column in range(3)]


def test_labels_inside_curves_are_no_text() -> None:
    (region,) = find_regions(CURVES, [*TEXT, *LABELS], SIZE)
    assert region.kind == "figure"
    text, captions, labels = split_figures([*TEXT, *LABELS], CURVES, SIZE)
    assert text == TEXT and captions == [] and sorted(one.text for one in labels) == ["入力", "処理の流れ", "出力"]


def test_cells_between_rules_are_a_table() -> None:
    assert [region.kind for region in find_regions(GRID, [*TEXT, *CELLS], SIZE)] == ["table"]


def test_a_box_round_prose_is_a_frame_whose_text_stays() -> None:
    box = [Shape("box", 55, 540, 330, 720)]
    assert [region.kind for region in find_regions(box, TEXT, SIZE)] == ["frame"]
    assert split_figures(TEXT, box, SIZE) == (TEXT, [], [])


def test_ornaments_beyond_the_text_are_no_region() -> None:
    assert find_regions([Shape("curve", 0, 0, 600, 800)] * 4, TEXT, SIZE) == []


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("図表１-２　推移", True),
        ("■第１-１-３図／仕組み", True),
        ("表3 内訳", True),
        ("図１は推移を示す", False),
        ("図書館の利用", False),
        ("第３図から読み取れる", False),
    ],
)
def test_captions_are_told_from_sentences_about_figures(text: str, caption: bool) -> None:
    _, captions, _ = split_figures([*TEXT, line(text, 60, 400)], [], SIZE)
    assert [one.text for one in captions] == ([text] if caption else [])


def test_a_source_line_takes_the_small_lines_below_it_along() -> None:
    source = [line("資料：研究所「調査報告」を基に作成した", 60, 400, 8), line("もの（2023年）", 60, 390, 8)]
    assert split_figures([*TEXT, *source], [], SIZE)[1] == source


def test_a_frame_of_rules_round_short_lines_is_no_figure() -> None:
    frame = [
        Shape("rule", 80, 280, 300, 280), Shape("rule", 80, 360, 300, 360),
        Shape("rule", 80, 280, 80, 360), Shape("rule", 300, 280, 300, 360),
    ]  # fmt: skip
    assert [region.kind for region in find_regions(frame, [*TEXT, *LABELS], SIZE)] == ["frame"]
    assert split_figures([*TEXT, *LABELS], frame, SIZE)[2] == []
