"""What is said around a month or day without a year: whether it is past, to come, or of any year."""

from __future__ import annotations

import re

from plantext.dates.words import OUTLOOK

# Characters behind a date in which it is said to be supposed.
_SUPPOSED_REACH = 40
# What happened on the day, said right behind it: 4月に公表した.
_HAPPENED = re.compile(r"(?:に|には|から|より|付で|付けで|の|、)?[^、。を]{0,12}?た(?![いめらりがだく])")
# A form's own calendar: a month or day whose number, or whose year, is left to be filled in.
_BLANK_BEHIND = re.compile(r"\s?日")
_BLANK_BEFORE = re.compile(r"[〇○◯×_＿]年度?(?:[0-9]{1,2}[月日]|[、・~～及び\s]){0,40}$")
_WEEKDAY = re.compile(r"\s?(?:\(([月火水木金土日])|([月火水木金土日])曜)")
_WEEKDAYS = "月火水木金土日"


def outlook(text: str, start: int, end: int) -> str:
    """Tell whether what is said of a date is ``past`` or ``future``; empty where nothing tells.

    Examples
    --------
    >>> outlook("去る7月の会合", 2, 4), outlook("10月に開く予定である", 0, 3)
    ('past', 'future')
    """
    for tense in ("past", "future"):
        if text.endswith(OUTLOOK[f"before_{tense}"], 0, start):
            return tense
    if text.startswith("まで", end):
        return ""
    after = text[end:]
    if _HAPPENED.match(after):
        return "past"
    # The last of the sentence's predicates is its own.
    ends = {tense: max(after.rfind(word) for word in OUTLOOK[tense]) for tense in ("past", "future")}
    if max(ends.values()) < 0:
        return ""
    return "past" if ends["past"] > ends["future"] else "future"


def weekday(text: str, end: int) -> int:
    """Return the day of the week behind a day, from 0 for Monday; -1 where there is none.

    Examples
    --------
    >>> weekday("1月16日木曜日", 5), weekday("1月16日(木)", 5), weekday("1月16日に", 5)
    (3, 3, -1)
    """
    found = _WEEKDAY.match(text, end)
    return _WEEKDAYS.index(found.group(1) or found.group(2)) if found else -1


def is_blank(text: str, start: int, end: int) -> bool:
    """Tell whether a month or day stands in a form, its year or day left to be filled in (4月 日, 〇〇年4月).

    Examples
    --------
    >>> is_blank("○○年4月", 3, 5), is_blank("4月に", 0, 2)
    (True, False)
    """
    if _BLANK_BEFORE.search(text, max(0, start - 60), start):
        return True
    return text[end - 1] == "月" and bool(_BLANK_BEHIND.match(text, end))


def is_supposed(text: str, start: int, end: int) -> bool:
    """Tell whether a month or day stands for that of any year (例えば、4月に採用した場合).

    Examples
    --------
    >>> is_supposed("4月に採用した場合", 0, 2), is_supposed("4月に採用した", 0, 2)
    (True, False)
    """
    before, after = text[max(0, start - _SUPPOSED_REACH) : start], text[end : end + _SUPPOSED_REACH]
    return any(word in before for word in OUTLOOK["supposed_before"]) or any(
        word in after for word in OUTLOOK["supposed"]
    )
