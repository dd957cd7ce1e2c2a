"""Dates that limit or place an act."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plantext.clauses.mainline import Clause
from plantext.clauses.nouns import Argument
from plantext.clauses.phrases import Phrase, is_predicate
from plantext.records import Mention

_ABOUT = re.compile(r"について|に関し|を|が$|と$")
_LINKING = ("の", "までの", "からの", "中の", "末の")
_UNTIL = re.compile(r"までに(は)?")
_WHEN = re.compile(r"(に|まで|から|より|は|を?目途|を?めど|で|以降|中|内|末)")


def deadlines(
    phrases: Sequence[Phrase], clause: Clause, mentions: Sequence[Mention], begin: int, thing: Argument | None
) -> list[Mention]:
    """Dates of an adjunct of a clause that begins at a phrase; of several that form no range the last.

    A date inside the object `thing` is not the act's.
    """
    found: list[Mention] = []
    for mention in (it for it in mentions if it.label == "DATE"):
        phrase = next((it for it in phrases if it.start < mention.end <= it.end), None)
        if phrase is None or not begin <= phrase.number < clause.predicate:
            continue
        taken = thing is not None and thing.start <= mention.start < thing.end
        if not taken and (_limits(phrases, phrase, clause, begin) or _is_given_to(phrases, phrase, thing)):
            if found and mention.start - found[-1].end > len("末から"):
                found.clear()
            found.append(mention)
    return found


def _is_given_to(phrases: Sequence[Phrase], phrase: Phrase, thing: Argument | None) -> bool:
    """Whether the parser gives a date to a noun of the object, which none can limit (年度末までに窓口、公園及び会館を開く)."""
    head = phrases[phrase.head]
    inside = thing is not None and thing.start <= head.start < thing.end
    return inside and head.is_noun and bool(_UNTIL.fullmatch(phrase.tail))


def _limits(phrases: Sequence[Phrase], phrase: Phrase, clause: Clause, begin: int) -> bool:
    """Whether a date belongs to a clause, and not to a relative clause or to what is spoken about."""
    inside = {clause.predicate, *range(clause.governor, clause.end + 1)}
    current = phrase
    for _ in range(4):
        # 2024年度を目途に
        if current.tail == "を" and phrases[current.number + 1].text in ("目途", "めど", "目処"):
            current = phrases[current.number + 1]
        if current.number in inside or _ABOUT.match(current.tail):
            return False
        if current.head in inside or current.head <= current.number:
            return True
        following = phrases[current.head]
        if is_predicate(following) or not (current.tail.startswith(_LINKING) or not current.tail or current.comma):
            break
        current = following
    # A leading date governs the predicate that the parser did not give it.
    leading = all(
        it.core.tag.startswith(("接続詞", "副詞")) or it.tail.endswith("は") or it.comma
        for it in phrases[begin : phrase.number]
    )
    return (
        leading and bool(_WHEN.match(phrase.tail)) and (phrase.comma or phrases[phrase.head].number > clause.predicate)
    )
