"""Text that a page holds and does not show: invisible, transparent or white on white."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from plantext.errors import Message
from plantext.reading.pdf.shapes import Shape
from plantext.reading.pdf.upright import Frame
from plantext.records import Note

_WHITE = 245
"""Red, green and blue from which on a colour is taken for the paper's."""
_DEPTH = 4
_GRID = 24
_SCAN = 0.5
"""Share of a page under pictures from which on invisible text is what OCR found in them."""
_SEGMENTS = 200
"""Segments of a clipping path that are looked at."""
_OUTLINES = 200
"""Curves from which on letters are taken to be drawn, and invisible text to say what they are."""


class Unseen(NamedTuple):
    """A text object that may not be seen: why (``invisible``, ``white`` or ``clipped``), and the forms that it lies in."""

    item: Any
    why: str
    forms: tuple[Any, ...]


def page_objects(raw: Any, page: Any) -> Iterator[tuple[Any, int, tuple[Any, ...]]]:
    """Walk the objects of a page: each, its kind, and the forms around it."""

    def walk(count: int, get: Any, owner: Any, forms: tuple[Any, ...]) -> Iterator[tuple[Any, int, tuple[Any, ...]]]:
        for i in range(count):
            item = get(owner, i)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_FORM and len(forms) < _DEPTH:
                inner = raw.FPDFFormObj_CountObjects(item)
                yield from walk(inner, raw.FPDFFormObj_GetObject, item, (*forms, item))
            else:
                yield item, kind, forms

    yield from walk(raw.FPDFPage_CountObjects(page.raw), raw.FPDFPage_GetObject, page.raw, ())


def find_unseen(page: Any) -> list[Unseen]:
    """Find the text objects of a page that are set invisible, transparent or white, or clipped away."""
    from pypdfium2 import raw

    found = []
    colour = [ctypes.c_uint() for _ in range(4)]
    places = [ctypes.byref(part) for part in colour]
    fill, stroke = raw.FPDFPageObj_GetFillColor, raw.FPDFPageObj_GetStrokeColor
    # What the modes of drawing letters paint; 3 and 7 paint nothing, 4 to 6 clip as well.
    paints = {0: (fill,), 1: (stroke,), 2: (fill, stroke), 3: (), 4: (fill,), 5: (stroke,), 6: (fill, stroke), 7: ()}
    for item, kind, forms in page_objects(raw, page):
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        why = ""
        # Of the filling and of the outline, what is drawn of each letter.
        for get_colour in paints.get(raw.FPDFTextObj_GetTextRenderMode(item), ()):
            known = get_colour(item, *places)
            red, green, blue, alpha = (part.value for part in colour)
            if not known or (alpha and min(red, green, blue) < _WHITE):
                break
            why = "white" if alpha or why == "white" else "invisible"
        else:
            why = why or "invisible"
            found.append(Unseen(item, why, forms))
            continue
        if _is_clipped(raw, item):
            found.append(Unseen(item, "clipped", forms))
    return found


