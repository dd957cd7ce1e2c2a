"""The sentences that an edge stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from plantext.clauses.table import told
from plantext.errors import EmptyResultError, names_arguments
from plantext.lookup.names import CodedNames, Named, resolve_name
from plantext.networks.presence import Node, place_in
from plantext.networks.units import unit_column, units_of
from plantext.tables.run import Extraction
from plantext.tables.stored import Run

MARKS = ("【", "】")


Span = tuple[int, int, str]
"""Start and end of a mention in the document, and its text."""


def _mark(text: str, sentence_start: int, spans: Iterable[Span]) -> str:
    """Put brackets round each mention, from the last to the first."""
    begin, finish = MARKS
    limit = len(text)
    for start, end, printed in sorted(spans, reverse=True):
        left, right = start - sentence_start, end - sentence_start
        # Offsets fail where the sentence was rebuilt (line breaks taken out); the printed form is then looked for.
        if text[left:right] != printed:
            left = text.rfind(printed, 0, limit)
            right = left + len(printed)
        if left < 0 or right > limit:
            continue
        text = text[:left] + begin + text[left:right] + finish + text[right:]
        limit = left
    return text


@names_arguments
def evidence(  # noqa: PLR0913
    run: Run,
    a: str,
    b: str,
    *,
    unit: str = "paragraph",
    node: Node = "entity",
    statements: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the sentences behind an edge: where two names meet.

    Parameters
    ----------
    run : Extraction or StoredRun
        One in a folder (:func:`plantext.open_run`) is read part by part.
    a, b : str
        Any names of the two nodes, in Japanese or English and in any case.
    unit, node : str
        As in :func:`plantext.networks.cooccurrence.cooccur`.
    statements : pandas.DataFrame, optional
        As :func:`plantext.statements` gives it: a column ``statements`` says what each sentence states.

    Returns
    -------
    pandas.DataFrame
        In reading order, the sentences that hold `a` or `b` in a unit that holds both: doc_id, unit, page, section,
        measure, sent_id, start, end, names (which of the two) and, where the run carries text, marked (the
        sentence with 【】 round both names). Overlapping windows list a sentence once each.

    Examples
    --------
    >>> import plantext as pt
    >>> rows = evidence(pt.load("priority-plan-2023"), "デジタル庁", "総務省")
    >>> rows.columns[:4].tolist()
    ['doc_id', 'unit', 'page', 'section']
    """
    pair = Pair(a, b, resolve_name(run, a, node=node), resolve_name(run, b, node=node))
    # Documents without both need not be read.
    both = pair.first.documents(run) & pair.second.documents(run)
    found = _find_all(run, [pair], unit, only=frozenset(both))
    if not found[0]:
        counts = _count_units(run, pair, unit)
        raise EmptyResultError(
            "{a} (in {n_a} units) and {b} (in {n_b} units) share no unit (unit={unit}). Take a larger unit.",
            a=a,
            n_a=counts[0],
            b=b,
            n_b=counts[1],
            unit=unit,
        )
    table = pd.concat(found[0], ignore_index=True)
    if statements is not None:
        table["statements"] = told(table, statements)
    return table


@dataclass(frozen=True)
class Pair:
    """Two names, and what they mean in a run."""

    a: str
    b: str
    first: Named
    second: Named


