"""Who acts in a clause: its subject, the topic of the sentence, the agent of a passive, a body in its seat or capacity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plantext.clauses.mainline import Clause, form_of
from plantext.clauses.modality import act_of, predicate_of
from plantext.clauses.nouns import FORMAL_NOUNS, Argument, noun_phrase
from plantext.clauses.phrases import Phrase, is_passive, is_predicate, lemma_of
from plantext.clauses.prepare import Prepared
from plantext.clauses.rules import actor_ends, acts, bodies, clause_patterns, texts
from plantext.records import Mention

_TOPIC = re.compile(
    r"(で|に|において|におい|におきまして|として|に対して|については|としても)?(は|も)|(に|と)つき(まして)?は|としては|においては|においても|では|にも"
)
_ASIDE = ("には", "にも", "に対しては", "については", "につきましては")
_SUBJECT = re.compile(r"が|自らが|のみが|こそが")
# A body that a sentence names so acts where it has no other subject or topic.
_SEAT = re.compile(r"から|において|におきまして|にて")
_GIVING = frozenset({"state", "support", "request", "publish"})
_CAPACITY = re.compile(r"として")
_WHERE = ("では", "でも", "においては", "においても", "におきましては")
# Behind a text whose words follow (声明では、…と表明している)
_SAYS = ("は", "では", "によれば", "によると")
_REGION = re.compile(r"(地方|地域|現場|民間|国内|社会|諸国|各国|途上国|先進国|新興国|全国)$")
_AGENT = re.compile(r"によって|により|によりまして")
_SITTING = ("で", "では", "でも")
_SESSION = re.compile(r"(会議|委員会|分科会|審議会|部会|検討会|研究会|協議会|懇談会|ワーキンググループ)$")
_CONCERNED = ("については", "につきましては")
_TOLD = frozenset({"state", "request"})
_RULING = frozenset({"state", "regulate", "decide", "aim"})
# Phrases at the end of a sentence among which its frame stands
_ENDING = 3
_SAME_SUBJECT = re.compile(r"(つつ|ながら)$")


class Actors:
    """Actors of the clauses of one sentence.

    `mentions` are the names in the parsed text.
    """

    def __init__(self, phrases: Sequence[Phrase], prepared: Prepared, mentions: Iterable[Mention]) -> None:
        self._phrases, self._prepared = phrases, prepared
        self._acting = [it for it in mentions if it.label in ("ORG", "FORUM", "PERSON", "PLACE")]

    def entity_of(self, argument: Argument) -> Mention | None:
        """The name that ends an argument."""
        ending = [it for it in self._acting if argument.start <= it.start and it.end == argument.end]
        return max(ending, key=lambda it: it.end - it.start, default=None)

    def can_act(self, argument: Argument) -> bool:
        """Whether an argument is a body or person."""
        return self.entity_of(argument) is not None or bool(actor_ends().search(argument.text))

    def _np(self, number: int) -> Argument:
        return noun_phrase(self._phrases, number, self._prepared)

    def _children(self, clause: Clause, begin: int) -> list[Phrase]:
        heads = {clause.predicate, clause.governor, *range(clause.governor, clause.end + 1)}
        return [it for it in self._phrases[begin : clause.predicate] if it.head in heads and not is_predicate(it)]

    def _rules(self, clause: Clause, begin: int) -> tuple[Argument | None, str]:
        """A law or text that is the subject or topic of what it states or rules."""
        predicate = predicate_of(self._phrases, clause)
        # 法律案は、規定の整備を行うものである。
        explained = any(it.text == "もの" and it.tail.startswith("で") for it in self._phrases[-_ENDING:])
        act = act_of(predicate)
        if act not in _RULING and predicate not in ("定める", "改める") and not explained:
            return None, "none"
        inside = self._phrases[begin : clause.predicate]
        # 前項の規定は、…について準用する: what is applied
        if act == "regulate" and not any(it.tail == "を" for it in inside):
            return None, "none"
        # What a text says or rules behind another clause; what it aims at may be its makers'.
        leading = next((it for it in self._phrases[:begin] if it.is_noun and it.tail == "は" and act != "aim"), None)
        for phrase in (*([leading] if leading else []), *inside):
            named = phrase.is_noun and texts().search(phrase.text)
            if named and phrase.tail == "は":
                return self._np(phrase.number), "topic"
            if named and phrase.tail == "が" and clause.predicate <= phrase.head <= clause.end:
                return self._np(phrase.number), "subject"
        return None, "none"

    def _actor(self, clause: Clause, begin: int) -> tuple[Argument | None, str]:
        """The last subject of the clause that can act, or its topic."""
        passive = is_passive(self._phrases[clause.governor])
        children = self._children(clause, begin)
        if passive:
            for phrase in reversed(children):
                if _AGENT.fullmatch(phrase.tail) and self.can_act(self._np(phrase.number)):
                    return self._np(phrase.number), "agent"
        serving = [
            it for it in self._phrases[begin : clause.predicate] if it.number not in {c.number for c in children}
        ]
        children = [*(it for it in serving if self._serves(it, clause)), *children]
        judges = self._phrases[clause.governor].is_adjective
        for phrase in reversed(children if not (passive or judges) else ()):
            subject = _SUBJECT.fullmatch(phrase.tail) and not self._is_of_relative(phrase, clause)
            if subject and self.can_act(self._np(phrase.number)):
                return self._np(phrase.number), "subject"
        for phrase in self._phrases[begin : clause.predicate] if not passive else ():
            if self._is_topic(phrase, clause) and self.can_act(self._np(phrase.number)):
                return self._np(phrase.number), "topic"
        for phrase in reversed(children if not judges else ()):
            gives = phrase.tail != "から" or act_of(predicate_of(self._phrases, clause)) in _GIVING
            if _SEAT.fullmatch(phrase.tail) and gives and self._is_body(phrase):
                return self._np(phrase.number), "subject"
            if _CAPACITY.fullmatch(phrase.tail) and not passive and self._is_body(phrase):
                return self._np(phrase.number), "topic"
        return (None, "none") if passive else self._rules(clause, begin)

    def _is_body(self, phrase: Phrase) -> bool:
        """Whether a noun names a body that acts in its seat or capacity, and no region or role (委員として)."""
        argument = self._np(phrase.number)
        if self._is_place(phrase) or not self.can_act(argument):
            return False
        entity = self.entity_of(argument)
        # Ｇ７として
        named = entity is not None and entity.label in ("ORG", "FORUM")
        return not _CAPACITY.fullmatch(phrase.tail) or named or bool(bodies().search(argument.text))

    def _is_place(self, phrase: Phrase) -> bool:
        """Whether a noun tells where something is done and not who does it (米国では、地方において)."""
        entity = self.entity_of(self._np(phrase.number))
        return bool(_REGION.search(phrase.text)) or (entity is not None and entity.label == "PLACE")

    def _is_of_relative(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a subject is that of a relative clause without an object, whose noun is its object (国が定める計画)."""
        if phrase.comma:
            return False
        for verb in self._phrases[phrase.number + 1 : clause.predicate]:
            if verb.is_noun and verb.tail.endswith("が"):
                return False
            if verb.is_verb:
                modifies = form_of(self._phrases, verb.number) == "relative" and self._phrases[verb.head].is_noun
                connects = clause_patterns()["connective"].fullmatch(lemma_of(verb)) and lemma_of(verb) != "する"
                gap = not any(it.head == verb.number and it.tail == "を" for it in self._phrases[: verb.number])
                formal = self._phrases[verb.head].text in FORMAL_NOUNS
                return bool(modifies and gap and not connects and not formal and not is_passive(verb))
        return False

    def _is_topic(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a phrase is a topic of a clause; では and においては stand in relative clauses too."""
        if not phrase.is_noun or phrase.tail in _ASIDE or not _TOPIC.fullmatch(phrase.tail):
            return False
        if phrase.tail in _WHERE and self._is_place(phrase):
            return False
        governs = clause.predicate <= phrase.head <= clause.end
        if phrase.tail == "も":
            return governs
        leads = not any(is_predicate(it) for it in self._phrases[: phrase.number])
        relative = form_of(self._phrases, phrase.head) == "relative"
        return phrase.tail == "は" or leads or governs or not relative

    def _serves(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a phrase depends on a clause that tells the manner of this one, and so has its subject."""
        head = self._phrases[phrase.head]
        manner = is_predicate(head) and (
            _SAME_SUBJECT.search(head.tail)
            or head.last.text in ("て", "で")
            or ("連用形" in head.last.form and head.comma)
        )
        return bool(manner) and clause.predicate <= self._phrases[head.number].head <= clause.end

    def has_other_subject(self, clause: Clause, begin: int) -> bool:
        """Whether the subject or topic of a clause is something that cannot act (利用者数が減る)."""
        heads = range(clause.predicate, clause.end + 1)
        # A topic is what a known act is about (社会保障は柔軟に対応する).
        acts_on = bool(acts().get(predicate_of(self._phrases, clause), "unknown"))
        # With an object of its own an act has the topic for its subject (公開園は課題を認識する).
        acts_on = acts_on and not any(
            it.head in heads and it.tail == "を" for it in self._phrases[begin : clause.predicate]
        )
        # What is stated in words of its own has who says it for its topic (通信社は「…」と報じている).
        quotes = any(it.head in heads and it.tail.endswith("と") for it in self._phrases[begin : clause.predicate])
        stated = quotes and act_of(predicate_of(self._phrases, clause)) == "state"
        # So has a text what it demands (報告書では、…を求めている), but not that which speaks of itself (本計画では、…を示す).
        told = stated or act_of(predicate_of(self._phrases, clause)) in _TOLD
        acts_on, says = acts_on and not stated, _SAYS if told else ("は",)
        # The leading topic governs what is conjoined, too (法案は、…を目的とし、…を適用する).
        leading = next((it for it in self._phrases[:begin] if it.is_noun and it.tail == "は"), None)
        if leading and not acts_on and not is_passive(self._phrases[clause.governor]) and self._is_thing(leading):
            return True
        for phrase in self._phrases[begin : clause.predicate]:
            named = phrase.is_noun and (
                (phrase.tail == "が" and phrase.head in heads) or (phrase.tail == "は" and not acts_on)
            )
            text = phrase.is_noun and phrase.tail in says and texts().search(phrase.text) and not self._is_own(phrase)
            if (named or text) and self._is_thing(phrase):
                return True
        return False

    def may_be_of(self, clause: Clause, begin: int) -> bool:
        """Whether somebody whom the sentence names may be who acts (次長につきましては、欠席する; 分科会で議論する)."""
        inside = self._phrases[begin : clause.predicate]
        named = any(it.is_noun and it.tail in _CONCERNED and self.can_act(self._np(it.number)) for it in inside)
        # 分科会で議論をする: a session, or who sits there
        session = any(it.is_noun and it.tail in _SITTING and _SESSION.search(it.text) for it in inside)
        # 友人が市に勤めていまして、講座を始めております: who is told of, not who tells
        told = any(
            it.tail == "が" and it.head < begin and self.can_act(self._np(it.number)) for it in self._phrases[:begin]
        )
        return session or told or (named and not any(it.tail == "を" for it in inside))

    def _is_own(self, phrase: Phrase) -> bool:
        """Whether a text is the one that speaks (本計画では, このガイドラインでは)."""
        return phrase.tail != "は" and (phrase.text.startswith("本") or self._phrases[phrase.number - 1].text == "この")

    def _is_thing(self, phrase: Phrase) -> bool:
        """Whether a subject or topic is something that cannot act, and no time (今年は) or formal noun."""
        time = phrase.tail == "は" and phrase.core.tag.endswith("副詞可能")
        return not time and phrase.text not in FORMAL_NOUNS and not self.can_act(self._np(phrase.number))
