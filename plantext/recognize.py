"""The entity pipeline: lexicon, patterns, titles, dates and aliases over GiNZA's words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from plantext.lexicon import SILENT, FormIndex, Term, builtin_terms, load_lexicon, merge_terms
from plantext.patterns import Rules, find_patterns, load_rules
from plantext.records import Document, Mention, Sentence
from plantext.spans import Span, select
from plantext.tables import Extraction, entities_table, mentions_table, sentences_table
from plantext.tokens import Token, pieces, tokenize
from plantext.view import View

if TYPE_CHECKING:
    from spacy import Language

COLUMNS = ("start", "end", "text", "label", "entity", "series", "date_start", "date_end", "norm", "source")
_ASCII_WORD = re.compile(r"[0-9A-Za-z]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")


@dataclass(frozen=True)
class Recognizer:
    """Finds the names in a text.

    Parameters
    ----------
    terms : tuple of Term
        The lexicon.
    rules : Rules
        The tables of the patterns.
    """

    terms: tuple[Term, ...]
    rules: Rules
    _forms: dict[str, Term] = field(init=False)
    _index: FormIndex = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_forms", {form: term for term in self.terms for form in term.forms})
        object.__setattr__(self, "_index", FormIndex(self._forms))

    def find(self, text: str, *, date: dt.date | None = None) -> list[Mention]:
        """Names in a text of any length.

        Parameters
        ----------
        text : str
            The characters as printed.
        date : datetime.date, optional
            The document's own date.

        Returns
        -------
        list of Mention
            In order, without overlaps.
        """
        found: list[Mention] = []
        for start, end in pieces(text):
            found.extend(self._piece(text[start:end], start, date))
        return found

    def _piece(self, text: str, offset: int, date: dt.date | None) -> list[Mention]:
        view = View.of(text)
        if not view.text.strip():
            return []
        tokens = tokenize(view.text)
        candidates = list(self._terms_in(view.text, tokens))
        candidates += find_patterns(view.text, tokens, set(), self.rules)
        return [self._mention(span, view, text, offset) for span in select(candidates) if span.label != SILENT]

    def _mention(self, span: Span, view: View, text: str, offset: int) -> Mention:
        start, end = view.printed(span.start, span.end)
        return Mention(
            offset + start,
            offset + end,
            text[start:end],
            span.label,
            span.entity or view.text[span.start : span.end],
            span.series,
            source=span.source,
        )

    def _terms_in(self, text: str, tokens: list[Token]) -> Iterator[Span]:
        edges = {token.start for token in tokens} | {token.end for token in tokens}
        for start, form in self._index.matches(text):
            end = start + len(form)
            if _stands_alone(text, start, end, edges):
                term = self._forms[form]
                yield Span(start, end, term.label, f"lexicon:{term.origin}", term.entity, term.series, rank=1)


def _stands_alone(text: str, start: int, end: int, edges: set[int]) -> bool:
    """Whether a form at this place is a word of its own and not a part of a longer one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start].isascii():
        if before and before.isascii() and (before.isalnum() or before in "-_@./") and not text[start].isspace():
            return False
    elif start not in edges and not (before and not _KATAKANA.match(before) and _KATAKANA.match(text[start])):
        return False
    if text[end - 1].isascii():
        rest = re.match(r"[0-9]{1,3}(?![0-9A-Za-z.])", text[end : end + 4])
        return not after or not after.isascii() or not (after.isalnum() or after in "-_@") or bool(rest)
    return end in edges or bool(after and not _KATAKANA.match(after) and _KATAKANA.match(text[end - 1]))


def _day(date: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(date) if isinstance(date, str) else date


def make_recognizer(lexicon: str | Path | Sequence[Term] | None = None) -> Recognizer:
    """The package's lexicons, a project's own entries over them, and the patterns.

    Parameters
    ----------
    lexicon : str, pathlib.Path or sequence of Term, optional
        CSV, or its rows, that add, override or silence entries.

    Returns
    -------
    Recognizer
        Ready to use.
    """
    terms = builtin_terms()
    if lexicon is not None:
        terms = merge_terms(terms, load_lexicon(lexicon) if isinstance(lexicon, str | Path) else lexicon)
    return Recognizer(terms, load_rules())


def find_entities(text: str, *, date: str | dt.date | None = None, lexicon: str | Path | None = None) -> pd.DataFrame:
    """Names in a text.

    Parameters
    ----------
    text : str
        Any length.
    date : str or datetime.date, optional
        The document's own date (ISO), the anchor of 同年 and 今年度.
    lexicon : str or pathlib.Path, optional
        CSV that adds, overrides or silences entries.

    Returns
    -------
    pandas.DataFrame
        One row a mention: start, end, text, label, entity, series, date_start, date_end, norm, source.
    """
    mentions = make_recognizer(lexicon).find(text, date=_day(date))
    return pd.DataFrame([[getattr(mention, name) for name in COLUMNS] for mention in mentions], columns=list(COLUMNS))


def extract(
    source: Document | Iterable[Document],
    *,
    lexicon: str | Path | None = None,
    aliases: str | Path | None = None,
    progress: bool = False,
) -> Extraction:
    """Names in one or more documents, as tables.

    Parameters
    ----------
    source : Document or iterable of Document
        What to read.
    lexicon : str or pathlib.Path, optional
        CSV that adds, overrides or silences entries.
    aliases : str or pathlib.Path, optional
        Register of aliases as edited by a person.
    progress : bool
        Show a progress bar.

    Returns
    -------
    Extraction
        Sentences, mentions and entities.
    """
    documents = [source] if isinstance(source, Document) else list(source)
    recognizer = make_recognizer(lexicon)
    rows: list[tuple[Sentence, Mention]] = [
        (sentence, mention)
        for document in documents
        for sentence in document.sentences
        for mention in recognizer.find(sentence.text, date=document.date)
    ]
    sentences = sentences_table(sentence for document in documents for sentence in document.sentences)
    mentions = mentions_table(rows)
    names_en = {(term.label, term.entity): term.name_en for term in recognizer.terms if term.name_en}
    return Extraction(sentences, mentions, entities_table(mentions, sentences, names_en))


def load_pipeline(*, lexicon: str | Path | None = None, date: str = "", parse: bool = True) -> Language:
    """GiNZA with plantext's entities in place of its own.

    Parameters
    ----------
    lexicon : str or pathlib.Path, optional
        CSV that adds, overrides or silences entries.
    date : str
        The documents' own date (ISO).
    parse : bool
        False leaves out everything but GiNZA's tokenizer, which is many times faster.

    Returns
    -------
    spacy.Language
        ``doc.ents`` carry the seven labels, ``ent.kb_id_`` the entity.
    """
    from plantext.pipeline import build_pipeline

    return build_pipeline(lexicon, date=date, parse=parse)
