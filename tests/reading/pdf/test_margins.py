"""Line numbers and side tabs: out, and nothing else."""

from __future__ import annotations

import pytest

from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.margins import drop_margins


def line(text: str, x: float, y: float, size: float = 11.0, page: int = 1) -> Line:
    return Line(text, x, x + len(text) * size, y, size, False, page)


def page(numbers: dict[int, float], rows: int = 12, number: int = 1) -> list[Line]:
    """A page of so many lines of text, with numbers at the left of some rows."""
    text = [line(f"{row}行目は会議の議論をまとめた文章である", 80, 700 - 18 * row, page=number) for row in range(rows)]
    return text + [line(str(n), x, 700 - 18 * (n - 1), 9, number) for n, x in numbers.items()]


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_that_ascend_beside_the_text_go(step: int) -> None:
    numbers = dict.fromkeys(range(1, 13) if step == 1 else range(5, 31, 5), 40.0)
    lines = page(numbers, rows=12 if step == 1 else 30)
    if step == 5:
        lines = [one if not one.text.isdigit() else line(one.text, 40, 700 - 18 * int(one.text), 9) for one in lines]
        lines = [one for one in lines if one.text.isdigit() or int(one.text.partition("行")[0]) < 12]
    (kept,), notes = drop_margins([lines], 11)
    assert [one for one in kept if one.text.isdigit()] == []
    assert len(kept) == 12 and notes[0].message.startswith("Line numbers in the margin")


def test_a_number_drawn_in_one_with_its_line_goes_too() -> None:
    lines = page(dict.fromkeys(range(1, 11), 40.0))
    lines.append(Line("11 次の行も続く", 40, 160, 502, 11, False, 1, (), ((3, 80.0),)))
    (kept,), _ = drop_margins([lines], 11)
    joined = next(one for one in kept if one.text == "次の行も続く")
    assert joined.x0 == 80


def test_a_page_whose_numbers_all_stand_in_its_lines_follows_the_others() -> None:
    first = page(dict.fromkeys(range(1, 13), 40.0))
    second = [Line(f"{n} 文章の{n}行目である", 40, 300, 700 - 18 * n, 11, False, 2) for n in range(1, 9)]
    second.append(line("9", 40, 538, 9, 2))
    _, kept = drop_margins([first, second], 11)[0]
    assert [one.text for one in kept] == [f"文章の{n}行目である" for n in range(1, 9)]


@pytest.mark.parametrize(
    "numbers",
    [
        {1: 40.0, 2: 40.0, 3: 40.0},  # too few
        dict.fromkeys(range(1, 13), 90.0),  # inside the text
        {1: 40.0, 7: 40.0, 9: 40.0, 16: 40.0, 30: 40.0},  # a column of a table
    ],
)
def test_other_numbers_stay(numbers: dict[int, float]) -> None:
    lines = page(numbers)
    (kept,), notes = drop_margins([lines], 11)
    assert kept == lines and notes == []


def test_tabs_that_recur_beyond_the_outer_edge_go() -> None:
    pages = [[*page({}, number=n), line("第１章", 560, 690 - 10 * n, 9, n)] for n in (1, 2, 3)]
    kept, notes = drop_margins(pages, 11)
    assert all(one.text != "第１章" for lines in kept for one in lines)
    assert notes[-1].message.startswith("Tabs at the outer edge")
