"""Lists and ranges of numbers that share the unit of the last: 令和5・6年度, 2023～2025年, 4～6月, 8～12日."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from plantext.dates.context import follows_duration
from plantext.dates.drafts import Draft
from plantext.dates.words import SPANNING

if TYPE_CHECKING:
    from plantext.dates.grammar import Reader

_REACH = 12


class _Element(NamedTuple):
    first: int
    last: int
    era: str
    number: int
    after_range: bool
    width: int


def read_list(reader: Reader, at: int, draft: Draft, units: tuple[str, ...]) -> list[Draft]:
    """Read a list whose numbers share a unit; its last member goes on as any date does.

    Parameters
    ----------
    reader : Reader
        Reads the single numbers, and what follows the last.
    at : int
        Token of the first number.
    draft : Draft
        What was read before it (the year of 2019年4～6月); left as it is.
    units : tuple of str
        Units the list may have.

    Returns
    -------
    list of Draft
        Empty where no list of two or more stands there.
    """
    elements, here = _elements(reader, at, years="year" in units)
    unit = reader.token(here)
    if len(elements) < 2 or unit.kind not in units:
        return []
    drafts: list[Draft] = []
    for order, element in enumerate(elements):
        one = Draft(element.first, element.last)
        if order == 0:
            one = replace(draft, last=element.last, parts=[], calendars=list(draft.calendars))
        one.after_range = element.after_range
        if not _fill(one, element, unit.kind, drafts):
            return []
        drafts.append(one)
    drafts[-1].last = here + 1
    if unit.kind == "day":
        return drafts
    if unit.kind == "month":
        if follows_duration(reader.text, unit.end, "month"):
            return []
        end = reader.day(here + 1, drafts[-1])
    else:
        end = reader.other_calendar(here + 1, drafts[-1])
    return drafts[:-1] + ([drafts[-1]] if drafts[-1].day is not None else reader.rest(end, drafts[-1]))


def _elements(reader: Reader, at: int, *, years: bool) -> tuple[list[_Element], int]:
    elements: list[_Element] = []
    here, after_range = at, False
    for _ in range(_REACH):
        end, era, number = reader.number(here) if years else (0, "", 0)
        shortened = (
            reader.token(here).kind == "number" and reader.token(here).value > 0 and not (years and not elements)
        )
        if not end and shortened:
            end, number = here + 1, reader.token(here).value
        if not end:
            break
        width = len(reader.token(end - 1).text)
        if years and [reader.token(end + i).kind for i in range(3)] == ["open", "number", "close"]:
            end += 3
        elements.append(_Element(here, end, era, number, after_range, width))
        here = end
        if reader.token(here).kind != "link":
            break
        after_range = reader.token(here).text in SPANNING
        here += 1
    return elements, here


def _fill(one: Draft, element: _Element, unit: str, earlier: list[Draft]) -> bool:
    """Put a number of a list where its unit says; False where it cannot stand there."""
    number = element.number
    if unit == "month":
        one.month = number
        return 1 <= number <= 12
    if unit == "day":
        one.day = number
        return 1 <= number <= 31
    one.kind = unit
    if element.era or number >= 1000:
        one.set_year(element.era, number)
        return bool(element.era) or 1500 <= number <= 2199
    one.short = number
    return bool(earlier) and number < 100 and (earlier[0].era != "" or element.width == 2)
