"""What a drawing must not look like."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from plantext.figures.linebreaks import wrap


def _words(figure: Figure) -> list[tuple[str, Bbox]]:
    """The words that a figure shows, and the boxes of their ink in pixels."""
    renderer = figure._get_renderer()
    figure.draw_without_rendering()
    texts: list[Text] = list(figure.texts)
    for legend in (*figure.legends, *(ax.get_legend() for ax in figure.axes)):
        texts += legend.get_texts() if legend else []
    for ax in figure.axes:
        texts += ax.texts
        if not ax.axison:
            continue
        texts += [ax.title, ax._left_title, ax._right_title, ax.xaxis.label, ax.yaxis.label]
        for axis, (low, high) in ((ax.xaxis, sorted(ax.get_xlim())), (ax.yaxis, sorted(ax.get_ylim()))):
            ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
            texts += [label for tick in ticks for label in (tick.label1, tick.label2) if label.get_visible()]
    return [(text.get_text(), _ink(text, renderer)) for text in texts if text.get_text()]


def _ink(text: Text, renderer: object) -> Bbox:
    """The box of words, without the empty lines that set them lower."""
    box, lines = text.get_window_extent(renderer), text.get_text().split("\n")
    empty = next(n for n, line in enumerate(lines) if line)
    return Bbox.from_extents(box.x0, box.y0, box.x1, box.y1 - box.height * empty / len(lines))


def words_outside(figure: Figure) -> str:
    """The first word of a figure that leaves the page."""
    right, top = figure.bbox.x1 + 1, figure.bbox.y1 + 1
    outside = (words for words, box in _words(figure) if min(box.x0, box.y0) < -1 or box.x1 > right or box.y1 > top)
    return next(outside, "")


def words_on_words(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of words that touch each other; a hair less than their boxes, whose rims may meet."""
    hair = figure.dpi / 200
    found = [(words, box.padded(-hair)) for words, box in _words(figure)]
    return [(a, b) for i, (a, box) in enumerate(found) for b, other in found[:i] if box.overlaps(other)]


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


def _box_of(text: object, renderer: object) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the ink of a text, in points."""
    box = text.get_window_extent(renderer)  # type: ignore[attr-defined]
    scale = 72 / text.figure.dpi  # type: ignore[attr-defined]
    return box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale


def _through(line: np.ndarray, box: tuple[float, float, float, float]) -> bool:
    """Whether a line from a point to another leads through a box: a hundredth of its length at a time."""
    x, y = np.linspace(line[0], line[1], 101).T
    left, bottom, right, top = box
    return bool(((x > left) & (x < right) & (y > bottom) & (y < top)).any())


def _points(ax: Axes, xs: object, ys: object) -> np.ndarray:
    return ax.transData.transform(np.column_stack([xs, ys])) * 72 / ax.figure.dpi  # type: ignore[arg-type]


def network_faults(figure: Figure, net: nx.Graph, called: dict[str, str], *, ax: Axes | None = None) -> list[str]:
    """What is ill with the labels of a drawn network: on one another, on edges' ends, cut in words, crossed by leaders."""
    renderer = figure._get_renderer()
    ax = ax or figure.axes[0]
    boxes = [(text.get_text(), _box_of(text, renderer)) for text in ax.texts if text.get_gid() == "label"]
    discs = {}
    dots = [dot for dot in ax.collections if isinstance(dot, PathCollection) and dot.get_gid() == "node"]
    for name, dot in zip(sorted(net), dots, strict=True):
        discs[name] = (_points(ax, *np.asarray(dot.get_offsets()).T)[0], np.sqrt(dot.get_sizes()[0]) / 2)
    told = []
    for i, (words, box) in enumerate(boxes):
        for other, theirs in boxes[:i]:
            if box[0] < theirs[2] and box[2] > theirs[0] and box[1] < theirs[3] and box[3] > theirs[1]:
                told.append(f"{words!r} on {other!r}")
    for a, b in net.edges:
        (here, rim), (there, other_rim) = discs[a], discs[b]
        length = np.hypot(*(there - here))
        toward = (there - here) / length
        reach = min(5.0, max(0.0, (length - rim - other_rim) / 3))
        for at, sign, radius, node in ((here, 1, rim, a), (there, -1, other_rim, b)):
            end = np.array([at + sign * toward * radius, at + sign * toward * (radius + reach)])
            told += [f"{words!r} hides where {a} ― {b} ends at {node}" for words, box in boxes if _through(end, box)]
    for line in ax.lines:
        if line.get_gid() == "leader":
            ends = _points(ax, *line.get_data())
            inner = np.array([ends[0], ends[0] + 0.98 * (ends[1] - ends[0])])
            told += [f"a leader through {words!r}" for words, box in boxes if _through(inner, box)]
    right = {wrap(called[name], 12) for name in net}
    return told + [f"{words!r} is cut elsewhere than between words" for words, _ in boxes if words not in right]
