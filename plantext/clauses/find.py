"""Statements of sentences: the pieces put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plantext.clauses.frames import made_so
from plantext.clauses.limits import deadlines
from plantext.clauses.mainline import Clause, main_line
from plantext.clauses.modality import (
    act_of,
    has_condition,
    is_negated,
    modality_of,
    planned,
    predicate_of,
    shared_modality,
)
from plantext.clauses.parse import Parsed, parse
from plantext.clauses.phrases import Phrase, is_passive, lemma_of, phrases_of
from plantext.clauses.prepare import Prepared, prepare
from plantext.clauses.roles import Arguments, Roles
from plantext.clauses.rules import clause_patterns, word_list
from plantext.clauses.stance import find_stances
from plantext.records import Mention, Statement

LONGEST = 600
"""Characters of a sentence that is parsed; a longer one is no sentence but a table or a list."""
_QUESTION = re.compile(r"(か|かね|かな|でしょうか)[。．.？?]*$|[？?]$")
# Under a table or figure
_SOURCE = re.compile(r"[（(]?(出典|出所|資料)[）)：:]")
# 間違えやすい tells how a thing is, not what is done.
_EASE = re.compile(r"(やす|にく|づら|がた|難)[いかくけ]|がち")
_QUOTES = re.compile("[「」『』]")
_WILLED = frozenset({"obligation", "aim", "request", "consider"})
_POLITE = ("お", "ご", "御")
# させていただく: politeness
_ALLOWED = re.compile(r"せて(いただ|頂)")
_BARE = word_list("bare")
_PLACED = word_list("placed")
_SPEAKS = word_list("speaks")
_OTHERS_ACT = re.compile(r"(いただ|頂|ください|下さい|くださる|もら|願)")
_GETS = frozenset({"いただく", "頂く", "いただける", "頂ける"})
_GOES_ON = re.compile(r"[てで](い|おり|おる|き)")
_HUMBLE = re.compile(
    r"いた[しすせ]|致[しすせ]|まい[りる]|参り|参る|おり|おる|申し|申す|頂|いただ|たい|願[いう]|よう$|させて"
)
# Who thinks, knows or hopes so is the speaker, whoever does what is thought of (推進されないのではと思っております), and what is so is nobody's (となっております).
_THOUGHT = re.compile(
    r"(?:の(?:では|じゃ)ないか)?(?:だ)?と(?:は|も|いうふうに)?(?:考え|思[いっうわ]|存じ|認識し|承知し|理解し|見込|想定し|期待し).*$|[とにく]なって(?:おり|いた)"
)
# Honorific verbs are what others do.
_HONORIFIC = re.compile(r"おっしゃ|仰|いらっしゃ|なさ[いっるれ]|おいでに")
# What should be, can be, comes of itself or only tells why nobody undertakes (すべきだと考える, ことができる, ことになる, 想定し難い, するからです).
_NOBODY = re.compile(
    r"べき|なければなら|なくてはなら|のが(?:適当|妥当|望まし)|こと[はも]?が?でき|ことに(?:も)?な[るりっ]|こととな[るりっ]|こととされ|から(?:です|だ[。\s]|であ)|(?<=[しりえけめれ])得(?:る|な|ま)|し難[いく]"
)
# こととしている: others are reported to; こととしております: the speaker does
_REPORTED = re.compile(r"てい")
_OUTSIDE = frozenset({"obligation", "request", "permission", "possibility"})
_TOLD = re.compile(r"(?<!こ)と。\s*$")
_MUST = re.compile(r"べき|なければ|なくては")
_OTHERS = word_list("others")
# What a question asks for.
_ASKED = re.compile(r"(見解|考え|所見|認識|答弁|説明|意見|回答|答え|所感|感想)$")
_ASKS = word_list("asks")


def state(sentences: Sequence[tuple[str, Sequence[Mention]]]) -> Iterator[list[Statement]]:
    """Find the statements of sentences, each given with the names that were found in it."""
    prepared = [prepare(text) for text, _ in sentences]
    worth = [number for number, item in enumerate(prepared) if can_state(item.text)]
    parsed = dict(zip(worth, parse(prepared[number].text for number in worth), strict=True))
    for number, (_, mentions) in enumerate(sentences):
        yield _Sentence(prepared[number], parsed[number], mentions).statements() if number in parsed else []


def can_state(text: str) -> bool:
    """Whether a sentence can hold a statement: it has a predicate, is no question and no table.

    Examples
    --------
    >>> can_state("総務省が公表する。"), can_state("総務省が公表するのか。"), can_state("推進体制")
    (True, False, False)
    """
    if _SOURCE.match(text):
        return False
    return 4 < len(text) <= LONGEST and not _QUESTION.search(text) and bool(re.search(r"[ぁ-ん]", text))


@dataclass(frozen=True)
class _Sentence:
    """A parsed sentence and the names in it."""

    prepared: Prepared
    words: Parsed
    printed_names: Sequence[Mention]

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        return phrases_of(self.words)

    @cached_property
    def names(self) -> list[Mention]:
        """The names with offsets in the parsed text, without those that were taken out of it."""
        where = {place: number for number, place in enumerate(self.prepared.places)}
        found = []
        for mention in self.printed_names:
            kept = [where[place] for place in range(mention.start, mention.end) if place in where]
            if kept:
                found.append(replace(mention, start=kept[0], end=kept[-1] + 1))
        return found

    @cached_property
    def roles(self) -> Roles:
        return Roles(self.phrases, self.prepared, self.names)

    def statements(self) -> list[Statement]:
        """The statements in the order of the sentence."""
        clauses = main_line(self.phrases)
        if not clauses:
            return []
        predicates = [self._predicate(clause) for clause in clauses]
        acts = [self._act(predicate, clause) for predicate, clause in zip(predicates, clauses, strict=True)]
        last = shared_modality(self.phrases, clauses[-1])
        # What is conjoined with a judgement or report is one too.
        undertaken = self._is_undertaken(clauses[-1])
        ending = self.prepared.text[self.phrases[clauses[-1].governor].start :].rstrip("。．. ")
        humble = bool(_HUMBLE.search(_THOUGHT.sub("", ending)))
        found: list[Statement] = []
        begin = 0
        for clause, predicate, act, its in zip(clauses, predicates, acts, self.roles.arguments(clauses), strict=True):
            said = modality_of(self.phrases, clause, predicate, act or "", last)
            if act is not None and not self._is_supposed(clause) and self._is_stated(clause, its, begin, said):
                if said == "act" and has_condition(self.phrases, clause, begin):
                    said = "condition"
                row = self._place(clause, its, begin, undertaken=undertaken)
                stance = self._stance(row.start, row.end)
                found.append(replace(row, predicate=predicate, act=act, modality=said, stance=stance, humble=humble))
            begin = clause.end + 1
        return found

    def _predicate(self, clause: Clause) -> str:
        """The predicate, with the words of a quotation that the parser did not see."""
        phrase = self.phrases[clause.predicate]
        printed = self.prepared.words(phrase.start, phrase.end)
        return predicate_of(self.phrases, clause).replace(phrase.text, _QUOTES.sub("", printed))

    def _act(self, predicate: str, clause: Clause) -> str | None:
        """The act of a predicate; a change that somebody brings about is one (増加を図る, 成長させる)."""
        governor = self.phrases[clause.governor]
        caused = any(word.lemma in ("せる", "させる") for word in governor.function)
        willed = clause.is_light and lemma_of(governor) in ("図る", "進める")
        done = willed or (caused and not _ALLOWED.search(governor.tail))
        return act_of(predicate, passive=is_passive(governor)) or ("do" if done else None)

    def _is_stated(self, clause: Clause, its: Arguments, begin: int, said: str) -> bool:
        """Whether a predicate says something by itself: a bare する or a noun at the end needs an object."""
        phrase = self.phrases[clause.predicate]
        change = its.actor is None and its.object is None and said not in _WILLED and self._is_change(clause, begin)
        if change or self._asks(clause, its) or _EASE.match(self.phrases[clause.governor].tail):
            return False
        if made_so(self.phrases, clause.predicate) or planned(phrase):
            return True
        if its.object is None and clause_patterns()["bare"].fullmatch(self._predicate(clause)):
            return False
        if lemma_of(phrase) in _BARE:
            return its.object is not None and not its.object.text.startswith(_POLITE)
        if clause.is_light or phrase.is_verb or phrase.is_adjective:
            return True
        placed = self.prepared.text.rstrip().endswith("。") and any(
            (it.head == phrase.number and it.tail in _PLACED) or (it.text == "こと" and it.tail == "を")
            for it in self.phrases[begin : phrase.number]
        )
        return phrase.core.tag.endswith("サ変可能") and not phrase.tail and (its.object is not None or placed)

    def _is_supposed(self, clause: Clause) -> bool:
        """Whether a predicate is only supposed (損なわれるでしょう)."""
        last = self.phrases[clause.end].last
        return last.form.endswith("意志推量形") and last.lemma in ("です", "だ")

    def _asks(self, clause: Clause, its: Arguments) -> bool:
        """Whether a predicate is about the talk itself: asks to answer, as a question does, or for nothing (お願いします)."""
        predicate = self._predicate(clause)
        phrase = self.phrases[clause.predicate]
        others = any(word.lemma in _OTHERS for word in self.phrases[clause.governor].function)
        own = phrase.text.startswith(_POLITE) and not others
        if predicate in _SPEAKS and (own or predicate == "答える") and its.actor is None:
            return clause.form == "final"
        if predicate not in _ASKS:
            return False
        if its.object is None:
            return predicate in ("お願いする", "願う") and not clause.modality and not its.recipients
        return bool(_ASKED.search(its.object.text)) and clause.form == "final"

    def _is_change(self, clause: Clause, begin: int) -> bool:
        """Whether something changes without a doer (利用が広がる); what comes into force or begins counts as an act."""
        governor = self.phrases[clause.governor]
        predicate = predicate_of(self.phrases, clause)
        if governor.is_adjective or predicate.endswith("ない") or is_passive(governor) or clause.is_light:
            return False
        return self.roles.has_other_subject(clause, begin) and act_of(predicate) not in (
            "start",
            "request",
            "state",
            "enact",
            "establish",
            "decide",
        )

    def _place(self, clause: Clause, its: Arguments, begin: int, *, undertaken: bool) -> Statement:
        """The statement of a clause without its predicate."""
        days = deadlines(self.phrases, clause, self.names, begin, its.object)
        entity = self.roles.entity_of(its.actor) if its.actor else None
        start, end = self._range(clause, its, begin)
        concepts = [
            it for it in self.names if it.label in ("CONCEPT", "SYSTEM", "PLAN", "LAW") and start <= it.start < end
        ]
        first, last = self.prepared.span(start, end)
        return Statement(
            predicate="",
            act="",
            actor=its.actor.text if its.actor else "",
            actor_entity=entity.entity if entity else "",
            actor_source=its.actor_source,
            object=its.object.text if its.object else "",
            partners=tuple(it.text for it in its.partners),
            recipients=tuple(it.text for it in its.recipients),
            concepts=tuple(dict.fromkeys(it.entity for it in concepts)),
            deadline=self._printed(days),
            deadline_start=min((it.date_start for it in days if it.date_start), default=None),
            deadline_end=max((it.date_end for it in days if it.date_end), default=None),
            negated=is_negated(self.phrases, clause),
            voice="passive" if is_passive(self.phrases[clause.governor]) else "active",
            subject=self.roles.has_other_subject(clause, begin)
            or self.roles.may_be_of(clause, begin)
            or self._is_of_others(clause),
            undertaken=undertaken and self._is_undertaken(clause),
            start=first,
            end=last,
            source=f"parse:{clause.form}",
        )

    def _is_of_others(self, clause: Clause) -> bool:
        """Whether others do it (御協力いただく), or nobody: what comes about (法案が成立した) or is judged (重要である)."""
        # 振り返ることをしていただければ: also behind the verb
        behind = self.phrases[clause.governor + 1 : clause.end + 1]
        tail = self.phrases[clause.governor].tail + "".join(f"{it.text}{it.tail}" for it in behind)
        happens = clause_patterns()["happens"].fullmatch(self._predicate(clause))
        judges = self.phrases[clause.governor].is_adjective
        with_object = any(it.head == clause.governor and it.tail == "を" for it in self.phrases[: clause.governor])
        honoured = _HONORIFIC.search(f"{self.phrases[clause.governor].text}{tail}")
        given = honoured or _OTHERS_ACT.search(tail) or lemma_of(self.phrases[clause.governor]) in _GETS
        # …していると。: what somebody else said
        given = bool(given or _TOLD.search(self.prepared.text))
        nobodys = _NOBODY.search(self.prepared.text, self.phrases[clause.governor].start)
        return bool(
            judges
            or nobodys
            or (given and not _ALLOWED.search(tail))
            or (happens and not with_object and not clause.is_light)
        )

    def _is_undertaken(self, clause: Clause) -> bool:
        """Whether who publishes may undertake it: not what is judged to be needed, prescribed (すること。) or goes on."""
        last = self.phrases[clause.end]
        prescribed = last.text == "こと" and not last.tail
        if prescribed or any("べき" in it.tail for it in self.phrases[clause.governor : clause.end + 1]):
            return False
        if clause.end > clause.governor and clause.modality:
            reported = _REPORTED.search(last.tail)
            return clause.modality not in _OUTSIDE or (lemma_of(last) in ("する", "いたす") and not reported)
        return not (_GOES_ON.search(self.phrases[clause.governor].tail) or _MUST.search(last.tail))

    def _range(self, clause: Clause, its: Arguments, begin: int) -> tuple[int, int]:
        """Characters of the parsed text from the first argument of the clause to its end."""
        places = [it.start for it in (its.actor, its.object, *its.partners, *its.recipients) if it is not None]
        floor = self.phrases[begin].start
        ending = self.phrases[clause.end]
        words = [*ending.content, *(word for word in ending.function if not word.tag.startswith(("補助記号", "空白")))]
        return min([place for place in places if place >= floor] + [self.phrases[clause.predicate].start]), words[
            -1
        ].end

    def _stance(self, start: int, end: int) -> str:
        """The stance of the formula in a range of the sentence as printed."""
        stances = find_stances(self.prepared.printed[:end])
        return next((it.stance for it in stances if it.end > start), "none")

    def _printed(self, days: Sequence[Mention]) -> str:
        if not days:
            return ""
        # As printed, with the other calendar in brackets: 2023年度（令和５年度）.
        ends = [
            it for it in self.printed_names if it.label == "DATE" and it.start == self.prepared.places[days[-1].start]
        ]
        start, end = self.prepared.span(days[0].start, days[-1].end)
        return self.prepared.printed[start : max([end, *(it.end for it in ends)])]
