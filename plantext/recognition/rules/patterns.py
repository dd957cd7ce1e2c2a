"""Names that their characters give away: the rows of [numbers] and [names] in patterns.toml."""

from __future__ import annotations

from plantext.recognition.candidates import Candidate
from plantext.recognition.rules.table import load_patterns

_NUMBERS = tuple(load_patterns()["numbers"].values())
_NAMES = tuple(load_patterns()["names"].values())


def find_numbers(text: str) -> list[Candidate]:
    """Find law numbers and the like, which no compound may reach into.

    Examples
    --------
    >>> [found.source for found in find_numbers("令和3年法律第35号と令和3年改正法")]
    ['pattern:law-number', 'pattern:amended']
    """
    return [row.at(*match.span()) for row in _NUMBERS for match in row.matches(text)]


def find_patterns(text: str) -> list[Candidate]:
    """Find all other names that a pattern finds by itself.

    Examples
    --------
    >>> [(found.label, found.end) for found in find_patterns("Kakuu Data GmbHは")]
    [('ORG', 15)]
    """
    return [row.at(*match.span()) for row in _NAMES for match in row.matches(text)]
