"""Data bases of the Discourse Network Analyzer (``.dna``, SQLite): read, looked at as tables, written.

Written for DNA 3 (P. Leifeld, https://github.com/leifeld/dna). Everything in a data base is kept, so that one that was
read can be written again.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from plantext.errors import EmptyResultError, OutputError, PlantextError, ReadingError, listed
from plantext.reading.limits import MAX_BYTES, check_size
from plantext.storage.atomic import replacing
from plantext.text import from_utf16

MAX_ROWS = 5_000_000
"""Rows of one table."""
_SCHEMA = Path(__file__).with_name("dna.sql")
_VALUES = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT"}
_TYPES = {"INTEGER": int, "TEXT": str}

Row = dict[str, Any]


@cache
def dna_columns() -> dict[str, dict[str, str]]:
    """List the tables of a data base with their columns and SQLite's types."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(_SCHEMA.read_text(encoding="utf-8"))
        names = [str(name) for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: {row[1]: row[2] for row in base.execute(f"PRAGMA table_info({name})")} for name in names}


@dataclass(frozen=True)
class Dna:
    """A data base of DNA.

    Parameters
    ----------
    tables : mapping of str to list of dict
        The rows of every table, by column.

    Examples
    --------
    >>> Dna({name: [] for name in dna_columns()}).documents.empty
    True
    """

    tables: Mapping[str, list[Row]]

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document: doc_id (the title, made unique), date, author, source, section, type, notes, text."""
        ids = self.doc_ids
        rows = [
            {
                "doc_id": ids[row["ID"]],
                "date": _moment(row["Date"]),
                **{name.lower(): row[name] for name in ("Author", "Source", "Section", "Type", "Notes", "Text")},
            }
            for row in self.tables["DOCUMENTS"]
        ]
        return pd.DataFrame(rows, columns=["doc_id", "date", "author", "source", "section", "type", "notes", "text"])

    @property
    def doc_ids(self) -> dict[int, str]:
        """The documents' names by their number: the title; of several with one title, with the number behind it."""
        titles = [row["Title"] for row in self.tables["DOCUMENTS"]]
        return {
            row["ID"]: row["Title"] if titles.count(row["Title"]) == 1 else f"{row['Title']} ({row['ID']})"
            for row in self.tables["DOCUMENTS"]
        }

    @property
    def statement_types(self) -> list[str]:
        """The types of statements that are in use, in the data base's order."""
        used = {row["StatementTypeId"] for row in self.tables["STATEMENTS"]}
        return [row["Label"] for row in self.tables["STATEMENTTYPES"] if row["ID"] in used]

    def entities(self, variable: str) -> pd.DataFrame:
        """List the values of a variable, such as person, with their attributes (Type, Alias and others)."""
        ids = {row["ID"] for row in self.tables["VARIABLES"] if row["Variable"] == variable}
        if not ids:
            known = ", ".join(sorted({row["Variable"] for row in self.tables["VARIABLES"]}))
            raise PlantextError("variable {variable!r}: the data base has {known}.", variable=variable, known=known)
        names = {r["ID"]: r["AttributeVariable"] for r in self.tables["ATTRIBUTEVARIABLES"] if r["VariableId"] in ids}
        rows = {r["ID"]: {"value": r["Value"]} for r in self.tables["ENTITIES"] if r["VariableId"] in ids}
        for row in self.tables["ATTRIBUTEVALUES"]:
            if row["EntityId"] in rows and row["AttributeVariableId"] in names:
                rows[row["EntityId"]][names[row["AttributeVariableId"]]] = row["AttributeValue"]
        table = pd.DataFrame(list(rows.values()), columns=["value", *dict.fromkeys(names.values())])
        return table.fillna("").sort_values("value", ignore_index=True)

    def statements(self, statement_type: str | None = None) -> pd.DataFrame:
        """List the statements of a type, by default the first in use.

        Returns
        -------
        pandas.DataFrame
            statement (its number), doc_id, date, start, end (characters of the document's text), text, coder, and a
            column a variable, in order of date and place; booleans as 1 and 0.

        Raises
        ------
        EmptyResultError
            If there are none.
        """
        used = self.statement_types
        wanted = statement_type or (used[0] if used else "")
        if wanted not in used:
            raise EmptyResultError(
                "The data base holds no statements of the type {wanted!r}; it has {used}.",
                wanted=wanted,
                used=listed(used, "none at all"),
            )
        type_id = next(row["ID"] for row in self.tables["STATEMENTTYPES"] if row["Label"] == wanted)
        variables = [row for row in self.tables["VARIABLES"] if row["StatementTypeId"] == type_id]
        places = {row["ID"]: row for row in self._places(type_id)}
        for variable in variables:
            for number, value in self._values(variable).items():
                if number in places:
                    places[number][variable["Variable"]] = value
        columns = ["ID", "doc_id", "date", "start", "end", "text", "coder", *(row["Variable"] for row in variables)]
        table = pd.DataFrame(list(places.values()), columns=columns).rename(columns={"ID": "statement"})
        whole = {row["Variable"]: "Int64" for row in variables if row["DataType"] in ("boolean", "integer")}
        texts = {row["Variable"]: "" for row in variables if row["Variable"] not in whole}
        ordered = table.fillna(texts).astype(whole)
        return ordered.sort_values(["date", "doc_id", "start", "end", "statement"], ignore_index=True)

    def _places(self, type_id: int) -> list[Row]:
        ids, coders = self.doc_ids, {row["ID"]: row["Name"] for row in self.tables["CODERS"]}
        documents = {row["ID"]: row for row in self.tables["DOCUMENTS"]}
        found = []
        for row in self.tables["STATEMENTS"]:
            if row["StatementTypeId"] != type_id:
                continue
            document = documents.get(row["DocumentId"])
            if document is None:
                raise ReadingError(
                    "STATEMENTS, ID {statement}: document {document} is not in DOCUMENTS.",
                    statement=row["ID"],
                    document=row["DocumentId"],
                )
            start, end = (from_utf16(document["Text"], row[side]) for side in ("Start", "Stop"))
            if not 0 <= start < end:
                raise ReadingError(
                    "STATEMENTS, ID {statement}: characters {start} to {end} are not in the text of {doc_id!r}.",
                    statement=row["ID"],
                    start=row["Start"],
                    end=row["Stop"],
                    doc_id=ids[document["ID"]],
                )
            found.append(
                {
                    "ID": row["ID"],
                    "doc_id": ids[document["ID"]],
                    "date": _moment(document["Date"]),
                    "start": start,
                    "end": end,
                    "text": document["Text"][start:end],
                    "coder": coders.get(row["Coder"], ""),
                }
            )
        return found

    def _values(self, variable: Row) -> dict[int, Any]:
        """The values of a variable by statement."""
        if variable["DataType"] == "short text":
            names = {row["ID"]: row["Value"] for row in self.tables["ENTITIES"]}
            rows = (row for row in self.tables["DATASHORTTEXT"] if row["VariableId"] == variable["ID"])
            return {row["StatementId"]: names.get(row["Entity"], "") for row in rows}
        rows = (row for row in self.tables[_VALUES[variable["DataType"]]] if row["VariableId"] == variable["ID"])
        return {row["StatementId"]: row["Value"] for row in rows}


