"""Bodies, statutes and guides named by what they are about: …の在り方に関する研究会."""

from __future__ import annotations

from plantext.recognition.candidates import Candidate
from plantext.recognition.context import Context
from plantext.recognition.rules.table import regex

_DECIDED = regex("compounds", "decided")
_BEFORE_HEAD = regex("about", "before-head")
_LINK = regex("about", "link")
_OWNER = regex("about", "owner")
_FRONT = regex("about", "front")
_ONE_OF = regex("about", "one-of")
_AND_OTHERS = regex("about", "and-others")
_LISTING = regex("about", "listing")
_AMENDED = regex("about", "amended")
_STATUTE = regex("about", "statute")
_STEM = regex("about", "stem")
_ITSELF = regex("about", "itself")
_JOINERS = ("と", "及び", "並びに", "や", "又", "若しく")
# Characters before a word in which a linking phrase is looked for; none is longer.
_REACH = 8
_LENGTH = (8, 90)


def find_about(context: Context) -> list[Candidate]:
    """Find names in which に関する, に係る, … link a head with what it is about; they may overlap.

    Examples
    --------
    >>> from plantext.recognition.context import make_context
    >>> [(found.label, found.end) for found in find_about(make_context("架空放送の在り方に関する研究会が"))]
    [('FORUM', 15)]
    """
    found = []
    for at, end, noun in context.heads:
        head = context.rules.heads[noun]
        if head.about == "no" or context.goes_on(end):
            continue
        first = context.leftmost(at)
        inner = context.tokens[first].start
        if (
            not (_BEFORE_HEAD.search(context.text[max(0, inner - _REACH) : inner]) or _is_about(context, first, at))
            or (head.about == "decided" and not _DECIDED.match(context.text, end))
            or _is_common(context, inner, end, head.label)
            or _AND_OTHERS.search(context.text, inner, end - len(noun))
        ):
            continue
        # A name of the lexicon that reaches as far back is the better answer.
        known = context.name_before(end, head.label)
        if known is not None and known.start <= inner:
            continue
        start = about_start(context, first)
        if start is not None and head.label == "LAW":
            start = _before_comma(context, start, end)
        if start is not None and _LENGTH[0] <= end - start <= _LENGTH[1]:
            found.append(Candidate(start, end, head.label, f"about:{noun}", rank=4))
    return [*found, *_within_parent(context)]


def _is_common(context: Context, inner: int, end: int, label: str) -> bool:
    """Whether a head with what stands before it is one of many: 国における法律, …に関する国際会議など."""
    compound = context.text[inner:end]
    if label == "LAW":
        return not _STATUTE.search(context.text[max(0, inner - _REACH) : inner])
    if compound in context.rules.heads and context.text.endswith(("における", "による"), 0, inner):
        return True  # 地域における協議会
    return compound in context.rules.roles["generic"] or bool(_ONE_OF.match(compound + context.text[end : end + 2]))


def _is_about(context: Context, first: int, at: int) -> bool:
    """Whether the words before a head name nothing without what stands before の (…教育のあり方検討会)."""
    inside = context.text[context.tokens[first].start : context.tokens[at].start]
    return first > 0 and context.tokens[first - 1].text == "の" and bool(_ITSELF.fullmatch(inside))


def _within_parent(context: Context) -> list[Candidate]:
    """Bodies with の inside that stand right behind the one that they belong to: 架空審議会こどもの居場所部会."""
    found = []
    for at, end, noun in context.heads:
        head = context.rules.heads[noun]
        if head.label != "FORUM" or head.strength != "strong" or context.goes_on(end):
            continue
        first = context.leftmost(at)
        if first < 2 or context.tokens[first - 1].text != "の":
            continue
        i = first - 1
        while i > 0 and context.tokens[i].start not in context.blocked and context.tokens[i].end not in context.walls:
            parent = context.name_before(context.tokens[i].start, "FORUM")
            if parent is not None:
                if context.tokens[i].is_noun:
                    found.append(Candidate(parent.start, end, "FORUM", f"about:{noun}", rank=4))
                break
            if not (context.tokens[i].is_noun or context.has_role(i, "joining")):
                break
            i -= 1
    return found


