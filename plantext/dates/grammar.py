"""The forms of dates, by the kind of token that they begin with.

Years in full, shortened and numeric ones, pointing words (同年, 前年度), and what stands alone (年内). A new form is a
function from tokens and a position to drafts, and a row of `_FORMS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plantext.dates.draft import Draft
from plantext.dates.fields import YEAR_UNITS, read_day, read_other_calendar, read_unit, read_year
from plantext.dates.lists import read_list, read_rest
from plantext.dates.tokens import Tokens
from plantext.dates.words import DEICTICS, ENGLISH, ERA_SHORT, ERAS, HALVES, PARTS, SEASONS, Deictic

_FULL = frozenset(("era", "number", "common", "fiscal_latin"))
# Without one of these right behind it, a number begins no date.
_BEHIND_NUMBER = frozenset((*YEAR_UNITS, "month", "day", "link", "open", "close"))
_NUMERIC_MARK = re.compile(r"[./-]")
_LETTERS = re.compile(r"^[^0-9]+")


def read_dates(tokens: Tokens, at: int) -> list[Draft]:
    """Read what begins at a token: nothing, one date, or several for a list such as 令和5・6年度.

    Examples
    --------
    >>> [draft.year or draft.short for draft in read_dates(Tokens("令和5・6年度"), 0)]
    [2023, 6]
    """
    kind = tokens[at].kind
    if kind == "number" and tokens[at + 1].kind not in _BEHIND_NUMBER:
        return []
    if kind in _FULL:
        drafts = read_list(tokens, at, Draft(at), YEAR_UNITS) or _full(tokens, at, Draft(at))
        if drafts:
            return drafts
    form = _FORMS.get(kind)
    found = form(tokens, at) if form else []
    return found or (_cited_year(tokens, at) if kind == "number" else [])


def _full(tokens: Tokens, at: int, draft: Draft) -> list[Draft]:
    """Read a date that begins with a year in full."""
    here = read_year(tokens, at, draft)
    return read_rest(tokens, here, draft) if here else []


def _cited_year(tokens: Tokens, at: int) -> list[Draft]:
    """Read the year of a publication, alone in its brackets: 総務省（2021）."""
    before, year, after = tokens[at - 1], tokens[at], tokens[at + 1]
    closed = before.kind == "open" and after.kind == "close" and before.end == year.start and year.end == after.start
    if not closed or len(year.text) != 4 or not 1900 <= year.value <= 2099:
        return []
    draft = Draft(at, last=at + 1, kind="year")
    draft.set_year("", year.value)
    return [draft]


def _shortened(tokens: Tokens, at: int) -> list[Draft]:
    """Read a number below 100 with a unit, a year, month or day; whether it may stand is decided later."""
    number, unit = tokens[at], tokens[at + 1]
    draft = Draft(at)
    # A month, or the first of a list of months.
    if unit.kind in ("month", "link"):
        found = read_rest(tokens, at, draft)
        if found:
            return found
    if unit.kind == "day" and 1 <= number.value <= 31:
        draft.day, draft.last = number.value, at + 2
        return [draft]
    if 1 <= number.value <= 99 or (number.value == 0 and unit.kind == "decade"):
        draft.short = number.value
        here = read_unit(tokens, at + 1, draft)
        if here:
            return read_rest(tokens, here, draft)
    return []


def _numeric(tokens: Tokens, at: int) -> list[Draft]:
    """Read 2020.12.25, 2021/3/31, R3.6.18, (2018.7)."""
    text = tokens[at].text
    era = next((name for name in ERAS if text.startswith(name)), ERA_SHORT.get(text[0], ""))
    year, month, day = ([int(piece) for piece in _NUMERIC_MARK.split(_LETTERS.sub("", text))] + [0])[:3]
    if not (1 <= month <= 12 and 0 <= day <= 31 and (era or 1900 <= year <= 2100)):
        return []
    draft = Draft(at, at + 1, kind="year", month=month, day=day or None)
    draft.set_year(era, year)
    return [draft]


def _english(tokens: Tokens, at: int) -> list[Draft]:
    """Read March 2019, 4th March 2019, March 4, 2019."""
    words = re.findall(r"[A-Za-z]{3,}|[0-9]+", tokens[at].text)
    month = next(ENGLISH[word] for word in words if word in ENGLISH)
    *days, year = [int(word) for word in words if word.isdigit()]
    if len(days) > 1 or not all(1 <= day <= 31 for day in days):
        return []
    draft = Draft(at, at + 1, kind="year", month=month, day=days[0] if days else None)
    draft.set_year("", year)
    return [draft]


def _apostrophe(tokens: Tokens, at: int) -> list[Draft]:
    """Read '90年代."""
    number = tokens[at + 1]
    draft = Draft(at, short=number.value, calendars=["西暦"])
    here = read_unit(tokens, at + 2, draft) if number.kind == "number" and len(number.text) == 2 else 0
    return read_rest(tokens, here, draft) if here else []


