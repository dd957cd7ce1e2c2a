"""Characters of a PDF page → lines with their place, size, face and the marks raised above them."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

from plantext.reading.pdf.runs import Glyph, glyph_runs, place
from plantext.reading.pieces import needs_space
from plantext.text import is_wide

_SPACES = frozenset(" \u3000\t\u00a0")
# PDFium gives a hyphen at a line's end as U+0002, U+FFFE or a soft hyphen.
_HYPHENS = frozenset("\x02\ufffe\xad")
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
    for run in glyph_runs(raw, handle, min(total, limit)):
        lines += _split_run(raw, handle, run, number)
    return lines, max(total - limit, 0)


def _right_edge(raw: Any, handle: Any, glyph: Glyph) -> float:
    rect = raw.FS_RECTF()
    if raw.FPDFText_GetLooseCharBox(handle, glyph.number, ctypes.byref(rect)):
        return place(float(rect.right))
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


def _split_run(raw: Any, handle: Any, run: list[Glyph], number: int) -> list[Line]:
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


def _dominant(run: list[Glyph]) -> tuple[float, float, bool]:
    """Size and baseline of most characters (without spaces), and whether all share them."""
    _, _, heights, sizes, _, _ = zip(*run, strict=True)
    if len(set(heights)) == len(set(sizes)) == 1:
        return sizes[0], heights[0], True
    counts = Counter([(glyph.size, glyph.y) for glyph in run if glyph.character != " "])
    if not counts:
        return run[0].size, run[0].y, True
    # Larger glyphs weigh more: a line of many ruby letters is still a line of its base text.
    size, baseline = max(counts, key=lambda key: (counts[key] * key[0], key))
    return size, baseline, len(counts) == 1


def _line(raw: Any, handle: Any, run: list[Glyph], number: int) -> list[Line]:
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
    base = _told(run if uniform else [g for g in run if g.y == baseline]) or run
    strong, bold = _face(raw, handle, base[0].number)
    if strong:
        # A strong word that opens a line (目的：) makes no strong line; Latin words have a face of their own.
        wide = [glyph for glyph in run if is_wide(glyph.character) and glyph.y == baseline] or base
        strong = _face(raw, handle, wide[len(wide) // 2].number)[0]
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
        bold=bold and _face(raw, handle, base[-1].number)[1],
    )
    return [line]


def _told(run: list[Glyph]) -> list[Glyph]:
    """A run without the bullet that opens it, which has a face of its own."""
    if len(run) > 1 and unicodedata.category(run[0].character[:1] or " ") in ("So", "Co"):
        return [glyph for glyph in run[1:] if glyph.character != " "]
    return run


def _count_unmapped(raw: Any, handle: Any, run: list[Glyph]) -> int:
    """Characters of a run that PDFium gives by their code, for want of a map; asked where one of three is such."""
    lacks = raw.FPDFText_HasUnicodeMapError
    if not any(lacks(handle, glyph.number) == 1 for glyph in (run[0], run[len(run) // 2], run[-1])):
        return 0
    return sum(lacks(handle, glyph.number) == 1 for glyph in run)


def _read_run(
    run: list[Glyph], size: float, baseline: float
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


def _gap(left: Glyph, right: Glyph) -> float:
    """White space between two glyphs, taking a full-width one to be square."""
    return right.x - left.x - left.size * (1.0 if is_wide(left.character) else 0.55)


def _keeps_space(run: list[Glyph], i: int) -> bool:
    """Whether a space that only the gap suggests is kept: between Latin words, and where it is wide."""
    if not 0 < i < len(run) - 1:
        return False
    left, right = run[i - 1], run[i + 1]
    return needs_space(left.character, right.character) or _gap(left, right) > 0.7 * max(left.size, right.size)
