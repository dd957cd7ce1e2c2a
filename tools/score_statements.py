"""Score statements on sentences kept aside, against two readers: python -m tools.score_statements (PLANTEXT_DATA)."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from plantext import corpus
from plantext.clauses.find import state
from plantext.corpus import read_all
from plantext.recognition.recognizer import make_recognizer
from plantext.records import Statement

GOLD = corpus.corpus_folder() / "gold" / "statements-aside.jsonl"
HIDDEN = ("actor", "object", "deadline")
LISTS = ("partners", "recipients")
SAID = ("act", "modality", "negated", "stance", "actor_source")
Row = Mapping[str, Any]


def squeezed(text: str) -> str:
    """A text as the gold counts it: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def digest(text: str) -> str:
    """The SHA-1 by which the gold finds a sentence."""
    return hashlib.sha1(squeezed(text).encode(), usedforsecurity=False).hexdigest()


def hidden(text: str) -> str:
    """The form in which the gold keeps the words of a document."""
    return hashlib.sha1(squeezed(text).encode(), usedforsecurity=False).hexdigest()[:16] if text else ""


def as_gold(statement: Statement) -> dict[str, Any]:
    """A statement as a row of the gold."""
    row: dict[str, Any] = {"predicate": statement.predicate}
    row |= {name: getattr(statement, name) for name in SAID}
    row |= {name: hidden(getattr(statement, name)) for name in HIDDEN}
    return row | {name: [hidden(words) for words in getattr(statement, name)] for name in LISTS}


def score(gold: Sequence[Sequence[Row]], found: Sequence[Sequence[Row]]) -> dict[str, float]:
    """F1 of predicates over sentences; of those found, the share of each other column that is equal."""
    counts: Counter[str] = Counter()
    for ours, theirs in zip(gold, found, strict=True):
        counts["gold"] += len(ours)
        counts["found"] += len(theirs)
        left = list(theirs)
        for row in ours:
            match = next((it for it in left if it["predicate"] == row["predicate"]), None)
            if match is not None:
                left.remove(match)
                counts["right"] += 1
                counts.update(name for name in (*SAID, *HIDDEN, *LISTS) if row[name] == match[name])
    scores = {"f1": 2 * counts["right"] / max(counts["gold"] + counts["found"], 1)}
    return scores | {name: counts[name] / max(counts["right"], 1) for name in (*SAID, *HIDDEN, *LISTS)}


def main() -> int:
    """Print the scores of the program against each reader, and of the readers against each other."""
    folder = Path(os.environ.get("PLANTEXT_DATA", "../shared/corpus"))
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    texts: dict[str, str] = {}
    dates = {}
    for file in sorted({row["file"] for row in rows}):
        for document in read_all(folder / file):
            for sentence in document.sentences:
                sha1 = digest(sentence.text)
                texts.setdefault(sha1, sentence.text)
                dates.setdefault(sha1, document.date)
    there = [row for row in rows if row["sha1"] in texts]
    recognizer = make_recognizer()
    given = [(texts[row["sha1"]], recognizer.find(texts[row["sha1"]], date=dates[row["sha1"]])) for row in there]
    ours = [[as_gold(statement) for statement in found] for found in state(given)]
    print(f"{len(there)} of {len(rows)} sentences are found in the documents now.")
    for name, (gold, found) in {
        "program, reader a": ([row["a"] for row in there], ours),
        "program, reader b": ([row["b"] for row in there], ours),
        "reader b, reader a": ([row["a"] for row in there], [row["b"] for row in there]),
    }.items():
        print(f"{name}: " + ", ".join(f"{key} {value:.3f}" for key, value in score(gold, found).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
