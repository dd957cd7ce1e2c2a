"""Running heads and page numbers go."""

from __future__ import annotations

from pdfs import lines_of, paragraph, read, shape


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        [(200, 810, 9, "計画の本文"), *paragraph(57, 700, lines_of(4)), (290, 30, 10, f"- {number} -")]
        for number in (1, 2, 3, 4)
    ]
    document = read(pages)
    assert {text for _, text in shape(document)} == {"".join(lines_of(4))}
    dropped = [note.message for note in document.report if note.kind == "dropped"]
    assert any("Page numbers on 4 pages" in message for message in dropped)
    assert any("running head" in message for message in dropped)
