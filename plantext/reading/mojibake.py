"""Mojibake: UTF-8 that was decoded as Shift_JIS before the file reached us."""

from __future__ import annotations

from collections.abc import Sequence

from plantext.errors import Message
from plantext.records import Note

# What the lead bytes of UTF-8 (E3, E4, E5 …) become in Shift_JIS; ordinary text hardly holds them.
_SIGNS = frozenset("縺繧繝縲蜿荳邱遉譌\ufffd\x80")


def is_garbled(line: str) -> bool:
    """Tell whether a line is UTF-8 that was once decoded as Shift_JIS.

    Undoing that decoding turns a garbled line into kana; a sound line falls apart under it.

    Examples
    --------
    >>> is_garbled("行政のデジタル化を進める。".encode().decode("cp932", "replace"))
    True
    >>> is_garbled("行政のデジタル化を進める。")
    False
    """
    signs = sum(character in _SIGNS for character in line)
    # One sign is a rare kanji (縺れた糸); garbled text has at least one in twelve characters.
    if signs < 2 or signs * 12 < len(line):
        return False
    undone = line.encode("cp932", "ignore").decode("utf-8", "ignore")
    kana = sum("\u3041" <= character <= "\u30fc" for character in undone)
    kept = sum("\u3041" <= character <= "\u3096" for character in line)
    return kana > kept and kana >= 1


def drop_garbled(lines: Sequence[tuple[str, int]]) -> tuple[list[tuple[str, int]], list[Note]]:
    """Drop garbled lines; report them, and lines that hold lost characters.

    Parameters
    ----------
    lines : sequence of tuple
        ``(line, page)``.

    Examples
    --------
    >>> drop_garbled([("一行目", 1), ("二行目", 1)])
    ([('一行目', 1), ('二行目', 1)], [])
    """
    kept: list[tuple[str, int]] = []
    notes: list[Note] = []
    run: list[tuple[int, str, int]] = []
    for number, (line, page) in enumerate(lines, start=1):
        if is_garbled(line):
            run.append((number, line, page))
            continue
        if run and line.strip():
            notes.append(_note_run(run))
            run = []
        if "\ufffd" in line or "\x80" in line:
            message = Message(
                "Line {number} holds characters that were lost before it came here; kept as it is.", number=number
            )
            notes.append(Note("uncertain", message, page, line.strip()[:60], 0.3))
        kept.append((line, page))
    if run:
        notes.append(_note_run(run))
    return kept, notes


def _note_run(run: Sequence[tuple[int, str, int]]) -> Note:
    first, text, page = run[0]
    where = (
        Message("line {first}", first=first)
        if len(run) == 1
        else Message("lines {first} to {last}", first=first, last=run[-1][0])
    )
    size = sum(len(line) for _, line, _ in run)
    message = Message(
        "Garbled before it came here, {where}, {size} characters: UTF-8 that was once decoded as "
        "Shift_JIS and has lost bytes. Left out; get these lines from the original.",
        where=where,
        size=size,
    )
    return Note("unread", message, page, text[:60], 0.95)
