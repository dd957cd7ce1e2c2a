"""A date as it stands in a text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plantext.dates.calendar import Moment
from plantext.dates.words import Deictic


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date found in a text.

    Parameters
    ----------
    start, end : int
        Character range in the text as printed; spaces inside belong to it.
    name : str
        Canonical Japanese name, equal for equal dates (``2023年10月``, ``2023年度末``); the folded text where no
        year is known.
    date_start, date_end : datetime.date or None
        First and last day; None where the year is unknown or the day does not exist.
    norm : str
        EDTF (ISO 8601-2); ``XXXX`` for an unknown year.
    rule : str
        The year's form (``gregorian``, ``era``, ``both``, ``deictic``, ``elided``, ``numeric``), a colon, and the
        precision; ``:deadline`` behind it where something is to be done by then.
    moment : Moment
        What the date says; name, days and EDTF are made from it.
    issue : str
        What is wrong with it (era and year contradict each other, no such day); else empty.
    calendar : str
        Eras (or ``西暦``) that the year was printed in; a later shortened year is read in the same.
    deictic : Deictic or None
        The pointing word that it begins with.
    """

    start: int
    end: int
    text: str
    name: str
    date_start: dt.date | None
    date_end: dt.date | None
    norm: str
    rule: str
    moment: Moment
    issue: str = ""
    calendar: str = ""
    deictic: Deictic | None = None
