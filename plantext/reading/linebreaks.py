"""Line breaks inside a paragraph: each line is one of its own, unless a sentence or a word runs over the break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from plantext.reading.lines import opens_apart
from plantext.reading.marks import find_mark
from plantext.reading.pieces import breaks_word, join_lines
from plantext.text import display_width

BREAK = "\u2028"
"""A break that the author set; a line feed is one of the file alone."""

# What leaves a phrase open: a comma, an opening bracket, a conjunction, a particle that ends no title.
_OPEN = re.compile(
    r"(?:[、，,・（(「『〔［\[＝=]|及び|並びに|又は|若しくは|または|ならびに|および|[をがは]|(?<!も)の|(?<!こ)と)$"
)
# Particles that end a title as well (はじめに): they leave a longer line open alone.
_OPEN_IN_A_LONG_LINE = re.compile(r"[にでもやへし]$")
_LONG_LINE = 20
# Words that stand inside English names; another one in small letters tells that a line is running text.
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "on", "in", "to", "at", "de", "la", "du"})
# What goes on with a phrase: a particle that begins no word, a copula or a verb's ending, a conjunction.
_GOES_ON = re.compile(
    r"を|で(?:ある|あり|す)|と(?:する|した|して|ともに|される)|に(?:より|よる|ついて|おける|関する|対する|向けた)|す(?:る|べき)"
    r"|した|して|され|及び|並びに|又は|若しくは|または|ならびに|および"
)
# No line of print begins with these.
_NEVER_FIRST = frozenset("。、，．）」』】〕ー")
_INDENTS = "\u3000\u00a0"
# A paragraph broken by hand to one width: columns at least, and how much its lines may differ.
_WRAPPED = (40, 4)

_Place = TypeVar("_Place")


@dataclass(frozen=True, slots=True)
class Line(Generic[_Place]):
    """A line between breaks, and what was noted at its offsets."""

    text: str
    places: tuple[tuple[int, _Place], ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """A line of the file: where it begins, and whether a break stands before it."""

    text: str
    start: int
    broken: bool


def split_at_breaks(raw: str, places: Sequence[tuple[int, _Place]] = (), *, whole: bool = False) -> list[Line[_Place]]:
    r"""Split a paragraph at its breaks.

    Parameters
    ----------
    raw : str
        With :data:`BREAK` where a break stands, and a line feed where the file alone begins a line.
    places : sequence of tuple
        ``(offset, anything)``, ascending; mapped to the lines.
    whole : bool
        Keep it in one line, a space for each break: a title is one.

    Examples
    --------
    >>> [line.text for line in split_at_breaks("総務省\u2028デジタル庁")]
    ['総務省', 'デジタル庁']
    >>> [line.text for line in split_at_breaks("総務省は、\u2028これを\n定める。")]
    ['総務省は、これを定める。']
    """
    groups = _groups(_sources(raw), whole=whole)
    lines: list[Line[_Place]] = []
    at = 0
    for number, group in enumerate(groups):
        # A place behind the last line of a group belongs to it, not to the next.
        end = groups[number + 1][0].start if number + 1 < len(groups) else len(raw) + 1
        text, found = _joined(group, places, at, end, whole=whole)
        at += len(found)
        if text:
            lines.append(Line(text, tuple(found)))
    return lines


def _sources(raw: str) -> list[_Source]:
    found: list[_Source] = []
    start = 0
    for part in raw.split(BREAK):
        at, broken = start, start > 0
        for text in part.split("\n"):
            # Beside a break, an empty line of the file is none of print.
            if text.strip() or not part.strip():
                found.append(_Source(text, at, broken))
                broken = not part.strip()
            at += len(text) + 1
        start += len(part) + 1
    return found


def _groups(sources: Sequence[_Source], *, whole: bool) -> list[list[_Source]]:
    if whole or _is_wrapped(sources):
        return [list(sources)]
    groups: list[list[_Source]] = []
    for source in sources:
        last = groups[-1][-1].text.strip() if groups else ""
        if groups and (not source.broken or _goes_on(last, source.text)):
            groups[-1].append(source)
        else:
            groups.append([source])
    return groups


def _is_wrapped(sources: Sequence[_Source]) -> bool:
    """Whether a paragraph was broken by hand at one width: three lines or more, none but the last ends a sentence."""
    texts = [source.text.rstrip() for source in sources]
    *full, last = texts
    if len(full) < 2 or not all(source.broken for source in sources[1:]):
        return False
    widths = [display_width(text) for text in full]
    return (
        min(widths) >= max(max(widths) - _WRAPPED[1], _WRAPPED[0])
        and display_width(last) <= max(widths)
        and not any(text.endswith(("。", "：", ":", "．")) for text in full)
        and not any(find_mark(text.strip()) or opens_apart(text.strip()) for text in texts[1:])
    )


def _goes_on(last: str, line: str) -> bool:
    """Whether a line goes on with the one before the break."""
    text = line.strip()
    if last and text and (text[0] in _NEVER_FIRST or breaks_word(last, text)):
        return True
    if not last or not text or line[0] in _INDENTS or find_mark(text) is not None or opens_apart(text):
        return False
    if text[0].isascii() and text[0].isalpha() and last[-1].isascii():
        return _latin_goes_on(last, text)
    # A numbered line that is short is a title, whatever it ends in.
    if find_mark(last) is not None and display_width(last) < _LONG_LINE:
        return False
    return bool(
        _GOES_ON.match(text)
        or _OPEN.search(last[-6:])
        or (display_width(last) >= _LONG_LINE and _OPEN_IN_A_LONG_LINE.search(last[-1:]))
    )


def _latin_goes_on(last: str, text: str) -> bool:
    # "Forum is held by United" goes on, "Ministry of Finance" may not.
    words = last[-200:].split()[-8:-1]
    if last[-1].isalpha() and any(
        len(word) > 1 and word.isascii() and word.isalpha() and word.islower() and word not in _SMALL_WORDS
        for word in words
    ):
        return True
    return text[0].islower() and (last[-1] in ",-" or (last[-1].isascii() and last[-1].isalnum()))


def _joined(
    group: Sequence[_Source], places: Sequence[tuple[int, _Place]], at: int, end: int, *, whole: bool
) -> tuple[str, list[tuple[int, _Place]]]:
    """The text of a group, and its places, those from ``at`` on before the offset ``end``, mapped to it."""
    text, starts = "", []
    for chunk in _chunks(group) if whole else [group]:
        part, offsets = join_lines(source.text for source in chunk)
        gap = "\u3000" if text and part else ""
        starts += [len(text) + len(gap) + offset for offset in offsets]
        text += gap + part
    found: list[tuple[int, _Place]] = []
    number = 0
    while at < len(places) and places[at][0] < end:
        offset, place = places[at]
        at += 1
        while number + 1 < len(group) and offset >= group[number + 1].start:
            number += 1
        line = group[number].text
        inside = offset - group[number].start - (len(line) - len(line.lstrip()))
        found.append((min(starts[number] + min(max(inside, 0), len(line.strip())), len(text)), place))
    return text, found


def _chunks(group: Sequence[_Source]) -> list[list[_Source]]:
    """The lines of a title; one that is broken behind a particle goes on without a space."""
    chunks: list[list[_Source]] = []
    for source in group:
        if chunks and (not source.broken or _OPEN.search(chunks[-1][-1].text.strip()[-6:])):
            chunks[-1].append(source)
        else:
            chunks.append([source])
    return chunks
