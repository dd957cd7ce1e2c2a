"""From files, folders and ids to the tables of a run, and back from a folder of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from plantext import corpus, provenance, recognize
from plantext.errors import CorpusError
from plantext.records import Document
from plantext.tables import Extraction

Source = str | Path | Document


def load(source: str | Path) -> Extraction:
    """Read back the tables of a run.

    Parameters
    ----------
    source : str or pathlib.Path
        A folder that ``plantext extract`` wrote, or the id of a document whose tables are shipped
        with plantext (without the text of its sentences, where that may not be passed on).

    Returns
    -------
    Extraction
        The tables, checked.

    Raises
    ------
    TableError, CorpusError
        If there are no such tables, or they do not fit.
    """
    folder = Path(source)
    if folder.is_dir():
        return Extraction.load(folder)
    entry = corpus.find_entry(str(source))
    shipped = corpus.corpus_folder() / entry.id
    if not shipped.is_dir():
        raise CorpusError(f"{entry.id}: no tables are shipped; make them with `plantext extract {entry.id} -o FOLDER`.")
    return Extraction.load(shipped)
