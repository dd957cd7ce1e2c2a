"""The sentences that an edge stands on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from plantext.clauses.table import told
from plantext.errors import EmptyResultError
from plantext.lookup.names import find_name
from plantext.networks.presence import Node
from plantext.networks.units import units_of
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS

MARKS = ("【", "】")


def _mark(text: str, sentence_start: int, spans: pd.DataFrame) -> str:
    """Put brackets round each mention, from the last to the first."""
    begin, finish = MARKS
    limit = len(text)
    for start, end, printed in sorted(zip(spans["start"], spans["end"], spans["text"], strict=True), reverse=True):
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


def evidence(  # noqa: PLR0913
    run: Extraction,
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
    membership, units = units_of(run.sentences, unit)
    where = pd.MultiIndex.from_frame(run.sentences[KEYS])
    found = [find_name(run, name, node=node) for name in (a, b)]
    holds = np.zeros((2, len(run.sentences)), dtype=np.int64)
    for row, mentions in zip(holds, found, strict=True):
        row[where.get_indexer(pd.MultiIndex.from_frame(mentions[KEYS].drop_duplicates()))] = 1
    shared = np.flatnonzero((membership @ holds[0] > 0) & (membership @ holds[1] > 0))
    if not len(shared):
        counts = [int((membership @ row > 0).sum()) for row in holds]
        raise EmptyResultError(
            f"{a} (in {counts[0]} units) and {b} (in {counts[1]} units) share no unit (unit={unit}). "
            "Take a larger unit."
        )
    inside = membership[shared].tocoo()
    table = pd.DataFrame({"row": inside.col, "order": shared[inside.row]})
    # Of the units that hold both names, the sentences that hold neither are not evidence.
    table = table[holds.sum(axis=0)[table["row"]] > 0].sort_values(["order", "row"], ignore_index=True)
    sentences: pd.DataFrame = run.sentences.iloc[table["row"]].reset_index(drop=True)
    sentences.insert(1, "unit", units["unit"].to_numpy()[table["order"]])
    sentences["names"] = [
        " | ".join(name for name, held in zip((a, b), holds[:, row], strict=True) if held) for row in table["row"]
    ]
    columns = ["doc_id", "unit", "page", "section", "measure", "sent_id", "start", "end", "names"]
    if run.has_text:
        spans = dict(list(pd.concat(found).drop_duplicates().groupby(KEYS)))
        sentences["marked"] = [
            _mark(text, start, spans[tuple(key)])
            for text, start, *key in zip(*(sentences[c] for c in ("text", "start", *KEYS)), strict=True)
        ]
        columns.append("marked")
    if statements is not None:
        sentences["statements"] = told(sentences, statements)
        columns.append("statements")
    return sentences.loc[:, columns]


def network_evidence(run: Extraction, net: Any) -> pd.DataFrame:
    """Find the sentences behind every edge of a network, to be kept beside it.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.load("priority-plan-2023")
    >>> rows = network_evidence(run, pt.network(pt.cooccur(run, labels=["FORUM"]), top=5))
    >>> rows.columns[:3].tolist()
    ['source', 'target', 'doc_id']
    """
    how = {"unit": net.graph.get("unit", "paragraph"), "node": net.graph.get("node", "entity")}
    parts = []
    for a, b in sorted(tuple(sorted(edge)) for edge in net.edges):
        found = evidence(run, a, b, **how)
        found.insert(0, "source", a)
        found.insert(1, "target", b)
        parts.append(found)
    if not parts:
        raise EmptyResultError("The network has no edges, so there is nothing to give evidence of.")
    return pd.concat(parts, ignore_index=True)
