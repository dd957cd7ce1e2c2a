"""Search for many strings in a text at once."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick


class FormIndex:
    """Aho–Corasick automaton over strings, which reads a text once however many they are.

    Examples
    --------
    >>> FormIndex(["総務省", "総務省統計局", "統計局"]).matches("総務省統計局")
    [(0, '総務省統計局'), (0, '総務省'), (3, '統計局')]
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = sorted(set(forms))
        self._automaton = AhoCorasick(self._forms, store_patterns=False)

    def matches(self, text: str) -> list[tuple[int, str]]:
        """Find every occurrence: its start and the string, from left to right and the longest first."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [(start, self._forms[i]) for i, start, end in sorted(found, key=lambda match: (match[1], -match[2]))]

    def occurs(self, text: str) -> bool:
        """Whether any of the strings stands in a text."""
        return bool(self._automaton.find_matches_as_indexes(text))
