"""What the columns of a table are: chosen by the user, known by their names, or told by what they hold."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

from plantext.errors import ReadingError, listed
from plantext.reading.tabular.table import Table, last_part

_SAMPLE = 400
"""Values of a column that are looked at."""
_SHARE = 0.8
_PROSE = 10
"""Characters of a value of prose, on the average."""
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\sA-Za-z0-9_\-.]+")
_BRACKETS = re.compile(r"[（(［\[].{0,40}?[）)］\]]")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


class ColumnNames(TypedDict, total=False):
    """Columns as a call names them: ``pt.read(path, text="本文", speaker="発言者")``."""

    text: str
    speaker: str
    date: str
    title: str
    id: str
    party: str
    role: str
    group: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The columns that the user has named; empty where the table is to tell.

    Parameters
    ----------
    text : str
        Column of the texts; several joined by commas.
    group : str
        Columns whose equal values make one document, joined by commas.
    id : str
        Column that names the documents; without `group` each of its values makes one.
    """

    text: str = ""
    speaker: str = ""
    date: str = ""
    title: str = ""
    id: str = ""
    party: str = ""
    role: str = ""
    group: str = ""

    def named(self, role: str) -> tuple[str, ...]:
        """Return the columns named for a role."""
        return tuple(part.strip() for part in str(getattr(self, role, "")).split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class _Role:
    names: tuple[str, ...]
    weak: frozenset[str]
    like: re.Pattern[str] | None
    alone: bool


@cache
def _table() -> dict[str, Any]:
    with (Path(__file__).parent / "columns.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _roles() -> dict[str, _Role]:
    return {
        name: _Role(
            tuple(dict.fromkeys(_plain(one) for one in (*row["names"], *row.get("weak", ())))),
            frozenset(_plain(one) for one in row.get("weak", ())),
            re.compile(row["like"]) if "like" in row else None,
            row.get("alone", False),
        )
        for name, row in _table()["roles"].items()
    }


@cache
def silent_speakers() -> frozenset[str]:
    """Return what stands in the column of speakers where nobody speaks."""
    return frozenset(_table()["speakers"]["none"])


def _plain(name: str) -> str:
    """The words of a name, without brackets, in lower case: speakerGroup is ``speaker group``."""
    name = unicodedata.normalize("NFKC", last_part(name))
    words = _WORDS.findall(_BRACKETS.sub("", name) or name)
    return " ".join(word.lower() for word in words)


def _fits(role: _Role, name: str, values: Sequence[str]) -> int | None:
    """How well a column fits a role, 0 best; None where it does not."""
    plain = _plain(name)
    if plain in role.names:
        place, known = role.names.index(plain), plain
    else:
        known = next((one for one in role.names if plain.endswith(" " + one) and one not in role.weak), "")
        if not known:
            return None
        place = len(role.names) + role.names.index(known)
    if known in role.weak and not values:
        return None
    # Where a role has weak names, only these need values as they should be.
    checked = role.like is not None and bool(values) and (known in role.weak or not role.weak)
    return None if checked and not _alike(role.like, values) else place


def _alike(like: re.Pattern[str] | None, values: Iterable[str]) -> bool:
    sample = [value for _, value in zip(range(_SAMPLE), values, strict=False)]
    return like is not None and bool(sample) and sum(bool(like.fullmatch(v)) for v in sample) >= _SHARE * len(sample)


def match_role(role: str, columns: Mapping[str, Sequence[str]]) -> str:
    """Find the column of a role; empty for none.

    Parameters
    ----------
    columns : mapping of str to sequence of str
        Names with values that are not empty.

    Examples
    --------
    >>> match_role("party", {"speaker": ["甲"], "speakerGroup": ["公明党"]})
    'speakerGroup'
    """
    known = _roles()[role]
    fits = [
        (not values, place, -name.count("."), at, name)
        for at, (name, values) in enumerate(columns.items())
        if (place := _fits(known, name, values)) is not None
    ]
    if fits:
        return min(fits)[-1]
    if not known.alone:
        return ""
    return next((name for name, values in columns.items() if len(values) > 1 and _alike(known.like, values)), "")


def find_text(columns: Mapping[str, Sequence[str]]) -> str:
    """Find the column of texts: one named so, or the one with most Japanese; empty where none holds texts.

    Examples
    --------
    >>> find_text({"番号": ["1"], "施策": ["人材を育成する。"]})
    '施策'
    """
    known = _roles()["text"]
    best: tuple[float, str] = (0.0, "")
    for name, values in columns.items():
        sample = values[:_SAMPLE]
        if not sample:
            continue
        length = sum(map(len, sample)) / len(sample)
        letters = sum(len(_JAPANESE.findall(value[:500])) / max(1, len(value[:500])) for value in sample) / len(sample)
        if letters < 0.2 and _fits(known, name, values) is None:
            continue
        prose = sum("。" in value for value in sample) / len(sample)
        weight = length * len(values) * (0.1 + letters) * (0.2 + prose)
        if _fits(known, name, values) is not None:
            weight *= 20
        if weight > best[0]:
            best = (weight, name)
    return best[1]


def resolve_column(name: str, columns: Iterable[str], file: str, what: str) -> str:
    """Return the column that a user's name means: the same name, or a path that ends in it.

    Raises
    ------
    ReadingError
        If there is none, or more than one; says which there are.

    Examples
    --------
    >>> resolve_column("speechRecord.speech", ["meetingRecord.speechRecord.speech"], "a.json", "--text")
    'meetingRecord.speechRecord.speech'
    """
    known = list(columns)
    if name in known:
        return name
    ends = [column for column in known if column.endswith("." + name)]
    if len(ends) == 1:
        return ends[0]
    plain = [column for column in known if _plain(column) == _plain(name)]
    if not ends and len(plain) == 1:
        return plain[0]
    if ends:
        raise ReadingError(
            "{file}: {what} {name!r} may be any of {columns}; give one of these.",
            file=file,
            what=what,
            name=name,
            columns=", ".join(ends),
        )
    raise ReadingError(
        "{file}: {what}: there is no column {name!r}. There are: {known}.",
        file=file,
        what=what,
        name=name,
        known=listed(known),
    )


@dataclass(frozen=True)
class Columns:
    """The columns of a table by role.

    Parameters
    ----------
    text : tuple of str
        Columns of texts, in their order.
    roles : mapping of str to str
        Role → column, for those that were found.
    group : tuple of str
        Columns that the user groups by.
    chosen : frozenset of str
        Roles whose columns the user has named.
    beside : tuple of str
        Other columns of prose, such as that of answers beside that of questions.
    """

    text: tuple[str, ...]
    roles: Mapping[str, str]
    group: tuple[str, ...] = ()
    chosen: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()

    def of(self, role: str) -> str:
        """Return the column of a role; empty for none."""
        return self.roles.get(role, "")


def find_columns(table: Table, choice: Choice, file: str) -> Columns:
    """Find what the columns of a table are.

    Raises
    ------
    ReadingError
        If a column that the user names is not there.
    """
    values = {column: table.values(column) for column in table.columns}
    roles: dict[str, str] = {}
    chosen = set()
    for role in _roles():
        names = choice.named(role) if role != "text" else ()
        if names:
            roles[role] = resolve_column(names[0], table.columns, file, f"--{role}")
            chosen.add(role)
    text = tuple(resolve_column(name, table.columns, file, "--text") for name in choice.named("text"))
    group = tuple(resolve_column(name, table.columns, file, "--group") for name in choice.named("group"))
    if text:
        chosen.add("text")
    elif table.header:
        one = find_text(values)
        text = (one,) if one else ()
    taken = {*roles.values(), *text}
    for role in _roles():
        if role in roles or role == "text" or not table.header:
            continue
        rest = {column: found for column, found in values.items() if column not in taken}
        column = match_role(role, rest)
        if column:
            roles[role] = column
            taken.add(column)
    others = [] if "text" in chosen else [column for column in table.columns if column not in {*taken, *group}]
    beside = tuple(column for column in others if table.is_own(column) and _is_prose(values[column]))
    return Columns(text, roles, group, frozenset(chosen), beside)


def _is_prose(values: Sequence[str]) -> bool:
    sample = values[:_SAMPLE]
    long = sum(map(len, sample)) >= _PROSE * len(sample)
    return bool(sample) and long and 2 * sum("。" in value for value in sample) >= len(sample)
