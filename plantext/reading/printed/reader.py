"""Reader of text exported from printed pages: paragraphs over the ends of pages, notes at the foot tied to their marks."""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Sequence

from plantext.errors import Message
from plantext.reading.dump.notes import Line, mark_pattern, split_notes
from plantext.reading.dump.raised import mark_strength
from plantext.reading.paragraphs import read_lines
from plantext.reading.pieces import Piece, Reading, join_lines, take_marks
from plantext.reading.printed.halves import close_spacing, drop_line_numbers, find_width, settle_lines
from plantext.reading.printed.pages import drop_contents, drop_running_heads, part_pages, value_of
from plantext.reading.turns.evidence import lines_apart
from plantext.records import Note

# Between these, which no text holds, stands a mark until its paragraph is whole.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_SET_APART = re.compile(f"{_OPEN}([0-9]{{1,3}}){_CLOSE}")
# The number of a note that stood above its first line; notes between two that may have been missed, and one.
_NUMBERED_ABOVE, _MISSED = re.compile(r"[0-9]{1,3}\t"), 3
_OPENING_NUMBER = re.compile(r"\s*([0-9０-９]{1,3})")


def read_printed(lines: Sequence[Line], numbers: Sequence[int], notes: Sequence[Note] = ()) -> Reading:
    """Read text exported from printed pages.

    Parameters
    ----------
    lines : sequence of tuple
        ``(line, page)`` in the order of the file.
    numbers : sequence of int
        Places of the page numbers, as :func:`plantext.reading.printed.pages.find_page_numbers` finds them.
    notes : sequence of Note
        Notes that come before those of the pages.

    Examples
    --------
    >>> page = [("市は、窓口を改める。職員は、申請を受け付けるとき、書類の", 1), ("数を減らすことに努める。", 1)] * 8
    >>> lines = [line for n in range(1, 6) for line in [*page, ("", 1), (f"{n:>20}", 1)]]
    >>> read_printed(lines, [17, 35, 53, 71, 89]).n_pages
    5
    """
    told: list[Note] = []
    if numbers:
        ends = " to ".join(str(value_of(lines[place][0])) for place in (numbers[0], numbers[-1]))
        message = Message("Lines that hold nothing but the number of a printed page ({ends}).", ends=ends)
        told.append(Note("dropped", message, lines[numbers[0]][1], lines[numbers[0]][0].strip(), 0.95))
    pages = drop_running_heads(part_pages(*drop_contents(lines, numbers, told)), told)
    body: list[Line] = []
    feet: dict[int, list[Piece]] = {}
    last = 0
    for page, held in pages:
        text, foot = _part_foot(settle_lines(close_spacing(drop_line_numbers(held)), told), last)
        feet[page] = [_note(lines, page) for lines in foot]
        last = int(feet[page][-1].mark) if foot else last
        body += _without_blank_ends(_set_marks_apart(text, [int(note.mark) for note in feet[page]], page, told))
    printed = [line for line, _ in body]
    pieces: list[Piece] = []
    waiting = deque(page for page, _ in pages)
    for piece in read_lines(body, width=find_width(printed), apart=lines_apart(printed)):
        # Notes stand behind the last paragraph that begins on their page.
        while waiting and piece.page_at(0) > waiting[0]:
            pieces += feet[waiting.popleft()]
        marks = [(match.start(), match.end(), match.group(1)) for match in _SET_APART.finditer(piece.text)]
        pieces.append(take_marks(piece, marks) if marks else piece)
    pieces += [note for page in waiting for note in feet[page]]
    return Reading(tuple(pieces), (*notes, *told), n_pages=max([lines[-1][1], *feet]), marks_taken=True)


def _part_foot(lines: Sequence[Line], last: int) -> tuple[list[Line], list[list[Line]]]:
    """Part the notes at the foot of a page from its text: told by their marks, or by numbers of their own lines that count on."""
    text, foot = split_notes(lines)
    starts = [len(text) + sum(map(len, foot[:i])) for i in range(len(foot))]
    above = [i for i, (line, _) in enumerate(lines) if _NUMBERED_ABOVE.match(line)]
    if above and (above[0] >= len(text) or _counts_on(_number(lines[above[0]][0]), last)):
        starts = sorted({*starts, *above})
    if not starts:
        return text, foot
    return list(lines[: starts[0]]), [list(lines[i:j]) for i, j in itertools.pairwise([*starts, len(lines)])]


def _number(line: str) -> int:
    match = _OPENING_NUMBER.match(line)
    return int(match.group(1)) if match else 0


def _counts_on(number: int, last: int) -> bool:
    return number == 1 or last < number <= last + _MISSED


def _note(lines: Sequence[Line], page: int) -> Piece:
    """A note at the foot of a page, its lines joined."""
    text, _ = join_lines(line.replace("\t", " ") for line, _ in lines)
    return Piece("footnote", text, ((0, page),), mark=str(_number(text)))


def _set_marks_apart(lines: Sequence[Line], wanted: Sequence[int], page: int, told: list[Note]) -> list[Line]:
    """Set the marks of the notes of a page apart, in the order of their numbers."""
    result = list(lines)
    at = (0, 0)
    for number in wanted:
        found = _place_of(number, result, at)
        if found is None:
            continue
        i, start, end = found
        line, held = result[i]
        around = f"{line[max(start - 12, 0) : start]}｜{number}｜{line[end : end + 12]}"
        message = Message("Footnote mark {number}, its note stands at the foot of the page.", number=number)
        told.append(Note("dropped", message, page, around, 0.9))
        set_apart = f"{_OPEN}{number}{_CLOSE}"
        result[i] = (line[:start].rstrip(" ") + set_apart + line[end:].lstrip(" "), held)
        at = (i, start + len(set_apart))
    return result


def _place_of(number: int, lines: Sequence[Line], at: tuple[int, int]) -> tuple[int, int, int] | None:
    """Where the mark of a note stands behind a place: its line, start and end; where the words around it speak most for it."""
    best, place = 0, None
    pattern = mark_pattern(number)
    for i in range(at[0], len(lines)):
        line = lines[i][0]
        above = lines[i - 1][0].strip() if i else ""
        behind = lines[i + 1][0].strip() if i + 1 < len(lines) else ""
        for match in pattern.finditer(line, at[1] if i == at[0] else 0):
            before, after = above + line[: match.start()].strip(), line[match.end() :].lstrip(" ") or behind
            strength = mark_strength(before, after)
            if strength > best:
                best, place = strength, (i, match.start(), match.end())
    return place


def _without_blank_ends(lines: Sequence[Line]) -> list[Line]:
    """Lines without the blank ones before and behind them: a paragraph runs over the end of a page."""
    filled = [i for i, (line, _) in enumerate(lines) if line.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []
