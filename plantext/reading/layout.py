"""Lines of a PDF's pages → pieces: furniture out, columns in order, paragraphs whole, notes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plantext.reading.columns import order_lines
from plantext.reading.contents import find_contents
from plantext.reading.fragments import merge_fragments
from plantext.reading.furniture import drop_furniture
from plantext.reading.glyphs import Line
from plantext.reading.numbering import Mark, find_bullet, find_mark
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading, join_lines
from plantext.reading.plain import is_title
from plantext.reading.policy import find_policy_line
from plantext.records import Note

_SENTENCE_END = frozenset("。！？」）)』】：:．")
_NEVER_FIRST = frozenset("。、，．）」』】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_LATIN_HEAD = re.compile(r"[!-~]{1,40}")
_CAPTION = re.compile(r"(?:図表|図|表)[\s\u3000]?[0-9０-９]{1,3}(?:[-－‐][0-9０-９]{1,3}){0,3}(?=[\s\u3000：:])")


@dataclass(frozen=True, slots=True)
class Look:
    """What ordinary text of the document looks like.

    Parameters
    ----------
    size : float
        Font size of most characters.
    strong : bool
        Whether most characters are set in a gothic or bold face.
    pitch : float
        Usual distance between baselines.
    """

    size: float
    strong: bool
    pitch: float


def look_of(pages: Sequence[Sequence[Line]]) -> Look:
    """The look of most of a document's text."""
    sizes: Counter[tuple[float, bool]] = Counter()
    pitches: Counter[float] = Counter()
    for lines in pages:
        previous: Line | None = None
        for line in lines:
            sizes[round(line.size, 1), line.strong] += len(line.text)
            if previous is not None and 0 < previous.y - line.y < 4 * line.size:
                pitches[round((previous.y - line.y) * 2) / 2] += 1
            previous = line
    if not sizes:
        return Look(10.0, False, 15.0)
    (size, strong), _ = max(sizes.items(), key=lambda item: (item[1], item[0]))
    pitch = max(pitches.items(), key=lambda item: (item[1], -item[0]))[0] if pitches else 1.5 * size
    return Look(size, strong, pitch)


def lay_out(pages: Sequence[Sequence[Line]], notes: Sequence[Note], found: Mapping[str, str]) -> Reading:
    """Turn the lines of a document's pages into pieces.

    Parameters
    ----------
    pages : sequence of sequence of Line
        Lines of each page as the file draws them.
    notes : sequence of Note
        Notes made while the pages were read.
    found : mapping of str to str
        Metadata of the file.

    Returns
    -------
    Reading
        Pieces in reading order.
    """
    look = look_of(pages)
    merged, ruby = merge_fragments(pages, look.size)
    cleaned, furniture, labels = drop_furniture(merged)
    cleaned, contents, toc_notes = find_contents(cleaned)
    report = [*notes, *ruby, *furniture, *toc_notes]
    flow: list[_Placed] = []
    footnotes: list[list[Line]] = []
    for lines in cleaned:
        body, feet = _split_footnotes(lines, look)
        ordered, order_notes = order_lines(body, look.size)
        report += order_notes
        flow += _place(ordered)
        footnotes.append(feet)
    pieces = _paragraphs(flow, look)
    pieces = _insert_footnotes(pieces, footnotes, look)
    report += contents.check(pieces, labels)
    return Reading(tuple(pieces), tuple(report), len(pages), dict(found))


@dataclass(frozen=True, slots=True)
class _Placed:
    line: Line
    left: float
    right: float
    region: int
    kind: str


def _place(ordered: Sequence[tuple[Line, int, str]]) -> list[_Placed]:
    """Give each line the edges of the column it stands in."""
    edges: dict[int, tuple[float, float]] = {}
    for region in sorted({region for _, region, _ in ordered}):
        inside = [line for line, number, _ in ordered if number == region]
        rights = sorted(line.x1 for line in inside)
        # The common right edge, not the furthest one: punctuation may hang over it.
        edges[region] = (min(line.x0 for line in inside), rights[int(len(rights) * 0.6)])
    return [_Placed(line, *edges[region], region, kind) for line, region, kind in ordered]


