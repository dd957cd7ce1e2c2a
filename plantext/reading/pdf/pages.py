"""Pages of a PDF → lines of characters; run in the guarded process alone, because PDFium may crash."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from plantext.errors import ReadingError
from plantext.reading.pdf.glyphs import Line, page_lines
from plantext.reading.pdf.shapes import Shape, page_shapes
from plantext.reading.pieces import number_runs
from plantext.records import Note

MAX_PAGES = 5000
MAX_CHARACTERS_PER_PAGE = 100_000
MAX_CHARACTERS = 20_000_000
MAX_SECONDS = 300.0
"""Bounds that no honest plan comes near; beyond them pages are left out and the report says so."""

OCR = "Run OCR first, for example `ocrmypdf -l jpn in.pdf out.pdf`."


@dataclass(frozen=True)
class Pages:
    """What the pages of a PDF hold.

    Parameters
    ----------
    lines : list of list of Line
        The lines of each page, as the file draws them.
    notes : list of Note
        What was left out, and what is uncertain.
    found : dict of str to str
        Title and creation date, as the file says.
    """

    lines: list[list[Line]]
    notes: list[Note]
    found: dict[str, str]
    shapes: list[list[Shape]] = field(default_factory=list)


def read_pages(data: bytes, name: str, begun: Callable[[int], None]) -> Pages:
    """Read the characters of a PDF.

    Parameters
    ----------
    name : str
        What to call the file in errors.
    begun : callable
        Called with the number of each page before it is read; with 0 before the file is opened.

    Raises
    ------
    ReadingError
        If the file is encrypted, damaged or has no text.
    """
    begun(0)
    document = _open(data, name)
    try:
        lines, notes, shapes = _read_pages(document, name, begun)
        return Pages(lines, notes, _metadata(document), shapes)
    finally:
        document.close()


def _open(data: bytes, name: str) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium tells the cause in words only.
        if "assword" in str(error) or "ecurity" in str(error):
            raise ReadingError(
                f"{name}: encrypted; it opens with a password only. Save it without one and read that file."
            ) from error
        raise ReadingError(
            f"{name}: damaged or cut off; it cannot be opened as a PDF ({error}). Get it again."
        ) from error
    if len(document) == 0:
        document.close()
        raise ReadingError(f"{name}: a PDF without pages. It may be cut off; get it again.")
    return document


def _metadata(document: Any) -> dict[str, str]:
    try:
        found = {
            key.lower(): " ".join(value.split()) for key, value in document.get_metadata_dict(skip_empty=True).items()
        }
    except (ValueError, UnicodeError):
        return {}
    return {key: value for key, value in found.items() if key in ("title", "author", "creationdate")}


def _read_pages(
    document: Any, name: str, begun: Callable[[int], None]
) -> tuple[list[list[Line]], list[Note], list[list[Shape]]]:
    pages: list[list[Line]] = []
    shapes: list[list[Shape]] = []
    notes: list[Note] = []
    empty: dict[str, list[int]] = {"damaged": [], "scanned": [], "bare": []}
    characters = 0
    until = time.monotonic() + MAX_SECONDS
    total = len(document)
    for number in range(1, total + 1):
        if number > MAX_PAGES or characters >= MAX_CHARACTERS or time.monotonic() > until:
            message = f"Pages {number} to {total} were not read: the file is beyond the bounds of a document."
            notes.append(Note("unread", message, number))
            break
        begun(number)
        lines, left, state, drawn = _read_page(document, number)
        if left:
            message = f"{left:,} characters of the page were left out: more than a page can hold."
            notes.append(Note("unread", message, number))
        if state:
            empty[state].append(number)
        else:
            notes += _unmapped(lines, number) + _letter_by_letter(lines, number)
        characters += sum(len(line.text) for line in lines)
        pages.append(lines)
        shapes.append(drawn)
    if not any(pages):
        raise _nothing_read(name, total, empty["scanned"], empty["damaged"])
    for state, kind, what in (
        ("damaged", "unread", "are damaged and were left out."),
        ("scanned", "unread", f"are images without a text layer and were not read. {OCR}"),
        ("bare", "dropped", "are empty."),
    ):
        if empty[state]:
            notes.append(Note(kind, f"Pages {_ranges(empty[state])} {what}", empty[state][0]))
    return pages, notes, shapes


def _read_page(document: Any, number: int) -> tuple[list[Line], int, str, list[Shape]]:
    """Lines of a page, characters left out, why it has no lines (damaged, scanned or bare), and its drawings."""
    import pypdfium2

    try:
        page = document[number - 1]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return [], 0, "damaged", []
    lines, left = page_lines(textpage, number, limit=MAX_CHARACTERS_PER_PAGE)
    state = "" if lines else "scanned" if _has_image(page) else "bare"
    shapes = page_shapes(page)
    # Closed at once: a file of thousands of pages would fill the memory.
    textpage.close()
    page.close()
    return lines, left, state, shapes


def _nothing_read(name: str, total: int, scanned: list[int], damaged: list[int]) -> ReadingError:
    if scanned:
        told = f"a scan; none of its {total} pages has a text layer (pages {_ranges(scanned)} are images). {OCR}"
    elif damaged:
        told = f"damaged; pages {_ranges(damaged)} of {total} cannot be opened and no other holds text. Get it again."
    else:
        told = f"none of its {total} pages holds text. Is it a drawing, or damaged?"
    return ReadingError(f"{name}: {told}")


def _has_image(page: Any) -> bool:
    from pypdfium2 import raw

    # Enough to see a scan; a drawing may have very many objects.
    count = min(raw.FPDFPage_CountObjects(page.raw), 2000)
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
    return any(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, i)) in kinds for i in range(count))


def _unmapped(lines: list[Line], number: int) -> list[Note]:
    """Note on a page whose font has no map to Unicode: it gives private or replacement characters."""
    text = "".join(line.text for line in lines)
    if text.isprintable() and "\ufffd" not in text:
        return []
    lost = sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in text)
    # A few private characters are gaiji or bullets; a fifth of the text is a font without a map.
    if lost * 5 > len(text) > 0:
        message = f"{lost} of {len(text)} characters have no Unicode value in this file's fonts; the page's text is not usable. {OCR}"
        return [Note("unread", message, number, text[:40], 0.2)]
    return []


def _letter_by_letter(lines: list[Line], number: int) -> list[Note]:
    """Note on a page set vertically or letter by letter: it comes as lines of a character or two."""
    upright = sum(len(line.text) for line in lines if line.vertical)
    single = sum(len(line.text) <= 2 for line in lines)
    if upright * 2 < sum(len(line.text) for line in lines) and (len(lines) < 20 or single * 2 < len(lines)):
        return []
    message = "Most of the page is set vertically or letter by letter: its order is not assured."
    return [Note("uncertain", message, number, "".join(line.text for line in lines[:20])[:60], 0.2)]


def _ranges(numbers: list[int]) -> str:
    """Page numbers as ranges (1-3, 7), at most eight of them."""
    told = [f"{first}-{last}" if first < last else str(first) for first, last in number_runs(numbers)]
    return ", ".join(told[:8]) + (f" and {len(told) - 8} more" if len(told) > 8 else "")
