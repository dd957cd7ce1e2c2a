"""Statutes named by their number, and amendments named after a statute."""

from __future__ import annotations

from collections.abc import Iterable

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import load_patterns, regex

_NUMBERS = {name: regex("laws", name) for name in ("law-number", "amended")}
_AMENDING = regex("laws", "amending")


def find_law_numbers(text: str) -> list[Candidate]:
    """Find law numbers and amendments named by their year.

    Examples
    --------
    >>> [found.entity or found.source for found in find_law_numbers("令和3年法律第35号と令和3年改正法")]
    ['pattern:law-number', 'pattern:amended']
    """
    rows = load_patterns()["laws"]
    return [rows[name].at(*match.span()) for name, rule in _NUMBERS.items() for match in rule.finditer(text)]


def find_amendments(context: Context, names: Iterable[Candidate]) -> list[Candidate]:
    """Find amending acts and ordinances: …法の一部を改正する法律, …法施行令.

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
