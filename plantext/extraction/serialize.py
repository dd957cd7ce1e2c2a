"""Documents as bytes and back, and what tells one document from another."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plantext.corpus import manifest as corpus
from plantext.errors import ReadingError
from plantext.extraction.cache import Store, code_version, key_of
from plantext.reading import legible
from plantext.reading.metadata import read_sidecar
from plantext.records import Block, Document, Measure, Note, Sentence

_PLAIN = ("id", "text", "n_pages", "title", "publisher", "source")
_RECORDS: dict[str, Any] = {
    "blocks": Block,
    "sentences": Sentence,
    "measure_records": Measure,
    "report": Note,
}


def pack_document(document: Document) -> bytes:
    """A document as bytes.

    Parameters
    ----------
    document : Document
        Any document.

    Returns
    -------
    bytes
        Packed JSON; equal documents give equal bytes.
    """
    values: dict[str, Any] = {name: getattr(document, name) for name in _PLAIN}
    values["date"] = document.date.isoformat() if document.date else None
    values["meta"] = dict(document.meta)
    for name, kind in _RECORDS.items():
        columns = kind.__dataclass_fields__
        values[name] = [[getattr(record, column) for column in columns] for record in getattr(document, name)]
    return pack(values)


def unpack_document(content: bytes) -> Document:
    """The document that was packed.

    Parameters
    ----------
    content : bytes
        What :func:`pack_document` gave.

    Returns
    -------
    Document
        Equal to the one packed.
    """
    values = unpack(content)
    values["date"] = dt.date.fromisoformat(values["date"]) if values["date"] else None
    for name, kind in _RECORDS.items():
        values[name] = tuple(
            kind(*(tuple(value) if isinstance(value, list) else value for value in row)) for row in values[name]
        )
    return Document(**values)


def pack(values: Any) -> bytes:
    """Values as packed JSON; the same values give the same bytes.

    Parameters
    ----------
    values
        Anything that JSON can hold.

    Returns
    -------
    bytes
        Deflated UTF-8.
    """
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(content: bytes) -> Any:
    """The values that were packed.

    Parameters
    ----------
    content : bytes
        What :func:`pack` gave.

    Returns
    -------
    Any
        The values; tuples come back as lists.
    """
    return json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """All that decides how a file is read.

    Parameters
    ----------
    name, sha256 : str
        Its file name, and the checksum of its content.
    given : tuple of (str, str)
        Metadata of its sidecar file.
    entry : str
        Checksum of the manifest's entry for it; empty without one.
    doc_id : str
        The identifier it gets.
    """

    name: str
    sha256: str
    given: tuple[tuple[str, str], ...]
    entry: str
    doc_id: str

    @classmethod
    def of(cls, path: Path) -> Fingerprint:
        """The fingerprint of a file as it is now.

        Parameters
        ----------
        path : pathlib.Path
            The file.

        Returns
        -------
        Fingerprint
            Two equal ones are read as equal documents by the same code.

        Raises
        ------
        ReadingError
            If the file or its sidecar cannot be read.
        """
        if not path.is_file():
            raise ReadingError(f"{path}: no such file.")
        try:
            checksum = corpus.file_sha256(path)
        except OSError as error:
            raise ReadingError(f"{path}: cannot be opened ({error.strerror or error}).") from error
        entry = next((entry for entry in corpus.load_manifest().values() if entry.sha256 == checksum), None)
        fields = [str(getattr(entry, name)) for name in entry.__dataclass_fields__] if entry else []
        return cls(
            path.name,
            checksum,
            tuple(sorted(read_sidecar(path).items())),
            key_of(fields) if entry else "",
            entry.id if entry else legible(path.stem),
        )

    @property
    def key(self) -> str:
        """Checksum over the fingerprint."""
        return key_of(self.name, self.sha256, self.given, self.entry, self.doc_id)


def read_document(path: Path, expected: Fingerprint, cache: Store | None) -> Document:
    """Read a file, or take it from the cache as it was read before.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    expected : Fingerprint
        What the file was when it was listed.
    cache : Store, optional
        Where documents are kept.

    Returns
    -------
    Document
        As :func:`plantext.corpus.manifest.read` gives it.

    Raises
    ------
    ReadingError
        If it cannot be read, or was changed meanwhile.
    """
    key = key_of("document", code_version(reading=True), expected.key)
    kept = cache.get(key) if cache is not None else None
    if kept is not None:
        return unpack_document(kept)
    document = corpus.read(path)
    if document.meta.get("sha256") != expected.sha256 or Fingerprint.of(path) != expected:
        raise ReadingError(f"{path}: the file was changed while it was being read; run again.")
    if cache is not None:
        cache.put(key, pack_document(document))
    return document


def renamed(document: Document, doc_id: str) -> Document:
    """A document under another identifier.

    Parameters
    ----------
    document : Document
        The document.
    doc_id : str
        The identifier wanted.

    Returns
    -------
    Document
        With its sentences under the same identifier.
    """
    if document.id == doc_id:
        return document
    sentences = tuple(replace(sentence, doc_id=doc_id) for sentence in document.sentences)
    return replace(document, id=doc_id, sentences=sentences)
