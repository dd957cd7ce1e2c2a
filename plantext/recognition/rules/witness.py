"""Names that no table has, by what stands beside them: OECD、WTO、XYZ; XYZの会員."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from plantext.recognition.candidates import Candidate
from plantext.recognition.rules.table import Rules, regex

_UNKNOWN = regex("witness", "unknown")
_BETWEEN = regex("witness", "between")
_BODY = regex("witness", "body")
# Labels of which a list holds nothing else.
_LISTED = ("ORG", "FORUM")
# Known members of one label from which an unknown one takes it.
_ENOUGH = 2


def find_witnessed(text: str, spans: Sequence[Candidate], rules: Rules) -> list[Candidate]:
    """Find the acronyms that a list of names, or what only an organisation has, makes names.

    Examples
    --------
    >>> from plantext.recognition.rules.table import load_rules
    >>> known = [Candidate(0, 4, "ORG", "lexicon"), Candidate(5, 8, "ORG", "lexicon")]
    >>> [(name.start, name.source) for name in find_witnessed("OECD、WTO、KDXが", known, load_rules())]
    [(9, 'witness:list')]
    """
    unknown = list(_unknown(text, spans, rules))
    # In katakana, only what a bracket lists beside names is one.
    if not unknown or ("(" not in text and not any(text[name.start].isascii() for name in unknown)):
        return []
    people = {span.start for span in spans if span.source == "person:introduced"}
    found = [replace(name, label="ORG", source="witness:body") for name in unknown if _is_body(text, name, people)]
    taken = {name.start for name in found}
    items = sorted([*spans, *(name for name in unknown if name.start not in taken)], key=lambda name: name.start)
    for chain in _chains(text, items):
        known = [name for name in chain if name.label]
        labels = {name.label for name in known}
        bracketed = _is_bracketed(text, chain)
        if not bracketed and any(not text[name.start].isascii() for name in chain if not name.label):
            continue  # katakana is as often a common noun
        enough = 1 if bracketed else _ENOUGH
        if len(labels) == 1 and labels <= set(_LISTED) and len(known) >= max(enough, len(chain) - len(known)):
            found += [replace(name, label=known[0].label) for name in chain if not name.label]
    return found


def _is_body(text: str, name: Candidate, people: Container[int]) -> bool:
    """Whether a Latin name has what only an organisation has, or a speaker says that he is of it (KDXの山田です)."""
    of_it = text.startswith("の", name.end) and name.end + 1 in people
    return text[name.start].isascii() and (of_it or bool(_BODY.match(text, name.end)))  # katakana is a common noun too


def _unknown(text: str, spans: Sequence[Candidate], rules: Rules) -> Iterator[Candidate]:
    """What looks like a name and is none so far, without a label."""
    for match in _UNKNOWN.finditer(text):
        plain = match.group() in rules.roles["plain"] or match.group() in rules.roles["generic"]
        start, end = match.span()
        if not plain and not any(span.start < end and start < span.end for span in spans):
            yield Candidate(match.start(), match.end(), "", "witness:list", rank=6)


def _chains(text: str, items: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The runs of items that nothing but a comma or the like parts."""
    if not items:
        return
    chain = list(items[:1])
    for left, right in pairwise(items):
        if not _BETWEEN.fullmatch(text[left.end : right.start].strip()):
            yield chain
            chain = []
        chain.append(right)
    yield chain


def _is_bracketed(text: str, chain: Sequence[Candidate]) -> bool:
    """Whether a list fills a bracket, as a speaker's affiliations do."""
    return text[chain[0].start - 1 : chain[0].start] == "(" and text[chain[-1].end : chain[-1].end + 1] == ")"
