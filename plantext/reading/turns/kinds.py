"""What nobody says in minutes: agenda, lists of members, votes, stage directions; their table is ``kinds.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))["kind"]
"""The rows of the table, in its order."""

_LONGEST = 200
_PATTERNS = [(row, re.compile(row["pattern"])) for row in ROWS]
_DIRECTIONS = re.compile(r"[〔［（(][^〔〕［］（）()。]{1,80}[〕］）)]")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line is; `opens` tells that what follows is of its kind too, `closes` that nobody speaks on behind it."""

    kind: str
    opens: bool = False
    closes: bool = False


@lru_cache(maxsize=4096)
def kind_of(line: str) -> Kind | None:
    """Find what a line of minutes is, if nobody says it.

    Examples
    --------
    >>> kind_of("○議事日程"), kind_of("〔拍手〕").kind, kind_of("拍手をお願いします。")
    (Kind(kind='agenda', opens=True, closes=False), 'stage', None)
    """
    text = line.strip()
    if not text or len(text) > _LONGEST:
        return None
    plain = "".join(text.split())
    for row, pattern in _PATTERNS:
        if pattern.fullmatch(text if row.get("spaced") else plain):
            return Kind(row["kind"], row.get("list", False), row.get("closes", False))
    return None


def directions(text: str) -> list[tuple[int, int, str]]:
    """Find the stage directions and votes between the sentences of a speech: start, end and kind.

    Examples
    --------
    >>> directions("終わります。（拍手）"), directions("所得（課税）を計る。")
    ([(6, 10, 'stage')], [])
    """
    found = []
    for match in _DIRECTIONS.finditer(text):
        before = text[: match.start()].rstrip()
        if before and before[-1] not in "。？！?!）〕":
            continue
        kind = kind_of(match.group())
        if kind is not None and kind.kind in ("stage", "vote"):
            found.append((match.start(), match.end(), kind.kind))
    return found
