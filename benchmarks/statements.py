"""How fast sentences are parsed for statements, and how equal to stock GiNZA: python -m benchmarks.statements [--rounds N] [--quick].

Both parse the same sentences in one run, in turns; the ratio is of processor time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

from benchmarks.inputs import the_plan
from benchmarks.report import status, table, target
from benchmarks.timing import in_turns
from plantext import corpus
from plantext.clauses.find import can_state
from plantext.clauses.parse import parse
from plantext.clauses.prepare import prepare
from plantext.extraction.run import extract
from plantext.extraction.statements import statements

FACTOR = 8.0
"""How many times faster than stock ja_ginza the same sentences are to be parsed."""
SECONDS = 40.0
"""In how many the plan's statements are to be there, on two processes."""
COMPARED = 2000


def stock() -> Any:
    """Stock ja_ginza, all its components in place."""
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load("ja_ginza")


def equal_parses(texts: list[str], ginza: Any) -> int:
    """Sentences in which all words, heads and relations are those of stock ja_ginza."""
    same = 0
    for doc, words in zip(ginza.pipe(texts), parse(texts), strict=True):
        theirs = [(word.text, word.head.i, word.dep_) for word in doc]
        same += theirs == [(word.text, word.head, word.dep) for word in words]
    return same


def main() -> int:
    """Measure, print, and return the exit status."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--quick", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as room:
        name, path = the_plan(Path(room))
        document = corpus.read(path)
        texts = [text for text in (prepare(it.text).text for it in document.sentences) if can_state(text)]
        part = texts[:: 20 if given.quick else 5]
        ginza = stock()
        list(parse(part[:2]))
        list(ginza.pipe(part[:2]))
        things = {"stock ja_ginza": lambda: list(ginza.pipe(part)), "plantext": lambda: list(parse(part))}
        times = in_turns(things, 1 if given.quick else given.rounds)
        compared = texts[: 50 if given.quick else COMPARED]
        same = equal_parses(compared, ginza)
        run = extract(document, cache=False)
        whole = in_turns({"plan": lambda: statements(run, jobs=2, cache=False)}, 1)["plan"]
    words = sum(len(its) for its in parse(part))
    print(f"## Statements\n\nOn {name}; {len(part)} of its sentences, {words} words.\n")
    rows = [[what, f"{time.processor:.1f}", f"{words / time.processor:,.0f}"] for what, time in times.items()]
    print(table(["parser", "processor seconds", "words a second"], rows))
    ratio = times["stock ja_ginza"].processor / times["plantext"].processor
    print(f"Of {len(compared)} sentences, {same} have every word, head and relation as stock ja_ginza has them.\n")
    print(
        f"The whole document with statements, two processes: {whole.wall:.0f} s on the clock, {whole.processor:.0f} s of processor time.\n"
    )
    met = [
        target("parsing, against stock ja_ginza", f">= {FACTOR:.0f}x", f"{ratio:.1f}x", ratio >= FACTOR),
        target(
            "statements of the plan, two processes", f"< {SECONDS:.0f} s", f"{whole.wall:.0f} s", whole.wall < SECONDS
        ),
    ]
    return status(met)


if __name__ == "__main__":
    sys.exit(main())
