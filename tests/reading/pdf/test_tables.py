"""Ruled tables: told from boxes and pages parted by rules, rows read as rows."""

from __future__ import annotations

from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.shapes import Shape
from plantext.reading.pdf.tables import find_tables

SIZE = 10.0


def line(text: str, x: float, y: float, **more: object) -> Line:
    return Line(text, x, x + len(text) * SIZE, y, SIZE, False, 1, **more)  # type: ignore[arg-type]


def rules(xs: list[float], ys: list[float]) -> list[Shape]:
    across = [Shape("rule", xs[0], y, xs[-1], y) for y in ys]
    return across + [Shape("rule", x, ys[0], x, ys[-1]) for x in xs]


TEXT = [line("本文の一行が紙面の幅いっぱいに続いている文章である", 60, 700 - 15 * row) for row in range(10)]
GRID = rules([80, 150, 220, 290], [280, 300, 320, 340])
CELLS = [line(f"欄{row}{column}", 90 + 70 * column, 285 + 20 * row) for row in range(3) for column in range(3)]


def read(lines: list[Line], shapes: list[Shape]) -> list[str]:
    return [row.text for table in find_tables([*TEXT, *lines], shapes, SIZE)[1] for row in table.rows()]


def test_rows_of_a_table_stay_rows() -> None:
    rest, (table,) = find_tables([*TEXT, *CELLS], GRID, SIZE)
    assert rest == TEXT and not table.is_prose()
    assert read(CELLS, GRID) == [f"欄{row}0\u3000欄{row}1\u3000欄{row}2" for row in (2, 1, 0)]
    assert {row.kind for row in table.rows()} == {"table"}


def test_lines_of_one_cell_are_joined_before_the_next_cell() -> None:
    grid = rules([80, 150, 290], [280, 310, 340])
    cells = [line("機関", 90, 325), line("一行に収まらな", 160, 328), line("い説明", 160, 316)]
    cells += [line("他", 90, 295), line("短い説明", 160, 295)]
    assert read(cells, grid) == ["機関\u3000一行に収まらない説明", "他\u3000短い説明"]


def test_a_cell_over_several_rows_is_read_with_the_first() -> None:
    grid = [Shape("rule", 80, y, 290, y) for y in (280, 340)] + [Shape("rule", 150, y, 290, y) for y in (300, 320)]
    grid += [Shape("rule", x, 280, x, 340) for x in (80, 150, 290)]
    cells = [line("区分", 90, 307), *(line(f"項目{row}", 160, 285 + 20 * row) for row in range(3))]
    assert read(cells, grid) == ["区分\u3000項目2", "項目1", "項目0"]


def test_a_line_drawn_across_cells_is_cut_at_the_rule() -> None:
    grid = rules([80, 150, 290], [280, 300, 320, 340])
    cells = [line(f"欄{row}{column}", 90 + 70 * column, 285 + 20 * row) for row in range(2) for column in range(2)]
    across = Line("左の欄 右の欄", 90, 240, 325, SIZE, False, 1, gaps=((4, 160.0),))
    assert read([*cells, across], grid)[0] == "左の欄\u3000右の欄"


def test_tinted_lines_inside_ruled_cells_do_not_part_them() -> None:
    tint = [Shape("box", 152, 316 + 12 * n, 280, 328 + 12 * n) for n in range(2)]
    cells = [line("機関", 90, 325), line("一行に収まらな", 160, 328), line("い説明", 160, 316)]
    cells += [line("他", 90, 295), line("短い説明", 160, 295)]
    assert read(cells, [*tint, *rules([80, 150, 290], [280, 310, 340])])[0] == "機関\u3000一行に収まらない説明"


def test_cards_set_apart_are_no_table() -> None:
    cards = [
        Shape("box", 80 + 110 * n, 280 + 40 * row, 180 + 110 * n, 300 + 40 * row) for n in range(3) for row in range(2)
    ]
    inside = [line(f"札{n}{row}", 90 + 110 * n, 285 + 40 * row) for n in range(3) for row in range(2)]
    link = [Shape("box", 182, 290, 188, 292)]
    assert find_tables([*TEXT, *inside], [*cards, *link], SIZE)[1] == []


def test_a_grid_filled_with_sentences_is_prose() -> None:
    grid = rules([80, 150, 340], [280, 300, 320])
    cells = [line(f"項{n}", 90, 285 + 20 * n) for n in range(2)]
    cells += [line("取組を速やかに進めて成果を示す。", 160, 285 + 20 * n) for n in range(2)]
    (table,) = find_tables([*TEXT, *cells], grid, SIZE)[1]
    assert table.is_prose()


def test_broad_lines_with_round_ends_are_the_rules_of_a_table() -> None:
    broad = [Shape("curve", rule.x0 - 1, rule.y0 - 1, rule.x1 + 1, rule.y1 + 1) for rule in GRID]
    assert read(CELLS, broad) == read(CELLS, GRID)


def test_rules_broken_by_a_cell_over_several_rows_part_the_rows() -> None:
    broken = [rule for rule in GRID if rule.y0 not in (300, 320) or rule.y0 != rule.y1]
    broken += [Shape("rule", x, y, x + 70, y) for x in (80, 220) for y in (300, 320)]
    cells = [cell for cell in CELLS if cell.text not in ("欄01", "欄11")]
    assert read(cells, broken) == ["欄20\u3000欄21\u3000欄22", "欄10\u3000欄12", "欄00\u3000欄02"]
