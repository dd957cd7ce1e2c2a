"""What stands around a date and makes it none: law numbers, titles, ratios, durations, editions.

Every function takes the folded text, and the range of the date or its end.
"""

from __future__ import annotations

import re

from plantext.dates.words import AMOUNT, CONTEXT, DEADLINE, DURATION

_LAW_REACH = 30
_TITLE_REACH = 120
_SHORTEST_TITLE = 9
_LAW_NUMBER = re.compile(r"[0-9一二三四五六七八九十百千〇]{1,7}号")
_KANJI_OR_JOINT = re.compile(r"[々\u3400-\u9fff\u30a1-\u30ff・\s]")
_OTHER_HALF = re.compile(r"(?![末中内以])[\u3400-\u9fff]")
_KANJI = re.compile(r"[々\u3400-\u9fff0-9]")
_ABOUT = re.compile(r"\s{0,4}(?:頃|ごろ|ころ)?\s{0,4}")
_BRACKETS = {"「": "」", "『": "』", "｢": "｣", "“": "”"}
_BRACKET = re.compile("[「」『』｢｣“”]")


def is_deadline(text: str, start: int, end: int) -> bool:
    """Tell whether something is to be done by a date (2025年度｜までに, 2023年度末｜に, 2024年｜を目途に).

    Examples
    --------
    >>> is_deadline("年内に結論を得る", 0, 2)
    True
    """
    # 2024年頃までに
    about = _ABOUT.match(text, end)
    after = about.end() if about else end
    if text.startswith(DEADLINE["after"], after):
        return True
    return text[start:end].rstrip().endswith(DEADLINE["end"]) and text.startswith(DEADLINE["after_end"], after)


def is_other_term(text: str, start: int, end: int, *, pointing: bool) -> bool:
    """Tell whether a date is part of a law number, an edition (平成30年｜版, 2000年｜問題) or a ratio (前年｜比).

    Of dates, only those of a `pointing` word stand in ratios.

    Examples
    --------
    >>> is_other_term("令和3年法律第35号", 0, 4, pointing=False)
    True
    """
    if pointing and (text.startswith(CONTEXT["ratio"], end) or (start > 0 and text[start - 1] == "対")):
        return True
    return text.startswith(CONTEXT["edition"], end) or _is_law_number(text, end)


def _is_law_number(text: str, end: int) -> bool:
    """Tell whether a kind of law and its number follow without a particle (令和３年｜法律第35号)."""
    stop = min(len(text), end + _LAW_REACH)
    for at in range(end, stop):
        number = at + 1 if text[at] == "第" else at
        if at > end and (text[at] == "第" or text[at].isdigit()):
            kind = text[end:at].rstrip()
            if kind.endswith(CONTEXT["law"]) and _LAW_NUMBER.match(text, number):
                return True
        if not _KANJI_OR_JOINT.match(text[at]):
            return False
    return False


def title_ranges(text: str) -> list[tuple[int, int]]:
    """Find the quoted titles of documents, in which years are no dates: half-open, in order, never overlapping.

    Examples
    --------
    >>> title_ranges("「2023年度通信利用動向調査」による")
    [(0, 15)]
    """
    ranges: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if text[at] in _BRACKETS:
            opened.append(at)
        elif opened and text[at] == _BRACKETS[text[opened[-1]]]:
            begin = opened.pop()
            # A longer quotation is a passage; the bound also keeps the work linear.
            if at - begin > _TITLE_REACH:
                continue
            title = _title_of(text[begin + 1 : at])
            if title or text[begin] == "『":
                while ranges and ranges[-1][0] > begin:
                    ranges.pop()
                ranges.append((begin, begin + 1 + len(title) if title else at))
    return ranges


def _title_of(content: str) -> str:
    """Return the part of a quotation that is a title; when it was published may follow in brackets."""
    content = content.rstrip(".~〜")
    head = content[: content.find("(")] if content.endswith(")") and content.find("(") > 0 else content
    if len(head) < _SHORTEST_TITLE:
        return ""
    if "版" not in content and (not head.endswith(CONTEXT["title"]) or "。" in head or "、" in head):
        return ""
    return head if content[len(head) :].rstrip(")").endswith(CONTEXT["published"]) else content


def follows_duration(text: str, end: int, unit: str) -> bool:
    """Tell whether what follows makes a bare number of a unit (``year``, ``month``, ``day``) a length of time.

    Examples
    --------
    >>> follows_duration("15年間の", 3, "year"), follows_duration("15年前半", 3, "year")
    (True, False)
    """
    if text.startswith(DURATION.get(f"{unit}_not", ()), end):
        return False
    return text.startswith(DURATION[unit], end)


def is_amount_of_years(text: str, start: int, end: int) -> bool:
    """Tell whether a number of four digits counts years (約2000年, 2000年間, 1000年前).

    Examples
    --------
    >>> is_amount_of_years("約2000年", 1, 6)
    True
    """
    if text.startswith(AMOUNT["after"], end) and not text.startswith(AMOUNT["after_not"], end):
        return True
    return text.endswith(AMOUNT["before"], 0, start)


def is_half_of_other(text: str, start: int, end: int) -> bool:
    """Tell whether a half is part of another thing's name: 前期授業料, 後期日程.

    Examples
    --------
    >>> is_half_of_other("前期授業料", 0, 2), is_half_of_other("前期に", 0, 2)
    (True, False)
    """
    return text[start:end] in ("前期", "後期") and bool(_OTHER_HALF.match(text, end))


def stands_alone(text: str, start: int) -> bool:
    """Tell whether no kanji and no digit runs into a position from the left.

    Examples
    --------
    >>> stands_alone("通年内", 1)
    False
    """
    return start == 0 or _KANJI.match(text[start - 1]) is None
