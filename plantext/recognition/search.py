"""The search for a lexicon's names in a text: where a form is a word of its own, and where it is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from plantext.recognition.candidates import SILENT, Candidate
from plantext.recognition.lexicon import FormIndex, Term
from plantext.recognition.linking import series_of
from plantext.recognition.rules.places import NO_PLACE
from plantext.recognition.tokenizer import Token

_NO_NAMES = {
    "session": re.compile(
        r"(?:第[0-9]+回|次期|今期|今|同|次の|翌)?(?:通常|臨時|特別|常)国会|(?:第[0-9]+回|次期|今)国会"
    ),
    "disaster": re.compile(
        r"(?:平成|令和)(?:元|[0-9]{1,2})年(?:[0-9]{1,2}月(?=豪雨|台風)|(?![のにはもか]))[^、。「」()0-9]{0,10}(?:台風|豪雨|地震|大雪)"
    ),
    "figure": re.compile(r"図表?[0-9]+(?:-[0-9]+)*|(?:表|注|付注|コラム)[0-9]+(?:-[0-9]+)*"),
    "address": re.compile(r"(?:https?://|www\.)[\x21-\x7e]+|[\w.+-]{1,64}@[\w.-]{1,255}", re.ASCII),
    "standard": re.compile(
        r"(?:ISO|IEC|IEEE|JIS|RFC|ETSI|BS|EN|3GPP)(?:/(?:IEC|IEEE))?(?: ?(?:Std|TS|TR|Rel(?:ease)?))?"
        r"[ -]?[A-Z]?[0-9]{2,}[0-9.:-]*[a-z]*"
    ),
}
_EDITION = re.compile(r"(?:[- ]?(?:19|20)[0-9]{2}|-[0-9]{2})(?:会合|大会)?(?![0-9A-Za-z年])")
"""Year of a meeting behind its forum's acronym: IGF2023, WRC-19."""
_ISSUE = re.compile(
    r"[-~]?(?:19|20)[0-9]{2}(?:[-~](?:19|20)[0-9]{2})?(?![0-9A-Za-z年])|"
    r" ?[vV]er(?:sion)?\.? ?[0-9]{1,2}(?:\.[0-9]{1,2})*(?![0-9A-Za-z.])|[0-9]\.[0-9](?![0-9A-Za-z.%])|第[0-9]\.?[0-9]?版"
)
"""Year or edition behind a plan or a white paper: 知的財産推進計画2023, …ガイドラインver1.1, …第2版."""
_GRANT = re.compile(r"(?:推進|整備|総合)?(?:交付金|補助金|助成金|給付金|基金)")
_FOOTNOTE = re.compile(r"[0-9]{1,3}(?![0-9A-Za-z.%])")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")


def find_no_names(text: str) -> list[Candidate]:
    """Characters that hold no name whatever they look like: addresses, standards, numbers of figures.

    Parameters
    ----------
    text : str
        The folded text.

    Returns
    -------
    list of Candidate
        Silent spans.
    """
    return [
        Candidate(*match.span(), SILENT, name, rank=0)
        for name, rule in _NO_NAMES.items()
        for match in rule.finditer(text)
    ]


@dataclass(frozen=True)
class TermSearch:
    """Finds the forms of a lexicon.

    Parameters
    ----------
    terms : sequence of Term
        The lexicon.
    rank : int
        Rank of what is found; the lower wins.
    """

    terms: Sequence[Term]
    rank: int = 1
    forms: Mapping[str, Term] = field(init=False, repr=False)
    index: FormIndex = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "forms", {form: term for term in self.terms for form in term.forms})
        object.__setattr__(self, "index", FormIndex(self.forms))

    def touches(self, text: str) -> bool:
        """Whether any form stands in a folded text, as a word or not."""
        return next(self.index.matches(text), None) is not None

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
        """The names in a text.

        Parameters
        ----------
        text : str
            The folded text.
        tokens : sequence of Token
            Its words.

        Yields
        ------
        Candidate
            Candidates; they may overlap.
        """
        found = [(start, start + len(form), form) for start, form in self.index.matches(text)]
        if not found:
            return
        edges = {token.start for token in tokens} | {token.end for token in tokens}
        people = {token.start: token.end for token in tokens if _is_other_word(token.pos)}
        seams = _seams(found)
        for start, end, form in found:
            term = self.forms[form]
            if form in term.doubtful and not _vouched(text, term):
                continue
            if not stands_alone(text, start, end, edges, seams) or self._is_other(text, start, end, term, people):
                continue
            source = term.origin if ":" in term.origin else f"lexicon:{term.origin}"
            yield from _with_what_follows(
                text, Candidate(start, end, term.label, source, term.entity, term.series, self.rank)
            )

    def _is_other(self, text: str, start: int, end: int, term: Term, people: Mapping[int, int]) -> bool:
        """Whether what follows makes another word of a form: 総務省令, 日本語, Apple Watch."""
        if term.label == "ORG":
            word = re.match(r" ([A-Z][a-z]+)", text[end : end + 30]) if text[end - 1].isascii() else None
            return text[end - 1 : end + 1] in ("省令", "府令", "庁令") or bool(word and word.group(1) not in self.forms)
        if term.label == "PLACE":
            return people.get(start) == end or bool(NO_PLACE.match(text, end)) or text[end - 1 : end + 1] == "国内"
        return False


