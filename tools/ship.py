"""Tables that stand in for texts we may not pass on: deriving them, and telling whether they are current."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from plantext import corpus
from plantext.extraction import run as extraction
from plantext.quality.evaluation import evaluate
from plantext.quality.gold import load_gold, needed_documents
from plantext.quality.predictors import own_predictor, stock_predictor
from plantext.storage.tablefile import write_table
from plantext.tables.run import Extraction
from tools import debate

SUFFIX = ".csv"
PARTS = ("dev", "aside", "rich")
"""The parts of the gold: the one that rules were written from, and two that they were not written from."""


def shipped_ids() -> list[str]:
    """Documents whose tables are kept in corpus/.

    Returns
    -------
    list of str
        Ids of the manifest that have a folder of tables, in the manifest's order.
    """
    return [doc_id for doc_id in corpus.load_manifest() if (corpus.corpus_folder() / doc_id).is_dir()]


def derive(doc_id: str) -> Extraction:
    """Extract a document that is at hand.

    Parameters
    ----------
    doc_id : str
        An id of the manifest.

    Returns
    -------
    Extraction
        Its tables, as they are shipped but for the text.

    Raises
    ------
    CorpusError
        If the document is not at hand.
    """
    return extraction.extract(corpus.read(doc_id), cache=None)


def ship(doc_id: str) -> Path:
    """Write a document's tables, without its text, into corpus/.

    Parameters
    ----------
    doc_id : str
        An id of the manifest whose document is at hand.

    Returns
    -------
    pathlib.Path
        The folder of tables.
    """
    return derive(doc_id).save(corpus.corpus_folder() / doc_id, text=False, suffix=SUFFIX)


def measure_quality(*, stock: bool = True) -> pd.DataFrame:
    """Score the parts of the gold.

    Parameters
    ----------
    stock : bool
        Score stock ja_ginza too, which takes minutes.

    Returns
    -------
    pandas.DataFrame
        part, label (with ``mission`` and ``all``), gold, found, right, precision, recall, f1 and, with
        `stock`, f1_ginza; numbers rounded to four places.

    Raises
    ------
    CorpusError
        If a document that the gold points to is not at hand.
    """
    paths = {part: corpus.corpus_folder() / "gold" / f"{part}.jsonl" for part in PARTS}
    needed = sorted({doc_id for path in paths.values() for doc_id in needed_documents(path)})
    documents = [corpus.read(doc_id) for doc_id in needed]
    ours = own_predictor(documents=documents)
    parts = []
    for part, path in paths.items():
        gold = load_gold(path, documents=documents)
        scores = evaluate(gold, ours).scores
        if stock:
            scores["f1_ginza"] = evaluate(gold, stock_predictor(gold)).scores["f1"]
        scores.insert(0, "part", part)
        parts.append(scores)
    return pd.concat(parts, ignore_index=True).round(4)


def main(ids: list[str]) -> None:
    """Write the tables of the documents named; without names, of all that are shipped, and the scores.

    Parameters
    ----------
    ids : list of str
        Ids of the manifest whose documents are at hand.
    """
    for doc_id in ids or shipped_ids():
        print(f"{doc_id}: {ship(doc_id)}")
    if not ids:
        if debate.sources():
            print(f"{debate.NAME}: {debate.ship()}")
        write_table(measure_quality(), corpus.quality_path())
        print(f"quality: {corpus.quality_path()}")


if __name__ == "__main__":
    main(sys.argv[1:])
