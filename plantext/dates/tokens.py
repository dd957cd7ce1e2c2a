"""Cut a folded text into the tokens of the date grammar; every character is visited a bounded number of times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plantext.dates.words import DEICTICS, ENGLISH, ERA_SHORT, ERAS, LINK_MARKS, LINKS, PARTS, STOP_WORDS

_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"○": 0}
_KANJI_TENS = {"十": 10, "百": 100, "千": 1000}


class DateToken(NamedTuple):
    """A piece of the folded text: its kind, its range, and the number or word that it means."""

    kind: str
    start: int
    end: int
    text: str
    value: int = -1


_END = DateToken("end", -1, -1, "")
# Faster than the constructor, which has to sort out its arguments.
_NEW = tuple.__new__
# The kinds of what the scanner looks for apart because it is frequent.
_SHORT = {"run": "other", "joint": "link"}


class Tokens:
    """The tokens of a text that is folded as by :class:`plantext.text.View`, white space left out.

    At any position before the first and behind the last stands an empty one.

    Examples
    --------
    >>> [token.kind for token in Tokens("令和5年度末")]
    ['era', 'number', 'fiscal', 'part']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.items = _scan(text)

    def __len__(self) -> int:
        return len(self.items)

    # Without it, iteration would ask for one position after the other and never end.
    def __iter__(self) -> Iterator[DateToken]:
        return iter(self.items)

    def __getitem__(self, at: int) -> DateToken:
        return self.items[at] if 0 <= at < len(self.items) else _END


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


# What any token but `other` begins with, and 内, which the grammar asks for.
_FIRST = "".join(
    sorted(
        {word[0] for words in (STOP_WORDS, DEICTICS, ENGLISH, ERAS, ERA_SHORT, PARTS, LINKS) for word in words}
        | {*_KANJI_DIGITS, *_KANJI_TENS, *LINK_MARKS}
        | set("0123456789第QF年月日同翌元西の度期内()[]〔〕'’‘`´")
    )
)
# Most tokens are runs and marks; nothing else begins as they do, so they are tried first.
_SCANNER = re.compile(
    rf"""
    (?P<run>[^\s{re.escape(_FIRST)}]+)                    # in which no token can begin
    |(?P<joint>[{re.escape(LINK_MARKS)}])                 # ~
    |(?P<of>の)
    |(?P<open>[(\[〔])
    |(?P<close>[)\]〕])
    |(?P<english>
        (?<![0-9A-Za-z])(?:[0-3]?[0-9](?:st|nd|rd|th)?[ ])?(?:{_either(ENGLISH)})\.?[ ]  # 4th March
        (?:[0-3]?[0-9](?:st|nd|rd|th)?,?[ ])?(?:19|20)[0-9]{{2}}(?![0-9A-Za-z])           # 4, 2019
    )
    |(?P<numeric>
        (?<![0-9A-Za-z./_-])(?:
            [12][0-9]{{3}}(?P<mark>[./-])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}(?![0-9])  # 2021/3/31
            |(?:[MTSHR]|{_either(ERAS)})[0-9]{{1,2}}(?P<sign>[./-])[0-9]{{1,2}}(?P=sign)[0-9]{{1,2}}(?![0-9])  # R3.6.18
        )(?![A-Za-z/_])
        |(?<![0-9A-Za-z./_-])[12][0-9]{{3}}\.[0-9]{{1,2}}(?=[~〜])                   # 2023.11~
        |(?<=[0-9][~〜])[12][0-9]{{3}}\.[0-9]{{1,2}}(?![0-9.])                       # the end of such a range
        |(?<=\()[12][0-9]{{3}}\.[0-9]{{1,2}}(?=[)\u3040-\u9fff])                     # (2018.7)
        |(?<=[(~〜])[12][0-9]{{3}}/(?:1[0-2]|0?[1-9])(?=[)~〜])                        # (~2023/9)
    )
    |(?P<amount>
        [0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?  # 2,000
        |(?<![0-9])(?![0-9]{{1,3}}\.(?:19|20)[0-9]{{2}}年)[0-9]+(?:\.[0-9]+)+  # 3.5, but not the mark of 2.2019年
    )
    |(?P<quarter>
        第(?:[1-4一二三四]|I{{1,3}}|IV)[・/]?(?:四半期|4半期)  # 第1四半期, 第IV・四半期
        |(?<![0-9A-Za-z])(?:Q[1-4]|[1-4]Q)(?![0-9A-Za-z])      # 4Q
    )
    |(?P<number>[0-9]+)
    |(?P<stop>{_either(STOP_WORDS)}|(?<![0-9])日本)       # longer words that hide a date word
    |(?P<deictic>{_either(DEICTICS)})                     # 前年度
    |(?P<kanji>[一二三四五六七八九十百千][〇○一二三四五六七八九十百千]*)
    |(?P<fiscal_latin>(?<![0-9A-Za-z])FY[ ]?[12][0-9]{{3}}(?![0-9]))
    |(?P<era>
        {_either(ERAS)}                                   # 令和
        |(?<![0-9A-Za-z])[MTSHR]                          # R before 5年, H before 22~R1年
            (?=元年|[0-9]{{1,2}}(?:年|\)|[~・-][MTSHR]?[0-9]{{1,2}}年))
        |(?<![\u3400-\u9fff])[昭平令](?=[0-9]{{1,2}}(?:年|\)))  # 平 before 15年
    )
    |(?P<fiscal>年度)
    |(?P<decade>年代)
    |(?P<year>年)
    |(?P<month>月)
    |(?P<day>日)
    |(?P<part>{_either(PARTS)})                           # 末, 上旬, 春
    |(?P<link>{_either(LINKS)})                           # から
    |(?P<same>[同翌])
    |(?P<first>元)
    |(?P<common>西暦)
    |(?P<degree>度)
    |(?P<term>期)
    |(?P<apostrophe>['’‘`´])
    |(?P<space>\s)
    |(?P<other>.)
    """,
    re.DOTALL | re.VERBOSE,
)


def kanji_number(text: str) -> int:
    """Read a run of kanji digits, positional or with tens; -1 where it is no number below 10000.

    Examples
    --------
    >>> kanji_number("二〇二三"), kanji_number("十五")
    (2023, 15)
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


def _scan(text: str) -> list[DateToken]:
    items: list[DateToken] = []
    for match in _SCANNER.finditer(text):
        kind, piece, value = str(match.lastgroup), match.group(), -1
        if kind == "space":
            continue
        start, end = match.span()
        kind = _SHORT.get(kind, kind)
        if kind == "number":
            start, piece = _without_footnote_number(text, start, piece)
            # No number of more than four digits is a year.
            value = int(piece) if len(piece) <= 4 else -1
        elif kind == "kanji":
            kind, value = "number", kanji_number(piece)
        elif kind == "quarter":
            value = _quarter(piece)
        elif kind == "fiscal_latin":
            value = int(piece[-4:])
        elif kind == "era":
            piece = ERA_SHORT.get(piece, piece)
        items.append(_NEW(DateToken, (kind, start, end, piece, value)))
    return items


def _without_footnote_number(text: str, start: int, digits: str) -> tuple[int, str]:
    """Take a note's number off a year that it is glued to (``…計画122023年``)."""
    tail = digits[-4:]
    end = start + len(digits)
    if 5 <= len(digits) <= 7 and "1950" <= tail <= "2059" and text.startswith("年", end):
        return end - 4, tail
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
