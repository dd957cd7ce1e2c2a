"""The manifest and what it names: finding, fetching and checking documents; the only reader of corpus/."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plantext import reading
from plantext.corpus.download import download
from plantext.errors import CorpusError, ReadingError
from plantext.records import Document
from plantext.storage.atomic import is_plain_name, replacing

LOCATIONS = ("file", "remote", "local")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the manifest.

    Parameters
    ----------
    id, title, status, publisher, licence, source : str
        What the document is, who says so, and under which licence; ``source`` is the page to cite.
    date : str
        The document's own date, ISO 8601, to the day or the month.
    location : str
        ``file`` (in corpus/), ``remote`` (at ``url``) or ``local`` (only with whoever has it).
    file : str
        Its file name.
    sha256 : str
        Checksum of the file, hexadecimal.
    size : int
        Bytes; 0 where not known.
    url : str
        Where ``plantext fetch`` gets it; empty unless remote.
    """

    id: str
    title: str
    date: str
    status: str
    publisher: str
    licence: str
    source: str
    location: str
    file: str
    sha256: str
    size: int = 0
    url: str = ""

    @property
    def day(self) -> dt.date:
        """The date to the day; the first of the month where only the month is known."""
        return dt.date.fromisoformat(self.date if len(self.date) > len("2023-06") else f"{self.date}-01")


def corpus_folder() -> Path:
    """Folder that holds the manifest: in the checkout, or inside the installed package."""
    package = Path(__file__).parent.parent
    inside = package / "_corpus"
    return inside if inside.is_dir() else package.parent / "corpus"


def quality_path() -> Path:
    """Where the scores on gold are kept: ``corpus/gold/quality.csv``."""
    return corpus_folder() / "gold" / "quality.csv"


def _entry(row: dict[str, Any], path: Path, number: int) -> Entry:
    where = f"{path}, document {number}"
    fields = Entry.__dataclass_fields__
    required = [name for name in fields if name not in ("size", "url")]
    missing = [name for name in required if name not in row]
    unknown = [name for name in row if name not in fields]
    if missing or unknown:
        raise CorpusError(
            f"{where}: missing {', '.join(missing) or 'nothing'}; unknown {', '.join(unknown) or 'nothing'}."
        )
    for name, value in row.items():
        kind = int if name == "size" else str
        if type(value) is not kind:
            raise CorpusError(f"{where}: {name}: expected {'a number' if kind is int else 'a text'}, got {value!r}.")
    entry = Entry(**row)
    try:
        _ = entry.day
    except ValueError as error:
        raise CorpusError(f"{where}: date: expected 2023-06-09 or 2023-06, got {entry.date!r}.") from error
    if entry.location not in LOCATIONS:
        raise CorpusError(f"{where}: location must be one of {', '.join(LOCATIONS)}, got {entry.location!r}.")
    if not is_plain_name(entry.file) or not is_plain_name(entry.id):
        raise CorpusError(f"{where}: id and file must be plain names, not paths.")
    return entry


def load_manifest(path: str | Path | None = None) -> dict[str, Entry]:
    """Read a manifest.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        A TOML file with one ``[[document]]`` an entry; the project's own by default.

    Returns
    -------
    dict of str to Entry
        Entries by id, in the order of the file.

    Raises
    ------
    CorpusError
        If the file cannot be read, or an entry is malformed or doubled; file and entry are named.
    """
    path = Path(path) if path else corpus_folder() / "manifest.toml"
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
    except (OSError, ValueError, RecursionError) as error:
        raise CorpusError(f"{path}: cannot be read as a manifest ({error}).") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(f"{path}: expected one [[document]] an entry, got something else under that name.")
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows, 1):
        entry = _entry(row, path, number)
        if entry.id in entries:
            raise CorpusError(f"{path}, document {number}: the id {entry.id!r} is taken by an earlier entry.")
        entries[entry.id] = entry
    return entries


