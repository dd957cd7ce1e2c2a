"""The people of one document: surnames before a post led to full names, where the document has them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plantext.reading.pieces import Piece, Speaker
from plantext.reading.turns.naming import Name, parse_label
from plantext.reading.turns.posts import post_of

_KANJI = "々〆ヶ\u3400-\u9fff\uf900-\ufaff"
_WRITTEN = f"[{_KANJI}\u3041-\u3096\u30a1-\u30fa\u30fc]"
# A list of members: 理事　青葉　太郎君; 課長　　青　葉　太　郎; 委員：青葉太郎、水野花子.
_HONOURED = re.compile(
    rf"(?<!{_WRITTEN})(?:(?P<family>{_WRITTEN}{{1,5}})[\s\u3000]{{1,4}})?(?P<given>{_WRITTEN}{{1,8}})君"
)
_COLUMN = re.compile(r"[\s\u3000]{2,40}|[：:、，]")
_CELL = re.compile(rf"{_WRITTEN}{{1,7}}(?:[\s\u3000]{{1,3}}{_WRITTEN}{{1,4}}){{0,5}}")
# What follows a full name in running text.
_AFTER = "(?:君|氏|さん|と申し|でござい|です|委員|議員|参考人|大臣|でありま)"
_GIVEN = re.compile(
    f"[{_KANJI}]{{1,4}}|[\u3041-\u3096]{{2,4}}|[\u30a1-\u30fa\u30fc]{{2,4}}|[{_KANJI}][\u3041-\u3096]{{1,3}}"
)
_NO_GIVEN = re.compile("[会省庁局部課室長員臣官院党側両各副前元]|先生|さん|から|まで|など|の|を")


# Characters of a post that may begin with a surname, of a surname alone, and of a whole name at most.
_LONG_POST = 4
_SHORT = 2
_LONG = 7


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a list of members."""

    name: str
    role: str = ""


def members_of(lines: Iterable[str]) -> Iterator[Member]:
    """Find the people in the lines of a list of members.

    Examples
    --------
    >>> list(members_of(["委員長　青葉　太郎君", "総務課長　　　　水　野　花　子"]))
    [Member(name='青葉太郎', role='委員長'), Member(name='水野花子', role='総務課長')]
    """
    for line in lines:
        if "君" in line:
            yield from _honoured(line)
            continue
        post = name = ""
        for cell in _COLUMN.split(line.strip()):
            plain = "".join(cell.split())
            if post_of(plain) or re.fullmatch(r"[0-9０-９]{1,3}番", plain):
                post = plain
                name = ""
            elif _CELL.fullmatch(cell) and post:
                # A name set wide: 青　葉　　　隆.
                name = plain if len(name) > _SHORT else name + plain
                if _SHORT < len(name) <= _LONG:
                    yield Member(name, post)


def _honoured(line: str) -> Iterator[Member]:
    """People whose names end in 君."""
    at = 0
    for match in _HONOURED.finditer(line):
        family = match["family"] or ""
        before = line[at : match.start()].split()
        post = family if post_of(family) else before[-1] if before else ""
        name = match["given"] if post_of(family) else family + match["given"]
        at = match.end()
        if len(name) > 1:
            yield Member(name, post if post_of(post) else "")


def name_people(speakers: Sequence[Speaker], pieces: Sequence[Piece]) -> tuple[Speaker, ...]:
    """Give each speaker of a document the full name, post and body that the document tells.

    A surname leads to a full name of the labels, of the lists of members, or of the text, if the document has one
    alone that fits; otherwise the surname stays, with its hint.

    Examples
    --------
    >>> pieces = [Piece("members", "委員長　青葉　太郎君"), Piece("speaker", "○青葉委員長", turn=0)]
    >>> name_people([Speaker("青葉委員長")], pieces)[0].person
    '青葉太郎'
    """
    text = "\n".join(piece.text for piece in pieces)
    members = list(members_of(piece.text for piece in pieces if piece.kind == "members"))
    labels = dict.fromkeys(one.speaker for one in speakers)
    parsed = {label: _by_text(parse_label(label), text, members) for label in labels}
    full = Counter(member.name for member in members)
    full.update(name.name for name in parsed.values() if name.whole)
    spoken = _speeches(pieces)
    found: dict[str, str] = {}
    for label in dict.fromkeys(speaker.speaker for speaker in speakers):
        turns = [turn for turn, speaker in enumerate(speakers) if speaker.speaker == label]
        first = "".join(spoken.get(turn, "") for turn in turns[:3])[:600]
        found[label] = _full_name(parsed[label], full, members, first, spoken)
    return tuple(_named(speaker, parsed[speaker.speaker], found[speaker.speaker]) for speaker in speakers)


def _by_text(name: Name, text: str, members: Sequence[Member]) -> Name:
    """Part a surname from a post by the text: 宮原推進課長 is 宮原 where it says 宮原でございます."""
    if name.name or len(name.role) < _LONG_POST:
        return name
    for length in (3, 2, 1):
        surname = name.role[:length]
        if _NO_GIVEN.search(surname):
            continue
        # The surname goes first: what begins with a character is looked for much faster than what begins with a condition.
        printed = re.escape(surname)
        introduced = re.search(f"{printed}(?<![{_KANJI}]{printed})(?:でございます|と申し|さん|です。)", text)
        if introduced or (length > 1 and any(member.name.startswith(surname) for member in members)):
            return Name(surname, role=name.role[length:])
    return name


def _named(speaker: Speaker, name: Name, person: str) -> Speaker:
    return replace(
        speaker,
        person=speaker.person or person,
        role=speaker.role or name.role,
        affiliation=speaker.affiliation or name.affiliation,
    )


def _speeches(pieces: Sequence[Piece]) -> Mapping[int, str]:
    parts: dict[int, list[str]] = defaultdict(list)
    for piece in pieces:
        if piece.kind != "speaker":
            parts[piece.turn].append(piece.text)
    return {turn: "".join(texts) for turn, texts in parts.items()}


def _full_name(
    name: Name, full: Collection[str], members: Sequence[Member], first: str, spoken: Mapping[int, str]
) -> str:
    if not name.name or name.whole:
        return name.name
    fitting = sorted({one for one in full if _fits(one, name)})
    if len(fitting) > 1:
        posts = {member.name for member in members if member.role and member.role.endswith(name.role or "\0")}
        fitting = [one for one in fitting if one in posts] or fitting
    if not fitting:
        fitting = _introduced(name, [first]) or _introduced(name, spoken.values())
    return fitting[0] if len(fitting) == 1 else written(name)


def _fits(full: str, name: Name) -> bool:
    given = full[len(name.name) :]
    return full.startswith(name.name) and full != name.name and name.hint in given and len(given) <= 5


def _introduced(name: Name, texts: Iterable[str]) -> list[str]:
    """Full names of a surname in running text; the one that comes most often."""
    pattern = re.compile(f"{re.escape(name.name)}({_WRITTEN}{{1,4}}?){_AFTER}")
    found = Counter(
        name.name + match[1]
        for text in texts
        for match in pattern.finditer(text)
        if _GIVEN.fullmatch(match[1])
        and not _NO_GIVEN.search(match[1])
        and name.hint in match[1]
        and not post_of(match[1])
    )
    most = max(found.values(), default=0)
    return sorted(one for one, count in found.items() if count == most)


def written(name: Name) -> str:
    """Write a name that leads to no full one: 山川（健）, 山川."""
    return f"{name.name}（{name.hint}）" if name.hint else name.name
