"""Names of a document: what its brackets say in one place holds in all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import TypeVar

from plantext.recognition.aliases import Alias, settle
from plantext.recognition.analysis import DocumentAnalysis
from plantext.recognition.recognizer import Recognizer
from plantext.recognition.rules.table import regex
from plantext.recognition.search import TermSearch, differing, fingerprints
from plantext.recognition.sentence import SentenceAnalysis
from plantext.records import Document, Mention, Sentence
from plantext.text import fold

Row = tuple[Sentence, Mention]
Headings = Callable[[], frozenset[str]]
_Thing = TypeVar("_Thing")
# Characters from which a title that was quoted once is a name without brackets too.
QUOTED_LENGTH = 8
# And from which a company that stood with its legal form is one without.
SHORT_COMPANY = 4
# What says that a title is that of a document, and how far behind it.
_MADE = regex("titles", "published")
_NEAR = 60
# What makes a form a name in all of the document.
_HOLDING = (
    "alias:bracket",
    "alias:hereafter",
    "alias:defined",
    "witness:list",
    "witness:body",
    "pattern:cited",
    "pattern:applied",
    "pattern:caucus",
)


@dataclass(frozen=True)
class Found:
    """The names of a document under one lexicon, and what they depend on."""

    # Fingerprints (see search.py) of the lexicon's forms, and of the forms that the document itself gives.
    lexicon: Mapping[str, str]
    own: Mapping[str, str]
    # Aliases that a sentence gives, and its names, by its index.
    given: Mapping[int, Sequence[Alias]]
    names: Mapping[int, Sequence[Mention]]


@dataclass(frozen=True)
class DocumentNames:
    """A document with its names."""

    document: Document
    analysis: DocumentAnalysis
    recognizer: Recognizer
    further: TermSearch  # for the forms that the document itself gives
    given: Mapping[int, Sequence[Alias]]
    names: Mapping[int, Sequence[Mention]]
    merged: Sequence[Alias]  # aliases that the document itself gives
    apart: Sequence[str]  # short forms that are not merged, and why

    @cached_property
    def found(self) -> Found:
        """What a cache keeps; without one, no checksum of the lexicon is needed."""
        return Found(self.recognizer.fingerprints, _own(self.further, self.recognizer), self.given, self.names)

    def rows(self) -> Iterator[Row]:
        """Yield each name with its sentence, in reading order."""
        for i, sentence in enumerate(self.document.sentences):
            for mention in self.names.get(i, ()):
                yield sentence, mention


def recognize_document(
    recognizer: Recognizer,
    document: Document,
    register: Sequence[Alias],
    *,
    analysis: DocumentAnalysis | None = None,
    before: Found | None = None,
) -> DocumentNames:
    """Find the names of a document, its own aliases in all of its sentences.

    Parameters
    ----------
    register : sequence of Alias
        Forms that a person has decided on; the document's own aliases do not change them.
    analysis : DocumentAnalysis, optional
        From an earlier run over the same document.
    before : Found, optional
        From that run, with whatever lexicon and register: only sentences in which a form stands that means
        something else now are searched again. The result is the same without it.

    Examples
    --------
    >>> from plantext.reading import read_bytes
    >>> from plantext.recognition.recognizer import make_recognizer
    >>> document = read_bytes("架空データ推進協議会（KDF）が集まる。KDFは述べた。".encode(), "a.txt", doc_id="a")
    >>> [mention.entity for _, mention in recognize_document(make_recognizer(), document, []).rows()]
    ['架空データ推進協議会', '架空データ推進協議会', '架空データ推進協議会']
    """
    if analysis is None:
        analysis, before = DocumentAnalysis(), None
    given = dict(before.given) if before is not None else {}
    names = dict(before.names) if before is not None else {}
    fresh: dict[int, Sequence[Mention]] = {}
    headings = cache(partial(_headings, document))  # few documents quote a title
    for i, sentence in _to_search(recognizer, document, analysis, before):
        fresh[i] = _without(headings, sentence, recognizer.find_in(sentence))
        _put(given, i, _given(document.sentences[i], fresh[i]))
    merged, apart = _settled(recognizer, document, register, given)
    further = TermSearch([alias.as_term() for alias in merged], rank=0)
    moved: set[int] = set()
    if before is not None:
        moved = analysis.sentences_with(differing(before.own, _own(further, recognizer)))
    for i, mentions in fresh.items():
        _put(names, i, mentions)
    again = {i for i in {*fresh, *moved} if i not in fresh or further.touches(analysis.texts[i])}
    scopes = _scopes(document, given)
    for i, sentence in analysis.recall(document, again):
        mentions = _without(headings, sentence, recognizer.find_in(sentence, further))
        _put(names, i, [mention for mention in mentions if _holds(mention, i, document, scopes)])
    apart = [*apart, *(f"{form}: too general to stand for one entity, not merged" for form in analysis.general)]
    apart = [f"{document.id}: {line}" for line in apart]
    return DocumentNames(document, analysis, recognizer, further, given, names, merged, apart)


def _own(further: TermSearch, recognizer: Recognizer) -> dict[str, str]:
    """Fingerprints of the forms that a document gives."""
    return fingerprints(further.forms, recognizer.search.forms)


def _to_search(
    recognizer: Recognizer, document: Document, analysis: DocumentAnalysis, before: Found | None
) -> Iterator[tuple[int, SentenceAnalysis]]:
    """All sentences, or those in which a form stands that means something else than before."""
    if not analysis.texts:
        return analysis.fill(document, recognizer.rules)
    if before is None:
        return analysis.recall(document, range(len(document.sentences)))
    return analysis.recall(document, analysis.sentences_with(differing(before.lexicon, recognizer.fingerprints)))


def _put(values: dict[int, Sequence[_Thing]], i: int, of_sentence: Sequence[_Thing]) -> None:
    """Store what a sentence has; drop the key where it has nothing."""
    if of_sentence:
        values[i] = of_sentence
    else:
        values.pop(i, None)


def _given(sentence: Sentence, mentions: Iterable[Mention]) -> list[Alias]:
    """The aliases that a sentence gives: names in brackets, titles quoted, and what only this sentence makes a name."""
    given = []
    for mention in mentions:
        name = mention.text
        if mention.source.startswith("title:") and len(mention.text) >= QUOTED_LENGTH:
            source = f"title:repeated:{sentence.doc_id}"
        elif mention.label == "SYSTEM" and mention.source.startswith("pattern:") and len(mention.text) >= QUOTED_LENGTH:
            source = f"pattern:repeated:{sentence.doc_id}"
        elif mention.source in _HOLDING:
            source = f"{mention.source}:{sentence.doc_id}"
        elif mention.source == "pattern:corporate" and len(mention.entity) >= SHORT_COMPANY:
            name, source = mention.entity, f"{mention.source}:{sentence.doc_id}"  # without its legal form
        else:
            continue
        given.append(Alias(fold(name), mention.entity, mention.label, source, mention.series))
    return given


def _headings(document: Document) -> frozenset[str]:
    """The section titles of a document, which are no names where it quotes them; its own title is one."""
    found = (fold(document.text[block.start : block.end]) for block in document.blocks if block.kind == "heading")
    marks = (block.mark for block in document.blocks if block.kind == "heading")
    titles = {text.removeprefix(fold(mark)).strip() for text, mark in zip(found, marks, strict=True)}
    return frozenset(titles - {fold(document.title), ""})


def _without(headings: Headings, sentence: SentenceAnalysis, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The names but for section titles in brackets of quotation that the text does not say to have been made."""
    return [mention for mention in mentions if not _is_heading(mention, sentence.printed, headings)]


