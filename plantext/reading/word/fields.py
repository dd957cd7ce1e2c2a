"""Fields of a Word file: what they print in place of their instructions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Fields whose result repeats headings, captions or marked words.
_GENERATED = frozenset({"TOC", "INDEX", "TOA"})
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
    """

    instruction: list[str] = field(default_factory=list)
    separated: bool = False

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
