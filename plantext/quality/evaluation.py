"""Precision, recall and F1 over exact spans, against gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from plantext.labels import FIRST, LABELS, MISSION
from plantext.quality.gold import GoldSentence

Predictor = Callable[[GoldSentence], Iterable[tuple[int, int, str]]]
"""Takes a sentence, returns (start, end, label) in its text."""


@dataclass(frozen=True)
class Evaluation:
    """Scores and errors of a predictor.

    Parameters
    ----------
    scores : pandas.DataFrame
        One row a label that the gold carries, then ``mission`` (:data:`plantext.labels.MISSION`) and ``all``,
        micro-averaged: label, gold, found, right, precision, recall, f1.
    errors : pandas.DataFrame
        One row an error: id, kind (``missed`` or ``spurious``), label, text, start, end.
    """

    scores: pd.DataFrame
    errors: pd.DataFrame


def _score(label: str, gold: int, found: int, right: int) -> list[Any]:
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * right / (gold + found) if gold + found else 0.0
    return [label, gold, found, right, precision, recall, f1]


def families(gold: Sequence[GoldSentence], predict: Predictor) -> pd.DataFrame:
    """Score a predictor on each family of documents that the gold names.

    Returns
    -------
    pandas.DataFrame
        family, sentences, gold (spans), and F1 on the mission's labels, on the first seven, on all, and on each label
        that came later; empty where no sentence names its family.
    """
    rows = []
    for family in sorted({sentence.family for sentence in gold} - {""}):
        mine = [sentence for sentence in gold if sentence.family == family]
        scores = evaluate(mine, predict).scores.set_index("label")
        counts = scores.loc[list(FIRST), ["gold", "found", "right"]].sum()
        row = {
            "family": family,
            "sentences": len(mine),
            "gold": scores["gold"].to_dict()["all"],
            "mission": scores.loc["mission", "f1"],
            "first": _score("", counts["gold"], counts["found"], counts["right"])[-1],
            "all": scores.loc["all", "f1"],
        }
        rows.append(row | {label: scores["f1"].get(label) for label in LABELS if label not in FIRST})
    return pd.DataFrame(rows)


def evaluate(gold: Sequence[GoldSentence], predict: Predictor) -> Evaluation:
    """Score a predictor on gold, over exact spans.

    Examples
    --------
    >>> from plantext.quality.gold import GoldSpan
    >>> gold = [GoldSentence("1", "plan", "総務省が定める。", (GoldSpan(0, 3, "ORG"),))]
    >>> evaluate(gold, lambda sentence: [(0, 3, "ORG"), (4, 6, "PLAN")]).scores.tail(1)
       label  gold  found  right  precision  recall        f1
    10   all     1      2      1        0.5     1.0  0.666667
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("gold", "found", "right")}
    errors = []
    for sentence in gold:
        expected = {(span.start, span.end, span.label) for span in sentence.spans}
        found = {(start, end, label) for start, end, label in predict(sentence) if label in sentence.labels}
        for name, spans in (("gold", expected), ("found", found), ("right", expected & found)):
            counts[name].update(label for _, _, label in spans)
        for kind, spans in (("missed", expected - found), ("spurious", found - expected)):
            errors += [
                [sentence.id, kind, label, sentence.text[start:end], start, end] for start, end, label in sorted(spans)
            ]
    carried = [label for label in LABELS if any(label in sentence.labels for sentence in gold)]
    rows = [_score(label, *(counts[name][label] for name in ("gold", "found", "right"))) for label in carried]
    for name, labels in (("mission", MISSION), ("all", carried)):
        rows.append(_score(name, *(sum(counts[key][label] for label in labels) for key in ("gold", "found", "right"))))
    return Evaluation(
        pd.DataFrame(rows, columns=["label", "gold", "found", "right", "precision", "recall", "f1"]),
        pd.DataFrame(errors, columns=["id", "kind", "label", "text", "start", "end"]),
    )
