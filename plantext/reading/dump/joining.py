"""Pages of one document, dumped one by one, joined in order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plantext.errors import Message
from plantext.reading.dump.pages import split_chunks, split_header
from plantext.reading.dump.reader import read_dump
from plantext.reading.lines import opens_apart
from plantext.reading.marks import find_mark
from plantext.reading.paragraphs import NEVER_FIRST
from plantext.reading.pieces import Piece, Reading, needs_space, number_runs
from plantext.records import Note

# The body ends a sentence with one of these; behind a bracket, one of the particles goes on with it.
_FINISHED = "。！？!?：:"
_CLOSED = "」』）)】〉》"
_GOES_ON = re.compile(r"[のをにはがでともへや、。]|から|まで|など|等|及び|並びに|又は|による|とする|とし")
_BODY = ("paragraph", "bullet")

Header = tuple[str, str, int]
"""Source, title and page number that a page's header names."""


def header_of(text: str) -> Header | None:
    r"""Return source, title and page number that the header of a page dump names; None where it names not all.

    Examples
    --------
    >>> header_of("資料1:計画 (6 ページ)\n\n公開元URL https://example.jp/a\n\n本文である。")
    ('https://example.jp/a', '計画', 6)
    >>> header_of("本文である。") is None
    True
    """
    lines = [(line, 1) for line in text[:4000].splitlines()]
    _, found, _ = split_header(split_chunks(lines))
    if all(found.get(key) for key in ("source", "title", "page")):
        return found["source"], found["title"], int(found["page"])
    return None


def split_pages(text: str) -> list[str]:
    r"""Split a text of several pages at form feeds, or else where the first line of its header comes again.

    Examples
    --------
    >>> split_pages("題\n\n一\n題\n\n二")
    ['題\n\n一', '題\n\n二']
    """
    parts = [part for part in text.split("\f") if part.strip()]
    if len(parts) > 1:
        return parts
    lines = text.strip().splitlines()
    starts = [i for i, line in enumerate(lines) if line.strip() == lines[0].strip()]
    return ["\n".join(lines[i:j]) for i, j in itertools.pairwise([*starts, len(lines)])]


def read_pages(pages: Sequence[Sequence[str]], headers: Sequence[Header]) -> Reading:
    """Read pages of one document, each with its own header; they may come in any order.

    Parameters
    ----------
    pages : sequence of sequence of str
        The lines of each page.
    headers : sequence of tuple
        As :func:`header_of` returns them. Pages of the reading are those that the headers count.

    Examples
    --------
    >>> pages = [["資料1:計画 (2 ページ)", "", "公開元URL a", "", "める。"],
    ...          ["資料1:計画 (1 ページ)", "", "公開元URL a", "", "取組を進"]]
    >>> [piece.text for piece in read_pages(pages, [("a", "計画", 2), ("a", "計画", 1)]).pieces]
    ['取組を進める。']
    """
    order = sorted(range(len(pages)), key=lambda i: headers[i][2])
    pieces: list[Piece] = []
    notes: list[Note] = []
    found: dict[str, str] = {}
    before: tuple[int, Sequence[str]] | None = None
    for i in order:
        number = headers[i][2]
        if before is not None and before[0] == number:
            if list(before[1]) == list(pages[i]):
                notes.append(
                    Note("dropped", Message("Page {number} is there twice; it was read once.", number=number), number)
                )
                continue
            notes.append(
                Note(
                    "uncertain",
                    Message("Two different pages are called page {number}.", number=number),
                    number,
                    "",
                    0.3,
                )
            )
        reading = read_dump([(line, 1) for line in pages[i]])
        found = found or dict(reading.found)
        here = [replace(piece, pages=((0, number),)) for piece in reading.pieces]
        notes += _gap(before[0] if before else 0, number, pieces)
        notes += [replace(note, page=number if note.page else 0) for note in reading.notes]
        follows = before is not None and number == before[0] + 1
        notes += _append(pieces, here, number) if follows else []
        pieces += here
        before = (number, pages[i])
    numbers = sorted({header[2] for header in headers})
    found["page"] = ", ".join(_ranges(numbers))
    message = Message(
        "{n_numbers} pages of one document, dumped one by one, were joined: {file}.",
        n_numbers=len(numbers),
        file=found["page"],
    )
    return Reading(tuple(pieces), (Note("order", message), *notes), numbers[-1], found)


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Ascending numbers as ranges: 6, 7, 8, 19 are 6–8 and 19."""
    for first, last in number_runs(numbers):
        yield str(first) if first == last else f"{first}–{last}"


def _gap(last: int, number: int, pieces: Sequence[Piece]) -> list[Note]:
    """Notes of pages missing before a page, and of the sentence that they cut."""
    if number <= last + 1:
        return []
    missing = range(last + 1, number)
    told = (
        Message(
            "Pages {first}–{last} are missing: not among the files; sections opened there are unknown.",
            first=missing[0],
            last=missing[-1],
        )
        if len(missing) > 1
        else Message("Page {page} is missing: not among the files; sections opened there are unknown.", page=missing[0])
    )
    notes = [Note("unread", told, last)]
    end = _last_body(pieces)
    if last and end is not None and _breaks_off(pieces[end].text):
        message = Message("A sentence breaks off here; the page that it goes on on is missing.")
        notes.append(Note("uncertain", message, last, pieces[end].text[-40:], 0.5))
    return notes


def _last_body(pieces: Sequence[Piece]) -> int | None:
    """The last paragraph or bullet; notes stand below it. None where something else ends the page."""
    for i in range(len(pieces) - 1, -1, -1):
        if pieces[i].kind in _BODY:
            return i
        if pieces[i].kind != "footnote":
            return None
    return None


def _breaks_off(text: str) -> bool:
    return text[-1] not in _FINISHED and text[-1] not in _CLOSED


def _append(pieces: list[Piece], here: list[Piece], number: int) -> list[Note]:
    """Join the paragraph that goes on over a page's end: moved from the page to the pieces before it."""
    end = _last_body(pieces)
    if end is None or not here or here[0].kind != "paragraph":
        return []
    left, right = pieces[end], here[0]
    text = right.text
    sure = text[0] in NEVER_FIRST or (left.text[-1] in _CLOSED and _GOES_ON.match(text) is not None)
    marked = find_mark(text) is not None or opens_apart(text)
    if not sure and (marked or not _breaks_off(left.text)):
        return []
    space = " " if needs_space(left.text[-1], text[0]) else ""
    at = len(left.text) + len(space)
    pieces[end] = replace(
        left,
        text=left.text + space + text,
        pages=(*left.pages, (at, number)),
        marks=(*left.marks, *((at + offset, mark) for offset, mark in right.marks)),
        breaks=(*left.breaks, *(at + offset for offset in right.breaks)),
    )
    del here[0]
    message = Message("A sentence that breaks off here goes on on page {number}.", number=number)
    return [Note("order", message, number - 1, f"{left.text[-20:]}｜{text[:20]}", 0.95 if sure else 0.9)]
