"""Dates whose year is printed in full, as a document's head gives them."""

from __future__ import annotations

import datetime as dt
import re

from plantext.dates import find_dates

# Forms of a year that leave nothing to guess (the first part of `DateMention.rule`).
_IN_FULL = frozenset(("gregorian", "era", "both", "numeric"))
_NUMBERED_BY = re.compile(r"(?<=日)[\s\u3000]?(?:.{0,8}(?:告示|訓令|訓|達|規程|規則|条例|要綱))(?=第)")


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
    return [
        (mention.start, mention.end, mention.date_start, mention.moment.day is not None)
        for mention in found
        if mention.date_start is not None
        and mention.moment.month is not None
        and mention.rule.partition(":")[0] in _IN_FULL
        and mention.rule.split(":")[1] in ("day", "month")
    ]
