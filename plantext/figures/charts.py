"""What charts share: type, room for words, names shortened."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plantext.figures.style import GREY
from plantext.figures.typesetting import figure_of, font, make_figure


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
        box = (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
        return figure, figure.add_axes(box)
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
    """Cut a name in the middle where it has more than `room` full-width characters; words stay whole.

    Examples
    --------
    >>> shorten("デジタル社会推進会議幹事会", 9)
    'デジタル…議幹事会'
    """
    widths = [text_width(c) for c in name]
    if sum(widths) <= room:
        return name
    half = (room - 1) / 2
    head = name[: int(np.searchsorted(np.cumsum(widths), half, side="right"))]
    tail = name[len(name) - int(np.searchsorted(np.cumsum(widths[::-1]), half, side="right")) :]
    if " " in head:
        whole = tail.partition(" ")[2]
        if whole:
            return f"{head.rpartition(' ')[0]} … {whole}"
        longer = name[: int(np.searchsorted(np.cumsum(widths), room - 1.5, side="right"))]
        return f"{longer.rpartition(' ')[0]} …"
    return f"{head}…{tail}"
