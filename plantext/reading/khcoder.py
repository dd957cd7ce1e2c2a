"""Headings of KH Coder's text format: lines such as ``<H1>第１章</H1>``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plantext.reading.marks import find_mark
from plantext.reading.paragraphs import line_width, read_lines
from plantext.reading.pieces import MEASURE_RANK, Piece

_TAGGED = re.compile(r"<[hH]([1-6])>([^<\n]{0,300})</[hH]\1>")


def has_tags(lines: Sequence[tuple[str, int]]) -> bool:
    """Tell whether any line holds a heading's tags.

    Examples
    --------
    >>> has_tags([("<H1>総論</H1>", 1)]), has_tags([("本文の<H1>という語", 1)])
    (True, False)
    """
    return any("</" in line and _TAGGED.search(line) for line, _ in lines)


def read_tagged(lines: Sequence[tuple[str, int]]) -> Iterator[Piece]:
    """Read a text whose headings are tagged; numbered lines between them are items.

    Examples
    --------
    >>> [(piece.kind, piece.text) for piece in read_tagged([("<H1>総論</H1>", 1), ("本文。", 1)])]
    [('heading', '総論'), ('paragraph', '本文。')]
    """
    width = line_width([line for line, _ in lines])
    waiting: list[tuple[str, int]] = []
    for line, page in lines:
        start = 0
        for match in _TAGGED.finditer(line):
            waiting.append((line[start : match.start()], page))
            yield from _between(waiting, width)
            waiting = []
            start = match.end()
            title = match.group(2).strip()
            if title:
                mark = find_mark(title)
                label = mark.label if mark else title[:40]
                yield Piece("heading", title, ((0, page),), mark.text if mark else "", label, rank=int(match.group(1)))
        waiting.append((line[start:], page))
    yield from _between(waiting, width)


def _between(lines: Sequence[tuple[str, int]], width: int) -> Iterator[Piece]:
    for piece in read_lines(lines, width=width):
        if piece.kind == "heading" and piece.rank < MEASURE_RANK:
            yield replace(piece, kind="bullet", label="", rank=0)
        else:
            yield piece
