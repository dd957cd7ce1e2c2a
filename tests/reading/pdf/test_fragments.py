"""Ruby goes; many fragments cost no more than they must."""

from __future__ import annotations

from dataclasses import replace

from pdfs import KANJI, lines_of, paragraph, read

from plantext.reading.pdf.fragments import merge_fragments
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.shapes import Shape


def test_ruby_goes() -> None:
    page = [*paragraph(57, 700, lines_of(4)), (57, 636, 11, "強靱な基盤である。"), (68, 646, 5, "じん")]
    document = read([page])
    assert "強靱な基盤である。" in document.text and "じん" not in document.text
    assert any(note.message.startswith("Ruby") and note.text == "じん" for note in document.report)


def test_many_fragments_on_a_page_are_bounded() -> None:
    crowd = [
        (50 + 12 * (i % 40), 800 - 3 * (i // 40), 4 if i % 2 else 11, "ジ" if i % 2 else KANJI[i % len(KANJI)])
        for i in range(6000)
    ]
    assert read([crowd]).text


def test_a_blank_over_a_rule_is_no_gap_between_columns() -> None:
    left, right = (
        Line(text, x, x + 11 * len(text), 700, 11, False, 1) for text, x in (("この規則は", 57), ("会社に適用", 160))
    )
    assert [line.text for line in merge_fragments([[left, right]], 11)[0][0]] == ["この規則は", "会社に適用"]
    blank = [[Shape("rule", 112, 698, 160, 698.5)]]
    assert [line.text for line in merge_fragments([[left, right]], 11, blank)[0][0]] == ["この規則は\u3000会社に適用"]


def test_text_drawn_twice_at_one_place_is_read_once() -> None:
    line = Line("影の付いた見出し", 57, 150, 700, 11, False, 1)
    shadow, below = replace(line, x0=57.5, y=699.8), replace(line, y=680)
    assert merge_fragments([[line, shadow, below]], 11)[0][0] == [line, below]
