"""What a study says of itself: ``study.toml``, and the citation that is made of it."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plantext.corpus.manifest import quote
from plantext.errors import Message, PlantextError

ACCOUNT = "study.toml"
_KINDS: dict[str, type] = {"title": str, "authors": list, "date": str, "licence": str, "question": str}
_REMARKS = {
    "authors": 'as they are cited: "Minato, Hanako"',
    "date": "of publication",
    "licence": "of your own words, tables and figures: CC-BY-4.0",
    "question": "in a sentence",
}


@dataclass(frozen=True)
class StudyAccount:
    """What a study says of itself; `date` is ISO 8601."""

    title: str
    authors: tuple[str, ...] = ()
    date: str = ""
    licence: str = ""
    question: str = ""


def account_text(account: StudyAccount) -> str:
    """Write an account as TOML.

    Examples
    --------
    >>> print(account_text(StudyAccount("計画の言葉")).splitlines()[1])
    title = "計画の言葉"
    """
    lines = [
        "# What the study says of itself; `plantext crate` makes CITATION.cff, codemeta.json and the RO-Crate of it."
    ]
    for name in _KINDS:
        value = getattr(account, name)
        remark = f"  # {_REMARKS[name]}" if name in _REMARKS else ""
        lines.append(f"{name} = {quote(list(value) if name == 'authors' else value)}{remark}")
    return "\n".join(lines) + "\n"


def read_account(folder: Path) -> StudyAccount:
    """Read the account of a study; a :class:`~plantext.errors.PlantextError` names the line that does not fit."""
    path = folder / ACCOUNT
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PlantextError("{path}: no such file. Give a folder that `plantext new` made.", path=path) from error
    except (ValueError, RecursionError) as error:
        raise PlantextError("{path}: expected TOML in UTF-8 ({error}); correct it.", path=path, error=error) from error
    for name, value in values.items():
        kind = _KINDS.get(name)
        if kind is None:
            raise PlantextError(
                "{path}: {name}: expected {known}; take the line out.", path=path, name=name, known=", ".join(_KINDS)
            )
        fits = all(isinstance(one, str) for one in value) if isinstance(value, list) else True
        if not isinstance(value, kind) or not fits:
            expected = (
                Message('texts in brackets: ["Minato, Hanako"]') if kind is list else Message("a text in double quotes")
            )
            raise PlantextError(
                "{path}: {name}: expected {expected}, got {value!r}.",
                path=path,
                name=name,
                expected=expected,
                value=value,
            )
    if not values.get("title"):
        raise PlantextError("{path}: title: give the study one.", path=path)
    try:
        dt.date.fromisoformat(values.get("date") or "2000-01-01")
    except ValueError as error:
        raise PlantextError(
            "{path}: date: expected a day such as 2026-03-31, got {date!r}.", path=path, date=values["date"]
        ) from error
    return StudyAccount(**{**values, "authors": tuple(values.get("authors", ()))})


def citation_text(account: StudyAccount) -> str:
    """Write the citation file (CFF 1.2.0) of a study.

    Examples
    --------
    >>> "date-released: 2026-03-31" in citation_text(StudyAccount("計画の言葉", date="2026-03-31"))
    True
    """
    authors = account.authors or ("(name the authors in study.toml)",)
    lines = [
        "# Made of study.toml by `plantext crate`.",
        "cff-version: 1.2.0",
        f"message: {quote('Please cite this study as below, and its documents by their publishers.')}",
        f"title: {quote(account.title)}",
        "type: dataset",
        "authors:",
        *(f"  - name: {quote(author)}" for author in authors),
    ]
    if account.question:
        lines.append(f"abstract: {quote(account.question)}")
    if account.date:
        lines.append(f"date-released: {account.date}")
    if account.licence:
        lines.append(f"license: {quote(account.licence)}")
    return "\n".join(lines) + "\n"
