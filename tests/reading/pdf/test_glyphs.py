"""Characters of a page become lines; what is beyond the limit is counted."""

from __future__ import annotations

import pypdfium2
from pdfs import make_pdf

from plantext.reading.pdf.glyphs import Line, page_lines


def lines_of_page(content: list[tuple[float, float, float, str]], limit: int = 1000) -> tuple[list[Line], int]:
    pdf = pypdfium2.PdfDocument(make_pdf([content]))
    try:
        return page_lines(pdf[0].get_textpage(), 3, limit=limit)
    finally:
        pdf.close()


def test_a_line_has_its_place_size_and_page() -> None:
    (line,), left = lines_of_page([(57, 700, 11, "計画を定める。")])
    assert (line.text, round(line.x0), round(line.y), round(line.size), line.page) == ("計画を定める。", 57, 700, 11, 3)
    assert (left, line.vertical, line.marks) == (0, False, ())


def test_a_wide_gap_parts_a_row_of_print() -> None:
    lines, _ = lines_of_page([(57, 700, 11, "省庁"), (300, 700, 11, "件数")])
    assert [line.text for line in lines] == ["省庁", "件数"]


def test_characters_beyond_the_limit_are_counted() -> None:
    lines, left = lines_of_page([(57, 700, 11, "計画を定める。")], limit=3)
    assert ("".join(line.text for line in lines), left) == ("計画を", 4)
