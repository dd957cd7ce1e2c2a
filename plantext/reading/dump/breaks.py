"""Line breaks of a page dump: which one ends a paragraph, weighed from what stands on both sides of it."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plantext.errors import Message
from plantext.reading.dump.setting import Setting
from plantext.reading.lines import is_title, opens_apart
from plantext.reading.marks import find_mark
from plantext.reading.paragraphs import NEVER_FIRST
from plantext.reading.pieces import breaks_word
from plantext.records import Note
from plantext.text import display_width

_TABLE = tomllib.loads(Path(__file__).with_name("breaks.toml").read_text(encoding="utf-8"))
# Log-odds that a break ends a paragraph, fitted by tools/fit_breaks.py.
_WEIGHTS: dict[str, float] = _TABLE["weights"]
COUNTERS = tuple(_TABLE["counters"])
"""What counts: a number before one of these is a quantity."""
UNNUMBERED = re.compile(
    r"""
    は\s?じ\s?め\s?に | お\s?わ\s?り\s?に | 終わりに | (?:結|むす)び(?:に)? | まとめ
    | ま\s?え\s?が\s?き | あとがき | [前序]文 | [序総各]論 | 結語
    | 目\s?次 | [附付]\s?則 | 略語(?:一覧|集) | 用語集 | 参考文献
    """,
    re.VERBOSE,
)
"""A whole heading that has no number."""
_OPENING = "「『（(【〈《［[“"
_CLOSING = "」』）)】〉》］]”"
_PARTNER = dict(zip(_CLOSING, _OPENING, strict=True))
# What begins a sentence: its subject (デジタル庁は、).
_SUBJECT = re.compile(r"[^、。]{1,20}(?:は|では|も|において(?:は)?)、")
# Columns that a line may lack before it counts as short, by steps.
_STEPS = (0, 2, 4, 6, 10, 16, 24, 40)
# Between these probabilities a break is told to be doubtful.
_DOUBTFUL = (0.25, 0.75)
# Brackets that stay open longer were never closed: a sign of the scan, not of the sentence.
_LONGEST_BRACKET = 6


@dataclass
class Group:
    """The lines of a paragraph that is being put together, and the brackets open in it."""

    lines: list[tuple[str, int]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    since: int = 0

    def add(self, line: str, page: int) -> None:
        """Add a line."""
        self.lines.append((line, page))
        self.since += 1
        for character in line:
            if character in _OPENING:
                if not self.open:
                    self.since = 0
                self.open.append(character)
            elif self.open and _PARTNER.get(character) == self.open[-1]:
                self.open.pop()

    def inside(self) -> bool:
        """Tell whether the last line ends inside brackets."""
        return bool(self.open) and self.since < _LONGEST_BRACKET


def _script(character: str) -> str:
    for name, first, last in (
        ("kata", "\u30a1", "\u30ff"),
        ("hira", "\u3041", "\u309f"),
        ("kanji", "\u4e00", "\u9fff"),
    ):
        if first <= character <= last or (character in "々〇" and name == "kanji"):
            return name
    if character.isdigit():
        return "digit"
    if character.isalpha():
        return "latin"
    for name, signs in (
        ("open", _OPENING),
        ("close", _CLOSING),
        ("stop", "。！？!?．"),
        ("comma", "、，,・"),
        ("colon", "：:"),
        ("dash", "-－―—–/／~〜～"),
    ):
        if character in signs:
            return name
    return "sign"


def _opening_of(line: str) -> tuple[str, bool]:
    """What kind of mark opens a line, and whether a title stands behind it."""
    text = line.strip()
    mark = find_mark(text)
    if mark is not None:
        titled = is_title(text[mark.end :])
        if mark.bare and text[mark.end :].lstrip().startswith(COUNTERS):
            return "counted", False
        return ("bare" if mark.bare else "item" if mark.item else "number"), titled
    return ("apart" if opens_apart(text) else "none"), False


def _unit(text: str) -> int:
    """Columns of what could not be parted from the first character of a line: a word in Latin letters, signs behind."""
    end = 1
    latin = text[0].isascii() and text[0].isalnum()
    while end < len(text) and (text[end] in NEVER_FIRST or (latin and text[end].isascii() and text[end].isalnum())):
        end += 1
    return display_width(text[:end])


def _printed(group: Group, setting: Setting) -> int:
    """Columns of the last line of print: a dump breaks one more than once, around brackets."""
    width = 0
    for line, _ in group.lines:
        more = setting.measure(line)
        full = width >= setting.width - 4 or width + more > setting.width + 3
        width = more if full else width + more
    return width


def _refills(printed: int, following: Sequence[str], setting: Setting) -> str:
    """Whether a short line and those after it fill one line of print, which the dump broke around brackets."""
    if printed >= setting.width - 4:
        return "full"
    for line in following[:5]:
        printed += setting.measure(line)
        if printed > setting.width + 3:
            return "over"
        if printed >= setting.width - 4:
            return "refilled"
    return "under"


def evidence(group: Group, following: Sequence[str], setting: Setting) -> list[str]:
    """List what speaks for or against a paragraph's end between a group of lines and those that follow, by name."""
    line = following[0]
    last, text = group.lines[-1][0].rstrip(), line.strip()
    end, begin = last[-1], text[0]
    left, right = _script(end), _script(begin)
    kind, titled = _opening_of(line)
    printed = _printed(group, setting)
    room = max(setting.width - printed, 0)
    refill = _refills(printed, following, setting)
    step = sum(room > limit for limit in _STEPS)
    fits = "fits" if room >= _unit(text) + 2 else "full"
    even = "even" if setting.even else "uneven"
    first, first_titled = _opening_of(group.lines[0][0])
    alone = len(group.lines) == 1
    stop = "stop" if left == "stop" or (left == "close" and last[-2:-1] in ("。", "．")) else "go"
    found = [
        "always",
        f"end {end if left == 'hira' else left}",
        f"begin {begin if right == 'hira' else right}",
        f"pair {left} {right}",
        f"{fits} {even} {stop}",
        f"begin {right} {fits} {stop}",
        f"{refill} {even} {stop}",
        f"{refill} before {right}",
        f"{refill} behind {left}",
        f"short {step} {even} {stop}",
        f"opening {kind} {stop}",
        f"opening {kind} {'title' if titled else 'text'} {fits}",
    ]
    if kind != "none":
        found.append(f"opening {kind} behind {first}")
    if group.inside():
        found.append(f"bracket {'number' if kind == 'number' else 'text'}")
    if alone and (first_titled or first == "apart"):
        found.append(f"title {first} {fits} {stop}")
    if alone and first == "none" and stop == "go":
        found.append(f"lone {left if left != 'hira' else 'hira ' + end} {fits}")
    if _SUBJECT.match(text):
        found.append(f"subject {stop} {fits} behind {'title' if alone and first_titled else 'text'}")
    if line[0] == "\u3000":
        found.append("indented behind indent" if group.lines[-1][0][0] == "\u3000" else "indented")
    return found


