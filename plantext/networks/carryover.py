"""Sentences carried over from one document into another, word for word or nearly."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError, PlantextError, TableError
from plantext.tables.digits import round_table
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS

GRAM = 3
LEAST_CHARACTERS = 12


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _grams(texts: Iterable[str], vocabulary: dict[str, int]) -> list[list[int]]:
    """The distinct character 3-grams of each text, numbered as they appear."""
    return [
        [
            vocabulary.setdefault(gram, len(vocabulary))
            for gram in sorted({t[i : i + GRAM] for i in range(len(t) - GRAM + 1)})
        ]
        for t in texts
    ]


def _matrix(rows: list[list[int]], width: int) -> sparse.csr_array:
    lengths = [len(row) for row in rows]
    indices = np.array([gram for row in rows for gram in row], dtype=np.int64)
    indptr = np.concatenate([[0], np.cumsum(lengths)])
    return sparse.csr_array((np.ones(len(indices), dtype=np.int64), indices, indptr), shape=(len(rows), width))


def _prefixes(rows: list[list[int]], frequency: Any, threshold: float, width: int) -> sparse.csr_array:
    """Of each text only the rarest 3-grams: two texts as alike as the threshold share one of them."""
    kept = []
    for row in rows:
        rarest = sorted(row, key=lambda gram: (frequency[gram], gram))
        kept.append(rarest[: len(row) - int(np.ceil(threshold * len(row) - 1e-9)) + 1])
    return _matrix(kept, width)


def carried_over(run_a: Extraction, run_b: Extraction, *, threshold: float = 0.8) -> pd.DataFrame:
    """Find pairs of sentences that are alike, by the Jaccard coefficient of their sets of character 3-grams.

    Every pair that reaches the threshold is found (prefix filtering). Sentences of fewer than 12 characters are
    skipped; spaces and the width of characters do not count.

    Parameters
    ----------
    run_a, run_b : Extraction
        Tables with text; the earlier first.
    threshold : float
        From just above 0 to 1 (the same sentence).

    Returns
    -------
    pandas.DataFrame
        doc_a, sent_a, page_a, doc_b, sent_b, page_b, similarity, text_a, text_b: for each sentence of `run_b` the
        most alike of `run_a`, in the order of `run_b`.

    Raises
    ------
    TableError
        If tables carry no text.

    References
    ----------
    R. J. Bayardo, Y. Ma and R. Srikant, "Scaling up all pairs similarity search", WWW 2007, 131-140.
    """
    if not 0 < threshold <= 1:
        raise PlantextError(
            "threshold={threshold}: expected a number above 0 and up to 1, such as 0.8.", threshold=threshold
        )
    sides = []
    for run in (run_a, run_b):
        if not run.has_text:
            raise TableError("carried_over compares sentences, and these tables carry no text. Extract the document.")
        plain = run.sentences["text"].map(_plain)
        sides.append((run.sentences[plain.str.len() >= LEAST_CHARACTERS], plain[plain.str.len() >= LEAST_CHARACTERS]))
    vocabulary: dict[str, int] = {}
    rows_a, rows_b = (_grams(plain, vocabulary) for _, plain in sides)
    width = max(1, len(vocabulary))
    a, b = _matrix(rows_a, width), _matrix(rows_b, width)
    frequency = np.asarray(a.sum(axis=0)).ravel() + np.asarray(b.sum(axis=0)).ravel()
    near = sparse.coo_array(
        _prefixes(rows_a, frequency, threshold, width) @ _prefixes(rows_b, frequency, threshold, width).T
    )
    shared = np.asarray(a[near.row].multiply(b[near.col]).sum(axis=1)).ravel()
    sizes_a, sizes_b = (np.diff(matrix.indptr) for matrix in (a, b))
    similarity = shared / np.maximum(sizes_a[near.row] + sizes_b[near.col] - shared, 1)
    alike = similarity >= threshold - 1e-12
    return _best(sides[0][0], sides[1][0], near.row[alike], near.col[alike], similarity[alike])


def _best(
    sentences_a: pd.DataFrame, sentences_b: pd.DataFrame, rows: Any, columns: Any, similarity: Any
) -> pd.DataFrame:
    left = sentences_a.iloc[rows][[*KEYS, "page", "text"]].set_axis(["doc_a", "sent_a", "page_a", "text_a"], axis=1)
    right = sentences_b.iloc[columns][[*KEYS, "page", "text"]].set_axis(["doc_b", "sent_b", "page_b", "text_b"], axis=1)
    table: pd.DataFrame = pd.concat([left.reset_index(drop=True), right.reset_index(drop=True)], axis=1)
    table = table.assign(similarity=similarity, _b=columns, _a=rows)
    table = table.sort_values(["_b", "similarity", "_a"], ascending=[True, False, True]).drop_duplicates("_b")
    order = ["doc_a", "sent_a", "page_a", "doc_b", "sent_b", "page_b", "similarity", "text_a", "text_b"]
    return round_table(table.loc[:, order].reset_index(drop=True))


def without_carried(run: Extraction, carried: pd.DataFrame, *, side: str = "b") -> Extraction:
    """Leave out of a run the sentences that :func:`carried_over` found.

    Parameters
    ----------
    run : Extraction
        One of the two runs that were compared.
    side : str
        ``b`` if it was the second, ``a`` if the first.

    Raises
    ------
    EmptyResultError
        If every sentence was carried over.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.load("priority-plan-2023")
    >>> carried = run.sentences.head(3).rename(columns={"doc_id": "doc_b", "sent_id": "sent_b"})
    >>> len(run.sentences) - len(without_carried(run, carried).sentences)
    3
    """
    if side not in ("a", "b"):
        raise PlantextError("side {side!r}: expected a or b.", side=side)
    gone = pd.MultiIndex.from_frame(carried[[f"doc_{side}", f"sent_{side}"]].drop_duplicates())
    kept: dict[str, Any] = {}
    for name in ("sentences", "mentions"):
        table: pd.DataFrame = getattr(run, name)
        kept[name] = table[~pd.MultiIndex.from_frame(table[KEYS]).isin(gone)].reset_index(drop=True)
    if kept["sentences"].empty:
        raise EmptyResultError(
            "All {n_sentences} sentences were carried over; nothing is new.", n_sentences=len(run.sentences)
        )
    return replace(run, **kept)
