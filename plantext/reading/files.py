"""Files → documents: which reader, which identifier, which metadata wins."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from plantext.errors import ReadingError
from plantext.reading.decoding import decode
from plantext.reading.pdf import read_pdf
from plantext.reading.pieces import Reading
from plantext.reading.text import read_text
from plantext.reading.tree import build_document
from plantext.records import Document, Note

SUFFIXES = frozenset({".pdf", ".txt", ".md"})
"""File endings understood, in lower case."""


def read_file(
    path: str | Path,
    *,
    doc_id: str | None = None,
    title: str = "",
    date: dt.date | None = None,
    publisher: str = "",
    source: str = "",
) -> Document:
    """Read one file as a document.

    Parameters
    ----------
    path : str or pathlib.Path
        The file.
    doc_id : str, optional
        Identifier; the file name without its ending if not given.
    title, date, publisher, source
        Metadata that wins over what the file says of itself.

    Returns
    -------
    Document
        Text, tree, sentences, measures and report.

    Raises
    ------
    ReadingError
        If the file is missing, empty, of an unknown kind or cannot be read.
    """
    path = Path(path)
    if not path.is_file():
        raise ReadingError(f"{path}: no such file.")
    data = path.read_bytes()
    if not data:
        raise ReadingError(f"{path}: the file is empty.")
    reading, notes = _read(data, path)
    return build_document(
        doc_id or path.stem,
        reading,
        notes=notes,
        title=title or reading.found.get("title", ""),
        date=date,
        publisher=publisher or reading.found.get("publisher", ""),
        source=source or reading.found.get("source", ""),
    )


def _read(data: bytes, path: Path) -> tuple[Reading, list[Note]]:
    if path.suffix.lower() == ".pdf":
        return read_pdf(data, str(path)), []
    if path.suffix.lower() in SUFFIXES:
        text, _, notes = decode(data, str(path))
        return read_text(text), notes
    raise ReadingError(f"{path}: expected one of {', '.join(sorted(SUFFIXES))}, got {path.suffix or 'no ending'}.")