def fingerprints(forms: Mapping[str, Term], lexicon: Mapping[str, Term]) -> dict[str, str]:
    """What each form brings into a text that it stands in.

    A name that is looked up without standing in the text as printed is always the entity of a term one of
    whose forms stands there, and it is looked up for its series. So the series is part of what the form
    brings, and this holds: where no form stands whose fingerprint differs between two lexicons, both find
    the same names.

    Parameters
    ----------
    forms : mapping of str to Term
        Forms, and the terms they belong to.
    lexicon : mapping of str to Term
        The forms in which the series of a meeting is looked up.

    Returns
    -------
    dict of str to str
        A checksum over all of the term that recognition looks at.
    """
    of_terms: dict[int, str] = {}
    for term in {id(term): term for term in forms.values()}.values():
        values = (
            term.entity,
            term.label,
            term.series or series_of(term.entity, lexicon),
            term.forms,
            sorted(term.doubtful),
            term.origin,
        )
        of_terms[id(term)] = hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return {form: of_terms[id(term)] for form, term in forms.items()}


def differing(some: Mapping[str, str], others: Mapping[str, str]) -> set[str]:
    """The forms that only one of two lexicons has, or that they do not agree on.

    Parameters
    ----------
    some, others : mapping of str to str
        As :func:`fingerprints` gives them.

    Returns
    -------
    set of str
        Forms.
    """
    return {form for form, _ in some.items() ^ others.items()}


@cache
def _is_other_word(pos: str) -> bool:
    """Whether a part of speech says that a word is a person's name or an adverb, and so no place."""
    return "人名" in pos or pos.startswith("副詞")


def _seams(found: Iterable[tuple[int, int, str]]) -> frozenset[int]:
    """Where an acronym of the lexicon ends and a Japanese name of it begins without a space (OECDAI原則)."""
    found = list(found)
    ends = {end for _, end, form in found if form.isascii() and form.isupper() and len(form) > 2}
    return frozenset(ends & {start for start, _, form in found if not form.isascii()})


def _with_what_follows(text: str, span: Candidate) -> Iterator[Candidate]:
    """A name, and the longer candidate that a year or a grant behind it makes."""
    if span.label == "FORUM" and text[span.end - 1].isascii():
        edition = _EDITION.match(text, span.end)
        if edition:
            name = text[span.start : edition.end()]
            yield Candidate(span.start, edition.end(), "FORUM", "pattern:edition", name, span.series, rank=2)
    issue = _ISSUE.match(text, span.end) if span.label == "PLAN" else None
    if issue:
        yield Candidate(span.start, issue.end(), "PLAN", "pattern:issue", text[span.start : issue.end()], rank=2)
    grant = _GRANT.match(text, span.end) if span.label == "PLAN" else None
    if grant:
        yield Candidate(span.start, grant.end(), SILENT, "grant", rank=0)
    yield span


def _vouched(text: str, term: Term) -> bool:
    """Whether another form, or the series, of a term with a doubtful form stands in the text."""
    return any(form in text for form in (*term.forms, term.series) if form and form not in term.doubtful)


def stands_alone(text: str, start: int, end: int, edges: set[int], seams: frozenset[int] = frozenset()) -> bool:
    """Whether a form at this place is a word of its own and not a part of a longer one.

    Parameters
    ----------
    text : str
        The folded text.
    start, end : int
        The form's range.
    edges : set of int
        Where words begin and end.
    seams : frozenset of int
        Where one name may follow another without a space.

    Returns
    -------
    bool
        False inside a longer word, such as EU in MUSEUM or インド in インドネシア.
    """
    before = text[start - 1 : start] if start else ""
    if text[start].isascii():
        glued = before.isalnum() or (before in ("-", "_", "@", ".") and text[max(0, start - 2) : start - 1].isalnum())
        if before.isascii() and glued and start not in seams:
            return False
    elif start not in edges and start not in seams and not _class_changes(before, text[start]):
        return end - start >= 5 and _ends_alone(text, end, edges, seams)
    return _ends_alone(text, end, edges, seams)


def _class_changes(left: str, right: str) -> bool:
    return bool(left) and bool(_KATAKANA.match(right)) and not _KATAKANA.match(left)


def _ends_alone(text: str, end: int, edges: set[int], seams: frozenset[int]) -> bool:
    after = text[end : end + 1]
    if not after or end in seams:
        return True
    if text[end - 1].isascii():
        if not after.isascii() or not (after.isalnum() or after in "-_@"):
            return True
        return bool(_FOOTNOTE.match(text, end) or _EDITION.match(text, end)) or text[end : end + 2] in ("-", "- ")
    return end in edges or _class_changes(after, text[end - 1])
