"""The documents that a gold file needs, from the manifest or from the folder that PLANTEXT_DATA names."""

from __future__ import annotations

import os
from pathlib import Path

from plantext import corpus
from plantext.errors import CorpusError, Message, PlantextError
from plantext.quality.gold import needed_documents
from plantext.records import Document


def read_needed(path: str | Path, *, lost: list[str] | None = None) -> list[Document]:
    """Read the documents that the stand-off rows of a gold file refer to.

    Parameters
    ----------
    path : str or pathlib.Path
        The gold file. A document with a suffix is a file under the folder that PLANTEXT_DATA names, another one an
        id of the manifest.
    lost : list of str, optional
        Takes a line for each file that is not there or cannot be read; without it the first one is an error.
    """
    documents: list[Document] = []
    for name in needed_documents(path):
        try:
            documents += corpus.read_all(_at_hand(name)) if Path(name).suffix else [corpus.read(name)]
        except PlantextError as error:
            if lost is None or not Path(name).suffix:
                raise
            lost.append(error.message)
    return documents


def _at_hand(name: str) -> Path:
    data = os.environ.get("PLANTEXT_DATA")
    file = Path(data or ".") / name
    if data is None or not file.is_file():
        raise CorpusError(
            "{name}: not at hand; put it into the folder that PLANTEXT_DATA names ({data}).",
            name=name,
            data=data or Message("unset"),
        )
    return file
