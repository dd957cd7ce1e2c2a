"""PDF files, read from the geometry of their pages."""

from __future__ import annotations

from plantext.errors import ReadingError
from plantext.reading.glyphs import Line, page_lines
from plantext.reading.layout import lay_out
from plantext.reading.pieces import Reading
from plantext.records import Note

MAX_PAGES = 5000
MAX_CHARACTERS_PER_PAGE = 200_000
MAX_CHARACTERS = 20_000_000


def read_pdf(data: bytes, name: str) -> Reading:
    """Read a PDF.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in errors.

    Returns
    -------
    Reading
        Its pieces in reading order.

    Raises
    ------
    ReadingError
        If the file is encrypted, damaged or has no text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadingError(f"{name}: cannot be opened as a PDF ({error}).") from error
    try:
        pages: list[list[Line]] = []
        notes: list[Note] = []
        for index in range(len(document)):
            page = document[index]
            textpage = page.get_textpage()
            lines, _ = page_lines(textpage, index + 1, limit=MAX_CHARACTERS_PER_PAGE)
            pages.append(lines)
            textpage.close()
            page.close()
        found = {key.lower(): value for key, value in document.get_metadata_dict(skip_empty=True).items()}
        return lay_out(pages, notes, found)
    finally:
        document.close()
