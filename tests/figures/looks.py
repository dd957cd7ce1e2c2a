"""What a drawing must not look like."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure


def words_outside(figure: Figure) -> str:
    """The first word of a figure that leaves the page."""
    renderer = figure._get_renderer()
    figure.draw(renderer)
    for ax in figure.axes:
        texts = [*ax.texts, ax.title, ax.xaxis.label, ax.yaxis.label] if ax.axison else ax.texts
        for axis, (low, high) in ((ax.xaxis, sorted(ax.get_xlim())), (ax.yaxis, sorted(ax.get_ylim()))):
            ticks = axis.get_major_ticks() if ax.axison else []
            texts = [*texts, *(tick.label1 for tick in ticks if low <= tick.get_loc() <= high)]
        legend = ax.get_legend()
        texts = [*texts, *(legend.get_texts() if legend else ())]
        for text in texts:
            box = text.get_window_extent(renderer)
            inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1
            if text.get_text() and not inside:
                return text.get_text()
    return ""


def overlaps(figure: Figure, gid: str) -> list[tuple[str, str]]:
    """Pairs of words of a kind that touch each other."""
    renderer = figure._get_renderer()
    figure.draw(renderer)
    found = [text for ax in figure.axes for text in ax.texts if text.get_gid() == gid]
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in found]
    return [(a, b) for i, (a, box) in enumerate(boxes) for b, other in boxes[:i] if box.overlaps(other)]


def luminance(colour: Sequence[float] | str) -> float:
    """Relative luminance of a colour (Web Content Accessibility Guidelines 2.1)."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))
