"""Canonical names: what is the same entity although printed otherwise, and which standing forum a meeting belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plantext.recognition.lexicon import Term

_LEGAL_FORM = re.compile(
    r"^(?:株式会社|有限会社|合同会社|\((?:株|有|同|財|社|独|一財|公財|一社|公社|国研|国|特非|NPO)\)|"
    r"(?:公益|一般)?(?:財団|社団)法人|独立行政法人|国立研究開発法人|国立大学法人|公立大学法人|学校法人|"
    r"(?:認定)?特定非営利活動法人|NPO法人) ?|(?: ?株式会社|有限会社|合同会社|\((?:株|有|同)\))$"
)
_YEAR_MEETING = re.compile(r"^([A-Z]{2,8}\+?[0-9]{4})(?:会合|会議)$")
_STANDING = re.compile(r"^[A-Z][A-Z0-9+]{1,7}(?=[^A-Za-z]|$)")


def canonical_name(text: str, label: str) -> str:
    """The name that a form without a lexicon entry is counted under.

    Parameters
    ----------
    text : str
        The folded form.
    label : str
        Its label.

    Returns
    -------
    str
        Without spaces between Japanese characters and without legal form; an edition of a forum without
        the word for meeting (IGF2023会合 → IGF2023).
    """
    if label == "ORG":
        return _LEGAL_FORM.sub("", text).strip() or text
    if label == "FORUM":
        return _YEAR_MEETING.sub(r"\1", text)
    return text


def known_name(name: str, label: str, forms: Mapping[str, Term]) -> Term | None:
    """The lexicon's entry that a form means: itself, without 社, or without the owner before it.

    Parameters
    ----------
    name : str
        The folded form.
    label : str
        Its label.
    forms : mapping of str to Term
        The lexicon's forms.

    Returns
    -------
    Term or None
        None where the lexicon has no such entry.
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
    """The standing forum that a meeting belongs to.

    Parameters
    ----------
    name : str
        Canonical name of the meeting.
    forms : mapping of str to Term
        The lexicon's forms.

    Returns
    -------
    str
        The series of the longest standing forum that the name begins with; empty where there is none.
    """
    for end in range(len(name), 1, -1):
        term = forms.get(name[:end])
        if term is not None and term.label == "FORUM" and term.series:
            following = name[end : end + 1]
            if name[end - 1].isascii() and following.isascii() and following.isalpha():
                continue
            return term.series
    return ""
