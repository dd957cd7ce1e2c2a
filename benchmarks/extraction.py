"""How fast names are found, against stock GiNZA and bare tokenizers: python -m benchmarks.extraction [--rounds N] [--quick].

Everything is measured in one run, in turns, on the same sentences; medians count.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.inputs import the_archive, the_plan
from benchmarks.report import status, table, target
from benchmarks.timing import in_turns
from plantext import corpus
from plantext.extraction.parts import Part, make_part
from plantext.extraction.run import extract_to
from plantext.recognition import recognizer
from plantext.recognition import sentence as analysis
from plantext.recognition.document import recognize_document
from plantext.recognition.recognizer import Recognizer, make_recognizer
from plantext.recognition.search import TermSearch
from plantext.records import Document

SLICE = 5
"""The ladder is measured on one part in so many of the plan, for stock GiNZA takes minutes over the whole."""
FACTOR = 10.0
"""How many times faster than stock GiNZA extraction is to be."""


def peers(texts: list[str]) -> dict[str, Callable[[], object]]:
    """What others do with the same sentences."""
    import spacy
    import sudachipy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ginza = spacy.load("ja_ginza")
        japanese = spacy.blank("ja")
    sudachi = sudachipy.Dictionary(dict="core").create(mode=sudachipy.SplitMode.C)
    return {
        "bare SudachiPy": lambda: [sudachi.tokenize(text) for text in texts],
        "spaCy's Japanese tokenizer": lambda: [japanese.make_doc(text) for text in texts],
        "stock ja_ginza, nlp.pipe": lambda: list(ginza.pipe(texts)),
    }


SWITCHES: list[tuple[str, list[tuple[object, str, Callable[..., object]]]]] = [
    ("dates", [(analysis, "dates_of", lambda *_, **__: [])]),
    (
        "lexicon",
        [
            (TermSearch, "find", lambda *_: ()),
            (recognizer, "find_no_names", lambda *_: []),
        ],
    ),
    ("patterns, titles, places", [(Recognizer, "_guessed", lambda *_: [])]),
    ("aliases within the sentence", [(recognizer, "find_aliases", lambda *_: [])]),
]
"""Steps in the order they are added, and what takes the place of each that is off."""


@contextmanager
def without(steps: list[str]) -> Iterator[None]:
    """Recognition with some of its steps off."""
    with ExitStack() as stack:
        for name, patches in SWITCHES:
            if name in steps:
                for owner, attribute, nothing in patches:
                    stack.enter_context(mock.patch.object(owner, attribute, nothing))
        yield


def ladder(texts: list[str], found: Recognizer) -> dict[str, Callable[[], object]]:
    """Recognition of the sentences with one step more each time."""
    names = [name for name, _ in SWITCHES]

    def run(off: list[str]) -> Callable[[], object]:
        def find() -> None:
            with without(off):
                for text in texts:
                    found.find_next(text)

        return find

    rungs = {"folded view and words": run(names)}
    for number, name in enumerate(names, 1):
        rungs[f"+ {name}"] = run(names[number:])
    return rungs


def part_of(document: Document, parts: int) -> Document:
    """As many consecutive sentences from the middle as one part holds."""
    size = len(document.sentences) // parts
    begin = (len(document.sentences) - size) // 2
    middle = document.sentences[begin : begin + size]
    return Document(document.id, document.text, document.blocks, middle, date=document.date)


def extract_whole(found: Recognizer, document: Document) -> Part:
    """All that plantext does with a document that has been read, up to its tables."""
    return make_part(recognize_document(found, document, []), [])


def recognition(document: Document, rounds: int) -> tuple[str, float]:
    """The table of one document's recognition, and how many times stock GiNZA it is."""
    texts = [sentence.text for sentence in document.sentences]
    characters = sum(map(len, texts))
    found = make_recognizer()
    found.find("総務省")
    whole = "plantext, whole document"
    things = {
        **peers(texts),
        **ladder(texts, found),
        whole: lambda: extract_whole(found, document),
    }
    times = in_turns(things, rounds)
    bare, stock = times["bare SudachiPy"].processor, times["stock ja_ginza, nlp.pipe"].processor
    rows = [
        [
            name if name in (whole, *peers([])) else f"plantext: {name}",
            f"{time.wall:.2f}",
            f"{time.processor:.2f}",
            f"{characters / time.processor:,.0f}",
            f"{stock / time.processor:.1f}",
            f"{time.processor / bare:.1f}",
        ]
        for name, time in times.items()
    ]
    header = ["", "seconds", "of processor", "characters/s", "× faster than stock GiNZA", "× bare SudachiPy"]
    title = f"{len(texts):,} sentences, {characters:,} characters; medians of {rounds}, in turns.\n\n"
    return title + table(header, rows), stock / times[whole].processor


