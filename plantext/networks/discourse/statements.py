"""Statements that enter a discourse network: what is left out, which repeat another, and windows of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from plantext.errors import EmptyResultError, PlantextError

QUALIFIER = "agreement"
DUPLICATES = ("include", "document", "week", "month", "year", "window", "acrossrange")
"""Rules for statements that repeat another; ``window`` is ``acrossrange`` within each moving window."""
UNITS = ("day", "week", "month", "year", "statement")
"""Units of moving windows."""


def need_columns(statements: pd.DataFrame, *columns: str) -> None:
    """Raise :class:`~plantext.errors.PlantextError` where the statements lack a column."""
    missing = [column for column in columns if column not in statements.columns]
    if missing:
        have = ", ".join(map(str, statements.columns))
        raise PlantextError(
            "statements: expected a column {missing}; the table has {have}.", missing=", ".join(missing), have=have
        )


def days_of(statements: pd.DataFrame) -> list[dt.date]:
    """Read the column ``date`` (ISO 8601); a :class:`~plantext.errors.PlantextError` names the row without one.

    Examples
    --------
    >>> days_of(pd.DataFrame({"date": ["2024-11-29"]}))
    [datetime.date(2024, 11, 29)]
    """
    need_columns(statements, "date")
    days = []
    for number, value in enumerate(statements["date"], 1):
        try:
            days.append(value.date() if isinstance(value, dt.datetime) else dt.date.fromisoformat(str(value)[:10]))
        except ValueError:
            raise PlantextError(
                "statements: row {number}, column date: expected a day such as 2024-11-29, got {value!r}. Rules "
                "by week, month or year and moving windows need the date of every statement.",
                number=number,
                value=value,
            ) from None
    return days


def period(day: dt.date, unit: str) -> str:
    """Name the week (ISO 8601), month or year of a day.

    Examples
    --------
    >>> period(dt.date(2024, 12, 30), "week"), period(dt.date(2024, 12, 30), "month")
    ('2025-W01', '2024-12')
    """
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[: {"month": 7, "year": 4}[unit]]


def usable(statements: pd.DataFrame, rows: str, columns: str, qualifier: str | None) -> pd.DataFrame:
    """Select the statements that have both names and, where one is named, the qualifier as a number.

    Examples
    --------
    >>> table = pd.DataFrame({"person": ["a", "b"], "concept": ["x", ""], "agreement": [1, 0]})
    >>> usable(table, "person", "concept", "agreement")["person"].tolist()
    ['a']
    """
    need_columns(statements, rows, columns, *([qualifier] if qualifier else []))
    kept = statements
    for column in (rows, columns):
        names = kept[column]
        kept = kept[names.notna() & (names.astype("str") != "")]
    if qualifier:
        values = pd.to_numeric(kept[qualifier], errors="coerce")
        wrong = values.isna() & kept[qualifier].notna() & (kept[qualifier].astype("str") != "")
        if wrong.any():
            raise PlantextError(
                "statements: column {qualifier}: expected whole numbers (1 agrees, 0 does not), got {value!r}.",
                qualifier=qualifier,
                value=kept.loc[wrong, qualifier].iloc[0],
            )
        if (values.dropna() % 1 != 0).any():
            raise PlantextError(
                "statements: column {qualifier}: expected whole numbers, got fractions.", qualifier=qualifier
            )
        kept = kept[values.notna()].assign(**{qualifier: values.dropna().astype("int64")})
    if kept.empty:
        needed = ", ".join(filter(None, (rows, columns, qualifier)))
        raise EmptyResultError(
            "None of {n_statements} statements has {needed}.", n_statements=len(statements), needed=needed
        )
    return kept


def without_duplicates(statements: pd.DataFrame, keys: list[str], rule: str) -> pd.DataFrame:
    """Keep the first of the statements that are the same by a rule.

    Parameters
    ----------
    keys : list of str
        Columns in which two statements agree to be the same: the names and, unless it is ignored, the qualifier.
    rule : str
        ``include`` keeps all; ``document``, ``week`` (ISO 8601), ``month`` and ``year`` keep one a document or
        calendar period; ``acrossrange`` (and ``window``) keep one in all.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": ["d", "d", "e"], "person": "a"})
    >>> len(without_duplicates(table, ["person"], "document"))
    2
    """
    if rule not in DUPLICATES:
        raise PlantextError("duplicates {rule!r}: expected one of {known}.", rule=rule, known=", ".join(DUPLICATES))
    if rule == "include":
        return statements
    if rule == "document":
        need_columns(statements, "doc_id")
        return statements.drop_duplicates(["doc_id", *keys])
    if rule in ("window", "acrossrange"):
        return statements.drop_duplicates(keys)
    periods = [period(day, rule) for day in days_of(statements)]
    return statements[~statements[keys].assign(_period=periods).duplicated()]


@dataclass(frozen=True)
class Window:
    """Statements of a span of time; `stop` is its last day."""

    start: dt.date
    stop: dt.date
    statements: pd.DataFrame


def _add(day: dt.date, unit: str, number: int) -> dt.date:
    if unit in ("day", "week"):
        return day + dt.timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    return dt.date(months // 12, months % 12 + 1, 1)


def _first(day: dt.date, unit: str) -> dt.date:
    return {
        "day": day,
        "week": day - dt.timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "year": day.replace(month=1, day=1),
    }[unit]


def moving_windows(statements: pd.DataFrame, *, width: int = 1, unit: str = "month", step: int = 1) -> Iterator[Window]:
    """Cut statements into windows of time that move by `step` and may overlap; windows without any are left out.

    Parameters
    ----------
    width, step : int
        In units.
    unit : str
        ``day``, ``week``, ``month`` or ``year``, which begin on the calendar; or ``statement``: windows of that many
        statements in order of date, those of one day together, so that some hold more.

    Examples
    --------
    >>> table = pd.DataFrame({"date": ["2024-01-09", "2024-02-20", "2024-04-01"]})
    >>> [(str(w.start), len(w.statements)) for w in moving_windows(table, width=2)]
    [('2024-01-01', 2), ('2024-02-01', 1), ('2024-03-01', 1)]
    """
    if unit not in UNITS:
        raise PlantextError("unit {unit!r}: expected one of {known}.", unit=unit, known=", ".join(UNITS))
    if min(width, step) < 1:
        raise PlantextError("width={width}, step={step}: expected whole numbers from 1.", width=width, step=step)
    if statements.empty:
        raise EmptyResultError("There are no statements to cut into windows.")
    days = pd.Series(days_of(statements), index=statements.index).sort_values(kind="stable")
    ordered = statements.loc[days.index]
    yield from (
        _by_number(ordered, days, width, step)
        if unit == "statement"
        else _by_calendar(ordered, days, width, unit, step)
    )


def _by_calendar(ordered: pd.DataFrame, days: Any, width: int, unit: str, step: int) -> Iterator[Window]:
    start, last = _first(days.iloc[0], unit), days.iloc[-1]
    while True:
        after = _add(start, unit, width)
        inside = ordered[((days >= start) & (days < after)).to_numpy()]
        if len(inside):
            yield Window(start, after - dt.timedelta(days=1), inside)
        if after > last:
            return
        start = _add(start, unit, step)


def _by_number(ordered: pd.DataFrame, days: Any, width: int, step: int) -> Iterator[Window]:
    for begin in range(0, max(1, len(days) - width + 1), step):
        start, stop = days.iloc[begin], days.iloc[min(begin + width, len(days)) - 1]
        yield Window(start, stop, ordered[((days >= start) & (days <= stop)).to_numpy()])
