"""One page of a PDF → lines of characters, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from plantext.errors import Message
from plantext.reading.pdf.glyphs import Line, page_lines
from plantext.reading.pdf.legibility import check_lines
from plantext.reading.pdf.replaced import restore_drawn
from plantext.reading.pdf.shapes import Shape, page_shapes
from plantext.reading.pdf.unseen import find_unseen, hide_unseen, picture_share
from plantext.reading.pdf.upright import Frame, quarter_turns, turn_page, visible_frame
from plantext.records import Note

MAX_CHARACTERS = 100_000
"""Characters that are read of a page."""
_PICTURE = 0.7
"""Share of a page under pictures from which on a line or two of text may be stamped on a scan."""
_SMALLEST = 1.0
"""Size of type in points under which nobody sees it."""
_DRAWN = 1000
"""Curves of a page from which on its letters may be drawn as outlines."""
_STAMP = 120
"""Characters of text under which such a page is doubted."""


@dataclass
class Page:
    """What was read of a page.

    Parameters
    ----------
    state : str
        Why there are no lines: ``damaged``, ``scanned``, ``drawn`` (letters may be outlines), ``garbled`` (a text layer
        that is no text) or ``bare``;
        ``stamped`` for a scan with a line or two of text upon it; ``recognised`` for a page read by OCR; empty for a page
        that was read.
    seconds : float
        What OCR took.
    """

    lines: list[Line] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    state: str = ""
    notes: list[Note] = field(default_factory=list)
    seconds: float = 0.0


def read_page(document: Any, number: int) -> Page:
    """Read a page of an open document.

    Parameters
    ----------
    document : pypdfium2.PdfDocument
        The document.
    number : int
        Page number, from 1.
    """
    import pypdfium2

    try:
        page, textpage, frame = _open_upright(document, number)
    except pypdfium2.PdfiumError:
        return Page(state="damaged")
    found = find_unseen(page)
    shapes = page_shapes(page)
    read = Page(shapes=shapes)
    replaced = restore_drawn(document, page, number)
    if found or replaced:
        read.notes += replaced + hide_unseen(page, textpage, found, shapes, frame, number)
        textpage.close()
        textpage = page.get_textpage()
    lines, left = page_lines(textpage, number, limit=MAX_CHARACTERS)
    if left:
        message = Message("{left:,} characters of the page were left out: more than a page can hold.", left=left)
        read.notes.append(Note("unread", message, number))
    lines = _inside(lines, frame, read.notes)
    read.lines, doubts, garbled = check_lines(lines, number)
    read.notes += doubts
    read.state = "garbled" if garbled else "" if lines else _why_empty(page, shapes)
    if lines and not garbled:
        _doubt_order(read, number)
        _doubt_picture(read, frame, number)
    # Closed at once: a file of thousands of pages would fill the memory.
    textpage.close()
    page.close()
    return read


def _open_upright(document: Any, number: int) -> tuple[Any, Any, Frame]:
    """A page, its text and what is visible of it, turned so that its text runs from left to right."""
    page = document[number - 1]
    textpage = page.get_textpage()
    turns = quarter_turns(textpage)
    if not turns:
        return page, textpage, visible_frame(page)
    textpage.close()
    frame = turn_page(page, turns)
    page.close()
    page = document[number - 1]
    return page, page.get_textpage(), frame


def _inside(lines: list[Line], frame: Frame, notes: list[Note]) -> list[Line]:
    """Lines that can be seen and lie on what is visible of the page; a note on the others."""
    kept: list[Line] = []
    gone: list[Line] = []
    small = [line for line in lines if line.size < _SMALLEST]
    if small:
        count = sum(len(line.text) for line in small)
        message = Message("{count} characters that the page does not show (too small to be seen).", count=count)
        notes.append(Note("dropped", message, small[0].page, small[0].text[:60], 0.9))
        lines = [line for line in lines if line.size >= _SMALLEST]
    for line in lines:
        x, y = (line.x0 + line.x1) / 2, line.y + 0.3 * line.size
        # A column of vertical text is known by its first character alone.
        seen = frame.x0 - 1 <= (line.x0 if line.vertical else x) <= frame.x1 + 1 and frame.y0 - 1 <= y <= frame.y1 + 1
        (kept if seen else gone).append(line)
    if gone:
        count = sum(len(line.text) for line in gone)
        message = Message("{count} characters that the page does not show (outside its visible area).", count=count)
        notes.append(Note("dropped", message, gone[0].page, gone[0].text[:60], 0.9))
    return kept


def _doubt_order(read: Page, number: int) -> None:
    """Doubt a page set vertically or letter by letter: it comes as lines of a character or two."""
    lines = read.lines
    words = [line for line in lines if not line.text.isdecimal()]  # not the numbers of lines
    total = sum(len(line.text) for line in words)
    apart = sum(len(line.text) for line in words if line.vertical or len(line.text) <= 2)
    if 2 * apart < max(total, 40):
        return
    message = Message("Most of the page is set vertically or letter by letter: its order is not assured.")
    text = "".join(line.text for line in lines[:20])[:60]
    read.notes.append(Note("uncertain", message, number, text, 0.2))


def _doubt_picture(read: Page, frame: Frame, number: int) -> None:
    """Doubt a page that is a picture but for a line or two, such as a stamp or a page number."""
    count = sum(len(line.text) for line in read.lines)
    if count >= _STAMP:
        return
    if picture_share(read.shapes, frame) < _PICTURE:
        if _is_drawn(read.shapes):
            message = Message(
                "The page is drawn, with {count} characters of text upon it: words that are drawn were not read.",
                count=count,
            )
            read.notes.append(Note("uncertain", message, number, read.lines[0].text[:60], 0.4))
        return
    read.state = "stamped"
    message = Message(
        "The page is a picture with {count} characters of text upon it: what the picture shows was not read.",
        count=count,
    )
    read.notes.append(Note("uncertain", message, number, read.lines[0].text[:60], 0.2))


def _is_drawn(shapes: Sequence[Shape]) -> bool:
    return sum(shape.kind == "curve" for shape in shapes) >= _DRAWN


def _why_empty(page: Any, shapes: Sequence[Shape]) -> str:
    return "drawn" if _is_drawn(shapes) else "scanned" if _has_image(page) else "bare"


def _has_image(page: Any) -> bool:
    from pypdfium2 import raw

    # Enough to see a scan; a drawing may have very many objects.
    count = min(raw.FPDFPage_CountObjects(page.raw), 2000)
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
    return any(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, i)) in kinds for i in range(count))
