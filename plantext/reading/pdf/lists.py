"""Numbers and bullets of a PDF's lists: titles joined to their numbers, items told from lines that go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plantext.reading.lines import is_title
from plantext.reading.marks import Mark, find_bullet
from plantext.reading.pdf.look import Look, Placed

# A number that fills its line: 3.24, （２）, 第１節.
_LONE_NUMBER = re.compile(
    r"[0-9０-９]{1,2}(?:[.．\-－][0-9０-９]{1,3}){1,4}[.．]?|[（(][0-9０-９]{1,2}[）)]|第[0-9０-９]{1,3}[章節条款]"
)
# A bare number, which stands before a title of the same look: 1, ２．, Ⅱ.
_BARE_NUMBER = re.compile(r"(?:[0-9０-９]{1,2}|[Ⅰ-Ⅻ])[.．、]?")
# What follows a number that is part of a sentence, not of a list.
_PARTICLE = re.compile(r"[はがをにのでとも、。）)]|及び|又は|から|まで|並びに")
# Lines within which a list goes on, and within which the next bullet comes.
_LINES_OF_A_LIST = 40
_LINES_OF_AN_ITEM = 12


def join_numbers(flow: Sequence[Placed], look: Look) -> list[Placed]:
    """Join a number that stands alone on its line, or far before its title, with the title."""
    result: list[Placed] = []
    for placed in flow:
        last = result[-1] if result else None
        alone = last is not None and (_LONE_NUMBER.fullmatch(last.line.text) or _numbers_title(last, placed, look))
        if last is not None and alone and last.line.page == placed.line.page:
            gap = last.line.y - placed.line.y
            beside = abs(gap) < 0.4 * placed.line.size and 0 < placed.line.x0 - last.line.x1 < 9 * look.size
            below = 0 < gap < 1.6 * look.pitch and abs(placed.line.x0 - last.line.x0) < 0.5 * look.size
            if (beside or (below and is_title(placed.line.text))) and placed.kind == last.kind:
                text = f"{last.line.text}\u3000{placed.line.text}"
                shift = len(text) - len(placed.line.text)
                marks = tuple((offset + shift, mark) for offset, mark in placed.line.marks)
                result[-1] = replace(
                    placed, line=replace(placed.line, text=text, marks=marks, x0=last.line.x0, gaps=())
                )
                continue
        result.append(placed)
    return result


def _numbers_title(number: Placed, title: Placed, look: Look) -> bool:
    """Whether a bare number stands before a line of its own look, larger or stronger than ordinary text."""
    one, other = number.line, title.line
    alike = abs(one.size - other.size) < 0.1 * look.size and one.strong == other.strong
    told = (one.strong and not look.strong) or one.size > 1.1 * look.size
    beside = abs(one.y - other.y) < 0.4 * other.size
    return alike and told and beside and _BARE_NUMBER.fullmatch(one.text) is not None and is_title(other.text)


class Items:
    """The lists that are open: the last number of each style, and where each bullet stands."""

    def __init__(self) -> None:
        self.last: dict[str, tuple[int, int, float]] = {}
        self.places: dict[tuple[str, int], int] = {}
        self.n = 0

    def goes_on(self, placed: Placed, mark: Mark | None) -> bool:
        """Whether a line opens the next item of a list, whatever stands before it."""
        self.n += 1
        line = placed.line
        bullet = find_bullet(line.text)
        if bullet:
            key = (bullet[0], round(line.x0 / (0.5 * line.size)))
            near = max(self.places.get((key[0], key[1] + step), -99) for step in (-1, 0, 1))
            self.places[key] = self.n
            return self.n - near <= _LINES_OF_AN_ITEM
        if mark is None or _PARTICLE.match(line.text[mark.end :].lstrip()):
            return False
        value, n, x = self.last.get(mark.style, (0, -99, 0.0))
        self.last[mark.style] = (mark.value, self.n, line.x0)
        near = self.n - n <= _LINES_OF_A_LIST and abs(line.x0 - x) < 0.7 * line.size
        return near and mark.value == value + 1 and mark.value > 1
