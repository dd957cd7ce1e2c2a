"""Reader of page dumps: frames put in order and joined into pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plantext.reading.dump.frames import Frame, parse_dump
from plantext.reading.dump.order import order_dump
from plantext.reading.measures import find_policy_line
from plantext.reading.paragraphs import read_lines
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading, display_width, join_lines
from plantext.records import Note


def read_dump(lines: Sequence[tuple[str, int]], notes: Sequence[Note] = ()) -> Reading:
    """Read a page dump.

    Parameters
    ----------
    lines : sequence of tuple
        ``(line, page)`` in the order of the file.
    notes : sequence of Note
        Notes that come before those of the dump.

    Examples
    --------
    >>> lines = [("[No.1-1] 題名", 1), ("", 1), ("本文で", 1), ("ある。", 1)]
    >>> [piece.text for piece in read_dump(lines).pieces]
    ['[No.1-1] 題名', '本文で', 'ある。']
    """
    dump, runs, order_notes = order_dump(parse_dump(lines, division=division) for division in ("head", "foot", "none"))
    pieces = [piece for run in runs for piece in _frame_pieces(run, dump.width)]
    return Reading(tuple(pieces), (*notes, *dump.notes, *order_notes), len(dump.pages), dump.found)


def _frame_pieces(run: list[Frame], width: int) -> list[Piece]:
    """The pieces of one run of frames."""
    first = run[0]
    lines = [(line, frame.page) for frame in run for line in frame.lines]
    if first.kind == "kpi":
        return [replace(piece, kind="kpi") for piece in read_lines(lines, width=width)]
    if first.kind == "owner":
        return [replace(piece, kind="owner") for piece in read_lines(_whole_lines(lines, width), width=0)]
    if first.kind != "measure":
        return list(read_lines(lines, width=width))
    text, _ = join_lines(line for line, _ in lines)
    policy = find_policy_line(text)
    mark, number = (policy.mark, policy.number) if policy else ("", "")
    return [Piece("heading", text, ((0, first.page),), mark=mark, label=number, rank=MEASURE_RANK)]


def _whole_lines(lines: list[tuple[str, int]], width: int) -> list[tuple[str, int]]:
    """Join lines of names: one that fills the width, or ends with a separator, goes on in the next."""
    whole: list[tuple[str, int]] = []
    for line, page in lines:
        before = whole[-1][0].rstrip() if whole else ""
        if before and (before[-1] in "、・，," or display_width(before) >= width - 8 > 0):
            whole[-1] = (before + line.strip(), whole[-1][1])
        else:
            whole.append((line, page))
    return whole
