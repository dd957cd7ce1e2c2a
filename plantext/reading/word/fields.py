"""Fields of a Word file: what they print in place of their instructions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from plantext.reading.word.parts import W

# Fields whose result repeats headings, captions or marked words.
_GENERATED = frozenset({"TOC", "INDEX", "TOA"})
# Fields that Word works out whenever it shows them, so that no result is kept.
_WORKED_OUT = frozenset({"EQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "SYMBOL", "FORMDROPDOWN"})
# Fields that show their last words to be clicked on.
_BUTTONS = frozenset({"MACROBUTTON", "GOTOBUTTON"})
# What sets a character over, under or into another one: ruby and circled characters.
_OVERLAY = re.compile(r"\\o(?:\\a[lcrd])?\s*\(", re.IGNORECASE)
_SWITCH = re.compile(r"\\[a-z]+\s?[0-9]*\s*", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that is still open.

    Parameters
    ----------
    separated : bool
        Whether its instruction is over and its result begun.
    chosen : str
        The entry chosen of a list that drops down.
    """

    instruction: list[str] = field(default_factory=list)
    separated: bool = False
    chosen: str = ""

    @property
    def is_generated(self) -> bool:
        """Whether its result is a table of contents or an index."""
        return name_of("".join(self.instruction)) in _GENERATED


def name_of(instruction: str) -> str:
    r"""The name of a field: the first word of its instruction.

    Examples
    --------
    >>> name_of(" TOC 1-3 ")
    'TOC'
    """
    return (instruction.split(maxsplit=1) or [""])[0].upper()


def chosen_entry(mark: Any) -> str:
    """The entry chosen of the list that drops down at the mark where a field begins; empty without a list."""
    menu = mark.find(f"{W}ffData/{W}ddList")
    if menu is None:
        return ""
    entries = [entry.get(W + "val", "") for entry in menu.findall(W + "listEntry")]
    at = next(
        (menu.find(W + name).get(W + "val", "") for name in ("result", "default") if menu.find(W + name) is not None),
        "0",
    )
    return entries[int(at)] if at.isdecimal() and len(at) < 4 and int(at) < len(entries) else ""


def shown_by(instruction: str) -> str:
    r"""What a field without a result shows, as far as its instruction says.

    Examples
    --------
    >>> shown_by("MACROBUTTON NoMacro 氏名を入力"), shown_by(r"EQ \o\ad(\s\up 9(あおもり),青森)"), shown_by("XE 索引")
    ('氏名を入力', '青森', '')
    """
    if name_of(instruction) in _BUTTONS:
        return "".join(instruction.split(maxsplit=2)[2:]).strip()
    return base_of(instruction)


def is_worked_out(instruction: str) -> bool:
    r"""Tell whether Word works out what a field shows whenever it shows it.

    Examples
    --------
    >>> is_worked_out(r"EQ \f(1,2)"), is_worked_out("XE 索引")
    (True, False)
    """
    return name_of(instruction) in _WORKED_OUT


def base_of(instruction: str) -> str:
    r"""The characters that an EQ field of an old ruby prints large; empty for any other field.

    Examples
    --------
    >>> base_of(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(あおもり),青森)")
    '青森'
    """
    overlay = _OVERLAY.search(instruction) if name_of(instruction) == "EQ" else None
    if overlay is None:
        return ""
    depth, argument = 1, ""
    for character in instruction[overlay.end() :]:
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                break
        elif depth == 1:
            # The last argument is the one printed at its full size.
            argument = "" if character in ",;" else argument + character
    return _SWITCH.sub("", argument).strip()
