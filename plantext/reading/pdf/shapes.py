"""What a page draws beside its text: pictures, curves, rules and boxes, as the rectangles they fill."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

MAX_SHAPES = 4000
"""Objects of a page that are looked at."""
_THIN = 1.5
_DEPTH = 4


class Shape(NamedTuple):
    """A drawn thing: ``image``, ``curve``, ``box`` (a rectangle) or ``rule`` (a thin line), and its edges in points."""

    kind: str
    x0: float
    y0: float
    x1: float
    y1: float


def page_shapes(page: Any) -> list[Shape]:
    """List what a page draws beside its text.

    Parameters
    ----------
    page : pypdfium2.PdfPage
        The page.
    """
    from pypdfium2 import raw

    shapes: list[Shape] = []
    _collect(raw, _Objects(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page.raw), (1, 0, 0, 1, 0, 0), shapes, 0)
    return shapes


def drop_ornaments(pages: Sequence[Sequence[Shape]]) -> list[list[Shape]]:
    """Leave out pictures and curves that recur at one place of many pages: they adorn the page and show nothing.

    Examples
    --------
    >>> drop_ornaments([[Shape("curve", 0, 780, 200, 842)]] * 5)
    [[], [], [], [], []]
    """
    seen = Counter(shape for shapes in pages for shape in set(shapes) if shape.kind in ("curve", "image"))
    needed = max(3, len(pages) // 5)
    return [[shape for shape in shapes if seen[shape] < needed] for shapes in pages]


class _Objects:
    def __init__(self, count: Any, get: Any, owner: Any) -> None:
        self.count, self.get, self.owner = count, get, owner


def _collect(raw: Any, objects: _Objects, matrix: tuple[float, ...], shapes: list[Shape], depth: int) -> None:
    kinds = {raw.FPDF_PAGEOBJ_IMAGE: "image", raw.FPDF_PAGEOBJ_SHADING: "box", raw.FPDF_PAGEOBJ_PATH: "path"}
    edges = [ctypes.c_float() for _ in range(4)]
    for i in range(objects.count(objects.owner)):
        if len(shapes) >= MAX_SHAPES:
            return
        item = objects.get(objects.owner, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, ctypes.byref(inner))
            form = _Objects(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, item)
            _collect(
                raw, form, _multiply((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), matrix), shapes, depth + 1
            )
        elif kind in kinds and raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges)):
            x0, y0, x1, y1 = _apply(matrix, *(edge.value for edge in edges))
            name = kinds[kind]
            if name == "path":
                name = _path_kind(raw, item, x1 - x0, y1 - y0)
            if name:
                shapes.append(Shape(name, round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)))


def _multiply(m: tuple[float, ...], n: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = m
    return (
        a * n[0] + b * n[2], a * n[1] + b * n[3], c * n[0] + d * n[2], c * n[1] + d * n[3],
        e * n[0] + f * n[2] + n[4], e * n[1] + f * n[3] + n[5],
    )  # fmt: skip


def _apply(m: tuple[float, ...], x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    xs = [m[0] * x + m[2] * y + m[4] for x in (x0, x1) for y in (y0, y1)]
    ys = [m[1] * x + m[3] * y + m[5] for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


def _path_kind(raw: Any, item: Any, width: float, height: float) -> str:
    """``rule``, ``box`` or ``curve``; empty for a path that paints nothing."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return ""
    if min(width, height) <= _THIN:
        return "rule"
    n = raw.FPDFPath_CountSegments(item)
    if n > 12:
        return "curve"
    kinds = [raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(item, k)) for k in range(n)]
    return "curve" if raw.FPDF_SEGMENT_BEZIERTO in kinds or n < 4 else "box"
