"""Names of the open classes: a head noun of a table, and the words before it that belong to it."""

from __future__ import annotations

import re
from dataclasses import replace

from plantext.recognition.candidates import SILENT, Candidate
from plantext.recognition.context import LEVELS, Context

_DECIDED = re.compile(r"\([^()]{0,60}(?:決定|策定|公表|制定|改定|改訂|施行|答申|取りまとめ|とりまとめ)[^()]{0,20}\)")
_NOT_END = re.compile(r"[型体所的性化員長場費書料源者力制権]|関連会合|次第")
_FOREIGN = frozenset(("place", head) for head in ("省", "庁", "局", "委員会"))
"""Public bodies that a country before them belongs to (米国商務省), unlike companies and universities."""
_POINTED = re.compile(r"(?:この|その|同|当該|本|こうした|上記)$")
_EDITION = re.compile(
    r"(?:[-~]?20[0-9]{2}(?:[-~]20[0-9]{2})?(?![0-9年])|(?<=[戦略計画プログラム])(?:II+|IV))(?![0-9A-Za-z.])"
)


def find_compounds(context: Context) -> list[Candidate]:
    """Compound nouns whose head says what they name: …検討会, …基本法, …戦略本部.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Candidate
        Candidates; they may overlap.
    """
    found = []
    for at, end, head in context.heads:
        label, strength = context.rules.heads[head]
        first = context.leftmost(at)
        start = context.tokens[first].start
        if end - start <= len(head) or _NOT_END.match(context.text, end) or strength in ("title", "vague", "none"):
            continue
        if _names_something(context, first, at, end, head):
            found.append(_adjusted(context, Candidate(start, end, label, f"pattern:{head}", rank=4)))
    return found


def _names_something(context: Context, first: int, at: int, end: int, head: str) -> bool:
    """Whether the words from ``first`` to a head are a name and not a description."""
    label, strength = context.rules.heads[head]
    start = context.tokens[first].start
    if _is_plain(context, first, at, head) or _points(context, start, label):
        return False
    owner = context.name_at(start, "ORG")
    if owner is not None and (
        (head == "省" and owner.end > start) or (label == "LAW" and owner.end == end - len(head))
    ):
        return False
    given = context.strength(first, at)
    if _is_known(context, start, end) and given not in ("proper", "owner") and (given, head) not in _FOREIGN:
        return False
    if context.tokens[at].start < end - len(head) and context.tokens[at].pos.startswith("名詞-固有名詞-一般"):
        if strength == "word":
            return True
        given = max(given, "proper", key=_level)
    if strength == "any" and first < at and not any(context.has_role(i, "noministry") for i in range(first, at)):
        given = max(given, "any", key=_level)
    if given == "place":
        given = "double" if label == "PLAN" else "proper"
    return _level(given) >= _level(strength) > 0 or (bool(given) and bool(_DECIDED.match(context.text, end)))


def _is_plain(context: Context, first: int, at: int, head: str) -> bool:
    """Whether the word right before a head says that it is an ordinary one (関係会議, データセンター)."""
    begins = context.tokens[at].end - len(head) == context.tokens[at].start
    if first < at and begins and context.has_role(at - 1, "unnamed"):
        return True
    return head == "センター" and first < at and context.has_role(at - 1, "ordinary")


def _points(context: Context, start: int, label: str) -> bool:
    return label == "PLAN" and bool(_POINTED.search(context.text[max(0, start - 3) : start]))


def _level(strength: str) -> int:
    return LEVELS.index(strength) if strength in LEVELS else len(LEVELS) if strength == "word" else 0


def _is_known(context: Context, start: int, end: int) -> bool:
    """Whether the end of a compound is a name of the lexicon, which generic words before it do not change."""
    name = context.known.get(end - 1)
    return name is not None and name.end == end and name.start > start and name.label != SILENT


_AUTHORITY = re.compile(
    r"(?:連邦|国家|通信|取引|規制|競争|監視|保護|公安|原子力|欧州|教育|選挙管理|人事|農業)(?:等)?委員会$|^(?:連邦|国家)"
)


def _adjusted(context: Context, span: Candidate) -> Candidate:
    """A committee that only advises is a FORUM; a plan keeps the year or number of its edition."""
    text = context.text[span.start : span.end]
    if text.endswith("委員会") and span.label == "ORG" and not _AUTHORITY.search(text):
        return replace(span, label="FORUM")
    edition = _EDITION.match(context.text, span.end) if span.label == "PLAN" else None
    return replace(span, end=edition.end()) if edition else span


_ABOUT = re.compile(
    r"(?:に関する|に関しての|に係る|に関した|に向けた|のための|における|についての|を考える)(?:調査|共同|特別|合同|有識者|専門家)?$"
)
_ABOUT_LAWS = ("法律", "法律案", "条約", "協定", "条例", "議定書", "法")
_WORDS_IN_NAME = frozenset(("の", "及び", "並びに", "と", "や", "又は", "・", "-", "な", "的", "＝", "="))
_LINKS = re.compile(
    r"(?:に関する|に関しての|に関した|に係る|に向けた|における|に対する|に対応した|についての|による|に資する|に応じた|に基づく|"
    r"を踏まえた|を活用した|を通じた|を支える|を巡る|をめぐる|を見据えた|を考える|を確保した|を図るための|のための|ための)$"
)


