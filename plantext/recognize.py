"""The entity pipeline's public functions: names in a text, in documents, in a spaCy pipeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from plantext.dates import DateMention
from plantext.recognition.aliases import Alias, general_forms, load_register, register_rows, settle
from plantext.recognition.recognizer import Recognizer, make_recognizer
from plantext.recognition.search import TermSearch
from plantext.records import Document, Mention, Sentence
from plantext.tables import Extraction, entities_table, mentions_table, sentences_table
from plantext.view import fold

if TYPE_CHECKING:
    from spacy.language import Language

COLUMNS = ("start", "end", "text", "label", "entity", "series", "date_start", "date_end", "norm", "source")
Row = tuple[Sentence, Mention]
QUOTED_LENGTH = 8
"""Characters from which a title once quoted is a name in the whole document, brackets or not."""


def _day(date: str | dt.date | None) -> dt.date | None:
    return dt.date.fromisoformat(date) if isinstance(date, str) else date


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


@dataclass(frozen=True)
class _Reading:
    """A sentence with its names, and the date that went before it."""

    sentence: Sentence
    before: DateMention | None
    mentions: list[Mention]


def _read_sentences(recognizer: Recognizer, document: Document) -> Iterator[_Reading]:
    before: DateMention | None = None
    for sentence in document.sentences:
        mentions, after = recognizer.find_next(sentence.text, date=document.date, before=before)
        yield _Reading(sentence, before, mentions)
        before = after


def _harvest(readings: Iterable[_Reading], recognizer: Recognizer) -> tuple[list[Alias], list[str]]:
    """The names that a document's own brackets give, as far as they are unambiguous in it."""
    given = [
        Alias(
            fold(mention.text),
            mention.entity,
            mention.label,
            f"title:repeated:{reading.sentence.doc_id}",
            mention.series,
        )
        for reading in readings
        for mention in reading.mentions
        if mention.source.startswith("title:") and len(mention.text) >= QUOTED_LENGTH
    ]
    given += [
        Alias(
            fold(mention.text),
            mention.entity,
            mention.label,
            f"{mention.source}:{reading.sentence.doc_id}",
            mention.series,
        )
        for reading in readings
        for mention in reading.mentions
        if mention.source in ("alias:bracket", "alias:hereafter")
    ]
    settled, apart = settle(given)
    general = {form for reading in readings for form in general_forms(fold(reading.sentence.text), recognizer.rules)}
    return settled, [*apart, *(f"{form}: too general to stand for one entity, not merged" for form in sorted(general))]


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


def read_document(
    recognizer: Recognizer, document: Document, register: list[Alias]
) -> tuple[list[Row], list[Alias], list[str]]:
    """Read a document twice: what its brackets say in one place holds in all of it.

    Parameters
    ----------
    recognizer : Recognizer
        Finds the names of a sentence.
    document : Document
        What to read.
    register : list of Alias
        Forms that a person has decided on; the document's own words do not move them.

    Returns
    -------
    tuple of (list of (Sentence, Mention), list of Alias, list of str)
        The names, what the document's own words merged, and what stays apart.
    """
    readings = list(_read_sentences(recognizer, document))
    harvested, apart = _harvest(readings, recognizer)
    decided = {alias.form for alias in register}
    harvested = [alias for alias in (*_own_title(document, recognizer), *harvested) if alias.form not in decided]
    further = TermSearch([alias.as_term() for alias in harvested], rank=0)
    rows: list[Row] = []
    for reading in readings:
        mentions = reading.mentions
        if harvested and further.touches(fold(reading.sentence.text)):
            mentions, _ = recognizer.find_next(
                reading.sentence.text, date=document.date, before=reading.before, further=further
            )
        rows += ((reading.sentence, mention) for mention in mentions)
    return rows, harvested, [f"{document.id}: {line}" for line in apart]


def _registered(rows: Iterable[Row], register: list[Alias]) -> Iterator[Row]:
    """The rows with the entities that a person's register decides."""
    mains = {(alias.form, alias.label): alias for alias in register}
    for sentence, mention in rows:
        for form in (fold(mention.text), fold(mention.entity)):
            alias = mains.get((form, mention.label)) or mains.get((form, ""))
            if alias is not None:
                source = mention.source if alias.entity == mention.entity else f"{mention.source} > {alias.source}"
                mention = replace(mention, entity=alias.entity, source=source)  # noqa: PLW2901
                break
        yield sentence, mention


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
        Show a progress bar over the documents on stderr.

    Returns
    -------
    Extraction
        Sentences, mentions and entities. ``info["aliases"]`` is the register of what was merged (rows for
        :func:`plantext.recognition.aliases.write_register`), ``info["not_merged"]`` lists the short forms that stay
        apart, and why.
    """
    from tqdm import tqdm

    documents = [source] if isinstance(source, Document) else list(source)
    recognizer = make_recognizer(lexicon)
    register = load_register(aliases) if aliases is not None else []
    rows: list[Row] = []
    merged: list[Alias] = []
    not_merged: list[str] = []
    for document in tqdm(documents, disable=not progress, unit="document"):
        found, harvested, apart = read_document(recognizer, document, register)
        rows += _registered(found, register)
        merged += harvested
        not_merged += apart
    sentences = sentences_table(sentence for document in documents for sentence in document.sentences)
    mentions = mentions_table(rows)
    names_en = {(term.label, term.entity): term.name_en for term in recognizer.terms if term.name_en}
    info = {"aliases": register_rows([*register, *merged, *_lexical(rows)]), "not_merged": not_merged}
    return Extraction(sentences, mentions, entities_table(mentions, sentences, names_en), info)


def _lexical(rows: Iterable[Row]) -> Iterator[Alias]:
    """The merges that the lexicon made in these rows."""
    for _, mention in rows:
        if mention.label != "DATE" and mention.source.startswith("lexicon:"):
            yield Alias(fold(mention.text), mention.entity, mention.label, "lexicon")


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
    from plantext.recognition.pipeline import build_pipeline

    return build_pipeline(lexicon, date=date, parse=parse)
