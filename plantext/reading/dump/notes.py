"""Footnotes at the foot of a dumped page: where they begin, told by the marks that the text above carries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plantext.reading.dump.breaks import COUNTERS
from plantext.reading.dump.raised import HIGH, mark_strength
from plantext.reading.lines import is_title
from plantext.reading.marks import find_mark

_OPENS = re.compile(r"([0-9０-９]{1,3})[\s\u3000]{1,3}(\S.*)")
# Lines that notes with low numbers, which headings have as well, fill at most.
_FEW = 10

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

Line = tuple[str, int]


def split_notes(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]]]:
    """Split the lines of a page into the text and the notes at its foot.

    A note opens with a number that stands as a mark in the text above; behind it come notes with the next numbers, and
    no heading.

    Examples
    --------
    >>> body, notes = split_notes([("標準準拠システム1への移行を進め、手続", 1), ("1 基準に適合したシステムをいう。", 1)])
    >>> len(body), [[line for line, _ in note] for note in notes]
    (1, [['1 基準に適合したシステムをいう。']])
    """
    numbers = [_number(line) for line, _ in lines]
    for first, number in enumerate(numbers):
        if first and number and _begins(lines, numbers, first):
            starts = [first]
            for i in range(first + 1, len(lines)):
                if numbers[i] == number + len(starts):
                    starts.append(i)
            ends = [*starts[1:], len(lines)]
            return list(lines[:first]), [list(lines[i:j]) for i, j in zip(starts, ends, strict=True)]
    return list(lines), []


def mark_pattern(number: int) -> re.Pattern[str]:
    """The pattern of a mark in its line, in digits of either width, that is no part of a longer number.

    Examples
    --------
    >>> bool(mark_pattern(5).search("踏まえると５、")), bool(mark_pattern(5).search("15 日"))
    (True, False)
    """
    return re.compile(
        rf"(?<![0-9０-９.．,，\-－/])(?:{number}|{str(number).translate(_WIDE)})(?![0-9０-９.．,，\-－/%％])"
    )


def _number(line: str) -> int:
    """The number that a line may open a note with; 0 for none."""
    match = _OPENS.match(line.strip())
    return int(match.group(1)) if match and not match.group(2).startswith(COUNTERS) else 0


def _begins(lines: Sequence[Line], numbers: Sequence[int], first: int) -> bool:
    number = numbers[first]
    if number < HIGH and len(lines) - first > _FEW:
        return False
    for line, _ in lines[first + 1 :]:
        mark = find_mark(line.strip())
        if mark is not None and not mark.bare and not mark.item and is_title(line.strip()[mark.end :]):
            return False
    above = "".join(line.strip() for line, _ in lines[:first])
    marks = mark_pattern(number).finditer(above)
    return any(mark_strength(above[: match.start()], above[match.end() :]) for match in marks)