def about_start(context: Context, first: int) -> int | None:
    """Where a name begins whose inner compound begins with word ``first``; None where that is unclear."""
    tokens = context.tokens
    i = first
    while i > 0 and tokens[i - 1].start not in context.blocked and tokens[i - 1].end not in context.walls:
        token = tokens[i - 1]
        link = _LINK.search(context.text[max(0, token.end - _REACH) : token.end])
        if link:
            begin = token.end - len(link.group())
            i -= 1
            while i > 0 and tokens[i].start > begin:
                i -= 1
        elif token.is_noun or context.has_role(i - 1, "joining") or _goes_on(context, i - 1):
            if token.text in _JOINERS and (
                context.name_at(tokens[i].start, "ORG") is not None or (i > 1 and _ends_body(context, i - 2))
            ):
                break  # 架空院予算委員会と架空院…に関する特別委員会
            i -= 1
        elif token.text == ")" and (opened := _opening(context, i - 1)) is not None:
            i = opened
        else:
            break
    return _first_word(context, i, first)


def _before_comma(context: Context, start: int, end: int) -> int:
    """Where a statute begins of whose subjects a comma parts the first (職員の勤務時間、休暇等に関する条例), or which
    follows from an amendment (刑法等の一部を改正する法律の施行に伴う…).
    """
    amended = _AMENDED.search(context.text, 0, start) if context.text.endswith(("改正する", "等の"), 0, start) else None
    law = context.name_before(amended.start(), "LAW") if amended else None
    if law is not None:
        return law.start
    i = context.starts[start] - 1
    if i < 3 or context.tokens[i].text != "、" or not _LISTING.search(context.text, start, end):
        return start
    first = context.leftmost(i)
    owned = 0 < first < i and context.tokens[first - 1].text == "の" and context.tokens[first - 2].is_noun
    if not owned or _ends_body(context, i - 1):
        return start
    wide = about_start(context, first)
    return start if wide is None else wide


def _ends_body(context: Context, i: int) -> bool:
    """Whether a word ends the name of a body or statute, behind which another one begins."""
    word = context.tokens[i].text
    return word.endswith(("委員会", "条例", "法律", "規則")) or (
        len(word) > 2 and context.rules.label_of_ending(word) == "FORUM"
    )


def _goes_on(context: Context, i: int) -> bool:
    """Whether a word joins two nouns though it is none: the verb of 見守りネットワーク, the へ of 課題への対応."""
    token, following = context.tokens[i], context.tokens[i + 1]
    if token.text in ("又", "若しく"):
        return following.text == "は"
    if token.text == "は":  # 又 and は, in two words
        return i > 0 and context.tokens[i - 1].text in ("又", "若しく")
    if token.text in ("へ", "から", "で"):
        return following.text == "の"
    return token.pos.startswith("動詞") and following.is_noun and bool(_STEM.search(token.text))


def _opening(context: Context, i: int) -> int | None:
    """Index of the bracket that opens a short remark inside a name: …インフラ(DC等)整備…."""
    for j in range(i - 1, max(0, i - 6), -1):
        if context.tokens[j].text == "(":
            return j if j > 0 and context.tokens[j - 1].is_noun and i + 1 < len(context.tokens) else None
    return None


def _first_word(context: Context, i: int, first: int) -> int | None:
    """Skip what stands before a name: an owner with の, pointing words, numbers, a stray particle."""
    tokens, lead = context.tokens, context.rules.roles["lead"]
    while i < first:
        token = tokens[i]
        name = context.name_at(token.start, "ORG", "PLACE", "FORUM")
        if name is not None and _OWNER.match(context.text[name.end : name.end + 4]):
            i = next((j for j in range(i, first) if tokens[j].start > name.end), first)
        elif _FRONT.match(context.text, token.start):
            i += 2
        elif (
            token.text in lead
            or not token.is_noun
            or token.pos.startswith("接尾辞")
            or (token.is_number and not tokens[i + 1].is_latin and tokens[i + 1].text not in ("年", "か年"))
        ):
            i += 1
        elif token.text == "第" and tokens[i + 1].is_number:
            i += 3 if "助数詞" in tokens[i + 2].pos else 2  # 第3回, 第一
        else:
            return token.start
    return None
