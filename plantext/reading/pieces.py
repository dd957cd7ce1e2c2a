"""What every format is read into: pieces in reading order, and the joining of lines."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plantext.records import Note

MEASURE_RANK = 1000
"""Rank of a measure's heading: it opens no section, it belongs to one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block before it has its place in the document's text.

    Parameters
    ----------
    kind : str
        As in :class:`plantext.records.Block`.
    text : str
        Lines joined; never empty, never with a line feed.
    pages : tuple of tuple of int
        ``(offset, page)``: from that offset of ``text`` on, the characters stand on that page.
    mark : str
        Numbering or bullet as printed.
    label : str
        A heading's part of the section path.
    rank : int
        A heading's rank; a smaller one is further out.
    marks : tuple of tuple
        ``(offset, mark)`` of each footnote mark taken out of ``text``.
    breaks : tuple of int
        Offsets at which a sentence begins whatever stands before it: an item of a list inside a note.
    """

    kind: str
    text: str
    pages: tuple[tuple[int, int], ...] = ((0, 1),)
    mark: str = ""
    label: str = ""
    rank: int = 0
    marks: tuple[tuple[int, str], ...] = ()
    breaks: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int:
        """Page on which a character of the piece stands."""
        at = bisect_right(self.pages, offset, key=lambda place: place[0])
        return self.pages[max(at - 1, 0)][1]


@dataclass(frozen=True)
class Reading:
    """What a format's reader hands over.

    Parameters
    ----------
    pieces : tuple of Piece
        In reading order.
    notes : tuple of Note
        For the report.
    n_pages : int
        Pages of the source.
    found : mapping of str to str
        What the source says of itself: title, date (as printed or ISO), publisher, source and more.
    marks_taken : bool
        Whether footnote marks were told from the text, so that every footnote should have one.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()
    n_pages: int = 1
    found: Mapping[str, str] = field(default_factory=dict)
    marks_taken: bool = False


def is_wide(character: str) -> bool:
    """Whether a character is set full width, as Japanese is."""
    return unicodedata.east_asian_width(character) in "WFA"


def display_width(line: str) -> int:
    """Width in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)


def needs_space(left: str, right: str) -> bool:
    """Whether two lines join with a space: Latin words do, Japanese does not.

    Parameters
    ----------
    left, right : str
        The last character of one line and the first of the next.

    Returns
    -------
    bool
        True where both are Latin letters, digits or the punctuation that a space follows.
    """
    return (
        left < "\u0250"
        and right < "\u0250"
        and (left.isalnum() or left in ",.;:!?)]}'\"%&")
        and (right.isalnum() or right in "([{'\"&")
    )


def join_lines(lines: Iterable[str]) -> tuple[str, list[int]]:
    """Join the lines of one paragraph.

    Japanese joins without a space, Latin words with one; a word cut by a hyphen at the line's end
    is made whole.

    Parameters
    ----------
    lines : iterable of str
        The lines; outer white space is dropped.

    Returns
    -------
    str
        The paragraph.
    list of int
        For each line, the offset at which it begins.
    """
    parts: list[str] = []
    offsets: list[int] = []
    length = 0
    for raw in lines:
        line = raw.strip()
        tail = parts[-1] if parts else ""
        if line and tail:
            if tail.endswith("-") and len(tail) > 1 and tail[-2].islower() and line[0].islower() and tail[-2].isascii():
                parts[-1] = tail[:-1]
                length -= 1
            elif needs_space(tail[-1], line[0]):
                parts.append(" ")
                length += 1
        offsets.append(length)
        if line:
            parts.append(line)
            length += len(line)
    return "".join(parts), offsets
