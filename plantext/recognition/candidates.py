"""Candidates for names, and which of them stand when they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SILENT = "-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate in a folded text.

    Parameters
    ----------
    start, end : int
        Half-open range of the folded text.
    label : str
        A label, or ``-`` for characters that are known to be no name.
    source : str
        What found it.
    entity, series : str
        Canonical name and standing forum, where the source knows them.
    rank : int
        Decides between candidates of equal length; the lower wins.
    """

    start: int
    end: int
    label: str
    source: str
    entity: str = ""
    series: str = ""
    rank: int = 5

    def overlaps(self, other: Candidate) -> bool:
        """Whether two candidates share a character."""
        return self.start < other.end and other.start < self.end


def resolve_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand: the longest first, then the one of lower rank.

    Parameters
    ----------
    candidates : iterable of Candidate
        In any order; they may overlap.

    Returns
    -------
    list of Candidate
        Without overlaps, in order; silent ones included.
    """
    taken: dict[int, Candidate] = {}
    chosen = []
    for span in sorted(
        candidates, key=lambda span: (span.start - span.end, span.rank, span.start, span.label, span.source)
    ):
        if not any(position in taken for position in range(span.start, span.end)):
            chosen.append(span)
            taken.update(dict.fromkeys(range(span.start, span.end), span))
    return sorted(chosen, key=lambda span: span.start)
