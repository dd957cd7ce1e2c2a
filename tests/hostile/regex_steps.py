"""Counts the work of a regular expression: a matcher that backtracks as ``re`` does and counts every test of a character.

``re`` tells no one how hard it works, and a clock tells it differently each time. This matcher walks the tree that
``re`` itself parses, in the order in which ``re`` tries, so the count grows as the engine's work does (which skips
some tests that it can foresee, so the count is never too small by more than a constant factor).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any


class TooMuchWorkError(Exception):
    """More steps than the budget."""


class Steps:
    """A pattern, and the steps that matching it took."""

    def __init__(self, pattern: re.Pattern[str] | re.Pattern[bytes], budget: int = 400_000) -> None:
        text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
        self.tree = list(_parser.parse(text, flags))
        self.ignore_case = bool(pattern.flags & re.IGNORECASE)
        self.dot_all = bool(pattern.flags & re.DOTALL)
        self.multi_line = bool(pattern.flags & re.MULTILINE)
        self.count = 0
        self.budget = budget

    def alternatives(self) -> list[Any]:
        """The alternatives that repeat anything: ``re`` tries one after the other, so their work adds up."""
        todo, found = [self.tree], []
        while todo:
            nodes = list(todo.pop())
            if len(nodes) == 1 and nodes[0][0] is c.BRANCH:
                todo += nodes[0][1][1]
            elif len(nodes) == 1 and nodes[0][0] is c.SUBPATTERN:
                todo.append(nodes[0][1][3])
            elif _repeats(nodes):
                found.append(nodes)
        return found

    def search_all(self, text: str) -> int:
        """Steps of ``finditer`` over a text."""
        self.count = at = 0
        while at <= len(text):
            end = next(self._sequence(self.tree, 0, text, at, {}), None)
            at = at + 1 if end is None or end == at else end
        return self.count

    def match_whole(self, text: str) -> int:
        """Steps of ``fullmatch``, which are those of ``match`` and more."""
        self.count = 0
        next((end for end in self._sequence(self.tree, 0, text, 0, {}) if end == len(text)), None)
        return self.count

    def _step(self) -> None:
        self.count += 1
        if self.count > self.budget:
            raise TooMuchWorkError

    def _sequence(self, nodes: Any, k: int, text: str, at: int, groups: dict[int, str]) -> Iterator[int]:
        if k == len(nodes):
            yield at
            return
        for end in self._node(nodes[k], text, at, groups):
            yield from self._sequence(nodes, k + 1, text, end, groups)

    def _node(self, node: Any, text: str, at: int, groups: dict[int, str]) -> Iterator[int]:
        op, value = node
        if op in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            self._step()
            if at < len(text) and self._is(op, value, text[at]):
                yield at + 1
        elif op is c.BRANCH:
            for branch in value[1]:
                self._step()
                yield from self._sequence(branch, 0, text, at, groups)
        elif op is c.SUBPATTERN:
            for end in self._sequence(value[3], 0, text, at, groups):
                groups[value[0]] = text[at:end]
                yield end
        elif op is c.ATOMIC_GROUP:
            end = next(self._sequence(value, 0, text, at, groups), None)
            yield from () if end is None else (end,)
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            yield from self._repeat(op, value, text, at, groups)
        elif op in (c.ASSERT, c.ASSERT_NOT):
            yield from self._assertion(op, value, text, at, groups)
        elif op is c.AT:
            self._step()
            if self._edge(value, text, at):
                yield at
        elif op is c.GROUPREF:
            self._step()
            if text.startswith(groups.get(value, "\0"), at):
                yield at + len(groups[value])
        else:
            raise NotImplementedError(op)

    def _repeat(self, op: Any, value: Any, text: str, at: int, groups: dict[int, str]) -> Iterator[int]:
        low, high, body = value
        high = len(text) + 1 if high is c.MAXREPEAT else int(high)
        if op is c.POSSESSIVE_REPEAT:
            end = next(self._greedy(body, low, high, text, at, groups), None)
            yield from () if end is None else (end,)
        elif len(body) == 1 and body[0][0] in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            yield from self._run(op, body[0], low, high, text, at)
        elif op is c.MAX_REPEAT:
            yield from self._greedy(body, low, high, text, at, groups)
        else:
            yield from self._lazy(body, low, high, text, at, groups)

    def _run(self, op: Any, node: Any, low: int, high: int, text: str, at: int) -> Iterator[int]:
        """A repeat of single characters, which ``re`` runs as a loop."""
        end = at
        if op is c.MAX_REPEAT:
            while end - at < high and self._tests(node, text, end):
                end += 1
            while end - at >= low:
                self._step()
                yield end
                end -= 1
            return
        while end - at < low:
            if not self._tests(node, text, end):
                return
            end += 1
        yield end
        while end - at < high and self._tests(node, text, end):
            end += 1
            yield end

    def _tests(self, node: Any, text: str, at: int) -> bool:
        self._step()
        return at < len(text) and self._is(node[0], node[1], text[at])

    def _greedy(self, body: Any, low: int, high: int, text: str, at: int, groups: dict[int, str]) -> Iterator[int]:
        if high > 0:
            for end in self._sequence(body, 0, text, at, groups):
                if end > at or low > 0:
                    yield from self._greedy(body, low - 1, high - 1, text, end, groups)
        if low <= 0:
            yield at

    def _lazy(self, body: Any, low: int, high: int, text: str, at: int, groups: dict[int, str]) -> Iterator[int]:
        if low <= 0:
            yield at
        if high > 0:
            for end in self._sequence(body, 0, text, at, groups):
                if end > at or low > 0:
                    yield from self._lazy(body, low - 1, high - 1, text, end, groups)

    def _assertion(self, op: Any, value: Any, text: str, at: int, groups: dict[int, str]) -> Iterator[int]:
        direction, body = value
        if direction < 0:
            width = body.getwidth()[0]
            holds = at >= width and next(self._sequence(body, 0, text, at - width, groups), None) is not None
        else:
            holds = next(self._sequence(body, 0, text, at, groups), None) is not None
        if holds is (op is c.ASSERT):
            yield at

    def _edge(self, where: Any, text: str, at: int) -> bool:
        if where in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
            return at == 0 or (self.multi_line and where is c.AT_BEGINNING and text[at - 1] == "\n")
        if where is c.AT_END:
            return at == len(text) or text[at:] == "\n" or (self.multi_line and text[at] == "\n")
        if where is c.AT_END_STRING:
            return at == len(text)
        inside = [0 <= k < len(text) and (text[k].isalnum() or text[k] == "_") for k in (at - 1, at)]
        return (inside[0] != inside[1]) is (where is c.AT_BOUNDARY)

    def _is(self, op: Any, value: Any, character: str) -> bool:
        if op is c.ANY:
            return self.dot_all or character != "\n"
        forms = {character, character.lower(), character.upper()} if self.ignore_case else {character}
        codes = [ord(form) for form in forms if len(form) == 1]
        if op is c.IN:
            found = any(_in_class(value, code) for code in codes)
            return found is not (value[0][0] is c.NEGATE)
        return (value in codes) is (op is c.LITERAL)


def _repeats(nodes: Any) -> bool:
    """Whether a part of a pattern repeats anything."""
    if isinstance(nodes, _parser.SubPattern | list | tuple):
        return any(node in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT) or _repeats(node) for node in nodes)
    return False


def _in_class(items: Any, code: int) -> bool:
    for op, value in items:
        if op is c.LITERAL and value == code:
            return True
        if op is c.RANGE and value[0] <= code <= value[1]:
            return True
        if op is c.CATEGORY and _in_category(value, chr(code)):
            return True
    return False


def _in_category(category: Any, character: str) -> bool:
    name = str(category)
    if "DIGIT" in name:
        inside = unicodedata.category(character) == "Nd"
    elif "SPACE" in name:
        inside = character.isspace()
    else:
        inside = character.isalnum() or character == "_"
    return inside is not ("NOT" in name)


def sample(nodes: Any, rest: str = "") -> str:
    """A short string that a part of a pattern matches."""
    found = ""
    for op, value in nodes:
        if op is c.LITERAL:
            found += chr(value)
        elif op in (c.NOT_LITERAL, c.ANY, c.IN):
            found += _member(op, value)
        elif op is c.BRANCH:
            found += sample(max(value[1], key=len))
        elif op is c.SUBPATTERN:
            found += sample(value[3])
        elif op is c.ATOMIC_GROUP:
            found += sample(value)
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            found += sample(value[2]) * max(1, value[0])
    return found + rest


def _member(op: Any, value: Any) -> str:
    if op is c.NOT_LITERAL or op is c.ANY or value[0][0] is c.NEGATE:
        excluded = [] if op is c.ANY else [(c.LITERAL, value)] if op is c.NOT_LITERAL else value[1:]
        return next(character for character in "aあA1- \x00" if not _in_class(excluded, ord(character)))
    op, first = value[-1]
    if op is c.CATEGORY:
        return next(character for character in "1a あ!" if _in_category(first, character))
    return chr(first if op is c.LITERAL else first[0])


def pumps(nodes: Any) -> Iterator[tuple[str, str]]:
    """What comes before, and what is to be repeated, so that the parts of a pattern have much to try."""
    nodes = list(nodes)
    for k, (op, value) in enumerate(nodes):
        before = sample(nodes[:k])
        yield "", sample(nodes[: k + 1])
        bodies: list[Any] = []
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            bodies = [value[2]]
            yield before, sample(value[2])
            yield before, sample(value[2]) + sample(nodes[k + 1 : k + 2])
            for member in _members(value[2]):
                yield before, member
                yield "", member
        elif op is c.BRANCH:
            bodies = list(value[1])
        elif op is c.SUBPATTERN:
            bodies = [value[3]]
        elif op in (c.ASSERT, c.ASSERT_NOT):
            bodies = [value[1]]
        elif op is c.ATOMIC_GROUP:
            bodies = [value]
        for body in filter(_repeats, bodies):
            for prefix, pump in pumps(body):
                yield before + prefix, pump
        # Words alone cost what they are long: of a list of hundreds the longest stand for all.
        for word in sorted((sample(body) for body in bodies if not _repeats(body)), key=len)[-4:]:
            yield before, word


def _members(body: Any) -> Iterator[str]:
    """Every single character that a repeated class names, ranges by their first."""
    for op, value in body:
        if op is c.IN and value[0][0] is not c.NEGATE:
            named = [item if kind is c.LITERAL else item[0] for kind, item in value if kind is not c.CATEGORY]
            yield from map(chr, [*named[:4], *named[4:][-4:]])


def adversarial(steps: Steps) -> Iterator[tuple[str, str, str]]:
    """``(before, repeated, after)`` for the inputs that a pattern has most to do with."""
    seen = set()
    whole = sample(steps.tree)
    for before, pump in [*pumps(steps.tree), ("", whole)]:
        for after in ("", "\x00"):
            if pump and (before, pump, after) not in seen:
                seen.add((before, pump, after))
                yield before, pump, after
