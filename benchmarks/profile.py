"""What extraction spends its processor time on, part by part: python -m benchmarks.profile [--rounds N] [--quick].

Each part is timed without the parts inside it, so that the shares add up; the clock itself lengthens short parts a little.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.extraction import part_of
from benchmarks.inputs import the_plan
from benchmarks.report import table
from benchmarks.timing import processor_time
from plantext import corpus
from plantext.extraction import tasks
from plantext.extraction.run import extract_to
from plantext.recognition import analysis, recognizer, sentence
from plantext.recognition.recognizer import Recognizer, make_recognizer
from plantext.recognition.search import TermSearch

RULES = ("numbers", "compounds", "about", "titles", "cited", "amendments", "agenda", "companies", "patterns")
MORE_RULES = ("english", "people", "systems", "places", "governments")
PARTS: dict[str, list[tuple[object, str]]] = {
    "words (SudachiPy)": [(sentence, "tokenize")],
    "folded view": [(sentence, "folded")],
    "dates": [(sentence, "_days")],
    "what the cache may keep": [(analysis, "_packed"), (analysis, "_day_row")],
    "lexicon": [(TermSearch, "find"), (recognizer, "find_no_names")],
    "what the rules look at": [(recognizer, "make_context")],
    **{f"rule: {name}": [(recognizer, f"find_{name}")] for name in (*RULES, *MORE_RULES)},
    "aliases, neighbours in lists": [(recognizer, "find_aliases"), (recognizer, "find_witnessed")],
    "overlaps and linking": [(recognizer, "resolve_overlaps"), (Recognizer, "_named"), (recognizer, "_mention")],
    "rest of recognition": [(tasks, "recognize_document")],
    "rows of the tables": [(tasks, "make_part")],
}
REST = "joining and writing the tables"


class Clock:
    """Processor time by part, each without the parts inside it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        # Of every part that is under way, the time of those inside it.
        self._inside = [0.0]

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time taken; what it yields comes as a list."""

        def run(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            self._inside.append(0.0)
            found = function(*arguments, **options)
            found = list(found) if isinstance(found, Iterator) else found
            taken = time.process_time() - start
            self.seconds[name] += taken - self._inside.pop()
            self._inside[-1] += taken
            return found

        return run


@contextmanager
def clocked() -> Iterator[Clock]:
    """Extraction with every part timed."""
    clock = Clock()
    with ExitStack() as stack:
        for name, functions in PARTS.items():
            for owner, attribute in functions:
                stack.enter_context(mock.patch.object(owner, attribute, clock.timed(name, getattr(owner, attribute))))
        yield clock


def measure(document: Any, rounds: int) -> dict[str, float]:
    """Median seconds of each part, from a document that has been read to tables in a folder."""
    times: dict[str, list[float]] = {name: [] for name in (*PARTS, REST)}
    make_recognizer().find("総務省")
    with tempfile.TemporaryDirectory() as room:
        for number in range(rounds):
            with clocked() as clock:
                clock.timed(REST, extract_to)([document], Path(room) / str(number), cache=None)
            for name, taken in times.items():
                taken.append(clock.seconds[name])
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round on a fortieth of the sentences")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        name, path = the_plan(Path(room))
        busy = processor_time()
        document = corpus.read(path)
        reading = processor_time() - busy
    if arguments.quick:
        document = part_of(document, 40)
    times = measure(document, 1 if arguments.quick else arguments.rounds)
    whole = sum(times.values())
    rows = [[part, f"{1000 * taken:.0f}", f"{100 * taken / whole:.1f} %"] for part, taken in times.items()]
    characters = sum(len(row.text) for row in document.sentences)
    print("### Where extraction spends its time\n")
    print(f"Input: {name}, {characters:,} characters; its reading takes {reading:.2f} s of processor, the rest:\n")
    print(table(["", "ms of processor", "share"], [*rows, ["together", f"{1000 * whole:.0f}", "100 %"]]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
