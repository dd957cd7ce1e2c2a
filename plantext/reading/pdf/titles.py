"""Which lines of a PDF are headings: by their type, or by what stands above and below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plantext.reading.lines import is_title
from plantext.reading.marks import PDF_CAPTION, Mark, find_bullet, find_mark
from plantext.reading.pdf.glyphs import Line
from plantext.reading.pdf.look import Look, Placed
from plantext.reading.policy_measures import find_policy_line

# A whole line in brackets: （目的）, 【第１条　目的】.
_BRACKETED = re.compile(r"[（(【〔［\[][^（(【）)】]{1,30}[）)】〕］\]]")
# The first line of a document that is no title: a date, whom it goes to, what it is a part of.
_NO_TITLE = re.compile(r"[日年月][）)]?$|[殿様]$|御中$|各位$|^資料|^別[紙添]|^参考|^[（(]?案[）)]?$|^事務連絡")
# Squares that open titles: ■, ◆, ❏ and their private codes in the faces of symbols.
_SQUARES = "■◆❏❑□\uf06e\uf06f\uf071\uf0a7"
# Ends of verbs and adjectives: a title is a noun.
_INFLECTED = re.compile(r"(?:[るたすうくむぶつぬだ]|です|ます|ない|いて|って)$")
# The end of a sentence that announces a list.
_ANNOUNCES = re.compile(r"(?:次|以下|下記|左記|右記)(?:の|に)[^。]{0,20}[。：:]$")
# Lines within which the first item of a list is looked for, and the rank from which on numbers may be a list's: （１）.
_LIST_REACH = 40
_ITEM_REACH = 6
_LIST_RANK = 50
# A sentence's end, but for one in brackets.
_STOP = re.compile(r"。(?![）)」』])")
# Styles that number items, not sections.
_ITEMS = ("roman", "alpha", "paren_alpha")


def is_heading(flow: Sequence[Placed], i: int, look: Look, mark: Mark | None) -> bool:
    """Whether a line in reading order is a heading.

    Parameters
    ----------
    flow : sequence of Placed
        The lines of the document.
    i : int
        The line.
    look : Look
        The look of ordinary text.
    mark : Mark or None
        The numbering that opens it.
    """
    if flow[i].kind == "head":
        return True
    if flow[i].kind == "box":
        return _titles_box(flow, i, look)
    return (
        _stands_out(flow[i].line, look, mark)
        or _titles_what_follows(flow, i, look, mark)
        or (i == 0 and _opens_document(flow[i]))
    )


def _opens_document(placed: Placed) -> bool:
    """Whether the first line of a document is its title: short, no sentence, no date, and not set at the right."""
    line, text = placed.line, placed.line.text.strip()
    short = 4 <= len(text) <= 45 and text[-1] not in "。、，．：:；;・" and line.x1 <= placed.right - 1.5 * line.size
    room = line.x0 - placed.left <= placed.right - line.x1 + line.size
    return line.page == 1 and short and room and not _INFLECTED.search(text) and not _NO_TITLE.search(text)


def _titles_box(flow: Sequence[Placed], i: int, look: Look) -> bool:
    """Whether a line is of the title of a box of a slide: alone and large, or in larger or bolder type than what follows."""
    line = flow[i].line
    start, end = _run_of_look(flow, i)
    title = [item.line.text for item in flow[start:end]]
    if len("".join(title)) > 60 or end - start > 3 or any(text[-1] in "。、" for text in title):
        return False
    if find_bullet(title[0]):
        return _is_square_title(flow, start, end)
    before = flow[start - 1] if start and flow[start - 1].region == flow[i].region else None
    after = flow[end] if end < len(flow) and flow[end].region == flow[i].region else None
    if after is None:
        if _is_lone_title(line, look) and (before is None or not before.line.bold):
            return True  # it names the drawing below
        return before is None and line.size >= 1.15 * look.size
    if line.text[0] in "【〔［[" and _BRACKETED.fullmatch(line.text):
        return True
    larger = line.size > 1.05 * after.line.size
    bolder = (line.bold and not after.line.bold) or (line.strong and not after.line.strong)
    first = before is None or before.line.size < line.size or before.line.text[-1] == "。"
    # A line of emphasis fills its width and goes on; a title below a larger one is bold.
    ends = flow[end - 1].line.x1 < flow[i].right - 1.5 * line.size
    return (first and larger) or (bolder and ends and (first or (before is not None and before.line.size > line.size)))


def _is_square_title(flow: Sequence[Placed], start: int, end: int) -> bool:
    """Whether a line that opens with a filled square is a title: bold, over smaller or lighter text, or alone in its block."""
    line = flow[start].line
    after = flow[end].line if end < len(flow) and flow[end].region == flow[start].region else None
    if not line.bold or line.text[0] not in _SQUARES:
        return False
    return after is None or not after.bold or line.size > 1.05 * after.size


def _is_lone_title(line: Line, look: Look) -> bool:
    """Whether a block of one line is the title of what stands around: bold and in brackets."""
    return line.bold and _BRACKETED.fullmatch(line.text) is not None and line.size >= 0.7 * look.size


def _run_of_look(flow: Sequence[Placed], i: int) -> tuple[int, int]:
    """The lines of a block around one that share its size and weight: the first, and the one behind the last."""

    def alike(k: int) -> bool:
        item, line = flow[k], flow[i].line
        same = abs(item.line.size - line.size) < 0.03 * line.size and item.line.bold == line.bold
        return item.region == flow[i].region and item.kind == flow[i].kind and item.line.page == line.page and same

    start, end = i, i + 1
    while start and alike(start - 1):
        start -= 1
    while end < len(flow) and alike(end):
        end += 1
    return start, end


def _stands_out(line: Line, look: Look, mark: Mark | None) -> bool:
    """Whether a line is set as headings are: in large, strong or numbered type."""
    text = line.text
    if text.endswith(("。", "、", "，")) or not text:
        return False
    # Large type is a heading; a little larger needs a number as well.
    if line.size >= 1.15 * look.size:
        return True
    if line.strong and not look.strong:
        return True
    return (
        (look.strong or line.size >= 1.05 * look.size)
        and mark is not None
        and not mark.item
        and is_title(text[mark.end :])
        and len(text) <= 40
    )


def _titles_what_follows(flow: Sequence[Placed], i: int, look: Look, mark: Mark | None) -> bool:
    """Whether a short line in ordinary type is the title of what stands below it: numbered, bracketed, or set apart."""
    placed, text = flow[i], flow[i].line.text.strip()
    if i + 1 >= len(flow) or not _is_short(placed, text):
        return False
    before, after = flow[i - 1] if i else None, flow[i + 1]
    if not _ends_paragraph(before, placed):
        return False
    if mark is not None:
        section = _opens_section(flow, i, mark) or _stands_out(after.line, look, None)
        section = section and not (mark.rank >= _LIST_RANK and _is_listed(flow, i, mark))
        return mark.style not in _ITEMS and is_title(text[mark.end :]) and section
    return after.kind == "text" and len(text) <= 25 and _is_unnumbered_title(before, placed, after, look)


def _is_unnumbered_title(before: Placed | None, placed: Placed, after: Placed, look: Look) -> bool:
    """Whether a short line is a title by its brackets, the space above it, or its place in the middle."""
    line, text = placed.line, placed.line.text.strip()
    if _BRACKETED.fullmatch(text):
        return _is_prose(after) or find_mark(after.line.text) is not None or _is_centred(after)
    if _INFLECTED.search(text):
        return False
    apart = before is None or before.line.page != line.page or before.line.y - line.y > 1.35 * look.pitch
    return (apart and _is_prose(after)) or (_is_centred(placed) and _BRACKETED.fullmatch(after.line.text) is not None)


def _is_centred(placed: Placed) -> bool:
    """Whether a line stands in the middle of its column, with room on both sides."""
    left, right = placed.line.x0 - placed.left, placed.right - placed.line.x1
    return min(left, right) > 3 * placed.line.size and abs(left - right) < placed.line.size


def _is_short(placed: Placed, text: str) -> bool:
    """Whether a line leaves room in its column and ends as no sentence does."""
    return (
        1 < len(text) <= 45
        and text[-1] not in "。、，,．：:；;・"
        and placed.line.x1 <= placed.right - 1.5 * placed.line.size
        and not (find_policy_line(text) or find_bullet(text) or PDF_CAPTION.match(text))
    )


def _ends_paragraph(before: Placed | None, placed: Placed) -> bool:
    """Whether the line above closed what it belongs to: by its end, its length, or the space below it."""
    if before is None or before.kind != "text":
        return True
    last = before.line
    return (
        last.text[-1] in "。）)」』】．" or last.x1 < before.right - 2 * last.size or last.size > 1.1 * placed.line.size
    )


def _is_prose(placed: Placed) -> bool:
    """Whether a line is one of running text: it fills its column, or ends a sentence."""
    line = placed.line
    return len(line.text) >= 12 and (line.x1 > placed.right - 2 * line.size or line.text.endswith("。"))


def _is_listed(flow: Sequence[Placed], i: int, mark: Mark) -> bool:
    """Whether a line is an item of a list: a sentence above the first number announces it, and no sentence explains it."""
    for item in flow[i + 1 : i + _ITEM_REACH]:
        set_back = item.line.x0 < flow[i + 1].line.x0 - 2 * item.line.size
        if find_mark(item.line.text) is not None or set_back:
            break
        if _STOP.search(item.line.text):
            return False
    value = mark.value
    for k in range(i - 1, max(i - _LIST_REACH, -1), -1):
        text = flow[k].line.text
        if value == 1:
            return _ANNOUNCES.search(text) is not None
        earlier = find_mark(text)
        if earlier is not None and earlier.style == mark.style and earlier.value == value - 1:
            value = earlier.value
    return False


def _is_set_in(title: Line, line: Line) -> bool:
    """Whether a line of some length begins further in than the numbered one right above it."""
    return (
        len(line.text) >= 12
        and title.page == line.page
        and 1.5 * title.size <= line.x0 - title.x0 <= 6 * title.size
        and 0 < title.y - line.y < 3 * title.size
    )


def _opens_section(flow: Sequence[Placed], i: int, mark: Mark) -> bool:
    """Whether a numbered line stands over text of its own, and not among the items of a list."""
    after = find_mark(flow[i + 1].line.text)
    if after is not None and after.style == mark.style:
        return False
    if after is None and mark.style != "circled" and _is_set_in(flow[i].line, flow[i + 1].line):
        return True
    for k in range(i - 1, max(i - 4, -1), -1):
        earlier = find_mark(flow[k].line.text)
        if earlier is not None and earlier.style == mark.style and mark.value in (0, earlier.value + 1):
            return k < i - 1 and any(_is_prose(item) for item in flow[k + 1 : i])
    below = flow[i + 1].line.text
    return _is_prose(flow[i + 1]) or after is not None or bool(_BRACKETED.fullmatch(below) or find_bullet(below))
