"""Places that SudachiPy's dictionary knows, and runs of adjacent places."""

from __future__ import annotations

import re

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context

NO_PLACE = re.compile(
    r"[版語人製型系円流式風](?![民口材件])|(?:オリンピック|パラリンピック|[0-9]{4}(?:大会|オリンピック|年?パラ))"
)
"""What makes another word of a place before it: 日本語, 米国製, 東京オリンピック."""
_UNIT = re.compile(r"[都道府県市区町村郡州省島]$")
_SUFFIX = re.compile(r"[市州県島郡](?![場民内立長街部庁嶼])")
_KATAKANA = re.compile(r"[\u30a1-\u30fc]")


def find_places(context: Context) -> list[Candidate]:
    """Places of the dictionary, and adjacent places as one (岐阜県岐阜市, 米国ロサンゼルス).

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Candidate
        Candidates; they may overlap.
    """
    single = {span.start: span.end for span in context.known.values() if span.label == "PLACE"}
    for token in context.tokens:
        if token.is_place and _is_place(context, token.start, token.end):
            single.setdefault(token.start, token.end)
    found = []
    for start, end in sorted(single.items()):
        far = end
        while far in single:
            far = single[far]
        suffix = _SUFFIX.match(context.text, far)
        if suffix and far - start > 2 and far + 1 in context.ends:
            found.append(Candidate(start, far + 1, "PLACE", "pattern:place", rank=5))
        if not (NO_PLACE.match(context.text, far) and start not in context.known):
            found.append(Candidate(start, far, "PLACE", "dictionary:place", rank=5))
        if context.text.startswith("地域", far) and start in context.known:
            found.append(Candidate(start, far + 2, "PLACE", "pattern:地域", rank=4))
    return found


def _is_place(context: Context, start: int, end: int) -> bool:
    word = context.text[start:end]
    if word[0].isascii() or word in context.rules.roles["noplace"] or NO_PLACE.match(context.text, end):
        return False
    around = context.text[start - 1 : start] + context.text[end : end + 1]
    if _KATAKANA.match(word) and _KATAKANA.search(around):
        return False
    return len(word) > 2