class _Part:
    """A part of a run, prepared for many pairs of names."""

    def __init__(self, run: Extraction, unit: str) -> None:
        self.run = run
        self.membership, self.units = units_of(run.sentences, unit)
        self._place = place_in(run.sentences, run.mentions)
        self._coded = CodedNames(run.mentions)

    def holds(self, named: Named) -> tuple[Any, Any]:
        """The sentences that hold a name, as a row of 0 and 1, and the positions of its mentions."""
        mentions = np.flatnonzero(self._coded.select(named))
        row = np.zeros(len(self.run.sentences), dtype=np.int64)
        row[self._place[mentions]] = 1
        return row, mentions

    def spans(self, mentions: Any) -> dict[int, list[Span]]:
        """Mentions by the position of their sentence."""
        rows = self.run.mentions.iloc[mentions]
        found: dict[int, list[Span]] = {}
        for place, *span in zip(
            self._place[mentions].tolist(), *(rows[c] for c in ("start", "end", "text")), strict=True
        ):
            found.setdefault(place, []).append(tuple(span))
        return found

    def find(self, pair: Pair) -> pd.DataFrame | None:
        """Find the evidence of a pair; None where there is none."""
        (first, a), (second, b) = self.holds(pair.first), self.holds(pair.second)
        shared = np.flatnonzero((self.membership @ first > 0) & (self.membership @ second > 0))
        if not len(shared):
            return None
        inside = self.membership[shared].tocoo()
        table = pd.DataFrame({"row": inside.col, "order": shared[inside.row]})
        # Of the units that hold both names, the sentences that hold neither are not evidence.
        table = table[(first + second)[table["row"]] > 0].sort_values(["order", "row"], ignore_index=True)
        rows = table["row"].to_numpy()
        sentences: pd.DataFrame = self.run.sentences.iloc[rows].reset_index(drop=True)
        sentences.insert(1, "unit", self.units["unit"].to_numpy()[table["order"]])
        sentences["names"] = [
            " | ".join(name for name, held in zip((pair.a, pair.b), both, strict=True) if held)
            for both in zip(first[rows].tolist(), second[rows].tolist(), strict=True)
        ]
        columns = ["doc_id", "unit", "page", "section", "measure", "sent_id", "start", "end", "names"]
        if self.run.has_text:
            spans = self.spans(np.union1d(a, b))
            sentences["marked"] = [
                _mark(text, start, spans[row])
                for text, start, row in zip(sentences["text"], sentences["start"], rows.tolist(), strict=True)
            ]
            columns.append("marked")
        return sentences.loc[:, columns]


def _find_all(
    run: Run, pairs: Sequence[Pair], unit: str, *, only: frozenset[str] | None = None
) -> list[list[pd.DataFrame]]:
    """Find the evidence of each pair, part by part."""
    found: list[list[pd.DataFrame]] = [[] for _ in pairs]
    sentences = ["page", "section", "measure", "text", unit_column(unit)]
    for part in run.parts(sentences=sentences, mentions=["text", "entity", "series"], doc_ids=only):
        prepared = _Part(part, unit)
        for pair, tables in zip(pairs, found, strict=True):
            table = prepared.find(pair)
            if table is not None:
                tables.append(table)
    return found


def _count_units(run: Run, pair: Pair, unit: str) -> list[int]:
    counts = [0, 0]
    for part in run.parts(sentences=[unit_column(unit)], mentions=["text", "entity", "series"]):
        prepared = _Part(part, unit)
        for number, named in enumerate((pair.first, pair.second)):
            counts[number] += int((prepared.membership @ prepared.holds(named)[0] > 0).sum())
    return counts


def network_evidence(run: Run, net: Any) -> pd.DataFrame:
    """Find the sentences behind every edge of a network, to be kept beside it.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.load("priority-plan-2023")
    >>> rows = network_evidence(run, pt.network(pt.cooccur(run, labels=["FORUM"]), top=5))
    >>> rows.columns[:3].tolist()
    ['source', 'target', 'doc_id']
    """
    node = net.graph.get("node", "entity")
    pairs = [
        Pair(a, b, resolve_name(run, a, node=node), resolve_name(run, b, node=node))
        for a, b in sorted(tuple(sorted(edge)) for edge in net.edges)
    ]
    parts = []
    for pair, tables in zip(pairs, _find_all(run, pairs, net.graph.get("unit", "paragraph")), strict=True):
        if not tables:
            raise EmptyResultError(
                "{a} and {b} share no unit of this run. Give the run of the network.", a=pair.a, b=pair.b
            )
        found = pd.concat(tables, ignore_index=True)
        found.insert(0, "source", pair.a)
        found.insert(1, "target", pair.b)
        parts.append(found)
    if not parts:
        raise EmptyResultError("The network has no edges, so there is nothing to give evidence of.")
    return pd.concat(parts, ignore_index=True)
