"""The main line of a sentence: its last predicate, seen through its frames, and what is conjoined with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plantext.clauses.frames import unframe
from plantext.clauses.phrases import Phrase, is_predicate, lemma_of
from plantext.clauses.rules import acts, clause_patterns

_LIGHT_VERBS = frozenset({"行う", "行なう", "おこなう", "進める", "図る", "する", "いたす"})
_ONGOING = re.compile(r"て(おり|おりまして|いて)$")
_COPULA = re.compile(r"(であり|であるが|ですが|でありますが|ですけれども)$")
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
    if last is None:
        return ()
    inner, modality = unframe(phrases, last)
    if inner < 0:
        return ()
    found = [_clause(phrases, inner, last, modality, "final")]
    members = set(range(inner, last + 1))
    for number in range(inner - 1, -1, -1):
        form = form_of(phrases, number)
        if form in ("conjoined", "te", "ren") and _states(phrases, number, form) and _leads(phrases, number, members):
            begin, said = unframe(phrases, number)
            if begin < 0:
                continue
            found.append(_clause(phrases, begin, number, said, form))
            members.update(range(begin, number + 1))
    # A frame's inner predicate may have been met twice.
    unique = {clause.predicate: clause for clause in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda clause: clause.predicate))


def _last_predicate(phrases: Sequence[Phrase]) -> int | None:
    for phrase in reversed(phrases):
        if phrase.core.tag.startswith(("補助記号", "空白")):
            continue
        if is_predicate(phrase) or phrase.is_noun:
            return phrase.number
        return None
    return None


def form_of(phrases: Sequence[Phrase], number: int) -> str:
    """How a predicate goes on: conjoined, serving, te, ren, relative; empty for what is no predicate."""
    phrase = phrases[number]
    patterns, tail = clause_patterns(), phrase.tail
    inflected = "連用形" in phrase.last.form
    # 十分に, 早急に, 大きく: adverbs.
    adverb = phrase.is_adjective and not phrase.is_verb and (tail == "に" or (inflected and not phrase.comma))
    if adverb or not (is_predicate(phrase) or (phrase.is_noun and _COPULA.search(tail))):
        return ""
    following = phrases[number + 1].text if number + 1 < len(phrases) else ""
    forms = (
        ("conjoined", bool(patterns["conjoined"].search(tail))),
        ("te", phrase.last.tag == "助詞-接続助詞" and phrase.last.text in ("て", "で")),
        ("serving", bool(patterns["serving"].search(tail))),
        ("ren", inflected),
        ("conjoined", bool(patterns["conjoining_nouns"].search(following))),
    )
    return next((form for form, holds in forms if holds), "relative")


def _states(phrases: Sequence[Phrase], number: int, form: str) -> bool:
    """Whether a conjoined predicate is a statement of its own."""
    phrase = phrases[number]
    connects = bool(clause_patterns()["connective"].fullmatch(lemma_of(phrase))) and not made_so(phrases, number)
    if connects and form != "conjoined":
        return False
    if form == "te":
        return any(_is_argument(other, number) for other in phrases[:number])
    return True


def made_so(phrases: Sequence[Phrase], number: int) -> bool:
    """Whether a する makes something so: 明らかにする, 確実なものとする."""
    before = phrases[number - 1] if number else None
    if before is None or lemma_of(phrases[number]) != "する":
        return False
    return before.tail == "に" and (before.is_adjective or before.core.lemma == "明らか")


def _is_argument(other: Phrase, number: int) -> bool:
    return other.head == number and (other.tail.startswith(("を", "が")) or other.tail in ("に", "へ", "も", "は"))


def _leads(phrases: Sequence[Phrase], number: int, members: set[int]) -> bool:
    """Whether a predicate depends on the main line, and not on a relative clause or on one that serves another."""
    current = number
    if phrases[number].comma and _ONGOING.search(phrases[number].tail):
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
        if form in ("conjoined", "ren", "te"):
            current = head
            continue
        if form == "" and clause_patterns()["conjoining_nouns"].search(phrase.text):
            current = head
            continue
        return False
    return False


def _clause(phrases: Sequence[Phrase], inner: int, end: int, modality: str, form: str) -> Clause:
    """The clause of a predicate; a light verb with the noun of an action before it gives way to that noun."""
    governor = phrases[inner]
    if lemma_of(governor) in _LIGHT_VERBS and inner > 0:
        noun = phrases[inner - 1]
        action = is_action(noun)
        passive = noun.tail == "が" and any(word.lemma in ("れる", "られる") for word in governor.function)
        if (noun.tail in ("を", "をも", "も") or passive) and action and not noun.is_sahen:
            said = "aim" if lemma_of(governor) == "図る" else ""
            return Clause(inner - 1, inner, end, modality or said, form)
    return Clause(inner, inner, end, modality, form)


def is_action(noun: Phrase) -> bool:
    """Whether a noun names an action: with する in the dictionary or among the acts, or one with 化."""
    words = [word for word in noun.content if word.text not in ("等", "など")]
    if not words:
        return False
    name = "".join(word.text for word in words)
    return words[-1].text.endswith("化") or words[-1].tag.endswith("サ変可能") or f"{name}する" in acts()
