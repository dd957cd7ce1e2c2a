"""Families of documents that the quality of names was measured on, and which of them a text is nearest to."""

from __future__ import annotations

import csv
import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plantext import corpus

NAMES = {
    "agency": ("省庁の報告書・手引", "reports and guides of agencies"),
    "cabinet": ("閣議決定・骨太の方針", "cabinet decisions"),
    "council": ("審議会の議事録", "minutes of councils"),
    "diet": ("国会の会議録・質問主意書", "Diet minutes and written questions"),
    "guideline": ("ガイドライン", "guidelines"),
    "igov": ("インターネットガバナンスの会合報告", "reports of Internet governance meetings"),
    "local": ("地方自治体の会議録・方針", "minutes and policies of local governments"),
    "science": ("科学技術の白書", "science white papers"),
}
"""Japanese and English names of the families."""
# Cosine of the styles from which a text is of a family's kind, pairs of hiragana that a style needs, and those it keeps.
_ALIKE = 0.78
_LEAST = 200
_KEPT = 150
_PAIR = re.compile(r"(?=([\u3041-\u3096]{2}))")


class Family(NamedTuple):
    """Scores on the unseen sentences of a family: F1 on the mission's labels and on all."""

    name: str
    sentences: int
    mission: float
    all: float


def style(texts: Iterable[str]) -> dict[str, float]:
    """Describe how texts are written by their pairs of hiragana; empty for texts that have too few.

    Examples
    --------
    >>> style(["であります。"] * 100)["あり"]
    0.5
    """
    counts = Counter(pair for text in texts for pair in _PAIR.findall(text))
    total = sum(counts.values())
    if total < _LEAST:
        return {}
    kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_KEPT]
    return {pair: round(math.sqrt(count / total), 4) for pair, count in kept}


def nearest_family(texts: Iterable[str]) -> Family | None:
    """Find the measured family whose style is nearest to that of texts; None where none is near.

    Examples
    --------
    >>> nearest_family(["短い文。"]) is None
    True
    """
    own = style(texts)
    alike = {
        name: sum(weight * own.get(pair, 0.0) for pair, weight in known.items()) for name, known in _styles().items()
    }
    best = max(sorted(alike), key=lambda name: alike[name], default="")
    return _scores().get(best) if best and alike[best] >= _ALIKE else None


def _folder() -> Path:
    return corpus.corpus_folder() / "gold"


@cache
def _styles() -> dict[str, dict[str, float]]:
    styles: dict[str, dict[str, float]] = json.loads((_folder() / "styles.json").read_text(encoding="utf-8"))
    return styles


@cache
def _scores() -> dict[str, Family]:
    with (_folder() / "families.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == "families-aside"]
    return {
        row["family"]: Family(row["family"], int(row["sentences"]), float(row["mission"]), float(row["all"]))
        for row in rows
    }
