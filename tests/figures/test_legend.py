"""The key of a network drawing."""

from __future__ import annotations

from plantext.figures.legend import KeyEntry, draw_legend, legend_height
from plantext.figures.typesetting import Sheet, make_figure


def sheet_of(width: float) -> Sheet:
    figure = make_figure(width, 60)
    return Sheet(figure.add_axes((0, 0, 1, 1)), 7)


def test_a_long_row_goes_on_in_the_next_line() -> None:
    row = [KeyEntry("組織", "o"), KeyEntry("会議体", "s"), KeyEntry("群の中", "-"), KeyEntry("群のあいだ", ":")]
    narrow, wide = sheet_of(30), sheet_of(150)
    assert legend_height([row], narrow.width, 7) > legend_height([row], wide.width, 7) > 0
    draw_legend(narrow, [row], 7)
    draw_legend(wide, [row], 7)
    assert [text.get_text() for text in wide.ax.texts] == [entry.words for entry in row]
    assert all(text.get_window_extent(narrow.renderer).x1 <= narrow.figure.bbox.x1 for text in narrow.ax.texts)


def test_a_large_marker_makes_a_line_higher() -> None:
    small, large = ([[KeyEntry("9", "o", radius=radius)]] for radius in (1.0, 30.0))
    assert legend_height(large, 84, 7) > legend_height(small, 84, 7) + 30


def test_words_with_tails_and_without_stand_on_one_baseline() -> None:
    sheet = sheet_of(150)
    draw_legend(sheet, [[KeyEntry("organisation", "o"), KeyEntry("forum", "s"), KeyEntry("会議", "s")]], 7)
    heights = {round(text.get_position()[1], 6) for text in sheet.ax.texts}
    assert len(heights) == 1 and all(text.get_va() == "baseline" for text in sheet.ax.texts)