def _split_footnotes(lines: Sequence[Line], look: Look) -> tuple[list[Line], list[Line]]:
    """Part the small print at the foot of a page from its text."""
    by_height = sorted(lines, key=lambda line: -line.y)
    cut = len(by_height)
    while cut and by_height[cut - 1].size < 0.93 * look.size:
        cut -= 1
    feet = by_height[cut:]
    first = next((i for i, line in enumerate(feet) if _note_mark(line)), None)
    if first is None:
        return list(lines), []
    feet = feet[first:]
    keep = set(map(id, feet))
    return [line for line in lines if id(line) not in keep], feet


def _note_mark(line: Line) -> str:
    if line.marks and line.marks[0][0] == 0:
        return line.marks[0][1]
    match = re.match(r"(?:注[0-9０-９]{0,3}|※[0-9０-９]{0,3}|\*[0-9]{0,3})(?=[\s\u3000）):：]|$)", line.text)
    return match.group() if match else ""


def _is_heading(line: Line, look: Look, mark: Mark | None) -> bool:
    text = line.text
    if text.endswith(("。", "、", "，")) or not text:
        return False
    if line.size >= 1.15 * look.size:
        return True
    if line.strong and not look.strong:
        return True
    return (
        look.strong
        and mark is not None
        and mark.style not in ("number-space", "circled", "alpha", "paren-alpha", "roman")
        and is_title(text[mark.end :])
        and len(text) <= 40
    )


def _room_for(line: Line, following: Line, right: float) -> bool:
    """Whether the next line's first word would have fitted behind a line: then the break was meant."""
    width = line.size
    latin = _LATIN_HEAD.match(following.text)
    if latin:
        width = max(width, 0.5 * line.size * len(latin.group()))
    return line.x1 + width + 0.6 * line.size < right


def _starts_paragraph(
    current: Sequence[_Placed], placed: _Placed, look: Look, heading: bool, was_heading: bool, right: float
) -> bool:
    last, line = current[-1].line, placed.line
    if placed.kind != current[-1].kind or (placed.kind != "text" and placed.region != current[-1].region):
        return True
    if placed.kind == "list":
        return line.x0 < placed.left + 0.5 * look.size
    if find_policy_line(line.text) is not None:
        return True
    roomy = _room_for(last, line, right)
    if abs(line.size - last.size) > 0.08 * look.size or (
        heading != was_heading and (roomy or line.strong != last.strong)
    ):
        return True
    mark, bullet = find_mark(line.text), find_bullet(line.text)
    if heading:
        return roomy or mark is not None or bool(bullet)
    if line.text[:1] and line.text[0] in _NEVER_FIRST:
        return False
    ended = last.text[-1:] in _SENTENCE_END
    left = min(item.line.x0 for item in current[1:]) if len(current) > 1 else None
    same_page = last.page == line.page and placed.region == current[-1].region
    gap = last.y - line.y if same_page else 0.0
    if gap > 1.45 * look.pitch and (ended or roomy):
        return True
    if roomy:
        return True
    if left is not None:
        return line.x0 > left + 0.5 * look.size and (ended or bool(bullet) or mark is not None)
    if bullet or (mark is not None and mark.style != "number-space"):
        return ended or abs(line.x0 - last.x0) < 0.3 * look.size
    return last.text.endswith("。") and line.x0 > last.x0 - 0.5 * look.size and same_page


def _paragraphs(flow: Sequence[_Placed], look: Look) -> list[Piece]:
    pieces: list[Piece] = []
    current: list[_Placed] = []
    was_heading = False
    ranks = _Ranks()
    front = _front_pages(flow, look)
    page_right: dict[tuple[int, int], float] = {(item.line.page, item.region): item.right for item in flow}
    for placed in flow:
        if not placed.line.text:
            continue
        mark = find_mark(placed.line.text)
        heading = (
            placed.kind == "text"
            and not (placed.line.page <= front and mark is None)
            and _is_heading(placed.line, look, mark)
        )
        if current:
            right = page_right[current[-1].line.page, current[-1].region]
            if _starts_paragraph(current, placed, look, heading, was_heading, right):
                pieces.append(_piece(current, was_heading, ranks))
                current = []
        current.append(placed)
        was_heading = heading
    if current:
        pieces.append(_piece(current, was_heading, ranks))
    return pieces


