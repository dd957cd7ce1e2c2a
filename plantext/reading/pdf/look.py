"""What a line of a PDF is measured by: the look of ordinary text, and the place in its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.reading.pdf.glyphs import Line


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a document's ordinary text.

    Parameters
    ----------
    size : float
        Font size of most characters.
    strong : bool
        Whether most characters are set in a gothic or bold face.
    pitch : float
        Usual distance between baselines.
    """

    size: float
    strong: bool
    pitch: float


def look_of(pages: Sequence[Sequence[Line]]) -> Look:
    """Find the look of most of a document's text.

    Examples
    --------
    >>> look_of([[Line("一行目", 57, 90, 700, 11, False, 1), Line("二行目", 57, 90, 684, 11, False, 1)]])
    Look(size=11, strong=False, pitch=16.0)
    """
    sizes: Counter[tuple[float, bool]] = Counter()
    pitches: Counter[float] = Counter()
    for lines in pages:
        previous: Line | None = None
        for line in lines:
            # By the room that words take: notes full of addresses are many letters, but small ones.
            # Characters set full width take three bytes, others one: a fast count.
            wide = (len(line.text.encode(errors="replace")) - len(line.text)) // 2
            sizes[round(line.size, 1), line.strong] += round((wide + 0.3 * (len(line.text) - wide)) * line.size)
            if previous is not None and 0 < previous.y - line.y < 4 * line.size:
                pitches[round((previous.y - line.y) * 2) / 2] += 1
            previous = line
    if not sizes:
        return Look(10.0, False, 15.0)
    (size, strong), _ = max(sizes.items(), key=lambda item: (item[1], item[0]))
    pitch = max(pitches.items(), key=lambda item: (item[1], -item[0]))[0] if pitches else 1.5 * size
    return Look(size, strong, pitch)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, the edges of its column, and the region (column or table cell) it stands in."""

    line: Line
    left: float
    right: float
    region: int
    kind: str
