"""Lines of a PDF in reading order → paragraphs, headings, bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plantext.reading.lines import QUOTED
from plantext.reading.marks import PDF_CAPTION, find_bullet, find_mark
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.lists import Items, join_numbers
from plantext.reading.pdf.look import Look, Placed
from plantext.reading.pdf.titles import is_heading
from plantext.reading.pieces import MEASURE_RANK, Piece, breaks_word, join_lines
from plantext.reading.policy_measures import find_policy_line

# What a paragraph may end with; a line without it goes on unless indented.
_SENTENCE_END = frozenset("。！？」）)』】：:．")
# Opens an entry of a chronology.
_DATED = re.compile(r"(?:令和|平成|昭和|(?:19|20)[0-9]{2}|(?:１９|２０)[０-９]{2})[0-9０-９元]{0,2}年[0-9０-９]{1,2}月")
# A line that ends in a particle or a comma goes on, whatever room it leaves.
_OPEN_END = re.compile(r"[、，をがのはに]$")
# No line of print begins with these (kinsoku), so they never open a paragraph.
_NEVER_FIRST = frozenset("。、，．）」』】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
# A Latin word is not broken: it moves to the next line as a whole.
_LATIN_HEAD = re.compile(r"[!-~]{1,40}")


def _room_for(line: Line, following: Line, right: float) -> bool:
    """Whether the next line's first word would have fitted behind a line: then the break was meant."""
    # A Japanese line breaks anywhere: one character is the least that had to fit.
    width = line.size
    latin = _LATIN_HEAD.match(following.text)
    if latin:
        width = max(width, 0.5 * line.size * len(latin.group()))
    return line.x1 + width + 0.6 * line.size < right


def _starts_paragraph(
    current: Sequence[Placed], placed: Placed, look: Look, *, heading: bool, was_heading: bool
) -> bool:
    """Whether a line begins a piece of its own behind the lines collected."""
    last, line = current[-1].line, placed.line
    if placed.kind != current[-1].kind or (placed.kind != "text" and placed.region != current[-1].region):
        return True
    if placed.kind in ("box", "head"):
        return placed.kind == "box" and _starts_item(current, line, heading=heading, was_heading=was_heading)
    if placed.kind == "list":
        return line.x0 < placed.left + 0.5 * look.size
    roomy = _room_for(last, line, current[-1].right) and not breaks_word(last.text, line.text)
    resized = abs(line.size - last.size) > 0.08 * look.size
    ended = heading and last.text.endswith("。")  # a full line may end a sentence
    restyled = heading != was_heading and (roomy or ended or line.strong != last.strong)
    if resized or restyled or find_policy_line(line.text) is not None:
        return True
    if heading:
        return roomy or find_mark(line.text) is not None or bool(find_bullet(line.text))
    return line.text[0] not in _NEVER_FIRST and (roomy or _begins_by_place(current, placed, look))


def _starts_item(current: Sequence[Placed], line: Line, *, heading: bool, was_heading: bool) -> bool:
    """Whether a line in a box of a slide begins an item: by its mark, its type, its place, or the space above it."""
    first, last = current[0].line, current[-1].line
    if heading or was_heading:
        # A title of several lines.
        return not (heading and was_heading) or abs(line.size - last.size) > 0.03 * last.size or line.bold != last.bold
    mark = find_mark(line.text)
    if find_bullet(line.text) or (mark is not None and not mark.bare):
        return True
    if abs(line.size - last.size) > 0.08 * last.size:
        # A small bracket below an item belongs to it.
        return line.text[0] not in "（(" or line.size > last.size
    if _DATED.match(line.text) and _DATED.match(first.text) and abs(line.x0 - first.x0) < 0.5 * line.size:
        return True
    gap = last.y - line.y
    hang = current[1].line.x0 if len(current) > 1 else line.x0
    if hang > first.x0 + 0.4 * line.size and gap < 2.2 * line.size:
        # The lines of an item hang below its first one.
        return line.x0 < hang - 0.3 * line.size
    roomy = last.x1 < current[-1].right - 1.5 * last.size and not _OPEN_END.search(last.text)
    return (last.text[-1] in _SENTENCE_END or roomy) and gap > 1.25 * line.size


