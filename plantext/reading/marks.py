"""The marks that open a line: numberings, bullets, notes and captions.

Their table is ``marks.toml``; a new mark is a new row there.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plantext.text import DASHES

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("marks.toml").read_text(encoding="utf-8"))
# In a numbering the mark of a long vowel is a hyphen too.
_DASHES = DASHES | {ord("ー"): "-"}
_DIGITS = re.compile("[0-9]+")
_KANJI_DIGITS = {character: i for i, character in enumerate("一二三四五六七八九", start=1)}
# Official numbering runs ア イ ウ, not イ ロ ハ.
_KANA_ORDER = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"


def _compile(family: str) -> re.Pattern[str]:
    """One pattern of all rows of a family, each a group of its name."""
    pattern = "|".join(f"(?P<{row['name']}>{row['pattern']})" for row in _TABLE[family])
    for name, characters in _TABLE["classes"].items():
        pattern = pattern.replace(f"<{name}>", characters)
    return re.compile(pattern)


_NUMBERING = _compile("numbering")
_STYLES = {row["name"]: row for row in _TABLE["numbering"]}
_BULLET = _compile("bullet")
NOTE = _compile("note")
"""Opens a note in running text."""
FOOT_NOTE = _compile("foot_note")
"""Opens a note at the foot of a PDF's page."""
RAISED_MARK = _compile("raised_mark")
"""A whole footnote mark, as it is raised above the line."""
CAPTION = _compile("caption")
"""Opens a caption in running text."""
PDF_CAPTION = _compile("pdf_caption")
"""Opens a caption in a PDF, where its number may stand apart."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering that opens a line.

    Parameters
    ----------
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
    item : bool
        Whether it numbers items of a list more often than headings.
    bare : bool
        Whether it is a number without a sign, which may be a quantity or a footnote as well.
    style : str
        Name of its row in ``marks.toml``.
    short : bool
        Whether only a short text behind it is a title.
    """

    rank: int
    text: str
    label: str
    value: int
    end: int
    item: bool
    bare: bool
    style: str = ""
    short: bool = False


def find_mark(line: str) -> Mark | None:
    """Find the numbering that opens a line (without its indentation).

    Examples
    --------
    >>> mark = find_mark("第３－１ 政策群")
    >>> mark.label, mark.value, mark.rank
    ('第3-1', 1, 30)
    >>> find_mark("第１に挙げる") is None
    True
    """
    match = _NUMBERING.match(line)
    if match is None:
        return None
    style = match.lastgroup or ""
    row, text = _STYLES[style], match.group()
    label = text if style == "circled" else fold_number(text).strip("@").rstrip(".")
    value = _value(style, text, label)
    return Mark(
        row["rank"],
        text,
        label,
        value,
        match.end(),
        row.get("item", False),
        row.get("bare", False),
        style,
        row.get("short", False),
    )


def find_bullet(line: str) -> str:
    """Find the bullet that opens a line (without its indentation), as printed; empty without one.

    Examples
    --------
    >>> find_bullet("・個人"), find_bullet("[1]甲"), find_bullet("甲・乙")
    ('・', '[1]', '')
    """
    match = _BULLET.match(line)
    return match.group() if match else ""


def fold_number(text: str) -> str:
    """Fold a printed number: half-width digits, one kind of hyphen.

    Examples
    --------
    >>> fold_number("１―２")
    '1-2'
    """
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def _value(style: str, text: str, label: str) -> int:
    if style == "circled":
        # Circled digits are numbers to Unicode.
        return int(unicodedata.numeric(text, 0))
    if style in ("kana", "paren_kana"):
        kana = next(character for character in unicodedata.normalize("NFKC", text) if "ァ" <= character <= "ン")
        return _KANA_ORDER.find(kana) + 1
    digits = _DIGITS.findall(label)
    if digits:
        return int(digits[-1])
    tens, ten, ones = "".join(character for character in text if character in "一二三四五六七八九十").rpartition("十")
    return (_KANJI_DIGITS.get(tens, 1) * 10 if ten else 0) + _KANJI_DIGITS.get(ones, 0)
