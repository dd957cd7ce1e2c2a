"""Plain text files."""

from __future__ import annotations

from dataclasses import replace

from plantext.errors import ReadingError
from plantext.reading.dump.frames import is_dump
from plantext.reading.dump.joining import header_of, read_pages, split_pages
from plantext.reading.dump.pages import NOTICE
from plantext.reading.dump.reader import read_dump
from plantext.reading.khcoder import has_tags, read_tagged
from plantext.reading.limits import MAX_LINES
from plantext.reading.mojibake import drop_garbled
from plantext.reading.paragraphs import read_lines
from plantext.reading.pieces import Reading
from plantext.reading.printed.pages import find_page_numbers
from plantext.reading.printed.reader import read_printed
from plantext.reading.turns.evidence import lines_apart

# Other line breaks of Unicode.
_BREAKS = str.maketrans({"\x0b": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def _dumped_pages(text: str) -> Reading | None:
    """Pages of one document, each with the header of the host that dumped it; None for any other text."""
    if text.count(NOTICE[0]) < 2:
        return None
    parts = split_pages(text)
    headers = [header for part in parts if (header := header_of(part)) is not None]
    if len(headers) < 2 or len(headers) < len(parts) or len({header[:2] for header in headers}) > 1:
        return None
    lines, notes = drop_garbled([(line, i) for i, part in enumerate(parts) for line in part.splitlines()])
    reading = read_pages([[line for line, page in lines if page == i] for i in range(len(parts))], headers)
    return replace(reading, notes=(*notes, *reading.notes))


def read_text(text: str, name: str = "text") -> Reading:
    r"""Read plain text; form feeds part pages.

    Raises
    ------
    ReadingError
        If it has more lines than a text can need.

    Examples
    --------
    >>> [(piece.kind, piece.text) for piece in read_text("１．現状\n・項目である").pieces]
    [('heading', '１．現状'), ('bullet', '・項目である')]
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS).removeprefix("\ufeff")
    count = text.count("\n") + text.count("\f")
    if count > MAX_LINES:
        raise ReadingError(
            "{name}: {count:,} lines; a text of more than {max_lines:,} lines is not read. Part it.",
            name=name,
            count=count,
            max_lines=MAX_LINES,
        )
    pages = _dumped_pages(text)
    if pages is not None:
        return pages
    lines = [(line, page) for page, part in enumerate(text.split("\f"), start=1) for line in part.split("\n")]
    lines, notes = drop_garbled(lines)
    if is_dump(lines):
        return read_dump(lines, notes)
    if has_tags(lines):
        return Reading(tuple(read_tagged(lines)), tuple(notes), n_pages=text.count("\f") + 1)
    numbers = find_page_numbers(lines)
    if numbers or "\f" in text:
        return read_printed(lines, numbers, notes)
    return Reading(tuple(read_lines(lines, apart=lines_apart([line for line, _ in lines]))), tuple(notes))
