"""Plain text files, and text dumps of pages."""

from __future__ import annotations

from dataclasses import replace

from plantext.errors import ReadingError
from plantext.reading.bounds import MAX_LINES
from plantext.reading.dump.frames import Frame, is_dump, parse_dump
from plantext.reading.dump.order import order_dump
from plantext.reading.lines import display_width, read_lines
from plantext.reading.measures import find_policy_line
from plantext.reading.mojibake import is_garbled
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading, join_lines
from plantext.records import Note

_BREAKS = str.maketrans({"\x0b": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def read_text(text: str, name: str = "text") -> Reading:
    """Read a plain text.

    Parameters
    ----------
    text : str
        The decoded file. Form feeds part pages.
    name : str
        What to call it in errors.

    Returns
    -------
    Reading
        Its pieces, and notes on what was left out.

    Raises
    ------
    ReadingError
        If it has more lines than a text can need.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS).removeprefix("\ufeff")
    count = text.count("\n") + text.count("\f")
    if count > MAX_LINES:
        raise ReadingError(f"{name}: {count:,} lines; a text of more than {MAX_LINES:,} lines is not read. Part it.")
    lines = [(line, page) for page, part in enumerate(text.split("\f"), start=1) for line in part.split("\n")]
    lines, notes = _leave_out_garbled(lines)
    if is_dump(lines):
        return _read_dump(lines, notes)
    pieces: tuple[Piece, ...] = tuple(read_lines(lines))
    return Reading(pieces, tuple(notes), n_pages=text.count("\f") + 1)


def _read_dump(lines: list[tuple[str, int]], notes: list[Note]) -> Reading:
    dump, runs, order_notes = order_dump(parse_dump(lines, division=division) for division in ("head", "foot", "none"))
    pieces: list[Piece] = []
    for run in runs:
        pieces += _frame_pieces(run, dump.width)
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
    """Lines of names: one that fills the width, or ends with a separator, goes on in the next."""
    whole: list[tuple[str, int]] = []
    for line, page in lines:
        before = whole[-1][0].rstrip() if whole else ""
        if before and (before[-1] in "、・，," or display_width(before) >= width - 8 > 0):
            whole[-1] = (before + line.strip(), whole[-1][1])
        else:
            whole.append((line, page))
    return whole


def _leave_out_garbled(lines: list[tuple[str, int]]) -> tuple[list[tuple[str, int]], list[Note]]:
    kept: list[tuple[str, int]] = []
    notes: list[Note] = []
    run: list[tuple[int, str, int]] = []

    def close() -> None:
        if run:
            first, text, page = run[0]
            where = f"line {first}" if len(run) == 1 else f"lines {first} to {run[-1][0]}"
            size = sum(len(line) for _, line, _ in run)
            message = (
                f"Garbled before it came here, {where}, {size} characters: UTF-8 that was once decoded as Shift_JIS "
                "and has lost bytes. Left out; get these lines from the original."
            )
            notes.append(Note("unread", message, page, text[:60], 0.95))
            run.clear()

    for number, (line, page) in enumerate(lines, start=1):
        if is_garbled(line):
            run.append((number, line, page))
            continue
        if line.strip():
            close()
        if "\ufffd" in line or "\x80" in line:
            message = f"Line {number} holds characters that were lost before it came here; kept as it is."
            notes.append(Note("uncertain", message, page, line.strip()[:60], 0.3))
        kept.append((line, page))
    close()
    return kept, notes
