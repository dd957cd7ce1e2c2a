"""The table of contents: found, left out of the text, and compared with the headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
                message = f"The table of contents has a heading for page {entry.label} that was not found there."
                notes.append(Note("uncertain", message, entry.page, entry.title[:60], 0.5))
                continue
            at = found + 1
            matched += 1
        message = (
            f"{matched} of {len(self.entries)} entries of the table of contents were found as headings on their pages."
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
    """Number of the line that says 目次 on a page that holds titles alone, no sentence and no leader; 0 for other pages."""
    heads = [n for n, line in enumerate(lines[:6], 1) if _HEAD.fullmatch("".join(fold(line.text).split()))]
    below = lines[heads[0] :] if heads else []
    numbered = sum(find_mark(line.text) is not None for line in below)
    plain = not any("。" in line.text or _split_leader(line.text) for line in below)
    return heads[0] if numbered >= 4 and numbered * 2 >= len(below) and plain else 0


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
    for number, lines in enumerate(pages, start=1):
        leaders = [_split_leader(line.text) for line in lines]
        count = sum(leader is not None for leader in leaders)
        # A page of contents consists of entries; a few leaders elsewhere are a form or a price list.
        if head := _lists_titles(lines):
            message = "A page of the table of contents, without page numbers."
            notes.append(Note("dropped", message, number, lines[head - 1].text[:60], 0.8))
            kept.append(list(lines[: head - 1]))
            continue
        if count < 5 or count * 2 < len(lines):
            kept.append(list(lines))
            continue
        pending = ""  # a title of several lines has its leader in the last
        for line, leader in zip(lines, leaders, strict=True):
            pending += leader[0].strip() if leader else line.text.strip()
            if leader:
                entries.append(ContentsEntry(pending, leader[1], number))
                pending = ""
        message = f"A page of the table of contents, {count} entries."
        notes.append(Note("dropped", message, number, lines[0].text[:60]))
        kept.append([])
    return kept, Contents(tuple(entries)), notes
