"""Reader of page dumps: frames put in order and joined into pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from plantext.reading.dump.breaks import UNNUMBERED, group_lines
from plantext.reading.dump.frames import Dump, Frame, parse_dump
from plantext.reading.dump.notes import split_notes
from plantext.reading.dump.order import order_dump
from plantext.reading.dump.raised import drop_ruby, take_footnote_marks
from plantext.reading.dump.setting import find_setting
from plantext.reading.lines import LineClassifier
from plantext.reading.paragraphs import read_lines
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading, join_lines
from plantext.reading.policy_measures import find_policy_line
from plantext.records import Note
from plantext.text import display_width

_NOTE: dict[str, Any] = {"kind": "footnote", "mark": "", "label": "", "rank": 0}
# They stand beside chapters.
_UNNUMBERED_RANK = 20


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
    ['[No.1-1] 題名', '本文である。']
    """
    dump, runs, order_notes = order_dump(parse_dump(lines, division=division) for division in ("head", "foot", "none"))
    body_notes: list[Note] = []
    classifier = LineClassifier()
    pieces = [piece for run in runs for piece in _frame_pieces(run, dump, classifier, body_notes)]
    pieces, mark_notes = take_footnote_marks(pieces)
    report = (*notes, *dump.notes, *order_notes, *body_notes, *mark_notes)
    return Reading(tuple(pieces), report, len(dump.pages), dump.found)


def _frame_pieces(run: list[Frame], dump: Dump, classifier: LineClassifier, notes: list[Note]) -> Iterator[Piece]:
    """The pieces of one run of frames."""
    first = run[0]
    lines = [(line, frame.page) for frame in run for line in frame.lines]
    if first.kind == "kpi":
        yield from (replace(piece, kind="kpi") for piece in read_lines(lines, width=dump.width))
    elif first.kind == "owner":
        whole = _whole_lines(lines, dump.width)
        yield from (replace(piece, kind="owner") for piece in read_lines(whole, width=0))
    elif first.kind == "measure":
        text, _ = join_lines(line for line, _ in lines)
        policy = find_policy_line(text)
        mark, number = (policy.mark, policy.number) if policy else ("", "")
        yield Piece("heading", text, ((0, first.page),), mark=mark, label=number, rank=MEASURE_RANK)
    else:
        lines, ruby = drop_ruby(lines, dump.setting)
        body, foot = split_notes(lines)
        groups, doubts = group_lines(body, dump.setting)
        notes += [*ruby, *doubts]
        yield from (_paragraph(group, classifier) for group in groups)
        for note in foot:
            groups, doubts = group_lines(note, find_setting([line for line, _ in note]))
            notes += doubts
            yield from (replace(_paragraph(group, LineClassifier()), **_NOTE) for group in groups)


def _paragraph(group: Sequence[tuple[str, int]], classifier: LineClassifier) -> Piece:
    """The piece of the lines of one paragraph."""
    text, offsets = join_lines(line for line, _ in group)
    pages: list[tuple[int, int]] = []
    for offset, (_, page) in zip(offsets, group, strict=True):
        if not pages or page != pages[-1][1]:
            pages.append((offset, page))
    piece = classifier.classify(text)
    if piece.kind == "paragraph" and UNNUMBERED.fullmatch(text):
        label = "".join(text.split())
        piece = replace(piece, kind="heading", label=label, rank=_UNNUMBERED_RANK)
    return replace(piece, pages=tuple(pages))


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
