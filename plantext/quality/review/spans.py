"""Annotated sentences → agreement of the annotators, verdicts on what was found, and gold."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.quality.review.agreement import ALL, krippendorff_alpha
from plantext.quality.review.imports import Annotated, Annotations, Span
from plantext.quality.review.sample import CORRECTIONS, WHOLE, mention_id
from plantext.quality.review.verdicts import Review
from plantext.storage.atomic import write_whole


def span_agreement(annotations: Annotations) -> pd.DataFrame:
    """How far annotators mark the same spans with the same labels.

    Parameters
    ----------
    annotations : Annotations
        As read from exports.

    Returns
    -------
    pandas.DataFrame
        readers, sentences (seen by two at least), f1 (exact spans and labels, of two annotators only:
        the one taken as gold, the other as found, which gives the same either way) and alpha
        (Krippendorff's, nominal, over characters: a character's value is the label of the span it
        stands in, or none). Empty with one annotator.

    References
    ----------
    As for :func:`plantext.quality.review.agreement.krippendorff_alpha`; for F1 as agreement on spans G. Hripcsak and A. S.
    Rothschild, Agreement, the F-measure, and reliability in information retrieval, Journal of the
    American Medical Informatics Association 12 (2005), 296-298.
    """
    names = annotations.annotators
    rows = []
    for count in dict.fromkeys((len(names), 2)) if len(names) > 1 else ():
        for some in combinations(names, count):
            shared = [item for item in annotations.sentences if sum(name in item.spans for name in some) > 1]
            alpha = krippendorff_alpha(value for item in shared for value in _characters(item, some))
            f1 = _f1(shared, *some) if count == 2 else float("nan")
            rows.append([ALL if count > 2 else " × ".join(some), len(shared), f1, alpha])
    return pd.DataFrame(rows, columns=["readers", "sentences", "f1", "alpha"])


def as_review(annotations: Annotations) -> Review:
    """Verdicts on the names that plantext had marked: right where an annotator kept span and label.

    Parameters
    ----------
    annotations : Annotations
        Of tasks that plantext wrote.

    Returns
    -------
    Review
        For :func:`plantext.quality.review.estimates.precision_table` and :func:`plantext.quality.review.agreement.agreement_table`. Its
        intervals take the mentions as drawn one by one, although those of a sentence come together.

    Raises
    ------
    EmptyResultError
        If no names travelled with the sentences.
    """
    keys, mentions, verdicts = [], [], []
    for item in annotations.sentences:
        offset = int(item.data.get("start", 0))
        for start, end, label in item.data.get("found", ()):
            keys.append(mention_id(item.key, offset + start, offset + end, label))
            mentions.append([item.text[start:end], label, "", WHOLE])
            verdicts.append(
                [
                    float((start, end, label) in item.spans[name]) if name in item.spans else np.nan
                    for name in annotations.annotators
                ]
            )
    if not keys:
        raise EmptyResultError("No names of plantext travelled with these sentences, so there is nothing to judge.")
    index = pd.Index(keys, name="id")
    table = pd.DataFrame(mentions, columns=["name", "label", "entity", "stratum"], index=index)
    return Review(
        table.assign(population=len(keys)),
        pd.DataFrame(verdicts, columns=list(annotations.annotators), index=index),
        pd.DataFrame(columns=["id", *CORRECTIONS, "file", "row"]),
    )


def gold_rows(
    annotations: Annotations, *, annotator: str = "", text: bool = True
) -> tuple[list[dict[str, Any]], pd.DataFrame]:
    """Gold for ``plantext evaluate`` from annotations.

    Parameters
    ----------
    annotations : Annotations
        As read from exports.
    annotator : str
        Take this one's spans; empty takes, of each sentence, the spans that more than half of its
        annotators marked, and leaves out sentences with a span that just half of them marked.
    text : bool
        False leaves out the text, for documents that may not be passed on; it is then looked up in the
        document by place and checksum.

    Returns
    -------
    list of dict
        One row a sentence, as :func:`plantext.quality.evaluation.load_gold` reads it.
    pandas.DataFrame
        What is to be settled: sentence, start, end, label, text, and by whom it was marked.

    Raises
    ------
    PlantextError
        If there is no such annotator, or the text is to be left out and the place is not known.
    """
    if annotator and annotator not in annotations.annotators:
        raise PlantextError(f"annotator: expected one of {', '.join(annotations.annotators)}, got {annotator!r}.")
    rows, open_questions = [], []
    for item in annotations.sentences:
        if annotator:
            if annotator in item.spans:
                rows.append(_gold(item, item.spans[annotator], text=text))
            continue
        marked = Counter(span for spans in item.spans.values() for span in spans)
        split = [span for span, count in marked.items() if count * 2 == len(item.spans)]
        for start, end, label in sorted(split):
            by = ", ".join(name for name, spans in item.spans.items() if (start, end, label) in spans)
            open_questions.append([item.key, start, end, label, item.text[start:end], by])
        if not split:
            kept = {span for span, count in marked.items() if count * 2 > len(item.spans)}
            rows.append(_gold(item, kept, text=text))
    columns = ["sentence", "start", "end", "label", "text", "marked_by"]
    return rows, pd.DataFrame(open_questions, columns=columns)


def write_gold(rows: Iterable[dict[str, Any]], path: str | Path) -> Path:
    """Write gold as JSON Lines.

    Parameters
    ----------
    rows : iterable of dict
        As made by :func:`gold_rows`.
    path : str or pathlib.Path
        Target.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    return write_whole(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def _gold(item: Annotated, spans: set[Span], *, text: bool) -> dict[str, Any]:
    place = {name: item.data[name] for name in ("doc_id", "start", "end", "date") if name in item.data}
    row = {"id": item.key, **place, "spans": [list(span) for span in sorted(spans)]}
    if text:
        return {**row, "text": item.text}
    if not {"doc_id", "start", "end"} <= place.keys():
        raise PlantextError(
            f"The place of the sentence {item.text[:20]!r} did not travel with it, so gold cannot do without its text."
        )
    return {**row, "sha1": hashlib.sha1(item.text.encode(), usedforsecurity=False).hexdigest()}


def _characters(item: Annotated, names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """For each character, the label that each annotator who saw the sentence gives it."""
    lines = []
    for name in names:
        if name in item.spans:
            values = [""] * len(item.text)
            for start, end, label in sorted(item.spans[name]):
                values[start:end] = [label] * (end - start)
            lines.append(values)
    yield from zip(*lines, strict=True)


def _f1(sentences: list[Annotated], a: str, b: str) -> float:
    both = sum(len(item.spans[a] & item.spans[b]) for item in sentences)
    total = sum(len(item.spans[a]) + len(item.spans[b]) for item in sentences)
    return 2 * both / total if total else float("nan")
