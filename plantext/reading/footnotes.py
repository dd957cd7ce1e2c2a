"""Footnotes tied to the places of their marks."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plantext.errors import Message
from plantext.records import Block, Note


def tie_footnotes(
    blocks: Sequence[Block], marks: Mapping[tuple[int, str], Sequence[int]], *, complete: bool
) -> tuple[list[Block], list[Note]]:
    """Give each footnote the offset its mark was taken from.

    Parameters
    ----------
    marks : mapping
        (page, mark) → offsets in the document's text, ascending.
    complete : bool
        Whether all marks were found, so that a footnote without one is worth a note.

    Returns
    -------
    list of Block
        All blocks; the anchor of a tied footnote is set.
    list of Note
        Footnotes and marks that are left over.

    Examples
    --------
    >>> blocks, _ = tie_footnotes([Block("footnote", 9, 20, mark="1")], {(1, "1"): [4]}, complete=True)
    >>> blocks[0].anchor
    4
    """
    waiting = {key: deque(places) for key, places in marks.items()}
    tied: list[Block] = []
    notes: list[Note] = []
    for block in blocks:
        if block.kind != "footnote" or not block.mark:
            tied.append(block)
            continue
        # A note may run over to the page behind its mark.
        places = waiting.get((block.page, block.mark)) or waiting.get((block.page - 1, block.mark))
        if places:
            tied.append(replace(block, anchor=places.popleft()))
            continue
        tied.append(block)
        if complete:
            notes.append(
                Note(
                    "uncertain",
                    Message("Footnote {mark}: no mark for it in the text.", mark=block.mark),
                    block.page,
                    "",
                    0.5,
                )
            )
    for (page, mark), places in sorted(waiting.items()):
        if places:
            times = Message(", {n_places} times", n_places=len(places)) if len(places) > 1 else ""
            notes.append(
                Note(
                    "uncertain",
                    Message("Footnote mark {mark}: no footnote for it{times}.", mark=mark, times=times),
                    page,
                    mark,
                    0.5,
                )
            )
    return tied, notes
