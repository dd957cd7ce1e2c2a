"""Characters of a PDF page → lines with their place, size, face and the marks raised above them."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plantext.reading.pieces import is_wide, needs_space

_BREAKS = frozenset("\r\n")
_SPACES = frozenset(" \u3000\t\u00a0")
# PDFium gives a hyphen at a line's end as U+0002, U+FFFE or a soft hyphen.
_HYPHENS = frozenset("\x02\ufffe\xad")
_DIGITS = frozenset("0123456789")
# Points; beyond them a coordinate is damage.
_FAR = 1e6
# Parts of the names of faces that headings are set in.
_FACES = ("gothic", "sans", "meiryo", "ゴシック", "ud")
_BOLD = ("bold", "heavy", "demi", "black")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline with no wide gap between them.

    Parameters
    ----------
    text : str
        As printed, without the raised marks.
    x0, x1, y : float
        Left and right edge and baseline, in points from the page's lower left corner.
    size : float
        Font size of most of its characters.
    strong : bool
        Whether the face is a gothic or bold one.
    page : int
        From 1.
    marks : tuple of tuple
        ``(offset, mark)`` of each mark taken out of the text.
    gaps : tuple of tuple
        ``(offset, x)`` of each wide gap inside: where the text goes on, and at which place.
    vertical : bool
        Whether the characters stand below one another.
    unmapped : int
        Characters of which the font does not say what they are.
    bold : bool
        Whether the whole line is set in a bold weight.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    strong: bool
    page: int
    marks: tuple[tuple[int, str], ...] = ()
    gaps: tuple[tuple[int, float], ...] = ()
    vertical: bool = False
    unmapped: int = 0
    bold: bool = False


@dataclass(slots=True)
class _Glyph:
    character: str
    x: float
    y: float
    size: float
    index: int
    generated: bool


def _page_text(raw: Any, textpage: Any, count: int) -> list[str]:
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    # Characters beyond the BMP take two units, so that offsets differ: then one by one.
    if len(text) == count:
        return list(text)
    return _join_halves([raw.FPDFText_GetUnicode(textpage, k) for k in range(count)])


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


def _place(value: float) -> float:
    """A length in points; one that lies off any page, or is no number, counts as 0."""
    return value if -_FAR < value < _FAR else 0.0


def page_lines(textpage: Any, number: int, *, limit: int) -> tuple[list[Line], int]:
    """Read the lines of a page, in the order in which the file draws them.

    Parameters
    ----------
    textpage : pypdfium2.PdfTextPage
        The page's text.
    number : int
        Page number, from 1.
    limit : int
        Characters read at most.

    Returns
    -------
    list of Line
        The lines.
    int
        Characters left out because of ``limit``.
    """
    from pypdfium2 import raw

    handle = textpage.raw
    total = textpage.count_chars()
    lines: list[Line] = []
    for run in _runs(raw, handle, min(total, limit)):
        lines += _split_run(raw, handle, run, number)
    return lines, max(total - limit, 0)


def _runs(raw: Any, handle: Any, count: int) -> Iterator[list[_Glyph]]:
    """The glyphs of a page between line breaks."""
    get_size, get_origin = raw.FPDFText_GetFontSize, raw.FPDFText_GetCharOrigin
    x, y = ctypes.c_double(), ctypes.c_double()
    px, py = ctypes.byref(x), ctypes.byref(y)
    run: list[_Glyph] = []
    size = 0.0
    last: _Glyph | None = None
    for k, character in enumerate(_page_text(raw, handle, count)):
        if character in _BREAKS:
            if run:
                yield run
                run = []
            continue
        if not character:
            continue
        get_origin(handle, k, px, py)
        left, height = x.value, y.value
        if not (-_FAR < left < _FAR and -_FAR < height < _FAR):
            left, height = _place(left), _place(height)
        generated = character == " " and raw.FPDFText_IsGenerated(handle, k) == 1
        # A size changes with the baseline or behind a space: asking for each character costs a fifth of all time.
        if not run or height != run[-1].y or character == " " or run[-1].character == " ":
            size = get_size(handle, k)
            if not generated:
                size *= _scale(raw, handle, k)
            size = _place(size)
        # Most characters follow the one before them: what cannot leap is not asked about.
        beside = last is None or (last.y == height and 0 <= left - last.x <= last.size)
        if run and character != " " and not beside and _leaps(run, last, left, height):
            yield run
            run = []
        if character in _DIGITS and run and _is_raised(raw, handle, k, height, size):
            # A face's own raised figures: set on the line at full size, drawn small above it.
            glyph = _Glyph(character, left, height + 0.3 * size, 0.6 * size, k, generated)
        else:
            glyph = _Glyph(character, left, height, size, k, generated)
        if character != " " or not run:
            last = glyph
        run.append(glyph)
    if run:
        yield run


def _leaps(run: list[_Glyph], last: _Glyph | None, x: float, y: float) -> bool:
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


def _right_edge(raw: Any, handle: Any, glyph: _Glyph) -> float:
    rect = raw.FS_RECTF()
    if raw.FPDFText_GetLooseCharBox(handle, glyph.index, ctypes.byref(rect)):
        return _place(float(rect.right))
    return glyph.x + glyph.size


def _face(raw: Any, handle: Any, index: int) -> tuple[bool, bool]:
    """Whether a character's face is a gothic or bold one, and whether it is bold."""
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, buffer, 128, ctypes.byref(flags))
    name = buffer.value.decode("utf-8", "replace").lower()
    weight = raw.FPDFText_GetFontWeight(handle, index)
    # Faces without a name that tells come with weights beyond any scale.
    bold = any(face in name for face in _BOLD) or 600 <= weight <= 1000
    return bold or weight >= 600 or any(face in name for face in _FACES), bold


