"""Read lists and ranges whose numbers share the unit of the last: 令和5・6年度, 2023～2025年, 4～6月, 8～12日."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from plantext.dates.context import follows_duration
from plantext.dates.draft import Draft
from plantext.dates.fields import narrow, read_day, read_number, read_other_calendar, read_term
from plantext.dates.tokens import Tokens
from plantext.dates.words import SPANNING

_REACH = 12


class _Element(NamedTuple):
    first: int
    last: int
    era: str
    number: int
    after_range: bool
    width: int


def read_rest(tokens: Tokens, at: int, draft: Draft) -> list[Draft]:
    """Read month, day and parts after a year (or without one), and the lists that they open.

    Examples
    --------
    >>> [draft.month for draft in read_rest(Tokens("4~6月"), 0, Draft(0, year=2023, kind="year"))]
    [4, 6]
    """
    if draft.kind != "decade" and draft.month is None and not draft.parts:
        begin = at + 1 if tokens[at].kind == "of" and draft.kind else at
        # 10-12月期 is a quarter, not a list of two months.
        if not read_term(tokens, begin, replace(draft)):
            months = read_list(tokens, begin, draft, ("month",))
            if months:
                return months
    here = narrow(tokens, at, draft)
    if here == at and not draft.kind and draft.month is None:
        return []
    if draft.month is not None and draft.day is None and tokens[here - 1].kind in ("month", "deictic"):
        days = read_list(tokens, here, draft, ("day",))
        if days:
            return days
    draft.last = max(here, draft.last)
    return [draft]


def read_list(tokens: Tokens, at: int, draft: Draft, units: tuple[str, ...]) -> list[Draft]:
    """Read a list of two or more numbers that share one of `units`; its last member goes on as any date does.

    The draft holds what was read before it (the year of 2019年4～6月), and is left as it is.

    Examples
    --------
    >>> [draft.year or draft.short for draft in read_list(Tokens("令和5・6年度"), 0, Draft(0), ("fiscal", "year"))]
    [2023, 6]
    """
    elements, here = _read_elements(tokens, at, years="year" in units)
    unit = tokens[here]
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
    last = drafts[-1]
    last.last = here + 1
    if unit.kind == "day":
        return drafts
    if unit.kind == "month":
        if follows_duration(tokens.text, unit.end, "month"):
            return []
        end = read_day(tokens, here + 1, last)
    else:
        end = read_other_calendar(tokens, here + 1, last)
    return drafts[:-1] + ([last] if last.day is not None else read_rest(tokens, end, last))


def _read_elements(tokens: Tokens, at: int, *, years: bool) -> tuple[list[_Element], int]:
    elements: list[_Element] = []
    here, after_range = at, False
    for _ in range(_REACH):
        end, era, number = read_number(tokens, here) if years else (0, "", 0)
        shortened = tokens[here].kind == "number" and tokens[here].value > 0 and not (years and not elements)
        if not end and shortened:
            end, number = here + 1, tokens[here].value
        if not end:
            break
        width = len(tokens[end - 1].text)
        # The other calendar's number may stand in brackets behind each member: 2018(30)、2019(31)年.
        if years and [tokens[end + i].kind for i in range(3)] == ["open", "number", "close"]:
            end += 3
        elements.append(_Element(here, end, era, number, after_range, width))
        here = end
        if tokens[here].kind != "link":
            break
        after_range = tokens[here].text in SPANNING
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
    # A shortened year follows an era's, or has the two digits of a Gregorian one (2012～17年).
    one.short = number
    return bool(earlier) and number < 100 and (earlier[0].era != "" or element.width == 2)
