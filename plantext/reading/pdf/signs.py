"""Signs that a sentence may have been read wrong, from its characters and from the lines that it stands on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plantext.errors import Message
from plantext.reading.pdf.glyphs import Line
from plantext.records import Sentence

BODY_OUT = frozenset({"heading", "footnote", "table", "caption"})
"""Kinds of sentences that are not running text."""
SIGNS = {
    "open": Message("sentences without an end"),
    "hangs": Message("sentences that break off"),
    "after": Message("sentences behind one that breaks off"),
    "stray": Message("digits and marks inside sentences"),
    "brackets": Message("brackets that do not close"),
    "tiny": Message("very short sentences"),
    "inside": Message("sentences that begin or end within a line"),
    "skipped": Message("text left out where a page ends"),
    "cells": Message("parts side by side, as in a table"),
    "short": Message("lines that end early"),
    "page_open": Message("many pieces that are no sentences"),
    "page_beside": Message("lines side by side"),
    "page_back": Message("text that is drawn out of order"),
    "page_tiny": Message("scattered words"),
    "page_gaps": Message("gaps within lines"),
}
"""Sign → what it tells of."""
_MOST = 4.0
_CLOSERS = '」』）)】〉》〕］]”’"'
_STOPS = frozenset("。!?)」』】]")
# A sentence that goes on: 規則は、 or の.
_HANGING = re.compile(r"[、,をがにはでとのもや・]$")
# What belongs to another part of the page and stands inside: 述べた4。, ※, a number of a line or an article (に21 向かう).
_STRAY = re.compile(r"[ぁ-ん][0-9０-９]{1,2}[。、]|※|[ぁ-んァ-ヶ一-鿿][0-9０-９]{1,3}[\s\u3000][ぁ-んァ-ヶ一-鿿]")
_PAIRS = ("()", "「」", "『』", "【】", "[]")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page as one string without white space, and where each begins in it."""

    lines: tuple[Line, ...]
    text: str
    starts: tuple[int, ...]
    begins: frozenset[int]

    def covered(self, start: int, end: int) -> list[Line]:
        """Lines that a range of the string lies on."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)
        return list(self.lines[first:last])


def flatten(text: str) -> str:
    """Text without white space, in its compatible form."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def join_page(lines: Sequence[Line]) -> PageLines:
    """Join the lines of a page in the order in which the file draws them."""
    parts = [flatten(line.text) for line in lines]
    starts, length = [], 0
    for part in parts:
        starts.append(length)
        length += len(part)
    return PageLines(tuple(lines), "".join(parts), tuple(starts), frozenset({*starts, length}))


@dataclass(slots=True)
class _Parts:
    """Where a sentence stands: the lines of each part that is drawn in one go, and what does not fit lines.

    ``inside`` counts the parts that begin or end within a line, ``skipped`` the lines of the next page's text that are
    left out.
    """

    lines: list[list[Line]]
    inside: int = 0
    skipped: int = 0

    def skip(self, page: PageLines, start: int) -> None:
        """Count the lines of the next page that stand before the one on which the sentence goes on."""
        size = self.lines[-1][-1].size
        before = page.lines[: bisect_right(page.starts, start) - 1]
        self.skipped += sum(abs(line.size - size) < 0.05 * size and len(line.text) > 8 for line in before)

    def add(self, page: PageLines, start: int, end: int) -> None:
        self.lines.append(page.covered(start, end))
        before, after = page.text[start - 1 : start], page.text[end : end + 1]
        self.inside += start not in page.begins and before not in _STOPS
        self.inside += end not in page.begins and bool(after) and page.text[end - 1] not in _STOPS


def _find_parts(text: str, page: PageLines, following: PageLines | None) -> _Parts:
    """Find a sentence among the lines of its page, and of the one after it."""
    parts = _Parts([])
    at = 0
    turned = False
    where = page
    while at < len(text) and len(parts.lines) < 8:
        size = len(text) - at
        spot = where.text.find(text[at:])
        while spot < 0 and size > 1:
            size = size * 3 // 4
            spot = where.text.find(text[at : at + size])
        # The longest match is found by going on from the one found.
        while spot >= 0 and at + size < len(text) and where.text.startswith(text[at : at + size + 1], spot):
            size += 1
        if spot < 0 or size < min(4, len(text) - at):
            if where is page and following is not None and at:
                where = following
                continue
            at += 1
            continue
        parts.add(where, spot, spot + size)
        if where is following and not turned:
            turned = True
            parts.skip(where, spot)
        at += size
        if at < len(text) and where is page and following is not None and text[at:] in following.text:
            where = following
    return parts


def _line_signs(lines: Sequence[Line]) -> dict[str, float]:
    """Signs in the lines of a part that is drawn in one go."""
    size = Counter(line.size for line in lines).most_common(1)[0][0]
    right = max(line.x1 for line in lines)
    beside = [abs(a.y - b.y) < 0.3 * size for a, b in pairwise(lines)]
    ends = [line.x1 < right - 2.5 * size for line in lines[:-1]]
    return {
        "cells": float(sum(beside)),
        "short": float(sum(end and not row for end, row in zip(ends, beside, strict=True))),
    }


def sentence_signs(
    sentence: Sentence, before: Sentence | None, page: PageLines, following: PageLines | None
) -> dict[str, float]:
    """Signs that a sentence may be wrong, each 0 where it looks right.

    Parameters
    ----------
    before : Sentence or None
        The one before it.
    page, following : PageLines
        The page it begins on, and the one after it.
    """
    text = flatten(sentence.text)
    parts = _find_parts(text, page, following)
    hangs = before is not None and before.kind not in BODY_OUT and _HANGING.search(flatten(before.text)) is not None
    signs = {
        "open": float(text.rstrip(_CLOSERS)[-1:] not in "。!?."),
        "hangs": float(_HANGING.search(text) is not None),
        "after": float(hangs),
        "stray": float(_STRAY.search(sentence.text) is not None),
        "brackets": float(any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS)),
        "tiny": float(len(text) < 6),
        "inside": float(parts.inside),
        "skipped": float(parts.skipped),
    }
    for part in parts.lines:
        for name, value in _line_signs(part).items():
            signs[name] = signs.get(name, 0.0) + value
    return {name: min(value, _MOST) for name, value in signs.items()}


def page_signs(page: PageLines, sentences: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Signs that a whole page is hard to read.

    Parameters
    ----------
    sentences : sequence of mapping
        The signs of its sentences.
    """
    lines = page.lines
    total = max(len(page.text), 1)
    rows = Counter(round(line.y / 3) for line in lines)
    back = sum(b.y > a.y + 2 * a.size for a, b in pairwise(lines))
    count = max(len(sentences), 1)
    return {
        "page_beside": sum(n - 1 for n in rows.values()) / max(len(lines), 1),
        "page_back": min(back, 10) / 10,
        "page_tiny": sum(len(line.text) for line in lines if len(line.text) <= 6) / total,
        "page_open": sum(signs.get("open", 0.0) for signs in sentences) / count,
        "page_gaps": min(sum(len(line.gaps) for line in lines), 20) / 20,
    }
