"""Candidates for names, and which of them stand when they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SILENT = "-"
"""Label of characters that are known to be no name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A range of a folded text that may be a name.

    Parameters
    ----------
    start, end : int
        Half-open range.
    label : str
        A label, or :data:`SILENT`.
    source : str
        The rule or the line of the lexicon that found it.
    entity, series : str
        Canonical name and standing forum, where the source knows them.
    rank : int
        Decides between candidates of one length; the lower wins.
    """

    start: int
    end: int
    label: str
    source: str
    entity: str = ""
    series: str = ""
    rank: int = 5


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
