"""Fragments of one baseline joined, footnote marks set apart, ruby taken out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.shapes import Shape
from plantext.reading.pieces import needs_space
from plantext.records import Note

# Lines compared with a fragment at most; a page of thousands at one height is hostile.
_MAX_NEAR = 400


def _is_ruby(text: str) -> bool:
    return bool(text) and all("\u3041" <= character <= "\u30ff" or character in " \u3000" for character in text)


def _join(left: Line, right: Line, gap: str = "") -> Line:
    if left.text and right.text and needs_space(left.text[-1], right.text[0]) and right.x0 - left.x1 > 1:
        gap = " "
    shift = len(left.text) + len(gap)
    return replace(
        left if left.size >= right.size else replace(left, size=right.size, y=right.y, strong=right.strong),
        text=left.text + gap + right.text,
        bold=left.bold and right.bold,
        x1=max(left.x1, right.x1),
        marks=left.marks + tuple((offset + shift, mark) for offset, mark in right.marks),
        gaps=left.gaps + tuple((offset + shift, x) for offset, x in right.gaps),
    )


def _without_doubles(lines: Sequence[Line]) -> list[Line]:
    """Lines without those that are drawn a second time at nearly the same place, as shadows are."""
    places: dict[str, list[Line]] = defaultdict(list)
    kept: list[Line] = []
    for line in lines:
        same = places[line.text]
        if any(abs(other.x0 - line.x0) + abs(other.y - line.y) < 0.3 * line.size for other in same[-_MAX_NEAR:]):
            continue
        same.append(line)
        kept.append(line)
    return kept


def _is_mark(fragment: Line, beside: Line) -> bool:
    return (
        # A number at the shoulder of a line: smaller, raised, but not as high as ruby.
        fragment.size < 0.8 * beside.size
        and fragment.text.isdigit()
        and len(fragment.text) <= 4
        and 0.1 * beside.size < fragment.y - beside.y < 0.9 * beside.size
    )


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one baseline, from the top of the page down and from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        # Baselines within a third of a line are one: mixed faces are set a little apart.
        if rows and rows[-1][0].y - line.y <= 0.3 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _split_cells(lines: Sequence[Line], body: float) -> list[Line]:
    """Split a line at a wide gap where several other lines of the page begin: there a column begins."""
    starts = Counter(round(line.x0) for line in lines)
    edge = min((line.x0 for line in lines), default=0.0)
    result: list[Line] = []
    for line in lines:
        rest = line
        for offset, x in reversed(line.gaps):
            beginning = sum(starts[round(x) + d] for d in (-1, 0, 1))
            # A column begins at least six characters from the margin, and on two lines or more.
            if beginning < 2 or x < edge + 6 * body or not rest.text[:offset].strip():
                continue
            head, tail = rest.text[:offset].rstrip(), rest.text[offset:]
            marks = tuple((place - offset, mark) for place, mark in rest.marks if place > offset)
            result.append(replace(rest, text=tail, x0=x, marks=marks, gaps=()))
            kept = tuple((place, mark) for place, mark in rest.marks if place <= offset)
            # The edge of the left part is not known; the gap is at least this wide.
            right = x - 0.7 * line.size
            rest = replace(
                rest, text=head, x1=right, marks=kept, gaps=tuple(gap for gap in rest.gaps if gap[0] < offset)
            )
        result.append(rest)
    return result


class _Heights:
    """Index of the lines by height, so that a fragment is compared with its neighbours only."""

    def __init__(self, lines: Sequence[Line], step: float) -> None:
        self.lines = list(lines)
        self.step = max(step, 1.0)
        self.bands: dict[int, list[int]] = defaultdict(list)
        for i, line in enumerate(self.lines):
            self.bands[int(line.y // self.step)].append(i)

    def near(self, fragment: Line) -> Iterator[int]:
        """Indexes of the lines at most two bands below or one above."""
        band = int(fragment.y // self.step)
        for k in range(band - 2, band + 2):
            yield from self.bands.get(k, [])[:_MAX_NEAR]


def _is_blank(left: Line, right: Line, rules: Sequence[Shape]) -> bool:
    """Whether the gap between two fragments is a blank to be filled in: a rule runs below it from one to the other."""
    return any(
        abs(rule.x0 - left.x1) < left.size
        and abs(rule.x1 - right.x0) < left.size
        and -0.4 * left.size < rule.y0 - left.y < 0.2 * left.size
        for rule in rules
    )


def _merge_page(lines: Sequence[Line], body: float, rules: Sequence[Shape]) -> tuple[list[Line], list[Line]]:
    lines = _split_cells(_without_doubles(lines), body)
    # Below two thirds of the body's size stand marks and ruby only.
    heights = _Heights([line for line in lines if line.size > 0.65 * body], body)
    large, ruby, rest = heights.lines, list[Line](), list[Line]()
    for fragment in lines:
        if fragment.size > 0.65 * body:
            continue
        beside = next((i for i in heights.near(fragment) if _is_mark_of(fragment, large[i], body)), None)
        if beside is not None:
            line = large[beside]
            place = 0 if fragment.x0 <= line.x0 else len(line.text)
            marks = tuple(sorted((*line.marks, (place, fragment.text))))
            large[beside] = replace(line, marks=marks, x0=min(line.x0, fragment.x0))
        elif _is_ruby(fragment.text) and any(_is_below(large[i], fragment, body) for i in heights.near(fragment)):
            ruby.append(fragment)
        else:
            rest.append(fragment)
    merged: list[Line] = []
    for row in _rows([*large, *rest]):
        joined = [row[0]]
        for line in row[1:]:
            # Less than a character apart: one line in two faces.
            if line.x0 - joined[-1].x1 < 0.6 * max(line.size, joined[-1].size):
                joined[-1] = _join(joined[-1], line)
            elif _is_blank(joined[-1], line, rules):
                joined[-1] = _join(joined[-1], line, "\u3000")
            else:
                joined.append(line)
        merged += joined
    return merged, ruby


def _is_mark_of(fragment: Line, line: Line, body: float) -> bool:
    beside = abs(line.x0 - fragment.x1) < body or abs(fragment.x0 - line.x1) < body
    return beside and _is_mark(fragment, line)


def _is_below(line: Line, fragment: Line, body: float) -> bool:
    return 0 < fragment.y - line.y < 1.6 * line.size and line.x0 - body < fragment.x0 < line.x1 + body


def merge_fragments(
    pages: Sequence[Sequence[Line]], body: float, shapes: Sequence[Sequence[Shape]] = ()
) -> tuple[list[list[Line]], list[Note]]:
    """Join what stands on one baseline without a gap; take ruby out of the text.

    Parameters
    ----------
    pages : sequence of sequence of Line
        Lines as the file draws them.
    body : float
        Font size of ordinary text.
    shapes : sequence of sequence of Shape
        What each page draws beside its text.

    Returns
    -------
    list of list of Line
        Lines from the top of each page down, cells of one row from left to right.
    list of Note
        The ruby taken out.

    Examples
    --------
    >>> left, right = Line("地方公", 57, 90, 700, 11, False, 1), Line("共団体", 90, 123, 700, 11, False, 1)
    >>> merge_fragments([[right, left]], 11.0)[0][0][0].text
    '地方公共団体'
    """
    merged: list[list[Line]] = []
    notes: list[Note] = []
    for number, lines in enumerate(pages):
        drawn = shapes[number] if number < len(shapes) else ()
        joined, ruby = _merge_page(lines, body, [s for s in drawn if s.kind == "rule" and s.x1 - s.x0 > body])
        merged.append(joined)
        notes += [Note("dropped", "Ruby above a word.", line.page, line.text) for line in ruby]
    return merged, notes
