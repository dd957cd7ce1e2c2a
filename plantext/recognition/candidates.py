"""Candidates for names, and which of them stand when they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Label of characters that are known to be no name.
SILENT = "-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A half-open range of a folded text that may be a name."""

    start: int
    end: int
    label: str
    source: str  # the rule, or the line of the lexicon, that found it
    entity: str = ""  # canonical name, where the source knows it
    series: str = ""  # standing forum of a meeting
    rank: int = 5  # decides between candidates of one length; the lower wins


def resolve_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose the candidates that stand: the longest first, then the one of lower rank.

    Examples
    --------
    >>> ministry, bureau = Candidate(0, 3, "ORG", "lexicon"), Candidate(0, 6, "ORG", "pattern")
    >>> resolve_overlaps([ministry, bureau]) == [bureau]
    True
    """
    taken: set[int] = set()
    chosen = []
    for candidate in sorted(candidates, key=_precedence):
        positions = range(candidate.start, candidate.end)
        if taken.isdisjoint(positions):
            chosen.append(candidate)
            taken.update(positions)
    return sorted(chosen, key=lambda candidate: candidate.start)


def _precedence(candidate: Candidate) -> tuple[int, int, int, str, str]:
    return candidate.start - candidate.end, candidate.rank, candidate.start, candidate.label, candidate.source
