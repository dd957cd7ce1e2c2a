"""A file as a source of a document: its content, checksum, sidecar and manifest entry, each read once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Unpack

from plantext import reading
from plantext.corpus.files import find_file, verify
from plantext.corpus.manifest import ManifestEntry, find_beside, find_entry, recognize_content
from plantext.errors import CorpusError, ReadingError, names_arguments
from plantext.reading.archives import PAGE_BYTES, PAGE_SUFFIXES, PageFiles, find_pages
from plantext.reading.limits import read_regular
from plantext.reading.metadata import KEYS, read_sidecar
from plantext.reading.tabular.columns import Choice, ColumnNames
from plantext.reading.tabular.reader import open_table
from plantext.records import Document


@dataclass(frozen=True)
class Source:
    """A file as it was when it was opened: checksum, sidecar as sorted pairs, and its entry in the manifest, if any.

    Parameters
    ----------
    data : bytes, optional
        The content; not sent to other processes, which read the file again.
    columns : tuple of tuple of str
        Other columns of the document, from a table of metadata.
    """

    path: Path
    sha256: str
    sidecar: tuple[tuple[str, str], ...] = ()
    entry: ManifestEntry | None = None
    data: bytes | None = field(default=None, repr=False, compare=False)
    columns: tuple[tuple[str, str], ...] = ()

    # Sent without its content: the other process reads the file again and compares checksums.
    def __reduce__(self) -> tuple[type[Source], tuple[Any, ...]]:
        return Source, (self.path, self.sha256, self.sidecar, self.entry, None, self.columns)

    @property
    def doc_id(self) -> str:
        """The manifest's id, or else the file name without its ending."""
        return self.entry.id if self.entry else reading.legible(self.path.stem)

    @property
    def identity(self) -> tuple[Any, ...]:
        """All that decides how the file is read: equal ones are read as equal documents by the same code."""
        entry = [str(getattr(self.entry, name)) for name in self.entry.__dataclass_fields__] if self.entry else []
        return (self.path.name, self.sha256, self.sidecar, entry, self.columns)

    @property
    def is_table(self) -> bool:
        """Whether it is a table of texts, which may hold many documents."""
        return reading.is_table(self._content(), str(self.path))

    def documents(self, choice: Choice | None = None) -> Iterator[Document]:
        """Read the documents of a table of texts, one after the other."""
        data = self._content()
        if not data.strip():
            raise ReadingError("{path}: the file is empty.", path=self.path)
        table = open_table(data, str(self.path), self.doc_id, choice, **self._given())
        for document in table:
            yield replace(document, columns={**document.columns, **dict(self.columns)})

    def with_attributes(self, values: Mapping[str, str]) -> Source:
        """Return the source with metadata that win over those of its sidecar, and other columns of the document."""
        if not values:
            return self
        known = {**dict(self.sidecar), **{key: value for key, value in values.items() if key in KEYS}}
        others = {**dict(self.columns), **{key: value for key, value in values.items() if key not in KEYS}}
        return replace(self, sidecar=tuple(sorted(known.items())), columns=tuple(sorted(others.items())))

    def read(self, choice: Choice | None = None) -> Document:
        """Read the document.

        Parameters
        ----------
        choice : Choice, optional
            The columns of a table of texts.

        Raises
        ------
        ReadingError
            If it cannot be read, or the file changed since it was opened.
        """
        document = reading.read_bytes(
            self._content(), str(self.path), doc_id=self.doc_id, choice=choice, **self._given()
        )
        return replace(document, columns={**document.columns, **dict(self.columns)}) if self.columns else document

    def _content(self) -> bytes:
        if self.data is not None:
            return self.data
        data = read_regular(self.path)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ReadingError("{path}: the file was changed while it was being read; run again.", path=self.path)
        return data

    def _given(self) -> dict[str, Any]:
        """Title, date, publisher and source, as far as they are given."""
        # The manifest wins over the sidecar, the sidecar over what the file says of itself.
        given = dict(self.sidecar)
        entry = self.entry
        day = given.get("date")
        return {
            "title": (entry.title if entry else "") or given.get("title", ""),
            "date": (entry.day if entry else None) or (dt.date.fromisoformat(day) if day else None),
            "publisher": (entry.publisher if entry else "") or given.get("publisher", ""),
            "source": (entry.source if entry else "") or given.get("source", ""),
        }


def open_source(path: Path, expected: ManifestEntry | None = None) -> Source:
    """Read the content and sidecar of a file, and look it up in the manifest of its folder and in plantext's own.

    It must be the document `expected`, where one is, or the one that the manifest of its folder lists by its name.

    Examples
    --------
    >>> path, entry = resolve("priority-plan-2023-draft-p145")
    >>> open_source(path).entry == entry
    True
    """
    data = read_regular(path)
    sha256 = hashlib.sha256(data).hexdigest()
    entry = expected or find_beside(path, sha256)
    if entry is not None:
        verify(path, entry, sha256)
    entry = entry or recognize_content(sha256)
    return Source(path, sha256, tuple(sorted(read_sidecar(path).items())), entry, data)


def resolve(source: str | Path) -> tuple[Path, ManifestEntry | None]:
    """Return the path that a path or an id stands for, and the entry of an id.

    An id that is unknown or not on this machine is a :class:`~plantext.errors.CorpusError`; a path that
    leads nowhere is returned as it is.
    """
    path = Path(source)
    if path.exists() or path.suffix.lower() in reading.SUFFIXES or len(path.parts) > 1:
        return path, None
    entry = find_entry(str(source))
    found = find_file(entry)
    if found is None:
        raise CorpusError(
            "{id}: not on this machine. Run `plantext fetch {id}`, or put {file} into the folder named by "
            "PLANTEXT_DATA.",
            id=entry.id,
            file=entry.file,
        )
    return found, entry


def _only_pages(folder: Path) -> PageFiles | None:
    """The pages of one document, where a folder holds nothing else."""
    paths = reading.list_folder(folder)
    if any(path.suffix.lower() not in PAGE_SUFFIXES or path.stat().st_size > PAGE_BYTES for path in paths):
        return None
    groups = find_pages([(str(path), read_regular(path)) for path in paths])
    return groups[0] if len(groups) == 1 and len(groups[0].files) == len(paths) else None


@names_arguments
def read(source: str | Path, **columns: Unpack[ColumnNames]) -> Document:
    """Read one document, in reading order.

    Parameters
    ----------
    source : str or pathlib.Path
        A file, an id of the manifest, or a folder that holds dumped pages of one document and nothing else. A file that the manifest knows by its checksum gets the
        manifest's id, title and date, wherever it lies and whatever its name.
    **columns
        The columns of a table of texts, where they are not to be guessed: `text`, `speaker`, `date`, `title`, `id`,
        `party`, `role`, and `group`, whose equal values make one document. Paths in JSON and XML
        (``speechRecord.speech``).

    Raises
    ------
    ReadingError, CorpusError
        If it cannot be read, is not on this machine or is not known.

    Examples
    --------
    >>> len(read("priority-plan-2023-draft-p145").sentences)
    23
    """
    path, entry = resolve(source)
    if path.is_dir():
        pages = _only_pages(path)
        if pages is not None:
            return pages.read()
        raise ReadingError("{path}: a folder; give one of its files, or use extract, which takes folders.", path=path)
    return open_source(path, entry).read(Choice(**columns))
