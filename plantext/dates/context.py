"""What stands around a date and makes it none: law numbers, titles, ratios, durations, editions."""

from __future__ import annotations

import re

from plantext.dates.words import (
    DEADLINE_AFTER,
    DEADLINE_AFTER_END,
    DURATION_AFTER_DAY,
    DURATION_AFTER_YEAR,
    LAW_KINDS,
    NOT_A_MONTH,
    PUBLISHED,
    RATIO_AFTER_DEICTIC,
    TITLE_ENDS,
)

_LAW_REACH = 30
_TITLE_REACH = 120
_SHORTEST_TITLE = 9
_LAW_NUMBER = re.compile(r"[0-9一二三四五六七八九十百千〇]{1,7}号")
_KANJI_OR_JOINT = re.compile(r"[々\u3400-\u9fff\u30a1-\u30ff・\s]")
_KANJI = re.compile(r"[々\u3400-\u9fff0-9]")
_BRACKETS = {"「": "」", "『": "』", "｢": "｣", "“": "”"}


_ABOUT = re.compile(r"\s{0,4}(?:頃|ごろ|ころ)?\s{0,4}")
_ENDS = ("末", "末日", "年内", "年度内")


def is_deadline(text: str, start: int, end: int) -> bool:
    """Tell whether something is to be done by a date (2025年度｜までに, 2023年度末｜に, 2024年｜を目途に).

    Parameters
    ----------
    text : str
        The folded text.
    start, end : int
        Where the date stands.

    Returns
    -------
    bool
        True where the words behind it say so.
    """
    about = _ABOUT.match(text, end)
    after = about.end() if about else end
    if text.startswith(DEADLINE_AFTER, after):
        return True
    return text[start:end].rstrip().endswith(_ENDS) and text.startswith(DEADLINE_AFTER_END, after)


def is_law_number(text: str, end: int) -> bool:
    """Tell whether a law number follows (令和３年｜法律第35号).

    Parameters
    ----------
    text : str
        The folded text.
    end : int
        Where the date ends.

    Returns
    -------
    bool
        True where the kind of law and its number follow without a particle.
    """
    stop = min(len(text), end + _LAW_REACH)
    for at in range(end, stop):
        number = at + 1 if text[at] == "第" else at
        if at > end and (text[at] == "第" or text[at].isdigit()):
            kind = text[end:at].rstrip()
            if kind.endswith(LAW_KINDS) and _LAW_NUMBER.match(text, number):
                return True
        if not _KANJI_OR_JOINT.match(text[at]):
            return False
    return False


def title_ranges(text: str) -> list[tuple[int, int]]:
    """Find the quoted titles of documents, in which years are no dates.

    Parameters
    ----------
    text : str
        The folded text.

    Returns
    -------
    list of tuple of int
        Half-open ranges, in order, never overlapping.
    """
    ranges: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in _BRACKETS:
            opened.append(at)
        elif opened and character == _BRACKETS[text[opened[-1]]]:
            begin = opened.pop()
            if at - begin > _TITLE_REACH:
                continue
            title = _title_of(text[begin + 1 : at])
            if title or text[begin] == "『":
                while ranges and ranges[-1][0] > begin:
                    ranges.pop()
                ranges.append((begin, begin + 1 + len(title) if title else at))
    return ranges


def _title_of(content: str) -> str:
    """The part of a quotation that is a document's title; when it was published may follow in brackets."""
    content = content.rstrip(".~〜")
    head = content[: content.find("(")] if content.endswith(")") and content.find("(") > 0 else content
    if len(head) < _SHORTEST_TITLE:
        return ""
    if "版" not in content and (not head.endswith(TITLE_ENDS) or "。" in head or "、" in head):
        return ""
    return head if content[len(head) :].rstrip(")").endswith(PUBLISHED) else content


def follows_duration(text: str, end: int, unit: str) -> bool:
    """Tell whether what follows makes a bare number of years, months or days a duration.

    Parameters
    ----------
    text : str
        The folded text.
    end : int
        Where the number and its unit end.
    unit : str
        ``year``, ``month`` or ``day``.

    Returns
    -------
    bool
        True for a duration, an age or a rate.
    """
    if unit == "month":
        return text.startswith(NOT_A_MONTH, end)
    if unit == "day":
        return text.startswith(DURATION_AFTER_DAY, end) and not text.startswith("では", end)
    if text.startswith(("前半", "後半", "前期", "後期", "前後", "でも", "では", "分野"), end):
        return False
    return text.startswith((*DURATION_AFTER_YEAR, "前", "後", "半", "で"), end)


def is_amount_of_years(text: str, start: int, end: int) -> bool:
    """Tell whether a number of four digits counts years (約2000年, 2000年間, 1000年前).

    Parameters
    ----------
    text : str
        The folded text.
    start, end : int
        The number and its 年.

    Returns
    -------
    bool
        True for a duration.
    """
    if text.startswith(("間", "余", "にわた", "にも及"), end):
        return True
    if text.startswith("前", end) and not text.startswith(("前半", "前後", "前期"), end):
        return True
    return text.endswith(("約", "数", "およそ"), 0, start)


def is_edition(text: str, end: int) -> bool:
    """Tell whether the date names an edition, an issue or a coined name (平成30年｜版, 5月｜号, 2000年｜問題).

    Parameters
    ----------
    text : str
        The folded text.
    end : int
        Where the date ends.

    Returns
    -------
    bool
        True where it does.
    """
    return text.startswith(("版", "号", "問題", "度版", "次版"), end)


def is_ratio(text: str, start: int, end: int) -> bool:
    """Tell whether a deictic date stands inside a ratio term (前年｜比, 対｜前年度比).

    Parameters
    ----------
    text : str
        The folded text.
    start, end : int
        The deictic date.

    Returns
    -------
    bool
        True inside a ratio term.
    """
    return text.startswith(RATIO_AFTER_DEICTIC, end) or (start > 0 and text[start - 1] == "対")


def stands_alone(text: str, start: int) -> bool:
    """Tell whether no word runs into a position from the left.

    Parameters
    ----------
    text : str
        The folded text.
    start : int
        The position.

    Returns
    -------
    bool
        False after a kanji or a digit.
    """
    return start == 0 or _KANJI.match(text[start - 1]) is None
