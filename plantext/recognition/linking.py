"""Entity linking: which entity a name is, and which standing forum a meeting belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from plantext.recognition.lexicon import Term
from plantext.recognition.rules.table import regex

_LEGAL_FORM = regex("organisations", "legal-form")
_YEAR_MEETING = regex("entities", "year-meeting")
_NUMBERED = regex("entities", "numbered-meeting")


def canonical_name(text: str, label: str) -> str:
    """Name the entity of a form that the lexicon does not have.

    Examples
    --------
    >>> canonical_name("株式会社カクウデータ", "ORG"), canonical_name("IGF2023会合", "FORUM")
    ('カクウデータ', 'IGF2023')
    """
    if label == "ORG":
        return _LEGAL_FORM.sub("", text).strip() or text
    if label == "FORUM":
        return _NUMBERED.sub(r"\1\2", _YEAR_MEETING.sub(r"\1\2", text))
    return text


def known_name(name: str, label: str, forms: Mapping[str, Term]) -> Term | None:
    """Look a name up in the lexicon: as it is, without 社, or without the organisation before it.

    Examples
    --------
    >>> forms = {"KDR": Term("架空データ連合会", "ORG")}
    >>> known_name("KDR社", "ORG", forms).entity
    '架空データ連合会'
    """
    for form in (name, name.removesuffix("社")):
        term = forms.get(form)
        if term is not None and term.label == label:
            return term
    for start in range(2, len(name) - 2):
        owner, term = forms.get(name[:start]), forms.get(name[start:])
        if owner is not None and owner.label == "ORG" and term is not None and term.label == label:
            return term
    return None


def series_of(name: str, forms: Mapping[str, Term]) -> str:
    """Return the series of the longest standing forum that a meeting's name begins with, if any.

    Examples
    --------
    >>> series_of("G7広島サミット", {"G7": Term("G7", "FORUM", series="G7")})
    'G7'
    """
    for end in range(len(name), 1, -1):
        term = forms.get(name[:end])
        if term is not None and term.label == "FORUM" and term.series:
            following = name[end : end + 1]
            if name[end - 1].isascii() and following.isascii() and following.isalpha():
                continue  # the first letters of a longer word
            return term.series
    return ""
