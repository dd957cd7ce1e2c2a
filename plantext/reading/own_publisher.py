"""Who issued a document: the ministry, agency, council, city or body that it names as its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from plantext.errors import Message
from plantext.reading.front import Front, FrontLine, Witness, close_up, plain, spaced, title_parts
from plantext.reading.organisations import host_publisher, is_organisation, issuer_of
from plantext.reading.pieces import Piece
from plantext.reading.printed_dates import full_dates

_LABELLED = re.compile(
    r"^(?:編集・?発行|編集|発行者?|発行元|発行所|作成者?|公表|主催者?(?:・企画)?|著作・編集|企画・?編集|制作|文責)(?:[:：\s]\s?|$)(.{0,60})"
)
_NEXT_ENTRY = re.compile(r"\s[^\s:：]{1,8}[:：]")
_MEETING = re.compile(r"^会議の?名称?(?:\s?[:：]\s?|\s)(?:第[0-9一二三四五六七八九十百]{1,5}回)?(.{2,60})")
_MADE = re.compile(r"^(.{2,30}?)(?:作成|発行|編集?|提出|公表|決定|策定)$")
_NOTICE = re.compile(r"^[○◯]?(.{2,20}?(?:省|庁|府|委員会|県|市|区|町|村))(?:告示|訓令|達|規則|条例|令)第")
_HEAD = re.compile(r"^([^(（0-9].{1,20}?(?:市|町|村|県|都|道|府|区))(?:長|知事)(?:[^課室局部がはのをにと].{0,12})?$")
# Who signs: the head of an office, a minister.
_OFFICER = re.compile(
    r"(.{2,16}?(?:省|庁|内閣府|内閣官房|委員会|市|町|村|県|都|府|区)).{0,30}(?:局|部|課|室|センター|グループ|事務)?(?:長|統括官|審議官|参事官|次官)"
)
_MINISTER = re.compile(r"([^はがをにの、。]{2,6})大臣")
_MINISTRIES = {"内閣総理": "内閣", "デジタル": "デジタル庁", "復興": "復興庁"}
_GOVERNOR = re.compile(r"^(.{1,6}(?:県|都|道|府))知事(?:.{0,12})$")
_COUNCIL = re.compile(r"([^|｜\s]{2,20}?議会)(?:の?会議録|の?議事録|事務局|だより)")
_SESSION = re.compile(
    "([^年月日回、。はのがを○]{1,10}(?:市|町|村|区|県|都|道|府)議会)(?:第|定例会|臨時会|会議録|本会議)"
)
_HOUSE = re.compile("^(?:第[0-9一二三四五六七八九十百]{1,5}回国会)?(衆議院|参議院)(?!議[員長])")
_RECORD = re.compile(
    r"^(?:(?:令和|平成|20)[0-9元]{1,2}年度?)?(?:第[0-9一二三四五六七八九十百]{1,5}回)?(.{2,40}?)(?:[(（]?第[0-9一二三四五六七八九十百]{1,5}回[)）]?)?"
    r"(?:会議録|議事録|議事要旨|議事概要|会議要旨|会議概要|会議次第|議事次第|次第|開催案内|の?開催について)"
)
_ADDRESSED = re.compile("^各|[殿様]$|各位|御中")
_DECIDED = re.compile(
    r"^(閣議|.{2,40}?(?:会議|本部|委員会|審議会|協議会|連絡会|幹事会))(?:持ち回り)?(?:決定|申合せ|申し合わせ|了承|了解)"
)


def _named_in(line: FrontLine, above: str) -> Iterator[tuple[str, str, float]]:
    """What a line of the head says of who issued the document."""
    folded = line.plain
    if match := _LABELLED.match(spaced(line.text)):
        name = _NEXT_ENTRY.split(match.group(1))[0]
        if is_organisation(name):
            yield name, Message("from the entry of its head that gives it"), 0.9
    elif (match := _MEETING.match(spaced(line.text))) and is_organisation(match.group(1)):
        yield match.group(1), Message("from the name of the meeting"), 0.82
    elif _LABELLED.fullmatch(above) and is_organisation(folded):
        yield close_up(line.text), Message("from the entry of its head that gives it"), 0.9
    if match := _NOTICE.match(_behind_date(line)):
        yield match.group(1), Message("from the number of the notice"), 0.9
    made = _MADE.match(_behind_date(line))
    if made and is_organisation(made.group(1)) and (full_dates(line.text) or "編" in folded):
        yield made.group(1), Message("from the line that says who made it"), 0.9
    if (match := _GOVERNOR.match(folded) or _HEAD.match(folded)) and not (line.is_prose or _ADDRESSED.search(folded)):
        yield match.group(1), Message("from the name of its head of government"), 0.85


def _behind_date(line: FrontLine) -> str:
    dates = full_dates(line.text)
    return plain(line.text[dates[0][1] :] if dates else line.text).strip("()[]【】・:：")


def _beside_date(line: FrontLine) -> str:
    """What a space parts from the one date of a line, in front of it or behind it; else the whole line."""
    dates = full_dates(line.text)
    if len(dates) != 1:
        return line.text
    before, after = (text.strip("()（）") for text in (line.text[: dates[0][0]], line.text[dates[0][1] :]))
    parted = (before[-1:].isspace() and not after) or (after[:1].isspace() and not before)
    return (before or after).strip() if parted else line.text


def _decision(front: Front) -> Iterator[Witness]:
    """The line of decision, with a date in it or beside it."""
    lines = front.lines
    for at, line in enumerate(lines[:60]):
        decided = _DECIDED.match(_behind_date(line))
        if "(閣議決定)" in line.plain and len(line.plain) <= 50 and full_dates(line.text) and not line.is_prose:
            yield Witness("内閣", Message("from the line of decision"), 0.85, line.page, line.text)
        if decided is None or line.is_prose or "「" in line.plain:
            continue
        alone = decided.end() == len(_behind_date(line))
        around = lines[max(0, at - 1) : at + 2] if alone else [line]
        if any(full_dates(near.text) for near in around):
            name = "内閣" if decided.group(1) == "閣議" else decided.group(1)
            yield Witness(name, Message("from the line of decision"), 0.85, line.page, line.text)


def _signed(front: Front) -> Iterator[Witness]:
    """The officer or minister whose name stands on the cover, as below the number of a notice."""
    for line in front.lines[: front.cover]:
        words = spaced(line.text).split()
        if not words or len(words) > 3 or line.is_prose or _ADDRESSED.search(line.plain):
            continue
        if match := _MINISTER.fullmatch(words[0]):
            name = _MINISTRIES.get(match.group(1), match.group(1) + "省")
            yield Witness(name, Message("from the minister who signs it"), 0.85, line.page, line.text)
        elif match := _OFFICER.fullmatch(words[0]):
            yield Witness(match.group(1), Message("from the officer who signs it"), 0.85, line.page, line.text)


def _at_the_end(pieces: Sequence[Piece]) -> Iterator[Witness]:
    """A name that stands alone in the last lines, below a date or last of all."""
    last = pieces[-6:]
    for at, piece in enumerate(last):
        if not is_organisation(piece.text):
            continue
        dated = at > 0 and bool(full_dates(last[at - 1].text)) and len(last[at - 1].text) <= 24
        if dated or at == len(last) - 1:
            yield Witness(
                close_up(piece.text),
                Message("from the last lines"),
                0.85 if dated else 0.7,
                piece.page_at(0),
                piece.text,
            )


def _on_cover(front: Front) -> Iterator[Witness]:
    """Names of bodies that stand alone on the cover, the ones beside the date first."""
    lines = front.lines[: front.cover]
    dated = [at for at, line in enumerate(lines) if full_dates(line.text)]
    for at, line in enumerate(lines[:30]):
        # An entry's name above (会場：) makes it that entry's.
        entry = at > 0 and lines[at - 1].plain[-1:] == ":"
        entry = entry or _MEETING.match(spaced(line.text)) is not None
        name = _beside_date(line)
        if line.page == 1 and is_organisation(name) and not entry:
            near = any(abs(at - there) <= 2 for there in dated)
            yield Witness(close_up(name), Message("from the cover"), 0.9 if near else 0.8 if at else 0.7, 1, line.text)


def _imprint(pieces: Sequence[Piece]) -> Iterator[Witness]:
    """Entries of the imprint, in the last lines."""
    above = ""
    for piece in pieces[-15:]:
        folded = plain(piece.text)
        match = _LABELLED.match(spaced(piece.text))
        name = match.group(1) if match else folded if _LABELLED.fullmatch(above) else ""
        if name and is_organisation(name) and ("発行" in folded + above or "編集" in folded + above):
            yield Witness(name, Message("from the imprint"), 0.9, piece.page_at(0), piece.text)
        above = folded


def _council(found: Mapping[str, str], front: Front) -> Iterator[Witness]:
    """The local assembly whose minutes a page says it shows, or that a session is of."""
    parts = title_parts(found.get("title", ""))
    if len(parts) > 1 and is_organisation(parts[-1]):
        yield Witness(parts[-1], Message("from the title of the page"), 0.85, 1, found["title"])
    for text in (*parts, *(line.text for line in front.lines[:6] if line.rank)):
        if match := _COUNCIL.search(plain(text)):
            yield Witness(match.group(1), Message("from the title of the page"), 0.88, 1, text)
    for line in front.lines[:6]:
        record = None if line.is_prose else _RECORD.match(line.plain)
        if record and is_organisation(record.group(1)):
            yield Witness(record.group(1), Message("from the name of the session"), 0.82, line.page, line.text)
        if match := _SESSION.search(line.plain) or (None if line.is_prose else _HOUSE.match(line.plain)):
            confidence = 0.5 if line.is_prose else 0.85
            yield Witness(match.group(1), Message("from the name of the session"), confidence, line.page, line.text)


def own_publisher(
    front: Front, pieces: Sequence[Piece], found: Mapping[str, str], source: str, *, stated: bool = False
) -> Witness | None:
    """Find who issued the document; None where nothing tells it.

    Parameters
    ----------
    found : mapping of str to str
        What the file's properties say, such as ``author``.
    source : str
        Its address, where that is known.
    """
    if stated and found.get("publisher"):
        return Witness(found["publisher"], Message("as the file states it"), 0.98)
    told: list[Witness] = []
    above = ""
    for line in front.lines[:60]:
        for name, how, confidence in _named_in(line, above):
            told.append(Witness(name, how, confidence, line.page, line.text))
        above = line.plain
    told += [*_decision(front), *_signed(front), *_on_cover(front)]
    told += [*_imprint(pieces), *_at_the_end(pieces), *_council(found, front)]
    if name := host_publisher(source):
        told.append(Witness(name, Message("from the address of its source"), 0.85))
    if is_organisation(found.get("author", "")):
        told.append(Witness(found["author"], Message("from the file's properties"), 0.8))
    if found.get("publisher"):
        told.append(Witness(found["publisher"], Message("from the head of the page"), 0.85))
    if not told:
        return None
    best = max(told, key=lambda it: it.confidence)
    same = {it.how for it in told if issuer_of(it.value)[0] == issuer_of(best.value)[0]}
    if len(same) > 1:
        return Witness(best.value, best.how, 0.95, best.page, best.text)
    return best
