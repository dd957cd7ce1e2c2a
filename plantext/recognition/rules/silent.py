"""Characters that hold no name whatever they look like: addresses, standards, numbers of figures."""

from __future__ import annotations

from plantext.recognition.candidates import Candidate
from plantext.recognition.rules.table import load_patterns

_SILENT = tuple(load_patterns()["silent"].values())


def find_no_names(text: str) -> list[Candidate]:
    """Find what no name may reach into, as silent candidates.

    Examples
    --------
    >>> text = "図表1-2とIEEE 802.11"
    >>> [text[found.start : found.end] for found in find_no_names(text)]
    ['図表1-2', 'IEEE 802.11']
    """
    return [row.at(*match.span()) for row in _SILENT for match in row.matches(text)]
