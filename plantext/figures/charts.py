"""What charts share: their type, their room, the length of names."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plantext.figures.typesetting import figure_of, font, make_figure

GREY = "#555555"
PALE = "#DDDDDD"


class Margins(NamedTuple):
    """Room round an axes for its words, in millimetres."""

    left: float
    bottom: float
    right: float
    top: float


def set_type(ax: Axes, points: float) -> None:
    """Set all words of an axes in the house face and keep only the lines that carry data.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        A chart.
    points : float
        Size of the type.
    """
    words = [ax.title, ax.xaxis.label, ax.yaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels()]
    for text in words:
        text.set_fontproperties(font(points))
    ax.tick_params(width=points * 0.06, length=points * 0.35, color=GREY)
    for name, spine in ax.spines.items():
        spine.set_visible(name in ("left", "bottom"))
        spine.set_linewidth(points * 0.06)
        spine.set_color(GREY)


def chart_axes(ax: Axes | None, width: float, height: float, margins: Margins) -> tuple[Figure, Axes]:
    """The axes given, emptied, or new ones in a figure of their own.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        Axes to draw on; their size and margins are the caller's.
    width, height : float
        Of a new figure, in millimetres.
    margins : Margins
        Of new axes.

    Returns
    -------
    tuple of matplotlib.figure.Figure and matplotlib.axes.Axes
        The figure and where to draw.

    Raises
    ------
    PlantextError
        If the axes given belong to no figure.
    """
    if ax is None:
        figure = make_figure(width, height)
        left, bottom, right, top = margins
        box = (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
        return figure, figure.add_axes(box)
    ax.clear()
    return figure_of(ax), ax


def em_in_mm(points: float) -> float:
    """How wide a full-width character is.

    Parameters
    ----------
    points : float
        Size of the type.

    Returns
    -------
    float
        In millimetres.
    """
    return points / 72 * 25.4


def text_width(words: str) -> float:
    """How wide a line is.

    Parameters
    ----------
    words : str
        One line.

    Returns
    -------
    float
        In full-width characters.
    """
    return sum(0.55 if c <= "~" else 1.0 for c in words)


def shorten(name: str, room: float) -> str:
    """A name cut in the middle where it is too long to print.

    Parameters
    ----------
    name : str
        The name.
    room : float
        Full-width characters that fit.

    Returns
    -------
    str
        The name, or its beginning and end about an ellipsis; words parted by spaces stay whole.
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
