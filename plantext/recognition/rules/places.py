"""Places of SudachiPy's dictionary, and runs of adjacent places: 岐阜県岐阜市, 米国ロサンゼルス."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import regex

_NO_PLACE = regex("places", "no-place")
_SUFFIX = regex("places", "suffix")
_GOVERNED = regex("places", "governed")
_AREA = regex("places", "area")
_AT = regex("places", "at")
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
    short: dict[int, int] = {}  # words of two characters, which are as often a family name
    for token in context.tokens:
        if token.is_place and _is_place(context, token.start, token.end):
            (short if len(token.text) == 2 else single).setdefault(token.start, token.end)
    found = [
        Candidate(start, end, "PLACE", "dictionary:place", rank=5)
        for start, end in short.items()
        if start not in single and _AT.match(context.text, end) and not _KATAKANA.match(context.text[start])
    ]
    for start, end in sorted({**short, **single}.items()):
        far = _run(context, start, end, single)
        if start in single and not (_NO_PLACE.match(context.text, far) and start not in context.known):
            found.append(Candidate(start, far, "PLACE", "dictionary:place", rank=5))
        found += _longer(context, start, far)
    return found


def _run(context: Context, start: int, end: int, single: Mapping[int, int]) -> int:
    """The end of the run of adjacent places that begins with one; the same place twice is no run."""
    while end in single and end not in context.walls and context.text[start:end] != context.text[end : single[end]]:
        end = single[end]
    return end


def _longer(context: Context, start: int, end: int) -> Iterator[Candidate]:
    """What is written behind a place and belongs to it: 市, the 市 of 市長, 地区."""
    suffix = _SUFFIX.match(context.text, end)
    if suffix and suffix.end() in context.ends:
        yield Candidate(start, suffix.end(), "PLACE", "pattern:place", rank=5)
    elif end in context.starts and _GOVERNED.match(context.text, end):
        yield Candidate(start, end + 1, "PLACE", "pattern:place", rank=4)
    if context.text.startswith("地域", end) and start in context.known:
        yield Candidate(start, end + 2, "PLACE", "pattern:地域", rank=4)
    area = _AREA.match(context.text, end)
    if area and area.end() in context.ends:
        yield Candidate(start, area.end(), "PLACE", "pattern:地区", rank=4)


def _is_place(context: Context, start: int, end: int) -> bool:
    word = context.text[start:end]
    if word[0].isascii() or word in context.rules.roles["noplace"] or _NO_PLACE.match(context.text, end):
        return False
    around = context.text[start - 1 : start] + context.text[end : end + 1]
    # インド in インドネシア
    return len(word) > 1 and not (_KATAKANA.match(word) and _KATAKANA.search(around))
