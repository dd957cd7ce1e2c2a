"""Characters of a PDF page → runs of glyphs with their place and size, as far as nothing breaks them."""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

_BREAKS = frozenset("\r\n")
_DIGITS = frozenset("0123456789")
# What a run of text does not simply go on with.
_NOT_PLAIN = _DIGITS | {" "}
# Points; beyond them a coordinate is damage.
_FAR = 1e6


class Glyph(NamedTuple):
    """A character, where it stands on its baseline, its size, its number on the page, and whether only a gap suggests it."""

    character: str
    x: float
    y: float
    size: float
    number: int
    generated: bool


def glyph_runs(raw: Any, handle: Any, count: int) -> Iterator[list[Glyph]]:
    """The glyphs of a page between line breaks."""
    get_size, make = raw.FPDFText_GetFontSize, tuple.__new__
    run: list[Glyph] = []
    size = 0.0
    last: Glyph | None = None
    # Place and size of the glyph before, as long as it is no space and opens no run.
    before_x, before_y, before_size = 0.0, math.nan, 0.0
    text = _page_text(raw, handle, count)
    for k, character, left, height in zip(range(count), text, *_origins(raw, handle, count), strict=True):
        if character in _BREAKS:
            if run:
                yield run
                run = []
                before_y = math.nan
            continue
        if not character:
            continue
        # Most characters go on where the one before them ends: nothing more is asked about those.
        if height == before_y and 0 <= left - before_x <= before_size and character not in _NOT_PLAIN:
            before_x = left
            last = make(Glyph, (character, left, height, size, k, False))
            run.append(last)
            continue
        x, y = place(left), place(height)
        generated = character == " " and raw.FPDFText_IsGenerated(handle, k) == 1
        # A size changes with the baseline or behind a space: asking for each character costs a fifth of all time.
        if not run or y != run[-1].y or character == " " or run[-1].character == " ":
            size = get_size(handle, k)
            if not generated:
                size *= _scale(raw, handle, k)
            size = place(size)
        beside = last is None or (last.y == y and 0 <= x - last.x <= last.size)
        if run and character != " " and not beside and _leaps(run, last, x, y):
            yield run
            run = []
        if character in _DIGITS and run and _is_raised(raw, handle, k, y, size):
            # A face's own raised figures: set on the line at full size, drawn small above it.
            glyph = Glyph(character, x, y + 0.3 * size, 0.6 * size, k, generated)
        else:
            glyph = Glyph(character, x, y, size, k, generated)
        if character != " " or not run:
            last = glyph
        run.append(glyph)
        before_x, before_y, before_size = x, math.nan if character == " " else glyph.y, glyph.size
    if run:
        yield run


def _leaps(run: list[Glyph], last: Glyph | None, x: float, y: float) -> bool:
    """Whether a character stands back at the left, or far on at the right, of the one before it."""
    last = last or run[-1]
    if len(run) > 1 and abs(run[0].y - run[1].y) < 0.2 * last.size and abs(y - last.y) > 0.7 * last.size:
        return True  # a line of horizontal text has ended
    if len(run) == 1 and abs(y - last.y) > 1.6 * last.size:
        return True  # below by more than the next character of a column
    return (x < last.x - 3 * last.size or x > last.x + 4 * last.size) and abs(y - last.y) < 3 * last.size


def _is_raised(raw: Any, handle: Any, index: int, baseline: float, size: float) -> bool:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(handle, index, *map(ctypes.byref, (left, right, bottom, top))):
        return False
    return bottom.value > baseline + 0.2 * size and top.value - bottom.value < 0.6 * size


def _scale(raw: Any, handle: Any, index: int) -> float:
    """How much the text matrix enlarges a font that is named at unit size."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix)):
        return 1.0
    return float(max(abs(matrix.d), abs(matrix.c))) or 1.0


def _page_text(raw: Any, textpage: Any, count: int) -> list[str]:
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    # Characters beyond the BMP take two units, so that offsets differ: then one by one.
    if len(text) == count:
        return list(text)
    return _join_halves([raw.FPDFText_GetUnicode(textpage, k) for k in range(count)])


def _origins(raw: Any, handle: Any, count: int) -> tuple[list[float], list[float]]:
    """Where each character stands on its baseline; asked for in one sweep, at half the time of a call for each."""
    places = (ctypes.c_double * (2 * count))()
    start = ctypes.addressof(places)
    kinds = ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p
    ask = ctypes.CFUNCTYPE(*kinds)(ctypes.cast(raw.FPDFText_GetCharOrigin, ctypes.c_void_p).value or 0)
    page = ctypes.cast(handle, ctypes.c_void_p).value
    across, up = range(start, start + 16 * count, 16), range(start + 8, start + 8 + 16 * count, 16)
    deque(map(ask, repeat(page), range(count), across, up), maxlen=0)
    return places[::2], places[1::2]


def _join_halves(codes: list[int]) -> list[str]:
    """Characters of UTF-16 units; the second half of a pair leaves an empty place."""
    text = [chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes]
    for k, code in enumerate(codes):
        if not 0xD800 <= code < 0xE000 or not text[k]:
            continue
        text[k] = "\ufffd"
        if code < 0xDC00 and k + 1 < len(codes) and 0xDC00 <= codes[k + 1] < 0xE000:
            text[k] = chr(0x10000 + ((code - 0xD800) << 10) + codes[k + 1] - 0xDC00)
            text[k + 1] = ""
    return text


def place(value: float) -> float:
    """A length in points; one that lies off any page, or is no number, counts as 0."""
    return value if -_FAR < value < _FAR else 0.0
