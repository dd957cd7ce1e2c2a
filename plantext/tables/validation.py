"""Checks of tables: columns, types and values; an error names table, row and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from plantext.errors import Message, TableError, listed
from plantext.labels import LABELS
from plantext.tables.schemas import DEFAULTS, KEYS

LARGEST = 2**53
"""The largest integer that a double, and so every program, holds exactly."""
_ONE_ROW_EACH = (
    ("sentences", KEYS),
    ("entities", ["label", "entity"]),
    ("measures", ["doc_id", "measure"]),
    ("turns", ["doc_id", "turn"]),
    ("documents", ["doc_id"]),
)


def _refuse(bad: Any, table: pd.DataFrame, name: str, column: str, expected: str) -> None:
    """Raise an error that names the first bad row."""
    marks = np.asarray(bad, dtype=bool)
    if marks.any():
        row = int(marks.argmax())
        value = table[column].iloc[row]
        value = value.item() if isinstance(value, np.generic) else value
        raise TableError(
            "{name}: row {row}, column {column}: expected {expected}, got {value!r}.",
            name=name,
            row=row + 1,
            column=column,
            expected=expected,
            value=value,
        )


def _integers(table: pd.DataFrame, column: str, name: str) -> pd.Series[Any]:
    values = table[column]
    numbers = pd.to_numeric(values, errors="coerce")
    bad = numbers.isna() | (numbers % 1 != 0) | (numbers.abs() > LARGEST)
    # pandas takes truth values for numbers.
    if pd.api.types.is_bool_dtype(values):
        bad |= True
    _refuse(bad, table, name, column, Message("a whole number"))
    return numbers.astype("int64")


def encodes(text: str) -> bool:
    """Whether a file can hold the text: half a character (a lone surrogate) it cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _texts(table: pd.DataFrame, column: str, name: str) -> pd.Series[Any]:
    values = table[column]
    if not isinstance(values.dtype, pd.StringDtype):
        # Numbers are let through: a name such as 2023 is read back as one.
        known = values.map(lambda cell: isinstance(cell, int) or (isinstance(cell, str) and encodes(cell))).astype(bool)
        _refuse(~known & values.notna(), table, name, column, Message("text"))
    return values.fillna("").astype("str")


def validate(
    table: pd.DataFrame, schema: Mapping[str, str], name: str, *, optional: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Check a table against a schema and give each column its type and place.

    Parameters
    ----------
    name : str
        What an error calls the table, usually its path.
    optional : frozenset of str
        Columns that may be absent.

    Raises
    ------
    TableError
        If a column is missing or unknown, or a value has the wrong type; row and column are named.

    Examples
    --------
    >>> validate(pd.DataFrame({"page": ["7"]}), {"page": "int64"}, "pages")["page"].tolist()
    [7]
    """
    _check_columns(table, schema, name, optional)
    columns: dict[str, pd.Series[Any]] = {}
    for column, kind in schema.items():
        if column in table.columns:
            columns[column] = _integers(table, column, name) if kind == "int64" else _texts(table, column, name)
    result = pd.DataFrame(columns).reset_index(drop=True)
    if "label" in result.columns:
        _refuse(
            ~result["label"].isin(LABELS), result, name, "label", Message("one of {labels}", labels=", ".join(LABELS))
        )
    return result


def _check_columns(table: pd.DataFrame, schema: Mapping[str, str], name: str, optional: frozenset[str]) -> None:
    missing = [column for column in schema if column not in table.columns and column not in optional]
    unknown = [column for column in table.columns if column not in schema]
    if missing or unknown:
        raise TableError(
            "{name}: expected the columns {columns}; missing: {missing}; unknown: {unknown}.",
            name=name,
            columns=", ".join(schema),
            missing=listed(missing),
            unknown=listed(map(str, unknown)),
        )


def check_values(table: pd.DataFrame, name: str) -> None:
    """Check the values of typed rows: no negative number, no end before its start, no date that is none.

    Examples
    --------
    >>> check_values(pd.DataFrame({"start": [3], "end": [2]}), "mentions")
    Traceback (most recent call last):
    plantext.errors.TableError: mentions: row 1, column end: expected an end after the start of its row, got 2.
    """
    for column in table.columns:
        if pd.api.types.is_integer_dtype(table[column]):
            least = DEFAULTS.get(str(column), 0) if "sent_id" in table.columns else 0
            _refuse(table[column] < least, table, name, column, Message("{least} or more", least=least))
    if {"start", "end"} <= set(table.columns):
        _refuse(table["end"] <= table["start"], table, name, "end", Message("an end after the start of its row"))
    if {"page", "page_end"} <= set(table.columns):
        _refuse(
            table["page_end"] < table["page"],
            table,
            name,
            "page_end",
            Message("a page not before the first of its row"),
        )
    if {"date_start", "date_end"} <= set(table.columns):
        first, last = (_days(table, column, name) for column in ("date_start", "date_end"))
        _refuse(
            (first != "") & (last != "") & (last < first), table, name, "date_end", Message("no day before date_start")
        )


def _days(table: pd.DataFrame, column: str, name: str) -> pd.Series[str]:
    """Return a column of days, as texts, which sort as days do."""
    days = table[column]
    good = {day for day in days.unique() if not day or _is_day(day)}
    _refuse(~days.isin(good), table, name, column, Message("a day as 2023-06-09 or nothing"))
    return days


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _all_of(names: Sequence[str]) -> str:
    """The names, joined to a message."""
    return reduce(lambda one, other: Message("{one} and {other}", one=one, other=other), names)


def check_together(tables: Mapping[str, pd.DataFrame], names: Mapping[str, str]) -> None:
    """Check the tables of a run against each other: one row a key, every mention within a sentence."""
    for kind, keys in _ONE_ROW_EACH:
        if kind in tables:
            twice = tables[kind].duplicated(keys)
            _refuse(twice, tables[kind], names[kind], keys[-1], Message("one row for each {keys}", keys=_all_of(keys)))
    if "mentions" not in tables:
        return
    mentions, name = tables["mentions"], names["mentions"]
    held = mentions[KEYS].merge(tables["sentences"][[*KEYS, "start", "end"]], on=KEYS, how="left")
    _refuse(
        held["start"].isna(),
        mentions,
        name,
        "sent_id",
        Message("a sentence of that document in {sentences}", sentences=names["sentences"]),
    )
    _refuse(mentions["start"] < held["start"], mentions, name, "start", Message("a place inside its sentence"))
    _refuse(mentions["end"] > held["end"], mentions, name, "end", Message("a place inside its sentence"))
