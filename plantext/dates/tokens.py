"""Cut a folded text into the tokens of the date grammar; every character is visited a bounded number of times."""

from __future__ import annotations

import re
from typing import NamedTuple

from plantext.dates.words import DEICTICS, ERA_SHORT, ERAS, LINK_MARKS, LINKS, PARTS, STOP_WORDS

_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"○": 0}
_KANJI_TENS = {"十": 10, "百": 100, "千": 1000}
_CALENDAR_DATE = r"[12][0-9]{3}(?P<mark>[./-])[0-9]{1,2}(?P=mark)[0-9]{1,2}(?![0-9])"
_ERA_DATE = r"[MTSHR][0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}(?![0-9])"
_YEAR_MONTH = r"(?<=\()[12][0-9]{3}\.[0-9]{1,2}(?=[)\u3040-\u9fff])"


class Token(NamedTuple):
    """A piece of the folded text: what it is, where it stands, and the number or word that it means."""

    kind: str
    start: int
    end: int
    text: str
    value: int = -1


def _either(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_FIRST = "".join(
    sorted(
        {word[0] for words in (STOP_WORDS, DEICTICS, ERAS, ERA_SHORT, PARTS, LINKS) for word in words}
        | {*_KANJI_DIGITS, *_KANJI_TENS, *LINK_MARKS}
        | set("0123456789第QF年月日同翌元西の度期内()[]〔〕'’‘`´")
    )
)
"""What any token but ``other`` begins with, and 内, which the grammar asks for."""
_SCANNER = re.compile(
    "|".join(
        (
            rf"(?P<run>[^\s{re.escape(_FIRST)}]+)",
            rf"(?P<numeric>(?<![0-9A-Za-z./_-])(?:{_CALENDAR_DATE}|{_ERA_DATE})(?![A-Za-z/_])|{_YEAR_MONTH})",
            r"(?P<amount>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|(?<![0-9])[0-9]+(?:\.[0-9]+)+)",
            r"(?P<quarter>第(?:[1-4一二三四]|I{1,3}|IV)[・/]?(?:四半期|4半期)|(?<![0-9A-Za-z])(?:Q[1-4]|[1-4]Q)(?![0-9A-Za-z]))",
            r"(?P<number>[0-9]+)",
            rf"(?P<stop>{_either(STOP_WORDS)}|(?<![0-9])日本)",
            rf"(?P<deictic>{_either(list(DEICTICS))})",
            r"(?P<kanji>[一二三四五六七八九十百千][〇○一二三四五六七八九十百千]*)",
            r"(?P<fiscal_latin>(?<![0-9A-Za-z])FY ?[12][0-9]{3}(?![0-9]))",
            rf"(?P<era>{_either(list(ERAS))}|(?<![0-9A-Za-z])[MTSHR](?=元年|[0-9]{{1,2}}(?:年|\)|[~・-][MTSHR]?[0-9]{{1,2}}年))"
            r"|(?<![\u3400-\u9fff])[昭平令](?=[0-9]{1,2}(?:年|\))))",
            r"(?P<fiscal>年度)",
            r"(?P<decade>年代)",
            r"(?P<year>年)",
            r"(?P<month>月)",
            r"(?P<day>日)",
            rf"(?P<part>{_either(list(PARTS))})",
            rf"(?P<link>{_either(LINKS)}|[{re.escape(LINK_MARKS)}])",
            r"(?P<same>[同翌])",
            r"(?P<first>元)",
            r"(?P<common>西暦)",
            r"(?P<of>の)",
            r"(?P<degree>度)",
            r"(?P<term>期)",
            r"(?P<open>[(\[〔])",
            r"(?P<close>[)\]〕])",
            r"(?P<apostrophe>['’‘`´])",
            r"(?P<space>\s)",
            r"(?P<other>.)",
        )
    ),
    re.DOTALL,
)


def kanji_number(text: str) -> int:
    """Value of a run of kanji digits, positional (二〇二三) or with tens (十五).

    Parameters
    ----------
    text : str
        Kanji digits only.

    Returns
    -------
    int
        The value, or -1 where the run is no number below 10000.
    """
    if len(text) > 7:
        return -1
    if not any(character in _KANJI_TENS for character in text):
        return int("".join(str(_KANJI_DIGITS[character]) for character in text)) if len(text) <= 4 else -1
    total, digit, bound = 0, -1, 10000
    for character in text:
        if character in _KANJI_TENS:
            scale = _KANJI_TENS[character]
            if scale >= bound or digit == 0:
                return -1
            total, digit, bound = total + (digit if digit > 0 else 1) * scale, -1, scale
        elif digit >= 0:
            return -1
        else:
            digit = _KANJI_DIGITS[character]
    return total + max(digit, 0)


def tokenize(text: str) -> list[Token]:
    """Cut a folded text into tokens; white space is left out.

    Parameters
    ----------
    text : str
        A text as :class:`plantext.text.View` folds it.

    Returns
    -------
    list of Token
        In order; together with the white space they cover the text. Characters that mean nothing to the
        grammar stand together where no token can begin among them.
    """
    tokens: list[Token] = []
    for match in _SCANNER.finditer(text):
        kind, piece = str(match.lastgroup), match.group()
        if kind == "space":
            continue
        start, end, value = match.start(), match.end(), -1
        if kind == "run":
            kind = "other"
        elif kind == "number":
            start, piece = _without_footnote_number(text, start, piece)
            value = int(piece) if len(piece) <= 4 else -1
        elif kind == "kanji":
            kind, value = "number", kanji_number(piece)
        elif kind == "quarter":
            value = _quarter(piece)
        elif kind == "fiscal_latin":
            value = int(piece[-4:])
        elif kind == "era":
            piece = ERA_SHORT.get(piece, piece)
        tokens.append(Token(kind, start, end, piece, value))
    return tokens


def _without_footnote_number(text: str, start: int, digits: str) -> tuple[int, str]:
    """Take a note's number off a year that it is glued to (``…計画122023年``)."""
    tail = digits[-4:]
    if (
        5 <= len(digits) <= 7
        and "1950" <= tail <= "2059"
        and text[start + len(digits) : start + len(digits) + 1] == "年"
    ):
        return start + len(digits) - 4, tail
    return start, digits


def _quarter(piece: str) -> int:
    for mark, value in (("IV", 4), ("III", 3), ("II", 2), ("I", 1)):
        if mark in piece:
            return value
    return next(
        int(character) if character.isdigit() else _KANJI_DIGITS[character]
        for character in piece
        if character not in "第Q"
    )