def ends_paragraph(group: Group, following: Sequence[str], setting: Setting) -> float:
    """Return the probability that a paragraph ends between a group of lines and those that follow.

    Examples
    --------
    >>> group = Group()
    >>> group.add("国際的なデータの流通を促進するため、ルールを作るこ", 1)
    >>> ends_paragraph(group, ["とが急務である。"], Setting(50, True)) < 0.1
    True
    """
    if following[0].strip()[0] in NEVER_FIRST or breaks_word(group.lines[-1][0].rstrip(), following[0].strip()):
        return 0.0
    if len(group.lines) == 1 and UNNUMBERED.fullmatch(group.lines[0][0].strip()):
        return 0.98
    score = sum(_WEIGHTS.get(name, 0.0) for name in evidence(group, following, setting))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _needed(group: Group, line: str, setting: Setting) -> float:
    """Probability from which a paragraph is taken to end.

    Where a sentence ends with a full line, the line says nothing; plans have more sentences to a paragraph than the
    texts that the weights were learned from.
    """
    ends_full = group.lines[-1][0].rstrip()[-1] == "。" and setting.width - 6 <= _printed(group, setting)
    return 0.8 if ends_full and _opening_of(line)[0] in ("none", "counted") else 0.5


def _doubt(last: str, line: str, page: int, sure: float, *, ended: bool) -> Note:
    around = f"{last[-16:]}｜{line[:16]}"
    taken = Message("It was taken to end.") if ended else Message("It was taken to go on.")
    if last[-1] in "。！？":
        # The sentences are whole either way.
        message = Message("A paragraph may end behind this full stop. {taken}", taken=taken)
        return Note("repaired", message, page, around, sure)
    return Note(
        "uncertain",
        Message("Whether a sentence goes on over this line break is uncertain. {taken}", taken=taken),
        page,
        around,
        sure,
    )


def group_lines(lines: Sequence[tuple[str, int]], setting: Setting) -> tuple[list[list[tuple[str, int]]], list[Note]]:
    """Group the lines of a page into paragraphs; return them, and the breaks that are doubtful.

    A blank line ends a paragraph.

    Examples
    --------
    >>> from plantext.reading.dump.setting import find_setting
    >>> lines = [("１．現状", 1), ("データの流通を促進するため、ルー", 1), ("ルを作ることが急務である。", 1)]
    >>> groups, doubts = group_lines(lines, find_setting([line for line, _ in lines]))
    >>> [len(group) for group in groups]
    [1, 2]
    """
    result: list[list[tuple[str, int]]] = []
    doubts: list[Note] = []
    group = Group()
    for i, (line, page) in enumerate(lines):
        blank = not line.strip()
        following = [text for text, _ in lines[i : i + 5]]
        ends = 1.0 if blank else ends_paragraph(group, following, setting) if group.lines else 0.0
        if not blank and group.lines and _DOUBTFUL[0] < ends < _DOUBTFUL[1] - 0.5 + _needed(group, line, setting):
            ended = ends >= _needed(group, line, setting)
            sure = round(ends if ended else 1 - ends, 2)
            doubts.append(_doubt(group.lines[-1][0].strip(), line.strip(), page, sure, ended=ended))
        if group.lines and ends >= _needed(group, line, setting):
            result.append(group.lines)
            group = Group()
        if not blank:
            group.add(line.rstrip(), page)
    if group.lines:
        result.append(group.lines)
    return result, doubts