def find_entry(doc_id: str) -> Entry:
    """The manifest's entry of an id.

    Parameters
    ----------
    doc_id : str
        Identifier of a document.

    Returns
    -------
    Entry
        Its entry.

    Raises
    ------
    CorpusError
        If the manifest has no such id; the ids it has are listed.
    """
    entries = load_manifest()
    if doc_id not in entries:
        raise CorpusError(f"{doc_id!r} is neither a file nor an id of the manifest. Ids: {', '.join(entries)}.")
    return entries[doc_id]


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def cache_folder() -> Path:
    """Folder that fetched documents are kept in; the user's cache folder of the operating system."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("plantext"))


def _checked(path: Path, entry: Entry) -> Path:
    found = file_sha256(path)
    if found != entry.sha256:
        raise CorpusError(
            f"{path}: this is not the {entry.id} of the manifest; the file is left as it is.\n"
            f"  sha256 expected {entry.sha256}\n  sha256 found    {found}\n"
            "  Get the original file, or read this one by its path as a document of your own."
        )
    return path


def _places(entry: Entry) -> list[Path]:
    if entry.location == "file":
        return [corpus_folder() / entry.file]
    data = os.environ.get("PLANTEXT_DATA")
    return ([Path(data) / entry.file] if data else []) + [cache_folder() / entry.file]


def locate(doc_id: str) -> Path | None:
    """Path of a document that is at hand, its checksum verified.

    Looked for in corpus/, in the folder that the environment variable ``PLANTEXT_DATA`` names, and
    among the documents fetched before.

    Parameters
    ----------
    doc_id : str
        An id of the manifest.

    Returns
    -------
    pathlib.Path or None
        The file, or None if it is not at hand.

    Raises
    ------
    CorpusError
        If the id is unknown, or a file of that name has another checksum.
    """
    entry = find_entry(doc_id)
    for path in _places(entry):
        if path.is_file():
            return _checked(path, entry)
    return None


def fetch(doc_id: str, *, from_path: str | Path | None = None, progress: bool = False) -> Path:
    """Make a document of the manifest be at hand.

    Parameters
    ----------
    doc_id : str
        An id of the manifest.
    from_path : str or pathlib.Path, optional
        A file already at hand; it is checked and copied instead of downloaded.
    progress : bool
        Show a progress bar on stderr while downloading.

    Returns
    -------
    pathlib.Path
        The file, its checksum verified.

    Raises
    ------
    CorpusError
        If the id is unknown, the checksum differs, or the download fails; what to do is said.
    """
    entry = find_entry(doc_id)
    if from_path is not None:
        given = Path(from_path)
        if not given.is_file():
            raise CorpusError(f"{given}: no such file.")
        return _keep(_checked(given, entry), entry)
    return locate(doc_id) or _download(entry, progress=progress)


def _keep(path: Path, entry: Entry) -> Path:
    target = cache_folder() / entry.file
    with replacing(target) as partial:
        shutil.copyfile(path, partial)
        if file_sha256(partial) != entry.sha256:
            raise CorpusError(f"{path}: changed while it was being copied. Run it again.")
    return target


def _download(entry: Entry, *, progress: bool) -> Path:
    by_hand = f"Download it by hand and run `plantext fetch {entry.id} --from FILE`, or put it as {entry.file} into the folder named by PLANTEXT_DATA."
    if not entry.url:
        raise CorpusError(
            f"{entry.id}: not at hand, and not published as one file that could be fetched. Source: {entry.source}\n  {by_hand}"
        )
    try:
        return download(entry.url, cache_folder() / entry.file, sha256=entry.sha256, size=entry.size, progress=progress)
    except CorpusError as error:
        raise CorpusError(f"{entry.id}: {error}\n  {by_hand}") from error


def read(source: str | Path) -> Document:
    """Read one document.

    Parameters
    ----------
    source : str or pathlib.Path
        A file, or an id of the manifest. A file that the manifest knows by its checksum gets the
        manifest's id, title and date wherever it lies and however it is called.

    Returns
    -------
    Document
        The document in reading order.

    Raises
    ------
    ReadingError, CorpusError
        If it cannot be read, is not at hand or is not known.
    """
    path = find_path(source)
    if path.is_dir():
        raise ReadingError(f"{path}: a folder; give one of its files, or use extract, which takes folders.")
    return _read_file(path)


def find_path(source: str | Path) -> Path:
    """The file or folder that a path or an id of the manifest stands for.

    Parameters
    ----------
    source : str or pathlib.Path
        A path, or an id of the manifest.

    Returns
    -------
    pathlib.Path
        Where it is; a path that leads nowhere is given back as it is.

    Raises
    ------
    CorpusError
        If it is an id that is unknown or not at hand.
    """
    path = Path(source)
    if path.exists() or path.suffix.lower() in reading.SUFFIXES or len(path.parts) > 1:
        return path
    entry = find_entry(str(source))
    found = locate(entry.id)
    if found is None:
        raise CorpusError(
            f"{entry.id}: not at hand. Run `plantext fetch {entry.id}`, or put {entry.file} into the folder named by PLANTEXT_DATA."
        )
    return found


def _read_file(path: Path) -> Document:
    if not path.is_file():
        raise ReadingError(f"{path}: no such file.")
    checksum = file_sha256(path)
    entry = next((entry for entry in load_manifest().values() if entry.sha256 == checksum), None)
    if entry is None:
        return reading.read_file(path)
    return reading.read_file(
        path, doc_id=entry.id, title=entry.title, date=entry.day, publisher=entry.publisher, source=entry.source
    )


def read_all(sources: Iterable[str | Path]) -> Iterator[Document | reading.Unread]:
    """Read many documents; one that cannot be read does not stop the others.

    Parameters
    ----------
    sources : iterable of str or pathlib.Path
        Files, folders, zip archives and ids of the manifest.

    Yields
    ------
    Document or reading.Unread
        In the order given, files of a folder by path; ids are made unique.

    Raises
    ------
    ReadingError, CorpusError
        At the end, if nothing at all could be read.
    """
    paths: list[Path] = []
    unknown: list[str] = []
    for source in sources:
        try:
            paths.append(find_path(source))
        except CorpusError as error:
            unknown.append(str(error))
            yield reading.Unread(str(source), str(error))
    if unknown and not paths:
        raise CorpusError("\n".join(unknown))
    yield from reading.iter_documents(paths, read=_read_file)
