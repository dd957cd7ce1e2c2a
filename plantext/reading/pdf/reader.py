"""Reader of PDF files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from plantext.errors import ReadingError
from plantext.reading.pdf.confidence import doubt_pages
from plantext.reading.pdf.process import guarded_reading
from plantext.reading.pieces import Reading


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
        raise ReadingError("{name}: expected a PDF, but the file does not begin as one.", name=name)
    lines, reading = guarded_reading(data, name)
    return replace(reading, judge=partial(doubt_pages, lines))