def _deictic(tokens: Tokens, at: int) -> list[Draft]:
    """Read 前年度末, 翌年2017年, 本年(令和5年)6月, 同月8～12日, 前年同期."""
    deictic = DEICTICS[tokens[at].text]
    draft = Draft(at, at + 1, kind=deictic.unit if deictic.unit == "fiscal" else "year", deictic=deictic)
    if deictic.part:
        draft.parts.append(deictic.part)
        return [draft]
    if deictic.unit in ("year", "fiscal"):
        # The year that follows in full says it all.
        exact = _full(tokens, at + 1, Draft(at))
        if exact:
            return exact
        here = read_other_calendar(tokens, at + 1, draft)
        # 今年の4月 is a year and a month of it.
        if [tokens[here + i].kind for i in range(3)] == ["of", "number", "month"]:
            draft.last = here
            return [draft]
        return read_rest(tokens, _same_period(tokens, here, draft), draft)
    if deictic.unit == "month":
        here = read_day(tokens, at + 1, draft)
        days = [] if draft.day is not None else read_list(tokens, at + 1, draft, ("day",))
        return days or _edge(tokens, here, draft)
    return _edge(tokens, at + 1, draft)


def _edge(tokens: Tokens, at: int, draft: Draft) -> list[Draft]:
    """Read 末, 上旬 and their like after a month, day or quarter that was pointed at."""
    part = PARTS.get(tokens[at].text, "")
    if part and draft.day is None and part not in (*SEASONS, *HALVES):
        draft.parts.append(part)
        at += 1
    draft.last = at
    return [draft]


def _same_period(tokens: Tokens, at: int, draft: Draft) -> int:
    """Read the end of 前年同期 and 前年同月, the same period one year earlier."""
    token = tokens[at]
    width = 1 if token.text == "同月" else 2 if token.text == "同" and tokens[at + 1].kind == "term" else 0
    draft.same_period = width > 0
    draft.last = at + width
    return at + width


def _same(tokens: Tokens, at: int) -> list[Draft]:
    """Read 同 or 翌 before a number: 同3月末, 同14年4月, 翌2017年, 翌7月1日, 同第3四半期."""
    after = tokens[at].text == "翌"
    exact = _full(tokens, at + 1, Draft(at))
    if exact:
        return exact
    following = tokens[at + 1]
    if following.kind == "quarter" and not after:
        return read_rest(tokens, at + 1, Draft(at, deictic=DEICTICS["同年"], alone=True))
    found = _shortened(tokens, at + 1) if following.kind == "number" else []
    if not found or (after and found[0].short is None and found[0].month is None):
        return []
    first = found[0]
    first.first = at
    if first.short is None:
        # 同3月末 says 同年, 同8日 says 同月.
        first.deictic = Deictic("year" if first.month else "month", "anchor", 0)
        first.after_range = after
        first.kind = first.kind or "year"
    return found


def _alone(tokens: Tokens, at: int) -> list[Draft]:
    """Read a quarter or a half of a year that nothing names."""
    token = tokens[at]
    if token.kind == "part" and PARTS[token.text] not in HALVES:
        return []
    return read_rest(tokens, at, Draft(at, alone=True))


def _standing(tokens: Tokens, at: int) -> list[Draft]:
    """Read 年内, 年末, 年明け, 年度内, 年度末 with nothing before them."""
    unit, following = tokens[at], tokens[at + 1]
    part = PARTS.get(following.text, "")
    # 年明け is the beginning of the next year.
    draft = Draft(at, at + 2, kind=unit.kind, alone=True)
    if part in ("末", "初頭", "半ば"):
        draft.deictic = Deictic(unit.kind, "nearest", 1 if following.text == "明け" else 0)
        draft.parts.append(part)
        return [draft]
    if following.text == "内":
        draft.deictic = Deictic(unit.kind, "document", 0)
        return [draft]
    return []


_FORMS: dict[str, Callable[[Tokens, int], list[Draft]]] = {
    "number": _shortened,
    "numeric": _numeric,
    "apostrophe": _apostrophe,
    "english": _english,
    "deictic": _deictic,
    "same": _same,
    "quarter": _alone,
    "part": _alone,
    "year": _standing,
    "fiscal": _standing,
}
# Kinds of tokens that a date can begin with.
BEGINNINGS = _FULL | _FORMS.keys()
