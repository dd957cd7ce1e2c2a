"""Read one date from tokens: a year, the other calendar's in brackets, month, day and narrowing parts.

Every rule looks a bounded number of tokens ahead, so reading a text is linear in its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plantext.dates import lists
from plantext.dates.context import follows_duration
from plantext.dates.drafts import Draft
from plantext.dates.pointing import READERS
from plantext.dates.tokens import Token
from plantext.dates.words import PARTS

YEAR_UNITS = ("year", "fiscal", "decade")
FULL = frozenset(("era", "number", "common", "fiscal_latin"))
"""Kinds of tokens that a year in full begins with."""
BEGINNINGS = FULL | READERS.keys()
"""Kinds of tokens that a date can begin with."""
_END = Token("end", -1, -1, "")


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
        if kind in FULL:
            drafts = lists.read_list(self, at, Draft(at), YEAR_UNITS) or self.full(at, Draft(at))
            if drafts:
                return drafts
        special = READERS.get(kind)
        found = special(self, at) if special else []
        return found or (self.cited_year(at) if kind == "number" else [])

    def cited_year(self, at: int) -> list[Draft]:
        """A number as the year of a publication, alone in its brackets: 総務省（2021）."""
        before, year, after = self.token(at - 1), self.token(at), self.token(at + 1)
        closed = (
            before.kind == "open" and after.kind == "close" and before.end == year.start and year.end == after.start
        )
        if not closed or len(year.text) != 4 or not 1900 <= year.value <= 2099:
            return []
        draft = Draft(at, last=at + 1, kind="year")
        draft.set_year("", year.value)
        return [draft]

    def full(self, at: int, draft: Draft) -> list[Draft]:
        """Read a date that begins with a year in full; nothing where none stands there."""
        here = self.year(at, draft)
        return self.rest(here, draft) if here else []

    # --- the year -----------------------------------------------------------------------------------------------

    def number(self, at: int) -> tuple[int, str, int]:
        """An era's or a Gregorian year: where it ends (0 without one), the era, the number."""
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

    def year(self, at: int, draft: Draft, *, bare: bool = False) -> int:
        """A year with its unit and the other calendar's in brackets; where it ends, 0 where there is none."""
        if self.token(at).kind == "fiscal_latin":
            draft.set_year("", self.token(at).value)
            draft.kind, draft.last = "fiscal", at + 1
            return at + 1
        here, era, number = self.number(at)
        if not here:
            return 0
        draft.set_year(era, number)
        return self.unit(here, draft, bare=bare)

    def unit(self, at: int, draft: Draft, *, bare: bool = False) -> int:
        """年, 年度 or 年代 after a number; ``bare`` inside brackets, where it may be missing."""
        here = at if bare else self.other_calendar(at, draft)
        unit = self.token(here)
        if unit.kind not in YEAR_UNITS:
            # 2021(令和3)2月: with both calendars there, only the unit was forgotten.
            if here > at and unit.kind == "number" and self.token(here + 1).kind == "month":
                draft.kind = "year"
                return here
            return at if bare else 0
        if unit.kind == "decade" and not draft.begins_decade():
            return 0
        draft.kind = unit.kind
        here += 1
        if not bare:
            here = self.other_calendar(here, draft)
        if self.token(here).kind == "degree" and draft.kind == "year":
            draft.kind, here = "fiscal", here + 1
        draft.last = here
        return here

    def other_calendar(self, at: int, draft: Draft) -> int:
        """Take in brackets that say the same date in the other calendar; where they end."""
        if self.token(at).kind != "open" or len(set(draft.calendars)) > 1:
            return at
        other = Draft(at + 1)
        here = self.year(at + 1, other, bare=True)
        if here and other.kind:
            here = self.narrow(here, other, nested=True)
        if not here or self.token(here).kind != "close" or not draft.absorb(other):
            return at
        draft.last = here + 1
        return here + 1

    # --- what follows the year ----------------------------------------------------------------------------------

    def rest(self, at: int, draft: Draft) -> list[Draft]:
        """Month, day and parts after a year (or without one), and the lists that they open."""
        if draft.kind != "decade" and draft.month is None and not draft.parts:
            begin = at + 1 if self.token(at).kind == "of" and draft.kind else at
            if not self._term(begin, replace(draft)):
                months = lists.read_list(self, begin, draft, ("month",))
                if months:
                    return months
        here = self.narrow(at, draft)
        if here == at and not draft.kind and draft.month is None:
            return []
        if draft.month is not None and draft.day is None and self.token(here - 1).kind in ("month", "deictic"):
            days = lists.read_list(self, here, draft, ("day",))
            if days:
                return days
        draft.last = max(here, draft.last)
        return [draft]

    def narrow(self, at: int, draft: Draft, *, nested: bool = False) -> int:
        """Month, day and parts; where they end."""
        here = at
        if draft.month is None and draft.kind != "decade":
            here = self._month(here, draft, nested=nested)
        while len(draft.parts) < 3 and draft.day is None:
            begin, part = self._part(here, draft)
            if not part or not draft.allows(part):
                break
            draft.parts.append(part)
            here = draft.last = begin + 1
        return self.other_calendar(here, draft) if here > at and not nested else here

    def _part(self, at: int, draft: Draft) -> tuple[int, str]:
        """A narrowing word: the token it stands at, and its canonical form; の and 年 may stand between."""
        here = at + 1 if self.token(at).kind == "of" and at > draft.first and not draft.alone else at
        if self.token(here).kind in ("year", "fiscal") and draft.kind in ("year", "fiscal") and draft.month is None:
            part = PARTS.get(self.token(here + 1).text, "")
            return here + 1, part if part in ("末", "初頭", "半ば") else ""
        token = self.token(here)
        return here, f"第{token.value}四半期" if token.kind == "quarter" else PARTS.get(token.text, "")

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
        if self.token(begin + 2).kind == "term":
            draft.parts.append("期")
            draft.last = begin + 3
            return begin + 3
        here = begin + 2 if nested else self.other_calendar(begin + 2, draft)
        return self.day(here, draft, nested=nested)

    def day(self, at: int, draft: Draft, *, nested: bool = False) -> int:
        """A day of the month; where it ends."""
        number, unit = self.token(at), self.token(at + 1)
        if number.kind != "number" or unit.kind != "day" or not 1 <= number.value <= 31 or draft.day is not None:
            return at
        if self.text.startswith("間", unit.end):
            return at
        draft.day, draft.last = number.value, at + 2
        return at + 2 if nested else self.other_calendar(at + 2, draft)

    def _term(self, at: int, draft: Draft) -> int:
        """A quarter said by its months (10-12月期); where it ends, 0 where there is none."""
        first = self.token(at)
        link = at + 1 + (self.token(at + 1).kind == "month")
        last = self.token(link + 1)
        numbers = first.kind == last.kind == "number" and self.token(link).text in ("~", "〜", "-", "・")
        closed = self.token(link + 2).kind == "month" and self.token(link + 3).kind == "term"
        if not numbers or not closed or not (1 <= first.value <= 12 and 1 <= last.value <= 12):
            return 0
        draft.month, draft.month_end, draft.last = first.value, last.value, link + 4
        return link + 4
