"""People of a document's turns where its text names them: surnames led to whole names, and no places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plantext.reading.turns.naming import parse_label
from plantext.reading.turns.people import members_of
from plantext.reading.turns.posts import SPLIT
from plantext.recognition.document import Row
from plantext.records import Document

_WHOLE = 3
_GIVEN = 5
# What follows the surname of a person, and no place.
_BEHIND = re.compile(f"(?:[（(][^（）()]{{1,4}}[）)])?(?:{SPLIT['posts']}|でございます|と申し|です[。、]|でありま)")


def name_mentions(rows: Iterable[Row], document: Document) -> Iterator[Row]:
    """Yield the names of a document with its people united: a surname has the entity of the one whole name it fits.

    A surname of a speaker that the dictionary knows as a place is none before a post or where its bearer
    introduces himself.
    """
    rows = list(rows)
    whole = _whole_names(rows, document)
    if not whole:
        yield from rows
        return
    surnames = {name for turn in document.turn_records if (name := parse_label(turn.speaker).name)}
    for sentence, mention in rows:
        behind = _BEHIND.match(sentence.text, mention.end)
        if mention.label == "PLACE" and mention.text in surnames and sentence.turn >= 0 and behind:
            continue
        fitting = [name for name in whole if name.startswith(mention.entity)] if mention.label == "PERSON" else []
        if len(fitting) == 1 and 0 < len(fitting[0]) - len(mention.entity) <= _GIVEN:
            yield sentence, replace(mention, entity=fitting[0], source=f"{mention.source} > people:{document.id}")
        else:
            yield sentence, mention


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
