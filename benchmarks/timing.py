"""Measuring several things in turns, so that all meet the machine in the same state."""

from __future__ import annotations

import math
import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Time(NamedTuple):
    """Medians over the rounds: seconds on the clock, and of processor time, which other programs hardly lengthen."""

    wall: float
    processor: float


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Slope of the line through the points on logarithmic axes, by least squares."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(v) for v in values]).slope


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
