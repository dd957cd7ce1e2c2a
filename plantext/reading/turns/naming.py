"""A speaker's label taken apart: the name, what of the given name is printed, the post and the body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plantext.reading.turns.posts import SPLIT, is_nameless, post_of

_SEAT = re.compile(r"^(?:議席)?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})番(?:議員|委員)?[\s\u3000]?")
_ENDS_IN_BRACKETS = re.compile(r"(.*?)[（(]([^（）()]{1,40})[）)]$")
_HINT = re.compile(r"([^（）()]{1,5})[（(]([^（）()]{1,4})[）)](.*)$")
_HONORIFIC = re.compile("(?:君|くん|氏|さん|様|先生|殿)$")
_POSTS = re.compile(f"(?:{SPLIT['posts']})(?:(?:職務)?代[理行]者?|心得|補佐)?$")
# Posts that head a unit: what is before them is its name (総務課長) more often than a surname (青葉課長).
_HEADS = re.compile("[局部課室係]長")
_BODIES = re.compile(f"(?:{SPLIT['bodies']})$")
_NAME = re.compile(r"[々〆ヶ\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]{1,8}|[A-Za-zＡ-Ｚａ-ｚ・\u30a0-\u30ff]{2,24}")
# Characters of a surname without its given name, at most.
_SURNAME = 4
# Characters of most surnames.
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Name:
    """What a label says of who speaks.

    Parameters
    ----------
    name : str
        As printed, without spaces; empty where the label names a post alone.
    hint : str
        The part of the given name in brackets, as in 山川（健）.
    role, affiliation : str
        Post and body, as far as printed.
    whole : bool
        Whether the name has its given name, as far as the label tells.
    """

    name: str = ""
    hint: str = ""
    role: str = ""
    affiliation: str = ""
    whole: bool = False


def parse_label(label: str) -> Name:
    """Take a label apart.

    Examples
    --------
    >>> parse_label("山川（健）委員")
    Name(name='山川', hint='健', role='委員', affiliation='', whole=False)
    >>> parse_label("委員長（青葉太郎君）")
    Name(name='青葉太郎', hint='', role='委員長', affiliation='', whole=True)
    >>> parse_label("内海内閣府事務次官")
    Name(name='内海', hint='', role='事務次官', affiliation='内閣府', whole=False)
    >>> parse_label("まちづくりデジタル推進課長").name
    ''
    """
    plain = "".join(label.split())
    if is_nameless(plain):
        return Name(role=plain)
    seat = _SEAT.match(plain)
    # Who has a numbered seat is a member of an assembly.
    seated = "議員" if seat else ""
    plain = plain[seat.end() :] if seat else plain
    ended = _ENDS_IN_BRACKETS.fullmatch(plain)
    if ended is not None:
        return _bracketed(ended[1], ended[2], seated)
    hinted = _HINT.fullmatch(plain)
    if hinted is not None and _NAME.fullmatch(hinted[1]):
        return Name(hinted[1], hinted[2], _HONORIFIC.sub("", hinted[3]))
    return _split(plain, seated)


def _bracketed(before: str, inside: str, seated: str) -> Name:
    """議長（青葉太郎君）, （青葉太郎議長） or 矢野政府参考人（文部科学省局長）."""
    person = _HONORIFIC.sub("", inside)
    if not before:
        named = _split(inside, seated)
        return replace(named, whole=len(named.name) > _SHORT) if named.name or seated else Name(role=inside)
    if person != inside or (_NAME.fullmatch(inside) and not post_of(inside)):
        return Name(person, "", before, whole=len(person) > _SHORT)
    named = _split(inside, seated)
    if named.name and not post_of(before):
        return Name(named.name, "", named.role or before, named.affiliation)
    outside = _split(before, seated)
    return Name(outside.name, outside.hint, outside.role, inside)


def _split(plain: str, seated: str) -> Name:
    """A name and what stands behind it."""
    bracket = _ENDS_IN_BRACKETS.fullmatch(plain)
    if bracket is not None:
        return _bracketed(bracket[1], bracket[2], seated)
    match = _POSTS.search(plain)
    if match is None:
        return Name(role=plain) if post_of(plain) or not _NAME.fullmatch(plain) else Name(plain, "", seated)
    name, post = plain[: match.start()], match.group()
    body = _BODIES.search(name)
    affiliation = body.group() if body else ""
    name = name[: body.start()] if body else name
    if not name or not _NAME.fullmatch(name) or (_HEADS.search(post) and not body):
        return Name(role=plain)
    honoured = _HONORIFIC.fullmatch(post) is not None
    # 消費者教育推進 before 課長 is no surname.
    if len(name) > (8 if honoured else _SURNAME + 2):
        return Name(role=plain)
    whole = len(name) > _SURNAME - 1 or (honoured and len(name) > _SHORT)
    return Name(name, "", seated if honoured else post, affiliation, whole)
