"""The text that the explorer shows: sentences, the mentions in them, and the units they belong to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from plantext.errors import PlantextError
from plantext.networks.presence import node_names
from plantext.networks.pruning import Graph, sorted_edges
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS
from plantext.text import utf16_offset


def _mentions_of(run: Extraction, net: Graph) -> pd.DataFrame:
    """Select the mentions of the network's names, with node and sentence by position."""
    how = net.graph
    labels = str(how.get("labels", "")).split()
    mentions = run.mentions if not labels else run.mentions[run.mentions["label"].isin(labels)]
    mentions = mentions.assign(name=node_names(mentions, str(how.get("node", "entity"))))
    names = pd.Index(sorted(net))
    mentions = mentions.assign(node=names.get_indexer(pd.Index(mentions["name"])), row=_rows(run, mentions))
    mentions = mentions[(mentions["node"] >= 0) & (mentions["row"] >= 0)]
    missing = sorted(set(names) - set(mentions["name"]))
    if missing:
        raise PlantextError(
            f"{len(missing)} of {len(names)} nodes are no names of the run ({', '.join(missing[:3])}). "
            "Give the run that the network was made from; a two-mode network has no explorer."
        )
    return mentions.sort_values(["row", "start", "end", "node"], ignore_index=True)


def _rows(run: Extraction, mentions: pd.DataFrame) -> Any:
    return pd.MultiIndex.from_frame(run.sentences[KEYS]).get_indexer(pd.MultiIndex.from_frame(mentions[KEYS]))


def _ranges(membership: sparse.csr_array) -> tuple[Any, Any]:
    """Find the first and last unit of each sentence, -1 without one; overlapping windows follow each other."""
    columns = sparse.csc_array(membership)
    first = np.full(columns.shape[1], -1, dtype=np.int64)
    last = first.copy()
    inside = np.flatnonzero(np.diff(columns.indptr))
    if len(inside):
        starts = columns.indptr[inside]
        first[inside] = np.minimum.reduceat(columns.indices, starts)
        last[inside] = np.maximum.reduceat(columns.indices, starts)
    return first, last


def _years(start: str, end: str) -> tuple[int, int] | None:
    """Find the years of a date; a fiscal year (April to March) is the year that it begins in."""
    try:
        first, last = (dt.date.fromisoformat(day) for day in (start or end, end or start))
    except ValueError:
        return None
    # 年度 run from April to March.
    if (first.month, first.day, last.month, last.day) == (4, 1, 3, 31):
        last = dt.date(last.year - 1, 12, 31)
    return (first.year, last.year) if first.year <= last.year else None


def _unit_years(run: Extraction, first: Any, last: Any) -> dict[int, list[list[int]]]:
    dates = run.mentions[run.mentions["label"] == "DATE"]
    found: dict[int, set[tuple[int, int]]] = {}
    for row, start, end in zip(_rows(run, dates), dates["date_start"], dates["date_end"], strict=True):
        years = _years(start, end)
        if years is None or row < 0 or first[row] < 0:
            continue
        for unit in range(first[row], last[row] + 1):
            found.setdefault(unit, set()).add(years)
    return {unit: [list(pair) for pair in sorted(pairs)] for unit, pairs in found.items()}


def _spans(mentions: pd.DataFrame, run: Extraction, *, text: bool) -> tuple[list[int], list[int]]:
    """Place each mention in its sentence, as JavaScript counts characters; -1 where it is not there."""
    if not text:
        return [-1] * len(mentions), [-1] * len(mentions)
    texts, begins = run.sentences["text"].tolist(), run.sentences["start"].tolist()
    starts, ends = [], []
    for row, start, end, printed in mentions[["row", "start", "end", "text"]].itertuples(index=False, name=None):
        sentence = texts[row]
        left, right = start - begins[row], end - begins[row]
        if sentence[left:right] != printed:
            left = sentence.find(printed)
            right = left + len(printed)
        if left >= 0 and not sentence.isascii():
            left, right = utf16_offset(sentence, left), utf16_offset(sentence, right)
        starts.append(max(left, -1))
        ends.append(right if left >= 0 else -1)
    return starts, ends


def _codes(values: pd.Series[str]) -> tuple[list[int], list[str]]:
    codes, distinct = pd.factorize(values)
    return codes.tolist(), [str(value) for value in distinct]


