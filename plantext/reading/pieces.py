"""Pieces, what every format is read into, and the joining of lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plantext.records import Note, Sentence

MEASURE_RANK = 1000
"""Rank of a measure's heading: it opens no section, it belongs to one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that has no place in the document's text yet.

    Parameters
    ----------
    kind : str
        As in :class:`plantext.records.Block`.
    text : str
        Never empty, never with a line feed.
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
        Offsets at which a sentence begins in any case, such as the items of a list inside a note.
    bold : int
        Characters at the beginning that are set in bold, where the text goes on in another type.
    turn : int
        Place in :attr:`Reading.speakers` of who says it; -1 for none.
    row : int
        As in :class:`plantext.records.Block`.
    """

    kind: str
    text: str
    pages: tuple[tuple[int, int], ...] = ((0, 1),)
    mark: str = ""
    label: str = ""
    rank: int = 0
    marks: tuple[tuple[int, str], ...] = ()
    breaks: tuple[int, ...] = ()
    bold: int = 0
    turn: int = -1
    row: int = -1

    def page_at(self, offset: int) -> int:
        """Return the page on which a character of the piece stands."""
        at = bisect_right(self.pages, offset, key=lambda place: place[0])
        return self.pages[max(at - 1, 0)][1]


def bold_length(text: str, bold: Iterable[str]) -> int:
    """Characters at the beginning of a line that are set in bold, of the runs in bold; 0 where all of it is.

    Examples
    --------
    >>> bold_length("青葉委員 伺います。", ["青葉委員"]), bold_length("青葉委員", ["青葉委員"])
    (4, 0)
    """
    lengths = [len(run) for run in bold if run and text.startswith(run)]
    return length if (length := max(lengths, default=0)) < len(text) else 0


def cut_piece(piece: Piece, start: int, end: int) -> Piece:
    """Return a part of a piece, without the space around it; pages, marks and breaks move along.

    Examples
    --------
    >>> part = cut_piece(Piece("paragraph", "甲。 乙。", pages=((0, 1), (4, 2)), breaks=(3,)), 2, 5)
    >>> part.text, part.pages, part.breaks
    ('乙。', ((0, 1), (1, 2)), ())
    """
    raw = piece.text[start:end]
    start, end = start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip())
    later = tuple((offset - start, page) for offset, page in piece.pages if start < offset < end)
    return replace(
        piece,
        text=piece.text[start:end],
        pages=((0, piece.page_at(start)), *later),
        marks=tuple((offset - start, mark) for offset, mark in piece.marks if start < offset <= end),
        breaks=tuple(offset - start for offset in piece.breaks if start < offset < end),
    )


def take_marks(piece: Piece, marks: Sequence[tuple[int, int, str]]) -> Piece:
    """Take footnote marks out of a piece, each with start and end of what goes; pages and breaks move along.

    Examples
    --------
    >>> taken = take_marks(Piece("paragraph", "こども 7等。", breaks=(6,)), [(3, 5, "7")])
    >>> taken.text, taken.marks, taken.breaks
    ('こども等。', ((3, '7'),), (4,))
    """

    def moved(offset: int) -> int:
        return offset - sum(min(offset, end) - start for start, end, _ in marks if start < offset)

    bounds = [0, *(place for start, end, _ in marks for place in (start, end)), len(piece.text)]
    return replace(
        piece,
        text="".join(piece.text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)),
        marks=tuple((moved(start), mark) for start, _, mark in marks),
        pages=tuple((moved(offset), page) for offset, page in piece.pages),
        breaks=tuple(moved(offset) for offset in piece.breaks),
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in one turn, with the fields of :class:`plantext.records.Turn`."""

    speaker: str
    person: str = ""
    role: str = ""
    affiliation: str = ""
    party: str = ""


@dataclass(frozen=True)
class Reading:
    """What the reader of a format returns.

    Parameters
    ----------
    pieces : tuple of Piece
        In reading order.
    found : mapping of str to str
        What the source says of itself: title, date (as printed or ISO), publisher, source and more.
    marks_taken : bool
        Whether footnote marks were told from the text, so that every footnote should have one.
    speakers : tuple of Speaker
        One a turn of speech, in reading order.
    judge : callable
        Gives notes on what of the document's sentences is in doubt.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()
    n_pages: int = 1
    found: Mapping[str, str] = field(default_factory=dict)
    marks_taken: bool = False
    speakers: tuple[Speaker, ...] = ()
    judge: Callable[[Sequence[Sentence]], Sequence[Note]] = lambda _: ()


def number_runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers, such as those of pages.

    Examples
    --------
    >>> number_runs([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    runs: list[tuple[int, int]] = []
    for number in numbers:
        first = runs.pop()[0] if runs and runs[-1][1] == number - 1 else number
        runs.append((first, number))
    return runs


def needs_space(left: str, right: str) -> bool:
    """Tell whether two lines join with a space, from the last character of one and the first of the next.

    Examples
    --------
    >>> needs_space("n", "d"), needs_space("n", "計")
    (True, False)
    """
    return (
        left < "\u0250"
        and right < "\u0250"
        and (left.isalnum() or left in ",.;:!?)]}'\"%&")
        and (right.isalnum() or right in "([{'\"&")
    )


def breaks_word(last: str, line: str) -> bool:
    """Tell whether a Latin word runs over the break between two lines, parted by a hyphen.

    Examples
    --------
    >>> breaks_word("Telecom-", "munication"), breaks_word("2023-", "2024"), breaks_word("-", "item")
    (True, False, False)
    """
    return last[-1:] == "-" and last[-2:-1].islower() and last[-2:].isascii() and line[:1].islower()


def join_lines(lines: Iterable[str]) -> tuple[str, list[int]]:
    """Join the lines of a paragraph; return it and the offset of each line.

    Japanese joins without a space, Latin words with one. A word broken at a hyphen keeps it, as printed: the view of
    :mod:`plantext.text` knows that it is one.

    Examples
    --------
    >>> join_lines(["地方公", "共団体", "open", "data"])
    ('地方公共団体open data', [0, 3, 6, 11])
    """
    parts: list[str] = []
    offsets: list[int] = []
    length = 0
    for raw in lines:
        line = raw.strip()
        tail = parts[-1] if parts else ""
        if line and tail and needs_space(tail[-1], line[0]):
            parts.append(" ")
            length += 1
        offsets.append(length)
        if line:
            parts.append(line)
            length += len(line)
    return "".join(parts), offsets
