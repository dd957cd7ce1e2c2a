"""Whether tables are what they should be; every fault is named by table, row and column."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from plantext.errors import TableError
from plantext.labels import LABELS

LARGEST = 2**53
"""The largest whole number that every program reads exactly."""
_KEYS = ["doc_id", "sent_id"]
_ONE_ROW_EACH = (("sentences", _KEYS), ("entities", ["label", "entity"]), ("measures", ["doc_id", "measure"]))


def _refuse(bad: Any, table: pd.DataFrame, name: str, column: str, expected: str) -> None:
    """Name the first row that is bad."""
    marks = np.asarray(bad, dtype=bool)
    if marks.any():
        row = int(marks.argmax())
        raise TableError(
            f"{name}: row {row + 1}, column {column}: expected {expected}, got {table[column].iloc[row]!r}."
        )


def _integers(table: pd.DataFrame, column: str, name: str) -> pd.Series[Any]:
    values = table[column]
    numbers = pd.to_numeric(values, errors="coerce")
    bad = numbers.isna() | (numbers % 1 != 0) | (numbers.abs() > LARGEST)
    if pd.api.types.is_bool_dtype(values):
        bad |= True
    _refuse(bad, table, name, column, "a whole number")
    return numbers.astype("int64")


def _texts(table: pd.DataFrame, column: str, name: str) -> pd.Series[Any]:
    values = table[column]
    if not isinstance(values.dtype, pd.StringDtype):
        known = values.map(lambda cell: isinstance(cell, str | int)).astype(bool)
        _refuse(~known & values.notna(), table, name, column, "text")
    return values.fillna("").astype("str")


def validate(
    table: pd.DataFrame, schema: Mapping[str, str], name: str, *, optional: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Check a table against its schema and give each column its type.

    Parameters
    ----------
    table : pandas.DataFrame
        The table, from this package or from a stranger.
    schema : mapping of str to str
        Column names and types, such as :data:`plantext.tables.run.SENTENCES`.
    name : str
        What to call the table in an error, usually its path.
    optional : frozenset of str
        Columns that may be absent.

    Returns
    -------
    pandas.DataFrame
        A new table with the schema's columns in the schema's order.

    Raises
    ------
    TableError
        If a column is missing or unknown, or a value has the wrong type; row and column are named.
    """
    _check_columns(table, schema, name, optional)
    columns: dict[str, pd.Series[Any]] = {}
    for column, kind in schema.items():
        if column in table.columns:
            columns[column] = _integers(table, column, name) if kind == "int64" else _texts(table, column, name)
    result = pd.DataFrame(columns).reset_index(drop=True)
    if "label" in result.columns:
        _refuse(~result["label"].isin(LABELS), result, name, "label", f"one of {', '.join(LABELS)}")
    return result


def _check_columns(table: pd.DataFrame, schema: Mapping[str, str], name: str, optional: frozenset[str]) -> None:
    missing = [column for column in schema if column not in table.columns and column not in optional]
    unknown = [column for column in table.columns if column not in schema]
    if missing or unknown:
        raise TableError(
            f"{name}: expected the columns {', '.join(schema)}; "
            f"missing: {', '.join(missing) or 'none'}; unknown: {', '.join(map(str, unknown)) or 'none'}."
        )


def check_values(table: pd.DataFrame, name: str) -> None:
    """Check what a table says within each row.

    Parameters
    ----------
    table : pandas.DataFrame
        A table that :func:`validate` has given its types.
    name : str
        What to call it in an error.

    Raises
    ------
    TableError
        If a number is negative, an end lies before its start, or a date is none.
    """
    for column in table.columns:
        if pd.api.types.is_integer_dtype(table[column]):
            _refuse(table[column] < 0, table, name, column, "0 or more")
    if {"start", "end"} <= set(table.columns):
        _refuse(table["end"] <= table["start"], table, name, "end", "an end after the start of its row")
    if {"page", "page_end"} <= set(table.columns):
        _refuse(table["page_end"] < table["page"], table, name, "page_end", "a page not before the first of its row")
    if {"date_start", "date_end"} <= set(table.columns):
        first, last = (_days(table, column, name) for column in ("date_start", "date_end"))
        _refuse((first != "") & (last != "") & (last < first), table, name, "date_end", "no day before date_start")


def _days(table: pd.DataFrame, column: str, name: str) -> pd.Series[str]:
    """Days as texts, which sort like days."""
    days = table[column]
    good = {day for day in days.unique() if not day or _is_day(day)}
    _refuse(~days.isin(good), table, name, column, "a day as 2023-06-09 or nothing")
    return days


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_together(tables: Mapping[str, pd.DataFrame], names: Mapping[str, str]) -> None:
    """Check what the tables of a run say of each other.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        ``sentences``, ``mentions``, ``entities`` and perhaps ``measures``.
    names : mapping of str to str
        What to call each in an error.

    Raises
    ------
    TableError
        If two rows have one key, or a mention lies in no sentence or not inside it.
    """
    for kind, keys in _ONE_ROW_EACH:
        if kind in tables:
            twice = tables[kind].duplicated(keys)
            _refuse(twice, tables[kind], names[kind], keys[-1], f"one row for each {' and '.join(keys)}")
    mentions, name = tables["mentions"], names["mentions"]
    held = mentions[_KEYS].merge(tables["sentences"][[*_KEYS, "start", "end"]], on=_KEYS, how="left")
    _refuse(held["start"].isna(), mentions, name, "sent_id", f"a sentence of that document in {names['sentences']}")
    _refuse(mentions["start"] < held["start"], mentions, name, "start", "a place inside its sentence")
    _refuse(mentions["end"] > held["end"], mentions, name, "end", "a place inside its sentence")


_LISTS = {"documents": "doc_id", "left_out": "source", "aliases": "main"}
"""Lists of records in ``run.json``, and what each record must have."""


def read_info(path: Path) -> dict[str, Any]:
    """Read ``run.json``.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    dict
        What the run was made from.

    Raises
    ------
    TableError
        If it is no JSON, or not of the form that a run writes; the place is named.
    """
    try:
        info = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError, OSError) as error:
        raise TableError(f"{path}: cannot be read as the description of a run ({error}).") from error
    if not isinstance(info, dict):
        raise TableError(f"{path}: expected an object with documents, environment and parameters.")
    for field in ("environment", "parameters"):
        if not isinstance(info.get(field, {}), dict):
            raise TableError(f"{path}: {field}: expected an object, got {info[field]!r:.60}.")
    packages = info.get("environment", {}).get("packages", {})
    if not isinstance(packages, dict):
        raise TableError(f"{path}: environment.packages: expected an object, got {packages!r:.60}.")
    for field, key in _LISTS.items():
        rows = info.get(field, [])
        if not isinstance(rows, list):
            raise TableError(f"{path}: {field}: expected a list, got {rows!r:.60}.")
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict) or not isinstance(row.get(key), str):
                raise TableError(f"{path}: {field}, entry {number}: expected an object with {key}, got {row!r:.60}.")
    return info
