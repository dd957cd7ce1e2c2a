"""Sentences made ready for the parser: without list marks, bracketed insertions and raised digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_INSERTION = re.compile(r"（[^（）]*）|\([^()]*\)|［[^［］]*］")
_MARK = re.compile(
    r"[①-⓿❶-➓⑴-⒇]"  # inside a sentence too
    r"|^[\s\u3000]*(?:[・•●○◯◎■□◆◇※＊*－–-]+|[（(]?[\dア-ン０-９a-zⅰ-ⅹⅠ-Ⅹ]{1,3}[）)]|[ⅰ-ⅹⅠ-Ⅹ]{1,3}[．.]|[ア-ン\da-z]{1,2}[．.]\s|[ア-ン]\s)\s*"
    r"|^\s*第[0-9０-９一二三四五六七八九十百]+条(?:の[0-9０-９一二三四五六七八九十]+)*\s+|^\s*[0-9０-９一二三四五六七八九十]{1,2}\u3000+|^\s*[０-９一二三四五六七八九十]{1,2} +|^[0-9]{1,3}(?=[ァ-ヶ一-龯A-Z])(?![年月日回名人社か件億万千百兆割点級次層府都県市町村代台種類期者])"  # of a law, of a note
    r"|(?<=[ぁ-ん])\s*[0-9０-９]{1,3}\s*(?=[。．]?\s*$)"  # a note's number
    r"|(?<=[ぁ-んァ-ヶー一-龯])(?<![約計第各上下位])\s+[0-9]{1,3}(?=[をがはもでと、等]|し[、てた]|す[るべ]|さ[れせ])"
    r"|(?<=[一-龯])[0-9]{1,3}(?=し[、てた]|す[るべ]|さ[れせ])"
)
_SPACE = re.compile(r"(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])|\n")
_QUOTED = re.compile(r"「[^「」]{2,}」|『[^『』]{2,}』")
# A quotation is one noun to the parser, whatever stands in it, and one of an action if it ends so (「見える化」を進める).
_STAND_IN, _STAND_IN_OF_ACTION = "文書", "可視化"
_WESTERN = re.compile(r"(?<![0-9０-９])[，．]|[，．](?![0-9０-９])")
_OPENERS, _CLOSERS = "「『", "」』"
# Nested brackets are taken out from the inside.
_DEEPEST = 4


@dataclass(frozen=True)
class Prepared:
    """A text as the parser gets it.

    Parameters
    ----------
    text : str
        Without list marks and insertions; a quotation is a noun that stands for it.
    places : sequence of int
        For each character of it, the place in the text as printed.
    kept : frozenset of int
        Places that were not taken out.
    """

    text: str
    places: Sequence[int]
    printed: str
    kept: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Range in the text as printed."""
        return self.places[start], self.places[end - 1] + 1

    def words(self, start: int, end: int) -> str:
        """What was printed there, without what was taken out."""
        first, last = self.span(start, end)
        # A quotation stands for what is inside its marks; with words before or behind it they belong to the name.
        inside = self.printed[first:last]
        if first and self.printed[first - 1] in _OPENERS and any(mark in inside for mark in _CLOSERS):
            first -= 1
        if last < len(self.printed) and self.printed[last] in _CLOSERS and any(mark in inside for mark in _OPENERS):
            last += 1
        return "".join(self.printed[place] for place in range(first, last) if place in self.kept)


def prepare(printed: str) -> Prepared:
    """Take out of a sentence what disturbs the parser.

    Examples
    --------
    >>> prepare("・デジタル庁（以下「庁」という。）は、①調査し、②公表する。").text
    'デジタル庁は、調査し、公表する。'
    >>> prepare("「重点計画」を公表する。").text
    '文書を公表する。'
    """
    left = list(range(len(printed)))

    def text() -> str:
        return "".join(printed[place] for place in left)

    for pattern in (_MARK, *[_INSERTION] * _DEEPEST, _SPACE):
        for match in reversed(list(pattern.finditer(text()))):
            del left[match.start() : match.end()]
    kept = frozenset(left)
    shown = _WESTERN.sub(lambda match: "、" if match.group() == "，" else "。", text())
    for match in reversed(list(_QUOTED.finditer(shown))):
        first, last = match.start() + 1, match.end() - 1
        noun = _STAND_IN_OF_ACTION if shown[first:last].endswith("化") and last - first > 2 else _STAND_IN
        shown = shown[: match.start()] + noun + shown[match.end() :]
        left[match.start() : match.end()] = [*left[first : first + len(noun) - 1], left[last - 1]]
    return Prepared(shown, left, printed, kept)
