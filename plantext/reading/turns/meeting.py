"""The meeting that minutes are of: house, committee, session and number; committees of the Diet by house."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from plantext.reading.front import Front, plain
from plantext.reading.pieces import Reading

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("houses.toml").read_text(encoding="utf-8"))
HOUSES: dict[str, list[str]] = _TABLE["committees"]
"""The houses of the Diet and their standing committees."""
_SPECIAL = re.compile(_TABLE["special"])
_NUMBER = "(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,7})"
_SESSION = re.compile(rf"第({_NUMBER})回国会")
_LOCAL = re.compile(
    rf"(?:令和|平成|昭和)[0-9元一二三四五六七八九十]{{1,3}}年第?{_NUMBER}回[^\s（）()、。]{{0,10}}(?:定例会|臨時会)"
)
_ASSEMBLY = re.compile(r"[^\s（）()、。「」第回年]{1,10}[都道府県市区町村]議会")
_COMMITTEE = re.compile(
    r"(?:委員会|審査会|調査会|協議会|検討会|懇談会|審議会|分科会|部会|研究会|推進会議|本会議|小委員会|有識者会議|検討会議)"
)
_ISSUE = re.compile(rf"第{_NUMBER}[号回](?!国会|定例|臨時)")
_LINES = 40
_LONGEST = 80


def meeting_of(lines: Iterable[str]) -> dict[str, str]:
    """Find the meeting in the head of minutes; what is not printed is missing.

    Examples
    --------
    >>> meeting_of(["第２１２回国会　衆議院　文部科学委員会　第２号"])
    {'session': '212', 'house': '衆議院', 'committee': '文部科学委員会', 'issue': '第2号'}
    >>> meeting_of(["令和６年第４回定例会（第５号）"])
    {'session': '令和6年第4回定例会', 'issue': '第5号'}
    """
    found: dict[str, str] = {}
    for number, line in enumerate(lines):
        if number >= _LINES:
            break
        text = unicodedata.normalize("NFKC", line).strip()
        if not text or len(text) > _LONGEST or text.endswith("。"):
            continue
        for key, value in _of_line(text).items():
            found.setdefault(key, value)
    return {key: found[key] for key in ("session", "house", "committee", "issue") if key in found}


def without_labels(front: Front, reading: Reading) -> Front:
    """Leave the lines out of a document's head that begin with the label of a speaker, or list members."""
    labels = tuple({plain(piece.text) for piece in reading.pieces if piece.kind in ("speaker", "members")})
    kept = [not line.plain.startswith(labels) for line in front.lines]
    lines = tuple(line for line, keep in zip(front.lines, kept, strict=True) if keep)
    return replace(front, lines=lines, cover=sum(kept[: front.cover]))


def _of_line(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    session, local, assembly = _SESSION.search(text), _LOCAL.search("".join(text.split())), _ASSEMBLY.search(text)
    if session or local:
        found["session"] = session[1] if session else local.group() if local else ""
    house = next((house for house in HOUSES if house in text), assembly.group() if assembly else "")
    if house:
        found["house"] = house
    for word in text.split():
        name = re.sub(rf"^第{_NUMBER}回", "", word.removeprefix(house) if house else word)
        if _COMMITTEE.search(name) and len(name) <= _LONGEST // 2 and _COMMITTEE.sub("", name[-8:]) != name[-8:]:
            found.setdefault("committee", name[: _last_end(name)])
    rest = "".join(text.split()).replace(local.group(), "") if local else text
    issue = _ISSUE.search(rest) if session or local or "committee" in found else None
    if issue:
        found["issue"] = issue.group()
    return found


def _last_end(name: str) -> int:
    return max(match.end() for match in _COMMITTEE.finditer(name))


def house_of(committee: str, house: str) -> str:
    """Find the house of the Diet that a committee is of; `house` is that of the minutes in which it stands.

    Examples
    --------
    >>> house_of("予算委員会", "参議院"), house_of("文教科学委員会", "衆議院"), house_of("原子力規制委員会", "衆議院")
    ('参議院', '参議院', '')
    """
    owners = [one for one, committees in HOUSES.items() if committee in committees]
    if len(owners) == 1:
        return owners[0]
    return house if house in HOUSES and (owners or _SPECIAL.search(committee)) else ""
