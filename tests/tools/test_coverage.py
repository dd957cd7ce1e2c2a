"""Intervals under extraction error, over made-up truth."""

from __future__ import annotations

from tools.coverage import coverage, false_differences, naive_coverage


def test_intervals_hold_the_true_counts() -> None:
    """0.95 in the long run; a run of six worlds and sixty draws is within three hundredths of it."""
    assert 0.92 <= coverage(6, 60) <= 0.98
    # The counts as found are rarely the true ones.
    assert naive_coverage(6) < 0.5


def test_differences_of_nothing_are_seldom_told() -> None:
    assert false_differences(4, 60) <= 0.05
