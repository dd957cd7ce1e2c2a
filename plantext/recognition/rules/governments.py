"""Governments of a named country, bureaux of a named ministry: 米国政府, 総務省自治行政局."""

from __future__ import annotations

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import load_patterns, regex
from plantext.recognition.tokenizer import Token

_GOVERNMENT = load_patterns()["organisations"]["政府"]
_SECTION = regex("organisations", "section")

# Last characters of a part of a government, behind which another word follows (内閣官房政府CIO).
_PARTS = "省庁府房局部課室会"


def find_governments(context: Context) -> list[Candidate]:
    """Find governments and parliaments behind a country, and bureaux with their ministry and division.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> country = Candidate(0, 3, "PLACE", "lexicon")
    >>> [found.source for found in find_governments(make_context("ドイツ連邦政府は", known=[country]))]
    ['pattern:政府']
    """
    found = []
    for match in _GOVERNMENT.matches(context.text):
        name = context.name_before(match.start(), "PLACE", "ORG")
        if name is not None and not (name.label == "ORG" and context.text[name.end - 1] in _PARTS):
            found.append(_GOVERNMENT.at(name.start, match.end()))
        city = context.ends.get(match.start())
        if match.group() == "議会" and city is not None and _is_city(context.tokens[city]):
            found.append(_GOVERNMENT.at(context.tokens[city].start, match.end()))
    return found + _bureaux(context)


def _is_city(word: Token) -> bool:
    """Whether a word is a local government in one word of the dictionary (日進市)."""
    return word.is_place and len(word.text) > 2 and word.text[-1] in "都道府県市区町村"


def _bureaux(context: Context) -> list[Candidate]:
    """Bureaux of the lexicon with the ministry before them and the division behind them."""
    found: list[Candidate] = []
    if "局" not in context.text:
        return found
    for name in set(context.known.values()):
        if name.label != "ORG" or context.text[name.end - 1] != "局":
            continue
        owner = context.name_before(name.start, "ORG")
        start = owner.start if owner is not None and context.text[owner.end - 1] in "省庁府" else name.start
        # A division counts only if a word ends with it.
        section = _SECTION.match(context.text, name.end)
        end = section.end() if section and section.end() in context.ends else name.end
        if end - start > name.end - name.start:
            found.append(Candidate(start, end, "ORG", "pattern:局", rank=3))
    return found
