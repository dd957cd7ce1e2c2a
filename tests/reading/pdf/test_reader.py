"""Files that are cut off."""

from __future__ import annotations

from pdfs import HELLO, broken_pdf

from plantext.reading import read_bytes


def test_cut_off_file_that_still_opens_is_doubted() -> None:
    data = broken_pdf(content=HELLO).removesuffix(b"%%EOF\n")
    document = read_bytes(data, "cut.pdf", doc_id="cut")
    assert any("cut off" in note.message for note in document.report)
