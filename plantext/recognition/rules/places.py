"""Places of SudachiPy's dictionary, and runs of adjacent places: 岐阜県岐阜市, 米国ロサンゼルス."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from plantext.recognition.candidates import SILENT, Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import regex
from plantext.recognition.tokenizer import PLACE, tokenize

_NO_PLACE = regex("places", "no-place")
_SUFFIX = regex("places", "suffix")
_GOVERNED = regex("places", "governed")
_AREA = regex("places", "area")
_LANDSCAPE = regex("places", "landscape")
_AT = regex("places", "at")
_FACILITY = regex("places", "facility")
_REGION = regex("places", "region")
_KATAKANA = re.compile(r"[\u30a1-\u30fc]")


@cache
def is_city(name: str) -> bool:
    """Whether the dictionary has a city or ward of a name.

    Examples
    --------
    >>> is_city("北広島市"), is_city("横山市")
    (True, False)
    """
    words = tokenize(name)
    return len(words) == 1 and words[0].is_place


def is_mayor(context: Context, start: int, end: int) -> bool:
    """Whether a word and 市長 or 区長 behind it are a person and the title, since no city has the name (横山市長).

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> is_mayor(make_context("横山市長が"), 0, 2), is_mayor(make_context("札幌市長が"), 0, 2)
    (True, False)
    """
    return context.text.startswith(("市長", "区長"), end) and not is_city(
        context.text[_begin(context, start, end) : end + 1]
    )


def _begin(context: Context, start: int, end: int) -> int:
    """Where the city begins whose name ends with a word (西東京市, cut behind 西)."""
    longer = (i for i in (start - 2, start - 1) if i >= 0 and is_city(context.text[i : end + 1]))
    return next(longer, start)


def find_places(context: Context) -> list[Candidate]:
    """Find places of the dictionary, and adjacent places as one.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.end) for found in find_places(make_context("岐阜県岐阜市で"))]
    [('PLACE', 6)]
    """
    single = {name.start: name.end for name in context.known.values() if name.label == "PLACE"}
    short: dict[int, int] = {}  # words of two characters, which are as often a family name
    tags = frozenset(tag for tag in context.tags if tag.startswith(PLACE))
    for start, end in [(start, end) for start, end, _, tag in context.tokens if tag in tags] if tags else ():
        if _is_place(context, start, end):
            (short if end - start == 2 else single).setdefault(start, end)
    found = [
        Candidate(start, end, "PLACE", "dictionary:place", rank=5)
        for start, end in short.items()
        if start not in single and _AT.match(context.text, end) and not _KATAKANA.match(context.text[start])
    ]
    for start, end in sorted({**short, **single}.items()):
        far = _run(context, start, end, {**single, **_sure(context, short)}) if start in single else end
        if start in single and not (_NO_PLACE.match(context.text, far) and start not in context.known):
            found.append(Candidate(start, far, "PLACE", "dictionary:place", rank=5))
            found += _abroad(context, start, far, single)
        found += _longer(context, start, far)
    return [*found, *_districts(context)] if "地区" in context.text or "工区" in context.text else found


def _districts(context: Context) -> Iterator[Candidate]:
    """Districts whose name the dictionary has as that of a family or of anything else (滝本地区)."""
    for name, district in pairwise(context.tokens):
        proper = name.pos.startswith("名詞-固有名詞") and not name.is_place and len(name.text) > 1
        if proper and district.text in ("地区", "工区") and name.start not in context.known:
            yield Candidate(name.start, district.end, "PLACE", "pattern:地区", rank=4)


def _sure(context: Context, short: Mapping[int, int]) -> dict[int, int]:
    """The short words that are places beside another one, since no name of a person goes on so (石川県能登半島)."""
    return {
        start: end
        for start, end in short.items()
        if _AT.match(context.text, end) or _LANDSCAPE.match(context.text, end) or _AREA.match(context.text, end)
    }


def _run(context: Context, start: int, end: int, single: Mapping[int, int]) -> int:
    """The end of the run of adjacent places that begins with one; the same place twice is no run."""
    while end in single and end not in context.walls and context.text[start:end] != context.text[end : single[end]]:
        end = single[end]
    return end


def _longer(context: Context, start: int, end: int) -> Iterator[Candidate]:
    """What is written behind a place and belongs to it: 市, the 市 of 市長, 地区."""
    suffix = _SUFFIX.match(context.text, end)
    if suffix and suffix.end() in context.ends and not _NO_PLACE.match(context.text, end):
        yield Candidate(start, suffix.end(), "PLACE", "pattern:place", rank=5)
    elif end in context.starts and _GOVERNED.match(context.text, end) and not is_mayor(context, start, end):
        yield Candidate(_begin(context, start, end), end + 1, "PLACE", "pattern:place", rank=4)
    landscape = _LANDSCAPE.match(context.text, end)
    if landscape:
        yield Candidate(start, landscape.end(), "PLACE", "pattern:半島", rank=4)
    if context.text.startswith("地域", end) and start in context.known:
        yield Candidate(start, end + 2, "PLACE", "pattern:地域", rank=4)
    facility = _FACILITY.match(context.text, end)
    if facility and facility.end() in context.ends:
        yield Candidate(start, facility.end(), SILENT, "pattern:facility", rank=4)
    area = _AREA.match(context.text, end)
    if area and area.end() in context.ends:
        yield Candidate(start, area.end(), "PLACE", "pattern:地区", rank=4)


def _abroad(context: Context, start: int, end: int, single: Mapping[int, int]) -> Iterator[Candidate]:
    """A country and a city of it, with a middle dot between them: スイス・ジュネーブ."""
    country = context.tokens[context.starts[start]].pos.endswith("地名-国") if start in context.starts else False
    city = single.get(end + 1) if country and context.text.startswith("・", end) else None
    if city is None or _REGION.match(context.text, end + 1) or context.text.startswith("・", city):
        return
    i = context.starts.get(end + 1)
    if i is not None and context.tokens[i].pos.endswith("地名-一般"):
        yield Candidate(start, city, "PLACE", "dictionary:place", rank=5)


def _is_place(context: Context, start: int, end: int) -> bool:
    word = context.text[start:end]
    if word[0].isascii() or word in context.rules.roles["noplace"] or _NO_PLACE.match(context.text, end):
        return False
    around = context.text[start - 1 : start] + context.text[end : end + 1]
    # インド in インドネシア
    return len(word) > 1 and not (_KATAKANA.match(word) and _KATAKANA.search(around))
