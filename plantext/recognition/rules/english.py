"""English names, by the heads of english_heads.csv: Digital Services Act, Ministry of …"""

from __future__ import annotations

from functools import cache

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import read_rows, regex

_WORDS = regex("english", "words")
_OPEN_END = regex("english", "open-end")
_GENERIC = regex("english", "generic")


# Of two heads in one name, the upper row decides.
@cache
def _heads() -> tuple[tuple[str, str], ...]:
    return tuple((row["head"], row["label"]) for row in read_rows("english_heads.csv"))


def find_english(context: Context) -> list[Candidate]:
    """Find English names by their head noun, at the end or before of, for and on.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.end) for found in find_english(make_context("Kakuu Data Forumは"))]
    [('FORUM', 16)]
    """
    found = []
    for match in _WORDS.finditer(context.text):
        name = _OPEN_END.sub("", match.group())
        if _GENERIC.match(name) or not context.blocked.isdisjoint(range(*match.span())):
            continue
        label = _label(name)
        if label:
            found.append(Candidate(match.start(), match.start() + len(name), label, "pattern:english", rank=4))
    return found


def _label(name: str) -> str:
    for head, label in _heads():
        if name.endswith(f" {head}") or name.startswith((f"{head} of ", f"{head} for ", f"{head} on ")):
            return label
    return ""
