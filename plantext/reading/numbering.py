"""The numbering of Japanese official texts: 第１, １．, （１）, ①, ア and their ranks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_D = "[0-9０-９]"
_K = "[一二三四五六七八九十百]"
_HYPHEN = "[-－‐‑‒–—―−ー]"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿"
_KANA = "ア-ンｱ-ﾝ"

# Ranks order the styles from the outermost in; a heading closes every open one of its rank or deeper.
_STYLES: tuple[tuple[str, int, str], ...] = (
    ("part", 10, rf"第(?:{_D}{{1,3}}|{_K}{{1,4}})[部編](?![会門署局分])"),
    ("chapter", 20, rf"第(?:{_D}{{1,3}}|{_K}{{1,4}})章|[序終補]章"),
    ("section", 30, rf"第(?:{_D}{{1,3}}|{_K}{{1,4}})節|第(?:{_D}{{1,3}}|{_K}{{1,4}})款"),
    ("article", 32, rf"第(?:{_D}{{1,4}}|{_K}{{1,6}})条(?:の(?:{_D}{{1,2}}|{_K}{{1,2}}))?(?=[\s\u3000（(])"),
    ("plan-sub", 30, rf"第{_D}{{1,2}}{_HYPHEN}{_D}{{1,2}}(?=[\s\u3000]|$)"),
    ("plan", 20, rf"第(?:{_D}{{1,2}}|{_K}{{1,3}})(?=[\s\u3000]|$)"),
    ("decimal", 45, rf"{_D}{{1,2}}(?:[-.．－‐‑‒–−]{_D}{{1,2}}){{1,3}}[.．]?(?=[\s\u3000])"),
    ("number", 40, rf"{_D}{{1,2}}[.．](?!{_D})"),
    ("number-space", 40, rf"(?:@@)?{_D}{{1,3}}(?=[\u3000\s])"),
    ("paren", 50, rf"[（(]{_D}{{1,2}}[）)]"),
    ("circled", 60, rf"[{_CIRCLED}]"),
    ("kana", 62, rf"[{_KANA}](?=[\u3000 ．.])[．.]?"),
    ("paren-kana", 70, rf"[（(][{_KANA}][）)]"),
    ("alpha", 80, r"[a-zａ-ｚ](?:[.)．）](?=[\s\u3000])|[)）]|(?=\u3000))"),
    ("paren-alpha", 80, r"[（(][a-zａ-ｚA-ZＡ-Ｚ][）)]"),
    ("roman", 75, r"[ivxIVX]{1,4}(?=[\u3000])|[ⅰ-ⅻⅠ-Ⅻ](?:[)）.．]|(?=[\s\u3000]))"),
)
_PATTERN = re.compile("|".join(f"(?P<{name.replace('-', '_')}>{pattern})" for name, _, pattern in _STYLES))
_RANKS = {name: rank for name, rank, _ in _STYLES}
_DIGITS = re.compile("[0-9]+")
_KANJI_DIGITS = {character: i for i, character in enumerate("一二三四五六七八九", start=1)}

_BULLET = re.compile(
    r"[・○●◯◎◆◇■□▲△▼▽▶►➢➤✓✔★☆※•‣◦⚫⁃∙･\uf06c\uf0d8\uf0b7\uf06e]|[-－–—―*＊](?=[\s\u3000])|[\[［][0-9０-９]{1,2}[\]］]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering found at the head of a line.

    Parameters
    ----------
    style : str
        Name of the style, such as ``paren``.
    rank : int
        Smaller is further out.
    text : str
        As printed.
    label : str
        Folded for a section path: ``第3-1``, ``3``, ``(1)``; circled digits stay as printed.
    value : int
        The number; 0 where there is none.
    end : int
        Offset behind the mark.
    """

    style: str
    rank: int
    text: str
    label: str
    value: int
    end: int


def _kanji_value(text: str) -> int:
    tens, _, ones = text.rpartition("十")
    if "十" in text:
        return (_KANJI_DIGITS.get(tens, 1)) * 10 + _KANJI_DIGITS.get(ones, 0)
    return _KANJI_DIGITS.get(text, 0)


def _value(style: str, text: str, label: str) -> int:
    if style == "circled":
        return int(unicodedata.numeric(text, 0))
    if style in ("kana", "paren-kana"):
        kana = next(character for character in unicodedata.normalize("NFKC", text) if "ァ" <= character <= "ン")
        order = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
        return order.find(kana) + 1
    digits = _DIGITS.findall(label)
    if digits:
        return int(digits[-1])
    return _kanji_value("".join(character for character in text if character in "一二三四五六七八九十"))


def find_mark(line: str) -> Mark | None:
    """The numbering that opens a line.

    Parameters
    ----------
    line : str
        A line without indentation.

    Returns
    -------
    Mark or None
        None where the line opens with none.
    """
    match = _PATTERN.match(line)
    if match is None:
        return None
    style = (match.lastgroup or "").replace("_", "-")
    text = match.group()
    label = text if style == "circled" else unicodedata.normalize("NFKC", text).strip("@").rstrip(".")
    for dash in "‐‑‒–—―−ー":
        label = label.replace(dash, "-")
    return Mark(style, _RANKS[style], text, label, _value(style, text, label), match.end())


def find_bullet(line: str) -> str:
    """The bullet that opens a line, such as ・ or [1]; empty without one.

    Parameters
    ----------
    line : str
        A line without indentation.

    Returns
    -------
    str
        The bullet as printed.
    """
    match = _BULLET.match(line)
    return match.group() if match else ""
