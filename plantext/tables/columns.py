"""Rows of the tables as columns: built from records, checked once, made into data frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from plantext.labels import LABELS
from plantext.records import Document, Mention, Sentence
from plantext.tables.schemas import MEASURES, MENTIONS, SENTENCES, SEPARATOR, TURNS
from plantext.tables.validation import LARGEST, encodes, validate

Columns = Mapping[str, Sequence[Any]]
"""Values by column, all of one length."""

# The type of text columns: ``object`` before pandas 3.
# Not the literal "str", which names another type in pandas 2.
_TEXT = pd.Series([""], dtype="str").dtype


def sentence_columns(sentences: Iterable[Sentence]) -> Columns:
    """Return the columns of the sentences table for sentences in reading order."""
    sentences = list(sentences)
    return {name: [getattr(sentence, name) for sentence in sentences] for name in SENTENCES}


def mention_columns(rows: Iterable[tuple[Sentence, Mention]]) -> Columns:
    """Return the columns of the mentions table; offsets move from the sentence's text to ``Document.text``."""
    records = [
        (
            sentence.doc_id,
            sentence.sent_id,
            sentence.start + mention.start,
            sentence.start + mention.end,
            mention.text,
            mention.label,
            mention.entity,
            mention.series,
            _iso(mention.date_start),
            _iso(mention.date_end),
            mention.norm,
            mention.source,
        )
        for sentence, mention in rows
    ]
    return _transposed(records, MENTIONS)


def measure_columns(document: Document) -> Columns:
    """Return the columns of the measures table for one document."""
    records = [
        (
            document.id,
            measure.number,
            measure.section,
            SEPARATOR.join(measure.ministries),
            *measure.pages,
            measure.n_sentences,
            measure.title,
            measure.kpi,
        )
        for measure in document.measure_records
    ]
    return _transposed(records, MEASURES)


def turn_columns(document: Document) -> Columns:
    """Return the columns of the turns table for one document."""
    names = [name for name in TURNS if name != "doc_id"]
    records = [(document.id, *(getattr(turn, name) for name in names)) for turn in document.turn_records]
    return _transposed(records, TURNS)


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _transposed(records: Sequence[Sequence[Any]], schema: Mapping[str, str]) -> Columns:
    values = zip(*records, strict=True) if records else ((),) * len(schema)
    return {name: list(column) for name, column in zip(schema, values, strict=True)}


def checked(columns: Columns, schema: Mapping[str, str], name: str) -> Columns:
    """Check columns against a schema; values are converted as :func:`~plantext.tables.validation.validate` does.

    Raises
    ------
    TableError
        If a value does not fit; row and column are named.
    """
    # Most columns fit as they are, and need no data frame to be checked.
    known = set(columns.get("label", ())) <= set(LABELS)
    if known and all(_fits(columns[column], kind) for column, kind in schema.items()):
        return columns
    # As they came: pandas would refuse half a character without saying where.
    kinds = {column: object if kind == "str" else None for column, kind in schema.items()}
    table = validate(pd.DataFrame({it: pd.Series(columns[it], dtype=kinds[it]) for it in schema}), schema, name)
    return {column: table[column].tolist() for column in schema}


def _fits(values: Sequence[Any], kind: str) -> bool:
    """Whether all values have the type of the column already."""
    if kind == "int64":
        # Not isinstance: True is an int too.
        return all(type(value) is int and -LARGEST <= value <= LARGEST for value in values)
    return all(type(value) is str and (value.isascii() or encodes(value)) for value in values)


def frame(columns: Columns, schema: Mapping[str, str]) -> pd.DataFrame:
    """Make a data frame of checked columns.

    Examples
    --------
    >>> frame({"page": [1, 2]}, {"page": "int64"})["page"].tolist()
    [1, 2]
    """
    # Without a copy: the arrays are new.
    return pd.DataFrame({name: _array(columns[name], kind) for name, kind in schema.items()}, copy=False)


def _array(values: Sequence[Any], kind: str) -> Any:
    if kind == "int64":
        return np.array(values, dtype="int64")
    if isinstance(_TEXT, pd.StringDtype):
        return pd.array(values, dtype=_TEXT)
    return np.array(values, dtype="object")


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries by column.

    Examples
    --------
    >>> records(pd.DataFrame({"page": [1, 2]}))
    [{'page': 1}, {'page': 2}]
    """
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def sentences_table(sentences: Iterable[Sentence]) -> pd.DataFrame:
    """Return the sentences table, one row a sentence in the order given.

    Examples
    --------
    >>> sentences_table([Sentence("plan", 0, 1, "1", "", 0, 0, 4, "国の計画")])["text"].tolist()
    ['国の計画']
    """
    return frame(checked(sentence_columns(sentences), SENTENCES, "sentences"), SENTENCES)


def mentions_table(rows: Iterable[tuple[Sentence, Mention]]) -> pd.DataFrame:
    """Return the mentions table of mentions with offsets in the text of their sentence.

    Examples
    --------
    >>> sentence = Sentence("plan", 0, 1, "1", "", 0, 10, 14, "国の計画")
    >>> mentions_table([(sentence, Mention(0, 1, "国", "ORG", "国"))])["start"].tolist()
    [10]
    """
    return frame(checked(mention_columns(rows), MENTIONS, "mentions"), MENTIONS)


def measures_table(documents: Iterable[Document]) -> pd.DataFrame:
    """Return the measures table; documents without measures add no rows.

    Examples
    --------
    >>> len(measures_table([]))
    0
    """
    return _joined([measure_columns(document) for document in documents], MEASURES, "measures")


def turns_table(documents: Iterable[Document]) -> pd.DataFrame:
    """Return the turns table; documents without speakers add no rows.

    Examples
    --------
    >>> len(turns_table([]))
    0
    """
    return _joined([turn_columns(document) for document in documents], TURNS, "turns")


def _joined(parts: Sequence[Columns], schema: Mapping[str, str], name: str) -> pd.DataFrame:
    columns = {column: [value for part in parts for value in part[column]] for column in schema}
    return frame(checked(columns, schema, name), schema)
