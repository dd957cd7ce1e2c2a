"""Pages whose text is set sideways or upside down, turned so that it runs from left to right."""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import Any, NamedTuple

_ASKED = 60
"""Characters of a page that are asked for their direction."""


class Frame(NamedTuple):
    """The visible rectangle of a page, in points."""

    x0: float
    y0: float
    x1: float
    y1: float


def visible_frame(page: Any) -> Frame:
    """Find what a viewer shows of a page: its crop box inside its media box."""
    left, bottom, right, top = page.get_mediabox()
    x0, y0, x1, y1 = page.get_cropbox()
    frame = Frame(max(left, x0), max(bottom, y0), min(right, x1), min(top, y1))
    return frame if frame.x0 < frame.x1 and frame.y0 < frame.y1 else Frame(left, bottom, right, top)


def quarter_turns(textpage: Any) -> int:
    """Count the quarter turns, counter-clockwise, by which most of a page's text is turned.

    Examples
    --------
    >>> import pypdfium2
    >>> quarter_turns(pypdfium2.PdfDocument.new().new_page(595, 842).get_textpage())
    0
    """
    from pypdfium2 import raw

    count = textpage.count_chars()
    matrix = raw.FS_MATRIX()
    turns: Counter[int] = Counter()
    for k in range(0, count, max(1, count // _ASKED)):
        if raw.FPDFText_IsGenerated(textpage.raw, k) != 1 and raw.FPDFText_GetMatrix(
            textpage.raw, k, ctypes.byref(matrix)
        ):
            upright = abs(matrix.a) >= abs(matrix.b)
            turns[(0 if matrix.a >= 0 else 2) if upright else (1 if matrix.b > 0 else 3)] += 1
    return max(turns.items(), key=lambda item: (item[1], -item[0]))[0] if turns else 0


def turn_page(page: Any, turns: int) -> Frame:
    """Turn the content of a page clockwise by quarters; what is visible of it then.

    The page has to be loaded again before its characters are asked for.
    """
    from pypdfium2 import raw

    x0, y0, x1, y1 = visible_frame(page)
    matrix = {
        1: raw.FS_MATRIX(0, -1, 1, 0, -y0, x1),
        2: raw.FS_MATRIX(-1, 0, 0, -1, x1, y1),
        3: raw.FS_MATRIX(0, 1, -1, 0, y1, -x0),
    }[turns]
    raw.FPDFPage_TransFormWithClip(page.raw, ctypes.byref(matrix), None)
    width, height = (x1 - x0, y1 - y0) if turns == 2 else (y1 - y0, x1 - x0)
    return Frame(0.0, 0.0, width, height)
