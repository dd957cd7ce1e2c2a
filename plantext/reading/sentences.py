"""Sentence boundaries: rules over characters, in one pass, without a model."""

from __future__ import annotations

import re
import unicodedata

LONG = 400
"""Characters above which a sentence needs a reason in the report."""
MAX_LENGTH = 6000
"""Characters of a sentence at most: what is longer is cut, so that work on a sentence is bounded."""

# A stop inside a pair does not end the sentence around it.
_PAIRS = {
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "［": "］",
    "[": "]",
    "｛": "｝",
    "〔": "〕",
    "〈": "〉",
    "《": "》",
    "｢": "｣",
}
_CLOSERS = frozenset(_PAIRS.values()) | frozenset("”’\"'")
_FULL_STOPS = frozenset("。｡！？")
_LATIN_STOPS = frozenset(".!?")
# Latin words whose stop does not end a sentence; single letters (U.S.) are recognised without them.
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "st", "no", "vol", "pp", "p", "vs", "cf", "fig", "inc", "ltd", "co", "corp"}
)
# Where a sentence may end or a pair begin, and the marks of pairs: all other characters are passed over.
_EVENT = re.compile("[" + re.escape("".join(sorted({*_PAIRS, *_FULL_STOPS, *_LATIN_STOPS, "．"}))) + "]")
_BRACKET = re.compile("[" + re.escape("".join(sorted({*_PAIRS, *_CLOSERS}))) + "]")
_JAPANESE_RUN = re.compile("[\u3040-\u9fff\uff66-\uff9f]+")
_SPACE = " \u3000\t\u00a0"
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_KANJI_DIGITS = frozenset("〇一二三四五六七八九十")
_UNITS = frozenset("％%℃㎡円")
# Characters before a ． that ends a sentence behind hiragana, and behind other characters: less is a numbering (い．, （ア）．).
_SHORTEST = 3
_NO_NUMBERING = 8


def _closed_spans(text: str, limit: int) -> dict[int, int]:
    """Opening offset → closing offset of every bracket that closes within ``limit`` characters."""
    spans: dict[int, int] = {}
    stack: list[int] = []
    for match in _BRACKET.finditer(text):
        i, character = match.start(), match.group()
        if character in _PAIRS:
            stack.append(i)
        else:
            # A closer that does not fit the innermost opener closes the nearest one it fits, within
            # three levels: looking further would make hostile nesting quadratic.
            for depth in range(1, min(3, len(stack)) + 1):
                if _PAIRS[text[stack[-depth]]] == character:
                    start = stack[-depth]
                    del stack[-depth:]
                    if i - start <= limit:
                        spans[start] = i
                    break
    return spans


def _is_latin(text: str) -> bool:
    japanese = sum(map(len, _JAPANESE_RUN.findall(text)))
    # A fifth of Japanese characters makes the text Japanese: names and terms in it are often Latin.
    return japanese * 5 < len(text)


def _latin_stop(text: str, i: int) -> bool:
    """Whether the stop at ``i`` ends an English sentence: a space and a capital follow, no abbreviation precedes."""
    j = i + 1
    while j < len(text) and text[j] in _CLOSERS:
        j += 1
    k = j
    while k < len(text) and text[k] in _SPACE:
        k += 1
    if k == j or k >= len(text) or not (text[k].isupper() or text[k] in "“\"'‘("):
        return False
    start = i
    # No abbreviation is longer than twelve letters: the search stays short on hostile input.
    while start > 0 and text[start - 1].isalpha() and i - start < 12:
        start -= 1
    word = text[start:i]
    return len(word) != 1 and word.lower() not in _ABBREVIATIONS


def _is_japanese(character: str) -> bool:
    return "\u3041" <= character <= "\u30fe" or "\u3400" <= character <= "\u9fff" or character == "々"


def _engineers_stop(text: str, i: int, begin: int, *, ideographic: bool) -> bool:
    """Whether the ． or . at ``i`` ends a sentence that began at ``begin``, as in texts of engineers.

    It ends none in １．５, 第１．, ア．, Ｎｏ．５ or Ｊ．スミス.
    """
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if text[i] == "." and after and after not in _SPACE and not _is_japanese(after):
        return False
    if "\u3041" <= before <= "\u309f":
        return i - begin >= _SHORTEST and not (after and after in _DIGITS)
    # Behind anything but hiragana, only where no 。 tells how the text ends its sentences.
    if ideographic or i - begin < _NO_NUMBERING or (after and after in _DIGITS) or before in _KANJI_DIGITS:
        return False
    if text[i] == "." and not (after and after in _SPACE):
        return False
    if before in _CLOSERS or before in _UNITS or _is_japanese(before):
        return True
    return bool(after) and _is_japanese(after) and not _is_short(text, i, begin)


