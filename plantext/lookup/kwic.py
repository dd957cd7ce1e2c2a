"""Keywords in context (KWIC)."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from plantext.clauses.table import told
from plantext.errors import EmptyResultError, names_arguments
from plantext.lookup.candidates import may_hold
from plantext.lookup.names import entities_named
from plantext.networks.presence import place_in
from plantext.tables.columns import records
from plantext.tables.run import Extraction, need_text
from plantext.tables.stored import Run
from plantext.text import View, fold

KWIC = ["doc_id", "page", "section", "sent_id", "left", "term", "right", "label", "entity", "source"]


def _occurrences(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    view = View.of(text)
    return [view.printed(*match.span()) for match in pattern.finditer(view.text)]


@names_arguments
def kwic(run: Run, term: str, *, width: int = 30, statements: pd.DataFrame | None = None) -> pd.DataFrame:
    """List every place where a term stands or an entity of that name is mentioned.

    Parameters
    ----------
    run : Extraction or StoredRun
        One in a folder (:func:`plantext.open_run`) is read part by part.
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
    entities = entities_named(run, term)
    printed = [text for text in run.names()["text"].unique() if fold(text) == wanted]
    as_given, any_case = re.compile(re.escape(wanted)), re.compile(re.escape(wanted), re.IGNORECASE)
    rows: list[list[Any]] = []
    otherwise: list[list[Any]] = []
    for part in run.parts(sentences=["page", "section", "text"], mentions=["text", "label", "entity", "source"]):
        mentions = part.mentions
        places = _read_together(
            part, wanted, mentions[mentions["entity"].isin(entities) | mentions["text"].isin(printed)]
        )
        rows += _rows(places, as_given, width)
        # In any case where it stands nowhere as given.
        if not rows:
            otherwise += _rows(places, any_case, width)
    rows = rows or otherwise
    if not rows:
        raise EmptyResultError(
            "{term!r} stands nowhere in {n_sentences} sentences. Try a shorter or another form.",
            term=term,
            n_sentences=run.n_sentences,
        )
    table = pd.DataFrame(rows, columns=KWIC)
    return table if statements is None else table.assign(statements=told(table, statements))


def _read_together(
    run: Extraction, wanted: str, mentions: pd.DataFrame
) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The sentences that can hold a string or have one of the mentions, each with its mentions."""
    row_of = place_in(run.sentences, mentions)
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
