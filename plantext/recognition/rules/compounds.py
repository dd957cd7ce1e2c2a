"""Compound nouns whose head says what they name, by heads.csv: …検討会, …基本法, …戦略本部."""

from __future__ import annotations

import re
from dataclasses import replace

from plantext.recognition.candidates import SILENT, Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import LEVELS, Head, regex

_DECIDED = regex("compounds", "decided")
_POINTED = regex("compounds", "pointed")
_EDITION = regex("compounds", "edition")
_AUTHORITY = regex("compounds", "authority")
_CAMPUS = regex("compounds", "campus")
_COUNTED = regex("compounds", "counted")
# What a body stands behind whose name begins with its theme.
_OPENING = "、。「『(・:;◆ "
# Weight of the words before a head from which a meeting of several offices, or about several things, has a name.
_OF_SEVERAL = 4
# Last characters of a part that has a leader.
_PARTS = "局部課室"
# Characters of the longest word of a role that is looked for before a head.
_ROLE = 8
# Weight of the words behind 新 from which they are two.
_ANEW = 2
# An acronym between brackets, and its words at most with the brackets.
_ACRONYM, _INSIDE = re.compile(r"[A-Z]{2}[A-Za-z&-]{,8}等?"), 6
# Weight of the words beside it from which they make a name: テレビ(TV)会議 is none.
_WITHOUT_ACRONYM = 3
_FOREIGN = re.compile(r"[\u30a1-\u30fa\u30fc]{4,}")


def find_compounds(context: Context) -> list[Candidate]:
    """Find the compounds that a head and the words before it make a name; they may overlap.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.source) for found in find_compounds(make_context("架空検討会が"))]
    [('FORUM', 'pattern:検討会')]
    """
    found = []
    for at, end, noun in context.heads:
        head = context.rules.heads[noun]
        longer = context.goes_on(end)
        if head.strength == "none" or (longer and not _has_leader(context, end)):
            continue
        first = _through_bracket(context, _behind_country(context, context.leftmost(at), at, head), at, head)
        if longer:
            first = _led(context, first, at)
        start = context.tokens[first].start
        if end - start <= len(noun) or (longer and first == at):
            continue
        if _names_something(context, first, at, end, noun):
            start = _with_theme(context, first, head) - _is_anew(context, first, head)
            found.append(_adjusted(context, Candidate(start, end, head.label, f"pattern:{noun}", rank=4), head))
    return found


def _has_leader(context: Context, end: int) -> bool:
    """Whether 長 stands behind a part of an organisation (総務省架空局選挙部長)."""
    return context.text.startswith("長", end) and context.text[end - 1] in _PARTS


def _led(context: Context, first: int, at: int) -> int:
    """The first word of the name of a part that has a leader: its organisation; the head's own where it names none."""
    for i in range(first, at):
        owner = context.name_at(context.tokens[i].start, "ORG")
        inner = context.starts.get(owner.end, at) if owner is not None else at
        if inner < at and context.weight(inner, at) > 1 and not context.has_role(inner, "noministry"):
            return i
    return at


def _behind_country(context: Context, first: int, at: int, head: Head) -> int:
    """The first word of a body behind the country that a middle dot parts from it (米国・国立架空財団)."""
    place = context.name_at(context.tokens[first].start, "PLACE")
    dot = context.starts.get(place.end) if place is not None and head.label == "ORG" else None
    return dot + 1 if dot is not None and dot + 1 < at and context.tokens[dot].text == "・" else first


