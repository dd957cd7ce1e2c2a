"""Amendments named after a statute: …法の一部を改正する法律, …法施行令."""

from __future__ import annotations

from collections.abc import Iterable

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import load_patterns, regex

_AMENDING = regex("laws", "amending")


def find_amendments(context: Context, names: Iterable[Candidate]) -> list[Candidate]:
    """Find amending acts and ordinances.

    The statutes are among `names`; of two joined by 及び, the amendment begins with the first.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> law = Candidate(0, 3, "LAW", "lexicon")
    >>> find_amendments(make_context("電波法施行規則の", known=[law]), [law])[0].end
    7
    """
    row = load_patterns()["laws"]["amending"]
    laws = sorted((name for name in names if name.label == "LAW"), key=lambda law: -law.start)
    ends = {law.end: law for law in laws}
    found = []
    for end, law in sorted(ends.items()):
        tail = _AMENDING.match(context.text, end)
        if tail:
            joined = ends.get(law.start - 2) if context.text[law.start - 2 : law.start] == "及び" else None
            found.append(row.at(joined.start if joined else law.start, tail.end()))
    return found
