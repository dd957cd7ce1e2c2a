"""One document → its names: what its brackets say in one place holds in all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from plantext.recognition.aliases import Alias, settle
from plantext.recognition.analysis import DocumentAnalysis
from plantext.recognition.recognizer import Recognizer
from plantext.recognition.search import TermSearch, differing, fingerprints
from plantext.records import Document, Mention, Sentence
from plantext.text import fold

Row = tuple[Sentence, Mention]
_Thing = TypeVar("_Thing")
QUOTED_LENGTH = 8
"""Characters from which a title once quoted is a name in the whole document, brackets or not."""


@dataclass(frozen=True)
class Found:
    """The names of a document under one lexicon, and what they hinge on.

    Parameters
    ----------
    lexicon, own : mapping of str to str
        What each form of the lexicon, and each form that the document itself gives, brought in; see
        :func:`plantext.recognition.search.fingerprints`.
    given : mapping of int to sequence of Alias
        The further names that each sentence gives, by its place.
    names : mapping of int to sequence of Mention
        The names in each sentence that has any.
    """

    lexicon: Mapping[str, str]
    own: Mapping[str, str]
    given: Mapping[int, Sequence[Alias]]
    names: Mapping[int, Sequence[Mention]]


@dataclass(frozen=True)
class DocumentNames:
    """A document with its names.

    Parameters
    ----------
    document : Document
        The document.
    analysis : DocumentAnalysis
        What it is without any lexicon.
    found : Found
        Its names.
    merged : sequence of Alias
        What the document's own words merged.
    apart : sequence of str
        The short forms that stay apart, and why.
    """

    document: Document
    analysis: DocumentAnalysis
    found: Found
    merged: Sequence[Alias]
    apart: Sequence[str]

    def rows(self) -> Iterator[Row]:
        """Each name with its sentence, in reading order."""
        for i, sentence in enumerate(self.document.sentences):
            for mention in self.found.names.get(i, ()):
                yield sentence, mention


def recognize_document(
    recognizer: Recognizer,
    document: Document,
    register: Sequence[Alias],
    *,
    analysis: DocumentAnalysis | None = None,
    before: Found | None = None,
) -> DocumentNames:
    """Read a document twice: what its brackets say in one place holds in all of it.

    Where the document was read before, only the sentences are read again in which a form stands that
    means something else now, in the lexicon or among the names that the document itself gives.

    Parameters
    ----------
    recognizer : Recognizer
        Finds the names of a sentence.
    document : Document
        What to read.
    register : sequence of Alias
        Forms that a person has decided on; the document's own words do not move them.
    analysis : DocumentAnalysis, optional
        That of this very document, where it is known.
    before : Found, optional
        What was found on that analysis with whatever lexicon and register.

    Returns
    -------
    DocumentNames
        The same whatever was known before.
    """
    lexicon = recognizer.fingerprints
    if analysis is None:
        analysis, before = DocumentAnalysis(), None
        analyses = analysis.fill(document, recognizer.rules)
    elif before is None:
        analyses = analysis.recall(document, range(len(document.sentences)))
    else:
        analyses = analysis.recall(document, analysis.sentences_with(differing(before.lexicon, lexicon)))
    given = dict(before.given) if before is not None else {}
    names = dict(before.names) if before is not None else {}
    fresh: dict[int, Sequence[Mention]] = {}
    for i, sentence in analyses:
        fresh[i] = recognizer.find_in(sentence)
        _put(given, i, _given(document.sentences[i], fresh[i]))
    merged, apart = _settled(recognizer, document, register, given)
    further = TermSearch([alias.as_term() for alias in merged], rank=0)
    own = fingerprints(further.forms, recognizer.search.forms)
    moved = analysis.sentences_with(differing(before.own, own)) if before is not None else set()
    for i, mentions in fresh.items():
        _put(names, i, mentions)
    again = {i for i in {*fresh, *moved} if i not in fresh or further.touches(analysis.texts[i])}
    for i, sentence in analysis.recall(document, again):
        _put(names, i, recognizer.find_in(sentence, further))
    apart = [*apart, *(f"{form}: too general to stand for one entity, not merged" for form in analysis.general)]
    found = Found(lexicon, own, given, names)
    return DocumentNames(document, analysis, found, merged, [f"{document.id}: {line}" for line in apart])


def _put(values: dict[int, Sequence[_Thing]], i: int, of_sentence: Sequence[_Thing]) -> None:
    """Keep what a sentence has; nothing where it has nothing."""
    if of_sentence:
        values[i] = of_sentence
    else:
        values.pop(i, None)


def _given(sentence: Sentence, mentions: Iterable[Mention]) -> list[Alias]:
    """The names that a sentence gives to its document: in brackets, or as a title quoted."""
    given = []
    for mention in mentions:
        if mention.source.startswith("title:") and len(mention.text) >= QUOTED_LENGTH:
            source = f"title:repeated:{sentence.doc_id}"
        elif mention.source in ("alias:bracket", "alias:hereafter"):
            source = f"{mention.source}:{sentence.doc_id}"
        else:
            continue
        given.append(Alias(fold(mention.text), mention.entity, mention.label, source, mention.series))
    return given


def _settled(
    recognizer: Recognizer, document: Document, register: Iterable[Alias], given: Mapping[int, Sequence[Alias]]
) -> tuple[list[Alias], list[str]]:
    """The names that hold in all of a document, as far as they are unambiguous in it."""
    aliases = [alias for i in sorted(given) for alias in given[i]]
    # A title goes before a bracket, wherever the two stand.
    aliases.sort(key=lambda alias: not alias.source.startswith("title:"))
    settled, apart = settle(aliases)
    decided = {alias.form for alias in register}
    return [alias for alias in (*_own_title(document, recognizer), *settled) if alias.form not in decided], apart


def _own_title(document: Document, recognizer: Recognizer) -> list[Alias]:
    """Short forms that name the document itself: 重点計画 in the plan of that title."""
    title = fold(document.title)
    plans = [term for term in recognizer.terms if term.label == "PLAN"]
    main = max((form for term in plans for form in term.forms if form in title), key=len, default="")
    entity = next((term.entity for term in plans if main in term.forms), "")
    return [
        Alias(form, entity, "PLAN", f"alias:title:{document.id}")
        for term in plans
        for form in term.forms
        if term.entity != entity and main.endswith(form)
    ]


def registered(rows: Iterable[Row], register: Iterable[Alias]) -> Iterator[Row]:
    """The rows with the entities that a person's register decides.

    Parameters
    ----------
    rows : iterable of (Sentence, Mention)
        Names as they were found.
    register : iterable of Alias
        What a person has decided on.

    Yields
    ------
    tuple of (Sentence, Mention)
        The same names; the source says where the register moved one.
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
    """The merges that the lexicon made.

    Parameters
    ----------
    rows : iterable of (Sentence, Mention)
        Names.

    Returns
    -------
    set of Alias
        One a form and entity.
    """
    merges = {
        (mention.text, mention.entity, mention.label)
        for _, mention in rows
        if mention.label != "DATE" and mention.source.startswith("lexicon:")
    }
    return {Alias(fold(text), entity, label, "lexicon") for text, entity, label in merges}
