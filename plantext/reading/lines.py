"""Lines of plain text → pieces: paragraphs, headings, bullets, notes, captions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plantext.reading.measures import find_policy_line
from plantext.reading.numbering import Mark, find_bullet, find_mark
from plantext.reading.pieces import MEASURE_RANK, Piece, join_lines

_CAPTION = re.compile(
    r"(?:図表|図|表|写真|データ|資料)[0-9０-９]{1,3}(?:[-－‐][0-9０-９]{1,3}){0,5}[)）]?(?=[\s\u3000]|$)|図表[\s\u3000]|[（(]出典[）)]|出典[:：]|【[^】]{1,30}】$"
)
_NOTE = re.compile(
    r"[（(](?:備考|注)[0-9０-９]{0,3}[）)]|※[0-9０-９]{0,3}|注[0-9０-９]{1,3}[\s\u3000:：)）]|[*＊]{1,2}[0-9０-９]{1,3}[\s\u3000]"
)
_URL = re.compile(r"[0-9]{0,3}[\s\u3000]?(?:URL[:：])?https?:/")
_GLUED = re.compile(
    r"第[0-9０-９]{1,2}[部章節][\u3000\s]|[（(][0-9０-９]{1,2}[）)]|[0-9０-９]{1,2}\u3000|コラム(?:COLUMN)?[\s\u3000]?[0-9]{0,2}\u3000"
)
_NUMBER_BEFORE = re.compile(r"(?:図表|表|図|データ|[0-9０-９][-－‐.．])[0-9０-９]*$|^[0-9０-９]*$")
_CITATION = re.compile(r"[（(]\d{4}(?:年|[）)])|p{1,2}\.|「[^」]{0,60}」[（(]|https?:|以下同様|参照")
_UNFINISHED = re.compile(r"(?:[、，をにがでもやへし]|(?<!も)の|(?<!こ)と|(?<!と)は|として)$")
_BROKEN_BY_HAND = (40, 110)
"""Widths between which a line that ends in a particle was broken: a shorter one may be a heading (はじめに); where
one is wider, each line is a paragraph."""
NEVER_FIRST = frozenset("。、，．）」』】〕ー")
_TITLE_LENGTH = 60


def display_width(line: str) -> int:
    """Width in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)


def is_title(text: str) -> bool:
    """Whether the text behind a numbering reads as a title rather than as a sentence."""
    text = text.strip()
    return (
        bool(text)
        and len(text) <= _TITLE_LENGTH
        and "。" not in text.rstrip("。")[:-1]
        and text[-1] not in "。、，,：:"
    )


def line_width(lines: Sequence[str]) -> int:
    """Width at which a text was broken into lines by machine; 0 where each line is a paragraph.

    Parameters
    ----------
    lines : sequence of str
        All lines of the text.

    Returns
    -------
    int
        The width in half-width columns.
    """
    widths = sorted(display_width(line.rstrip()) for line in lines if line.strip())
    if len(widths) < 8:
        return 0
    full = widths[int(len(widths) * 0.9)]
    near = sum(full - 4 <= width <= full + 4 for width in widths)
    return full if 20 <= full <= 130 and near * 3 >= len(widths) else 0


@dataclass
class _State:
    """What has been seen: the numbers of open headings by rank, the last footnote, the last kind."""

    open: dict[int, int] = field(default_factory=dict)
    note: int = 0
    kind: str = ""

    def heading(self, mark: Mark) -> None:
        self.open = {rank: value for rank, value in self.open.items() if rank < mark.rank}
        self.open[mark.rank] = mark.value
        if mark.rank <= 20:
            self.note = 0

    def expects(self, mark: Mark) -> bool:
        return mark.value == self.open.get(mark.rank, 0) + 1


