"""Tables that stand in for texts we may not pass on: deriving them, and telling whether they are current."""

from __future__ import annotations

import sys
from pathlib import Path

from plantext import corpus, extraction
from plantext.tables import Extraction

SUFFIX = ".csv"


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
    return extraction.extract(doc_id)


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


def main(ids: list[str]) -> None:
    """Write the tables of the documents named, or of all that are shipped already."""
    for doc_id in ids or shipped_ids():
        print(f"{doc_id}: {ship(doc_id)}")


if __name__ == "__main__":
    main(sys.argv[1:])
