"""The key at the foot of a network drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.text import Text

from plantext.figures.style import line_style, rim_style
from plantext.figures.typesetting import Sheet, wrap


@dataclass(frozen=True)
class KeyEntry:
    """One entry of a key: a symbol, or none, and its words.

    Parameters
    ----------
    marker : str
        A marker of matplotlib, ``-`` for a line, ``:`` for a dotted line, or empty for words alone.
    radius : float
        Of the marker in points; 0 for the usual size.
    colour : str
        Of the marker, or of a line where it is no common edge.
    """

    words: str
    marker: str = ""
    colour: str = "white"
    radius: float = 0.0


@dataclass(frozen=True)
class _Set:
    """An entry set in type: the distance of its words from its left end, and its extent."""

    entry: KeyEntry
    artist: Text
    lead: float
    width: float
    height: float


def _lead(entry: KeyEntry, small: float) -> float:
    if not entry.marker:
        return 0.0
    return 3.2 * small if entry.marker in "-:" else max(small, 2 * entry.radius) + 0.4 * small


def _set_lines(sheet: Sheet, rows: Sequence[Sequence[KeyEntry]], small: float) -> list[list[_Set]]:
    lines: list[list[_Set]] = []
    for row in rows:
        line: list[_Set] = []
        used = 0.0
        for entry in row:
            lead = _lead(entry, small)
            room = (sheet.width - lead) / small - 1
            artist, width, height = sheet.text(wrap(entry.words, room), small, color="#333333")
            if line and used + lead + width > sheet.width:
                lines.append(line)
                line, used = [], 0.0
            line.append(_Set(entry, artist, lead, lead + width, max(height, 2 * entry.radius)))
            used += lead + width + small
        if line:
            lines.append(line)
    return lines


def draw_legend(sheet: Sheet, rows: Sequence[Sequence[KeyEntry]], size: float) -> float:
    """Set the key at the foot of a sheet, a long row over several lines, and return its height in points.

    Parameters
    ----------
    rows : sequence of sequences of KeyEntry
        From top to bottom.
    size : float
        Of the type in the drawing, in points; the key's is a little smaller.
    """
    small = size * 0.92
    y = 0.3 * small
    for line in reversed(_set_lines(sheet, rows, small)):
        tall = max(item.height for item in line) + 0.5 * small
        x = 0.0
        for item in line:
            _draw_symbol(sheet, item, x, y + tall / 2, small)
            box = item.artist.get_window_extent(sheet.renderer)
            sheet.move(item.artist, x + item.lead, y + tall / 2 - box.height * 36 / sheet.figure.dpi)
            x += item.width + small
        y += tall
    return y


def _draw_symbol(sheet: Sheet, item: _Set, x: float, y: float, small: float) -> None:
    entry = item.entry
    if not entry.marker:
        return
    if entry.marker in "-:":
        style = line_style(entry.marker == ":", small)
        if entry.colour != KeyEntry.colour:
            style |= {"color": entry.colour, "linewidth": 0.2 * small}
        sheet.ax.plot([x, x + item.lead - 0.5 * small], [y, y], **style)
        return
    radius = entry.radius or 0.38 * small
    middle = x + (item.lead - 0.4 * small) / 2
    style = {"marker": entry.marker, "c": entry.colour, "clip_on": False}
    sheet.ax.scatter([middle], [y], s=(2 * radius) ** 2, **style, **rim_style(small))