def _is_heading(mention: Mention, text: str, headings: Headings) -> bool:
    guessed = mention.label == "PLAN" and mention.source.startswith("title:") and "lexicon" not in mention.source
    return guessed and fold(mention.text) in headings() and not _MADE.search(text, mention.end, mention.end + _NEAR)


def _scopes(document: Document, given: Mapping[int, Sequence[Alias]]) -> dict[str, set[int]]:
    """Where the short forms hold that are too general for a whole document: behind their definition, in its section."""
    scopes: dict[str, set[int]] = {}
    for i, aliases in given.items():
        for form in (alias.form for alias in aliases if alias.source.startswith("alias:defined")):
            section = _chapter(document.sentences[i])
            end = i + 1
            while end < len(document.sentences) and _chapter(document.sentences[end]) == section:
                end += 1
            scopes.setdefault(form, set()).update(range(i, end))
    return scopes


def _chapter(sentence: Sentence) -> list[str]:
    return sentence.section.split("/")[:2]


def _holds(mention: Mention, i: int, document: Document, scopes: Mapping[str, set[int]]) -> bool:
    """Whether a name is none of the general short forms, or stands where it holds."""
    general = mention.source == f"alias:defined:{document.id}"
    return not general or i in scopes.get(fold(mention.text), ())


