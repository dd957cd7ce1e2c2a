"""The main line of a sentence: its last predicate, seen through its frames, and what is conjoined with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.clauses.frames import FORMAL, NEEDED, NONE, PLANNED, SUPPOSED, before, made_so, unframe
from plantext.clauses.nouns import FORMAL_NOUNS
from plantext.clauses.phrases import Phrase, is_predicate, lemma_of
from plantext.clauses.rules import acts, clause_patterns

_LIGHT_VERBS = frozenset(
    {"加える", "行う", "行なう", "おこなう", "進める", "図る", "する", "す", "いたす", "為す", "なす", "成す"}
)
# 御議論をいただく: light only with what is an act of others, not with 御意見.
_GIVEN = frozenset({"いただく", "頂く", "賜る", "申し上げる"})
_ONGOING = re.compile(r"て(おり|おりまして|いて)$")
# What is joined so stands on the main line, whatever the parser gives it to.
_JOINING = re.compile(r"(とともに|と共に|と同時に|(?<=[うくぐすつぬぶむる])など)$")
_BESIDES = re.compile(r"(ほか|他|とともに)に?")
_COPULA = re.compile(r"(であり|であるが|ですが|でありますが|ですけれども)$")
# Verbs that are particles in 連用形 alone.
_PLAIN = frozenset({"する", "なる", "ある", "有る", "いる", "居る", "言う", "いう", "ござる", "御座る"})
# 変えていくのかについて: a question inside
_ASKED = re.compile(r"[るたいだん]の?か(どうか)?(を|が|に|は|も|と|$)")
_DEFINES = frozenset({"言う", "いう", "指す", "意味する"})
_WHEN = frozenset({"とき", "時", "場合"})
_HOPS = 12


@dataclass(frozen=True)
class Clause:
    """A predicate of the main line.

    Parameters
    ----------
    predicate : int
        Number of the phrase that says what is done.
    governor : int
        Number of the phrase that its arguments depend on: ``行う`` where the predicate is the 調査 of 調査を行う.
    end : int
        Number of the last phrase, with frames.
    modality : str
        What a frame says; empty where none does.
    form : str
        ``final`` or how it is conjoined: ``conjoined``, ``te``, ``ren``.
    """

    predicate: int
    governor: int
    end: int
    modality: str
    form: str

    @property
    def is_light(self) -> bool:
        """Whether a light verb was looked through."""
        return self.predicate != self.governor


def main_line(phrases: Sequence[Phrase]) -> tuple[Clause, ...]:
    """Find the predicates that a sentence states, in the order of the sentence."""
    if not phrases:
        return ()
    last = _last_predicate(phrases)
    inner, modality = unframe(phrases, last)
    if inner == SUPPOSED or _is_name(phrases, last):
        return ()
    # What says nothing at the end (大きなものとなる) still governs what is conjoined with it.
    found = [_clause(phrases, inner, last, modality, "final")] if inner != NONE else []
    first = inner if inner != NONE else _innermost(phrases, last)
    members = set(range(first, last + 1))
    if made_so(phrases, first) and first > 2 and phrases[first - 2].text in FORMAL:
        # 定め、もって寄与することを目的とする
        members.add(first - 3)
    for number in range(first - 1, -1, -1):
        form = form_of(phrases, number)
        if form not in ("conjoined", "te", "ren") or _is_within(phrases, number, first):
            continue
        begin, said = unframe(phrases, number)
        if begin >= 0 and (begin < number or _states(phrases, number, form)) and _leads(phrases, number, members):
            found.append(_clause(phrases, begin, number, said, form))
            members.update(range(begin, number + 1))
    # A frame's inner predicate may have been met twice.
    unique = {clause.predicate: clause for clause in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda clause: clause.predicate))


def _is_within(phrases: Sequence[Phrase], number: int, governor: int) -> bool:
    """Whether a predicate belongs to what the main line is about, since it has a subject there and the main line a topic.

    市は、利用者が窓口を選び、書類を出すことを想定している: 選ぶ is not the city's.
    """
    about = [
        it.number
        for it in phrases[number + 1 : governor]
        if it.text in FORMAL and it.tail in ("を", "に") and it.head == governor
    ]
    if not about:
        return False
    subjects = [
        it.number
        for it in phrases[:number]
        if it.is_noun and it.tail == "が" and it.text not in FORMAL and _reaches(phrases, it.head, number, about[-1])
    ]
    topics = [it.number for it in phrases[:number] if it.is_noun and it.tail == "は"]
    return bool(subjects and topics) and topics[-1] < subjects[-1]


def _reaches(phrases: Sequence[Phrase], start: int, number: int, end: int) -> bool:
    """Whether what depends on a phrase belongs to one between two others, by predicates that are conjoined."""
    while start < number and phrases[start].head > start and form_of(phrases, start) in ("te", "ren", "conjoined"):
        start = phrases[start].head
    return number <= start < end


def _last_predicate(phrases: Sequence[Phrase]) -> int:
    """Number of the last predicate, or of the last phrase where nothing is said."""
    formula = clause_patterns()["formula"]
    closing = next((it.number for it in phrases if formula.fullmatch(it.text)), len(phrases))
    asks = closing < len(phrases) and any(it.core.lemma == "願う" for it in phrases[closing:])
    for phrase in reversed(phrases[: closing if asks else len(phrases)]):
        if phrase.core.tag.startswith(("補助記号", "空白")):
            continue
        if is_predicate(phrase) or phrase.is_noun:
            return phrase.number
        break
    return len(phrases) - 1


def _innermost(phrases: Sequence[Phrase], last: int) -> int:
    """Number of the predicate inside nouns that say nothing (内容としたところである)."""
    current = last
    while current and (phrases[current].text in FORMAL or lemma_of(phrases[current]) in _PLAIN):
        inside = phrases[current - 1]
        if not (inside.text in FORMAL or is_predicate(inside)):
            break
        current -= 1
    return current


def _is_name(phrases: Sequence[Phrase], last: int) -> bool:
    """Whether a sentence only names: ends in a noun (学習を可能とする手法。) or defines one, so that all before it belongs to it."""
    phrase = phrases[last]
    # 文書とは、基準を定め、公表するものをいう。
    if lemma_of(phrase) in _DEFINES and any(it.head == last and it.tail == "を" for it in phrases[:last]):
        return any(it.tail == "とは" for it in phrases[:last])
    # A sentence that is cut off ends in any noun.
    if not phrase.is_noun or phrase.tail:
        return False
    # The parser takes もの for a noun of an action; it ends a definition with and without a full stop.
    if phrase.text == "もの":
        return True
    ends = any(word.text in "。．." for word in phrase.function)
    return ends and not (phrase.text in FORMAL | PLANNED | NEEDED or is_action(phrase))


def form_of(phrases: Sequence[Phrase], number: int) -> str:
    """How a predicate goes on: conjoined, serving, te, ren, relative; empty for what is no predicate."""
    phrase = phrases[number]
    patterns, tail = clause_patterns(), phrase.tail
    inflected = "連用形" in phrase.last.form
    if _ASKED.search(f"{phrase.core.text}{tail}"):
        return "relative"
    # 高齢者の見守り、: a noun of a verb
    if inflected and number and phrases[number - 1].head == number and _is_noun_of_verb(phrase, phrases[number - 1]):
        return ""
    # 十分に, 早急に, 大きく: adverbs.
    adverb = phrase.is_adjective and not phrase.is_verb and (tail == "に" or (inflected and not phrase.comma))
    # 改めるもので、: the copula in 連用形
    goes_on = phrase.comma and tail == "で" and phrase.text in ("もの", "わけ")
    says = is_predicate(phrase) or (phrase.is_noun and (_COPULA.search(tail) or goes_on or _has_verb(phrase)))
    if adverb or not says:
        return ""
    after = phrases[number + 1] if number + 1 < len(phrases) else None
    following = f"{after.text}{after.tail}" if after else ""
    forms = (
        ("conjoined", goes_on or bool(patterns["conjoined"].search(tail))),
        ("te", phrase.last.tag == "助詞-接続助詞" and phrase.last.text in ("て", "で")),
        ("serving", bool(patterns["serving"].search(tail))),
        ("ren", inflected),
        ("conjoined", bool(patterns["conjoining_nouns"].search(following))),
    )
    return next((form for form, holds in forms if holds), "relative")


def _is_noun_of_verb(phrase: Phrase, before: Phrase) -> bool:
    """Whether a verb in 連用形 is a noun, since what stands before it is joined as to a noun (高齢者の見守り)."""
    verbal = phrase.core.tag.startswith("動詞") and phrase.core.tag != "動詞-非自立可能" and not phrase.tail
    return verbal and before.tail in ("の", "への", "との", "からの")


def _is_no_head(phrases: Sequence[Phrase], head: int, form: str) -> bool:
    """Whether a phrase to which the parser gives a verb in 連用形 cannot govern one: then it is on the main line.

    So is a noun, an adjective before its noun (強化し、適切な取組を進める) and a verb that stands for a particle (を通じた).
    """
    phrase = phrases[head]
    subject = any(it.head == head and it.tail == "が" for it in phrases[:head])
    adnominal = phrase.is_adjective and phrase.tail == "な" and not subject
    lemma = lemma_of(phrase)
    particle = form == "relative" and lemma not in _PLAIN and bool(clause_patterns()["connective"].fullmatch(lemma))
    # するための, することが: the verb before such a noun governs.
    clausal = phrases[head - 1].is_verb and phrases[head - 1].head == head
    return adnominal or particle or (form == "" and phrase.is_noun and not clausal)


def _begins_anew(phrases: Sequence[Phrase], number: int, head: int) -> bool:
    """Whether a relative clause to which the parser gives a verb before it begins behind that verb, with a subject of its own.

    理解を深め、市が推進する施策に協力する: 深める is on the main line.
    """
    noun = phrases[phrases[head].head]
    plain = noun.number > head and noun.is_noun and noun.text not in (FORMAL_NOUNS | FORMAL) - _WHEN
    # 文献を調査し、概念が広がっていることを説明した
    plain = plain or (noun.text == "こと" and noun.tail == "を")
    # 知ることができるよう: one phrase behind the verb
    purpose = any(it.tail.endswith("よう") for it in phrases[head : head + 2])
    own = any(it.head == number and it.tail == "が" for it in phrases[:number])
    return (plain or purpose) and not own and any(it.tail == "が" for it in phrases[number + 1 : head])


def _has_verb(phrase: Phrase) -> bool:
    """Whether a noun has swallowed the verb of its frame (ことがありましたが)."""
    return phrase.text in FORMAL and any(word.lemma in ("ある", "ござる") for word in phrase.function)


def _states(phrases: Sequence[Phrase], number: int, form: str) -> bool:
    """Whether a conjoined predicate is a statement of its own."""
    phrase = phrases[number]
    connects = bool(clause_patterns()["connective"].fullmatch(lemma_of(phrase))) and not made_so(phrases, number)
    # 実現を目指し、 tells an aim, 目指して a manner.
    aims = form == "ren" and phrase.comma and lemma_of(phrase) == "目指す"
    if connects and form != "conjoined" and not aims and not _clause(phrases, number, number, "", form).is_light:
        return False
    if form == "te":
        if clause_patterns()["manner"].fullmatch(lemma_of(phrase)):
            return False
        return any(_is_argument(other, number) for other in phrases[:number])
    return True


def _is_argument(other: Phrase, number: int) -> bool:
    return other.head == number and (other.tail.startswith(("を", "が")) or other.tail in ("に", "へ", "も", "は"))


def _is_joined(phrases: Sequence[Phrase], number: int) -> bool:
    """Whether a predicate is on the main line by its form alone: しており、, するとともに、, するほか、."""
    phrase = phrases[number]
    form = _ONGOING.search(phrase.tail) or _JOINING.search(phrase.tail)
    following = phrases[number + 1 : number + 2]
    besides = any(_BESIDES.fullmatch(f"{it.text}{it.tail}") and it.comma for it in following)
    return bool(phrase.comma and form) or besides


def _leads(phrases: Sequence[Phrase], number: int, members: set[int]) -> bool:
    """Whether a predicate depends on the main line, and not on a relative clause or on one that serves another."""
    current, listed = number, False
    if _is_joined(phrases, number):
        return True
    for _ in range(_HOPS):
        head = phrases[current].head
        # A topic between them: what follows is on the main line again.
        if any(it.tail in ("は", "では", "においては") and it.is_noun for it in phrases[current + 1 : head]):
            return True
        if head in members or head <= current:
            return True
        phrase = phrases[head]
        form = form_of(phrases, head)
        # 見直しを行う等関係法律の整備を行う: the parser takes what follows for one noun with 等.
        # 対策を講じ事業を行う: no noun governs a verb with its object before it, but what the noun belongs to.
        served = phrases[number - 1].tail == "を" and phrases[number - 1].head == number == head - 1
        if form == "" and served and current == number and "連用形" in phrases[number].last.form:
            current = head
            continue
        listed = listed or (form == "" and bool(clause_patterns()["conjoining_nouns"].search(phrase.text)))
        if form == "" and listed:
            current = head
            continue
        missed = _is_no_head(phrases, head, form) or (form == "relative" and _begins_anew(phrases, number, head))
        if current == number and phrases[number].comma and missed:
            return True
        if form in ("conjoined", "ren", "te") or (form == "serving" and phrase.tail.endswith(("つつ", "ながら"))):
            current = head
            continue
        return False
    return False


def _clause(phrases: Sequence[Phrase], inner: int, end: int, modality: str, form: str) -> Clause:
    """The clause of a predicate; a light verb with the noun of an action before it gives way to that noun."""
    governor = phrases[inner]
    place = before(phrases, inner)
    light = lemma_of(governor) in _LIGHT_VERBS | _GIVEN and not made_so(phrases, inner)
    if light and place >= 0:
        noun = phrases[place]
        passive = any(word.lemma in ("れる", "られる") for word in governor.function)
        marked = noun.tail in ("を", "をも", "も", "は", "などを", "なども") or (passive and noun.tail == "が")
        given = lemma_of(governor) not in _GIVEN or bool(acts().get(f"{noun.text.lstrip('御ご')}する"))
        if marked and given and is_action(noun) and not noun.is_sahen:
            said = "aim" if lemma_of(governor) == "図る" else ""
            return Clause(place, inner, end, modality or said, form)
    return Clause(inner, inner, end, modality, form)


def is_action(noun: Phrase) -> bool:
    """Whether a noun names an action: with する in the dictionary or among the acts, or one with 化."""
    words = [word for word in noun.content if word.text not in ("等", "など")]
    if not words:
        return False
    if words[-1].text.endswith("化") or words[-1].tag.endswith("サ変可能"):
        return True
    # 制度設計: a compound that ends in an action
    name = "".join(word.text for word in words)
    return any(acts().get(f"{name[at:]}する") for at in range(len(name) - 1))
