"""Statements scored on sentences that people have read."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from plantext.clauses.find import state
from plantext.corpus import read_all
from plantext.errors import PlantextError
from plantext.quality.anchoring import sha1
from plantext.recognition.recognizer import make_recognizer
from plantext.records import Statement

READERS = ("a", "b", "statements")
"""Columns of the gold that hold what a reader found in a sentence."""
HIDDEN = ("actor", "object", "deadline")
LISTS = ("partners", "recipients")
SAID = ("act", "modality", "negated", "stance", "actor_source")
COLUMNS = (*SAID, *HIDDEN, *LISTS)
Row = Mapping[str, Any]


def squeezed(text: str) -> str:
    """A text as the gold counts it: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def digest(text: str) -> str:
    """The SHA-1 by which the gold finds a sentence."""
    return sha1(squeezed(text))


def hidden(text: str) -> str:
    """The form in which the gold keeps the words of a document."""
    return digest(text)[:16] if text else ""


def as_gold(statement: Statement) -> dict[str, Any]:
    """A statement as a row of the gold."""
    row: dict[str, Any] = {"predicate": statement.predicate}
    row |= {name: getattr(statement, name) for name in SAID}
    row |= {name: hidden(getattr(statement, name)) for name in HIDDEN}
    return row | {name: [hidden(words) for words in getattr(statement, name)] for name in LISTS}


def score(gold: Sequence[Sequence[Row]], found: Sequence[Sequence[Row]]) -> dict[str, float]:
    """Return F1 of predicates over sentences and, of those found, the share of each other column that is equal.

    A predicate of the gold may have several names; what is ``optional`` counts neither way.

    Examples
    --------
    >>> score([[{"predicate": ["見直す", "見直しする"]}]], [[{"predicate": "見直しする"}]])["f1"]
    1.0
    """
    counts: Counter[str] = Counter()
    for ours, theirs in zip(gold, found, strict=True):
        left = list(theirs)
        for row in ours:
            names = row["predicate"] if isinstance(row["predicate"], list) else [row["predicate"]]
            match = next((it for it in left if it["predicate"] in names), None)
            if match is not None:
                left.remove(match)
            if row.get("optional"):
                continue
            counts["gold"] += 1
            if match is not None:
                counts.update(("right", "found"))
                told = [name for name in COLUMNS if name in row]
                counts.update(f"of {name}" for name in told)
                counts.update(name for name in told if row[name] == match[name])
        counts["found"] += len(left)
    scores = {"f1": 2 * counts["right"] / max(counts["gold"] + counts["found"], 1)}
    return scores | {name: counts[name] / counts[f"of {name}"] for name in COLUMNS if counts[f"of {name}"]}


def score_statements(gold: str | Path, folder: str | Path) -> pd.DataFrame:
    """Score the program on a file of gold, whose documents stand in a folder.

    Returns
    -------
    pandas.DataFrame
        One row a reader: sentences, f1 of predicates, and the share of each other column that is equal.

    Raises
    ------
    PlantextError
        If the file is no gold of statements, or none of its sentences is found.

    Examples
    --------
    >>> score_statements("corpus/gold/statements-dev.jsonl", "../shared/corpus")  # doctest: +SKIP
    """
    rows = [json.loads(line) for line in Path(gold).read_text(encoding="utf-8").splitlines()]
    readers = [name for name in READERS if rows and name in rows[0]]
    if not readers or "sha1" not in rows[0]:
        raise PlantextError(
            "{gold}: line 1: expected file, sha1 and one of {known}.", gold=gold, known=", ".join(READERS)
        )
    texts: dict[str, tuple[str, dt.date | None]] = {}
    for file in sorted({row["file"] for row in rows}):
        for document in read_all(Path(folder) / file) if (Path(folder) / file).exists() else ():
            for sentence in document.sentences:
                texts.setdefault(digest(sentence.text), (sentence.text, document.date))
    there = [row for row in rows if row["sha1"] in texts]
    if not there:
        raise PlantextError(
            "{gold}: none of its {n_rows} sentences stands in {folder}; set PLANTEXT_DATA.",
            gold=gold,
            n_rows=len(rows),
            folder=folder,
        )
    recognizer = make_recognizer()
    given = [(text, recognizer.find(text, date=date)) for text, date in (texts[row["sha1"]] for row in there)]
    ours = [[as_gold(statement) for statement in found] for found in state(given)]
    return pd.DataFrame(
        [{"reader": it, "sentences": len(there), **score([row[it] for row in there], ours)} for it in readers]
    )
