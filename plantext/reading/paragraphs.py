"""Lines of plain text joined into paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from plantext.reading.lines import LineClassifier, is_title, opens_apart
from plantext.reading.marks import find_mark
from plantext.reading.pieces import Piece, breaks_word, join_lines
from plantext.text import display_width

# A line that ends in a particle or a comma goes on; もの, こと and とは end a sentence or a title.
_UNFINISHED = re.compile(r"(?:[、，をにがでもやへし]|(?<!も)の|(?<!こ)と|(?<!と)は|として)$")
# Widths between which a line that ends in a particle was broken: a shorter one may be a heading (はじめに); where one is
# wider, each line is a paragraph.
_BROKEN_BY_HAND = (40, 110)
# A footnote mark or ruby in a line of its own; a line in brackets that heads what follows.
_RAISED = re.compile("[0-9０-９]{1,3}|[\u3041-\u309f]{1,6}")
_CAPTION = re.compile("[（(][^（）()0-9０-９]{1,25}[）)]")
_CONJUNCTION = re.compile("及び|並びに|又は|若しくは|等|など")
# No line of print begins with these (kinsoku): the one before goes on.
NEVER_FIRST = frozenset("。、，．）」』】〕ー")


def line_width(lines: Sequence[str]) -> int:
    """Find the width at which a text was broken into lines, in half-width columns; 0 where each line is a paragraph.

    Examples
    --------
    >>> line_width(["一行が二十字で折り返された文章の例である。"] * 8), line_width(["短い。"] * 8)
    (42, 0)
    """
    widths = sorted(display_width(line.rstrip()) for line in lines if line.strip())
    if len(widths) < 8:
        return 0
    # Headings and last lines are shorter, a few lines longer: the ninth decile is the width.
    full = widths[int(len(widths) * 0.9)]
    near = sum(full - 4 <= width <= full + 4 for width in widths)
    # A third of the lines must be full: otherwise each line is a paragraph of its own.
    if 20 <= full <= 130 and near * 3 >= len(widths):
        return full
    return _width_of_the_longest(lines, widths[-1])


def _width_of_the_longest(lines: Sequence[str], full: int) -> int:
    """The width of a text of many short lines, such as a law: its longest lines break inside of sentences; 0 for none."""
    if not _BROKEN_BY_HAND[0] <= full <= 130:
        return 0
    filled = broken = 0
    for line, following in itertools.pairwise(lines):
        last = line.strip()
        if last and display_width(line.rstrip()) >= full - 4:
            filled += 1
            text = following.strip()
            # Half of all characters are kana: two names in a list meet without any, two halves of a sentence seldom do.
            broken += last[-1] not in "。、" and bool(text) and (_is_kana(last[-1]) or _is_kana(text[0]))
    return full if filled >= 5 and broken * 2 >= filled else 0


def _is_kana(character: str) -> bool:
    return "\u3041" <= character <= "\u309f"


def read_lines(
    lines: Sequence[tuple[str, int]], *, width: int | None = None, apart: Collection[str] = ()
) -> Iterator[Piece]:
    """Join the lines of a plain text into paragraphs and classify them.

    Parameters
    ----------
    lines : sequence of tuple
        ``(line, page)`` in reading order. Where the text was broken at a fixed width, the lines of a
        paragraph are joined; otherwise each line is a paragraph.
    width : int, optional
        Width at which the lines were broken, 0 for none; found from the lines if not given.
    apart : collection of str
        Lines, without the space around them, that begin a paragraph and are not joined to the one before.

    Examples
    --------
    >>> [(piece.kind, piece.text) for piece in read_lines([("１．現状", 1), ("本文。", 1)])]
    [('heading', '１．現状'), ('paragraph', '本文。')]
    """
    classifier = LineClassifier()
    if width is None:
        width = line_width([line for line, _ in lines])
    paragraphs = _unwrap(lines, width, apart) if width else _one_a_line(lines, apart)
    for paragraph in paragraphs:
        text, offsets = join_lines(line for line, _ in paragraph)
        if len(paragraph) == 1:
            for piece in classifier.split_glued(text):
                yield replace(piece, pages=((0, paragraph[0][1]),))
            continue
        pages: list[tuple[int, int]] = []
        for offset, (_, page) in zip(offsets, paragraph, strict=True):
            if not pages or page != pages[-1][1]:
                pages.append((offset, page))
        yield replace(classifier.classify(text), pages=tuple(pages))


def _one_a_line(lines: Sequence[tuple[str, int]], marked: Collection[str]) -> Iterator[list[tuple[str, int]]]:
    """Take each line as a paragraph, but for one that goes on with the line before."""
    group: list[tuple[str, int]] = []
    narrow = all(display_width(line.strip()) <= _BROKEN_BY_HAND[1] for line, _ in lines)
    apart = False
    for line, page in lines:
        text = line.strip()
        if not text:
            apart = True
            continue
        joins = text[0] in NEVER_FIRST or (narrow and not apart and _goes_on(line, group[-1][0])) if group else False
        if group and (text in marked or not joins):
            yield group
            group = []
        group.append((text, page))
        apart = False
    if group:
        yield group


def _goes_on(line: str, last: str) -> bool:
    """Whether a line goes on with the one right above it, which was broken by hand within a sentence."""
    return (
        display_width(last) >= _BROKEN_BY_HAND[0]
        and find_mark(last) is None
        and (_UNFINISHED.search(last) is not None or breaks_word(last.rstrip(), line))
        and not line[0].isspace()
        and find_mark(line) is None
        and not opens_apart(line)
    )


def _unwrap(lines: Sequence[tuple[str, int]], width: int, marked: Collection[str]) -> Iterator[list[tuple[str, int]]]:
    """Group lines broken at a fixed width into paragraphs."""
    group: list[tuple[str, int]] = []
    for line, page in lines:
        text = line.strip()
        if not text:
            if group:
                yield group
            group = []
            continue
        if group and (text in marked or _begins(line, group, width)):
            yield group
            group = []
        group.append((line.rstrip(), page))
    if group:
        yield group


def _is_whole(group: Sequence[tuple[str, int]], text: str) -> bool:
    """Whether lines of which the last leaves room stand by themselves: they end in no particle, and what follows begins as no rest does."""
    last = group[-1][0].strip()
    lines = "".join(line for line, _ in group)
    if len(group) == 1 and _CAPTION.fullmatch(last):
        return True
    return not (
        _UNFINISHED.search(last)
        or any(lines.count(opening) > lines.count(closing) for opening, closing in ("「」", "『』", "（）"))
        or (len(group) > 1 and _RAISED.fullmatch(last))
        or "\u3041" <= text[0] <= "\u309f"
        or (text[0] in "（(" and not _CAPTION.fullmatch(text))
        or text[0].isascii()
        or _CONJUNCTION.match(text)
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip("\u3000"))


def _begins(line: str, group: list[tuple[str, int]], width: int) -> bool:
    """Whether a line begins a new paragraph behind the lines of a group."""
    text, last = line.strip(), group[-1][0]
    printed = display_width(last.rstrip())
    if len(group) > 1 and printed + display_width(group[-2][0].rstrip()) <= width + 2:
        # A line that the dump broke once more than the page did.
        printed += display_width(group[-2][0].rstrip())
    # Four characters of slack: kinsoku pulls up to that much to the next line.
    short = printed < width - 8
    if text[0] in NEVER_FIRST or breaks_word(last.rstrip(), text):
        return False
    if opens_apart(text):
        return True
    mark = find_mark(text)
    if mark is not None:
        ended = short or last.rstrip()[-1] in "。：:" or (not mark.bare and _indent(line) > _indent(last))
        if (opened := find_mark(group[0][0].strip())) is not None and not mark.bare:
            # The next item of a list, wherever the one before it ended.
            ended = ended or (opened.style == mark.style and mark.value == opened.value + 1)
        # Behind a full stop a number with a wide space is no quantity.
        if ended and (not mark.bare or short or text[mark.end] == "\u3000"):
            return True
    if short and (last.rstrip().endswith(("。", "：", ":")) or _is_whole(group, text)):
        return True
    # A line set in from the left that is short stands by itself: 附　則, 理　由.
    centred = len(group) == 1 and short and last.startswith("\u3000\u3000") and not line.startswith("\u3000\u3000")
    if centred or (line[0] == "\u3000" and last[0] != "\u3000"):
        return True
    first = find_mark(group[0][0].strip())
    return len(group) == 1 and first is not None and short and is_title(last.strip()[first.end :])
