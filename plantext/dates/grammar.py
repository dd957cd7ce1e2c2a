"""Read dates from tokens: one pass from left to right, each rule looking a bounded number of tokens ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plantext.dates.context import follows_duration
from plantext.dates.moments import era_year
from plantext.dates.tokens import Token
from plantext.dates.words import DEICTICS, DEKADS, ERA_SHORT, HALVES, PARTS, SEASONS, SPANNING, Deictic

_LIST_REACH = 12
_UNITS = ("year", "fiscal", "decade")
_NUMERIC_MARK = re.compile(r"[./-]")
_END = Token("end", -1, -1, "")


@dataclass(slots=True)
class Draft:
    """A date as read, its year perhaps still to be found; ``first`` and ``last`` are tokens, half-open."""

    first: int
    last: int = 0
    year: int | None = None
    short: int | None = None
    kind: str = ""
    month: int | None = None
    day: int | None = None
    month_end: int | None = None
    parts: list[str] = field(default_factory=list)
    deictic: Deictic | None = None
    same_period: bool = False
    era: str = ""
    calendars: list[str] = field(default_factory=list)
    issue: str = ""
    alone: bool = False
    after_range: bool = False

    @property
    def has_year(self) -> bool:
        """Whether anything was said about the year."""
        return self.year is not None or self.short is not None or self.deictic is not None


class Reader:
    """Read one date, or one list of dates that share a unit, at a token.

    Parameters
    ----------
    text : str
        The folded text.
    tokens : sequence of Token
        Its tokens.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens

    def token(self, at: int) -> Token:
        """The token at a position; an empty one beyond the end."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else _END

    def read(self, at: int) -> list[Draft]:
        """Read what begins at a token.

        Parameters
        ----------
        at : int
            Position of the token.

        Returns
        -------
        list of Draft
            Empty where no date begins; several for a list such as 令和5・6年度.
        """
        kind = self.token(at).kind
        if kind in ("era", "number", "common"):
            listed = self._list(at, Draft(at), _UNITS)
            if listed:
                return listed
        draft = Draft(at)
        here = self._year(at, draft)
        if here:
            return self._rest(here, draft)
        if kind == "number":
            return self._shortened(at)
        if kind == "numeric":
            return self._numeric(at)
        if kind == "apostrophe":
            return self._apostrophe(at)
        if kind == "deictic":
            return self._deictic(at)
        if kind == "same":
            return self._same(at)
        if kind == "quarter" or (kind == "part" and PARTS[self.token(at).text] in HALVES):
            draft.alone = True
            return self._rest(at, draft)
        if kind in ("year", "fiscal"):
            return self._standing(at)
        return []

    # --- the year -----------------------------------------------------------------------------------------------

    def _number(self, at: int) -> tuple[int, str, int]:
        """An era's or a Gregorian year at a token: where it ends (0 without one), the era, the number."""
        token = self.token(at)
        if token.kind == "era":
            following = self.token(at + 1)
            if following.kind == "first":
                return at + 2, token.text, 1
            if following.kind == "number" and 1 <= following.value <= 99:
                return at + 2, token.text, following.value
            return 0, "", 0
        if token.kind == "common":
            at, token = at + 1, self.token(at + 1)
        if token.kind == "number" and 1500 <= token.value <= 2199:
            return at + 1, "", token.value
        return 0, "", 0

    def _set_year(self, draft: Draft, era: str, number: int) -> None:
        draft.era = draft.era or era
        draft.calendars.append(era or "西暦")
        draft.year = era_year(era, number) if era else number

    def _year(self, at: int, draft: Draft, *, bare: bool = False) -> int:
        """A year with its unit and the other calendar's year in brackets; 0 where there is none."""
        if self.token(at).kind == "fiscal_latin":
            draft.year, draft.kind, draft.last = self.token(at).value, "fiscal", at + 1
            draft.calendars.append("西暦")
            return at + 1
        here, era, number = self._number(at)
        if not here:
            return 0
        self._set_year(draft, era, number)
        return self._unit(here, draft, bare=bare)

    def _unit(self, here: int, draft: Draft, *, bare: bool = False) -> int:
        here = self._other_calendar(here, draft) if not bare else here
        unit = self.token(here)
        if unit.kind not in _UNITS:
            return here if bare else 0
        if unit.kind == "decade" and _years_into_decade(draft):
            return 0
        draft.kind = unit.kind
        here += 1
        if not bare:
            here = self._other_calendar(here, draft)
        if self.token(here).kind == "degree" and draft.kind == "year":
            draft.kind, here = "fiscal", here + 1
        draft.last = here
        return here

    def _other_calendar(self, at: int, draft: Draft) -> int:
        """Take in brackets that say the same date in the other calendar."""
        if self.token(at).kind != "open" or len(set(draft.calendars)) > 1:
            return at
        other = Draft(at + 1)
        here = self._year(at + 1, other, bare=True)
        if not here:
            return at
        if other.kind:
            here = self._narrow(here, other, nested=True)
        if self.token(here).kind != "close" or not self._absorb(draft, other):
            return at
        draft.last = here + 1
        return here + 1

    def _absorb(self, draft: Draft, other: Draft) -> bool:
        pointed = draft.year is None
        if not pointed and bool(draft.era) == bool(other.era):
            return False
        if pointed and draft.short is None and draft.deictic is None:
            return False
        units_differ = bool(draft.kind and other.kind) and draft.kind != other.kind
        if not pointed and draft.year != other.year:
            if units_differ:
                return False
            draft.issue = f"era and year contradict each other: {draft.year} and {other.year}"
        if draft.month is not None and other.month not in (None, draft.month):
            return False
        if pointed:
            draft.year = other.year
        draft.era = draft.era or other.era
        draft.calendars += other.calendars
        draft.kind = draft.kind or other.kind
        if draft.month is None:
            draft.month, draft.month_end = other.month, other.month_end
        draft.day = other.day if draft.day is None else draft.day
        draft.parts = draft.parts or other.parts
        return True

    # --- what follows the year ----------------------------------------------------------------------------------

    def _rest(self, at: int, draft: Draft) -> list[Draft]:
        """Month, day and parts after a year (or without one), and the lists that they open."""
        if draft.kind in ("year", "fiscal", "") and draft.month is None and not draft.parts:
            begin = at + 1 if self.token(at).kind == "of" and draft.kind else at
            months = [] if self._term(begin, replace(draft)) else self._list(begin, draft, ("month",))
            if months:
                return months
        here = self._narrow(at, draft)
        if here == at and not draft.kind and draft.month is None:
            return []
        if (
            draft.month is not None
            and draft.day is None
            and not draft.parts
            and self.token(here - 1).kind in ("month", "deictic")
        ):
            days = self._list(here, draft, ("day",))
            if days:
                return days
        draft.last = max(here, draft.last)
        return [draft]

    def _narrow(self, at: int, draft: Draft, *, nested: bool = False) -> int:
        here = at
        if draft.month is None and draft.kind != "decade":
            here = self._month(here, draft, nested=nested)
        while len(draft.parts) < 3 and draft.day is None:
            begin = here + 1 if self.token(here).kind == "of" and here > draft.first and not draft.alone else here
            token = self.token(begin)
            word = f"第{token.value}四半期" if token.kind == "quarter" else PARTS.get(token.text, "")
            if begin > here and token.kind in ("year", "fiscal") and self.token(begin + 1).text == "末":
                begin, word = begin + 1, "末"
            if not word or not _allowed(word, draft):
                break
            draft.parts.append(word)
            here = draft.last = begin + 1
        if not nested and here > at:
            here = self._other_calendar(here, draft)
        return here

    def _month(self, at: int, draft: Draft, *, nested: bool) -> int:
        begin = at + 1 if self.token(at).kind == "of" and draft.kind and not nested else at
        here = self._term(begin, draft)
        if here:
            return here
        number, unit = self.token(begin), self.token(begin + 1)
        if number.kind != "number" or unit.kind != "month" or not 1 <= number.value <= 12:
            return at
        if follows_duration(self.text, unit.end, "month"):
            return at
        draft.month, draft.last = number.value, begin + 2
        here = begin + 2
        if self.token(here).kind == "term":
            draft.parts.append("期")
            draft.last = here + 1
            return here + 1
        if not nested:
            here = self._other_calendar(here, draft)
        return self._day(here, draft, nested=nested)

    def _day(self, at: int, draft: Draft, *, nested: bool = False) -> int:
        number, unit = self.token(at), self.token(at + 1)
        if number.kind != "number" or unit.kind != "day" or not 1 <= number.value <= 31 or draft.day is not None:
            return at
        if self.text.startswith("間", unit.end):
            return at
        draft.day, draft.last = number.value, at + 2
        return at + 2 if nested else self._other_calendar(at + 2, draft)

    def _term(self, at: int, draft: Draft) -> int:
        """A quarter said by its months (10-12月期); 0 where there is none."""
        first = self.token(at)
        here = at + 1 + (self.token(at + 1).kind == "month")
        last = self.token(here + 1)
        if first.kind != "number" or last.kind != "number" or self.token(here).text not in "~〜-・":
            return 0
        if self.token(here + 2).kind != "month" or self.token(here + 3).kind != "term":
            return 0
        if not (1 <= first.value <= 12 and 1 <= last.value <= 12):
            return 0
        draft.month, draft.month_end, draft.last = first.value, last.value, here + 4
        return here + 4

    # --- lists and ranges that share a unit ---------------------------------------------------------------------

    def _list(self, at: int, draft: Draft, units: tuple[str, ...]) -> list[Draft]:
        """Numbers that share the unit of the last: 令和5・6年度, 2023~2025年, 4~6月; the last goes on as usual."""
        elements, here = self._elements(at, units)
        unit = self.token(here)
        if len(elements) < 2 or unit.kind not in units:
            return []
        drafts: list[Draft] = []
        for order, (begin, end, era, number, spanning) in enumerate(elements):
            one = (
                replace(draft, last=end, parts=[], calendars=list(draft.calendars)) if order == 0 else Draft(begin, end)
            )
            one.after_range = spanning
            if not self._fill(one, era, number, unit, drafts, self.token(end - 1)):
                return []
            drafts.append(one)
        last = drafts[-1]
        last.last = here + 1
        if unit.kind == "day":
            return drafts
        if unit.kind == "month":
            if follows_duration(self.text, unit.end, "month") or self.token(here + 1).text == "間":
                return []
            last.last = end = self._day(here + 1, last)
            return drafts[:-1] + ([last] if last.day is not None else self._rest(end, last))
        if follows_duration(self.text, unit.end, "year") and not elements[0][2] and elements[0][3] < 1000:
            return []
        after = self._other_calendar(here + 1, last)
        return drafts[:-1] + self._rest(after, last)

    def _fill(self, one: Draft, era: str, number: int, unit: Token, earlier: list[Draft], token: Token) -> bool:
        """Put a number of a list where its unit says; False where it cannot stand there."""
        if unit.kind == "month":
            one.month = number
            return 1 <= number <= 12 and not era
        if unit.kind == "day":
            one.day = number
            return 1 <= number <= 31 and not era
        one.kind = unit.kind
        if era or number >= 1000:
            self._set_year(one, era, number)
            return bool(era) or 1500 <= number <= 2199
        one.short = number
        return (
            bool(earlier)
            and number < 100
            and (not earlier[0].calendars or earlier[0].era != "" or len(token.text) == 2)
        )

    def _elements(self, at: int, units: tuple[str, ...]) -> tuple[list[tuple[int, int, str, int, bool]], int]:
        elements: list[tuple[int, int, str, int, bool]] = []
        here, spanning = at, False
        years = units == _UNITS
        for _ in range(_LIST_REACH):
            end, era, number = self._number(here) if years else (0, "", 0)
            if not end and self.token(here).kind == "number" and self.token(here).value > 0:
                if years and not elements:
                    break
                end, number = here + 1, self.token(here).value
            if not end:
                break
            elements.append((here, end, era, number, spanning))
            here = end
            if self.token(here).kind == "open" and self.token(here + 2).kind == "close" and years:
                here += 3
            if self.token(here).kind != "link":
                break
            spanning = self.token(here).text in SPANNING
            here += 1
        return elements, here

    # --- shortened, pointing and standing alone -----------------------------------------------------------------

    def _shortened(self, at: int) -> list[Draft]:
        """A number below 100 with a unit: a shortened year, a month or a day; the caller decides whether it may stand."""
        number, unit = self.token(at), self.token(at + 1)
        draft = Draft(at)
        if unit.kind in ("month", "link"):
            found = self._rest(at, draft)
            if found:
                return found
        if unit.kind == "day" and 1 <= number.value <= 31:
            draft.day, draft.last = number.value, at + 2
            return [draft]
        if 1 <= number.value <= 99 or (number.value == 0 and unit.kind == "decade"):
            draft.short = number.value
            here = self._unit(at + 1, draft)
            if here:
                return self._rest(here, draft)
        return []

    def _apostrophe(self, at: int) -> list[Draft]:
        number = self.token(at + 1)
        draft = Draft(at, short=number.value, calendars=["西暦"])
        if number.kind == "number" and len(number.text) == 2:
            here = self._unit(at + 2, draft)
            return self._rest(here, draft) if here else []
        return []

    def _numeric(self, at: int) -> list[Draft]:
        """2020.12.25, 2021/3/31, R3.6.18, (2018.7)."""
        text = self.token(at).text
        era = ERA_SHORT.get(text[0], "")
        fields = [int(piece) for piece in _NUMERIC_MARK.split(text.lstrip("MTSHR"))]
        draft = Draft(at, at + 1, kind="year")
        if not (1 <= fields[1] <= 12 and 1 <= (fields + [1])[2] <= 31 and (era or 1900 <= fields[0] <= 2100)):
            return []
        self._set_year(draft, era, fields[0])
        draft.month, draft.day = fields[1], fields[2] if len(fields) > 2 else None
        return [draft]

    def _deictic(self, at: int) -> list[Draft]:
        token = self.token(at)
        draft = Draft(at, at + 1, deictic=DEICTICS[token.text])
        draft.kind = draft.deictic.unit if draft.deictic and draft.deictic.unit in _UNITS else "year"
        if draft.deictic and draft.deictic.part:
            draft.parts.append(draft.deictic.part)
            return [draft]
        if draft.deictic and draft.deictic.unit in ("year", "fiscal"):
            exact = Draft(at)
            here = self._year(at + 1, exact)
            if here:
                return self._rest(here, exact)
            return self._rest(self._same_period(self._other_calendar(at + 1, draft), draft), draft)
        if draft.deictic and draft.deictic.unit == "month":
            here = self._day(at + 1, draft)
            days = [] if draft.day is not None else self._list(at + 1, draft, ("day",))
            return days or self._parts_only(here, draft)
        return self._parts_only(at + 1, draft)

    def _parts_only(self, at: int, draft: Draft) -> list[Draft]:
        token = self.token(at)
        if token.kind == "part" and draft.day is None and PARTS[token.text] not in (*SEASONS, *HALVES):
            draft.parts.append(PARTS[token.text])
            at += 1
        draft.last = at
        return [draft]

    def _same_period(self, at: int, draft: Draft) -> int:
        """前年同期 and 前年同月: the same period one year earlier."""
        token = self.token(at)
        if token.text == "同月":
            draft.same_period = True
            draft.last = at + 1
        elif token.text == "同" and self.token(at + 1).kind == "term":
            draft.same_period = True
            draft.last = at + 2
        return draft.last if draft.same_period else at

    def _same(self, at: int) -> list[Draft]:
        """同 or 翌 before a number: 同3月末, 同14年4月, 翌2017年, 翌7月1日, 同第3四半期."""
        after = self.token(at).text == "翌"
        exact = Draft(at)
        here = self._year(at + 1, exact)
        if here:
            return self._rest(here, exact)
        following = self.token(at + 1)
        if following.kind == "quarter" and not after:
            return self._rest(at + 1, Draft(at, kind="", deictic=DEICTICS["同年"], alone=True))
        if following.kind != "number":
            return []
        found = self._shortened(at + 1)
        if not found or (found[0].short is None and found[0].month is None and after):
            return []
        found[0].first = at
        if found[0].short is None:
            found[0].deictic = Deictic("year" if found[0].month else "month", "anchor", 0)
            found[0].after_range = after
            found[0].kind = found[0].kind or "year"
        return found

    def _standing(self, at: int) -> list[Draft]:
        """年内, 年末, 年明け, 年度内, 年度末 with nothing before them."""
        unit, following = self.token(at), self.token(at + 1)
        draft = Draft(at, at + 2, kind=unit.kind, alone=True)
        if following.kind == "part" and PARTS[following.text] in ("末", "初頭", "半ば"):
            draft.deictic = Deictic(unit.kind, "nearest", 1 if following.text == "明け" else 0)
            draft.parts.append(PARTS[following.text])
            return [draft]
        if following.text == "内":
            draft.deictic = Deictic(unit.kind, "document", 0)
            return [draft]
        return []


def _years_into_decade(draft: Draft) -> int:
    if draft.year is None:
        return (draft.short or 0) % 10
    return (draft.year - (era_year(draft.era, 10) if draft.era else 0)) % 10


def _allowed(part: str, draft: Draft) -> bool:
    """Tell whether a part can narrow what stands before it."""
    if part in DEKADS:
        return draft.month is not None and draft.month_end is None and not draft.parts
    if part in SEASONS or part in HALVES:
        return draft.month is None and draft.kind != "decade" and not draft.parts
    if part.startswith("第"):
        return (draft.month is None and draft.kind != "decade" and not draft.parts) or draft.parts == ["期"]
    return bool(draft.kind or draft.month or draft.parts)