def _split_run(raw: Any, handle: Any, run: list[_Glyph], number: int) -> list[Line]:
    """Split a run at wide gaps."""
    lines: list[Line] = []
    start = 0
    for i in range(1, len(run) - 1):
        if run[i].character != " ":
            continue
        previous, following = run[i - 1], run[i + 1]
        # Two characters of white space: another column, or another cell.
        if _gap(previous, following) > 2 * max(previous.size, following.size, 6):
            lines += _line(raw, handle, run[start:i], number)
            start = i + 1
    return lines + _line(raw, handle, run[start:], number)


def _dominant(run: list[_Glyph]) -> tuple[float, float, bool]:
    """Size and baseline of most characters (without spaces), and whether all share them."""
    counts = Counter([(glyph.size, glyph.y) for glyph in run if glyph.character != " "])
    if not counts:
        return run[0].size, run[0].y, True
    # Larger glyphs weigh more: a line of many ruby letters is still a line of its base text.
    size, baseline = max(counts, key=lambda key: (counts[key] * key[0], key))
    return size, baseline, len(counts) == 1


def _line(raw: Any, handle: Any, run: list[_Glyph], number: int) -> list[Line]:
    start, end = 0, len(run)
    while start < end and run[end - 1].character in _SPACES:
        end -= 1
    while start < end and run[start].character in _SPACES:
        start += 1
    run = run[start:end]
    if not run:
        return []
    size, baseline, uniform = _dominant(run)
    text = "".join([glyph.character for glyph in run])
    marks: list[tuple[int, str]] = []
    gaps: list[tuple[int, float]] = []
    # Most runs are plain: only the others are read glyph by glyph.
    if not uniform or not text.isprintable() or " " in text or not _HYPHENS.isdisjoint(text):
        text, marks, gaps = _read_run(run, size, baseline)
    base = [glyph.index for glyph in _told(run if uniform else [g for g in run if g.y == baseline]) or run]
    strong, bold = _face(raw, handle, base[0])
    if strong:
        # A strong word that opens a line (目的：) makes no strong line; Latin words have a face of their own.
        wide = [glyph.index for glyph in run if is_wide(glyph.character) and glyph.y == baseline] or base
        strong = _face(raw, handle, wide[len(wide) // 2])[0]
    line = Line(
        text=text.rstrip(),
        x0=run[0].x,
        x1=_right_edge(raw, handle, run[-1]),
        y=baseline,
        size=size,
        strong=strong,
        page=number,
        marks=tuple(marks),
        gaps=tuple(gaps),
        vertical=abs(run[0].y - run[-1].y) > 3 * size,
        unmapped=_count_unmapped(raw, handle, run),
        bold=bold and _face(raw, handle, base[-1])[1],
    )
    return [line]


def _told(run: list[_Glyph]) -> list[_Glyph]:
    """A run without the bullet that opens it, which has a face of its own."""
    if len(run) > 1 and unicodedata.category(run[0].character[:1] or " ") in ("So", "Co"):
        return [glyph for glyph in run[1:] if glyph.character != " "]
    return run


def _count_unmapped(raw: Any, handle: Any, run: list[_Glyph]) -> int:
    """Characters of a run that PDFium gives by their code, for want of a map; asked where one of three is such."""
    lacks = raw.FPDFText_HasUnicodeMapError
    if not any(lacks(handle, glyph.index) == 1 for glyph in (run[0], run[len(run) // 2], run[-1])):
        return 0
    return sum(lacks(handle, glyph.index) == 1 for glyph in run)


def _read_run(
    run: list[_Glyph], size: float, baseline: float
) -> tuple[str, list[tuple[int, str]], list[tuple[int, float]]]:
    """Text of a run, the marks raised above it, and its wide gaps."""
    text: list[str] = []
    marks: list[tuple[int, str]] = []
    gaps: list[tuple[int, float]] = []
    raised_before = False
    for i, glyph in enumerate(run):
        character = glyph.character
        # A footnote mark is smaller than the text and stands above its baseline.
        lift = (glyph.y - baseline) / max(size, 1.0)
        raised = (glyph.size < 0.8 * size and lift > 0.15) or (glyph.size < 1.2 * size and 0.25 < lift < 0.8)
        if raised and (character.isdigit() or character in "※*＊†‡)）(（注、，,"):
            if raised_before:
                marks[-1] = (marks[-1][0], marks[-1][1] + character)
            else:
                marks.append((len(text), character))
            raised_before = True
            continue
        if glyph.generated:
            if not _keeps_space(run, i):
                continue
            # Kept for columns that begin here on other lines: see fragments.
            if _gap(run[i - 1], run[i + 1]) > 0.7 * size:
                gaps.append((len(text) + 1, run[i + 1].x))
        raised_before = False
        character = "-" if character in _HYPHENS else character
        if ord(character) >= 32:
            text.append(character)
    return "".join(text), marks, gaps


def _gap(left: _Glyph, right: _Glyph) -> float:
    """White space between two glyphs, taking a full-width one to be square."""
    return right.x - left.x - left.size * (1.0 if is_wide(left.character) else 0.55)


def _keeps_space(run: list[_Glyph], i: int) -> bool:
    """Whether a space that only the gap suggests is kept: between Latin words, and where it is wide."""
    if not 0 < i < len(run) - 1:
        return False
    left, right = run[i - 1], run[i + 1]
    return needs_space(left.character, right.character) or _gap(left, right) > 0.7 * max(left.size, right.size)