def _begins_by_place(current: Sequence[Placed], placed: Placed, look: Look) -> bool:
    """Whether a line that follows a full one begins a paragraph: by its indentation, mark or distance."""
    last, line = current[-1].line, placed.line
    mark, bullet = find_mark(line.text), find_bullet(line.text)
    marked = bool(bullet) or (mark is not None and not mark.bare)
    ended = last.text[-1:] in _SENTENCE_END
    same_page = last.page == line.page and placed.region == current[-1].region
    # Half a line more than usual between two lines.
    if same_page and ended and last.y - line.y > 1.45 * look.pitch:
        return True
    # Behind the first line of a paragraph alone, which may be indented, the margin is not known yet.
    hangs_out = line.x0 < min(item.line.x0 for item in current) - 0.5 * look.size
    if marked and same_page and hangs_out and (len(current) > 1 or ended):
        return True
    if (
        mark is not None
        and not mark.bare
        and mark.value <= 1
        and same_page
        and last.text[-1] in "、，：:"
        and line.text[mark.end :][:1].isspace()
    ):
        return True  # the first item of a list that a sentence announces
    if len(current) > 1:
        # The first line may be indented or hang: the margin is that of the others.
        left = min(item.line.x0 - item.left for item in current[1:])
        return line.x0 - placed.left > left + 0.5 * look.size and (ended or bool(bullet) or mark is not None)
    if marked:
        return ended or abs(line.x0 - last.x0) < 0.3 * look.size
    return last.text.endswith("。") and line.x0 > last.x0 - 0.5 * look.size and same_page


def build_pieces(flow: Sequence[Placed], look: Look) -> list[Piece]:
    """Join the lines of a document into paragraphs, headings and bullets.

    Parameters
    ----------
    flow : sequence of Placed
        Lines in reading order.
    """
    pieces: list[Piece] = []
    current: list[Placed] = []
    was_heading = False
    ranks = _Ranks()
    front = _front_pages(flow, look)
    flow = join_numbers([placed for placed in flow if placed.line.text], look)
    items = Items()
    for i, placed in enumerate(flow):
        mark = find_mark(placed.line.text)
        heading = (
            placed.kind in ("text", "box", "head")
            and not (placed.line.page <= front and mark is None)
            and is_heading(flow, i, look, mark)
        )
        item = items.goes_on(placed, mark)
        if current and (item or _starts_paragraph(current, placed, look, heading=heading, was_heading=was_heading)):
            pieces.append(_piece(current, heading=was_heading, ranks=ranks))
            current = []
        current.append(placed)
        was_heading = heading
    if current:
        pieces.append(_piece(current, heading=was_heading, ranks=ranks))
    return pieces


def _front_pages(flow: Sequence[Placed], look: Look) -> int:
    """Number of pages in front (cover, statement) without ordinary text: what is large there is no heading."""
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
        # Before the first number, large type is a chapter (はじめに).
        if not self.last:
            return 20
        # Between （１） and ①.
        return 55


def _piece(group: Sequence[Placed], *, heading: bool, ranks: _Ranks) -> Piece:
    lines = [item.line for item in group]
    text, offsets = join_lines(line.text for line in lines)
    pages = [(0, lines[0].page)]
    marks: list[tuple[int, str]] = []
    for line, offset in zip(lines, offsets, strict=True):
        if line.page != pages[-1][1]:
            pages.append((offset, line.page))
        marks += [(offset + place, mark) for place, mark in line.marks]
    piece = Piece("paragraph", text, tuple(pages), marks=tuple(marks))
    if group[0].kind in ("table", "caption"):
        return replace(piece, kind=group[0].kind)
    if heading and "。" not in QUOTED.sub("", text) and find_policy_line(text) is None:
        return _heading_piece(piece, lines[0].size, ranks)
    return _text_piece(piece)


def _heading_piece(piece: Piece, size: float, ranks: _Ranks) -> Piece:
    text = piece.text
    mark, bullet = find_mark(text), find_bullet(text)
    if mark is not None and not mark.bare:
        rank = ranks.numbered(size, mark.rank)
        return replace(piece, kind="heading", mark=mark.text, label=mark.label, rank=rank)
    title = text[len(bullet) :].strip()
    return replace(piece, kind="heading", mark=bullet, label=title[:40], rank=ranks.unnumbered(size, bullet))


def _text_piece(piece: Piece) -> Piece:
    """A measure's line, a caption, a bullet, or an ordinary paragraph."""
    text = piece.text
    policy, mark, bullet = find_policy_line(text), find_mark(text), find_bullet(text)
    if policy is not None and policy.kind == "measure":
        return replace(piece, kind="heading", mark=policy.mark, label=policy.number, rank=MEASURE_RANK)
    if policy is not None:
        return replace(piece, kind=policy.kind, mark=policy.mark)
    if PDF_CAPTION.match(text) and "。" not in text:
        return replace(piece, kind="caption")
    if bullet:
        return replace(piece, kind="bullet", mark=bullet)
    if mark is not None and not mark.bare:
        return replace(piece, kind="bullet", mark=mark.text)
    return piece
