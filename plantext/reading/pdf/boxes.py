"""Slides and posters: pages of boxes, read one box after the other."""

from __future__ import annotations

from collections.abc import Sequence

from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.shapes import Shape

MAX_LINES = 600


def is_landscape(lines: Sequence[Line]) -> bool:
    """Whether a page of text is wider than high, as slides and posters are."""
    if not lines:
        return False
    return max(line.x1 for line in lines) > 1.15 * max(line.y + line.size for line in lines)


def order_boxes(
    lines: Sequence[Line], shapes: Sequence[Shape], size: float, cells: Sequence[Sequence[Line]] = ()
) -> list[tuple[Line, int, str]]:
    """Read the boxes of a page one after the other, each from its top down.

    Parameters
    ----------
    lines : sequence of Line
        The page's text.
    shapes : sequence of Shape
        What it draws; text in two boxes never belongs together.
    size : float
        Font size of ordinary text.
    cells : sequence of sequence of Line
        Text between rules, a cell's lines from the top down.

    Returns
    -------
    list of tuple
        ``(line, region, "box")``; a region is a block of lines set closely below each other.
    """
    frames = [s for s in shapes if s.kind in ("box", "curve") and s.x1 - s.x0 > 3 * size and s.y1 - s.y0 > 1.2 * size]
    # What cuts through a line is a light or an ornament behind it, no frame round it.
    frames = [s for s in frames if not any(_cuts(s, line) for line in lines)]
    blocks = [*_blocks(lines, frames), *(block for cell in cells for block in _blocks(cell, ()))]
    ordered: list[tuple[Line, int, str]] = []
    for number, block in enumerate(_cut(blocks, size), start=1):
        ordered += [(line, number, "box") for line in sorted(block, key=lambda line: (-line.y, line.x0))]
    return ordered


def _cuts(shape: Shape, line: Line) -> bool:
    """Whether a side edge of a shape runs through the middle of a line."""
    inside = shape.y0 < line.y + 0.3 * line.size < shape.y1
    reach = 1.5 * line.size
    return inside and any(line.x0 + reach < edge < line.x1 - reach for edge in (shape.x0, shape.x1))


def _frame_of(line: Line, frames: Sequence[Shape]) -> int:
    """The smallest frame round the middle of a line; -1 for none."""
    x, y = (line.x0 + line.x1) / 2, line.y + 0.3 * line.size
    inside = [
        ((s.x1 - s.x0) * (s.y1 - s.y0), i)
        for i, s in enumerate(frames)
        if s.x0 <= x <= s.x1
        and s.y0 <= y <= s.y1
        and s.x0 - 2 * line.size <= line.x0
        and line.x1 <= s.x1 + 2 * line.size
    ]
    return min(inside, default=(0.0, -1))[1]


def _blocks(lines: Sequence[Line], frames: Sequence[Shape]) -> list[list[Line]]:
    """Lines of one frame that stand closely below each other."""
    order = sorted(lines, key=lambda line: (-line.y, line.x0))
    home = {id(line): _frame_of(line, frames) for line in order}
    blocks: list[list[Line]] = []
    for line in order:
        for block in reversed(blocks):
            last = block[-1]
            if home[id(last)] != home[id(line)]:
                continue
            gap = last.y - line.y
            overlap = min(last.x1, line.x1) - max(last.x0, line.x0)
            if 0.5 * line.size < gap < 1.75 * max(line.size, last.size) and overlap > 0.3 * min(
                last.x1 - last.x0, line.x1 - line.x0
            ):
                block.append(line)
                break
        else:
            blocks.append([line])
    return blocks


def _edges(block: Sequence[Line]) -> tuple[float, float, float, float]:
    return (
        min(line.x0 for line in block),
        min(line.y - 0.2 * line.size for line in block),
        max(line.x1 for line in block),
        max(line.y + 0.9 * line.size for line in block),
    )


def _cut(blocks: list[list[Line]], size: float, depth: int = 0) -> list[list[Line]]:
    """Order blocks by recursive cuts along white space: the widest strip first, rows before columns where they tie."""
    if len(blocks) < 2 or depth > 40:
        return sorted(blocks, key=lambda block: (-_edges(block)[3], _edges(block)[0]))
    boxes = [_edges(block) for block in blocks]
    across = _widest_gap([(-box[3], -box[1]) for box in boxes])
    down = _widest_gap([(box[0], box[2]) for box in boxes])
    if across is None and down is None:
        return sorted(blocks, key=lambda block: (-_edges(block)[3], _edges(block)[0]))
    if across is not None and (down is None or across[0] >= 0.6 * down[0]):
        first = [b for b, box in zip(blocks, boxes, strict=True) if -box[1] <= across[1]]
    else:
        first = [b for b, box in zip(blocks, boxes, strict=True) if down is not None and box[2] <= down[1]]
    chosen = set(map(id, first))
    rest = [block for block in blocks if id(block) not in chosen]
    return [*_cut(first, size, depth + 1), *_cut(rest, size, depth + 1)]


def _widest_gap(spans: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The widest strip that no span covers: its width and where it begins."""
    best: tuple[float, float] | None = None
    reach = None
    for low, high in sorted(spans):
        if reach is not None and low > reach + 0.5 and (best is None or low - reach > best[0]):
            best = (low - reach, reach)
        reach = high if reach is None else max(reach, high)
    return best
