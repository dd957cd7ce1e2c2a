"""What charts share: type, room for words, names shortened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from plantext.figures.linebreaks import wrap
from plantext.figures.naming import Namer
from plantext.figures.style import GREY, PALE
from plantext.figures.typesetting import figure_of, font, make_figure, printable, text_size
from plantext.tables.run import Extraction

LINE = 1.12  # Height of a line of a name, in ems


class Margins(NamedTuple):
    """Room round an axes for its words, in millimetres."""

    left: float
    bottom: float
    right: float
    top: float


def set_type(ax: Axes, points: float) -> None:
    """Set all words of axes in the house face, and keep only the lines that carry data."""
    words = [ax.title, ax.xaxis.label, ax.yaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels()]
    for text in words:
        text.set_fontproperties(font(points))
    ax.tick_params(width=points * 0.06, length=points * 0.35, color=GREY)
    for name, spine in ax.spines.items():
        spine.set_visible(name in ("left", "bottom"))
        spine.set_linewidth(points * 0.06)
        spine.set_color(GREY)


def add_axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Add axes at a place of a figure, in millimetres from its lower left corner.

    Examples
    --------
    >>> add_axes(make_figure(100, 50), 10, 10, 80, 30).get_position().width.round(2).item()
    0.8
    """
    x, y = figure.get_size_inches() * 25.4
    return figure.add_axes((left / x, bottom / y, width / x, height / y))


def chart_axes(ax: Axes | None, width: float, height: float, margins: Margins) -> tuple[Figure, Axes]:
    """Empty the axes given, or make new ones in a figure of `width` by `height` millimetres.

    Raises
    ------
    PlantextError
        If the axes given belong to no figure.

    Examples
    --------
    >>> figure, ax = chart_axes(None, 100, 50, Margins(10, 10, 10, 10))
    >>> ax.get_position().width.round(2).item()
    0.8
    """
    if ax is None:
        figure = make_figure(width, height)
        left, bottom, right, top = margins
        return figure, add_axes(figure, left, bottom, width - left - right, height - bottom - top)
    ax.clear()
    return figure_of(ax), ax


def em_in_mm(points: float) -> float:
    """Width of a full-width character in millimetres.

    Examples
    --------
    >>> em_in_mm(72)
    25.4
    """
    return points / 72 * 25.4


def text_width(words: str) -> float:
    """Width of a line in full-width characters.

    Examples
    --------
    >>> text_width("総務省")
    3.0
    """
    return sum(0.55 if c <= "~" else 1.0 for c in words)


def shorten(name: str, room: float) -> str:
    """Cut a name in the middle where it has more than `room` full-width characters; words stay whole where one fits.

    Examples
    --------
    >>> shorten("デジタル社会推進会議幹事会", 9)
    'デジタル…議幹事会'
    """
    if text_width(name) <= room:
        return name
    words, known = name.split(" "), []
    for head in range(1, len(words)):
        for tail in range(len(words) - head):
            told = " ".join([*words[:head], "…", *words[len(words) - tail :]])
            if text_width(told) <= room:
                known.append((tail > 0, text_width(told), head, told))
    if known:
        return max(known)[-1]
    widths = [text_width(c) for c in name]
    half = (room - 1) / 2
    head = int(np.searchsorted(np.cumsum(widths), half, side="right"))
    tail = int(np.searchsorted(np.cumsum(widths[::-1]), half, side="right"))
    return f"{name[:head]}…{name[len(name) - tail :]}"


def name_parts(run: Extraction, parts: Sequence[str], cell: float, called: Namer) -> list[str]:
    """Name sections as they are numbered, documents by their years where these differ, as wide as a column."""
    years = {entry["doc_id"]: str(entry.get("date", ""))[:4] for entry in run.info.get("documents", ())}
    known = [years.get(part, "") for part in parts]
    if len(parts) > 1 and all(known) and len(set(known)) == len(parts):
        return known
    wrapped = [wrap(shorten(called(part), 3 * cell), max(2.0, cell - 0.5)) for part in parts]
    return ["\n".join(shorten(line, cell) for line in head.split("\n")) for head in wrapped]


def key_columns(words: Sequence[str], room: float, *, symbol: float = 1.0) -> int:
    """Count the entries of a key that fit beside one another in `room` ems, each behind a symbol `symbol` ems wide.

    Examples
    --------
    >>> key_columns(["組織", "会議", "日付"], 12)
    2
    """
    for across in range(len(words), 1, -1):
        columns = [max(map(text_width, words[first::across])) + symbol + 1.7 for first in range(across)]
        if sum(columns) < room:
            return across
    return 1


def in_columns(symbols: Sequence[Any], words: Sequence[str], across: int) -> tuple[list[Any], list[str]]:
    """Order the entries of a key, which matplotlib sets column by column, so that they are read line by line.

    Examples
    --------
    >>> in_columns([1, 2, 3], ["a", "b", "c"], 2)[1]
    ['a', 'c', 'b']
    """
    order = [n for first in range(across) for n in range(first, len(words), across)]
    return [symbols[n] for n in order], [words[n] for n in order]


@dataclass(frozen=True)
class Rows:
    """Names down an axis, each as high as its lines need, in ems.

    Examples
    --------
    >>> Rows.of(["総務省", "内閣府"], 10, air=0.88).places.tolist()
    [1.0, 3.0]
    """

    names: list[str]
    places: npt.NDArray[np.float64]
    height: float

    @classmethod
    def of(cls, names: Sequence[str], width: float, *, air: float = 1.0, least: float = 0.0) -> Rows:
        """Break names into lines of `width` ems, with `air` between them, each `least` ems high."""
        wrapped = [wrap(printable(name), width) for name in names]
        heights = np.array([max(least, LINE * (1 + name.count("\n")) + air) for name in wrapped])
        return cls(wrapped, np.cumsum(heights) - heights / 2, float(heights.sum()))

    def room(self, points: float) -> float:
        """Millimetres that the names take beside an axis."""
        return max(text_size(name, points)[0] for name in self.names) / 72 * 25.4 + 0.8 * em_in_mm(points)

    def put(self, ax: Axes, points: float, *, named: bool = True, height: float = 0.0, whole: bool = True) -> None:
        """Set names, numbers (`whole` ones alone, where things are counted) and grid of an axis whose bars are drawn."""
        ax.set_yticks(self.places, self.names if named else [""] * len(self.names))
        ax.set_ylim(max(self.height, height), 0)
        ax.grid(axis="x", color=PALE, linewidth=0.07 * points)
        ax.set_axisbelow(True)
        em = em_in_mm(points) / 25.4 * figure_of(ax).dpi
        ticks = max(2, int(ax.get_window_extent().width / em / 4))
        ax.xaxis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 5, 10], integer=whole, min_n_ticks=1))
        set_type(ax, points)
        ax.spines["left"].set_visible(False)
        ax.tick_params(length=0, pad=0.4 * points)
