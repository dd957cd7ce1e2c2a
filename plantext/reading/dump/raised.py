"""Ruby and footnote marks that a page dump left in its lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plantext.errors import Message
from plantext.reading.dump.breaks import COUNTERS, Group, ends_paragraph
from plantext.reading.dump.setting import Setting
from plantext.reading.lines import opens_apart
from plantext.reading.marks import find_mark
from plantext.reading.pieces import Piece, take_marks
from plantext.records import Note

_TABLE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("raised.toml").read_text(encoding="utf-8"))
_LABELS, _SOFT_LABELS, _FOLLOWERS, _VERSIONS = (
    tuple(_TABLE[name]) for name in ("labels", "soft_labels", "followers", "versions")
)
_GRAMMAR, _ENDINGS = frozenset(_TABLE["grammar"]), frozenset(_TABLE["endings"])

_RUBY = re.compile(r"[\u3041-\u309f]{2,8}")
_KANJI = re.compile(r"[\u4e00-\u9fff々]")
# A number alone, or one run into a version that ends in .0 (Society 5.0 and its note 8).
_NUMBER = re.compile(
    r"""
    (?<![0-9０-９.．,，\-－/])\s?([0-9０-９]{1,3})(?![0-9０-９.．,，\-－/%％])\s?    # こども7等
    | (?<=[A-Za-zー])\s?[0-9]\.0([1-9][0-9]?)(?![0-9.])\s?                             # Society 5.08の
    """,
    re.VERBOSE,
)
# Ends of nouns such as 見直し.
_OKURIGANA = frozenset("しせみれりいえけきげめ")
HIGH = 16
"""From this number on, a line at the foot of a page that opens with it is a note."""
_KANA_BEFORE = re.compile(r"[\u3041-\u309f]{1,12}$")
_NOTE_BODY = re.compile(r"([0-9０-９]{1,3})[\s\u3000]\s*\S")


def is_ruby(before: str, line: str, behind: str, setting: Setting) -> bool:
    """Tell whether a line is the reading of a character, which the dump set between two halves of a line.

    Examples
    --------
    >>> is_ruby("関係者の取組を更に前へ進", "つな", "めることに尽力する。", Setting(44, True))
    True
    """
    before, text, behind = before.strip(), line.strip(), behind.strip()
    if not _RUBY.fullmatch(text) or text in _ENDINGS or not before or not behind:
        return False
    if before[-1] in "。、，．：:」』）)「『（(" or behind[0] in "「『（(。、":
        return False
    # An item or a heading behind it: the short line ended the one before.
    if find_mark(behind) is not None or opens_apart(behind) or not _KANJI.search(before[-12:] + behind[:12]):
        return False
    both = setting.measure(before) + setting.measure(behind)
    if setting.width - 8 <= both <= setting.width + 4:
        return True
    halves = both < setting.width
    full = setting.measure(before) >= setting.width - 4
    group = Group()
    group.add(before, 1)
    return (halves or full) and ends_paragraph(group, [behind], setting) < 0.5


def drop_ruby(lines: Sequence[tuple[str, int]], setting: Setting) -> tuple[list[tuple[str, int]], list[Note]]:
    """Take out lines that are ruby, and join the line of print that they parted; return the lines and what was taken."""
    kept: list[tuple[str, int]] = []
    notes: list[Note] = []
    parted = False
    for i, (line, page) in enumerate(lines):
        behind = lines[i + 1][0] if i + 1 < len(lines) else ""
        if parted:
            kept[-1] = (kept[-1][0].rstrip() + line.strip(), kept[-1][1])
            parted = False
        elif kept and is_ruby(kept[-1][0], line, behind, setting):
            message = Message(
                "A line of kana between two halves of a line, taken for the reading of a character (ruby)."
            )
            around = f"{kept[-1][0].strip()[-10:]}｜{line.strip()}｜{behind.strip()[:10]}"
            notes.append(Note("dropped", message, page, around, 0.8))
            parted = setting.measure(kept[-1][0]) + setting.measure(behind) <= setting.width + 4
        else:
            kept.append((line, page))
    return kept, notes


@dataclass(frozen=True)
class _Candidate:
    """A number that may be a footnote mark.

    Parameters
    ----------
    start, end : int
        What would be taken out, with the spaces around it.
    strong : bool
        Whether its place in the sentence says so by itself.
    """

    piece: int
    start: int
    end: int
    mark: str
    strong: bool

    @property
    def value(self) -> int:
        return int(self.mark)


def _strength(text: str, match: re.Match[str]) -> int:
    """How much the words around a number speak for a mark: 0 nothing, 1 where more evidence agrees, 2 by themselves."""
    before, behind = text[: match.start()], text[match.end() :]
    if match.group(2):
        follows = not behind or behind.startswith(_FOLLOWERS)
        return (1 + text[: match.start(2)].endswith(_VERSIONS)) * follows
    return mark_strength(before, behind)


def mark_strength(before: str, behind: str) -> int:
    """How much the words before and behind a number speak for a mark.

    Examples
    --------
    >>> mark_strength("医療・こども", "等の分野"), mark_strength("第", "の方針"), mark_strength("APEC CBPR", "システム")
    (2, 0, 1)
    """
    follows = not behind or behind.startswith(_FOLLOWERS)
    if not before or behind.startswith(COUNTERS) or before.endswith(_LABELS):
        return 0
    apart = before[-1] in "。」』）)" or before[-2:].isascii()
    strength = _behind_sign(before, behind) if follows or apart else 0
    return min(strength, 1) if before.endswith(_SOFT_LABELS) or not follows else strength


def _behind_sign(before: str, behind: str) -> int:
    """Strength by the character before the number."""
    last = before[-1]
    kana = _KANA_BEFORE.search(before)
    if last == "。":
        return 1
    if kana is not None:
        return _behind_kana(before, kana, behind)
    if last in "」』）)" or _KANJI.match(last) or "\u30a1" <= last <= "\u30ff":
        return 2 if behind else 1
    # CO2, Web3: part of a name more often than a mark.
    return int(last.isascii() and last.isalpha() and (before[-2:-1].isalpha() or before[-2:-1] == "-"))


def _behind_kana(before: str, kana: re.Match[str], behind: str) -> int:
    """Strength behind kana: a word in kana (こども), or a verb whose stop follows; behind a particle stands a quantity."""
    if kana.group() in _GRAMMAR:
        return 0
    if behind[:1] in ("。", "．") and before[-1] in "るたいすうくむぬつぶ":
        return 2
    if _KANJI.search(before[kana.start() - 1 : kana.start()]) and kana.group() in _OKURIGANA:
        return 1
    if behind[:1] == "、" and kana.group().endswith(("おり", "ため", "が", "ほか", "ず", "つつ", "ながら")):
        return 1
    opens = before[max(kana.start() - 1, 0) : kana.start()] in ("", *"・、「『（(")
    if len(kana.group()) < 3 or not opens:
        return 0
    return 2 if behind.startswith(("等", "など")) else 1


def _candidates(pieces: Sequence[Piece]) -> Iterable[_Candidate]:
    for i, piece in enumerate(pieces):
        if piece.kind not in ("paragraph", "bullet", "heading"):
            continue
        for match in _NUMBER.finditer(piece.text):
            strength = _strength(piece.text, match)
            group = 2 if match.group(2) else 1
            mark = match.group(group)
            if strength and 0 < int(mark) < 500:
                start = match.start(2) if group == 2 else match.start()
                yield _Candidate(i, start, match.end(), str(int(mark)), strength == 2)


def _note_bodies(pieces: Sequence[Piece]) -> dict[str, int]:
    """Notes at the foot of the page, number → piece: the last pieces, numbered upwards."""
    found: dict[str, int] = {}
    following = 0
    for i in range(len(pieces) - 1, -1, -1):
        match = _NOTE_BODY.match(pieces[i].text)
        if match is None:
            # A second paragraph of a note may stand behind it.
            if pieces[i].kind == "footnote" or (not found and i == len(pieces) - 1):
                continue
            break
        value = int(match.group(1))
        if following and value != following - 1:
            break
        following = value
        found[str(value)] = i
    return found


def take_footnote_marks(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Note]]:
    """Take footnote marks out of the text of a page.

    Evidence: the words around a number, a note of that number at the foot of the page, numbers that count on.

    Examples
    --------
    >>> pieces, notes = take_footnote_marks([Piece("paragraph", "医療・こども7等の分野を進める。")])
    >>> pieces[0].text, pieces[0].marks, notes[0].confidence
    ('医療・こども等の分野を進める。', ((6, '7'),), 0.75)
    """
    result = list(pieces)
    bodies = _note_bodies(pieces)
    first_body = min(bodies.values(), default=len(pieces))
    candidates = [candidate for candidate in _candidates(pieces) if candidate.piece < first_body]
    notes: list[Note] = []
    chosen: dict[int, list[_Candidate]] = {}
    before = _count_on(candidates)
    seen: set[str] = set()
    for candidate, counted in zip(candidates, before, strict=True):
        piece = pieces[candidate.piece]
        around = f"{piece.text[max(candidate.start - 12, 0) : candidate.start]}｜{candidate.mark}｜{piece.text[candidate.end : candidate.end + 12]}"
        page = piece.page_at(candidate.start)
        has_body = candidate.mark in bodies and candidate.mark not in seen
        confidence = 0.95 if has_body else 0.9 if counted else 0.75 if candidate.strong else 0.0
        if not confidence and piece.text[candidate.start - 1 : candidate.start].isascii():
            continue
        if not confidence:
            message = Message("The number {mark} may be a footnote mark; it was left in the text.", mark=candidate.mark)
            notes.append(Note("uncertain", message, page, around, 0.6))
            continue
        why = (
            Message("its note stands below")
            if has_body
            else Message("marks count on")
            if counted
            else Message("by the words around it")
        )
        notes.append(
            Note(
                "dropped",
                Message("Footnote mark {mark}, {why}.", mark=candidate.mark, why=why),
                page,
                around,
                confidence,
            )
        )
        chosen.setdefault(candidate.piece, []).append(candidate)
        seen.add(candidate.mark)
    for i, taken in chosen.items():
        result[i] = take_marks(pieces[i], [(candidate.start, candidate.end, candidate.mark) for candidate in taken])
    for mark, i in bodies.items():
        # Headings are not numbered so high without a sign.
        high = int(mark) >= HIGH and pieces[i].kind == "heading"
        if mark in seen or high:
            result[i] = replace(pieces[i], kind="footnote", mark=mark, rank=0, label="")
        if high and mark not in seen:
            message = Message(
                "Taken for footnote {mark}, by its number and its place; its mark was not found.", mark=mark
            )
            notes.append(Note("uncertain", message, pieces[i].page_at(0), pieces[i].text[:60], 0.8))
    return result, notes


def _count_on(candidates: Sequence[_Candidate]) -> list[bool]:
    """Whether each candidate counts on, or is counted on from, one nearby that is strong or counts on itself."""
    counted = [False] * len(candidates)
    pairs = [
        (j, i)
        for i, candidate in enumerate(candidates)
        for j in range(max(i - 4, 0), i)
        if candidates[j].value == candidate.value - 1
    ]
    # Forth and back: 7, 8, 9 need one strong member.
    for j, i in [*pairs, *reversed(pairs)]:
        if any(candidates[k].strong or counted[k] for k in (i, j)):
            counted[i] = counted[j] = True
    return counted
