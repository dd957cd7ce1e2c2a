"""Keywords in context (KWIC)."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from plantext.clauses.table import told
from plantext.errors import EmptyResultError
from plantext.lookup.candidates import may_hold
from plantext.lookup.names import entities_named
from plantext.tables.columns import records
from plantext.tables.run import Extraction, need_text
from plantext.tables.schemas import KEYS
from plantext.text import View, fold

KWIC = ["doc_id", "page", "section", "sent_id", "left", "term", "right", "label", "entity", "source"]


def _occurrences(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    view = View.of(text)
    return [view.printed(*match.span()) for match in pattern.finditer(view.text)]


def kwic(run: Extraction, term: str, *, width: int = 30, statements: pd.DataFrame | None = None) -> pd.DataFrame:
    """List every place where a term stands or an entity of that name is mentioned.

    Parameters
    ----------
    term : str
        A string, matched however it is typeset (NFKC, spaces), or any name of an entity, in Japanese or English
        and in any case, which includes its aliases. A string that stands nowhere is looked for in any case.
    width : int
        Characters shown on either side.
    statements : pandas.DataFrame, optional
        As :func:`plantext.statements` gives it: a column ``statements`` says what each sentence states.

    Returns
    -------
    pandas.DataFrame
        In reading order: doc_id, page, section, sent_id, left, term (as printed), right, and for a mention its
        label, entity and source (the rule that found it).

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.extract("priority-plan-2023-draft-p145")
    >>> kwic(run, "IGF", width=5)[["left", "term", "right"]].values.tolist()[1]
    ['ォーラム(', 'IGF', ': Int']
    """
    need_text(run)
    wanted = fold(term)
    if not wanted:
        raise EmptyResultError("The term is empty; give a name or a string to look for.")
    mentions = run.mentions
    printed = [text for text in mentions["text"].unique() if fold(text) == wanted]
    mentions = mentions[mentions["entity"].isin(entities_named(run, term)) | mentions["text"].isin(printed)]
    places = _read_together(run, wanted, mentions)
    rows = _rows(places, re.compile(re.escape(wanted)), width)
    rows = rows or _rows(places, re.compile(re.escape(wanted), re.IGNORECASE), width)
    if not rows:
        raise EmptyResultError(
            f"{term!r} stands nowhere in {len(run.sentences)} sentences. Try a shorter or another form."
        )
    table = pd.DataFrame(rows, columns=KWIC)
    return table if statements is None else table.assign(statements=told(table, statements))


def _read_together(
    run: Extraction, wanted: str, mentions: pd.DataFrame
) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The sentences that can hold a string or have one of the mentions, each with its mentions."""
    where = pd.MultiIndex.from_frame(run.sentences[KEYS])
    row_of = where.get_indexer(pd.MultiIndex.from_frame(mentions[KEYS]))
    named: dict[int, list[dict[str, Any]]] = {}
    for row, mention in zip(row_of.tolist(), records(mentions), strict=True):
        named.setdefault(row, []).append(mention)
    rows = sorted({*may_hold(run.sentences["text"].tolist(), wanted), *named} - {-1})
    return list(zip(records(run.sentences.iloc[rows]), (named.get(row, []) for row in rows), strict=True))


def _rows(
    places: list[tuple[dict[str, Any], list[dict[str, Any]]]], pattern: re.Pattern[str], width: int
) -> list[list[Any]]:
    rows = []
    for sentence, mentions in places:
        text, origin = sentence["text"], sentence["start"]
        # Where a mention and the plain string coincide, the mention stays, because it says which rule found it.
        spans = dict.fromkeys(_occurrences(text, pattern), ("", "", ""))
        for mention in mentions:
            span = (mention["start"] - origin, mention["end"] - origin)
            spans[span] = (mention["label"], mention["entity"], mention["source"])
        where = [sentence[column] for column in ("doc_id", "page", "section", "sent_id")]
        for (start, end), found in sorted(spans.items()):
            rows.append([*where, text[max(0, start - width) : start], text[start:end], text[end : end + width], *found])
    return rows