def _moment(seconds: int) -> str:
    """The day, and the time where it is not midnight, of seconds since 1970."""
    try:
        moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds)
    except OverflowError as error:
        raise ReadingError("DOCUMENTS, Date: {seconds} seconds since 1970 are no date.", seconds=seconds) from error
    return moment.isoformat() if moment.time() != dt.time() else moment.date().isoformat()


def read_dna(path: str | Path) -> Dna:
    """Read a data base of DNA.

    Nothing in the file is run: views, triggers and virtual tables are refused.

    Raises
    ------
    ReadingError
        If it is no data base of DNA 3, damaged or too large.

    Examples
    --------
    >>> read_dna("debate.dna").statements()[["person", "concept", "agreement"]]  # doctest: +SKIP
    """
    path = Path(path)
    if not path.is_file():
        raise ReadingError("{path}: expected a file, a data base of DNA.", path=path)
    check_size(path.stat().st_size, MAX_BYTES, str(path))
    with path.open("rb") as stream:
        if not stream.read(16).startswith(b"SQLite format 3\0"):
            raise ReadingError("{path}: expected a data base of DNA (SQLite), got another kind of file.", path=path)
    try:
        # The path as an address, so that a question mark in it opens nothing else.
        address = path.resolve().as_uri() + "?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as base:
            return Dna(_read_tables(base, path))
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise ReadingError(
            "{path}: cannot be read as a data base ({error}). Open and save it with DNA.", path=path, error=error
        ) from error