def _through_bracket(context: Context, first: int, at: int, head: Head) -> int:
    """The first word of a body with the acronym of its first part inside (架空責任者(KCO)連絡会議)."""
    tokens = context.tokens
    if head.label not in ("FORUM", "ORG") or first < 3 or tokens[first - 1].text != ")":
        return first
    opened = next((i for i in range(first - 2, max(0, first - _INSIDE), -1) if tokens[i].text == "("), 0)
    before = tokens[opened - 1] if opened else tokens[0]
    acronym = opened and _ACRONYM.fullmatch(context.text, tokens[opened].end, tokens[first - 1].start)
    # What has a name of its own is apart from it: 世界貿易機関(WTO)閣僚会議.
    if not acronym or not before.is_noun or context.name_before(before.end, "ORG", "FORUM", "LAW", "PLAN") is not None:
        return first
    whole = context.leftmost(opened)
    enough = context.weight(whole, opened) + context.weight(first, at) >= _WITHOUT_ACRONYM
    return whole if whole < opened and enough else first


def _names_something(context: Context, first: int, at: int, end: int, noun: str) -> bool:
    head, start = context.rules.heads[noun], context.tokens[first].start
    if _is_plain(context, first, at, end, noun) or _points(context, start, head.label):
        return False
    owner = context.name_at(start, "ORG")
    if owner is not None and (
        head.organisation == "never"
        or (head.organisation == "apart" and owner.end == end - len(noun))
        or _is_whole(context, owner.end, end, head.label)
        or (head.label == "PLAN" and owner.end == end - len(noun) and context.text.startswith("・", end))
    ):
        return False
    known = context.name_before(end, head.label)
    if known is not None and known.start > start and context.text[known.start - 1] == "・":
        return False  # ジェフリー・ヒントン・トロント大学
    given = context.strength(first, at, people=head.label == "ORG" and noun != "議会")
    of_country = head.foreign and given == "place"
    if _is_known(context, start, end) and given not in ("proper", "owner") and not of_country:
        return False
    # The head is the end of a word that the dictionary has as a proper name: 三洋電機.
    word = context.tokens[at]
    if word.start < end - len(noun) and word.pos.startswith("名詞-固有名詞-一般"):
        if head.strength == "word":
            return True
        given = max(given, "proper", key=_level)
    if head.strength == "any" and first < at and not any(context.has_role(i, "noministry") for i in range(first, at)):
        given = max(given, "any", key=_level)
    if noun == "事務局" and context.name_at(start, "FORUM") is not None:  # IGF事務局
        given = "owner"
    if noun == "大学" and given in ("", "strong") and _is_foreign_name(context, first, at):
        given = "proper"
    if given == "place":
        given = "" if _is_abroad(context, first, noun) else _of_place(context, head, noun)
    if given == "strong" and _is_anew(context, first, head) and context.weight(first, at) > _ANEW:
        given = "double"
    # Where the text says that it was decided, less will do.
    return _level(given) >= _level(head.strength) > 0 or (bool(given) and bool(_DECIDED.match(context.text, end)))


def _with_theme(context: Context, first: int, head: Head) -> int:
    """Where a body begins whose theme の parts from its kind: AI時代の知的財産検討会."""
    tokens = context.tokens
    start = tokens[first].start
    if head.label != "FORUM" or first < 2 or tokens[first - 1].text != "の":
        return start
    i = first - 2
    if not _stands_behind(context, tokens[i].end, "theme") or context.name_before(tokens[i].end, "ORG") is not None:
        return start
    while i > 0 and tokens[i - 1].is_noun and tokens[i - 1].start not in context.blocked:
        i -= 1
    opens = i == 0 or context.text[tokens[i].start - 1] in _OPENING or tokens[i].start in context.walls
    return tokens[i].start if opens and not context.has_role(i, "lead") else start


def _of_place(context: Context, head: Head, noun: str) -> str:
    """What a place alone before a head amounts to: ボゴール宣言 is a name, 東京基本計画 where two words are one."""
    if head.label != "PLAN" or noun.endswith(("宣言", "憲章")):
        return "proper"
    return "strong" if noun in context.rules.roles["initiative"] else "double"


def _is_abroad(context: Context, first: int, noun: str) -> bool:
    """Whether the universities of a country are meant, not one of its name (米国大学; not 日本大学)."""
    word = context.tokens[first]
    return noun in ("大学", "大学院", "高校", "病院") and word.pos.endswith("地名-国") and word.text != "日本"


