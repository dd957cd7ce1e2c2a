"""The statements table: of a text, and of the sentences of a document."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from plantext.clauses.find import state
from plantext.clauses.inherit import Place, Sources, inherit, tells_of_itself
from plantext.errors import EmptyResultError, listed, names_arguments
from plantext.recognition.recognizer import make_recognizer
from plantext.records import Mention, Statement
from plantext.tables.columns import Columns, checked, frame, records
from plantext.tables.schemas import SEPARATOR, STATEMENTS

KINDS = frozenset({"paragraph", "bullet", "footnote"})
"""Kinds of block whose sentences can state something."""


@names_arguments
def find_statements(text: str, *, date: str | dt.date | None = None, lexicon: str | Path | None = None) -> pd.DataFrame:
    """Find who does what, with whom, by when, in a text.

    Parameters
    ----------
    text : str
        One or more sentences.
    date : str or datetime.date, optional
        The document's own date (ISO), from which 今年度 and the like are counted.
    lexicon : str or pathlib.Path, optional
        CSV that adds, overrides or silences names.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`plantext.tables.schemas.STATEMENTS`; ``sent_id`` counts the sentences of the text,
        ``start`` and ``end`` are its characters. An actor that no sentence names stays empty.

    Examples
    --------
    >>> table = find_statements("総務省は、デジタル庁と連携し、2025年度までに指針を策定する。")  # doctest: +SKIP
    >>> table.loc[0, ["actor", "predicate", "object", "partners", "deadline"]].tolist()  # doctest: +SKIP
    ['総務省', '策定する', '指針', 'デジタル庁', '2025年度']
    """
    from plantext.reading.sentences import split_sentences

    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    recognizer = make_recognizer(lexicon)
    ranges = split_sentences(text)
    parts = [(text[start:end], recognizer.find(text[start:end], date=day)) for start, end in ranges]
    rows = [
        statement_row("", number, count, start, statement, (statement.actor, statement.actor_source))
        for number, ((start, _), found) in enumerate(zip(ranges, state(parts), strict=True))
        for count, statement in enumerate(found)
    ]
    return statements_table(rows)


def statement_columns(sentences: pd.DataFrame, mentions: pd.DataFrame, sources: Sources) -> Columns:
    """Return the columns of the statements of one document, from its sentences with text and its mentions."""
    told = records(sentences[sentences["kind"].isin(KINDS)])
    names: dict[int, list[dict[str, Any]]] = {}
    for mention in records(mentions):
        names.setdefault(mention["sent_id"], []).append(mention)
    parts = [(row["text"], _mentions(names.get(row["sent_id"], []), row["start"], row["text"])) for row in told]
    rows: list[Row] = []
    for row, found in zip(told, state(parts), strict=True):
        named, itself = _entities(names, row["sent_id"]), tells_of_itself(row["text"])
        place = Place(row["doc_id"], row["turn"], row["measure"], row["section"], named, itself)
        for count, statement in enumerate(found):
            actor = inherit(statement, place, sources)
            rows.append(statement_row(row["doc_id"], row["sent_id"], count, row["start"], statement, actor))
    return _columns(rows)


def _entities(names: Mapping[int, Sequence[Mapping[str, Any]]], sent_id: int) -> frozenset[str]:
    return frozenset(mention["entity"] for mention in names.get(sent_id, ()))


def _mentions(rows: Sequence[Mapping[str, Any]], start: int, text: str) -> list[Mention]:
    """Mentions of a sentence with offsets in its text; line breaks that were taken out of it move them."""
    found: list[Mention] = []
    place = 0
    for row in rows:
        printed = row["text"]
        begin = row["start"] - start
        if text[begin : begin + len(printed)] != printed:
            begin = text.find(printed, place)
        if begin < 0:
            continue
        place = begin + len(printed)
        first, last = (dt.date.fromisoformat(row[name]) if row[name] else None for name in ("date_start", "date_end"))
        found.append(
            Mention(begin, place, printed, row["label"], row["entity"], row["series"], first, last, row["norm"])
        )
    return found


Row = Sequence[str | int]


def statement_row(  # noqa: PLR0913, PLR0917
    doc_id: str, sent_id: int, number: int, offset: int, it: Statement, actor: tuple[str, str]
) -> Row:
    """Return a statement as a row of the table; `actor` is its name, and where that comes from."""
    return (
        doc_id,
        sent_id,
        number,
        actor[0],
        it.actor_entity if it.actor else actor[0],
        actor[1],
        it.predicate,
        it.act,
        it.object,
        SEPARATOR.join(it.partners),
        SEPARATOR.join(it.recipients),
        SEPARATOR.join(it.concepts),
        it.deadline,
        it.deadline_start.isoformat() if it.deadline_start else "",
        it.deadline_end.isoformat() if it.deadline_end else "",
        it.modality,
        int(it.negated),
        it.voice,
        it.stance,
        offset + it.start,
        offset + it.end,
        it.source,
    )


def _columns(rows: Iterable[Row]) -> Columns:
    rows = list(rows)
    values = zip(*rows, strict=True) if rows else ((),) * len(STATEMENTS)
    return {name: list(column) for name, column in zip(STATEMENTS, values, strict=True)}


def statements_table(rows: Iterable[Row]) -> pd.DataFrame:
    """Return the statements table of rows in reading order."""
    return frame(checked(_columns(rows), STATEMENTS, "statements"), STATEMENTS)


def said_by(statements: pd.DataFrame, actor: str) -> pd.Series[bool]:
    """Mark the statements of a body or person, by its name as printed or its entity."""
    names = statements["actor"].str.split(SEPARATOR, regex=False)
    return (statements["actor_entity"] == actor) | names.map(lambda its: actor in its).astype(bool)


def none_of(actor: str, actors: Counter[str]) -> EmptyResultError:
    """Make the error that an actor undertakes nothing, from how often each actor of the table stands in it."""
    most = [name for _, name in sorted((-n, name) for name, n in actors.items() if name)[:5]]
    return EmptyResultError("No statement of {actor!r}. Frequent actors: {most}.", actor=actor, most=listed(most))


def told(sentences: pd.DataFrame, statements: pd.DataFrame) -> list[str]:
    """Return what each row of a table of sentences states: actor, object and predicate of its statements.

    Parameters
    ----------
    sentences : pandas.DataFrame
        Any table with the columns doc_id and sent_id.

    Examples
    --------
    >>> row = {"doc_id": "a", "sent_id": 3, "actor": "市", "object": "窓口", "predicate": "設置する", "negated": 0}
    >>> told(pd.DataFrame({"doc_id": ["a", "a"], "sent_id": [2, 3]}), pd.DataFrame([row]))
    ['', '市: 窓口 設置する']
    """
    parts: dict[tuple[str, int], list[str]] = {}
    for row in records(statements):
        denied = "not " if row["negated"] else ""
        said = f"{row['object']} {row['predicate']}".strip()
        parts.setdefault((row["doc_id"], row["sent_id"]), []).append(f"{row['actor'] or '-'}: {denied}{said}")
    return [SEPARATOR.join(parts.get(key, ())) for key in zip(sentences["doc_id"], sentences["sent_id"], strict=True)]