def whole_once(document: Document) -> tuple[str, float]:
    """The whole document once, to show that the part stands for it."""
    texts = [sentence.text for sentence in document.sentences]
    characters = sum(map(len, texts))
    stock, found = "stock ja_ginza, nlp.pipe", make_recognizer()
    found.find("総務省")
    times = in_turns({stock: peers(texts)[stock], "plantext": lambda: extract_whole(found, document)}, 1)
    factor = times[stock].processor / times["plantext"].processor
    rates = ", ".join(f"{name} {characters / time.processor:,.0f}" for name, time in times.items())
    return f"The whole document once, characters/s: {rates}; {factor:.1f} times stock GiNZA.\n", factor


def whole_runs(files: list[Path], rounds: int) -> str:
    """Files to tables: first run, run again, after an edit of the lexicon, with two processes."""
    header = "entity,label,name_en,series,forms,note\n"
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        count = iter(range(10_000))

        def run(**options: Any) -> Callable[[], object]:
            return lambda: extract_to(files, folder / f"out-{next(count)}", **options)

        def into_empty() -> None:
            run(cache=folder / f"cache-{next(count)}")()

        silenced = [False]

        def edited() -> None:
            # A number that was never there, so that no round finds the tables of another.
            rows = f"架空{next(count)}会議,FORUM,,,,\n" + "総務省,-,,,,\n" * silenced[0]
            own = folder / "own.csv"
            own.write_text(header + rows, encoding="utf-8")
            run(lexicon=own, cache=folder / "cache")()

        def turned() -> None:
            silenced[0] = not silenced[0]
            edited()

        things = {
            "no cache": run(cache=None),
            "empty cache": into_empty,
            "nothing changed": run(cache=folder / "cache"),
            "a term more in the lexicon": edited,
            "総務省 silenced, or no longer": turned,
            "no cache, two processes": run(cache=None, jobs=2),
        }
        run(cache=folder / "cache")()
        times = in_turns(things, rounds)
    plain = times["no cache"].wall
    rows = [
        [name, f"{time.wall:.2f}", f"{time.processor:.2f}", f"{plain / time.wall:.1f}"] for name, time in times.items()
    ]
    return table(["", "seconds", "of processor", "× faster than without a cache"], rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round on a fortieth of the sentences")
    arguments = parser.parse_args()
    rounds = 1 if arguments.quick else arguments.rounds
    with tempfile.TemporaryDirectory() as room:
        name, path = the_plan(Path(room))
        document = corpus.read(path)
        packages = ("spacy", "ginza", "ja_ginza", "SudachiPy", "SudachiDict-core")
        print("### Recognition\n\n" + ", ".join(f"{package} {version(package)}" for package in packages) + ".")
        parts = 40 if arguments.quick else SLICE
        print(f"Input: {name}, a {parts}th of it from its middle: ", end="")
        text, factor = recognition(part_of(document, parts), rounds)
        print(text)
        met = [target("Extraction, against stock GiNZA", f"at least {FACTOR:g}×", f"{factor:.1f}×", factor >= FACTOR)]
        if not arguments.quick:
            text, factor = whole_once(document)
            print(text)
            met.append(
                target(
                    "The same over the whole plan, once", f"at least {FACTOR:g}×", f"{factor:.1f}×", factor >= FACTOR
                )
            )
        print(f"### Files to tables\n\nInput: {name}; medians of {rounds}, in turns.\n\n" + whole_runs([path], rounds))
        if not arguments.quick:
            archive, files = the_archive(Path(room) / "archive")
            print(f"Input: {archive}; one round.\n\n" + whole_runs(files, 1))
    return status(met)


if __name__ == "__main__":
    sys.exit(main())
