"""Gutters between columns: running text one column after the other, whatever crosses them a barrier."""

from __future__ import annotations

from plantext.reading.pdf.columns import find_gutter, in_rows, order_columns, order_lines
from plantext.reading.pdf.glyphs import Line

SIZE = 10.0


def line(text: str, x: float, y: float, size: float = SIZE, *, strong: bool = False) -> Line:
    return Line(text, x, x + len(text) * size, y, size, strong, 1)


def column(name: str, x: float, rows: range) -> list[Line]:
    return [line(f"{name}{row:02}行の文章が欄の幅いっぱいに続いていく", x, 700 - 15 * row) for row in rows]


LEFT, RIGHT = column("左", 50, range(12)), column("右", 290, range(12))


def names(ordered: list[tuple[Line, int, str]]) -> list[str]:
    return [one.text[:3] for one, _, _ in ordered]


def test_two_columns_of_text_have_a_gutter_and_are_read_one_after_the_other() -> None:
    gutter = find_gutter([*LEFT, *RIGHT], SIZE)
    assert gutter is not None and 260 < gutter < 290
    ordered, notes = order_lines(in_rows([*RIGHT, *LEFT]), SIZE)
    assert names(ordered) == [one.text[:3] for one in [*LEFT, *RIGHT]]
    assert notes[0].kind == "order" and "Two columns" in notes[0].message


def test_a_line_across_both_columns_is_a_barrier() -> None:
    across = line("表題は二つの欄にまたがって置かれている長い一行の文字列である", 50, 610)
    above = [one for one in [*LEFT, *RIGHT] if one.y > 610]
    below = [one for one in [*LEFT, *RIGHT] if one.y < 605]
    ordered = order_columns([*above, across, *below], 280, SIZE)
    at = names(ordered).index("表題は")
    assert {one.y > 610 for one, _, _ in ordered[:at]} == {True}
    assert names(ordered)[:at] == [one.text[:3] for one in above]


def test_a_heading_with_nothing_beside_it_is_a_barrier_in_one_column() -> None:
    heading = line("第２節　現状", 50, 505, 13, strong=True)
    below = [line("左下の文章が欄の幅いっぱいに続いていくのである", 50, 480), line("右下の文章", 290, 480)]
    ordered = names(order_columns([*LEFT, *RIGHT, heading, *below], 280, SIZE))
    assert ordered.index("第２節") == len(LEFT) + len(RIGHT)


def test_one_column_and_tables_have_no_gutter() -> None:
    assert find_gutter(LEFT, SIZE) is None
    cells = [line("甲", 50, 700 - 15 * row) for row in range(12)] + [
        line("乙の欄", 290, 700 - 15 * row) for row in range(12)
    ]
    assert find_gutter(cells, SIZE) is None


def test_rows_allow_for_baselines_that_differ_a_little() -> None:
    number, title = line("第１節", 50, 700, 13), line("はじめに", 120, 701, 13)
    assert [one.text for one in in_rows([title, number])] == ["第１節", "はじめに"]