def _front_pages(flow: Sequence[_Placed], look: Look) -> int:
    """Pages in front (cover, statement) that hold no ordinary text: what is large there is no heading."""
    ordinary = [item.line.page for item in flow if item.line.size <= 1.05 * look.size]
    return min(ordinary, default=1) - 1


class _Ranks:
    """Ranks of headings without a number: that of a numbered heading of the same size, or below the last."""

    def __init__(self) -> None:
        self.by_size: dict[float, int] = {}
        self.last = 0

    def numbered(self, size: float, rank: int) -> int:
        self.by_size.setdefault(round(size, 1), rank)
        self.last = rank
        return rank

    def unnumbered(self, size: float, bullet: str) -> int:
        if bullet:
            return 65
        if round(size, 1) in self.by_size and len(self.by_size) > 1 and size > min(self.by_size):
            return self.by_size[round(size, 1)]
        if not self.last:
            return 20
        return 55


def _piece(group: Sequence[_Placed], heading: bool, ranks: _Ranks) -> Piece:
    lines = [item.line for item in group]
    text, offsets = join_lines(line.text for line in lines)
    pages = [(0, lines[0].page)]
    marks: list[tuple[int, str]] = []
    for line, offset in zip(lines, offsets, strict=True):
        if line.page != pages[-1][1]:
            pages.append((offset, line.page))
        marks += [(offset + place, mark) for place, mark in line.marks]
    mark, bullet = find_mark(text), find_bullet(text)
    policy = find_policy_line(text)
    if policy is not None:
        if policy.kind == "measure":
            return Piece("heading", text, tuple(pages), policy.mark, policy.number, MEASURE_RANK, tuple(marks))
        return Piece(policy.kind, text, tuple(pages), policy.mark, marks=tuple(marks))
    piece = Piece("paragraph", text, tuple(pages), marks=tuple(marks))
    if group[0].kind == "table":
        return replace(piece, kind="table")
    if heading and "。" not in text:
        size = lines[0].size
        if mark is not None and mark.style != "number-space":
            rank = ranks.numbered(size, mark.rank)
            return replace(piece, kind="heading", mark=mark.text, label=mark.label, rank=rank)
        title = text[len(bullet) :].strip()
        return replace(piece, kind="heading", mark=bullet, label=title[:40], rank=ranks.unnumbered(size, bullet))
    if _CAPTION.match(text) and "。" not in text:
        return replace(piece, kind="caption")
    if bullet:
        return replace(piece, kind="bullet", mark=bullet)
    if mark is not None and mark.style != "number-space":
        return replace(piece, kind="bullet", mark=mark.text)
    return piece


def _insert_footnotes(pieces: Sequence[Piece], footnotes: Sequence[Sequence[Line]], look: Look) -> list[Piece]:
    """Set the notes of each page behind the last piece that begins on it."""
    notes = [_footnote_pieces(lines) for lines in footnotes]
    result: list[Piece] = []
    page = 0
    for piece in pieces:
        while page < piece.page_at(0) - 1:
            result += notes[page]
            page += 1
        result.append(piece)
    for rest in notes[page:]:
        result += rest
    return result


def _footnote_pieces(lines: Sequence[Line]) -> list[Piece]:
    groups: list[list[Line]] = []
    for line in lines:
        if _note_mark(line) or not groups:
            groups.append([])
        groups[-1].append(line)
    pieces = []
    for group in groups:
        text, _ = join_lines(line.text for line in group)
        if text:
            pieces.append(Piece("footnote", text, ((0, group[0].page),), mark=_note_mark(group[0])))
    return pieces
