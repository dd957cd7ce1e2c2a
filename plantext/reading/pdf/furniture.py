"""Running heads, feet and page numbers: found by their recurrence, left out, reported."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from plantext.errors import Message
from plantext.reading.pdf.glyphs import Line
from plantext.records import Note

_NUMBER = re.compile(
    r"""
    [-‒–—―‐−\s(（]*                                  # a dash or bracket
    (?:p\.?\s*|page\s*)?                            # p.
    ([0-9]{1,4}|[ivxlc]{1,6})                        # the number
    (?:\s*/\s*[0-9]{1,4}|\s*(?:頁|ページ))?          # / 118
    [-‒–—―‐−\s)）]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = re.compile("[0-9]+")


# A line's text without its digits, and its height in steps of four points.
_Key = tuple[str, int]


def _page_label(line: Line) -> str:
    """The page number that a line consists of; empty for any other line."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", line.text))
    return match.group(1) if match else ""


def _key(line: Line) -> _Key:
    # Digits apart, because the page number changes from page to page.
    return _DIGITS.sub("#", unicodedata.normalize("NFKC", line.text)), round(line.y / 4)


def _edges(lines: Sequence[Line], rows: int = 2) -> list[Line]:
    """Lines of the outermost rows of a page."""
    heights = sorted({round(line.y) for line in lines})
    outer = set(heights[:rows]) | set(heights[-rows:])
    return [line for line in lines if round(line.y) in outer]


def _is_alone(line: Line, lines: Sequence[Line]) -> bool:
    """Whether no other line stands beside it."""
    return not any(other is not line and abs(other.y - line.y) < 0.6 * other.size for other in lines)


def _is_apart(line: Line, lines: Sequence[Line]) -> bool:
    """Whether what stands beside a line keeps a distance of eight characters."""
    return not any(
        other is not line
        and abs(other.y - line.y) < 0.6 * other.size
        and other.x0 - line.x1 < 8 * line.size
        and line.x0 - other.x1 < 8 * line.size
        for other in lines
    )


def _opens_row(line: Line, lines: Sequence[Line], heads: Set[int]) -> bool:
    """Whether text other than running heads and feet follows a number closely, as it does that of a note or an item."""
    return any(
        id(other) not in heads and abs(other.y - line.y) < 0.6 * other.size and 0 < other.x0 - line.x1 < 5 * line.size
        for other in lines
    )


def _page_shift(pages: Sequence[Sequence[Line]]) -> int | None:
    """Printed page number less the page's own, as most outermost lines that are numbers say; 0 where few do."""
    shifts: Counter[int] = Counter()
    for number, lines in enumerate(pages, start=1):
        for line in _edges(lines, 1):
            label = _page_label(line)
            if label.isdigit() and _is_alone(line, lines):
                shifts[int(label) - number] += 1
    shift, times = max(shifts.items(), key=lambda item: (item[1], -abs(item[0])), default=(0, 0))
    return shift if times >= 2 or shift == 0 else None


def _stands_apart(line: Line, lines: Sequence[Line], others: set[int]) -> bool:
    """Whether a line of text keeps a distance to the body, or is set in another size."""
    body = [other for other in lines if id(other) not in others]
    if not body:
        return False
    sizes = sorted(other.size for other in body)
    distance = min(abs(other.y - line.y) for other in body)
    # A heading may recur at the top of pages (続き): furniture stands apart from the body.
    return abs(line.size - sizes[len(sizes) // 2]) > 0.08 * line.size or distance > 2.2 * line.size


def drop_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Note], dict[int, str]]:
    """Drop running heads, feet and page numbers.

    A line in the outermost rows goes when its text (digits apart) stands at the same height on at
    least three pages and a fifth of them.

    Parameters
    ----------
    pages : sequence of sequence of Line
        Lines from the top down.

    Returns
    -------
    list of list of Line
        What is left.
    list of Note
        What was dropped, one note for each kind.
    dict of int to str
        The page number printed on each page.

    Examples
    --------
    >>> pages = [[Line("本文", 57, 80, 400, 11, False, n), Line(f"- {n} -", 290, 310, 30, 10, False, n)] for n in (1, 2, 3)]
    >>> kept, notes, labels = drop_furniture(pages)
    >>> [line.text for line in kept[0]], labels
    (['本文'], {1: '1', 2: '2', 3: '3'})
    """
    running = _running(pages)
    shift = _page_shift(pages)
    kept: list[list[Line]] = []
    labels: dict[int, str] = {}
    dropped: dict[_Key, list[Line]] = defaultdict(list)
    for number, lines in enumerate(pages, start=1):
        edge = {id(line) for line in _edges(lines) if _key(line) in running}
        rest: list[Line] = []
        for line in lines:
            label = _page_label(line)
            numbered = label.isdigit() and int(label) - number == shift
            if (numbered and line in _edges(lines, 1) and _is_apart(line, lines)) or (
                id(line) in edge and (not _opens_row(line, lines, edge) if label else _stands_apart(line, lines, edge))
            ):
                dropped[_key(line)].append(line)
                if label:
                    labels[number] = label
            else:
                rest.append(line)
        kept.append(rest)
    notes = []
    for lines in sorted(dropped.values(), key=lambda lines: lines[0].page):
        what = Message("Page numbers") if _page_label(lines[0]) else Message("A running head or foot")
        message = Message(
            "{what} on {n_lines} pages, {first} to {last}.",
            what=what,
            n_lines=len(lines),
            first=lines[0].page,
            last=lines[-1].page,
        )
        notes.append(Note("dropped", message, lines[0].page, lines[0].text[:60], 0.95))
    return kept, notes, labels


def _running(pages: Sequence[Sequence[Line]]) -> set[_Key]:
    """Texts that recur at the same height in the outermost rows."""
    seen: dict[_Key, set[int]] = defaultdict(set)
    for number, lines in enumerate(pages, start=1):
        for line in _edges(lines):
            seen[_key(line)].add(number)
    # Running heads change with the chapter: a fifth of the pages is enough.
    needed = max(3, len(pages) // 5)
    nowhere: set[int] = set()
    # Neighbouring heights count together: a foot moves by a point or two.
    return {
        (text, height)
        for (text, height), found in seen.items()
        if len(found | seen.get((text, height + 1), nowhere) | seen.get((text, height - 1), nowhere)) >= needed
    }
