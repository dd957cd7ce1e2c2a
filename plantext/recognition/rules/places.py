"""Places of SudachiPy's dictionary, and runs of adjacent places: 岐阜県岐阜市, 米国ロサンゼルス."""

from __future__ import annotations

import re

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import regex

_NO_PLACE = regex("places", "no-place")
_SUFFIX = regex("places", "suffix")
_KATAKANA = re.compile(r"[\u30a1-\u30fc]")


def find_places(context: Context) -> list[Candidate]:
    """Find places of the dictionary, and adjacent places as one.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.end) for found in find_places(make_context("岐阜県岐阜市で"))]
    [('PLACE', 6)]
    """
    single = {name.start: name.end for name in context.known.values() if name.label == "PLACE"}
    for token in context.tokens:
        if token.is_place and _is_place(context, token.start, token.end):
            single.setdefault(token.start, token.end)
    found = []
    for start, end in sorted(single.items()):
        far = end  # of the run of places that begins here
        while far in single:
            far = single[far]
        suffix = _SUFFIX.match(context.text, far)
        if suffix and far - start > 2 and far + 1 in context.ends:
            found.append(Candidate(start, far + 1, "PLACE", "pattern:place", rank=5))
        if not (_NO_PLACE.match(context.text, far) and start not in context.known):
            found.append(Candidate(start, far, "PLACE", "dictionary:place", rank=5))
        if context.text.startswith("地域", far) and start in context.known:
            found.append(Candidate(start, far + 2, "PLACE", "pattern:地域", rank=4))
    return found


def _is_place(context: Context, start: int, end: int) -> bool:
    word = context.text[start:end]
    if word[0].isascii() or word in context.rules.roles["noplace"] or _NO_PLACE.match(context.text, end):
        return False
    around = context.text[start - 1 : start] + context.text[end : end + 1]
    if _KATAKANA.match(word) and _KATAKANA.search(around):  # インド in インドネシア
        return False
    return len(word) > 2
