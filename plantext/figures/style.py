"""Colours, lines and rims of figures; colours are told apart with every kind of colour vision and in greyscale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.colors import to_hex, to_rgb

from plantext.networks.colours import OTHER, PALETTE, node_colours

__all__ = ["OTHER", "PALETTE", "node_colours"]

FRAME = "#D55E00"
GREY = "#555555"
PALE = "#DDDDDD"
FAINT = "#B0B0B0"  # Of edges that may be of chance
SOLID, DOTTED = "solid", (0, (1.2, 2.0))

# Behind a name, so that it stands off from lines; the words stay words in PDF, unlike with a rim round the letters.
VEIL: dict[str, Any] = {"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.8}


def _luminance(colour: Sequence[float]) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ink_on(colour: Sequence[float]) -> str:
    """Choose black or white, whichever stands out more from a colour of red, green and blue from 0 to 1.

    The contrast is at least 4.5 to 1 (Web Content Accessibility Guidelines 2.1, 1.4.3).

    Examples
    --------
    >>> ink_on((0.1, 0.1, 0.4)), ink_on((0.9, 0.9, 0.5))
    ('white', 'black')
    """
    light = _luminance(colour)
    return "white" if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else "black"


def shade_of(colour: str, lightness: float) -> str:
    """Mix a colour with white, or one that is too light with black, to a lightness (CIE L*) from 0 to 100.

    Shades of one lightness are one grey in print without colour.

    Examples
    --------
    >>> shade_of("#0E7466", 90), shade_of("#000000", 90)
    ('#d4e6e4', '#e2e2e2')
    """
    own = np.array(to_rgb(colour))
    low, high = 0.0, 2.0  # From white over the colour to black
    for _ in range(30):
        middle = (low + high) / 2
        mixed = 1 - middle * (1 - own) if middle < 1 else (2 - middle) * own
        light = _luminance(mixed.tolist())
        found = 116 * light ** (1 / 3) - 16 if light > 216 / 24389 else light * 24389 / 27
        low, high = (middle, high) if found > lightness else (low, middle)
    return to_hex((mixed[0], mixed[1], mixed[2]))


def line_style(dotted: bool, size: float, *, weight: float = 0.4, faint: bool = False) -> dict[str, Any]:
    """Style an edge, in the network and in its key, in proportion to `size` of the type in points.

    Parameters
    ----------
    weight : float
        Of the edge, from 0 to 1: the heavier, the wider.
    faint : bool
        Whether its pair may be one of chance.

    Examples
    --------
    >>> line_style(False, 10)["linestyle"]
    'solid'
    """
    colour = FAINT if faint else "#777777" if dotted else "#555555"
    width = size * (0.08 + 0.18 * weight)
    # Dots of a wide line keep the distances of a narrow one.
    style = (0, (max(1.0, 0.18 * size / width), max(1.2, 0.24 * size / width))) if dotted else SOLID
    return {"color": colour, "linewidth": width, "linestyle": style, "zorder": 0.9 if faint else 1}


def rim_style(size: float) -> dict[str, Any]:
    """Style the rim of a node."""
    return {"edgecolors": "#222222", "linewidths": size * 0.06, "zorder": 2}
