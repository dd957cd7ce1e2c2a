"""The texts in which a folded string can stand, found without folding them all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np

from plantext.text import View

# Halves of a character, which fold together alone.
_HALVES = ("\ud800", "\udfff")


def may_hold(texts: Sequence[str], wanted: str) -> list[int]:
    """List the texts that have, for each letter and digit of a folded string, a character that folds to it in any case.

    Examples
    --------
    >>> may_hold(["ＩＧＦの会合", "会合", "igf"], "IGF")
    [0, 2]
    """
    # Folding the few thousand characters of a corpus is cheaper than folding its sentences.
    folded = {character: View.of(character).text.casefold() for character in _alphabet(texts)}
    rows = list(range(len(texts)))
    for character in dict.fromkeys(filter(str.isalnum, wanted)):
        # が may be printed as か and a mark.
        forms = {character.casefold(), unicodedata.normalize("NFD", character)[0].casefold()}
        sources = [
            printed
            for printed, view in folded.items()
            if _HALVES[0] <= printed <= _HALVES[1] or any(form in view for form in forms)
        ]
        if not sources:
            return []
        found = re.compile(f"[{re.escape(''.join(sorted(sources)))}]").search
        rows = [row for row in rows if found(texts[row])]
    return rows


def _alphabet(texts: Sequence[str]) -> list[str]:
    """The characters of the texts."""
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return [chr(point) for point in np.flatnonzero(np.bincount(points)).tolist()]
