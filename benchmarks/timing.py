"""Measuring several things in turns, so that all meet the machine in the same state."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Time(NamedTuple):
    """Medians over the rounds: seconds on the clock, and of processor time, which other programs hardly lengthen."""

    wall: float
    processor: float


def processor_time() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


def in_turns(things: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Time]:
    """Median times of each thing; every round does all of them once, in order."""
    times: dict[str, list[Time]] = {name: [] for name in things}
    for _ in range(rounds):
        for name, function in things.items():
            wall, processor = time.perf_counter(), processor_time()
            function()
            times[name].append(Time(time.perf_counter() - wall, processor_time() - processor))
    return {
        name: Time(statistics.median(t.wall for t in taken), statistics.median(t.processor for t in taken))
        for name, taken in times.items()
    }


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; numbers stand to the right."""
    lines = ["| " + " | ".join(header) + " |", "|---|" + "---:|" * (len(header) - 1)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
