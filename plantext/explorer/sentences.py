"""The text that the explorer shows: sentences, the mentions in them, and what they state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from plantext.errors import PlantextError
from plantext.explorer.units import Integers, Units
from plantext.networks.presence import node_names, place_in
from plantext.networks.pruning import Graph
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS
from plantext.text import utf16_offset

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # Of which JavaScript counts each as two


def mentions_of(run: Extraction, net: Graph) -> pd.DataFrame:
    """Select the mentions of the network's names, with node and sentence by position, in the order of the sentences.

    Raises
    ------
    PlantextError
        If a node is no name of the run.
    """
    how = net.graph
    labels = str(how.get("labels", "")).split()
    mentions = run.mentions if not labels else run.mentions[run.mentions["label"].isin(labels)]
    mentions = mentions.assign(name=node_names(mentions, str(how.get("node", "entity"))))
    names = pd.Index(sorted(net))
    mentions = mentions.assign(node=names.get_indexer(pd.Index(mentions["name"])))
    mentions = mentions[mentions["node"] >= 0]
    mentions = mentions.assign(row=place_in(run.sentences, mentions))
    mentions = mentions[mentions["row"] >= 0]
    missing = sorted(set(names) - set(mentions["name"]))
    if missing:
        raise PlantextError(
            f"{len(missing)} of {len(names)} nodes are no names of the run ({', '.join(missing[:3])}). "
            "Give the run that the network was made from; a two-mode network has no explorer."
        )
    return mentions.sort_values(["row", "start", "end", "node"], ignore_index=True)


def _spans(mentions: pd.DataFrame, sentences: pd.DataFrame, at: Integers) -> tuple[list[int], list[int]]:
    """Place each mention in its sentence, as JavaScript counts characters; -1 where it is not there."""
    texts, begins = sentences["text"].tolist(), sentences["start"].tolist()
    starts, ends = [], []
    columns = (at.tolist(), *(mentions[column].tolist() for column in ("start", "end", "text")))
    for row, start, end, printed in zip(*columns, strict=True):
        sentence = texts[row]
        left, right = start - begins[row], end - begins[row]
        if sentence[left:right] != printed:
            left = sentence.find(printed)
            right = left + len(printed)
        if left >= 0 and _ASTRAL.search(sentence):
            left, right = utf16_offset(sentence, left), utf16_offset(sentence, right)
        starts.append(max(left, -1))
        ends.append(right if left >= 0 else -1)
    return starts, ends


def _codes(values: pd.Series[str]) -> tuple[list[int], list[str]]:
    codes, distinct = pd.factorize(values)
    return codes.tolist(), [str(value) for value in distinct]


def _speakers(turns: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series[str]:
    """Tell of each sentence who speaks, with post and body where the turns say so."""
    if not sentences["speaker"].any():
        return sentences["speaker"]
    about = sentences[["doc_id", "turn", "speaker"]].merge(turns, how="left", on=["doc_id", "turn"])
    known = about[["role", "affiliation"]].fillna("")
    told = known["affiliation"].str.cat(known["role"], sep=" ").str.strip()
    # A post that is part of the speaker as printed is not said twice.
    new = [bool(more) and more not in speaker for more, speaker in zip(told, about["speaker"], strict=True)]
    return about["speaker"].where(~np.array(new, dtype=bool), about["speaker"] + "（" + told + "）")


def placed_statements(run: Extraction, statements: pd.DataFrame | None) -> pd.DataFrame | None:
    """Add the row of the sentence to each statement, in the order of the sentences.

    Raises
    ------
    PlantextError
        If a column is missing.
    """
    if statements is None:
        return None
    missing = [column for column in (*KEYS, "actor", "object", "predicate") if column not in statements.columns]
    if missing:
        raise PlantextError(
            f"statements: expected a column {', '.join(missing)}. Make the table with plantext.statements."
        )
    placed = statements.assign(row=place_in(run.sentences, statements))
    return placed[placed["row"] >= 0].sort_values("row", kind="stable", ignore_index=True)


def _within(inside: Integers, rows: Integers) -> tuple[Integers, Integers]:
    """Find the entries whose row, of which `inside` is the sorted list, is one of `rows`, and which of them it is."""
    begin, end = np.searchsorted(inside, rows, "left"), np.searchsorted(inside, rows, "right")
    count = end - begin
    at = np.repeat(np.arange(len(rows)), count)
    return np.arange(count.sum()) + np.repeat(begin - np.cumsum(count) + count, count), at


def _stated(statements: pd.DataFrame, rows: Integers) -> list[dict[str, Any]]:
    """List what each sentence states."""
    chosen, at = _within(statements["row"].to_numpy(), rows)
    told = statements.iloc[chosen].fillna("").assign(sentence=at)
    notes = [column for column in ("modality", "stance", "negated", "deadline") if column in told.columns]
    return [
        {
            "sentence": int(row["sentence"]),
            **{column: str(row[column]) for column in ("actor", "object", "predicate", *notes)},
        }
        for row in told.to_dict("records")
    ]


@dataclass(frozen=True)
class Source:
    """What the tables of sentences are taken from.

    Parameters
    ----------
    mentions, statements : pandas.DataFrame
        As made by :func:`mentions_of` and :func:`placed_statements`.
    documents : mapping of str to int
        Place of each document.
    text : bool
        Whether the words of the text, and what it states, may be shown.
    """

    run: Extraction
    mentions: pd.DataFrame
    units: Units
    statements: pd.DataFrame | None
    documents: Mapping[str, int]
    text: bool

    @cached_property
    def turns(self) -> pd.DataFrame:
        """Post and body of the speaker of each turn."""
        return self.run.turns.drop_duplicates(["doc_id", "turn"])[["doc_id", "turn", "role", "affiliation"]]

    def tables(self, rows: Integers) -> dict[str, Any]:
        """Make the tables of some sentences, by column; they refer to each other by position.

        Parameters
        ----------
        rows : numpy.ndarray
            Rows of the sentences table, in order.
        """
        run, units = self.run, self.units
        sentences = run.sentences.iloc[rows]
        chosen, at = _within(self.mentions["row"].to_numpy(), rows)
        mentions = self.mentions.iloc[chosen]
        first, last = units.first[rows], units.last[rows]
        kept = sorted(
            {u for a, b in zip(first.tolist(), last.tolist(), strict=True) if a >= 0 for u in range(a, b + 1)}
        )
        section, sections = _codes(sentences["section"])
        speaker, speakers = _codes(_speakers(self.turns, sentences))
        rule, rules = _codes(mentions["source"])
        none = [-1] * len(mentions)
        starts, ends = _spans(mentions, sentences, at) if self.text else (none, none)
        return {
            "sentences": {
                "row": rows.tolist(),
                "document": [self.documents[doc_id] for doc_id in sentences["doc_id"]],
                "page": sentences["page"].tolist(),
                "section": section,
                "measure": sentences["measure"].tolist(),
                "speaker": speaker,
                "first": first.tolist(),
                "last": last.tolist(),
                "text": sentences["text"].tolist() if self.text else [],
            },
            "mentions": {
                "sentence": at.tolist(),
                "node": mentions["node"].tolist(),
                "start": starts,
                "end": ends,
                "form": [] if self.text else mentions["text"].tolist(),
                "rule": rule,
            },
            "units": {"id": kept, "facet": units.facet[kept].tolist()},
            "statements": [] if self.statements is None or not self.text else _stated(self.statements, rows),
            "sections": sections,
            "speakers": speakers,
            "rules": rules,
        }
