"""Noun phrases: the longest stretch of nouns that ends with a phrase, as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.clauses.phrases import Phrase, is_predicate
from plantext.clauses.prepare import Prepared

_LINKS = re.compile(r"(の|との|への|での|からの|と|や|など|などの|などと|及び)?")
_CONJUNCTIONS = frozenset(
    {
        "及び",
        "および",
        "並びに",
        "ならびに",
        "又は",
        "または",
        "若しくは",
        "もしくは",
        "あるいは",
        "或いは",
        "や",
        "と",
        "かつ",
    }
)
TRIMMED = re.compile(r"(等|など|ら)$")
FORMAL_NOUNS = frozenset({"ため", "為", "こと", "もの", "とき", "場合", "うち", "上", "中", "ほか", "一方", "よう"})
"""Nouns that say nothing alone."""
# 任期中、理事を務める: when, no member of a list
_WHEN = re.compile(
    r"[0-9０-９元〇一二三四五六七八九十](年度?|月|日|時)(末|頃|ごろ)?$|.(期間|期|年|任)中$|(終了|開始|開催|成立|施行|公布|決定|完了)後$|(現在|以降|以来|以後|当時|当初|今後|今回|同年|同月|同日)$"
)
_WITHIN = re.compile(r"(?:.*[条項号表款目]中)?「([^「」]*)」")
# 我が党
_OUR = frozenset({"我が", "わが"})
_BARE = frozenset({"者", "人", "方", "方々", "人々"})


@dataclass(frozen=True)
class Argument:
    """A noun phrase: its words as printed, its range in the parsed text, and the phrase that ends it."""

    text: str
    start: int
    end: int
    phrase: int


def noun_phrase(phrases: Sequence[Phrase], number: int, prepared: Prepared) -> Argument:
    """The longest stretch of nouns that ends with a phrase, back to a verb, an adjective or another particle."""
    first = number
    while first > 0 and _linked(phrases, first - 1):
        first -= 1
    # 利用を検討する者: a noun that says nothing alone keeps its clause.
    if phrases[number].text in _BARE and first == number:
        while first > 0 and first - 1 in _dependents(phrases, number):
            first -= 1
    while first < number and _hangs_loose(phrases, first, number):
        first += 1
    start, end = phrases[first].start, phrases[number].end
    trimmed = TRIMMED.search(prepared.text[start:end])
    if trimmed and trimmed.start() > 0:
        end = start + trimmed.start()
    words = prepared.words(start, end)
    # 第二条中「甲」を「乙」に改める: what is replaced
    replaced = _WITHIN.fullmatch(words)
    return Argument(replaced.group(1) if replaced else words, start, end, number)


def _hangs_loose(phrases: Sequence[Phrase], first: int, number: int) -> bool:
    """Whether the first phrase of a stretch of nouns is none of them: an adverb, a conjunction, 別途 of another phrase."""
    phrase = phrases[first]
    if phrase.core.tag == "名詞-普通名詞-副詞可能" and not phrase.tail:
        return phrase.head > number
    loose = phrase.core.tag.startswith(("接続詞", "副詞", "連体詞")) and phrase.text not in _OUR
    return loose or phrase.text == "等"


def _dependents(phrases: Sequence[Phrase], number: int) -> set[int]:
    """Phrases that depend on a phrase, directly or not, without topics."""
    found = {number}
    for phrase in reversed(phrases[:number]):
        if phrase.tail.startswith("を") and phrase.comma:
            break
        if phrase.head in found and not phrase.tail.endswith("は"):
            found.add(phrase.number)
    return found


def _linked(phrases: Sequence[Phrase], number: int) -> bool:
    phrase = phrases[number]
    if phrase.core.tag.startswith("接続詞"):
        return number > 0 and f"{phrase.text}{phrase.tail}" in _CONJUNCTIONS and phrases[number - 1].is_noun
    if phrase.core.tag.startswith("連体詞") and phrase.text == "その" and phrases[number + 1].text == "他":
        return True
    said = is_predicate(phrase) or phrase.text in FORMAL_NOUNS
    outside = phrase.text not in _OUR and (not phrase.is_noun or phrase.core.tag.startswith(("連体詞", "副詞")))
    if said or outside or any(word.text in "：:；;" for word in phrase.function):
        return False
    if any(word.text == "・" for word in phrase.function):
        return True
    tells_when = not phrase.tail and _WHEN.search(phrase.text)
    if phrase.comma and (
        tells_when or phrase.tail not in ("", "や", "など", "と") or phrase.core.tag == "名詞-普通名詞-副詞可能"
    ):
        return False
    return bool(_LINKS.fullmatch(phrase.tail))
