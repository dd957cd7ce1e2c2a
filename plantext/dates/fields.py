"""Read the fields of one date: a year, the other calendar's in brackets, month, day and narrowing parts.

Every function looks a bounded number of tokens ahead, so reading a text is linear in its length. A function that
reads a field fills the draft and returns the token at which the field ends.
"""

from __future__ import annotations

from plantext.dates.context import follows_duration
from plantext.dates.draft import Draft
from plantext.dates.tokens import Tokens
from plantext.dates.words import PARTS

YEAR_UNITS = ("year", "fiscal", "decade")
_EDGES = ("末", "初頭", "半ば")


def read_number(tokens: Tokens, at: int) -> tuple[int, str, int]:
    """Read the number of an era's or a Gregorian year: where it ends (0 without one), the era, the number.

    Examples
    --------
    >>> read_number(Tokens("令和元年"), 0)
    (2, '令和', 1)
    """
    token = tokens[at]
    if token.kind == "era":
        following = tokens[at + 1]
        if following.kind == "first":
            return at + 2, token.text, 1
        if following.kind == "number" and 1 <= following.value <= 99:
            return at + 2, token.text, following.value
        return 0, "", 0
    if token.kind == "common":
        at, token = at + 1, tokens[at + 1]
    if token.kind == "number" and 1500 <= token.value <= 2199:
        return at + 1, "", token.value
    return 0, "", 0


def read_year(tokens: Tokens, at: int, draft: Draft, *, bare: bool = False) -> int:
    """Read a year with its unit and the other calendar's in brackets; 0 where there is none.

    With `bare`, as inside brackets, the unit may be missing.

    Examples
    --------
    >>> draft = Draft(0)
    >>> read_year(Tokens("2023(令和5)年度末"), 0, draft), draft.year, draft.kind
    (6, 2023, 'fiscal')
    """
    if tokens[at].kind == "fiscal_latin":
        draft.set_year("", tokens[at].value)
        draft.kind, draft.last = "fiscal", at + 1
        return at + 1
    here, era, number = read_number(tokens, at)
    if not here:
        return 0
    draft.set_year(era, number)
    return read_unit(tokens, here, draft, bare=bare)


def read_unit(tokens: Tokens, at: int, draft: Draft, *, bare: bool = False) -> int:
    """Read 年, 年度 or 年代 after a number; 0 where it is missing and not `bare`.

    Examples
    --------
    >>> draft = Draft(0, short=15)
    >>> read_unit(Tokens("15年度"), 1, draft), draft.kind
    (2, 'fiscal')
    """
    here = at if bare else read_other_calendar(tokens, at, draft)
    unit = tokens[here]
    if unit.kind not in YEAR_UNITS:
        # 2021(令和3)2月: with both calendars there, only the unit was forgotten.
        if here > at and unit.kind == "number" and tokens[here + 1].kind == "month":
            draft.kind = "year"
            return here
        return at if bare else 0
    if unit.kind == "decade" and not draft.begins_decade():
        return 0
    draft.kind = unit.kind
    here += 1
    if not bare:
        here = read_other_calendar(tokens, here, draft)
    # 2024年(令和6年)度
    if tokens[here].kind == "degree" and draft.kind == "year":
        draft.kind, here = "fiscal", here + 1
    draft.last = here
    return here


def read_other_calendar(tokens: Tokens, at: int, draft: Draft) -> int:
    """Read brackets that say the same date in the other calendar.

    Examples
    --------
    >>> draft = Draft(0, year=2023, kind="year", calendars=["西暦"])
    >>> read_other_calendar(Tokens("(令和5年10月)"), 0, draft), draft.month
    (7, 10)
    """
    if len(set(draft.calendars)) > 1:
        return at
    if tokens[at].kind != "open":
        return _read_beside(tokens, at, draft)
    other = Draft(at + 1)
    here = read_year(tokens, at + 1, other, bare=True)
    if here and other.kind:
        here = narrow(tokens, here, other, nested=True)
    if not here or tokens[here].kind != "close" or not draft.absorb(other):
        return at
    draft.last = here + 1
    return here + 1


