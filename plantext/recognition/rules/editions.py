"""What follows a name of the lexicon and belongs to it: IGF2023, …ガイドライン第2版, …構想交付金."""

from __future__ import annotations

from collections.abc import Iterator

from plantext.recognition.candidates import SILENT, Candidate
from plantext.recognition.linking import canonical_name
from plantext.recognition.rules.table import load_patterns, regex

_AFTER = {row: row.regex for row in load_patterns()["after"].values() if row.after}
_EDITION = regex("after", "edition")
_FOOTNOTE = regex("after", "footnote")


def find_editions(text: str, name: Candidate) -> Iterator[Candidate]:
    """Yield the longer candidates that a year, an edition or a grant behind a name makes of it.

    Examples
    --------
    >>> igf = Candidate(0, 3, "FORUM", "lexicon", "IGF", "IGF")
    >>> [found.entity for found in find_editions("IGF2023の", igf)]
    ['IGF2023']
    """
    for row, rule in _AFTER.items():
        match = rule.match(text, name.end) if name.label == row.after else None
        if match:
            entity = _entity(text, name, match.end(), row.label)
            yield row.at(name.start, match.end(), entity, name.series if row.label == "FORUM" else "")


def _entity(text: str, name: Candidate, end: int, label: str) -> str:
    """The entity of an edition: that of the name with the year or number, however either is written."""
    if label == SILENT:
        return ""
    if label == "PLAN":
        return name.entity + text[name.end : end].lstrip(" -~")
    return canonical_name(text[name.start : end], label)


def is_note_or_year(text: str, end: int) -> bool:
    """Whether the digits behind an acronym are the number of a note or a year, and so no part of it.

    Examples
    --------
    >>> is_note_or_year("IGF2023の", 3), is_note_or_year("5GX", 1)
    (True, False)
    """
    return bool(_FOOTNOTE.match(text, end) or _EDITION.match(text, end))
