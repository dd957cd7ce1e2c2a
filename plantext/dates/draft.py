"""A date as it is read, before its year is found."""

from __future__ import annotations

from dataclasses import dataclass, field

from plantext.dates.calendar import era_year
from plantext.dates.words import DEKADS, HALVES, SEASONS, Deictic


@dataclass(slots=True)
class Draft:
    """A date as read, its year perhaps still to be found.

    Kind, month, day and parts are those of :class:`plantext.dates.calendar.Moment`.
    """

    # Tokens, half-open.
    first: int
    last: int = 0
    # The Gregorian year of one printed in full; else the number printed without era or century.
    year: int | None = None
    short: int | None = None
    # Empty where no year was named.
    kind: str = ""
    month: int | None = None
    day: int | None = None
    month_end: int | None = None
    parts: list[str] = field(default_factory=list)
    deictic: Deictic | None = None
    # Whether it is the nearest date's period in another year (前年同期).
    same_period: bool = False
    era: str = ""
    # Eras and 西暦, in the order printed.
    calendars: list[str] = field(default_factory=list)
    # What contradicts itself.
    issue: str = ""
    # Whether nothing was said about the year (第1四半期, 年内).
    alone: bool = False
    # Whether it ends a range (から, ～).
    after_range: bool = False
    # Of one without a year: whether it is said to be past or future, its day of the week, and whether it is a form's
    # blank or a day of any year.
    outlook: str = ""
    weekday: int = -1
    blank: bool = False
    supposed: bool = False

    def set_year(self, era: str, number: int) -> None:
        """Take a year as printed; `era` is empty for a Gregorian year."""
        self.era = self.era or era
        self.calendars.append(era or "西暦")
        self.year = era_year(era, number) if era else number

    def begins_decade(self) -> bool:
        """Tell whether the number printed can stand before 年代."""
        if self.year is None:
            return (self.short or 0) % 10 == 0
        return (self.year - (era_year(self.era, 10) if self.era else 0)) % 10 == 0

    def allows(self, part: str) -> bool:
        """Tell whether a part can narrow what was read so far: False for 2023年上旬, 10月春 and their like."""
        bare = self.month is None and self.kind != "decade" and not self.parts
        if part in DEKADS:
            return self.month is not None and self.month_end is None and not self.parts
        if part in SEASONS or part in HALVES:
            return bare
        if part.startswith("第"):
            return bare or self.parts == ["期"]
        return bool(self.kind or self.month or self.parts)

    def absorb(self, other: Draft) -> bool:
        """Take in the same date as said in the other calendar; False where the two are two dates.

        Years that differ in one unit are one date with an issue.
        """
        pointed = self.year is None
        if pointed and self.short is None and self.deictic is None:
            return False
        if not pointed and bool(self.era) == bool(other.era):
            return False
        # 2023年3月(令和5年4月) are two dates.
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