def _is_anew(context: Context, first: int, head: Head) -> bool:
    """Whether 新 stands before the name of a plan (新健康増進戦略)."""
    return head.label == "PLAN" and first > 0 and context.tokens[first - 1].text == "新"


def _is_foreign_name(context: Context, first: int, at: int) -> bool:
    """Whether one unknown word in katakana stands before a university (ストラスクライド大学)."""
    word = context.tokens[first].text
    return at == first + 1 and bool(_FOREIGN.fullmatch(word)) and word not in context.rules.roles["generic"]


def _is_whole(context: Context, start: int, end: int, label: str) -> bool:
    """Whether what stands behind an owner is a plan of the lexicon, which keeps its own name (架空庁重点計画)."""
    plan = context.name_at(start, "PLAN") if label == "PLAN" else None
    return plan is not None and plan.end >= end


def _is_plain(context: Context, first: int, at: int, end: int, noun: str) -> bool:
    """Whether the word right before a head says that it is an ordinary one (関係会議, データセンター)."""
    if context.text[context.tokens[first].start : context.tokens[at].end] in context.rules.roles["generic"]:
        return True
    if first >= at:
        return False
    not_after = context.rules.heads[noun].not_after
    if not_after and _stands_behind(context, end - len(noun), not_after):
        # GIGAスクール運営支援センター is one of its kind.
        return context.has_role(at - 1, "premises") or context.strength(first, at - 1) not in ("proper", "owner")
    parent = context.name_at(context.tokens[first].start, "FORUM")
    if parent is not None and parent.end < context.tokens[at - 1].start:  # 架空会議投資等WG
        return False
    word = context.tokens[at]
    several = context.tokens[at - 1].text == "等" and context.rules.heads[noun].label == "FORUM"
    if several and context.weight(first, at) >= _OF_SEVERAL:
        return False  # 空想対策推進専任審議官等会議, 特別職報酬等審議会
    return word.end - len(noun) == word.start and context.has_role(at - 1, "unnamed")


def _stands_behind(context: Context, stop: int, role: str) -> bool:
    """Whether the characters before a head are a word of a role, or end with one (不正 in 不正プログラム)."""
    words, before = context.rules.roles[role], context.text[max(0, stop - _ROLE) : stop]
    return any(before[start:] in words for start in range(len(before) - 1))


def _points(context: Context, start: int, label: str) -> bool:
    return label == "PLAN" and bool(_POINTED.search(context.text[max(0, start - 3) : start]))


def _level(strength: str) -> int:
    return LEVELS.index(strength) if strength in LEVELS else len(LEVELS) if strength == "word" else 0


def _is_known(context: Context, start: int, end: int) -> bool:
    """Whether a compound ends with a name of the lexicon, which generic words before it do not change."""
    name = context.known.get(end - 1)
    return name is not None and name.end == end and name.start > start and name.label != SILENT


def _adjusted(context: Context, found: Candidate, head: Head) -> Candidate:
    """Relabel a body that is no authority; take its edition to a plan, its campus to a university."""
    campus = _CAMPUS.match(context.text, found.end)
    if campus and campus.end() in context.ends:
        return replace(found, end=campus.end())
    counted = _COUNTED.search(context.text, max(0, found.start - 2), found.start) if found.label == "FORUM" else None
    if counted and context.text.startswith(tuple(context.rules.roles["meeting"]), found.start):
        return replace(found, start=counted.start())
    if head.otherwise and not _AUTHORITY.search(context.text[found.start : found.end]):
        return replace(found, label=head.otherwise)
    if found.label != "PLAN":
        return found
    anew = 2 * context.text.endswith("新・", 0, found.start)  # 新・架空プログラム
    edition = _EDITION.match(context.text, found.end)
    return replace(found, start=found.start - anew, end=edition.end() if edition else found.end)
