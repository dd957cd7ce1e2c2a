"""The name of who speaks, printed before a speech, taken out of its text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_CIRCLES = "○◯〇●◎◆◇"
_SPACE = re.compile(r"[\s\u3000]+")
_AFTER = " \t\r\n\u3000：:"
_NAME = 20
_LABEL = re.compile(rf"[{_CIRCLES}]?[\s\u3000]{{0,3}}([^\s\u3000。、]{{1,40}}?)(?:[\s\u3000]+|[：:]\s{{0,3}})")
_IN_BRACKETS = re.compile(rf"[{_CIRCLES}]?[^。、（(]{{0,40}}[（(]([^（）()]{{1,40}}?)[）)][\s\u3000：:]*")
_PERSON = re.compile(r"(?:^|.*[（(])([^（）()]{2,20}?)(?:君|さん|氏|様|議員)[）)]?")
# A name without 君 in brackets behind a seat or an office.
_BEHIND = re.compile(r"[^（(]*(?:番|員|長|臣|人|官|事)[（(]([一-龠々ぁ-んァ-ヶー\s\u3000]{3,12})[）)]")
_NO_NAME = re.compile("(?:代理|担当|長|課|局|部|室|省|庁|関係|代行)$")


def without_label(text: str, speaker: str) -> str:
    """Return a speech without the name of who speaks before it.

    Parameters
    ----------
    speaker : str
        As the table has it.

    Examples
    --------
    >>> without_label("○議長（甲野太郎君）　これより開きます。", "甲野太郎")
    'これより開きます。'
    >>> without_label("○甲野（太）委員　質問します。", "甲野太郎")
    '質問します。'
    >>> without_label("○甲野太郎君国会法について述べます。", "甲野太郎")
    '国会法について述べます。'
    >>> without_label("○甲野委員長これより開きます。", "甲野太郎")
    'これより開きます。'
    >>> without_label("甲野太郎は出席した。", "甲野太郎")
    '甲野太郎は出席した。'
    """
    bare = text.lstrip()
    name = _SPACE.sub("", person_of(speaker))
    if not name or not bare:
        return text
    bracketed = _IN_BRACKETS.match(bare)
    if bracketed and name in _SPACE.sub("", bracketed.group(1)):
        return bare[bracketed.end() :]
    end = _name_and_title(bare, name) if bare[0] in _CIRCLES and len(name) <= _NAME else 0
    if end:
        return bare[end:].lstrip(_AFTER)
    label = _LABEL.match(bare)
    if label is None:
        # A label alone, without speech.
        alone = bare[0] in _CIRCLES and len(bare) <= 40 and "。" not in bare and bare[1:2] == name[:1]
        return "" if alone else text
    inside = label.group(1)
    marked = bare[0] in _CIRCLES
    whole_name = inside.startswith(name) and len(inside) <= len(name) + 6
    return bare[label.end() :] if marked or whole_name or inside == speaker.strip() else text


def person_of(speaker: str) -> str:
    """Return the name of a person in what a table has for a speaker.

    Examples
    --------
    >>> person_of("６番（甲野太郎君）"), person_of("甲野太郎君"), person_of("座長")
    ('甲野太郎', '甲野太郎', '座長')
    """
    found = _PERSON.fullmatch(speaker.strip())
    if found is None:
        found = _BEHIND.fullmatch(speaker.strip())
        if found is not None and _NO_NAME.search(found.group(1)):
            found = None
    return found.group(1).strip() if found else speaker.strip()


@cache
def _titles() -> str:
    with (Path(__file__).parent / "columns.toml").open("rb") as file:
        return "|".join(map(re.escape, tomllib.load(file)["labels"]["titles"]))


def _name_and_title(bare: str, name: str) -> int:
    """Where a circle, the name or its beginning, and a title end at the head of a speech; 0 where they do not stand there."""
    gap = r"[\s\u3000]{0,3}"
    for length in range(len(name), 0, -1):
        spaced = gap.join(map(re.escape, name[:length]))
        given = "" if length == len(name) else "(?:[（(].[）)])?"
        end = "?" if length == len(name) else ""
        match = re.match(rf"[{_CIRCLES}]{gap}{spaced}{given}(?:{_titles()}){end}", bare)
        if match:
            return match.end()
    return 0
