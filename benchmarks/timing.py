"""Measuring several things in turns, so that all meet the machine in the same state."""

from __future__ import annotations

import contextlib
import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import psutil


class Time(NamedTuple):
    """Medians over the rounds: seconds on the clock, and of processor time, which other programs hardly lengthen."""

    wall: float
    processor: float


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Slope of the line through the points on logarithmic axes, by least squares."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(v) for v in values]).slope


def processor_time() -> float:
    """Seconds of processor time of this process and all that it started, ended or still at work (reading PDFs, say)."""
    me = psutil.Process()
    seconds = time.process_time() + sum(me.cpu_times()[2:4])
    for child in me.children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            seconds += sum(child.cpu_times()[:4])
    return seconds


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
