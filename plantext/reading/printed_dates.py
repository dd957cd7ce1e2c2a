"""Dates whose year is printed in full, as a document's head gives them."""

from __future__ import annotations

import datetime as dt
import re

from plantext.dates import find_dates

# Forms of a year that leave nothing to guess (the first part of `DateMention.rule`).
_IN_FULL = frozenset(("gregorian", "era", "both", "numeric"))
_NUMBERED_BY = re.compile(r"(?<=日)[\s\u3000]?(?:.{0,8}(?:告示|訓令|訓|達|規程|規則|条例|要綱))(?=第)")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ENGLISH = re.compile(
    rf"(?:(?P<month>{'|'.join(_MONTHS)})\s(?P<day>[0-9]{{1,2}}),?|(?P<day2>[0-9]{{1,2}})\s(?P<month2>{'|'.join(_MONTHS)}),?)"
    r"\s(?P<year>19[0-9]{2}|20[0-9]{2})(?![0-9])"
)


def full_dates(text: str) -> list[tuple[int, int, dt.date, bool]]:
    """Find dates whose year is printed in full.

    Returns
    -------
    list of tuple
        Beginning, end, first day, and whether the day is printed (else the month).

    Examples
    --------
    >>> full_dates("令和５年６月")
    [(0, 6, datetime.date(2023, 6, 1), False)]
    """
    # 月版 is an edition's month, which is not a date in a sentence.
    # 月31日告示第56号 is the number of a notice, which is no date in a sentence either.
    masked = _NUMBERED_BY.sub(lambda match: " " * len(match.group()), text)
    found = find_dates(masked.replace("月版", "月 ").replace("月号", "月 "))
    japanese = [
        (mention.start, mention.end, mention.date_start, mention.moment.day is not None)
        for mention in found
        if mention.date_start is not None
        and mention.moment.month is not None
        and mention.rule.partition(":")[0] in _IN_FULL
        and mention.rule.split(":")[1] in ("day", "month")
    ]
    english = [
        (*match.span(), day, True) for match in _ENGLISH.finditer(text) if (day := _english_day(match)) is not None
    ]
    return sorted([*japanese, *english]) if english else japanese


def _english_day(match: re.Match[str]) -> dt.date | None:
    month = _MONTHS.index(match["month"] or match["month2"]) + 1
    try:
        return dt.date(int(match["year"]), month, int(match["day"] or match["day2"]))
    except ValueError:
        return None
