"""The text of an HTML block while it comes in, and the footnote marks taken out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plantext.reading.marks import RAISED_MARK

_SPACE = re.compile(r"[ \t\r\n\f]+")
# Marks of notes that need not be raised: [1], （注1）, ※1, *1.
_BRACKETED = re.compile(r"[\[（(〔]注?[0-9]{1,4}[\]）)〕]|[※*＊][0-9]{1,4}|注[0-9]{1,4}")
# What a raised 2 or 3 is a power of.
_UNIT = re.compile(r"(?:^|[^A-Za-z])[kcm]?m$")
_BACK = frozenset({"↩", "↩︎", "↑", "^", "▲", "戻る", "[戻る]", "[↑]", "本文へ戻る"})
_MARK_SIGNS = "[]（）()〔〕※*＊注"


def fold_space(text: str) -> str:
    r"""Fold white space; a line feed of the source joins as a line of print does, with a space between Latin words only.

    Examples
    --------
    >>> fold_space("甲  乙\n 丙")
    '甲 乙\n丙'
    """
    return _SPACE.sub(lambda match: "\n" if "\n" in match.group() else " ", text)


@dataclass(slots=True)
class _Anchor:
    """A link within the page that is open, and where its text begins."""

    target: str
    part: int


class OpenText:
    """The text of the block that is open.

    Parameters
    ----------
    note : tuple of (str, int), optional
        The note that is open: its mark, and how many blocks are around it.
    """

    def __init__(self) -> None:
        self.note: tuple[str, int] | None = None
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, str]] = []
        self._raised: list[str] | None = None
        self._anchor: _Anchor | None = None
        self._targets: dict[str, str] = {}

    def add(self, text: str) -> None:
        """Add text as the page has it."""
        if self._raised is not None:
            self._raised.append(text)
        else:
            self._append(fold_space(text))

    def add_line(self, text: str) -> None:
        """Add text or a break that stays as it is."""
        if self._raised is not None:
            self._raised.append(text)
        else:
            self._append(text)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def raise_text(self) -> None:
        """Begin raised text (``<sup>``), which may be a mark."""
        self.lower_text()
        self._raised = []

    def lower_text(self) -> None:
        """End raised text."""
        if self._raised is None:
            return
        mark = "".join(self._raised).strip()
        self._raised = None
        before = "".join(self._parts[-3:])[-4:]
        if RAISED_MARK.fullmatch(mark) and not (mark in ("2", "3") and _UNIT.search(before)):
            self._take_mark(mark)
        else:
            self._append(fold_space(mark))

    def open_anchor(self, target: str) -> None:
        """Begin a link within the page."""
        self._anchor = _Anchor(target, len(self._parts))

    def close_anchor(self) -> None:
        """End a link within the page: it may be a note's mark, or lead back to one."""
        anchor, self._anchor = self._anchor, None
        if anchor is None:
            return
        if self._raised is not None:
            # Raised: the mark is taken where the raising ends.
            mark = "".join(self._raised).strip()
            if RAISED_MARK.fullmatch(mark):
                self._targets.setdefault(anchor.target, mark.strip(_MARK_SIGNS))
            return
        text = "".join(self._parts[anchor.part :]).strip()
        if len(text) > 10 or not (text in _BACK or _BRACKETED.fullmatch(text)):
            return
        self._length -= sum(map(len, self._parts[anchor.part :]))
        del self._parts[anchor.part :]
        self._marks = [(min(offset, self._length), mark) for offset, mark in self._marks]
        if text not in _BACK:
            self._targets.setdefault(anchor.target, text.strip(_MARK_SIGNS))
            self._take_mark(text)

    def open_note(self, name: str, depth: int, *, block: bool) -> None:
        """Begin the note that a link leads to, where an element of that name is one.

        The target may be an anchor at the beginning of the note; `depth` counts the blocks around it.
        """
        mark = self._targets.get(name)
        if mark and (block or not "".join(self._parts).strip()):
            self.note = (mark, depth)

    def _take_mark(self, mark: str) -> None:
        """Take a mark out of the text; the offset is where its footnote will be tied."""
        number = mark.strip(_MARK_SIGNS)
        if self.note is not None and self.note[0] == number and not "".join(self._parts).strip():
            return  # the note's own number
        self._marks.append((self._length, number))

    def take(self) -> tuple[str, list[tuple[int, str]]]:
        """Return the text and its marks, and begin anew."""
        self.lower_text()
        self._anchor = None
        text, marks = "".join(self._parts), self._marks
        self._parts, self._marks, self._length = [], [], 0
        return text, marks
