"""Who, what, with whom, to whom: the arguments of a clause, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plantext.clauses.mainline import Clause, form_of
from plantext.clauses.modality import act_of, predicate_of
from plantext.clauses.phrases import Phrase, is_predicate, lemma_of
from plantext.clauses.prepare import Prepared
from plantext.clauses.rules import actor_ends, acts, clause_patterns, texts
from plantext.records import Mention

_LINKS = re.compile(r"(の|との|への|での|からの|と|や|など|などの|などと|及び)?")
_CONJUNCTIONS = frozenset(
    {"及び", "および", "並びに", "ならびに", "又は", "または", "若しくは", "もしくは", "や", "と", "かつ"}
)
_TOPIC = re.compile(
    r"(で|に|において|におい|として|に対して|については|としても)?(は|も)|(に|と)つき(まして)?は|としては|においては|においても|では|にも"
)
_ASIDE = ("には", "にも", "に対しては", "については", "につきましては")
_SUBJECT = re.compile(r"が|から|において|におきまして|自らが|のみが|こそが")
_AGENT = re.compile(r"によって|により|によりまして")
_RECIPIENT = re.compile(r"に対し(て|まして)?(は|も)?|に対しては|へ(は|も)?|に向け(て)?(は)?|に向けては|あてに|宛てに")
_TRIMMED = re.compile(r"(等|など|ら)$")
_RULING = frozenset({"state", "regulate", "decide", "aim"})
_OBJECT = ("を", "をも", "までを", "などを", "のみを")
_FORMAL = frozenset({"ため", "為", "こと", "もの", "とき", "場合", "うち", "上", "中", "ほか", "一方", "よう"})
_BARE = frozenset({"者", "人", "方", "方々", "人々"})
_SAME_SUBJECT = re.compile(r"(つつ|ながら)$")
_WITH = re.compile(r"(など|等)?(と|とも|との)")
_SPLIT = re.compile(
    r"[、，,・]|及び|および|並びに|又は|または|(?<=[^\x00-\x7f])や(?=[^\x00-\x7f])|(?<=[省庁府部局会体者国])と(?=.)|(?<=など)と(?=.)"
)


@dataclass(frozen=True)
class Argument:
    """A noun phrase: its words as printed, its range in the parsed text, and the phrase that ends it."""

    text: str
    start: int
    end: int
    phrase: int


@dataclass(frozen=True)
class Arguments:
    """The arguments of a clause; ``topic`` says whether the actor is the topic of the sentence."""

    actor: Argument | None = None
    actor_source: str = "none"
    object: Argument | None = None
    partners: tuple[Argument, ...] = ()
    recipients: tuple[Argument, ...] = ()


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
    trimmed = _TRIMMED.search(prepared.text[start:end])
    if trimmed and trimmed.start() > 0:
        end = start + trimmed.start()
    return Argument(prepared.words(start, end), start, end, number)


def _hangs_loose(phrases: Sequence[Phrase], first: int, number: int) -> bool:
    """Whether the first phrase of a stretch of nouns is none of them: an adverb, a conjunction, 別途 of another phrase."""
    phrase = phrases[first]
    if phrase.core.tag == "名詞-普通名詞-副詞可能" and not phrase.tail:
        return phrase.head > number
    return phrase.core.tag.startswith(("接続詞", "副詞", "連体詞")) or phrase.text == "等"


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
    if (
        phrase.text in _FORMAL
        or not phrase.is_noun
        or is_predicate(phrase)
        or phrase.core.tag.startswith(("連体詞", "副詞"))
    ):
        return False
    if any(word.text in "：:；;" for word in phrase.function):
        return False
    if any(word.text == "・" for word in phrase.function):
        return True
    if phrase.comma and (phrase.tail not in ("", "や", "など", "と") or phrase.core.tag == "名詞-普通名詞-副詞可能"):
        return False
    return bool(_LINKS.fullmatch(phrase.tail))


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
        if act_of(predicate_of(self._phrases, clause)) not in _RULING:
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
        for phrase in reversed(children):
            if (
                _SUBJECT.fullmatch(phrase.tail)
                and self.can_act(self._np(phrase.number))
                and not (passive and phrase.tail == "が")
            ):
                return self._np(phrase.number), "subject"
        for phrase in self._phrases[begin : clause.predicate]:
            if not passive and self._is_topic(phrase, clause) and self.can_act(self._np(phrase.number)):
                return self._np(phrase.number), "topic"
        return (None, "none") if passive else self._rules(clause, begin)

    def _is_topic(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a phrase is a topic of a clause; では and においては stand in relative clauses too."""
        if not phrase.is_noun or phrase.tail in _ASIDE or not _TOPIC.fullmatch(phrase.tail):
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
        for phrase in self._phrases[begin : clause.predicate]:
            named = phrase.is_noun and ((phrase.tail == "が" and phrase.head in heads) or phrase.tail == "は")
            if named and phrase.text not in _FORMAL and not self.can_act(self._np(phrase.number)):
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
        if clause.is_light:
            # 標準化の推進を行う: 標準化
            before = clause.predicate - 1
            if before >= begin and self._phrases[before].is_noun and self._phrases[before].tail in ("の", "などの"):
                return self._np(before)
            return None
        children = self._children(clause, begin)
        for phrase in reversed(children):
            if phrase.is_noun and phrase.tail in _OBJECT and not self._is_stage(phrase):
                return self._np(phrase.number) if phrase.text not in ("こと", "もの", "の") else None
        for phrase in reversed(self._phrases[begin : clause.predicate]):
            if phrase.is_noun and phrase.tail == "を" and self._passes_on(phrase, clause):
                return self._np(phrase.number) if phrase.text not in ("こと", "もの", "の") else None
        if is_passive(self._phrases[clause.governor]):
            for phrase in reversed(children):
                if (
                    phrase.is_noun
                    and (phrase.tail == "が" or phrase.tail in ("は", "も"))
                    and phrase.text not in ("こと", "の")
                ):
                    return self._np(phrase.number)
        verb = self._phrases[clause.governor]
        for phrase in self._phrases[begin : clause.predicate]:
            known = verb.is_sahen or lemma_of(verb) in acts()
            marked = (phrase.tail == "も" and not phrase.core.tag.endswith("副詞可能")) or (
                phrase.tail == "は" and known
            )
            if (
                phrase.is_noun
                and marked
                and phrase.head >= clause.predicate
                and phrase.text not in _FORMAL
                and not self.can_act(self._np(phrase.number))
            ):
                return self._np(phrase.number)
        return None

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
            trimmed = _TRIMMED.sub("", words) or words
            if trimmed:
                first = argument.start + place
                last = first + len(trimmed)
                parts.append(Argument(self._prepared.words(first, last), first, last, argument.phrase))
            place = end
        return parts


def is_passive(phrase: Phrase) -> bool:
    """Whether a predicate is in the passive (れる, られる)."""
    return any(word.lemma in ("れる", "られる") and word.tag == "助動詞" for word in phrase.function)