def _split_glued(line: str, state: _State) -> list[str]:
    """Part a heading from the line it was glued to where two files were joined."""
    # A title is short: only the end of the line can hold one.
    for match in reversed(list(_GLUED.finditer(line, max(1, len(line) - _TITLE_LENGTH - 12)))):
        before, token = line[: match.start()], match.group()
        rest = line[match.end() :]
        if (
            not is_title(rest)
            or "\u3000" in rest.strip("\u3000")
            or _CITATION.search(rest)
            or before[-1] in "「『（(第、"
        ):
            continue
        if token[0] in "第コ" or before.endswith("。"):
            if token[0] == "第" or before[-1] == "。" or find_mark(before) or _URL.search(before):
                return [before, line[match.start() :]]
            continue
        if _NUMBER_BEFORE.search(before[-8:]) and not (_URL.search(before) and before[-1].isdigit()):
            continue
        for start in range(match.end() - 2 if token[-1] == "\u3000" else match.start(), match.start() - 1, -1):
            mark = find_mark(line[start:])
            if mark and mark.rank in state.open and state.expects(mark) and "。" not in before[-2:]:
                glued_to = find_mark(before)
                if (
                    _URL.match(before)
                    or _CAPTION.match(before)
                    or _NOTE.match(before)
                    or state.kind in ("footnote", "caption")
                    or glued_to
                    or find_bullet(before)
                ):
                    return [line[:start], line[start:]]
    return [line]


def _is_note(mark: Mark, rest: str, state: _State) -> bool:
    """Whether a line that opens with a bare number is a footnote, not a heading."""
    if rest.endswith("。") or not is_title(rest) or _CITATION.search(rest):
        return True
    if state.expects(mark) and len(rest) <= 40:
        return False
    return mark.value == state.note + 1


def _classify(line: str, state: _State) -> Piece:
    text = line.strip()
    return (
        _template_piece(text) or _numbered_piece(text, state) or _marked_piece(text, state) or Piece("paragraph", text)
    )


def _template_piece(text: str) -> Piece | None:
    """A line of a measure's template, a note or a caption."""
    policy = find_policy_line(text)
    if policy is not None and policy.kind == "measure":
        return Piece("heading", text, mark=policy.mark, label=policy.number, rank=MEASURE_RANK)
    if policy is not None:
        return Piece(policy.kind, text, mark=policy.mark)
    if _NOTE.match(text):
        return Piece("footnote", text)
    if _CAPTION.match(text) and not text.endswith("。"):
        return Piece("caption", text)
    return None


def _numbered_piece(text: str, state: _State) -> Piece | None:
    """A heading, a numbered item, or a note that opens with its number."""
    mark = find_mark(text)
    if mark is None:
        return None
    rest = text[mark.end :].strip()
    if mark.style == "number-space" and not mark.text.startswith("@") and _is_note(mark, rest, state):
        if 0 < mark.value - state.note <= 3 or state.kind == "footnote" or mark.value == 1:
            state.note = mark.value
            return Piece("footnote", text, mark=mark.label)
        return Piece("paragraph", text)
    if is_title(rest) or (not rest and mark.rank <= 30):
        state.heading(mark)
        return Piece("heading", text, mark=mark.text, label=mark.label, rank=mark.rank)
    return Piece("bullet" if mark.rank >= 50 else "paragraph", text, mark=mark.text)


def _marked_piece(text: str, state: _State) -> Piece | None:
    """A bullet, or the address that a note goes on with."""
    bullet = find_bullet(text)
    if bullet:
        return Piece("bullet", text, mark=bullet)
    if _URL.match(text) and state.kind == "footnote":
        return Piece("footnote", text)
    return None


class LineReader:
    """Tells headings, notes, captions and bullets apart, line after line."""

    def __init__(self) -> None:
        self._state = _State()

    def classify(self, line: str) -> Piece:
        """The piece that a line makes.

        Parameters
        ----------
        line : str
            One paragraph.

        Returns
        -------
        Piece
            With the kind that its opening and its neighbours suggest.
        """
        piece = _classify(line, self._state)
        self._state.kind = piece.kind
        return piece