def _read_tables(base: sqlite3.Connection, path: Path) -> dict[str, list[Row]]:
    base.execute("PRAGMA trusted_schema = OFF")
    kinds = dict(base.execute("SELECT name, type FROM sqlite_master WHERE type != 'index'"))
    virtual = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")]
    wrong = sorted({name for name, kind in kinds.items() if kind != "table"} | set(virtual))
    if wrong:
        raise ReadingError(
            "{path}: {name} is a view, trigger or virtual table, which DNA does not make.", path=path, name=wrong[0]
        )
    missing = [name for name in dna_columns() if name not in kinds]
    if missing:
        raise ReadingError(
            "{path}: expected a data base of DNA 3; it lacks the table {missing}.",
            path=path,
            missing=", ".join(missing[:3]),
        )
    if (state := base.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise ReadingError(
            "{path}: the data base is damaged ({state}). Open and save it with DNA.", path=path, state=state
        )
    return {name: _read_table(base, name, columns, path) for name, columns in dna_columns().items()}


def _read_table(base: sqlite3.Connection, name: str, columns: dict[str, str], path: Path) -> list[Row]:
    have = {row[1] for row in base.execute(f"PRAGMA table_info({name})")}
    lacking = [column for column in columns if column not in have]
    if lacking:
        raise ReadingError(
            "{path}: table {name}: expected the column {column}; was it made by DNA 3?",
            path=path,
            name=name,
            column=lacking[0],
        )
    if base.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] > MAX_ROWS:  # noqa: S608
        raise ReadingError(
            "{path}: table {name}: more than {max_rows:,} rows are not read.", path=path, name=name, max_rows=MAX_ROWS
        )
    order = next(iter(columns))
    rows = base.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY {order}")  # noqa: S608
    return [_checked_row(dict(zip(columns, row, strict=True)), columns, f"{path}: table {name}") for row in rows]


def _checked_row(row: Row, columns: dict[str, str], where: str) -> Row:
    for column, kind in columns.items():
        if row[column] is not None and not isinstance(row[column], _TYPES[kind]):
            first = next(iter(row.values()))
            raise ReadingError(
                "{where}, row {first!r:.40}, {column}: expected {kind}, got {value!r:.40}.",
                where=where,
                first=first,
                column=column,
                kind=kind,
                value=row[column],
            )
    needed = [
        name for name in ("ID", "Text", "Title", "Date", "Start", "Stop") if name in columns and row[name] is None
    ]
    if needed:
        raise ReadingError(
            "{where}, row {row!r:.40}: {needed} is empty.", where=where, row=row.get("ID"), needed=needed[0]
        )
    return row


def write_dna(project: Dna, path: str | Path) -> Path:
    """Write a data base that DNA 3 opens.

    Raises
    ------
    OutputError
        If it cannot be written, or a value breaks a rule of the data base (such as a title over 190 characters).

    Examples
    --------
    >>> write_dna(read_dna("debate.dna"), "copy.dna")  # doctest: +SKIP
    """
    with replacing(path) as partial, closing(sqlite3.connect(partial)) as base:
        try:
            base.executescript(_SCHEMA.read_text(encoding="utf-8"))
            # Values refer to one another in both directions: references are checked at the end.
            for name, columns in dna_columns().items():
                marks = ", ".join("?" * len(columns))
                rows = [tuple(row[column] for column in columns) for row in project.tables[name]]
                base.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608
            base.commit()
            if astray := base.execute("PRAGMA foreign_key_check").fetchone():
                raise OutputError(
                    "{path}: table {table}, row {row} refers to a row that {other} lacks.",
                    path=path,
                    table=astray[0],
                    row=astray[1],
                    other=astray[2],
                )
        except sqlite3.Error as error:
            raise OutputError(
                "{path}: cannot be written as a data base of DNA ({error}).", path=path, error=error
            ) from error
    return Path(path)
