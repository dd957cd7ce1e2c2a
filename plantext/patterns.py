"""Names of the open classes: a head noun of a table, and the words before it that belong to it."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from plantext.lexicon import FOLDER, FormIndex
from plantext.spans import Span
from plantext.tokens import Token

MAX_TOKENS = 18
"""Words that a name may have before its head; longer ones stand between brackets."""


@dataclass(frozen=True)
class Rules:
    """The tables of heads and words.

    Parameters
    ----------
    heads : dict
        Head noun → (label, strength).
    roles : dict
        Role (``lead``, ``generic``, ``stop``) → words.
    """

    heads: dict[str, tuple[str, str]]
    roles: dict[str, frozenset[str]]
    index: FormIndex = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", FormIndex(head for head in self.heads if len(head) > 1))


@cache
def load_rules() -> Rules:
    """Read ``heads.csv`` and ``words.csv``.

    Returns
    -------
    Rules
        The tables.
    """
    with (FOLDER / "heads.csv").open(encoding="utf-8", newline="") as file:
        heads = {row["head"]: (row["label"], row["strength"]) for row in csv.DictReader(file)}
    roles: dict[str, set[str]] = {"lead": set(), "generic": set(), "stop": set()}
    with (FOLDER / "words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            roles[row["role"]].add(row["word"])
    return Rules(heads, {role: frozenset(words) for role, words in roles.items()})


def _joins(tokens: Sequence[Token], i: int, rules: Rules, blocked: set[int]) -> bool:
    token = tokens[i]
    if token.start in blocked or token.text in rules.roles["stop"]:
        return False
    if token.is_noun:
        return True
    if token.text in "・-&" and 0 < i:
        return tokens[i - 1].is_noun and tokens[i - 1].start not in blocked
    return False


def _trim(tokens: Sequence[Token], first: int, last: int, rules: Rules) -> int:
    """Drop leading words that only point (同, 各) and ordinals (第2回)."""
    while first < last:
        token = tokens[first]
        if token.text in rules.roles["lead"] or token.text in "・-&":
            first += 1
        elif token.text == "第" and first + 2 < last and tokens[first + 1].pos == "名詞-数詞":
            first += 3
        else:
            break
    return first


def _named(words: Iterable[Token], strength: str, rules: Rules) -> bool:
    names = [token for token in words if token.text not in rules.roles["generic"]]
    if strength == "strong":
        return bool(names)
    return any(token.pos.startswith("名詞-固有名詞") or token.text[:1].isascii() for token in names)


def find_patterns(text: str, tokens: Sequence[Token], blocked: set[int], rules: Rules) -> list[Span]:
    """Names recognised by their head noun.

    Parameters
    ----------
    text : str
        The folded text.
    tokens : sequence of Token
        Its words.
    blocked : set of int
        Positions that no name may contain (dates).
    rules : Rules
        The tables.

    Returns
    -------
    list of Span
        Candidates; they may overlap.
    """
    starts = [token.start for token in tokens]
    ends = {token.end: i for i, token in enumerate(tokens)}
    found = []
    matches = list(rules.index.matches(text))
    matches += [(token.start, token.text) for token in tokens if len(token.text) == 1 and token.text in rules.heads]
    for start, head in matches:
        last = ends.get(start + len(head))
        if last is None:
            continue
        at = bisect_left(starts, start)
        at = at if at < len(starts) and starts[at] == start else at - 1
        first = at
        while first > 0 and at - first < MAX_TOKENS and _joins(tokens, first - 1, rules, blocked):
            first -= 1
        first = _trim(tokens, first, at, rules)
        label, strength = rules.heads[head]
        inside = tokens[at].start < start
        if (first < at and _named(tokens[first:at], strength, rules)) or (inside and strength == "strong"):
            found.append(Span(tokens[first].start, start + len(head), label, f"pattern:{head}", rank=4))
    return found