def _is_short(text: str, i: int, begin: int) -> bool:
    """Whether the Latin letters before the stop at ``i`` are an initial or an abbreviation."""
    start = i
    while start > begin and i - start < 12 and text[start - 1].isalpha() and not _is_japanese(text[start - 1]):
        start -= 1
    word = unicodedata.normalize("NFKC", text[start:i]).lower()
    return len(word) < 2 or word in _ABBREVIATIONS


def _is_stop(text: str, i: int, begin: int, *, latin: bool, ideographic: bool) -> bool:
    character = text[i]
    if character in _FULL_STOPS:
        # Names such as Ｙａｈｏｏ！ＪＡＰＡＮ carry the mark inside.
        return character not in "！？" or not (i + 1 < len(text) and text[i + 1].isascii() and text[i + 1].isalnum())
    if character == "．" or (character == "." and not latin):
        return _engineers_stop(text, i, begin, ideographic=ideographic)
    return latin and character in _LATIN_STOPS and _latin_stop(text, i)


def _after_stop(text: str, i: int, spans: dict[int, int]) -> int:
    """End of the sentence whose stop is at ``i``, with further stops, closers, and a bracket before a stop."""
    end = i + 1
    while end < len(text) and (text[end] in _FULL_STOPS or text[end] in _CLOSERS):
        end += 1
    # …減少した。（図表2）。 — a short reference behind the stop belongs to the sentence before it.
    closing = spans.get(end)
    if closing is not None and text[end] in "（(" and closing - end <= 60 and "。" not in text[end:closing]:
        after = closing + 1
        if after == len(text):
            return after
        if text[after] in "。｡":
            return after + 1
    return end


def _cut(text: str, start: int, stop: int, limit: int) -> list[tuple[int, int]]:
    piece = text[start:stop]
    # Stops inside a closed pair are skipped as a whole; a bracket that never closes holds nothing back.
    spans = _closed_spans(piece, limit)
    latin, ideographic = _is_latin(piece), "。" in piece or "｡" in piece
    found: list[tuple[int, int]] = []
    begin = i = 0
    while event := _EVENT.search(piece, i):
        i = event.start()
        if i in spans:
            i = spans[i] + 1
        elif _is_stop(piece, i, begin, latin=latin, ideographic=ideographic):
            i = _after_stop(piece, i, spans)
            found.append((begin, i))
            begin = i
        else:
            i += 1
    if begin < len(piece):
        found.append((begin, len(piece)))
    return [(start + a, start + b) for a, b in found]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Split a paragraph into sentences; return their half-open ranges, without outer white space.

    A sentence ends at 。！？, at ． where it stands for 。, and the closing brackets behind it. A stop inside 「」 or （） does not end
    it, unless the sentence would then exceed :data:`LONG` characters. English text ends its sentences
    at ``.!?`` before a space and a capital. What is longer than :data:`MAX_LENGTH` is cut.

    Examples
    --------
    >>> split_sentences("「進める。」と述べた。次に移る。")
    [(0, 11), (11, 16)]
    """
    ranges: list[tuple[int, int]] = []
    for start, end in _cut(text, 0, len(text), LONG):
        # Only brackets may have held the stops back: open them one size at a time.
        parts = [(start, end)]
        for limit in (LONG // 2, 0):
            parts = [part for a, b in parts for part in (_cut(text, a, b, limit) if b - a > LONG else [(a, b)])]
        ranges += parts
    trimmed: list[tuple[int, int]] = []
    for start, end in ranges:
        for a, b in split_long(text[start:end]):
            part = text[start + a : start + b].rstrip(_SPACE)
            begin = start + a + len(part) - len(part.lstrip(_SPACE))
            if begin < start + a + len(part):
                trimmed.append((begin, start + a + len(part)))
    return trimmed


def split_long(text: str, *, limit: int = MAX_LENGTH) -> list[tuple[int, int]]:
    """Split a long text where sentences end, so that each part can be analysed.

    A part ends after the last line feed or 。 before the limit, after the last 、 or space where there
    is none, and mid-word only without any of them.

    Returns
    -------
    list of tuple of int
        Half-open ranges that cover the text.

    Examples
    --------
    >>> split_long("一つ。二つ。三つ。", limit=7)
    [(0, 6), (6, 9)]
    """
    ranges = []
    start = 0
    while len(text) - start > limit:
        cut = 0
        for marks in ("。\n", "、,. \u3000"):
            cut = max(text.rfind(mark, start, start + limit) for mark in marks) + 1
            if cut > start:
                break
        cut = cut if cut > start else start + limit
        ranges.append((start, cut))
        start = cut
    if start < len(text):
        ranges.append((start, len(text)))
    return ranges
