"""The text that the explorer shows: sentences, the mentions in them, and what they state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.errors import PlantextError
from plantext.explorer.parts import Part
from plantext.explorer.units import Integers
from plantext.networks.presence import place_in
from plantext.tables.schemas import KEYS
from plantext.text import utf16_offset

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # Of which JavaScript counts each as two
_TOLD = ("actor", "object", "predicate")
_NOTES = ("modality", "stance", "negated", "deadline")


Columns = dict[str, list[Any]]
"""Sentences by column, as JSON keeps them: what one has one of as it is, and flat what it has several of, with their number.

``n_marks`` mentions of the network's names of each sentence stand in node, start and end (as JavaScript counts characters;
-1 where it is not there), form and rule; the facets of its units, from first to last, in facets.
"""
_OF_SENTENCES = ("row", "document", "page", "section", "measure", "speaker", "first", "last", "text")
_OF_MARKS = ("node", "start", "end", "form", "rule")


def _span(sentence: str, left: int, right: int, printed: str) -> tuple[int, int]:
    """Place a mention in its sentence."""
    if sentence[left:right] != printed:
        left = sentence.find(printed)
        right = left + len(printed)
    if left < 0:
        return -1, -1
    if _ASTRAL.search(sentence):
        left, right = utf16_offset(sentence, left), utf16_offset(sentence, right)
    return left, right


def _speakers(turns: pd.DataFrame, sentences: pd.DataFrame) -> list[str]:
    """Tell of each sentence who speaks, with post and body where the turns say so."""
    if not sentences["speaker"].any():
        return sentences["speaker"].tolist()
    turns = turns.drop_duplicates(["doc_id", "turn"])[["doc_id", "turn", "role", "affiliation"]]
    about = sentences[["doc_id", "turn", "speaker"]].merge(turns, how="left", on=["doc_id", "turn"])
    known = about[["role", "affiliation"]].fillna("")
    told = known["affiliation"].str.cat(known["role"], sep=" ").str.strip()
    # A post that is part of the speaker as printed is not said twice.
    return [
        f"{speaker}（{more}）" if speaker and more and more not in speaker else speaker
        for speaker, more in zip(about["speaker"].tolist(), told.tolist(), strict=True)
    ]


def _entries(counts: Integers, rows: Integers) -> Integers:
    """Find the entries of some rows in a flat column, of which each row has so many."""
    ends, mine = np.cumsum(counts)[rows], counts[rows]
    return np.arange(mine.sum()) + np.repeat(ends - np.cumsum(mine), mine)


class Statements:
    """What is stated, by sentence.

    Raises
    ------
    PlantextError
        If a column is missing.
    """

    def __init__(self, table: pd.DataFrame | None) -> None:
        self._table = table
        if table is None:
            return
        missing = [column for column in (*KEYS, *_TOLD) if column not in table.columns]
        if missing:
            raise PlantextError(
                "statements: expected a column {missing}. Make the table with plantext.statements.",
                missing=", ".join(missing),
            )
        self._by_document = table.groupby("doc_id", sort=False).indices

    def inside(self, part: Part, rows: Integers) -> list[list[dict[str, str]]]:
        """What each of the rows of a part states."""
        mine = (
            [self._by_document[doc_id] for doc_id in part.run.doc_ids if doc_id in self._by_document]
            if (self._table is not None)
            else []
        )
        if self._table is None or not mine:
            return [[] for _ in rows]
        table = self._table.iloc[np.concatenate(mine)]
        table = table.assign(row=place_in(part.run.sentences, table)).sort_values("row", kind="stable")
        told = table[[*_TOLD, *(column for column in _NOTES if column in table.columns)]].fillna("").astype(str)
        records = [dict(zip(told.columns, row, strict=True)) for row in told.itertuples(index=False, name=None)]
        places = table["row"].to_numpy()
        ends = zip(np.searchsorted(places, rows), np.searchsorted(places, rows, side="right"), strict=True)
        return [records[begin:end] for begin, end in ends]


class Batch:
    """Some sentences of a part, and what the page shows of each.

    Parameters
    ----------
    rows : numpy.ndarray
        Rows in the part, in order.
    documents : mapping of str to int
        Place of each document.
    facets : numpy.ndarray
        Facet of each unit of the run.
    text : bool
        Whether the words of the text, and what it states, may be shown.
    """

    def __init__(  # noqa: PLR0913
        self,
        part: Part,
        rows: Integers,
        *,
        documents: Mapping[str, int],
        facets: npt.NDArray[np.int32],
        statements: Statements,
        text: bool,
    ) -> None:
        sentences = part.run.sentences.iloc[rows]
        first, last = part.units.first[rows], part.units.last[rows]
        held = np.zeros(len(part.run.sentences), dtype=np.bool_)
        held[rows] = True
        mentions = part.mentions[held[part.mentions["row"].to_numpy()]]
        at = np.searchsorted(rows, mentions["row"].to_numpy())
        texts = sentences["text"].to_numpy(dtype=object) if text else np.full(len(rows), "", dtype=object)
        begins = sentences["start"].to_numpy()[at]
        columns = [mentions[name].to_numpy() for name in ("start", "end")]
        spans = [
            _span(*it) if text else (-1, -1)
            for it in zip(texts[at], *((column - begins).tolist() for column in columns), mentions["text"], strict=True)
        ]
        placed = [documents[doc_id] for doc_id in sentences["doc_id"]]
        values: list[Any] = [rows + part.begin, placed, *(sentences[name] for name in ("page", "section", "measure"))]
        values += [_speakers(part.run.turns, sentences), first, last, texts]
        self._sentences = _arrays(_OF_SENTENCES, values)
        starts, ends = zip(*spans, strict=True) if spans else ((), ())
        self._marks = _arrays(_OF_MARKS, [mentions["node"], starts, ends, mentions["text"], mentions["source"]])
        self._n_marks = np.bincount(at, minlength=len(rows))
        self._n_units = np.where(first >= 0, last - first + 1, 0)
        units = np.repeat(first - np.cumsum(self._n_units) + self._n_units, self._n_units) + np.arange(
            self._n_units.sum()
        )
        self._facets = facets[units]
        self._stated = statements.inside(part, rows) if text else [[] for _ in rows]
        self.marked = at, mentions["node"].to_numpy()

    def take(self, chosen: Integers) -> Columns:
        """Some of the sentences, by their places in the batch."""
        marks = _entries(self._n_marks, chosen)
        return {
            **{name: column[chosen].tolist() for name, column in self._sentences.items()},
            **{name: column[marks].tolist() for name, column in self._marks.items()},
            "n_marks": self._n_marks[chosen].tolist(),
            "facets": self._facets[_entries(self._n_units, chosen)].tolist(),
            "stated": [self._stated[i] for i in chosen.tolist()],
        }


def _arrays(names: Sequence[str], values: Sequence[Any]) -> dict[str, npt.NDArray[Any]]:
    texts = {"section", "measure", "speaker", "text", "form", "rule"}
    return {
        name: np.asarray(column, dtype=object if name in texts else np.int64)
        for name, column in zip(names, values, strict=True)
    }


def _numbered(texts: Iterable[str]) -> tuple[list[int], list[str]]:
    """Number texts as they come."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(text, len(numbers)) for text in texts], list(numbers)


