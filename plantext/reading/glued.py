"""Lines of a cover that were joined: a date and the body or the subtitle beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plantext.reading.front import Front, FrontLine, front_of_lines, plain
from plantext.reading.organisations import is_organisation
from plantext.reading.printed_dates import full_dates

# Marks that close a subtitle.
_CLOSING = "-－―—〜～~」』"


def part_lines(front: Front) -> Front:
    """Part lines in which a date stands directly beside the name of a body, or behind a subtitle.

    Examples
    --------
    >>> from plantext.reading.front import front_of_text
    >>> [line.text for line in part_lines(front_of_text("令和５年６月甲乙会議")).lines]
    ['令和５年６月', '甲乙会議']
    """
    lines = [part for line in front.lines for part in _parts(line)]
    return front if len(lines) == len(front.lines) else front_of_lines(lines)


def _parts(line: FrontLine) -> Iterator[FrontLine]:
    dates = full_dates(line.text) if len(line.plain) <= 60 and not line.is_prose else []
    if len(dates) != 1:
        yield line
        return
    (start, end, _, _) = dates[0]
    before, after = line.text[:start], line.text[end:]
    if start == 0 and after and not after[0].isspace() and is_organisation(after):
        texts = [line.text[:end], after]
    elif not after and before and before[-1] in _CLOSING:
        texts = [before, line.text[start:]]
    else:
        texts = [line.text]
    for number, text in enumerate(texts):
        yield replace(line, text=text, plain=plain(text), gap=line.gap and not number)
