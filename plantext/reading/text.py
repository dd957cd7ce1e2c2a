"""Plain text files."""

from __future__ import annotations

from plantext.errors import ReadingError
from plantext.reading.dump.frames import is_dump
from plantext.reading.dump.reader import read_dump
from plantext.reading.limits import MAX_LINES
from plantext.reading.mojibake import drop_garbled
from plantext.reading.paragraphs import read_lines
from plantext.reading.pieces import Reading

# Other line breaks of Unicode.
_BREAKS = str.maketrans({"\x0b": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


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
        raise ReadingError(f"{name}: {count:,} lines; a text of more than {MAX_LINES:,} lines is not read. Part it.")
    lines = [(line, page) for page, part in enumerate(text.split("\f"), start=1) for line in part.split("\n")]
    lines, notes = drop_garbled(lines)
    if is_dump(lines):
        return read_dump(lines, notes)
    return Reading(tuple(read_lines(lines)), tuple(notes), n_pages=text.count("\f") + 1)
