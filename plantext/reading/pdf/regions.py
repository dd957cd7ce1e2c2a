"""Regions of a page that are drawn: figures, ruled tables and frames round text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.shapes import Shape

_NEAR = 4.0
"""Points between shapes of one drawing."""


@dataclass(frozen=True, slots=True)
class Region:
    """A drawing on a page: ``figure``, ``table`` (ruled) or ``frame``, and its edges in points."""

    kind: str
    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, line: Line) -> bool:
        """Whether the middle of a line lies inside."""
        x, y = (line.x0 + line.x1) / 2, line.y + 0.3 * line.size
        return self.x0 - 1 <= x <= self.x1 + 1 and self.y0 - 1 <= y <= self.y1 + 1


def find_regions(shapes: Sequence[Shape], lines: Sequence[Line], size: float) -> list[Region]:
    """Find the drawings of a page.

    Parameters
    ----------
    shapes : sequence of Shape
        What the page draws beside its text.
    lines : sequence of Line
        Its text.
    size : float
        Font size of ordinary text.
    """
    regions = []
    for group in touching(text_shapes(shapes, lines, size)):
        x0, y0 = min(s.x0 for s in group), min(s.y0 for s in group)
        x1, y1 = max(s.x1 for s in group), max(s.y1 for s in group)
        if x1 - x0 < 6 * size or y1 - y0 < 2.5 * size:
            continue
        region = Region("figure", x0, y0, x1, y1)
        inside = [line for line in lines if region.holds(line)]
        kind = _kind_of(group, inside, size)
        if kind:
            regions.append(Region(kind, x0, y0, x1, y1))
    return regions


def text_shapes(shapes: Sequence[Shape], lines: Sequence[Line], size: float) -> list[Shape]:
    """Keep the shapes that stand among the text: printer's marks, tints and ornaments reach beyond it."""
    if not shapes or not lines:
        return []
    body = [line for line in lines if abs(line.size - size) < 0.12 * size and len(line.text) >= 8]
    if len(body) < 5 or 2 * sum(len(line.text) for line in body) < sum(len(line.text) for line in lines):
        body = list(lines)  # slides: text of many sizes
    reach = 2.5 * size
    left, right = min(line.x0 for line in body) - reach, max(line.x1 for line in body) + reach
    kept = [shape for shape in shapes if shape.x0 > left and shape.x1 < right]
    # A tint behind the whole page begins at its corner.
    return [shape for shape in kept if shape.x0 > 2 or shape.y0 > 2]


def _kind_of(group: Sequence[Shape], inside: Sequence[Line], size: float) -> str:
    pictures = [s for s in group if s.kind == "image" and (s.x1 - s.x0) > 4 * size and (s.y1 - s.y0) > 4 * size]
    curves = sum(s.kind == "curve" for s in group)
    prose = sum(len(line.text) for line in inside if len(line.text) >= 14 and abs(line.size - size) < 0.12 * size)
    total = sum(len(line.text) for line in inside)
    if inside and prose > 0.6 * total and prose > 60:
        return "frame"
    if pictures or curves >= 3:
        return "figure"
    rules = [s for s in group if s.kind in ("rule", "box")]
    across = {round(s.y0 / 3) for s in rules if s.x1 - s.x0 > 3 * size}
    down = {round(s.x0 / 3) for s in rules if s.y1 - s.y0 > 1.2 * size}
    if len(across) >= 3 and len(down) >= 3 and len(inside) >= 4:
        return "table"
    if len(group) < 4 or len(inside) < 2:
        return ""
    return "frame" if _only_frames(rules, group) else "figure"


def _only_frames(rules: Sequence[Shape], group: Sequence[Shape]) -> bool:
    """Whether all that is drawn are straight lines along the outer edges: a frame round text."""
    x0, y0 = min(s.x0 for s in group), min(s.y0 for s in group)
    x1, y1 = max(s.x1 for s in group), max(s.y1 for s in group)

    def lies(shape: Shape) -> bool:
        near = (shape.x1 - x0, shape.y1 - y0, x1 - shape.x0, y1 - shape.y0)
        return min(near) < 2 * _NEAR

    return len(rules) == len(group) and all(lies(shape) for shape in rules)


def touching(shapes: Sequence[Shape]) -> list[list[Shape]]:
    """Group shapes that touch or nearly touch, by a sweep from the left."""
    order = sorted(range(len(shapes)), key=lambda i: shapes[i].x0)
    root = list(range(len(shapes)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    active: list[int] = []
    for i in order:
        a = shapes[i]
        active = [j for j in active if shapes[j].x1 + _NEAR >= a.x0]
        for j in active:
            b = shapes[j]
            if a.y0 - _NEAR <= b.y1 and b.y0 - _NEAR <= a.y1:
                root[find(i)] = find(j)
        active.append(i)
    groups: dict[int, list[Shape]] = {}
    for i in range(len(shapes)):
        groups.setdefault(find(i), []).append(shapes[i])
    return list(groups.values())


_CAPTION = re.compile(
    r"""
    [■●◆□▼▲]?[\s\u3000]?
    (?: (?:図表|図|表)[\s\u3000]?[0-9０-９][0-9０-９\-－‐・.．]*+  # 図表1-2
      | 第[0-9０-９\-－‐・]++[図表]                               # 第１-１-３図
    )
    (?![はがをにのでとも、。）)]|から|より|参照)                   # not 図1は… in a sentence
    """,
    re.VERBOSE,
)
SOURCE = re.compile(r"[（(]?(?:資料|出典|出所|備考|注|※)[\s\u3000]?[：:／/]")
"""Opens the line that says where a figure or a table comes from."""


def split_figures(
    lines: Sequence[Line], shapes: Sequence[Shape], size: float
) -> tuple[list[Line], list[Line], list[Line]]:
    """Part captions, their sources and the labels inside figures from the text of a page.

    Returns
    -------
    tuple of list of Line
        The text, the captions and sources, the labels.
    """
    regions = [region for region in find_regions(shapes, lines, size) if region.kind == "figure"]
    captions = _captions(lines, size)
    gone = set(map(id, captions))
    labels = [line for line in lines if id(line) not in gone and any(region.holds(line) for region in regions)]
    gone |= set(map(id, labels))
    rest = [line for line in lines if id(line) not in gone]
    if sum(len(line.text) for line in rest) < 60:
        return list(lines), [], []
    return rest, captions, sorted(labels, key=lambda line: (-line.y, line.x0))


def _captions(lines: Sequence[Line], size: float) -> list[Line]:
    """Captions and source lines, with the lines of one size and edge right below that go on with them."""
    found: list[Line] = []
    last: Line | None = None
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        text = line.text
        opens = (_CAPTION.match(text) and "。" not in text) or (SOURCE.match(text) and line.size < 0.95 * size)
        follows = (
            last is not None
            and abs(line.size - last.size) < 0.2
            and line.size < 0.95 * size
            and 0 < last.y - line.y < 1.9 * line.size
            and line.x0 < last.x1
            and line.x1 > last.x0
        )
        if opens or follows:
            found.append(line)
            last = line
    return found