def read_lines(lines: Sequence[tuple[str, int]], *, width: int | None = None) -> Iterator[Piece]:
    """Pieces of a plain text.

    Parameters
    ----------
    lines : sequence of tuple
        ``(line, page)`` in reading order. Where the text was broken at a fixed width, the lines of
        a paragraph are joined; otherwise each line is a paragraph.
    width : int, optional
        Width at which the lines were broken, 0 for none; found from the lines if not given.

    Yields
    ------
    Piece
        In the same order.
    """
    state = _State()
    if width is None:
        width = line_width([line for line, _ in lines])
    paragraphs = _unwrap(lines, width) if width else _one_a_line(lines)
    for paragraph in paragraphs:
        text, offsets = join_lines(line for line, _ in paragraph)
        if len(paragraph) > 1:
            piece = _classify(text, state)
            yield _on_pages(piece, [(offset, page) for offset, (_, page) in zip(offsets, paragraph, strict=True)])
            state.kind = piece.kind
            continue
        for part in _split_glued(text, state):
            if part.strip():
                piece = _classify(part, state)
                yield _on_pages(piece, [(0, paragraph[0][1])])
                state.kind = piece.kind


def _on_pages(piece: Piece, starts: list[tuple[int, int]]) -> Piece:
    pages = [starts[0]]
    for offset, page in starts[1:]:
        if page != pages[-1][1]:
            pages.append((offset, page))
    return Piece(piece.kind, piece.text, tuple(pages), piece.mark, piece.label, piece.rank, piece.marks)


def _one_a_line(lines: Sequence[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """Each line a paragraph, but for one that goes on with the line before: see :func:`_goes_on`."""
    group: list[tuple[str, int]] = []
    narrow = all(display_width(line.strip()) <= _BROKEN_BY_HAND[1] for line, _ in lines)
    apart = False
    for line, page in lines:
        text = line.strip()
        if not text:
            apart = True
            continue
        if group and text[0] not in NEVER_FIRST and not (narrow and not apart and _goes_on(line, group[-1][0])):
            yield group
            group = []
        group.append((text, page))
        apart = False
    if group:
        yield group


def _goes_on(line: str, last: str) -> bool:
    """Whether a line goes on with the one right above it, which somebody broke within a sentence."""
    return (
        display_width(last) >= _BROKEN_BY_HAND[0]
        and find_mark(last) is None
        and _UNFINISHED.search(last) is not None
        and not line[0].isspace()
        and find_mark(line) is None
        and not find_bullet(line)
        and not _NOTE.match(line)
        and not _CAPTION.match(line)
    )


def _unwrap(lines: Sequence[tuple[str, int]], width: int) -> Iterator[list[tuple[str, int]]]:
    """Lines broken at a fixed width, grouped into paragraphs."""
    group: list[tuple[str, int]] = []
    for line, page in lines:
        text = line.strip()
        if not text:
            if group:
                yield group
            group = []
            continue
        if group and _begins(line, group, width):
            yield group
            group = []
        group.append((line.rstrip(), page))
    if group:
        yield group


def _begins(line: str, group: list[tuple[str, int]], width: int) -> bool:
    """Whether a line begins a paragraph of its own behind the lines of ``group``."""
    text, last = line.strip(), group[-1][0]
    printed = display_width(last.rstrip())
    if len(group) > 1 and printed + display_width(group[-2][0].rstrip()) <= width + 2:
        # A line that the dump broke once more than the page did.
        printed += display_width(group[-2][0].rstrip())
    short = printed < width - 8
    if text[0] in NEVER_FIRST:
        return False
    if find_bullet(text) or _NOTE.match(text) or _CAPTION.match(text):
        return True
    mark = find_mark(text)
    if mark is not None and (mark.style != "number-space" or short) and (short or last.rstrip()[-1] in "。：:"):
        return True
    if short and last.rstrip().endswith(("。", "：", ":")):
        return True
    if line[0] == "\u3000" and last[0] != "\u3000":
        return True
    first = find_mark(group[0][0].strip())
    return len(group) == 1 and first is not None and short and is_title(last.strip()[first.end :])
