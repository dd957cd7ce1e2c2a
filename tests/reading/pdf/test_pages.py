"""Pages that are doubted, and files without text or beyond all bounds."""

from __future__ import annotations

import pytest
from pdfs import HELLO, broken_pdf, encrypted, image_pdf, lines_of, make_pdf, paragraph, read

from plantext.errors import ReadingError
from plantext.reading import read_bytes


def test_vertical_text_is_doubted() -> None:
    column = [
        (500, 780 - 14 * i, 11, letter)
        for i, letter in enumerate("縦に組んだ文章は順序が確かではないので知らせる。" * 2)
    ]
    document = read([column])
    assert any(note.kind == "uncertain" and "vertically" in note.message for note in document.report)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"just words", "does not begin as one"),
        (b"%PDF-1.4\n" + b"junk " * 500, "damaged or cut off"),
        (make_pdf([paragraph(57, 700, lines_of(4))])[:3000], "damaged or cut off"),
        (image_pdf(3), "ocrmypdf"),
        (encrypted(), "password"),
        (broken_pdf(content=""), "holds text"),
        (broken_pdf(kids="[2 0 R 2 0 R]", count=2, content=HELLO), "holds text"),
    ],
)
def test_files_that_cannot_be_read_say_why(data: bytes, told: str) -> None:
    with pytest.raises(ReadingError, match=r"bad\.pdf") as caught:
        read_bytes(data, "bad.pdf", doc_id="bad")
    assert told in str(caught.value)


@pytest.mark.parametrize("count", [100_000, 2_000_000_000])
def test_page_count_bombs_are_bounded(count: int) -> None:
    document = read_bytes(broken_pdf(count=count, content=HELLO), "bomb.pdf", doc_id="bomb")
    assert document.text == "Hello world."


def test_deep_and_long_content_is_bounded() -> None:
    content = "q " * 100_000 + HELLO
    assert read_bytes(broken_pdf(content=content), "deep.pdf", doc_id="deep").text == "Hello world."


def test_an_empty_page_is_said_to_be_empty_and_nothing_else() -> None:
    document = read([paragraph(57, 700, lines_of(4)), [], paragraph(57, 700, lines_of(4))])
    assert [(note.kind, note.message) for note in document.report if note.page == 2] == [
        ("dropped", "Pages 2 are empty."),
    ]