def _check_edges(net: Graph, mentions: pd.DataFrame, membership: sparse.csr_array) -> None:
    names = sorted(net)
    holds = sparse.csr_array(
        (np.ones(len(mentions), dtype=np.int64), (mentions["row"], mentions["node"])),
        shape=(membership.shape[1], len(names)),
    )
    met = sparse.csr_array((membership @ holds) > 0).astype(np.int64)
    together = (met.T @ met).todok()
    place = {name: i for i, name in enumerate(names)}
    for a, b, _ in sorted_edges(net):
        if not together.get((place[a], place[b]), 0):
            raise PlantextError(
                f"The run has no {net.graph.get('unit', 'paragraph')} that holds both {a} and {b}, as the network says. "
                "Give the run that the network was made from."
            )


def _speakers(run: Extraction, sentences: pd.DataFrame) -> pd.Series[str]:
    """Tell of each sentence who speaks, with post and body where the turns say so."""
    turns = run.turns.drop_duplicates(["doc_id", "turn"])
    about = sentences[["doc_id", "turn", "speaker"]].merge(
        turns[["doc_id", "turn", "role", "affiliation"]], how="left", on=["doc_id", "turn"]
    )
    known = about[["role", "affiliation"]].fillna("")
    told = known["affiliation"].str.cat(known["role"], sep=" ").str.strip()
    # A post that is part of the speaker as printed is not said twice.
    new = [bool(more) and more not in speaker for more, speaker in zip(told, about["speaker"], strict=True)]
    return about["speaker"].where(~np.array(new), about["speaker"] + "（" + told + "）")


def _statements(statements: pd.DataFrame | None, sentences: pd.DataFrame, *, text: bool) -> list[dict[str, Any]]:
    """List what each sentence states; the words of a text that may not be passed on stay out."""
    if statements is None or not text:
        return []
    missing = [column for column in (*KEYS, "actor", "object", "predicate") if column not in statements.columns]
    if missing:
        raise PlantextError(
            f"statements: expected a column {', '.join(missing)}. Make the table with plantext.statements."
        )
    rows = pd.MultiIndex.from_frame(sentences[KEYS]).get_indexer(pd.MultiIndex.from_frame(statements[KEYS]))
    told = statements.assign(sentence=rows)[rows >= 0].fillna("").astype({"sentence": "int64"})
    notes = [column for column in ("modality", "stance", "deadline") if column in told.columns]
    return [
        {
            "sentence": int(row["sentence"]),
            **{column: str(row[column]) for column in ("actor", "object", "predicate")},
            "notes": ", ".join(str(row[column]) for column in notes if row[column]),
        }
        for row in told.to_dict("records")
    ]


def text_tables(  # noqa: PLR0913
    run: Extraction,
    net: Graph,
    membership: sparse.csr_array,
    units: pd.DataFrame,
    *,
    statements: pd.DataFrame | None,
    text: bool,
) -> dict[str, Any]:
    """Gather sentences, mentions and units by column; they refer to each other by position."""
    mentions = _mentions_of(run, net)
    _check_edges(net, mentions, membership)
    first, last = _ranges(membership)
    years = _unit_years(run, first, last)
    rows = np.unique(mentions["row"].to_numpy())
    sentences = run.sentences.iloc[rows]
    ranges = [range(a, b + 1) for a, b in zip(first[rows].tolist(), last[rows].tolist(), strict=True) if a >= 0]
    kept = sorted({unit for each in ranges for unit in each})
    number = {unit: i for i, unit in enumerate(kept)} | {-1: -1}
    documents = {doc_id: i for i, doc_id in enumerate(dict.fromkeys(run.sentences["doc_id"]))}
    section, sections = _codes(sentences["section"])
    speaker, speakers = _codes(_speakers(run, sentences))
    rule, rules = _codes(mentions["source"])
    starts, ends = _spans(mentions, run, text=text)
    return {
        "sentences": {
            "document": [documents[doc_id] for doc_id in sentences["doc_id"]],
            "page": sentences["page"].tolist(),
            "section": section,
            "measure": sentences["measure"].tolist(),
            "speaker": speaker,
            "first": [number[unit] for unit in first[rows].tolist()],
            "last": [number[unit] for unit in last[rows].tolist()],
            "text": sentences["text"].tolist() if text else [],
        },
        "mentions": {
            "sentence": np.searchsorted(rows, mentions["row"].to_numpy()).tolist(),
            "node": mentions["node"].tolist(),
            "start": starts,
            "end": ends,
            "form": [] if text else mentions["text"].tolist(),
            "rule": rule,
        },
        "units": {
            "document": [documents[units["doc_id"].iat[unit]] for unit in kept],
            "years": [years.get(unit, []) for unit in kept],
        },
        "statements": _statements(statements, sentences, text=text),
        "sections": sections,
        "speakers": speakers,
        "rules": rules,
    }
