"""Tables that stand in for texts we may not pass on: deriving them, and telling whether they are current."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

from plantext import corpus
from plantext.extraction import run as extraction
from plantext.quality.evaluation import evaluate, families
from plantext.quality.families import style
from plantext.quality.gold import load_gold, needed_documents
from plantext.quality.predictors import own_predictor, stock_predictor
from plantext.quality.sources import read_needed
from plantext.storage.atomic import write_whole
from plantext.storage.tablefile import write_table
from plantext.tables.run import Extraction
from tools import debate

SUFFIX = ".csv"
FAMILIES = ("families-dev", "families-aside")
"""Gold of families of documents; dev is the part that rules were written from."""
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


def measure_families() -> tuple[pd.DataFrame, dict[str, dict[str, float]]]:
    """Score each family of the families' gold, and describe how its documents are written.

    Returns
    -------
    pandas.DataFrame
        part, family, sentences, gold, mission, first, all, PERSON, SYSTEM; F1 rounded to four places.
    dict
        The styles of the families, see :func:`plantext.quality.families.style`.
    """
    parts, texts = [], dict[str, dict[str, list[str]]]()
    for part in FAMILIES:
        path = corpus.corpus_folder() / "gold" / f"{part}.jsonl"
        lost: list[str] = []
        documents = read_needed(path, lost=lost)
        gold = load_gold(path, documents=documents, lost=lost)
        print(*lost, sep="\n")
        scores = families(gold, own_predictor(documents=documents))
        scores.insert(0, "part", part)
        parts.append(scores)
        family_of = {sentence.doc_id: sentence.family for sentence in gold}
        for document in documents:
            if document.id in family_of:
                texts.setdefault(family_of[document.id], {})[document.id] = [one.text for one in document.sentences]
    styles = {name: style(text for some in found.values() for text in some) for name, found in sorted(texts.items())}
    return pd.concat(parts, ignore_index=True).round(4), styles


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
        scores, styles = measure_families()
        write_table(scores, corpus.quality_path().with_name("families.csv"))
        write_whole(corpus.quality_path().with_name("styles.json"), json.dumps(styles, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
