"""Read dates that leave their year to others: shortened, numeric, pointing (同年, 前年度) and standing alone (年内)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from plantext.dates import lists
from plantext.dates.drafts import Draft
from plantext.dates.words import DEICTICS, ERA_SHORT, HALVES, PARTS, SEASONS, Deictic

if TYPE_CHECKING:
    from plantext.dates.grammar import Reader

_NUMERIC_MARK = re.compile(r"[./-]")


def _shortened(reader: Reader, at: int) -> list[Draft]:
    """A number below 100 with a unit: a shortened year, a month or a day; whether it may stand is decided later."""
    number, unit = reader.token(at), reader.token(at + 1)
    draft = Draft(at)
    if unit.kind in ("month", "link"):
        found = reader.rest(at, draft)
        if found:
            return found
    if unit.kind == "day" and 1 <= number.value <= 31:
        draft.day, draft.last = number.value, at + 2
        return [draft]
    if 1 <= number.value <= 99 or (number.value == 0 and unit.kind == "decade"):
        draft.short = number.value
        here = reader.unit(at + 1, draft)
        if here:
            return reader.rest(here, draft)
    return []


def _numeric(reader: Reader, at: int) -> list[Draft]:
    """2020.12.25, 2021/3/31, R3.6.18, (2018.7)."""
    text = reader.token(at).text
    era = ERA_SHORT.get(text[0], "")
    year, month, day = ([int(piece) for piece in _NUMERIC_MARK.split(text.lstrip("MTSHR"))] + [0])[:3]
    if not (1 <= month <= 12 and 0 <= day <= 31 and (era or 1900 <= year <= 2100)):
        return []
    draft = Draft(at, at + 1, kind="year", month=month, day=day or None)
    draft.set_year(era, year)
    return [draft]


def _apostrophe(reader: Reader, at: int) -> list[Draft]:
    number = reader.token(at + 1)
    draft = Draft(at, short=number.value, calendars=["西暦"])
    here = reader.unit(at + 2, draft) if number.kind == "number" and len(number.text) == 2 else 0
    return reader.rest(here, draft) if here else []


def _deictic(reader: Reader, at: int) -> list[Draft]:
    deictic = DEICTICS[reader.token(at).text]
    draft = Draft(at, at + 1, kind=deictic.unit if deictic.unit == "fiscal" else "year", deictic=deictic)
    if deictic.part:
        draft.parts.append(deictic.part)
        return [draft]
    if deictic.unit in ("year", "fiscal"):
        exact = reader.full(at + 1, Draft(at))
        if exact:
            return exact
        return reader.rest(_same_period(reader, reader.other_calendar(at + 1, draft), draft), draft)
    if deictic.unit == "month":
        here = reader.day(at + 1, draft)
        days = [] if draft.day is not None else lists.read_list(reader, at + 1, draft, ("day",))
        return days or _parts_only(reader, here, draft)
    return _parts_only(reader, at + 1, draft)


def _parts_only(reader: Reader, at: int, draft: Draft) -> list[Draft]:
    part = PARTS.get(reader.token(at).text, "")
    if part and draft.day is None and part not in (*SEASONS, *HALVES):
        draft.parts.append(part)
        at += 1
    draft.last = at
    return [draft]


def _same_period(reader: Reader, at: int, draft: Draft) -> int:
    """前年同期 and 前年同月: the same period one year earlier."""
    token = reader.token(at)
    width = 1 if token.text == "同月" else 2 if token.text == "同" and reader.token(at + 1).kind == "term" else 0
    draft.same_period = width > 0
    draft.last = at + width
    return at + width


def _same(reader: Reader, at: int) -> list[Draft]:
    """同 or 翌 before a number: 同3月末, 同14年4月, 翌2017年, 翌7月1日, 同第3四半期."""
    after = reader.token(at).text == "翌"
    exact = reader.full(at + 1, Draft(at))
    if exact:
        return exact
    following = reader.token(at + 1)
    if following.kind == "quarter" and not after:
        return reader.rest(at + 1, Draft(at, deictic=DEICTICS["同年"], alone=True))
    found = _shortened(reader, at + 1) if following.kind == "number" else []
    if not found or (after and found[0].short is None and found[0].month is None):
        return []
    first = found[0]
    first.first = at
    if first.short is None:
        first.deictic = Deictic("year" if first.month else "month", "anchor", 0)
        first.after_range = after
        first.kind = first.kind or "year"
    return found


def _alone(reader: Reader, at: int) -> list[Draft]:
    """A quarter or a half of a year that nothing names."""
    token = reader.token(at)
    if token.kind == "part" and PARTS[token.text] not in HALVES:
        return []
    return reader.rest(at, Draft(at, alone=True))


def _standing(reader: Reader, at: int) -> list[Draft]:
    """年内, 年末, 年明け, 年度内, 年度末 with nothing before them."""
    unit, following = reader.token(at), reader.token(at + 1)
    part = PARTS.get(following.text, "")
    draft = Draft(at, at + 2, kind=unit.kind, alone=True)
    if part in ("末", "初頭", "半ば"):
        draft.deictic = Deictic(unit.kind, "nearest", 1 if following.text == "明け" else 0)
        draft.parts.append(part)
        return [draft]
    if following.text == "内":
        draft.deictic = Deictic(unit.kind, "document", 0)
        return [draft]
    return []


READERS: dict[str, Callable[[Reader, int], list[Draft]]] = {
    "number": _shortened,
    "numeric": _numeric,
    "apostrophe": _apostrophe,
    "deictic": _deictic,
    "same": _same,
    "quarter": _alone,
    "part": _alone,
    "year": _standing,
    "fiscal": _standing,
}
"""Which rule reads what begins with a token of a kind."""
