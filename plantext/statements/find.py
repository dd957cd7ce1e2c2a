"""Statements of sentences: the pieces put together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plantext.records import Mention
from plantext.statements.clauses import Clause, is_predicate, lemma_of, main_line
from plantext.statements.modality import act_of, has_condition, is_negated, modality_of, predicate_of
from plantext.statements.parse import Parsed, parse
from plantext.statements.phrases import Phrase, phrases_of
from plantext.statements.prepare import Prepared, prepare
from plantext.statements.roles import Argument, Arguments, Roles, is_passive

LONGEST = 600
"""Characters of a sentence that is parsed; a longer one is no sentence but a table or a list."""
_QUESTION = re.compile(r"(か|かね|かな|でしょうか)[。．.？?]*$")
_PREDICATE = re.compile(r"[ぁ-ん][^ぁ-ん]*$|する|した|[るうくすぐむつぬぶた][。．]")


@dataclass(frozen=True)
class Statement:
    """What a sentence states; offsets are characters of the sentence as printed."""

    predicate: str
    act: str
    actor: str = ""
    actor_entity: str = ""
    actor_source: str = "none"
    object: str = ""
    partners: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    deadline: str = ""
    deadline_start: dt.date | None = None
    deadline_end: dt.date | None = None
    modality: str = "act"
    negated: bool = False
    voice: str = "active"
    stance: str = "none"
    start: int = 0
    end: int = 0
    source: str = ""


def state(sentences: Sequence[tuple[str, Sequence[Mention]]]) -> Iterator[list[Statement]]:
    """Find the statements of sentences, each with the names that were found in it."""
    prepared = [prepare(text) for text, _ in sentences]
    worth = [number for number, item in enumerate(prepared) if can_state(item.text)]
    parsed = dict(zip(worth, parse(prepared[number].text for number in worth), strict=True))
    for number, (_, mentions) in enumerate(sentences):
        yield _statements(prepared[number], parsed[number], mentions) if number in parsed else []


def can_state(text: str) -> bool:
    """Whether a sentence can hold a statement: it has a predicate, is no question and no table."""
    return 4 < len(text) <= LONGEST and not _QUESTION.search(text) and bool(re.search(r"[ぁ-ん]", text))


def _statements(prepared: Prepared, words: Parsed, mentions: Sequence[Mention]) -> list[Statement]:
    phrases = phrases_of(words)
    clauses = main_line(phrases)
    moved = list(_moved(prepared, mentions))
    roles = Roles(phrases, prepared, moved)
    predicates = [predicate_of(phrases, clause) for clause in clauses]
    acts = [act_of(predicate) for predicate in predicates]
    last = modality_of(phrases, clauses[-1], predicates[-1], acts[-1] or "", "") if clauses else ""
    found: list[Statement] = []
    begin = 0
    arguments = roles.arguments(clauses)
    for clause, predicate, act, its in zip(clauses, predicates, acts, arguments, strict=True):
        if act is not None and _is_stated(phrases, clause, its):
            said = modality_of(phrases, clause, predicate, act, last)
            if said == "act" and has_condition(phrases, clause, begin):
                said = "condition"
            found.append(_statement(prepared, phrases, clause, roles, its, predicate, act, said, moved, begin))
        begin = clause.end + 1
    return found


def _is_stated(phrases: Sequence[Phrase], clause: Clause, its: Arguments) -> bool:
    """Nouns at the end of a sentence state something with an argument alone (…を推進)."""
    phrase = phrases[clause.predicate]
    if lemma_of(phrase) == "する":
        return its.object is not None and not its.object.text.startswith(("お", "ご", "御"))
    if clause.is_light or phrase.is_verb or phrase.is_adjective:
        return True
    return phrase.core.tag.endswith("サ変可能") and its.object is not None and not phrase.tail


def _moved(prepared: Prepared, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions with offsets in the parsed text; those that were taken out are left out."""
    where = {place: number for number, place in enumerate(prepared.places)}
    for mention in mentions:
        kept = [where[place] for place in range(mention.start, mention.end) if place in where]
        if kept:
            yield replace(mention, start=kept[0], end=kept[-1] + 1)


