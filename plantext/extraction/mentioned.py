"""People of a document's turns where its text names them: surnames led to whole names, and no places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from plantext.reading.turns.meeting import house_of
from plantext.reading.turns.naming import parse_label
from plantext.reading.turns.people import members_of
from plantext.reading.turns.posts import SPLIT, is_nameless
from plantext.recognition.document import Row
from plantext.recognition.tokenizer import tokenize
from plantext.records import Document, Mention, Sentence
from plantext.tables.columns import Columns

_WHOLE = 3
_GIVEN = 5
# Characters of a post that may begin with a surname.
_LONG_POST = 4
# What follows the surname of a person, and no place.
_BEHIND = re.compile(f"(?:[（(][^（）()]{{1,4}}[）)])?(?:{SPLIT['posts']}|でございます|と申し|です[。、]|でありま)")


def name_mentions(rows: Iterable[Row], document: Document) -> Iterator[Row]:
    """Yield the names of a document with its people united: a surname has the entity of the one whole name it fits.

    A surname of a speaker that the dictionary knows as a place is none before a post or where its bearer
    introduces himself.
    """
    rows = [(sentence, _in_its_house(mention, document)) for sentence, mention in rows]
    whole = _whole_names(rows, document)
    if not whole:
        yield from rows
        return
    surnames = {name for turn in document.turn_records if (name := parse_label(turn.speaker).name)}
    for sentence, mention in rows:
        if mention.label == "PLACE" and _is_surname(sentence, mention, surnames, whole):
            continue
        fitting = [name for name in whole if name.startswith(mention.entity)] if mention.label == "PERSON" else []
        if len(fitting) == 1 and 0 < len(fitting[0]) - len(mention.entity) <= _GIVEN:
            yield sentence, replace(mention, entity=fitting[0], source=f"{mention.source} > people:{document.id}")
        else:
            yield sentence, mention


def _in_its_house(mention: Mention, document: Document) -> Mention:
    """Part the committees of one name of the two houses: 予算委員会 in minutes of the 参議院 is that house's."""
    house = house_of(mention.text, document.columns.get("house", "")) if mention.label == "FORUM" else ""
    if not house or mention.entity != mention.text or not document.turn_records:
        return mention
    return replace(mention, entity=house + mention.text, source=f"{mention.source} > house:{document.id}")


def _is_surname(sentence: Sentence, mention: Mention, surnames: Collection[str], whole: Iterable[str]) -> bool:
    """Whether what the dictionary knows as a place is the surname of a speaker, or of one in a list of members."""
    if sentence.kind == "members":
        return any(name.startswith(mention.text) for name in whole)
    spoken = sentence.turn >= 0 and mention.text in surnames
    return spoken and _BEHIND.match(sentence.text, mention.end) is not None


def name_speakers(columns: Columns) -> Columns:
    """Return the columns of the turns table with surnames that stand before a long post (青葉推進課長) as persons.

    The dictionary says what is a surname; reading has no dictionary.
    """
    people, roles = list(columns["person"]), list(columns["role"])
    for i, role in enumerate(roles):
        if people[i] or len(role) < _LONG_POST or is_nameless(role):
            continue
        words = tokenize(role)
        if words[0].pos.endswith("人名-姓") and 1 < len(words[0].text) < len(role) - 1:
            people[i], roles[i] = words[0].text, role[words[0].end :]
    return {**columns, "person": people, "role": roles}


def _whole_names(rows: Iterable[Row], document: Document) -> list[str]:
    if not document.turn_records:
        return []
    named = {turn.person for turn in document.turn_records}
    lists = (document.text[block.start : block.end] for block in document.blocks if block.kind == "members")
    named |= {member.name for member in members_of(lists)}
    named |= {mention.entity for _, mention in rows if mention.label == "PERSON"}
    whole = sorted(name for name in named if len(name) >= _WHOLE and "（" not in name)
    # 長谷川 is no whole name where 長谷川太郎 is one.
    return [name for name in whole if not any(other != name and other.startswith(name) for other in whole)]
