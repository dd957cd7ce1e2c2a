"""Blocks of slides: notes, heads of boxes and labels of drawings told from the text."""

from __future__ import annotations

from plantext.reading.pdf.blocks import sort_blocks, take_notes
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.shapes import Shape

SIZE = 14.0


def line(text: str, x: float, y: float, size: float = SIZE) -> Line:
    return Line(text, x, x + len(text) * size, y, size, False, 1)


TEXT = [line("取組を国と地方が協力して速やかに進める。", 40, 400), line("成果を毎年度の終わりに公表する。", 40, 380)]
LIST = [line("・利用者の視点から制度を見直す", 40, 200), line("・手続を簡素にする", 40, 180)]


def sort(*blocks: list[Line], shapes: list[Shape] | None = None) -> tuple[list[tuple[str, int, str]], list[str]]:
    ordered = [(one, number, "box") for number, block in enumerate(blocks, 1) for one in block]
    text, labels = sort_blocks(ordered, shapes or [], SIZE)
    return [(one.text, region, kind) for one, region, kind in text], [one.text for one in labels]


def test_small_lines_that_open_with_a_mark_are_notes_each_with_what_hangs_below() -> None:
    first, below = line("※1 一つ目の注であり次の行へ", 40, 40, 9), line("続く注である", 58, 28, 9)
    second = line("（※２）二つ目の注", 400, 40, 9)
    text, notes, sources = take_notes([*TEXT, second, below, first])
    assert text == TEXT and sources == []
    assert [(one.marks, one.text) for one in notes] == [
        (((0, "※1"),), "一つ目の注であり次の行へ"),
        ((), "続く注である"),
        (((0, "※２"),), "二つ目の注"),
    ]


def test_a_mark_at_the_end_of_a_short_line_leaves_its_text() -> None:
    (title, *_), _, _ = take_notes([line("言葉の定義※１", 40, 450), *TEXT])
    assert (title.text, title.marks) == ("言葉の定義", ((5, "※１"),))


def test_a_row_that_tells_the_sources_is_no_text() -> None:
    source, more = line("出典：白書", 40, 30, 8), line("※２手順書", 200, 30, 8)
    assert take_notes([*TEXT, source, more]) == (TEXT, [], [source, more])


def test_a_short_block_over_a_list_heads_it() -> None:
    head = [line("制度の", 60, 245), line("見直し", 60, 228)]
    text, labels = sort(head, LIST, TEXT)
    assert [(region, kind) for _, region, kind in text] == [(2, "head")] * 2 + [(2, "box")] * 2 + [(3, "box")] * 2
    assert labels == []


def test_short_blocks_in_a_drawing_are_labels_and_sentences_there_are_not() -> None:
    curves = [Shape("curve", 300 + 60 * n, 100, 380 + 60 * n, 260) for n in range(4)]
    inside = [line("入力", 320, 120)], [line("処理", 420, 120)], [line("結果を示す。", 400, 230)]
    text, labels = sort(TEXT, *inside, shapes=curves)
    assert labels == ["入力", "処理"] and text[-1][0] == "結果を示す。"


def test_short_lines_in_rows_and_columns_are_cells() -> None:
    cells = [[line(f"欄{row}{column}", 40 + 200 * column, 300 - 40 * row)] for row in range(3) for column in range(3)]
    assert sort(TEXT, *cells)[1] == [one.text for block in cells for one in block]
    assert sort(TEXT, *cells[:6])[1] == []


def test_a_numbered_mark_inside_a_sentence_is_taken_out_where_the_page_has_its_note() -> None:
    told = line("重要な物資として計算基盤※1が指定され、国と地方が整備を支援する。※2", 40, 420)
    note = line("※１ 計算に用いる設備のこと", 40, 40, 9)
    (text, *_), _, _ = take_notes([told, *TEXT, note])
    assert (text.text, text.marks) == (
        "重要な物資として計算基盤が指定され、国と地方が整備を支援する。※2",
        ((12, "※1"),),
    )


def test_a_note_in_a_cell_is_one_only_if_its_mark_stands_elsewhere() -> None:
    cell = line("※うち一部は対象外", 400, 200, 9)
    assert take_notes([*TEXT, cell], [cell])[1] == []
    named = line("最高責任者※", 400, 300)
    assert len(take_notes([*TEXT, named, cell], [cell])[1]) == 1
