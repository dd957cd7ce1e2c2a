"""Automatic numbers and bullets of a Word file: what Word prints before a paragraph and the file does not hold as text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plantext.reading.word.parts import W
from plantext.reading.word.styles import is_on, value_of
from plantext.reading.word.symbols import printed

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("numbering.toml").read_text(encoding="utf-8"))
_CHARACTERS: dict[str, str] = _TABLE["characters"]
_AGAIN = frozenset(_TABLE["again"]["formats"])
_KANJI: dict[str, dict[str, str]] = _TABLE["kanji"]
_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_ROMAN = {
    "m": 1000,
    "cm": 900,
    "d": 500,
    "cd": 400,
    "c": 100,
    "xc": 90,
    "l": 50,
    "xl": 40,
    "x": 10,
    "ix": 9,
    "v": 5,
    "iv": 4,
    "i": 1,
}
_ROMANS = ("lowerRoman", "upperRoman")
_SIMPLE = {"none": "", "decimalZero": "{:02d}", "numberInDash": "- {} -"}
_WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
_GAPS = {"tab": "\u3000", "space": " ", "nothing": ""}
# Numbers above are printed in digits, so that no format makes a long text of a large one.
_LARGEST = 9999


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list.

    Parameters
    ----------
    text : str
        What is printed, with ``%1`` for the number of the first level.
    restart : int
        The level from which on another paragraph begins the count anew; 0 for none.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    gap: str = "\u3000"
    restart: int = _LEVELS
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """What is printed before a paragraph, and the gap behind it."""

    text: str
    gap: str
    is_bullet: bool = False


@dataclass(slots=True)
class _List:
    """A list of the file: which counts it shares, its levels, and where it begins anew."""

    counts: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a file, counted in document order.

    Parameters
    ----------
    root : optional
        The numbering part; a file without one has no lists.
    """

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int]] = {}
        if root is None:
            return
        abstract = {node.get(W + "abstractNumId", ""): node for node in root.iter(W + "abstractNum")}
        linked = {value_of(node, "styleLink"): name for name, node in abstract.items() if value_of(node, "styleLink")}
        for node in root.iter(W + "num"):
            name = value_of(node, "abstractNumId")
            if name in abstract:
                # A list of a list style has its levels where that style is defined.
                name = linked.get(value_of(abstract[name], "numStyleLink"), name)
                self._lists[node.get(W + "numId", "")] = _list_of(node, name, abstract[name])

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that belongs to a style; the first where none says so."""
        levels = self._lists[number].levels if number in self._lists else {}
        return next((i for i, level in sorted(levels.items()) if style and level.style == style), 0)

    def next(self, number: str, at: int) -> Number | None:
        """Count a paragraph of a level (from 0) of a list; None where the file has no such level."""
        found = self._lists.get(number)
        if found is None or at not in found.levels:
            return None
        counts = self._counts.setdefault(found.counts, [0] * _LEVELS)
        level = found.levels[at]
        if at in found.starts:
            counts[at] = found.starts.pop(at)
        else:
            counts[at] = counts[at] + 1 if counts[at] else level.start
        for deeper in range(at + 1, _LEVELS):
            if at < found.levels.get(deeper, level).restart:
                counts[deeper] = 0
        return _printed(found.levels, counts, at)


def _list_of(node: Any, name: str, abstract: Any) -> _List:
    found = _List(name, {i: level for lvl in abstract.iter(W + "lvl") for i, level in [_level_of(lvl)] if i < _LEVELS})
    for override in node.iter(W + "lvlOverride"):
        at = _whole(override.get(W + "ilvl", ""), _LEVELS)
        if at >= _LEVELS:
            continue
        own = override.find(W + "lvl")
        if own is not None:
            found.levels[at] = _level_of(own)[1]
        start = override.find(W + "startOverride")
        if start is not None:
            found.starts[at] = _whole(start.get(W + "val", ""), 1)
    return found


def _level_of(node: Any) -> tuple[int, Level]:
    at = _whole(node.get(W + "ilvl", ""), 0)
    level = Level(
        start=_whole(value_of(node, "start"), 1),
        format=_format_of(node),
        text=value_of(node, "lvlText"),
        gap=_GAPS.get(value_of(node, "suff") or "tab", "\u3000"),
        restart=_whole(value_of(node, "lvlRestart"), at),
        legal=is_on(node, "isLgl") is True,
        style=value_of(node, "pStyle"),
    )
    properties = node.find(W + "rPr")
    if is_on(properties, "vanish"):
        return at, replace(level, text="", format="none")
    if level.format == "bullet":
        return at, replace(level, text=_bullet(level.text, properties))
    return at, level


def _format_of(node: Any) -> str:
    """The format of a level; the one that every program knows where newer ones have a choice."""
    return next((one.get(W + "val", "") for one in reversed(list(node.iter(W + "numFmt")))), "decimal")


def _bullet(text: str, properties: Any | None) -> str:
    fonts = properties.find(W + "rFonts") if properties is not None else None
    font = next((name for key in ("hAnsi", "ascii") if (name := fonts.get(W + key))), "") if fonts is not None else ""
    if len(text) == 1 and (text in "o" or not text.isascii() or font):
        # A small o of a typewriter's font is a circle; what a font hides is a bullet all the same.
        return "○" if text == "o" else printed(ord(text), font) or "•"
    return text


def _printed(levels: dict[int, Level], counts: list[int], at: int) -> Number | None:
    level = levels[at]
    if level.format == "bullet":
        return Number(level.text, level.gap, is_bullet=True) if level.text.strip() else None

    def number(match: re.Match[str]) -> str:
        outer = int(match.group(1)) - 1
        one = levels.get(outer)
        if one is None or outer > at:
            return ""
        return format_number(counts[outer] or one.start, "decimal" if level.legal else one.format)

    text = _PLACE.sub(number, level.text).strip()
    return Number(text, level.gap) if text else None


def format_number(value: int, name: str) -> str:
    """Print a number in a format of Word.

    Examples
    --------
    >>> [format_number(12, name) for name in ("decimal", "japaneseCounting", "aiueoFullWidth", "lowerRoman", "none")]
    ['12', '十二', 'シ', 'xii', '']
    """
    text = str(value)
    if name in _CHARACTERS and value > 0:
        row = _CHARACTERS[name]
        rounds = (value - 1) // len(row)
        if not rounds or (name in _AGAIN and rounds < _LEVELS):
            text = row[(value - 1) % len(row)] * (rounds + 1)
    elif name in _KANJI and value <= _LARGEST:
        text = _kanji(value, **_KANJI[name])
    elif name in _ROMANS and 0 < value <= _LARGEST:
        text = roman(value) if name == "lowerRoman" else roman(value).upper()
    elif name in ("decimalFullWidth", "decimalFullWidth2"):
        text = text.translate(_WIDE)
    elif name in _SIMPLE:
        text = _SIMPLE[name].format(value)
    return text


def _kanji(value: int, digits: str, units: str) -> str:
    if not units or not value:
        return "".join(digits[int(digit)] for digit in str(value))
    text = ""
    for place, digit in enumerate(reversed(str(value))):
        if digit != "0":
            unit = units[place - 1] if place else ""
            text = (digits[int(digit)] if digit != "1" or not unit else "") + unit + text
    return text


def roman(value: int) -> str:
    """Print a number in small Roman digits.

    Examples
    --------
    >>> roman(4), roman(49)
    ('iv', 'xlix')
    """
    text = ""
    for sign, worth in _ROMAN.items():
        text += sign * (value // worth)
        value %= worth
    return text


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else default
