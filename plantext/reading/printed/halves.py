"""Lines of an exported page made whole: halves of a line, marks and ruby that stand in lines of their own."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence

from plantext.errors import Message
from plantext.reading.dump.notes import Line
from plantext.reading.marks import find_mark
from plantext.records import Note
from plantext.text import display_width

# Where type is set narrower, a line of print falls in two, and a gap of spaces opens in it.
_OPENING, _CLOSING = "「『（([", "、，。」』）)・"
_GAP = re.compile(rf"(?<=[^\s0-9A-Za-z]) {{2,}}(?=[{re.escape(_OPENING)}])|(?<=[{re.escape(_CLOSING)}]) {{2,}}(?=\S)")
# A space before a mark with which its line goes on at once: 保育士 10の. A quantity has one on both sides: 平成 30 年.
_SPACED_MARK = re.compile(r"(?<=[^\s0-9０-９A-Za-z．.,，]) (?=[0-9０-９]{1,3}[^\s0-9０-９.．,，%％])")
# Columns by which the end of one half and the beginning of the other may differ.
_NEAR = 3
_FULL, _LAID_OUT = 8, 2
# From this indent on no note begins.
_DEEP = 12
_BARE_MARK = re.compile(
    r"[0-9０-９]{1,2}[．.、]|[（(][0-9０-９]{1,2}[）)]|第[0-9０-９一二三四五六七八九十]{1,3}[章節部]|[①-⑳]"
)
_SPACES = re.compile(r"[ \u3000]{1,3}")
_NUMBER_ALONE = re.compile(r"\s*([0-9０-９]{1,3})\s*")
_RUBY, _RUBY_SET_IN = re.compile("[\u3041-\u309f]{1,6}"), 2
_UNDER_RUBY = re.compile("[^\\s] [\u4e00-\u9fff々]{1,5} [^\\s]")
_FINISHED = frozenset("。．：:」』）)")
# Columns of the narrowest and widest page of print, and the lines that must end near its width, with their share of all.
_NARROWEST, _WIDEST, _FEWEST_FULL, _SHARE = 40, 130, 8, 0.12
_LINE_NUMBER, _FEWEST_NUMBERS = re.compile(r"\s*([0-9]{1,4})(?=\s|$)"), 8
# Share of lines that a blank one follows in a text in double spacing.
_SPACED = 0.5


def settle_lines(lines: Sequence[Line], told: list[Note]) -> list[Line]:
    """Make the lines of a page whole.

    Halves of a line join, in their order; a raised mark comes into its line, the number of a note before its first line;
    ruby goes; a line that is set in by a character begins with an ideographic space, as a paragraph of plain text does.

    Parameters
    ----------
    told : list of Note
        What was taken out is added.

    Examples
    --------
    >>> lines = [("市は、次に掲げる計画に基づき、", 1), ("               「電子窓口」を", 1), ("進める。", 1)]
    >>> [line for line, _ in settle_lines(lines, [])]
    ['市は、次に掲げる計画に基づき、「電子窓口」を', '進める。']
    """
    whole: list[Line] = []
    opened = reach = 0
    waiting = ""
    lines = _in_order(lines)
    # Without its layout an export tells no columns: a number alone may be anything.
    laid_out = any(_indent(line) >= _LAID_OUT for line, _ in lines if line.strip())
    for i, (line, page) in enumerate(lines):
        text, last = line.strip(), whole[-1][0].rstrip() if whole else ""
        indent = _indent(line)
        behind = lines[i + 1][0] if i + 1 < len(lines) else ""
        alone = _NUMBER_ALONE.fullmatch(line)
        if alone and laid_out and indent < _DEEP and behind.strip() and (not last or int(alone.group(1)) == opened + 1):
            # The number of a note, above its first line: a tab tells so.
            opened = int(alone.group(1))
            whole.append((f"{opened}\t", page))
        elif text and opened and last == str(opened):
            whole[-1] = (whole[-1][0] + text, page)
        elif alone and last and laid_out and behind.strip():
            # A mark that stands higher than its line: its column tells where it belongs.
            waiting = line
            continue
        elif (
            indent > _RUBY_SET_IN and _RUBY.fullmatch(text) and behind.strip() and (last or _UNDER_RUBY.search(behind))
        ):
            message = Message("A line of kana between two lines of print, taken for the reading of a character (ruby).")
            told.append(Note("dropped", message, page, f"{last[-10:]}｜{text}｜{behind.strip()[:10]}", 0.8))
            continue
        elif text and last and not waiting and _goes_on(last, reach, text, indent):
            whole[-1] = (last + text, page)
        else:
            whole.append((_with_mark(line, waiting).rstrip(), page))
            waiting = ""
        reach = len(line.rstrip())
    return _set_in([(_SPACED_MARK.sub("", _GAP.sub("", line)), page) for line, page in whole])


def drop_line_numbers(lines: Sequence[Line]) -> list[Line]:
    """Take out the numbers that a draft has at its left margin: nearly every line opens with one, and they count on.

    Examples
    --------
    >>> page = [(f"{n:>3}  条文の案の一行である", 1) for n in range(1, 31)]
    >>> drop_line_numbers(page)[0]
    ('     条文の案の一行である', 1)
    """
    found = [_LINE_NUMBER.match(line) for line, _ in lines]
    values = [int(match.group(1)) for match in found if match]
    steps = sum(after == before + 1 for before, after in itertools.pairwise(values))
    filled = sum(bool(line.strip()) for line, _ in lines)
    if len(values) < _FEWEST_NUMBERS or steps < 0.8 * (len(values) - 1) or len(values) < 0.7 * filled:
        return list(lines)
    return [
        (" " * match.end(1) + line[match.end(1) :] if match else line, page)
        for (line, page), match in zip(lines, found, strict=True)
    ]


def close_spacing(lines: Sequence[Line]) -> list[Line]:
    """Take out the blank lines between the lines of a text that is printed in double spacing; those between paragraphs stay.

    Examples
    --------
    >>> page = [("一行目の文は、", 1), ("", 1), ("二行目に続く。", 1), ("", 1)] * 4
    >>> len(close_spacing(page))
    8
    """
    filled = [i for i, (line, _) in enumerate(lines) if line.strip()]
    gaps = Counter(after - before - 1 for before, after in itertools.pairwise(filled))
    spacing, often = max(gaps.items(), key=lambda gap: (gap[1], -gap[0]), default=(0, 0))
    if not spacing or often < _SPACED * sum(gaps.values()):
        return list(lines)
    result: list[Line] = []
    blank = spacing
    for line in lines:
        if line[0].strip():
            blank = 0
            result.append(line)
            continue
        blank += 1
        if blank > spacing:
            result.append(line)
    return result


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _in_order(lines: Sequence[Line]) -> list[Line]:
    """Put the halves of a line in order: the base of smaller type lies higher, and its half may come first."""
    result = list(lines)
    for i in range(len(result) - 1):
        right, left = result[i][0], result[i + 1][0]
        above = result[i - 1][0].rstrip() if i else ""
        if (
            right.strip()
            and left.rstrip().endswith(("、", "。"))
            and _indent(left) < _indent(right) - 2
            and _goes_on(left.strip(), len(left.rstrip()), right.strip(), _indent(right))
            and not (above and _goes_on(above.strip(), len(above), right.strip(), _indent(right)))
        ):
            result[i], result[i + 1] = result[i + 1], result[i]
    return result


def _goes_on(last: str, reach: int, text: str, indent: int) -> bool:
    """Whether a line is the other half of the one before it: it begins in the column in which that one ends."""
    if abs(indent - reach) > _NEAR:
        return False
    if _BARE_MARK.fullmatch(last) or last[-1] == "、":
        return text[0] in _OPENING
    return reach >= _FULL and (last[-1] in _CLOSING or text[0] in _OPENING)


def _with_mark(line: str, above: str) -> str:
    """A line with the mark that stands above it, in its column; the gap that was left for it closes."""
    mark = above.strip()
    if not mark:
        return line
    column = len(above.rstrip()) - len(mark)
    gap = _SPACES.search(line, max(column - 1, _indent(line)))
    if gap is not None and gap.start() <= column + 1:
        return line[: gap.start()] + mark + line[gap.end() :]
    return line[:column] + mark + line[column:]


def _set_in(lines: Sequence[Line]) -> list[Line]:
    """Lines without the margin of their page; one that is set in by a character begins a paragraph."""
    indents = [len(line) - len(line.lstrip(" ")) for line, _ in lines if line.strip()]
    margin = min(statistics.multimode(indents), default=0)
    result: list[Line] = []
    before = ""
    for line, page in lines:
        extra = len(line) - len(line.lstrip(" ")) - margin
        text = line.strip(" ")
        # Behind an unfinished line it is the rest of an item whose lines hang.
        opens = extra == 1 and find_mark(text) is None and (not before or before[-1] in _FINISHED)
        result.append((("\u3000" if opens else " " * max(extra, 0)) + text, page))
        before = text
    return result


def find_width(lines: Sequence[str]) -> int | None:
    """Find the width at which most lines of print end, a space at the margin as wide as a character.

    Returns
    -------
    int or None
        Half-width columns; None where no width stands out.

    Examples
    --------
    >>> find_width(["一行が二十二字で折り返された文章の例であります。"] * 8), find_width(["短い。"] * 8)
    (48, None)
    """
    ends = Counter(display_width(line.rstrip()) + len(line) - len(line.lstrip(" ")) for line in lines if line.strip())
    near = {width: sum(ends[width + step] for step in range(-2, 3)) for width in ends if _NARROWEST <= width <= _WIDEST}
    width = max(near, key=lambda width: (near[width], width), default=0)
    return width if width and near[width] >= max(_FEWEST_FULL, _SHARE * sum(ends.values())) else None
