"""Who, what, with whom, to whom: the arguments of a clause, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plantext.clauses.actors import Actors
from plantext.clauses.mainline import Clause
from plantext.clauses.nouns import FORMAL_NOUNS, TRIMMED, Argument
from plantext.clauses.phrases import Phrase, is_passive, lemma_of
from plantext.clauses.rules import acts, clause_patterns

_RECIPIENT = re.compile(r"に対し(て|まして)?(は|も)?|に対しては|へ(は|も)?|に向け(て)?(は)?|に向けては|あてに|宛てに")
_CLAUSAL = ("こと", "もの", "の")
# 買収後, 報告書上: a time or respect
_RESPECT = "接尾辞-名詞的-副詞可能"
_OBJECT = ("を", "をも", "までを", "などを", "のみを")
# Before の and the noun of an action: how much, no thing (多くの貢献を行う).
_MEASURES = re.compile(
    r"^(約?[0-9０-９一二三四五六七八九十百千万億]+.*|多く|不断|相互|.{2}相互|所要|一定|多数|数々|種々|当面|早期|最低限|最大限|一層|所定|普段|日頃|若干)$"
)
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


class Roles(Actors):
    """Arguments of the clauses of one sentence, with their actors."""

    def arguments(self, clauses: Sequence[Clause]) -> list[Arguments]:
        """Arguments of each clause; a topic governs all clauses behind it, a subject those that have none."""
        found: list[Arguments] = []
        carried: tuple[Argument | None, str] = (None, "none")
        begin = 0
        for clause in clauses:
            actor, source = self._actor(clause, begin)
            thing = self._object(clause, begin)
            if actor is not None and thing is not None and thing.start == actor.start:
                actor, source = None, "none"  # 本案は可決すべきものと決定した: it is decided on
            carried = (actor, source) if actor is not None else carried
            unnamed = actor is None and is_passive(self._phrases[clause.governor])
            found.append(
                Arguments(
                    None if unnamed else carried[0],
                    "none" if unnamed else carried[1],
                    thing,
                    self._partners(clause, begin),
                    self._recipients(clause, begin),
                )
            )
            begin = clause.end + 1
        return found

    def _object(self, clause: Clause, begin: int) -> Argument | None:
        """The noun phrase before を; of a light verb what its noun is about; of a passive its subject."""
        phrase = next(self._objects(clause, begin), None)
        if phrase is None or phrase.text in _CLAUSAL:
            return None
        thing = self._np(phrase.number)
        if not clause.is_light:
            return thing
        # 人材育成や環境の整備を行う: what is joined with 整備 is no part of its object.
        inside = [it for it in self._phrases[: phrase.number + 1] if thing.start <= it.start < thing.end]
        joined = [it.number for it in inside[:-1] if it.head == clause.predicate]
        first = self._phrases[joined[-1] + 1] if joined else inside[0]
        if first.core.tag.startswith("接続詞") and first.number < phrase.number:
            first = self._phrases[first.number + 1]
        return replace(thing, text=self._prepared.words(first.start, thing.end), start=first.start)

    def _objects(self, clause: Clause, begin: int) -> Iterator[Phrase]:
        if clause.is_light:
            # 標準化の推進を行う: 標準化
            before = self._phrases[clause.predicate - 1]
            if before.number >= begin and before.is_noun and before.tail in ("の", "などの"):
                if not _MEASURES.search(before.text):
                    yield before
            elif is_passive(self._phrases[clause.governor]):
                yield from (it for it in reversed(self._children(clause, begin)) if it.is_noun and it.tail == "が")
            # 本計画は見直しを行う: what its noun is about
            inside = self._phrases[begin : clause.predicate]
            yield from (it for it in inside if it.tail == "は" and self._is_theme(it, clause))
            return
        children = [it for it in reversed(self._children(clause, begin)) if it.is_noun]
        yield from (it for it in children if it.tail in _OBJECT and not self._is_stage(it))
        inside = self._phrases[begin : clause.predicate]
        yield from (it for it in reversed(inside) if it.is_noun and it.tail == "を" and self._passes_on(it, clause))
        verb = self._phrases[clause.governor]
        judged = verb.is_adjective or (lemma_of(verb) == "欠かせる" and verb.tail.startswith("な"))
        if is_passive(verb) or judged:
            yield from (
                it
                for it in children
                if it.tail in ("が", "は", "も") and it.text not in ("こと", "の") and it.core.tag != _RESPECT
            )
        marks = ("も", "は") if verb.is_sahen or lemma_of(verb) in acts() else ("も",)
        yield from (it for it in inside if it.tail in marks and self._is_theme(it, clause))

    def _is_theme(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a phrase with は or も is what an act is about: a thing, and no time or respect (今も, 買収後は)."""
        adverb = phrase.core.tag.endswith("副詞可能")
        named = phrase.is_noun and not adverb and phrase.text not in FORMAL_NOUNS
        # 計画は毎年度見直す: the parser may give it to the time before the verb.
        head = self._phrases[phrase.head]
        last = head.head if head.is_noun and not head.tail else head.number
        return named and last >= clause.predicate and not self.can_act(self._np(phrase.number))

    def _passes_on(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether an object that the parser gives to something within a clause is the clause's own.

        So it is where a manner governs it (経費を徹底して削減する), or a verb that has a nearer object, or no verb.
        """
        head = self._phrases[phrase.head]
        if head.number <= phrase.number or head.number > clause.end or self._is_stage(phrase):
            return False
        adverb = head.is_adjective and head.tail == "に"
        manner = head.last.text in ("て", "で") and bool(clause_patterns()["manner"].fullmatch(lemma_of(head)))
        nearer = any(
            it.head == head.number and it.tail == "を" for it in self._phrases[phrase.number + 1 : head.number]
        )
        return adverb or manner or nearer or (head.is_noun and head.tail not in ("の", "など"))

    def _is_stage(self, phrase: Phrase) -> bool:
        """Whether 〜を with the noun behind it is a frame of place or manner: を拠点に, を中心として."""
        following = self._phrases[phrase.number + 1]
        return following.tail in ("に", "として", "と") and bool(clause_patterns()["stage"].match(following.text))

    def _partners(self, clause: Clause, begin: int) -> tuple[Argument, ...]:
        found: list[Argument] = []
        for phrase in self._phrases[begin : clause.governor]:
            follows = "".join(f"{it.text}{it.tail}" for it in self._phrases[phrase.number + 1 : phrase.number + 4])
            joint = re.match(
                r"(緊密に|密接に|十分に|適切に|一層|より|しっかりと?)*(間で|間の|連携|協力|協働|共同|協調|協議|一体|とも|共|調整|提携|タイアップ|契約|協定|合意|意見交換)",
                follows,
            )
            if phrase.is_noun and _WITH.fullmatch(phrase.tail) and joint and self.can_act(self._np(phrase.number)):
                # Of a longer list only those behind what cannot act (基盤の構築や大学と連携した開発).
                members = self._split(self._np(phrase.number))
                able = [self.can_act(it) for it in members]
                found += members[len(able) - able[::-1].index(False) if False in able else 0 :]
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
