"""Search for a lexicon's names in a text: where a form is a word of its own, and where it is part of another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from plantext.recognition.candidates import Candidate
from plantext.recognition.index import FormIndex
from plantext.recognition.lexicon import Term
from plantext.recognition.linking import series_of
from plantext.recognition.rules.editions import find_editions, is_note_or_year
from plantext.recognition.rules.table import regex
from plantext.recognition.tokenizer import Token

_NO_PLACE = regex("places", "no-place")
_THERE = regex("places", "there")
_PRODUCT = regex("after", "product")
_DECREES = ("省令", "府令", "庁令")
_KANJI = re.compile("[一-鿿]+")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
# A capitalised word beside a place, at "|".
_CAPITALISED = re.compile(r"(?:^|[^A-Za-z])[A-Z][A-Za-z]* \||\| [A-Z]|-\|")
# Characters from which a Japanese form may begin inside a word of the tokenizer.
_CUT_FREE = 5


@dataclass(frozen=True)
class TermSearch:
    """Search for the forms of a lexicon."""

    terms: Sequence[Term]
    rank: int = 1  # of the candidates
    forms: Mapping[str, Term] = field(init=False, repr=False)
    index: FormIndex = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "forms", {form: term for term in self.terms for form in term.forms})
        object.__setattr__(self, "index", FormIndex(self.forms))

    def touches(self, text: str) -> bool:
        """Whether any form stands in a folded text, as a word or not."""
        return self.index.occurs(text)

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
        """Yield the names in a folded text, from its words; they may overlap."""
        found = [(start, start + len(form), form) for start, form in self.index.matches(text)]
        if not found:
            return
        words = {token.start: token for token in tokens}
        edges = {*words, tokens[-1].end}  # a word begins where the one before it ends
        seams = _seams(found)
        for start, end, form in found:
            term = self.forms[form]
            if form in term.doubtful and not _vouched(text, term):
                continue
            word = words.get(start)
            alone = stands_alone(text, start, end, edges, seams) or _begins_word(word, end, term)
            if not alone or self._is_other(text, start, end, term, word):
                continue
            # A term of a lexicon has a line for its origin, an alias what gave it.
            source = term.origin if ":" in term.origin else f"lexicon:{term.origin}"
            name = Candidate(start, end, term.label, source, term.entity, term.series, self.rank)
            yield from find_editions(text, name)
            yield name

    def _is_other(self, text: str, start: int, end: int, term: Term, word: Token | None) -> bool:
        """Whether what follows makes another word of a form: 総務省令, 日本語, Apple Watch."""
        if term.label == "ORG":
            product = _PRODUCT.match(text[end : end + 30]) if text[end - 1].isascii() else None
            return text[end - 1 : end + 1] in _DECREES or bool(product and product.group(1) not in self.forms)
        if term.label == "PLACE":
            if text[start].isascii() and _CAPITALISED.search(
                text[max(0, start - 30) : start] + "|" + text[end : end + 2]
            ):
                return True  # a part of a longer name: Google Japan
            other = word is not None and word.end == end and _is_other_word(word.pos)
            person = other and not _THERE.match(text, end)
            return person or bool(_NO_PLACE.match(text, end)) or text[end - 1 : end + 1] == "国内"
        return False


def fingerprints(forms: Mapping[str, Term], lexicon: Mapping[str, Term]) -> dict[str, str]:
    """Compute a checksum for each form over all of its term that recognition looks at.

    Where no form stands whose fingerprint differs between two lexicons, both find the same names. The series of a
    meeting is looked up in `lexicon`.

    Examples
    --------
    >>> forms = {"IGF": Term("IGF", "FORUM", series="IGF", forms=("IGF",))}
    >>> fingerprints(forms, forms) == fingerprints(forms, {})
    True
    """
    # A name that is looked up without standing in the text is the entity of a term one of whose forms stands there,
    # and it is looked up for its series; so the series is part of the checksum.
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
    """Return the forms that one of two lexicons lacks, or whose :func:`fingerprints` differ.

    Examples
    --------
    >>> sorted(differing({"IGF": "a", "G7": "b"}, {"IGF": "c", "G7": "b"}))
    ['IGF']
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


def _vouched(text: str, term: Term) -> bool:
    """Whether another form, or the series, of a term with a doubtful form stands in the text."""
    return any(form in text for form in (*term.forms, term.series) if form and form not in term.doubtful)


def stands_alone(text: str, start: int, end: int, edges: set[int], seams: frozenset[int] = frozenset()) -> bool:
    """Whether the form at a place is a word of its own: not EU in MUSEUM, not インド in インドネシア.

    Words begin and end at `edges`; at `seams`, a name may follow another without a space.

    Examples
    --------
    >>> stands_alone("MUSEUM", 3, 5, {0, 6}), stands_alone("EUの", 0, 2, {0, 2, 3})
    (False, True)
    """
    before = text[start - 1 : start] if start else ""
    if text[start].isascii():
        earlier = text[max(0, start - 2) : start - 1]
        glued = before.isalnum() or (before in ("-", "_", "@", ".") and earlier.isalnum() and earlier.isascii())
        if before.isascii() and glued and start not in seams:
            return False
    # The tokenizer cuts some names elsewhere: a long form may begin inside a word, but it ends with one.
    elif start not in edges and start not in seams and not _class_changes(before, text[start]):
        return end - start >= _CUT_FREE and _ends_alone(text, end, edges, seams)
    return _ends_alone(text, end, edges, seams)


def _begins_word(word: Token | None, end: int, term: Term) -> bool:
    """Whether a country begins a common noun of the dictionary (米国 in 米国大統領; not 日本 in 日本語)."""
    if word is None or term.label != "PLACE" or not word.pos.startswith("名詞-普通名詞"):
        return False
    rest = word.text[end - word.start :]
    return len(rest) > 1 and bool(_KANJI.fullmatch(rest))


def _class_changes(left: str, right: str) -> bool:
    return bool(left) and bool(_KATAKANA.match(right)) and not _KATAKANA.match(left)


def _ends_alone(text: str, end: int, edges: set[int], seams: frozenset[int]) -> bool:
    after = text[end : end + 1]
    if not after or end in seams:
        return True
    if text[end - 1].isascii():  # letters and digits behind it make another word, but for 2023 and notes
        if not after.isascii() or not (after.isalnum() or after in "-_@"):
            return True
        return is_note_or_year(text, end) or text[end : end + 2] in ("-", "- ")
    return end in edges or _class_changes(after, text[end - 1])
