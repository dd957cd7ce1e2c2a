"""The table of contents: found, left out of the text, and compared with the headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plantext.errors import Message
from plantext.reading.marks import find_mark
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pieces import Piece
from plantext.records import Note
from plantext.text import fold

_HEAD = re.compile(r"目次|もくじ|contents|tableofcontents", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a table of contents.

    Parameters
    ----------
    title : str
        As printed, without its leader.
    label : str
        The page printed beside it.
    page : int
        Page of the file on which the entry stands.
    """

    title: str
    label: str
    page: int


@dataclass(frozen=True)
class Contents:
    """The table of contents of a document; empty where it has none."""

    entries: tuple[ContentsEntry, ...] = ()

    def check(self, pieces: Sequence[Piece], labels: Mapping[int, str]) -> list[Note]:
        """Compare the entries with the headings found.

        Parameters
        ----------
        labels : mapping of int to str
            The number printed on each page.

        Returns
        -------
        list of Note
            A summary, and one note for each entry without a heading.
        """
        if not self.entries:
            return []
        headings = [
            (fold(piece.text), labels.get(piece.page_at(0), ""), piece) for piece in pieces if piece.kind == "heading"
        ]
        notes: list[Note] = []
        at = matched = 0
        for entry in self.entries:
            title = fold(entry.title)
            found = next((i for i in range(at, len(headings)) if headings[i][:2] == (title, entry.label)), None)
            if found is None:
                message = Message(
                    "The table of contents has a heading for page {page} that was not found there.", page=entry.label
                )
                notes.append(Note("uncertain", message, entry.page, entry.title[:60], 0.5))
                continue
            at = found + 1
            matched += 1
        message = Message(
            "{matched} of {n_entries} entries of the table of contents were found as headings on their pages.",
            matched=matched,
            n_entries=len(self.entries),
        )
        return [Note("order", message, self.entries[0].page, "", matched / len(self.entries)), *notes]


def _split_leader(text: str) -> tuple[str, str] | None:
    """Title and page of a line with a leader; None for any other."""
    # No leader is longer than a line: the search stays short on hostile input.
    tail = text[-420:]
    start = len(tail)
    while start and (tail[start - 1].isdigit() or tail[start - 1] == " "):
        start -= 1
    dots = start
    while dots and tail[dots - 1] in ".．・…‥·⋯ \u3000":
        dots -= 1
    leader, number = tail[dots:start].replace(" ", "").replace("\u3000", ""), tail[start:].strip()
    # An ellipsis character stands for three dots.
    weight = sum(3 if character in "…⋯" else 2 if character == "‥" else 1 for character in leader)
    if weight < 4 or not number:
        return None
    return text[: len(text) - len(tail) + dots].rstrip(), unicodedata.normalize("NFKC", number).replace(" ", "")


def _lists_titles(lines: Sequence[Line]) -> int:
    """Number of the line that says 目次 on a page that holds titles alone, and no sentence; 0 for other pages."""
    heads = [n for n in range(1, 7) if _HEAD.fullmatch(_row_text(lines, n))]
    return heads[0] if heads and _holds_titles(lines[heads[0] :]) else 0


def _row_text(lines: Sequence[Line], last: int) -> str:
    """The text of the row that the line of a number ends, without white space: 目 and 次 may stand far apart."""
    row = [line for line in lines[:last] if abs(line.y - lines[min(last, len(lines)) - 1].y) < 0.3 * line.size]
    return "".join(fold("".join(line.text for line in row)).split())


def _holds_titles(lines: Sequence[Line]) -> bool:
    """Whether most lines are numbered or have a leader, and none is of a sentence."""
    texts = ["".join(line.text.split()) for line in lines]
    titles = sum(find_mark(text) is not None or _split_leader(text) is not None for text in texts)
    return titles >= 4 and titles * 2 >= len(lines) and not any("。" in text for text in texts)


def find_contents(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], Contents, list[Note]]:
    """Take the table of contents out of the text.

    Parameters
    ----------
    pages : sequence of sequence of Line
        Lines from the top down.

    Returns
    -------
    list of list of Line
        What is left.
    Contents
        The entries.
    list of Note
        What was left out.

    Examples
    --------
    >>> page = [Line(f"第{n} 各論{'.' * 20}{n}", 57, 400, 700 - 20 * n, 11, False, 1) for n in range(1, 6)]
    >>> _, contents, _ = find_contents([page])
    >>> contents.entries[0]
    ContentsEntry(title='第1 各論', label='1', page=1)
    """
    kept: list[list[Line]] = []
    entries: list[ContentsEntry] = []
    notes: list[Note] = []
    listed = 0  # the last page of contents
    for number, lines in enumerate(pages, start=1):
        leaders = [_split_leader(line.text) for line in lines]
        count = sum(leader is not None for leader in leaders)
        head = _lists_titles(lines)
        goes_on = listed == number - 1 and count > 0 and _holds_titles(lines)
        # A page of contents consists of entries; a few leaders elsewhere are a form or a price list.
        if not head and not goes_on and (count < 5 or count * 2 < len(lines)):
            kept.append(list(lines))
            continue
        listed = number
        if (head or goes_on) and count * 2 < len(lines):
            found = [ContentsEntry(leader[0].strip(), leader[1], number) for leader in leaders if leader]
            entries += found
            what = (
                Message("{count} entries with a page number", count=count) if count else Message("without page numbers")
            )
            message = Message("A page of the table of contents, {what}.", what=what)
            notes.append(Note("dropped", message, number, lines[max(head, 1) - 1].text[:60], 0.8))
            kept.append([line for line in lines[: max(head - 1, 0)] if line.y > lines[head - 1].y + line.size])
            continue
        pending = ""  # a title of several lines has its leader in the last
        for line, leader in zip(lines, leaders, strict=True):
            pending += leader[0].strip() if leader else line.text.strip()
            if leader:
                entries.append(ContentsEntry(pending, leader[1], number))
                pending = ""
        message = Message("A page of the table of contents, {count} entries.", count=count)
        notes.append(Note("dropped", message, number, lines[0].text[:60]))
        kept.append([])
    return kept, Contents(tuple(entries)), notes
