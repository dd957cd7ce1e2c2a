"""Who, what, with whom, to whom: the arguments of a clause, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plantext.clauses.mainline import Clause, form_of
from plantext.clauses.modality import act_of, predicate_of
from plantext.clauses.nouns import FORMAL_NOUNS, TRIMMED, Argument, noun_phrase
from plantext.clauses.phrases import Phrase, is_predicate, lemma_of
from plantext.clauses.prepare import Prepared
from plantext.clauses.rules import actor_ends, acts, bodies, clause_patterns, texts
from plantext.records import Mention

_TOPIC = re.compile(
    r"(で|に|において|におい|として|に対して|については|としても)?(は|も)|(に|と)つき(まして)?は|としては|においては|においても|では|にも"
)
_ASIDE = ("には", "にも", "に対しては", "については", "につきましては")
_SUBJECT = re.compile(r"が|自らが|のみが|こそが")
# A body that a sentence names so acts where it has no other subject or topic.
_SEAT = re.compile(r"から|において|におきまして")
_GIVING = frozenset({"state", "support", "request"})
_CAPACITY = re.compile(r"として")
_REGION = re.compile(r"(地方|地域|現場|民間|国内|社会)$")
_AGENT = re.compile(r"によって|により|によりまして")
_RECIPIENT = re.compile(r"に対し(て|まして)?(は|も)?|に対しては|へ(は|も)?|に向け(て)?(は)?|に向けては|あてに|宛てに")
_RULING = frozenset({"state", "regulate", "decide", "aim"})
_CLAUSAL = ("こと", "もの", "の")
_OBJECT = ("を", "をも", "までを", "などを", "のみを")
_SAME_SUBJECT = re.compile(r"(つつ|ながら)$")
_WITH = re.compile(r"(など|等)?(と|とも|との)")
_SPLIT = re.compile(
    r"[、，,・]|及び|および|並びに|又は|または|(?<=[^\x00-\x7f])や(?=[^\x00-\x7f])|(?<=[省庁府部局会体者国])と(?=.)|(?<=など)と(?=.)"
)


@dataclass(frozen=True)
class Arguments:
    """The arguments of a clause; ``topic`` says whether the actor is the topic of the sentence."""

    actor: Argument | None = None
    actor_source: str = "none"
    object: Argument | None = None
    partners: tuple[Argument, ...] = ()
    recipients: tuple[Argument, ...] = ()


class Roles:
    """Arguments of the clauses of one sentence.

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

    def arguments(self, clauses: Sequence[Clause]) -> list[Arguments]:
        """Arguments of each clause; a topic governs all clauses behind it, a subject those that have none."""
        found: list[Arguments] = []
        carried: tuple[Argument | None, str] = (None, "none")
        begin = 0
        for clause in clauses:
            actor, source = self._actor(clause, begin)
            carried = (actor, source) if actor is not None else carried
            unnamed = actor is None and is_passive(self._phrases[clause.governor])
            found.append(
                Arguments(
                    None if unnamed else carried[0],
                    "none" if unnamed else carried[1],
                    self._object(clause, begin),
                    self._partners(clause, begin),
                    self._recipients(clause, begin),
                )
            )
            begin = clause.end + 1
        return found

    def _children(self, clause: Clause, begin: int) -> list[Phrase]:
        heads = {clause.predicate, clause.governor, *range(clause.governor, clause.end + 1)}
        return [it for it in self._phrases[begin : clause.predicate] if it.head in heads and not is_predicate(it)]

    def _rules(self, clause: Clause, begin: int) -> tuple[Argument | None, str]:
        """A law or text that is the subject or topic of what it states or rules."""
        predicate = predicate_of(self._phrases, clause)
        # 法律案は、規定の整備を行うものである。
        explained = any(it.text == "もの" for it in self._phrases[clause.governor + 1 : clause.end + 1])
        if act_of(predicate) not in _RULING and predicate not in ("定める", "改める") and not explained:
            return None, "none"
        for phrase in self._phrases[begin : clause.predicate]:
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
        if _REGION.search(phrase.text) or not self.can_act(argument):
            return False
        return not _CAPACITY.fullmatch(phrase.tail) or bool(bodies().search(argument.text))

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
        if phrase.tail in ("では", "においては", "においても") and _REGION.search(phrase.text):
            return False
        governs = clause.predicate <= phrase.head <= clause.end
        if phrase.tail == "も":
            return governs
        leads = not any(is_predicate(it) for it in self._phrases[: phrase.number])
        relative = form_of(self._phrases, phrase.head) == "relative"
        return phrase.tail == "は" or leads or governs or not relative

    def has_other_subject(self, clause: Clause, begin: int) -> bool:
        """Whether the subject or topic of a clause is something that cannot act (利用者数が減る)."""
        heads = range(clause.predicate, clause.end + 1)
        # A topic is what a known act is about (社会保障は柔軟に対応する).
        acts_on = bool(acts().get(predicate_of(self._phrases, clause)))
        for phrase in self._phrases[begin : clause.predicate]:
            named = phrase.is_noun and (
                (phrase.tail == "が" and phrase.head in heads) or (phrase.tail == "は" and not acts_on)
            )
            if named and phrase.text not in FORMAL_NOUNS and not self.can_act(self._np(phrase.number)):
                return True
        return False

    def _serves(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a phrase depends on a clause that tells the manner of this one, and so has its subject."""
        head = self._phrases[phrase.head]
        manner = is_predicate(head) and (
            _SAME_SUBJECT.search(head.tail)
            or head.last.text in ("て", "で")
            or ("連用形" in head.last.form and head.comma)
        )
        return bool(manner) and clause.predicate <= self._phrases[head.number].head <= clause.end

    def _object(self, clause: Clause, begin: int) -> Argument | None:
        """The noun phrase before を; of a light verb what its noun is about; of a passive its subject."""
        phrase = next(self._objects(clause, begin), None)
        return None if phrase is None or phrase.text in _CLAUSAL else self._np(phrase.number)

    def _objects(self, clause: Clause, begin: int) -> Iterator[Phrase]:
        if clause.is_light:
            # 標準化の推進を行う: 標準化
            before = self._phrases[clause.predicate - 1]
            if before.number >= begin and before.is_noun and before.tail in ("の", "などの"):
                yield before
            return
        children = [it for it in reversed(self._children(clause, begin)) if it.is_noun]
        yield from (it for it in children if it.tail in _OBJECT and not self._is_stage(it))
        inside = self._phrases[begin : clause.predicate]
        yield from (it for it in reversed(inside) if it.is_noun and it.tail == "を" and self._passes_on(it, clause))
        verb = self._phrases[clause.governor]
        if is_passive(verb):
            yield from (it for it in children if it.tail in ("が", "は", "も") and it.text not in ("こと", "の"))
        marks = ("も", "は") if verb.is_sahen or lemma_of(verb) in acts() else ("も",)
        yield from (it for it in inside if it.tail in marks and self._is_theme(it, clause))

    def _is_theme(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a phrase with は or も is what an act is about: a thing, and no adverb (今も)."""
        adverb = phrase.tail == "も" and phrase.core.tag.endswith("副詞可能")
        named = phrase.is_noun and not adverb and phrase.text not in FORMAL_NOUNS
        return named and phrase.head >= clause.predicate and not self.can_act(self._np(phrase.number))

    def _passes_on(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether an object that the parser gives to something within a clause is the clause's own.

        So it is where a manner governs it (経費を徹底して削減する), or a verb that has a nearer object, or no verb.
        """
        head = self._phrases[phrase.head]
        if head.number <= phrase.number or head.number > clause.end or self._is_stage(phrase):
            return False
        manner = head.last.text in ("て", "で") and bool(clause_patterns()["manner"].fullmatch(lemma_of(head)))
        nearer = any(
            it.head == head.number and it.tail == "を" for it in self._phrases[phrase.number + 1 : head.number]
        )
        return manner or nearer or (head.is_noun and head.tail not in ("の", "など"))

    def _is_stage(self, phrase: Phrase) -> bool:
        """Whether 〜を with the noun behind it is a frame of place or manner: を拠点に, を中心として."""
        following = self._phrases[phrase.number + 1]
        return following.tail in ("に", "として", "と") and bool(clause_patterns()["stage"].match(following.text))

    def _partners(self, clause: Clause, begin: int) -> tuple[Argument, ...]:
        found: list[Argument] = []
        for phrase in self._phrases[begin : clause.governor]:
            follows = "".join(f"{it.text}{it.tail}" for it in self._phrases[phrase.number + 1 : phrase.number + 4])
            joint = re.match(
                r"(緊密に|密接に|十分に|適切に|一層|より|しっかりと?)*(間で|間の|連携|協力|協働|共同|協調|協議|一体|とも|共|調整|提携|タイアップ)",
                follows,
            )
            if phrase.is_noun and _WITH.fullmatch(phrase.tail) and joint and self.can_act(self._np(phrase.number)):
                found += self._split(self._np(phrase.number))
        return tuple(found)

    def _recipients(self, clause: Clause, begin: int) -> tuple[Argument, ...]:
        found: list[Argument] = []
        for phrase in self._children(clause, begin):
            plain = phrase.tail in ("に", "にも", "には") and re.search(
                r"支援|要請|提供|依頼|報告|通知|周知|提出|明示|交付|派遣|助言|説明|相談|伝え|示|求め|働き|呼び|委託|促|送付|配布|支給|答申|勧告|指示|命|付与|与え|確認",
                self._phrases[clause.predicate].text,
            )
            if (
                phrase.is_noun
                and (_RECIPIENT.fullmatch(phrase.tail) or plain)
                and self.can_act(self._np(phrase.number))
            ):
                found += self._split(self._np(phrase.number))
        return tuple(found)

    def _split(self, argument: Argument) -> list[Argument]:
        """The members of a list, in the order printed."""
        parts: list[Argument] = []
        text = self._prepared.text[argument.start : argument.end]
        names = [it for it in self._acting if argument.start <= it.start and it.end <= argument.end]
        cuts = [
            match.span()
            for match in _SPLIT.finditer(text)
            if not any(it.start <= argument.start + match.start() < it.end for it in names)
        ]
        place = 0
        for start, end in [*cuts, (len(text), len(text))]:
            words = text[place:start]
            trimmed = TRIMMED.sub("", words) or words
            if trimmed:
                first = argument.start + place
                last = first + len(trimmed)
                parts.append(Argument(self._prepared.words(first, last), first, last, argument.phrase))
            place = end
        return parts


def is_passive(phrase: Phrase) -> bool:
    """Whether a predicate is in the passive (れる, られる)."""
    return any(word.lemma in ("れる", "られる") and word.tag == "助動詞" for word in phrase.function)