def find_about(context: Context) -> list[Candidate]:
    """Bodies, statutes and guides named by what they are about: …の在り方に関する研究会.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Candidate
        Candidates; they may overlap.
    """
    found = []
    for at, end, head in context.heads:
        label, strength = context.rules.heads[head]
        first = context.leftmost(at)
        inner = context.tokens[first].start
        if (
            strength == "none"
            or _NOT_END.match(context.text, end)
            or not _ABOUT.search(context.text[max(0, inner - 8) : inner])
        ):
            continue
        if label == "ORG" or (label == "LAW" and head not in _ABOUT_LAWS):
            continue
        if label == "PLAN" and not _DECIDED.match(context.text, end):
            continue
        known = context.name_before(end, label)
        if known is not None and known.start <= inner:
            continue
        start = _about_start(context, first)
        if start is not None and 8 <= end - start <= 90:
            found.append(Candidate(start, end, label, f"about:{head}", rank=4))
    return found


def _about_start(context: Context, first: int) -> int | None:
    """Where a name begins that says with particles what it is about; None where that is unclear."""
    tokens = context.tokens
    i = first
    while i > 0 and tokens[i - 1].start not in context.blocked:
        token = tokens[i - 1]
        link = _LINKS.search(context.text[max(0, token.end - 8) : token.end])
        if link:
            begin = token.end - len(link.group())
            j = i - 1
            while j > 0 and tokens[j].start > begin:
                j -= 1
            i = j
        elif token.is_noun or token.text in _WORDS_IN_NAME:
            i -= 1
        elif token.text == ")" and (opened := _opening(context, i - 1)) is not None:
            i = opened
        else:
            break
    return _first_word(context, i, first)


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
        if name is not None and re.match(r"の(?!在り方)|による|における|・", context.text[name.end : name.end + 4]):
            i = next((j for j in range(i, first) if tokens[j].start > name.end), first)
        elif (
            token.text in lead
            or not token.is_noun
            or token.pos.startswith("接尾辞")
            or (token.is_number and not tokens[i + 1].is_latin and tokens[i + 1].text not in ("年", "か年"))
        ):
            i += 1
        elif token.text == "第" and tokens[i + 1].is_number:
            i += 3
        else:
            return token.start
    return None


_NUMBER = "[0-9〇一二三四五六七八九十百元]"
_LAW_NUMBER = re.compile(
    rf"(?:(?:明治|大正|昭和|平成|令和){_NUMBER}{{1,4}}年|[12][0-9]{{3}}年(?:\((?:昭和|平成|令和){_NUMBER}{{1,3}}年\))?)"
    rf"(?:法律|政令|条約|勅令|[ァ-ヶ一-鿿]{{1,8}}令|[一-鿿]{{1,10}}(?:告示|規則|訓令))第{_NUMBER}{{1,5}}号"
)
_AMENDED = re.compile(r"(?:(?:平成|令和)[0-9元]{1,2}|[12][0-9]{3})年(?:\((?:平成|令和)[0-9元]{1,2}年\))?改正法(?![律])")
_AMENDING = re.compile(
    r"(?:等の一部)?改正法(?![律])|(?:等)?の一部を改正する(?:等の)?(?:法律|政令|省令)(?:案)?|施行(?:法|令|規則)(?![律])"
)


def find_law_numbers(text: str) -> list[Candidate]:
    """Law numbers and amendments named by their year: 令和3年法律第35号, 令和3年改正法.

    Parameters
    ----------
    text : str
        The folded text.

    Returns
    -------
    list of Candidate
        Candidates.
    """
    return [
        Candidate(*match.span(), "LAW", f"pattern:{name}", rank=2)
        for name, rule in (("law-number", _LAW_NUMBER), ("amended", _AMENDED))
        for match in rule.finditer(text)
    ]


def find_amendments(context: Context, laws: list[Candidate]) -> list[Candidate]:
    """Amending acts and ordinances named after a statute: …法の一部を改正する法律, …法施行令.

    Parameters
    ----------
    context : Context
        The text.
    laws : list of Candidate
        Statutes found so far.

    Returns
    -------
    list of Candidate
        Candidates, from the first statute of a list to the end of the amending act's name.
    """
    ends = {law.end: law for law in sorted(laws, key=lambda law: -law.start) if law.label == "LAW"}
    found = []
    for end, law in sorted(ends.items()):
        tail = _AMENDING.match(context.text, end)
        start = law.start
        joined = ends.get(start - 2) if context.text[start - 2 : start] == "及び" else None
        if tail:
            found.append(Candidate(joined.start if joined else start, tail.end(), "LAW", "pattern:amending", rank=4))
    return found
