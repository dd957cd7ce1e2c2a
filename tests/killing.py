"""Extractions into one folder that end in every way and at every moment, and what the folder holds then.

A prepared process (libraries and dictionary loaded) forks a child for each attempt, so that one costs a
fraction of a second. Run as ``python killing.py steps|times FOLDER COUNT SEED``; for steps, COUNT is
the number of ways to end at each. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import filelock  # noqa: F401  so that no child has to import it
import pyarrow.parquet  # noqa: F401
from tqdm import tqdm

from plantext.extraction import cache
from plantext.extraction.run import extract, extract_to, load
from plantext.tables.run import Extraction
from plantext.tables.schemas import TABLES

TEXTS = {
    "old": "総務省は、2023年10月に京都市でIGF2023会合を開催する。\n",
    "new": "外務省は、令和５年度にOECDと連携する。\n\n経済産業省も参加した。\n",
}
KEPT = {f"{name}.parquet" for name in TABLES} | {"run.json"}
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.utime")
"""Audit events that a child can be stopped before, beside ``os.fsync``, which is none."""


class Watch:
    """Counts what a process does to a folder, and ends it before one of these steps."""

    def __init__(self) -> None:
        self.folder = ""
        self.left = -1
        self.seen = 0
        self.end: Callable[[], object] = lambda: None
        sys.addaudithook(self._heard)
        fsync = os.fsync
        os.fsync = lambda number: (self.step(), fsync(number))[1]  # type: ignore[assignment, func-returns-value]

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.folder and event in EVENTS and str(arguments[0]).startswith(self.folder):
            self.step()

    def step(self) -> None:
        """One step on."""
        if not self.folder:
            return
        self.seen += 1
        if self.seen == self.left:
            self.end()


WATCH = Watch()


def fork(work: Callable[[], object]) -> int:
    """Begin something in a copy of this process, which ends with it."""
    child = os.fork()
    if not child:
        status = 1
        try:
            result = work()
            status = result if isinstance(result, int) else 0
        finally:
            os._exit(status)
    return child


def in_child(work: Callable[[], object]) -> int:
    """Do something in a copy of this process; its exit status, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(fork(work), 0)[1])


def kill() -> None:
    """As a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    """As Ctrl-C does."""
    raise KeyboardInterrupt


def full() -> None:
    """As a full disk does."""
    raise OSError(28, "No space left on device")


class Room:
    """A folder that holds an old result, into which a new one is to go."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "out"
        self.sources = {name: folder / f"{name}.txt" for name in TEXTS}
        for name, text in TEXTS.items():
            self.sources[name].write_text(text, encoding="utf-8")

    def write(self, name: str) -> None:
        """Extract one of the texts into the folder, in the format that the other is not in."""
        extract_to(self.sources[name], self.out, cache=None, suffix=".parquet" if name == "old" else ".csv")

    def holds(self) -> str:
        """``old`` or ``new``: which result the folder loads as, exactly; an error otherwise."""
        found = load(self.out)
        for name, wanted in WANTED.items():
            if same(found, wanted):
                return name
        raise AssertionError("the folder holds a mixture")

    def settle(self) -> tuple[str, set[str]]:
        """What the folder holds, and what is left beside the old result when the next run has brought it back."""
        codes = {"old": 10, "new": 11}

        def look_and_write() -> int:
            held = codes[self.holds()]
            self.write("old")
            return held

        status = in_child(look_and_write)
        assert status in codes.values(), f"neither result, or the next run fails: {status}"
        return {code: name for name, code in codes.items()}[status], {path.name for path in self.out.iterdir()} - KEPT


WANTED: dict[str, Extraction] = {}


def same(one: Extraction, other: Extraction) -> bool:
    """Whether two runs are the same to the last cell."""
    return one.info == other.info and all(
        getattr(one, name).equals(getattr(other, name))
        for name in ("sentences", "mentions", "entities", "measures", "turns", "documents", "persons")
    )


def attempt(room: Room, left: int, end: Callable[[], object]) -> int:
    """Write the new result, ended before a step; its status."""

    def work() -> None:
        WATCH.folder, WATCH.left, WATCH.end = str(room.out), left, end
        room.write("new")
        os._exit(0 if WATCH.seen < left else 7)

    return in_child(work)


def at_every_step(room: Room, ways: int) -> dict[str, object]:
    """End extractions before each of their steps, in `ways` of three ways."""
    found: Counter[str] = Counter()
    left: set[str] = set()
    step, ended = 0, True
    while ended:
        step += 1
        ended = False
        for way in range(ways):
            end = (kill, interrupt, full)[(step + way) % 3]
            ended |= attempt(room, step, end) != 0
            held, beside = room.settle()
            found[held] += 1
            left |= beside
    return {"steps": step - 1, "found": found, "left": sorted(left)}


def at_random_times(room: Room, count: int, seed: int) -> dict[str, object]:
    """End extractions at random moments by one signal or another; half of them near their ends."""
    chance = random.Random(seed)  # noqa: S311
    begun = time.monotonic()
    assert in_child(lambda: room.write("new")) == 0
    longest = 1.1 * (time.monotonic() - begun)
    found: Counter[str] = Counter()
    left = room.settle()[1]
    killed = tried = 0
    while killed < count and tried < 10 * count:
        tried += 1
        child = fork(lambda: room.write("new"))
        time.sleep(chance.uniform(longest / 2 if tried % 2 else 0, longest))
        os.kill(child, chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        held, beside = room.settle()
        left |= beside
        killed += status != 0
        found[held] += status != 0
        # Follows the machine, as busy as it is: the moments are to lie around the end, where files are replaced.
        longest *= 1.05 if held == "old" else 0.9
    return {"killed": killed, "found": found, "left": sorted(left)}


def main(mode: str, folder: str, count: str, seed: str) -> None:
    """Prepare, try and print."""
    cache.is_current = lambda: True
    tqdm.set_lock(threading.RLock())  # its own is shared by all forks, and who is killed may hold it
    room = Room(Path(folder))
    # In this process, so that every child has the dictionary; the tables' libraries start threads, so in no way here.
    for name in TEXTS:
        WANTED[name] = extract(room.sources[name], cache=None)
    assert in_child(lambda: room.write("old")) == 0
    result = at_every_step(room, int(count)) if mode == "steps" else at_random_times(room, int(count), int(seed))
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