def tables(batches: Iterable[Columns], *, text: bool) -> dict[str, Any]:
    """Make the tables of sentences, in order, by column; they refer to each other by position."""
    joined: Columns = {name: [] for name in (*_OF_SENTENCES, *_OF_MARKS, "n_marks", "facets", "stated")}
    for batch in batches:
        for name, column in batch.items():
            joined[name] += column
    of_sentences = {name: joined[name] for name in _OF_SENTENCES}
    n_marks = joined["n_marks"]
    of_mentions = {"sentence": np.repeat(np.arange(len(n_marks)), n_marks).tolist()}
    of_mentions |= {name: joined[name] for name in _OF_MARKS}
    of_sentences["section"], sections = _numbered(joined["section"])
    of_sentences["speaker"], speakers = _numbered(joined["speaker"])
    of_mentions["rule"], rules = _numbered(joined["rule"])
    units: dict[int, int] = {}
    facets = iter(joined["facets"])
    for first, last in zip(joined["first"], joined["last"], strict=True):
        if first >= 0:
            units.update(zip(range(first, last + 1), facets, strict=False))
    kept = sorted(units)
    return {
        "sentences": of_sentences if text else of_sentences | {"text": []},
        "mentions": of_mentions | {"form": []} if text else of_mentions,
        "units": {"id": kept, "facet": [units[unit] for unit in kept]},
        "statements": [{"sentence": i, **told} for i, each in enumerate(joined["stated"]) for told in each],
        "sections": sections,
        "speakers": speakers,
        "rules": rules,
    }
