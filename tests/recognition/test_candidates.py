"""Which candidates stand when they overlap."""

from __future__ import annotations

import itertools

from plantext.recognition.candidates import Candidate, resolve_overlaps


def test_the_longest_stands_then_the_lower_rank() -> None:
    short, long, worse, apart = (
        Candidate(0, 3, "ORG", "a", rank=1),
        Candidate(2, 6, "FORUM", "b", rank=4),
        Candidate(2, 6, "PLAN", "c", rank=5),
        Candidate(6, 8, "LAW", "d"),
    )
    for order in itertools.permutations([short, long, worse, apart]):
        assert resolve_overlaps(order) == [long, apart]
