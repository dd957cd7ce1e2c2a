"""The tables of this room: frames, clauses, modality, acts and actors."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Frame:
    """A row of frames.toml, where the columns are explained."""

    noun: re.Pattern[str]
    particle: re.Pattern[str]
    outer: re.Pattern[str] | None
    modality: str
    quoting: bool


@dataclass(frozen=True)
class Ending:
    """A row of modality.toml."""

    modality: str
    pattern: re.Pattern[str]
    finds: tuple[str, ...]
    finds_not: tuple[str, ...]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames that are looked through, in the order in which they are tried."""
    return tuple(
        Frame(
            re.compile(row["noun"]),
            re.compile(row["particle"]),
            re.compile(row["outer"]) if row["outer"] else None,
            row["modality"],
            not row["noun"],
        )
        for row in _toml("frames.toml")["around"]
    )


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of words.toml."""
    return frozenset(_toml("words.toml")[name])


@cache
def clause_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of linking.toml by name."""
    return {name: re.compile(pattern) for name, pattern in _toml("linking.toml").items()}


@cache
def endings() -> tuple[Ending, ...]:
    """Return the endings that tell a modality, the outermost first."""
    return tuple(
        Ending(row["modality"], re.compile(row["pattern"]), tuple(row["finds"]), tuple(row["finds_not"]))
        for row in _toml("modality.toml")["ending"]
    )


@cache
def actor_ends() -> re.Pattern[str]:
    """Return the pattern of nouns that can act."""
    return re.compile(_toml("actors.toml")["ends"], re.VERBOSE)


@cache
def bodies() -> re.Pattern[str]:
    """Return the pattern of nouns of bodies that act in a capacity (国として)."""
    return re.compile(_toml("actors.toml")["bodies"], re.VERBOSE)


@cache
def texts() -> re.Pattern[str]:
    """Return the pattern of nouns of laws and texts, which act where they state or rule."""
    return re.compile(_toml("actors.toml")["texts"], re.VERBOSE)


@cache
def acts() -> dict[str, str]:
    """Return the act of each predicate; an empty one makes no statement."""
    with (FOLDER / "acts.csv").open(encoding="utf-8", newline="") as file:
        return {row["predicate"]: row["act"] for row in csv.DictReader(file)}
