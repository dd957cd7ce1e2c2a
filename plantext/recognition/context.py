"""What the rules look at: a folded text, its words, the names already known in it, and the tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plantext.recognition.candidates import SILENT, Candidate
from plantext.recognition.rules.table import Rules, load_rules, regex
from plantext.recognition.sentence import SentenceAnalysis
from plantext.recognition.tokenizer import Token, tokenize

# Words that a compound may have before its head; longer names stand between brackets.
MAX_TOKENS = 18

_CALENDAR = frozenset(("年", "年度", "月", "日", "世紀"))
_NEXT = regex("compounds", "next-meeting")
_LONGER = regex("compounds", "longer")
# Last characters of places that have offices of their own.
_GOVERNED = "都道府県市区町村"
_TIMES = re.compile(r"[一二三四五六七八九十]{1,3}[回期次]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")


@dataclass(frozen=True)
class Context:
    """A folded text with everything that the rules look at."""

    text: str
    tokens: Sequence[Token]
    # For every position inside a name of the lexicon, the longest such name.
    known: Mapping[int, Candidate]
    # Positions that no compound may contain: dates, addresses, law numbers.
    blocked: frozenset[int]
    rules: Rules
    # Positions that a gap of the page stands before, over which no compound reaches.
    walls: frozenset[int] = frozenset()
    starts: Mapping[int, int] = field(init=False)
    ends: Mapping[int, int] = field(init=False)
    # The parts of speech of the words: a rule about names of people or places need not look at a text without any.
    tags: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        starts, ends, _, tags = zip(*self.tokens, strict=True) if self.tokens else ((),) * 4
        object.__setattr__(self, "starts", dict(zip(starts, range(len(starts)), strict=True)))
        object.__setattr__(self, "ends", dict(zip(ends, range(len(ends)), strict=True)))
        object.__setattr__(self, "tags", frozenset(tags))

    def name_at(self, start: int, *labels: str) -> Candidate | None:
        """Return the known name that begins at a position, if it has one of the labels."""
        name = self.known.get(start)
        return name if name is not None and name.start == start and name.label in labels else None

    def name_before(self, end: int, *labels: str) -> Candidate | None:
        """Return the known name that ends at a position, if it has one of the labels."""
        name = self.known.get(end - 1)
        return name if name is not None and name.end == end and name.label in labels else None

    def has_role(self, i: int, role: str) -> bool:
        """Whether a word plays a role of ``words.csv``."""
        return self.tokens[i].text in self.rules.roles[role]

    def leftmost(self, at: int) -> int:
        """Return the index of the first word of the compound that ends before word ``at``."""
        first = at
        while first > 0 and at - first < MAX_TOKENS and self._joins(first - 1):
            first -= 1
        first = self._trim(first, at)
        name = self.known.get(self.tokens[first].start)
        # A name of several words is taken whole: Internet Society日本支部.
        if name is None or name.label not in ("ORG", "FORUM") or name.start in self.blocked:
            return first
        if name.end <= self.tokens[at].start:
            first = self.starts.get(name.start, first)
        return first

    def goes_on(self, end: int) -> bool:
        """Whether what stands behind a head makes another word of it (会議所, 計画書; not 委員会所管)."""
        longer = _LONGER.match(self.text, end)
        return longer is not None and (longer.end() in self.ends or longer.end() > end + 1)

    def _joins(self, i: int) -> bool:
        token = self.tokens[i]
        if token.end in self.walls or self._ends_phrase(token):
            return False
        if token.start in self.blocked or (token.text in _CALENDAR and i > 0 and self.tokens[i - 1].is_number):
            return False
        if token.is_noun:
            return True
        if token.text in ("・", "-", "&", "+") and 0 < i < len(self.tokens) - 1:
            left, right = self.tokens[i - 1], self.tokens[i + 1]
            if left.is_number and right.is_number and token.text == "-":  # 西新宿7-20-1 架空不動産
                return False
            return left.is_noun and right.is_noun and left.start not in self.blocked and not self._listed(left)
        return False

    def _ends_phrase(self, token: Token) -> bool:
        """Whether what stands before a compound ends with a word (…のところ本審査会, …会議第1回…WG)."""
        if token.text == "回" and _NEXT.search(self.text, max(0, token.end - 12), token.end):
            return True
        points = token.pos == "接頭辞" and token.text in self.rules.roles["lead"]
        if points and token.text == "新" and self.name_before(token.start, "ORG") is not None:
            return False  # 架空庁新未来戦略本部
        ends = points or token.text in self.rules.roles["cut"] or token.pos.endswith("人名-名")
        return ends and token.start not in self.known

    def _listed(self, left: Token) -> bool:
        """Whether a middle dot behind this word parts two names (総務省・経済産業省)."""
        if self.name_before(left.end, "ORG", "LAW") is not None or left.text == "課":
            return True
        return len(left.text) > 1 and self.rules.label_of_ending(left.text) in ("ORG", "FORUM")

    def _trim(self, first: int, last: int) -> int:
        """Skip words that only point (同, 各), ordinals (第2回), and the end of a heading (…の推進)."""
        tokens, roles = self.tokens, self.rules.roles
        after_particle = first > 0 and tokens[first - 1].pos.startswith(("助詞", "動詞", "助動詞"))
        while first < last:
            token = tokens[first]
            if self.known.get(token.start) is not None and self.known[token.start].start == token.start:
                break
            if (
                token.text in roles["lead"]
                or token.text in "・-&+"
                or token.pos.startswith("接尾辞")
                or (after_particle and token.text in roles["tail"] and first + 1 < last)
            ):
                first += 1
            elif token.is_number or (
                token.text == "第" and (tokens[first + 1].is_number or _TIMES.fullmatch(tokens[first + 1].text))
            ):
                first += 1
                while first < last and (
                    tokens[first].is_number
                    or "助数詞" in tokens[first].pos
                    or _TIMES.fullmatch(tokens[first].text)
                    or tokens[first].text == " "
                ):
                    # 第3回日ASEAN首脳会議: this 日 is Japan.
                    if tokens[first].text == "日" and tokens[first + 1].start in self.known:
                        break
                    first += 1
            else:
                break
        return first

    def strength(self, first: int, last: int, *, people: bool = False) -> str:
        """Grade the words from ``first`` to before ``last``: one of ``table.LEVELS``, or ``place``.

        With `people`, the names of people are proper names too (水元小学校, ヨーク大学).
        """
        if first >= last:
            return ""
        if self._owns(self.tokens[first]):
            return "owner"
        # A generic word weighs one, any other two; a place makes a name only together with another word.
        weight = others = 0
        placed = False
        for token in self.tokens[first:last]:
            if token.is_number or not token.is_noun:
                continue
            name = self.known.get(token.start)
            is_place = token.is_place or (name is not None and name.label == "PLACE")
            generic = token.text in self.rules.roles["generic"]
            if not is_place and not generic and self._is_proper(token, name):
                return "proper"
            if people and token.pos.startswith("名詞-固有名詞-人名"):
                return "proper"
            placed = placed or is_place
            others += not is_place
            weight += 0 if token.text in self.rules.roles["empty"] else 1 if generic else 2
        if placed:
            return "proper" if others else "place"
        return "double" if weight >= 4 else "strong" if weight >= 2 else ""

    def _owns(self, token: Token) -> bool:
        """Whether an organisation or a local government begins with a word (総務省, 南国市)."""
        if self.name_at(token.start, "ORG") is not None:
            return True
        place = self.name_at(token.start, "PLACE")
        name = self.text[place.start : place.end] if place is not None else token.text if token.is_place else ""
        return len(name) > 2 and name[-1] in _GOVERNED

    def _is_proper(self, token: Token, name: Candidate | None) -> bool:
        if name is not None and name.label not in ("CONCEPT", SILENT):
            return True
        return token.pos.startswith("名詞-固有名詞-一般") or (token.is_latin and len(token.text) > 1)

    def weight(self, first: int, last: int) -> int:
        """Weigh the words from ``first`` to before ``last``: two for one that is not generic, one for one that is."""
        total = 0
        for token in self.tokens[first:last]:
            if token.is_noun and not token.is_number and token.text not in self.rules.roles["empty"]:
                total += 1 if token.text in self.rules.roles["generic"] else 2
        return total

    @cached_property
    def heads(self) -> list[tuple[int, int, str]]:
        """The longest head at each place: index of the word with its first character, its end, the noun."""
        longest: dict[int, tuple[int, str]] = {}
        generic = self.rules.roles["generic"]
        for match in self.rules.short_heads.finditer(self.text):
            end = match.end()
            word = self.tokens[self.ends[end]].text if end in self.ends else ""
            # A head of one character counts at the end of words of other lengths than two (総務省, not 各省).
            if len(word) == 1 or (len(word) > 2 and word not in generic):
                longest[end] = (end - 1, match.group())
        for start, head in self.rules.index.matches(self.text):
            end = start + len(head)
            if end in self.ends and not self._cut(start) and len(head) > len(longest.get(end, (0, ""))[1]):
                longest[end] = (start, head)
        if not longest:
            return []
        found = [(start, end, head) for end, (start, head) in sorted(longest.items())]
        begins = list(self.starts)
        return [(bisect_right(begins, start) - 1, end, head) for start, end, head in found]

    def _cut(self, start: int) -> bool:
        """Whether a head is the end of a longer katakana word (ビジョン in テレビジョン)."""
        return bool(
            start > 0
            and start not in self.starts
            and _KATAKANA.match(self.text[start])
            and _KATAKANA.match(self.text[start - 1])
        )


def make_context(
    text: str,
    *,
    analysis: SentenceAnalysis | None = None,
    known: Iterable[Candidate] = (),
    blocked: Iterable[Candidate] = (),
    rules: Rules | None = None,
) -> Context:
    """Prepare a folded text for the rules; words and tables are those of the package unless given.

    Examples
    --------
    >>> make_context("架空検討会が開かれた").heads
    [(1, 5, '検討会')]
    """
    # The longest name comes last, and so stays.
    inside = {
        position: name
        for name in sorted(known, key=lambda name: name.end - name.start)
        for position in range(name.start, name.end)
    }
    taken = frozenset(position for candidate in blocked for position in range(candidate.start, candidate.end))
    words = tokenize(text) if analysis is None else analysis.tokens
    walls = frozenset[int]() if analysis is None else analysis.walls
    return Context(text, words, inside, taken, rules or load_rules(), walls)
