"""Fit the confidence of pages to gold pages: python -m tools.calibrate; writes reading/pdf/confidence.toml and corpus/gold/confidence.csv.

The weights are fitted on the pages of reading.jsonl (../shared) and reading-dev.jsonl, and checked on reading-aside.jsonl. In the
table each page's confidence comes from weights that its own document had no part in.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from plantext.reading import read_file
from plantext.reading.pdf import confidence
from plantext.reading.pdf.process import guarded_reading
from plantext.reading.pdf.signs import SIGNS

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("PLANTEXT_DATA", ROOT.parent / "shared" / "corpus"))
GOLD = {
    "first": DATA.parent / "gold" / "reading" / "reading.jsonl",
    "dev": ROOT / "corpus" / "gold" / "reading-dev.jsonl",
    "aside": ROOT / "corpus" / "gold" / "reading-aside.jsonl",
}
TARGET = 0.97
_RIDGE = 3.0
_BULLETS = "・●○〇◯◎■□◆◇▪▫▶►▷➢➤⮚✓✔☑❖★☆⚫⚪•◦‣∙"


class Row(NamedTuple):
    """A sentence of a gold page: where it stands, whether it is right, and its signs."""

    part: str
    doc: str
    page: int
    kind: str
    right: bool
    signs: list[float]


def norm(text: str) -> str:
    """Normalise a text as the gold's scorer does."""
    text = re.sub(rf"^(?:[\s{_BULLETS}\ue000-\uf8ff])+", "", text.replace("\x02", "-"))
    text = re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[.·]{3,}", "...", text)


def sha(text: str) -> str:
    """Hash of a normalised text, as gold pages hold it."""
    return hashlib.sha1(norm(text).encode(), usedforsecurity=False).hexdigest()


def rows_of(gold: dict[str, Any], part: str, judged: list[confidence.Judged]) -> Iterator[Row]:
    """Compare the sentences of a page with the gold."""
    hashed = bool(gold.get("hashed"))
    key = sha if hashed else norm
    left = Counter(gold["sentences"] if hashed else map(norm, gold["sentences"]))
    heads = [text if hashed else norm(text) for _, text in gold["headings"]]
    optional = {text if hashed else norm(text) for text in gold.get("optional", [])} - set(left) - set(heads)
    for it in judged:
        own = key(it.sentence.text)
        if own in optional or not norm(it.sentence.text):
            continue
        right = left[own] > 0
        left[own] -= right
        yield Row(part, gold["doc"], gold["page"], gold["kind"], right, [it.signs.get(name, 0.0) for name in SIGNS])


def collect() -> list[Row]:
    """Read the documents of the gold and compare their sentences."""
    pages: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for part, path in GOLD.items():
        for line in path.read_text(encoding="utf-8").splitlines():
            page = json.loads(line)
            pages[page["doc"]].append((part, page))
    rows: list[Row] = []
    for doc, golds in sorted(pages.items()):
        path = DATA / "field" / f"{doc}.pdf"
        judged = confidence.judge_sentences(guarded_reading(path.read_bytes(), path.name)[0], read_file(path).sentences)
        for part, gold in golds:
            rows += rows_of(gold, part, judged.get(gold["page"], []))
    return rows


def fit(signs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weigh the signs by logistic regression with a ridge; a sign never speaks for a sentence. The intercept comes first."""
    scale = signs.std(axis=0) + 1e-9
    scaled = signs / scale

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        z = weights[0] + scaled @ weights[1:]
        slope = 1 / (1 + np.exp(-z)) - right
        value = (np.logaddexp(0, z) - right * z).sum() + _RIDGE * (weights[1:] ** 2).sum() / 2
        return value, np.concatenate([[slope.sum()], scaled.T @ slope + _RIDGE * weights[1:]])

    bounds = [(None, None)] + [(None, 0)] * signs.shape[1]
    found = minimize(loss, np.zeros(signs.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    found[1:] /= scale
    return found


def predict(weights: np.ndarray, signs: np.ndarray) -> np.ndarray:
    """Chance of each sentence to be right."""
    return 1 / (1 + np.exp(-(weights[0] + signs @ weights[1:])))


class PageRow(NamedTuple):
    """A gold page: its sentences, those that are right, and its confidence."""

    part: str
    doc: str
    page: int
    kind: str
    sentences: int
    right: int
    confidence: float


def by_page(rows: list[Row], chances: np.ndarray) -> list[PageRow]:
    """Sum up the sentences of each page."""
    groups: dict[tuple[str, str, int, str], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        groups[row.part, row.doc, row.page, row.kind].append(i)
    return [
        PageRow(*key, len(own), sum(rows[i].right for i in own), round(float(chances[own].mean()), 3))
        for key, own in sorted(groups.items())
    ]


def find_bound(pages: list[PageRow]) -> float:
    """Find the lowest confidence, of those that promise enough themselves, from which on enough sentences are right."""
    # The documents fitted on are those that the reader was mended on: what they say alone would promise too much.
    ordered = sorted((page for page in pages if page.confidence >= TARGET), key=lambda page: -page.confidence)
    got = right = 0
    bound = 1.0
    for page in ordered:
        got, right = got + page.sentences, right + page.right
        if right >= TARGET * got:
            bound = page.confidence
    return bound


def report(name: str, pages: list[PageRow], bound: float) -> str:
    """Say what share is told without doubt, and how much of that is right."""
    sure = [page for page in pages if page.confidence >= bound]
    got, right = sum(page.sentences for page in sure), sum(page.right for page in sure)
    every = sum(page.sentences for page in pages)
    return (
        f"{name}: {len(sure)} of {len(pages)} pages ({got} of {every} sentences) without doubt, {right / max(got, 1):.3f} of "
        f"them right; all {sum(page.right for page in pages) / every:.3f}"
    )


def main() -> None:
    """Fit, check, and write both files."""
    rows = collect()
    signs, right = np.array([row.signs for row in rows]), np.array([row.right for row in rows], dtype=float)
    aside, docs = np.array([row.part == "aside" for row in rows]), np.array([row.doc for row in rows])
    chances = np.zeros(len(rows))
    for doc in sorted(set(docs)):
        chances[docs == doc] = predict(
            fit(signs[~aside & (docs != doc)], right[~aside & (docs != doc)]), signs[docs == doc]
        )
    weights = fit(signs[~aside], right[~aside])
    pages = by_page(rows, chances)
    bound = find_bound([page for page in pages if page.part != "aside"])
    for name, parts in (("fitted on (each document by the others)", ("first", "dev")), ("kept aside", ("aside",))):
        print(report(name, [page for page in pages if page.part in parts], bound))
    lines = [
        "# Chance that a sentence of a PDF was read right; fitted by tools/calibrate.py, a page's is the mean of its sentences'.",
        f"sure = {bound:.3f}",
        f"intercept = {weights[0]:.3f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(SIGNS, weights[1:] + 0.0, strict=True)),
    ]
    Path(confidence.__file__).with_suffix(".toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (ROOT / "corpus" / "gold" / "confidence.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(PageRow._fields)
        writer.writerows(pages)


if __name__ == "__main__":
    main()
