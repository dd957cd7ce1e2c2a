"""Pages that are pictures, read by OCR (the extra ``plantext[ocr]``: rapidocr, whose wheel brings its weights)."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from plantext.errors import Message
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.page import Page
from plantext.records import Note
from plantext.text import display_width

MAX_SECONDS = 600.0
"""Seconds that OCR may take for a page."""
WANTED = frozenset({"scanned", "drawn", "garbled", "stamped"})
"""States of pages whose picture tells what they say."""
_SCALE = 200 / 72
_LARGEST = 3000
"""Pixels of a page's longer side at most."""
_SIZE = 0.82
"""Font size in heights of the box round a line, and how far above the box's foot the baseline lies."""
_FOOT = 0.16
_LIKE = 0.15
"""Share by which sizes of one line and another differ by chance."""
_WIDE, _NEAR = 16, 0.3
"""Half-width columns from which on a line's length tells its size, and the share by which that may differ from the box."""
_UNSURE = 0.9
"""Score under which a line is told by itself."""
_TOLD = 20
_ALIKE: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("lookalikes.toml").read_text(encoding="utf-8")
)


def is_available() -> bool:
    """Tell whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def recognise(document: Any, number: int, read: Page) -> Page:
    """Read a page from its picture; the page as it was where nothing is found in it."""
    begun = time.monotonic()
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(_SCALE, _LARGEST / max(width, height, 1.0))
    result = _engine()(page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3].copy())
    page.close()
    found = list(zip(result.boxes, result.txts, result.scores, strict=True)) if result.boxes is not None else []
    lines = even_sizes([_line(box / scale, mend(text), height, number) for box, text, _ in found if text.strip()])
    seconds = time.monotonic() - begun
    if not lines:
        read.seconds = seconds
        return read
    kept = [note for note in read.notes if note.kind == "dropped"]
    return Page(lines, [], "recognised", [*kept, *_notes(found, number)], seconds)


def mend(text: str) -> str:
    """Give characters of the same shape the form that their neighbours ask for.

    Examples
    --------
    >>> mend("〇人エ知能のカタログ")
    '○人工知能のカタログ'
    """
    text = text.strip()
    if text.startswith("〇") and len(text) > 1 and _is_kanji(text[1]) and text[1] not in "一二三四五六七八九十":
        text = "○" + text[1:]
    mended = list(text)
    for i in range(1, len(text)):
        after = text[i + 1 : i + 2]
        kanji = _ALIKE["kanji"].get(text[i])
        if kanji and _is_kanji(text[i - 1]) and not "ァ" <= after <= "ー":
            mended[i] = kanji if not after or after not in _ALIKE["counters"].get(text[i], "") else text[i]
        elif text[i] == "ー" and not "ぁ" <= text[i - 1] <= "ー" and after and _is_kanji(after):
            mended[i] = "一"
    return "".join(mended)


def _is_kanji(character: str) -> bool:
    return "一" <= character <= "鿿"


def even_sizes(lines: Sequence[Line]) -> list[Line]:
    """Give lines that differ little in size the size of most characters: boxes are not drawn to the tenth of a point."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += len(line.text)
    if not counts:
        return []
    usual = max(counts.items(), key=lambda item: (item[1], item[0]))[0]
    return [replace(line, size=usual) if abs(line.size - usual) <= _LIKE * usual else line for line in lines]


def _line(box: Any, text: str, height: float, number: int) -> Line:
    """A line of text in a box whose corners are given from the upper left, in points from the page's top."""
    x0, x1 = float(box[:, 0].min()), float(box[:, 0].max())
    top, foot = float(box[:2, 1].mean()), float(box[2:, 1].mean())
    tall = foot - top
    upright = tall > 1.5 * (x1 - x0) and len(text) > 1
    size = _SIZE * (x1 - x0 if upright else tall)
    across = 2 * (x1 - x0) / max(display_width(text), 1)
    # Characters are square: the length of a line tells their size better than the height of its box.
    if not upright and display_width(text) >= _WIDE and abs(across - size) < _NEAR * size:
        size = across
    baseline = height - top - size if upright else height - foot + _FOOT * tall
    return Line(text.strip(), x0, x1, baseline, round(size, 1), False, number, vertical=upright)


def _notes(found: list[tuple[Any, str, float]], number: int) -> list[Note]:
    length = sum(len(text) for _, text, _ in found)
    score = sum(float(score) * len(text) for _, text, score in found) / max(length, 1)
    message = Message(
        "The page was read from its picture by OCR (rapidocr {version}): every sentence of it may have "
        "wrong characters.",
        version=version("rapidocr"),
    )
    unsure = [(text, float(score)) for _, text, score in found if score < _UNSURE and text.strip()]
    return [
        Note("uncertain", message, number, found[0][1][:60], round(score, 2)),
        *(
            Note("uncertain", "OCR is not sure of this line.", number, text[:60], round(s, 2))
            for text, s in unsure[:_TOLD]
        ),
    ]
