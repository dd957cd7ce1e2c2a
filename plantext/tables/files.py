"""The files of a saved run: one a table, and ``run.json``, which says what they were made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from plantext.errors import TableError
from plantext.storage.atomic import write_whole
from plantext.storage.folder import read_together
from plantext.storage.tablefile import SUFFIXES, read_columns, read_csv, read_parquet
from plantext.tables.documents import extended
from plantext.tables.schemas import DEFAULTS, EXTENDED, INFO, OPTIONAL, OPTIONAL_TABLES, SENTENCES, TABLES
from plantext.tables.validation import check_together, check_values, validate

# Lists of records in ``run.json``, and the text that each record must have.
_LISTS = {"documents": "doc_id", "left_out": "source", "passed_over": "source", "aliases": "main"}


def read_table(
    path: Path, schema: Mapping[str, str], *, optional: frozenset[str] = OPTIONAL, more: bool = False
) -> pd.DataFrame:
    """Read a table from Parquet or CSV, by the ending of the path, and check it against a schema.

    Parameters
    ----------
    more : bool
        Whether it may have other columns of text.

    Raises
    ------
    TableError
        If the file is missing, cannot be parsed, or does not fit the schema; row and column are named.
    """
    if not path.is_file():
        raise TableError("{path}: no such table. Make it with `plantext extract`.", path=path)
    table = read_parquet(path) if path.suffix == ".parquet" else read_csv(path, dtype="str")
    if schema is SENTENCES:
        table = table.assign(**{name: none for name, none in DEFAULTS.items() if name not in table})
    return check_table(table, schema, str(path), optional=optional, more=more)


def check_table(
    table: pd.DataFrame,
    schema: Mapping[str, str],
    name: str,
    *,
    optional: frozenset[str] = OPTIONAL,
    more: bool = False,
) -> pd.DataFrame:
    """Check the columns and values of a table that was read, and give each column its type and place.

    Examples
    --------
    >>> check_table(pd.DataFrame({"page": [-1]}), {"page": "int64"}, "pages")
    Traceback (most recent call last):
    plantext.errors.TableError: pages: row 1, column page: expected 0 or more, got -1.
    """
    typed = validate(table, extended(schema, table.columns) if more else schema, name, optional=optional)
    check_values(typed[[column for column in schema if column in typed]], name)
    return typed


_T = TypeVar("_T")


def read_run(folder: Path) -> dict[str, Any]:
    """Read the tables of a saved run by name, and ``info``, all of one state of the folder."""
    return read_saved(folder, lambda files: _read_files(folder, files))


def read_saved(folder: Path, read: Callable[[Mapping[str, Path]], _T]) -> _T:
    """Read files of a saved run, given by name, all of one state of the folder."""
    if not folder.is_dir():
        raise TableError(
            "{folder}: no such folder of tables. Make it with `plantext extract INPUT -o {folder}`.", folder=folder
        )
    names = [name + ending for name in TABLES for ending in SUFFIXES]
    return read_together(folder, [*names, INFO], read)


def _read_files(folder: Path, files: Mapping[str, Path]) -> dict[str, Any]:
    loaded: dict[str, Any] = {}
    paths: dict[str, str] = {}
    for name, schema in TABLES.items():
        path = next((files[name + ending] for ending in SUFFIXES if name + ending in files), None)
        if path is None and name in OPTIONAL_TABLES:
            continue
        # Named in the error that the file is missing.
        path = path or folder / f"{name}{SUFFIXES[-1]}"
        paths[name] = str(path)
        loaded[name] = read_table(path, schema, more=name in EXTENDED)
    check_together(loaded, paths)
    if INFO in files:
        loaded["info"] = read_info(files[INFO])
    return loaded


def outdated(folder: Path, suffix: str) -> list[str]:
    """List the tables that a run in one format makes void: a whole set in the other format.

    A single table in the other format is somebody's own and is not listed.
    """
    (other,) = (ending for ending in SUFFIXES if ending != suffix)
    needed = [name + other for name in TABLES if name not in OPTIONAL_TABLES]
    # Three tables of the names of a run: surely one was written there.
    whole = all((folder / name).is_file() for name in needed)
    return [name + other for name in TABLES if (folder / (name + other)).is_file()] if whole else []


def foreign(folder: Path, suffix: str) -> list[str]:
    """List the files that a run in one format would replace though no run has written them."""
    own = [name + suffix for name, schema in TABLES.items() if not _could_be(folder / f"{name}{suffix}", schema)]
    if not (folder / INFO).exists():
        return own
    try:
        info = read_info(folder / INFO)
    except TableError:
        return [*own, INFO]
    # Tables made by hand may have been saved without a description.
    return own if not info or info.keys() & {"documents", "environment", "parameters"} else [*own, INFO]


def _could_be(path: Path, schema: Mapping[str, str]) -> bool:
    """Whether a file is missing, or a table that has at least one half of a schema's columns."""
    if not path.exists():
        return True
    try:
        found = read_columns(path)
    except (TableError, ValueError, OSError):
        return False
    return len(found & schema.keys()) * 2 >= len(schema)


def write_info(info: Mapping[str, Any], folder: Path) -> None:
    """Write ``run.json``: what the tables in a folder were made from."""
    write_whole(folder / INFO, json.dumps(info, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def read_info(path: Path) -> dict[str, Any]:
    """Read ``run.json``; a :class:`~plantext.errors.TableError` names the field that a run does not write so."""
    try:
        info = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError, OSError) as error:
        raise TableError(
            "{path}: cannot be read as the description of a run ({error}).", path=path, error=error
        ) from error
    if not isinstance(info, dict):
        raise TableError("{path}: expected an object with documents, environment and parameters.", path=path)
    for field in ("environment", "parameters"):
        if not isinstance(info.get(field, {}), dict):
            raise TableError(
                "{path}: {field}: expected an object, got {value!r:.60}.", path=path, field=field, value=info[field]
            )
    packages = info.get("environment", {}).get("packages", {})
    if not isinstance(packages, dict):
        raise TableError(
            "{path}: environment.packages: expected an object, got {packages!r:.60}.", path=path, packages=packages
        )
    for field, key in _LISTS.items():
        rows = info.get(field, [])
        if not isinstance(rows, list):
            raise TableError("{path}: {field}: expected a list, got {rows!r:.60}.", path=path, field=field, rows=rows)
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict) or not isinstance(row.get(key), str):
                raise TableError(
                    "{path}: {field}, entry {number}: expected an object with {key}, got {row!r:.60}.",
                    path=path,
                    field=field,
                    number=number,
                    key=key,
                    row=row,
                )
    return info