def _read_beside(tokens: Tokens, at: int, draft: Draft) -> int:
    """Read the same year in the other calendar behind a comma: 平成二十八年、二〇一六年."""
    other = Draft(at + 1)
    if tokens[at].text not in ("、", ",") or draft.kind != "year" or draft.year is None or draft.month or draft.parts:
        return at
    here = read_number(tokens, at + 1)[0]
    if not here or tokens[here].kind != "year":
        return at
    read_year(tokens, at + 1, other, bare=True)
    if other.year != draft.year or not draft.absorb(other):
        return at
    draft.last = here + 1
    return here + 1


def narrow(tokens: Tokens, at: int, draft: Draft, *, nested: bool = False) -> int:
    """Read month, day and parts; `nested` inside the brackets of the other calendar.

    Examples
    --------
    >>> draft = Draft(0, year=2023, kind="year")
    >>> narrow(Tokens("10月上旬"), 0, draft), draft.month, draft.parts
    (3, 10, ['上旬'])
    """
    here = at
    if draft.month is None and draft.kind != "decade":
        here = _read_month(tokens, here, draft, nested=nested)
    while len(draft.parts) < 3 and draft.day is None:
        begin, part = _find_part(tokens, here, draft)
        if not part or not draft.allows(part):
            break
        draft.parts.append(part)
        here = draft.last = begin + 1
    return read_other_calendar(tokens, here, draft) if here > at and not nested else here


def _find_part(tokens: Tokens, at: int, draft: Draft) -> tuple[int, str]:
    """Return the token of a narrowing word and its canonical form; の and 年 may stand before it."""
    here = at + 1 if tokens[at].kind == "of" and at > draft.first and not draft.alone else at
    if tokens[here].kind in ("year", "fiscal") and draft.kind in ("year", "fiscal") and draft.month is None:
        # 2023年(令和5年)年央
        part = PARTS.get(tokens[here + 1].text, "")
        return here + 1, part if part in _EDGES else ""
    token = tokens[here]
    return here, f"第{token.value}四半期" if token.kind == "quarter" else PARTS.get(token.text, "")


def _read_month(tokens: Tokens, at: int, draft: Draft, *, nested: bool) -> int:
    begin = at + 1 if tokens[at].kind == "of" and draft.kind and not nested else at
    here = read_term(tokens, begin, draft)
    if here:
        return here
    number, unit = tokens[begin], tokens[begin + 1]
    if number.kind != "number" or unit.kind != "month" or not 1 <= number.value <= 12:
        return at
    if follows_duration(tokens.text, unit.end, "month"):
        return at
    draft.month, draft.last = number.value, begin + 2
    # 2023年3月期: the business year that ends in March.
    if tokens[begin + 2].kind == "term":
        draft.parts.append("期")
        draft.last = begin + 3
        return begin + 3
    here = begin + 2 if nested else read_other_calendar(tokens, begin + 2, draft)
    return read_day(tokens, here, draft, nested=nested)


def read_day(tokens: Tokens, at: int, draft: Draft, *, nested: bool = False) -> int:
    """Read a day of the month.

    Examples
    --------
    >>> draft = Draft(0, month=10)
    >>> read_day(Tokens("8日"), 0, draft), draft.day
    (2, 8)
    """
    number, unit = tokens[at], tokens[at + 1]
    if number.kind != "number" or unit.kind != "day" or not 1 <= number.value <= 31 or draft.day is not None:
        return at
    # 10月3日間: a length of time.
    if tokens.text.startswith("間", unit.end):
        return at
    draft.day, draft.last = number.value, at + 2
    return at + 2 if nested else read_other_calendar(tokens, at + 2, draft)


def read_term(tokens: Tokens, at: int, draft: Draft) -> int:
    """Read a quarter said by its months; 0 where there is none.

    Examples
    --------
    >>> draft = Draft(0)
    >>> read_term(Tokens("10-12月期"), 0, draft), draft.month, draft.month_end
    (5, 10, 12)
    """
    first = tokens[at]
    link = at + 1 + (tokens[at + 1].kind == "month")
    last = tokens[link + 1]
    numbers = first.kind == last.kind == "number" and tokens[link].text in ("~", "〜", "-", "・")
    closed = tokens[link + 2].kind == "month" and tokens[link + 3].kind == "term"
    if not numbers or not closed or not (1 <= first.value <= 12 and 1 <= last.value <= 12):
        return 0
    draft.month, draft.month_end, draft.last = first.value, last.value, link + 4
    return link + 4
