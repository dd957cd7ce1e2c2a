"""Names of the open classes: a head noun of a table, and the words before it that belong to it."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from plantext.lexicon import FOLDER, FormIndex
from plantext.spans import SILENT, Span
from plantext.tokens import Token

MAX_TOKENS = 18
"""Words that a name may have before its head; longer ones stand between brackets."""

_DECIDED = re.compile(r"\([^()]{0,60}(?:決定|策定|公表|制定|改定|改訂|施行|答申|取りまとめ|とりまとめ)[^()]{0,20}\)")
_NOT_END = frozenset("的性化員長室場費書料源者力制権")


@dataclass(frozen=True)
class Rules:
    """The tables of heads and words.

    Parameters
    ----------
    heads : mapping
        Head noun → (label, strength): ``strong`` needs one modifier that is not generic, ``proper`` a
        proper name or an acronym among them, ``title`` counts between brackets alone, ``none`` never
        by itself.
    roles : mapping
        Role → words. ``lead``: dropped at the left; ``tail``: the end of what goes before, after a
        particle; ``generic``: names nothing by itself.
    """

    heads: Mapping[str, tuple[str, str]]
    roles: Mapping[str, frozenset[str]]
    index: FormIndex = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", FormIndex(head for head in self.heads if len(head) > 1))

    def ending(self, text: str) -> str:
        """The longest head that a text ends with; empty where there is none."""
        return next((text[start:] for start in range(len(text)) if text[start:] in self.heads), "")


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
    roles: dict[str, set[str]] = {}
    with (FOLDER / "words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            roles.setdefault(row["role"], set()).add(row["word"])
    return Rules(heads, {role: frozenset(words) for role, words in roles.items()})


@dataclass(frozen=True)
class Context:
    """A text with everything that the patterns look at.

    Parameters
    ----------
    text : str
        The folded text.
    tokens : sequence of Token
        Its words.
    known : mapping of int to Span
        For every position inside a known name (lexicon), that name.
    blocked : frozenset of int
        Positions that no compound may contain (dates).
    rules : Rules
        The tables.
    """

    text: str
    tokens: Sequence[Token]
    known: Mapping[int, Span]
    blocked: frozenset[int]
    rules: Rules

    def _joins(self, i: int) -> bool:
        token = self.tokens[i]
        if token.start in self.blocked:
            return False
        if token.is_noun:
            return True
        if token.text in "・-&" and 0 < i < len(self.tokens) - 1:
            left, right = self.tokens[i - 1], self.tokens[i + 1]
            return left.is_noun and right.is_noun and left.start not in self.blocked
        return False

    def leftmost(self, at: int) -> int:
        """Index of the first word of the compound that ends before word ``at``."""
        first = at
        while first > 0 and at - first < MAX_TOKENS and self._joins(first - 1):
            first -= 1
        return self._trim(first, at)

    def _trim(self, first: int, last: int) -> int:
        """Drop words that only point (同, 各), ordinals (第2回), and the end of a heading (…の推進)."""
        tokens, roles = self.tokens, self.rules.roles
        after_particle = first > 0 and tokens[first - 1].pos.startswith(("助詞", "動詞", "助動詞"))
        while first < last:
            token = tokens[first]
            if token.start in self.known and self.known[token.start].start == token.start:
                break
            if token.text in roles["lead"] or token.text in "・-&" or token.pos.startswith("接尾辞"):
                first += 1
            elif after_particle and token.text in roles["tail"] and first + 1 < last:
                first += 1
            elif token.pos == "名詞-数詞" or (token.text == "第" and tokens[first + 1].pos == "名詞-数詞"):
                first += 1
                while first < last and (tokens[first].pos == "名詞-数詞" or "助数詞" in tokens[first].pos):
                    first += 1
            else:
                break
        return first

    def strength(self, first: int, last: int) -> str:
        """What the words before a head amount to: ``proper``, ``strong``, or nothing."""
        best = ""
        for token in self.tokens[first:last]:
            if token.text in self.rules.roles["generic"]:
                continue
            name = self.known.get(token.start)
            if token.pos.startswith("名詞-固有名詞") or (name is not None and name.label not in ("CONCEPT", SILENT)):
                return "proper"
            if token.text[0].isascii() and token.text[0].isalpha():
                return "proper"
            if token.is_noun and token.pos != "名詞-数詞":
                best = "strong"
        return best


def _head_ends(context: Context) -> Iterator[tuple[int, int, str]]:
    """(index of the word that holds the head's first character, end, head) of every head in the text."""
    tokens = context.tokens
    starts = [token.start for token in tokens]
    ends = {token.end for token in tokens}
    matches = list(context.rules.index.matches(context.text))
    generic = context.rules.roles["generic"]
    for token in tokens:
        if token.text[-1] in context.rules.heads and len(token.text) != 2 and token.text not in generic:
            matches.append((token.end - 1, token.text[-1]))
    for start, head in matches:
        end = start + len(head)
        if end in ends:
            yield bisect_right(starts, start) - 1, end, head


def _is_known(context: Context, start: int, end: int) -> bool:
    """Whether the end of a compound is a name of the lexicon, which generic words before it do not change."""
    name = context.known.get(end - 1)
    return name is not None and name.end == end and name.start > start and name.label != SILENT


def _ends_here(context: Context, end: int) -> bool:
    return context.text[end : end + 1] not in _NOT_END or context.text[end : end + 1] == ""


def find_compounds(context: Context) -> list[Span]:
    """Compound nouns whose head says what they name: …検討会, …基本法, …戦略本部.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Span
        Candidates; they may overlap.
    """
    found = []
    needed = {"strong": ("strong", "proper"), "proper": ("proper",)}
    for at, end, head in _head_ends(context):
        label, strength = context.rules.heads[head]
        first = context.leftmost(at)
        start = context.tokens[first].start
        if end - start <= len(head) or not _ends_here(context, end) or strength in ("title", "none"):
            continue
        given = context.strength(first, at)
        if given != "proper" and _is_known(context, start, end):
            continue
        inside = context.tokens[at].start < end - len(head)
        if inside and context.tokens[at].text not in context.rules.roles["generic"]:
            given = given or "strong"
        dated = bool(_DECIDED.match(context.text, end)) and bool(given)
        if given in needed[strength] or dated:
            found.append(Span(start, end, label, f"pattern:{head}", rank=4))
    return found


_ABOUT = re.compile(r"(?:に関する|に係る|に関した|に向けた|のための|における|についての|を考える)$")
_JOINERS = frozenset(("の", "及び", "並びに", "と", "や", "等", "又は", "・", "に", "関する", "係る", "おけ", "る", "向け", "た", "を", "ため", "対する", "ついて", "よる", "関", "する"))
_BREAKS = frozenset("、。，．「」『』()[]【】;:!?○●◆■▼※＊→▲△•*|\t\n~")


def find_about(context: Context) -> list[Span]:
    """Bodies, statutes and guides named by what they are about: …の在り方に関する研究会.

    Parameters
    ----------
    context : Context
        The text.

    Returns
    -------
    list of Span
        Candidates; they may overlap.
    """
    found = []
    for at, end, head in _head_ends(context):
        label, strength = context.rules.heads[head]
        first = context.leftmost(at)
        before = context.text[max(0, context.tokens[first].start - 6) : context.tokens[first].start]
        if strength == "none" or not _ends_here(context, end) or not _ABOUT.search(before):
            continue
        if label == "ORG" or (label == "PLAN" and strength == "title" and head not in ("報告書", "マニュアル")):
            continue
        start = _about_start(context, first)
        if start is not None and end - start <= 90:
            found.append(Span(start, end, label, f"about:{head}", rank=4))
    return found


def _about_start(context: Context, first: int) -> int | None:
    """Where a name begins that says with particles what it is about; None where that is unclear."""
    tokens = context.tokens
    i = first
    while i > 0:
        token = tokens[i - 1]
        if token.text in _BREAKS or token.start in context.blocked:
            break
        if not (token.is_noun or token.text in _JOINERS or token.text in "・-&"):
            break
        if token.text in ("は", "が", "で", "も", "から", "まで", "へ"):
            break
        i -= 1
    while i < first and not tokens[i].is_noun:
        i += 1
    while i < first:
        name = context.known.get(tokens[i].start)
        following = tokens[i + 1].text if i + 1 < first else ""
        if tokens[i].text in context.rules.roles["lead"]:
            i += 1
        elif name is not None and name.label in ("ORG", "PLACE", "FORUM") and _owner(context, name):
            i = next((j for j in range(i, first) if tokens[j].start > name.end), first)
        elif following in ("に", "と") and not tokens[i].text.endswith(("利用", "活用")) and i + 2 < first and tokens[i + 2].is_noun:
            i += 2
        else:
            break
    if i >= first or not tokens[i].is_noun or tokens[i].pos.startswith("接尾辞"):
        return None
    return tokens[i].start


def _owner(context: Context, name: Span) -> bool:
    return context.text[name.end : name.end + 1] in "の、" or context.text.startswith(("による", "における"), name.end)


_NUMBER = "[0-9〇一二三四五六七八九十百元]"
_LAW_NUMBER = re.compile(
    rf"(?:(?:明治|大正|昭和|平成|令和){_NUMBER}{{1,4}}年|[12][0-9]{{3}}年(?:\((?:昭和|平成|令和){_NUMBER}{{1,3}}年\))?)"
    rf"(?:法律|政令|条約|勅令|[ァ-ヶ一-鿿]{{1,8}}令|[一-鿿]{{1,10}}(?:告示|規則|訓令))第{_NUMBER}{{1,5}}号"
)


def find_law_numbers(text: str) -> list[Span]:
    """Law numbers: 令和3年法律第35号.

    Parameters
    ----------
    text : str
        The folded text.

    Returns
    -------
    list of Span
        Candidates.
    """
    return [Span(*match.span(), "LAW", "pattern:law-number", rank=2) for match in _LAW_NUMBER.finditer(text)]


def blocked_positions(spans: Iterable[Span]) -> frozenset[int]:
    """Positions inside the spans given.

    Parameters
    ----------
    spans : iterable of Span
        Dates, usually.

    Returns
    -------
    frozenset of int
        Offsets.
    """
    return frozenset(position for span in spans for position in range(span.start, span.end))