def _statement(
    prepared: Prepared,
    phrases: Sequence[Phrase],
    clause: Clause,
    roles: Roles,
    its: Arguments,
    predicate: str,
    act: str,
    modality: str,
    mentions: Sequence[Mention],
    begin: int,
) -> Statement:
    days = list(_deadlines(phrases, clause, mentions, begin, its))
    entity = roles.entity_of(its.actor) if its.actor else None
    places = [it for it in (its.actor, its.object, *its.partners, *its.recipients) if it is not None]
    start = min([it.start for it in places if it.start >= phrases[begin].start] + [phrases[clause.predicate].start])
    tail = (*phrases[clause.end].content, *phrases[clause.end].function)
    end = max(word.end for word in tail if not word.tag.startswith("補助記号"))
    printed = prepared.span(start, end)
    return Statement(
        predicate,
        act,
        its.actor.text if its.actor else "",
        entity.entity if entity else "",
        its.actor_source,
        its.object.text if its.object else "",
        tuple(it.text for it in its.partners),
        tuple(it.text for it in its.recipients),
        _printed_days(prepared, days),
        min((it.date_start for it in days if it.date_start), default=None),
        max((it.date_end for it in days if it.date_end), default=None),
        modality,
        is_negated(phrases, clause),
        "passive" if is_passive(phrases[clause.governor]) else "active",
        "none",
        printed[0],
        printed[1],
        f"parse:{clause.form}",
    )


def _printed_days(prepared: Prepared, days: Sequence[Mention]) -> str:
    if not days:
        return ""
    start, end = prepared.span(days[0].start, days[-1].end)
    return prepared.printed[start:end]


_ABOUT = re.compile(r"について|に関し|を|が$|と$")
_LINKING = ("の", "までの", "からの", "中の", "末の")
_WHEN = re.compile(r"(に|まで|から|より|は|を?目途|を?めど|で|以降|中|内|末)")


def _deadlines(
    phrases: Sequence[Phrase], clause: Clause, mentions: Sequence[Mention], begin: int, its: Arguments
) -> Iterator[Mention]:
    """Dates of an adjunct of the clause; of several that form no range the last."""
    found: list[Mention] = []
    for mention in (it for it in mentions if it.label == "DATE"):
        phrase = next((it for it in phrases if it.start < mention.end <= it.end), None)
        if phrase is None or not begin <= phrase.number < clause.predicate:
            continue
        taken = its.object is not None and its.object.start <= mention.start < its.object.end
        if not taken and _limits(phrases, phrase, clause, begin):
            if found and mention.start - found[-1].end > len("末から"):
                found.clear()
            found.append(mention)
    yield from found


def _limits(phrases: Sequence[Phrase], phrase: Phrase, clause: Clause, begin: int) -> bool:
    """Whether a date belongs to a clause, and not to a relative clause or to what is spoken about."""
    inside = {clause.predicate, *range(clause.governor, clause.end + 1)}
    current = phrase
    for _ in range(4):
        if current.number in inside or _ABOUT.match(current.tail):
            return False
        if current.head in inside or current.head <= current.number:
            return True
        following = phrases[current.head]
        if is_predicate(following) or not (current.tail.startswith(_LINKING) or not current.tail or current.comma):
            break
        current = following
    # A leading date governs the predicate that the parser did not give it.
    leading = all(it.core.tag.startswith(("接続詞", "副詞")) or it.tail.endswith("は") or it.comma for it in phrases[begin : phrase.number])
    return leading and bool(_WHEN.match(phrase.tail)) and (phrase.comma or phrases[phrase.head].number > clause.predicate)
