"""The words of Japanese dates, loaded from words.toml."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files
from typing import Any, NamedTuple


class Era(NamedTuple):
    """An era: its first day, its last (None while it runs), and the Latin letter that stands for it."""

    first: dt.date
    last: dt.date | None
    letter: str = ""


class Deictic(NamedTuple):
    """A pointing word: its unit, whether it counts from the ``document`` or an ``anchor``, the shift and a season."""

    unit: str
    base: str
    shift: int
    part: str = ""

    @property
    def counts_back(self) -> bool:
        """Whether it names a time before an earlier date (前年, 前月)."""
        return self.base == "anchor" and self.shift < 0


_TABLES: dict[str, Any] = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))

ERAS = {name: Era(first, last or None, letter) for name, (first, last, letter) in _TABLES["eras"].items()}
# Era by the letter or kanji that stands for it.
ERA_SHORT: dict[str, str] = _TABLES["era_kanji"] | {era.letter: name for name, era in ERAS.items() if era.letter}

# Number of a month by its English name and its first three letters.
ENGLISH = {
    form: number
    for number, month in enumerate(_TABLES["english"]["months"], 1)
    for form in dict.fromkeys((month, month[:3]))
}

# Lunar years: first day, long and short months, the month that a leap month followed; and the eras that had them.
LUNAR: dict[int, tuple[dt.date, str, int]] = {
    int(year): (first, months, leap) for year, (first, months, leap) in _TABLES["lunar"].items()
}
LUNAR_ERAS = frozenset(name for name, era in ERAS.items() if era.first.year in LUNAR)

# Canonical part by its form in print.
PARTS = {printed: part for part, forms in _TABLES["parts"].items() for printed in forms}
DEKADS = ("上旬", "中旬", "下旬")
SEASONS = ("春", "夏", "秋", "冬")
HALVES = ("上半期", "下半期")

DEICTICS = {
    word: Deictic(unit, base, shift, *part)
    for base, words in _TABLES["deictics"].items()
    for word, (unit, shift, *part) in words.items()
}

LINKS = tuple(_TABLES["links"]["words"])
LINK_MARKS: str = _TABLES["links"]["marks"]
# Links that make a range rather than a list.
SPANNING = frozenset(_TABLES["links"]["spanning"])

STOP_WORDS = tuple(word for words in _TABLES["stop"].values() for word in words)
RECURRING = frozenset(_TABLES["stop"]["recurring"])

# Words around a date by what they tell; words.toml says what each is.
DURATION = {unit: tuple(words) for unit, words in _TABLES["duration"].items()}
AMOUNT = {place: tuple(words) for place, words in _TABLES["amount"].items()}
CONTEXT = {kind: tuple(words) for kind, words in _TABLES["context"].items()}
OUTLOOK = {where: tuple(words) for where, words in _TABLES["outlook"].items()}
DEADLINE = {place: tuple(words) for place, words in _TABLES["deadline"].items()}
