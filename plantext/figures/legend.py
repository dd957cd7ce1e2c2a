"""The key at the foot of a network drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plantext.figures.linebreaks import wrap
from plantext.figures.style import line_style, rim_style
from plantext.figures.typesetting import Sheet, text_size


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
    """An entry set in type: its words in lines, the distance of its words from its left end, and its extent."""

    entry: KeyEntry
    words: str
    lead: float
    width: float
    height: float
    ink: float


def _lead(entry: KeyEntry, small: float) -> float:
    if not entry.marker:
        return 0.0
    return 3.2 * small if entry.marker in "-:" else max(small, 2 * entry.radius) + 0.4 * small


def _set_lines(rows: Sequence[Sequence[KeyEntry]], room: float, small: float) -> list[list[_Set]]:
    lines: list[list[_Set]] = []
    for row in rows:
        line: list[_Set] = []
        used = 0.0
        for entry in row:
            lead = _lead(entry, small)
            words = wrap(entry.words, (room - lead) / small - 1)
            width, height = text_size(words, small)
            if line and used + lead + width > room:
                lines.append(line)
                line, used = [], 0.0
            line.append(_Set(entry, words, lead, lead + width, max(height, 2 * entry.radius), height))
            used += lead + width + small
        if line:
            lines.append(line)
    return lines


def _tall(line: Sequence[_Set], small: float) -> float:
    return max(item.height for item in line) + 0.5 * small


def legend_height(rows: Sequence[Sequence[KeyEntry]], width: float, size: float) -> float:
    """Measure the height in points of the key of a sheet `width` points wide, as :func:`draw_legend` sets it.

    Examples
    --------
    >>> legend_height([[KeyEntry("A", "o")]], 200, 10) > 10
    True
    """
    small = size * 0.92
    return 0.3 * small + sum(_tall(line, small) for line in _set_lines(rows, width, small))


def draw_legend(sheet: Sheet, rows: Sequence[Sequence[KeyEntry]], size: float) -> None:
    """Set the key at the foot of a sheet, a long row over several lines.

    Parameters
    ----------
    rows : sequence of sequences of KeyEntry
        From top to bottom.
    size : float
        Of the type in the drawing, in points; the key's is a little smaller.
    """
    small = size * 0.92
    y = 0.3 * small
    for line in reversed(_set_lines(rows, sheet.width, small)):
        tall = _tall(line, small)
        x = 0.0
        for item in line:
            _draw_symbol(sheet, item, x, y + tall / 2, small)
            # Words of one line stand on one baseline, with tails or without.
            ink, base = (item.ink, {}) if "\n" in item.words else (text_size("H", small)[1], {"va": "baseline"})
            sheet.text(item.words, small, x + item.lead, y + (tall - ink) / 2, color="#333333", **base)
            x += item.width + small
        y += tall


def _draw_symbol(sheet: Sheet, item: _Set, x: float, y: float, small: float) -> None:
    entry = item.entry
    if not entry.marker:
        return
    if entry.marker in "-:":
        style = line_style(entry.marker == ":", small)
        if entry.colour != KeyEntry.colour:
            style |= {"color": entry.colour, "linewidth": 0.15 * small}
        sheet.ax.plot([x, x + item.lead - 0.5 * small], [y, y], **style)
        return
    radius = entry.radius or 0.38 * small
    middle = x + (item.lead - 0.4 * small) / 2
    style = {"marker": entry.marker, "c": entry.colour, "clip_on": False}
    sheet.ax.scatter([middle], [y], s=(2 * radius) ** 2, **style, **rim_style(small))