def _is_clipped(raw: Any, item: Any) -> bool:
    """Whether an object lies outside of the paths that what is drawn is clipped to."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return False
    x0, y0, x1, y1 = _bounds(raw, item, ())
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        xs, ys = [], []
        for k in range(min(raw.FPDFClipPath_CountPathSegments(clip, i), _SEGMENTS)):
            if raw.FPDFPathSegment_GetPoint(
                raw.FPDFClipPath_GetPathSegment(clip, i, k), ctypes.byref(x), ctypes.byref(y)
            ):
                xs.append(x.value)
                ys.append(y.value)
        if xs and (min(xs) >= x1 or max(xs) <= x0 or min(ys) >= y1 or max(ys) <= y0):
            return True
    return False


def hide_unseen(  # noqa: PLR0913, PLR0917
    page: Any, textpage: Any, found: Sequence[Unseen], shapes: Sequence[Shape], frame: Frame, number: int
) -> list[Note]:
    """Take from a page the text that is not seen, unless it says what a picture shows; notes on both.

    What is taken out is gone when the page's text is loaded anew.
    """
    from pypdfium2 import raw

    notes = []
    invisible = [it for it in found if it.why == "invisible"]
    if invisible:
        text = text_of(raw, textpage, [it.item for it in invisible])
        drawn = picture_share(shapes, frame) >= _SCAN or sum(shape.kind == "curve" for shape in shapes) >= _OUTLINES
        if drawn and 2 * len(text) > textpage.count_chars() * 0.9:
            message = Message(
                "The page is a picture, its text an invisible layer, as OCR writes it: check it against the picture."
            )
            notes.append(Note("uncertain", message, number, text[:60], 0.5))
            invisible = []
        elif text:
            notes.append(_left_out(Message("invisible"), text, number))
    behind = _backgrounds(raw, page)
    white = [it for it in found if it.why == "white" and not _on_colour(raw, it, behind)]
    text = text_of(raw, textpage, [it.item for it in white])
    if text:
        notes.append(_left_out(Message("white on white"), text, number))
    clipped = [it for it in found if it.why == "clipped"]
    text = text_of(raw, textpage, [it.item for it in clipped])
    if text:
        notes.append(_left_out(Message("clipped away"), text, number))
    for it in (*invisible, *white, *clipped):
        raw.FPDFPageObj_SetIsActive(it.item, False)
    return notes


def _left_out(what: str, text: str, number: int) -> Note:
    return Note(
        "dropped",
        Message("{n_text} characters that the page does not show ({what}).", n_text=len(text), what=what),
        number,
        text[:60],
        0.9,
    )


def text_of(raw: Any, textpage: Any, items: Iterable[Any]) -> str:
    """Return the text of objects, without white space."""
    parts = []
    for item in items:
        size = raw.FPDFTextObj_GetText(item, textpage.raw, None, 0)
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        raw.FPDFTextObj_GetText(item, textpage.raw, buffer, size)
        parts.append(bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace"))
    return "".join("".join(parts).split())


def _bounds(raw: Any, item: Any, forms: Sequence[Any]) -> tuple[float, float, float, float]:
    """Edges of an object on the page."""
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges))
    x0, y0, x1, y1 = (edge.value for edge in edges)
    matrix = raw.FS_MATRIX()
    for form in reversed(forms):
        raw.FPDFPageObj_GetMatrix(form, ctypes.byref(matrix))
        xs = [matrix.a * x + matrix.c * y + matrix.e for x in (x0, x1) for y in (y0, y1)]
        ys = [matrix.b * x + matrix.d * y + matrix.f for x in (x0, x1) for y in (y0, y1)]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    return x0, y0, x1, y1


def _backgrounds(raw: Any, page: Any) -> list[tuple[float, float, float, float]]:
    """Edges of the pictures and of the areas filled with a colour."""
    found = []
    colour = [ctypes.c_uint() for _ in range(4)]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for item, kind, forms in page_objects(raw, page):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
            known = raw.FPDFPageObj_GetFillColor(item, *map(ctypes.byref, colour))
            # A pattern has no one colour.
            if not fill.value or (known and min(part.value for part in colour[:3]) >= _WHITE):
                continue
        elif kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            continue
        found.append(_bounds(raw, item, forms))
    return found


def _on_colour(raw: Any, it: Unseen, behind: Sequence[tuple[float, float, float, float]]) -> bool:
    left, bottom, right, top = _bounds(raw, it.item, it.forms)
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in behind)


def picture_share(shapes: Sequence[Shape], frame: Frame) -> float:
    """Share of a page that lies under pictures.

    Examples
    --------
    >>> picture_share([Shape("image", 0, 0, 100, 50)], Frame(0, 0, 100, 100))
    0.5
    """
    width, height = frame.x1 - frame.x0, frame.y1 - frame.y0
    pictures = [shape for shape in shapes if shape.kind == "image"]
    covered = 0
    for i in range(_GRID):
        x = frame.x0 + (i + 0.5) * width / _GRID
        across = [shape for shape in pictures if shape.x0 <= x <= shape.x1]
        for j in range(_GRID if across else 0):
            y = frame.y0 + (j + 0.5) * height / _GRID
            covered += int(any(shape.y0 <= y <= shape.y1 for shape in across))
    return covered / _GRID**2
