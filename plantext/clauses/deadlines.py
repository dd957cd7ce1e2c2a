"""What falls due when, and what was still open when its day had passed."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from plantext.errors import names_arguments

COLUMNS = [
    "deadline_end",
    "deadline_start",
    "deadline",
    "actor",
    "predicate",
    "object",
    "modality",
    "doc_id",
    "sent_id",
    "statement",
]
"""Columns of the table of deadlines."""
_OPEN = ("act", "obligation", "aim", "consider", "request", "condition")


@names_arguments
def deadlines(statements: pd.DataFrame, *, since: str | dt.date = "", until: str | dt.date = "") -> pd.DataFrame:
    """List the statements that have a deadline and are not reported as done, the earliest first.

    Parameters
    ----------
    statements : pandas.DataFrame
        As :func:`plantext.extraction.statements.statements` gives it.
    since, until : str or datetime.date
        Keep only what falls due from the one day to the other (ISO), both included.

    Examples
    --------
    >>> from plantext.tables.schemas import STATEMENTS
    >>> row = dict.fromkeys(STATEMENTS, "") | {"deadline_end": "2026-03-31", "modality": "act", "predicate": "整備する"}
    >>> deadlines(pd.DataFrame([row]), until="2026-12-31")["predicate"].tolist()
    ['整備する']
    """
    due = statements[(statements["deadline_end"] != "") & statements["modality"].isin(_OPEN)]
    due = due[(due["deadline_end"] >= str(since)) & (due["deadline_end"] <= (str(until) or "9999-12-31"))]
    return due.sort_values(["deadline_end", "doc_id", "sent_id", "statement"], kind="stable")[COLUMNS].reset_index(
        drop=True
    )


def overdue(ledger: pd.DataFrame, dates: dict[str, str]) -> pd.DataFrame:
    """List the commitments that an edition repeats although their day had passed when it appeared.

    Parameters
    ----------
    ledger : pandas.DataFrame
        As :func:`plantext.ledger` gives it.
    dates : dict of str to str
        Day (ISO) of each edition.

    Examples
    --------
    >>> row = {"deadline_from": "2018-03-31", "edition_to": "2018", "relation": "reworded"}
    >>> len(overdue(pd.DataFrame([row]), {"2018": "2018-06-15"}))
    1
    """
    repeated = ledger[
        ledger["relation"].isin(["verbatim", "kept", "reworded", "strengthened", "weakened", "postponed"])
    ]
    published = repeated["edition_to"].map(dates).fillna("")
    return repeated[(repeated["deadline_from"] != "") & (repeated["deadline_from"] < published)].reset_index(drop=True)
