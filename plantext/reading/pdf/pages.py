"""Pages of a PDF → lines of characters; run in the guarded process alone, because PDFium may crash."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plantext.errors import Message, ReadingError
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.objects import inspect_objects
from plantext.reading.pdf.ocr import MAX_SECONDS as MAX_OCR_SECONDS
from plantext.reading.pdf.ocr import WANTED, is_available, recognise
from plantext.reading.pdf.page import Page, read_page
from plantext.reading.pdf.shapes import Shape
from plantext.reading.pieces import number_runs
from plantext.records import Note

MAX_PAGES = 5000
MAX_CHARACTERS = 20_000_000
MAX_SECONDS = 300.0
"""Bounds that no honest plan comes near; beyond them pages are left out and the report says so."""

OCR = Message(
    "Install the extra that reads pictures, `pip install 'plantext[ocr]'`, and read it again; or run `ocrmypdf -l jpn in.pdf out.pdf`."
)
_BLANK = Message("OCR found nothing in them.")


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


def read_pages(data: bytes, name: str, begun: Callable[..., None]) -> Pages:
    """Read the characters of a PDF.

    Parameters
    ----------
    name : str
        What to call the file in errors.
    begun : callable
        Called with the number of each page before it is read, and the seconds that it may take if they are many; with 0
        before the file is opened.

    Raises
    ------
    ReadingError
        If the file is encrypted, damaged or has no text.
    """
    begun(0)
    inspected = inspect_objects(data)
    document = _open(inspected.data, name)
    try:
        pages = _read_pages(document, name, begun)
        notes = [*inspected.notes, *(note for page in pages for note in page.notes), *_state_notes(_numbers(pages))]
        if b"%%EOF" not in data[-2048:]:
            message = Message(
                "The file ends without its end mark: it may be cut off. {n_pages} pages could be read.",
                n_pages=len(pages),
            )
            notes.append(Note("uncertain", message, len(pages), "", 0.5))
        found = _metadata(document) | _recognised(pages)
        return Pages([page.lines for page in pages], notes, found, [page.shapes for page in pages])
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
                "{name}: encrypted; it opens with a password only. Save it without one and read that file.", name=name
            ) from error
        raise ReadingError(
            "{name}: damaged or cut off; it cannot be opened as a PDF ({error}). Get it again.", name=name, error=error
        ) from error
    if len(document) == 0:
        document.close()
        raise ReadingError("{name}: a PDF without pages. It may be cut off; get it again.", name=name)
    return document


def _metadata(document: Any) -> dict[str, str]:
    try:
        found = {
            key.lower(): " ".join(value.split()) for key, value in document.get_metadata_dict(skip_empty=True).items()
        }
    except (ValueError, UnicodeError):
        return {}
    return {key: value for key, value in found.items() if key in ("title", "author", "creationdate")}


def _read_pages(document: Any, name: str, begun: Callable[..., None]) -> list[Page]:
    pages: list[Page] = []
    characters = 0
    until = time.monotonic() + MAX_SECONDS
    total = len(document)
    for number in range(1, total + 1):
        if number > MAX_PAGES or characters >= MAX_CHARACTERS or time.monotonic() > until:
            message = Message(
                "Pages {number} to {total} were not read: the file is beyond the bounds of a document.",
                number=number,
                total=total,
            )
            pages[-1].notes.append(Note("unread", message, number))
            break
        begun(number)
        page = read_page(document, number)
        if page.state in WANTED and is_available():
            begun(number, MAX_OCR_SECONDS)
            page = recognise(document, number, page)
            until += page.seconds
        pages.append(page)
        characters += sum(len(line.text) for line in pages[-1].lines)
    if not any(page.lines for page in pages):
        raise _nothing_read(name, total, _numbers(pages))
    return pages


def _numbers(pages: Sequence[Page]) -> dict[str, list[int]]:
    """State → numbers of the pages in it."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        found.setdefault(page.state, []).append(number)
    return found


def _recognised(pages: Sequence[Page]) -> dict[str, str]:
    numbers = _numbers(pages).get("recognised")
    return {"ocr_pages": _ranges(numbers)} if numbers else {}


def _state_notes(states: Mapping[str, list[int]]) -> list[Note]:
    told = (
        ("damaged", "unread", Message("Pages {pages} are damaged and were left out.")),
        (
            "scanned",
            "unread",
            Message("Pages {pages} are images without a text layer and were not read. {what_next}"),
        ),
        (
            "drawn",
            "unread",
            Message("Pages {pages} are drawn, without text: words that are drawn were not read. {what_next}"),
        ),
        ("garbled", "unread", Message("Pages {pages} have a text layer that is no text. {what_next}")),
        ("bare", "dropped", Message("Pages {pages} are empty.")),
    )
    return [
        Note(kind, Message(message, pages=_ranges(states[state]), what_next=_what_next()), states[state][0])
        for state, kind, message in told
        if state in states
    ]


def _nothing_read(name: str, total: int, states: Mapping[str, list[int]]) -> ReadingError:
    if "garbled" in states:
        told = Message(
            "its text layer is no text: the fonts do not say what their characters are (pages {pages}). {what_next}",
            pages=_ranges(states["garbled"]),
            what_next=_what_next(),
        )
    elif "scanned" in states:
        told = Message(
            "a scan; none of its {total} pages has a text layer (pages {pages} are images). {what_next}",
            total=total,
            pages=_ranges(states["scanned"]),
            what_next=_what_next(),
        )
    elif "drawn" in states:
        told = Message(
            "drawn; none of its {total} pages has text, and pages {pages} are lines and curves, which letters may be. {what_next}",
            total=total,
            pages=_ranges(states["drawn"]),
            what_next=_what_next(),
        )
    elif "damaged" in states:
        told = Message(
            "damaged; pages {pages} of {total} cannot be opened and no other holds text. Get it again.",
            pages=_ranges(states["damaged"]),
            total=total,
        )
    else:
        told = Message("none of its {total} pages holds text. Is it a drawing, or damaged?", total=total)
    return ReadingError("{name}: {told}", name=name, told=told)


def _what_next() -> str:
    return _BLANK if is_available() else OCR


def _ranges(numbers: list[int]) -> str:
    """Page numbers as ranges (1-3, 7), at most eight of them."""
    told = [f"{first}-{last}" if first < last else str(first) for first, last in number_runs(numbers)]
    few = ", ".join(told[:8])
    return Message("{few} and {n} more", few=few, n=len(told) - 8) if len(told) > 8 else few