def _settled(
    recognizer: Recognizer, document: Document, register: Iterable[Alias], given: Mapping[int, Sequence[Alias]]
) -> tuple[list[Alias], list[str]]:
    """The aliases that hold in all of a document, and a line for each form that is not merged."""
    aliases = [alias for i in sorted(given) for alias in given[i]]
    # A title goes before a bracket, wherever the two stand.
    aliases.sort(key=lambda alias: not alias.source.startswith("title:"))
    settled, apart = settle(aliases)
    decided = {alias.form for alias in register}
    return [alias for alias in (*_own_title(document, recognizer), *settled) if alias.form not in decided], apart


def _own_title(document: Document, recognizer: Recognizer) -> list[Alias]:
    """Short forms that name the document itself: 重点計画 in the plan of that title."""
    title = fold(document.title)
    plans = recognizer.plans
    main = max((form for term in plans for form in term.forms if form in title), key=len, default="")
    entity = next((term.entity for term in plans if main in term.forms), "")
    return [
        Alias(form, entity, "PLAN", f"alias:title:{document.id}")
        for term in plans
        for form in term.forms
        if term.entity != entity and main.endswith(form)
    ]


def registered(rows: Iterable[Row], register: Iterable[Alias]) -> Iterator[Row]:
    """Yield the same names with the entities of a register; ``source`` says which it changed.

    Examples
    --------
    >>> row = None, Mention(0, 3, "KDF", "FORUM", "架空協議会", source="alias:bracket:a")
    >>> [(_, mention)] = registered([row], [Alias("KDF", "架空機構", "", "register:my.csv, line 2")])
    >>> mention.entity, mention.source
    ('架空機構', 'alias:bracket:a > register:my.csv, line 2')
    """
    mains = {(alias.form, alias.label): alias for alias in register}
    if not mains:
        yield from rows
        return
    for sentence, mention in rows:
        for form in (fold(mention.text), fold(mention.entity)):
            alias = mains.get((form, mention.label)) or mains.get((form, ""))
            if alias is not None:
                source = mention.source if alias.entity == mention.entity else f"{mention.source} > {alias.source}"
                mention = replace(mention, entity=alias.entity, source=source)  # noqa: PLW2901
                break
        yield sentence, mention


def lexical(rows: Iterable[Row]) -> set[Alias]:
    """Collect the aliases that come from the lexicon, one a form and entity.

    Examples
    --------
    >>> {alias.entity for alias in lexical([(None, Mention(0, 2, "UN", "ORG", "国連", source="lexicon:a.csv, line 2"))])}
    {'国連'}
    """
    merges = {
        (mention.text, mention.entity, mention.label)
        for _, mention in rows
        if mention.label != "DATE" and mention.source.startswith("lexicon:")
    }
    return {Alias(fold(text), entity, label, "lexicon") for text, entity, label in merges}
