"""Reader of PDF files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from plantext.errors import ReadingError
from plantext.reading.pdf.confidence import doubt_pages
from plantext.reading.pdf.layout import lay_out
from plantext.reading.pdf.process import guarded_pages
from plantext.reading.pieces import Reading
from plantext.records import Note


def read_pdf(data: bytes, name: str) -> Reading:
    """Read a PDF.

    Parameters
    ----------
    name : str
        What to call the file in errors.

    Raises
    ------
    ReadingError
        If the file is encrypted, damaged or has no text, or its pages take more time or memory than a
        page can need.
    """
    if b"%PDF-" not in data[:1024]:
        raise ReadingError(f"{name}: expected a PDF, but the file does not begin as one.")
    pages = guarded_pages(data, name)
    notes = pages.notes
    if b"%%EOF" not in data[-2048:]:
        count = len(pages.lines)
        message = f"The file ends without its end mark: it may be cut off. {count} pages could be read."
        notes = [*notes, Note("uncertain", message, count, "", 0.5)]
    reading = lay_out(pages.lines, notes, pages.found, pages.shapes)
    return replace(reading, judge=partial(doubt_pages, pages.lines))
