"""A date as it is read, before its year is found."""

from __future__ import annotations

from dataclasses import dataclass, field

from plantext.dates.moments import era_year
from plantext.dates.words import DEKADS, HALVES, SEASONS, Deictic


@dataclass(slots=True)
class Draft:
    """A date as read, its year perhaps still to be found.

    Parameters
    ----------
    first, last : int
        Tokens, half-open.
    year : int or None
        Gregorian year, where it was printed in full.
    short : int or None
        Year as printed without era or century.
    kind : str
        ``year``, ``fiscal`` or ``decade``; empty where no year was named.
    month, day, month_end, parts
        As in :class:`plantext.dates.moments.Moment`.
    deictic : Deictic or None
        What the date points at.
    same_period : bool
        Whether it is the nearest date's period in another year (前年同期).
    era : str
        Era printed; empty without one.
    calendars : list of str
        Eras and ``西暦``, in the order printed.
    issue : str
        What contradicts itself.
    alone : bool
        Whether nothing was said about the year (第1四半期, 年内).
    after_range : bool
        Whether it ends a range (から, ～).
    """

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

    def set_year(self, era: str, number: int) -> None:
        """Take a year as printed.

        Parameters
        ----------
        era : str
            Its era; empty for a Gregorian year.
        number : int
            The year.
        """
        self.era = self.era or era
        self.calendars.append(era or "西暦")
        self.year = era_year(era, number) if era else number

    def begins_decade(self) -> bool:
        """Whether the number printed can stand before 年代."""
        if self.year is None:
            return (self.short or 0) % 10 == 0
        return (self.year - (era_year(self.era, 10) if self.era else 0)) % 10 == 0

    def allows(self, part: str) -> bool:
        """Whether a part can narrow what was read so far.

        Parameters
        ----------
        part : str
            A canonical part (末, 上旬, 春, 第3四半期).

        Returns
        -------
        bool
            False for 2023年上旬, 10月春 and their like.
        """
        bare = self.month is None and self.kind != "decade" and not self.parts
        if part in DEKADS:
            return self.month is not None and self.month_end is None and not self.parts
        if part in SEASONS or part in HALVES:
            return bare
        if part.startswith("第"):
            return bare or self.parts == ["期"]
        return bool(self.kind or self.month or self.parts)

    def absorb(self, other: Draft) -> bool:
        """Take in the same date as said in the other calendar.

        Parameters
        ----------
        other : Draft
            What stands in brackets behind.

        Returns
        -------
        bool
            False where the two are two dates; years that differ in one unit are one date with an issue.
        """
        pointed = self.year is None
        if pointed and self.short is None and self.deictic is None:
            return False
        if not pointed and bool(self.era) == bool(other.era):
            return False
        if self.month is not None and other.month not in (None, self.month):
            return False
        if not pointed and self.year != other.year:
            if self.kind and other.kind and self.kind != other.kind:
                return False
            self.issue = f"era and year contradict each other: {self.year} and {other.year}"
        self.year = other.year if pointed else self.year
        self.era = self.era or other.era
        self.calendars += other.calendars
        self.kind = self.kind or other.kind
        if self.month is None:
            self.month, self.month_end = other.month, other.month_end
        self.day = other.day if self.day is None else self.day
        self.parts = self.parts or other.parts
        return True
