"""Folders and zip archives: documents one after the other, and files that were left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from plantext.errors import ReadingError
from plantext.reading.files import SUFFIXES, read_bytes, read_file
from plantext.reading.limits import ARCHIVE_FAULTS, check_archive, read_regular
from plantext.records import Document


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was left out, and why.

    Parameters
    ----------
    source : str
        Its path as given; inside a zip, with the zip's path before it.
    """

    source: str
    reason: str


def iter_documents(
    paths: Iterable[str | Path], *, read: Callable[[Path], Document] = read_file
) -> Iterator[Document | Unread]:
    """Read files, folders and zip archives one document after the other.

    Parameters
    ----------
    read : callable
        Reads one file.

    Yields
    ------
    Document or Unread
        In the order given, files of a folder by path. A second document of the same id gets ``-2`` behind it.

    Raises
    ------
    ReadingError
        At the end, if nothing at all could be read.
    """
    taken: set[str] = set()
    left_out: list[Unread] = []
    given = [Path(path) for path in paths]
    for path in given:
        for item in _expand(path, read):
            if isinstance(item, Unread):
                left_out.append(item)
                yield item
                continue
            unique = _unique(item, taken)
            taken.add(unique.id)
            yield unique
    if not taken:
        reasons = "\n".join(f"  {item.reason}" for item in left_out[:5])
        raise ReadingError(
            f"{', '.join(map(str, given))}: nothing readable; expected files ending in {', '.join(sorted(SUFFIXES))}."
            + (f"\n{reasons}" if reasons else "")
        )


def list_folder(folder: Path) -> list[Path]:
    """List the documents and archives in a folder and its subfolders by path, without hidden ones."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES | {".zip"}
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    ]


def _expand(path: Path, read: Callable[[Path], Document]) -> Iterator[Document | Unread]:
    if path.is_dir():
        for inner in list_folder(path):
            yield from _expand(inner, read)
        return
    try:
        if path.suffix.lower() == ".zip":
            yield from read_zip(path)
        else:
            yield read(path)
    except ReadingError as error:
        yield Unread(str(path), str(error))


def _unique(document: Document, taken: set[str]) -> Document:
    name, number = document.id, 1
    while name in taken:
        number += 1
        name = f"{document.id}-{number}"
    if name == document.id:
        return document
    return replace(
        document, id=name, sentences=tuple(replace(sentence, doc_id=name) for sentence in document.sentences)
    )


def read_zip(path: str | Path) -> Iterator[Document | Unread]:
    """Read the files of a zip archive, without unpacking it to disk.

    Yields
    ------
    Document or Unread
        By name; nested archives, files with a password and files of unknown endings are left out with
        their reason.

    Raises
    ------
    ReadingError
        If it is no zip archive, or would unpack to more than documents need.
    """
    path = Path(path)
    data = read_regular(path)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except ARCHIVE_FAULTS as error:
        raise ReadingError(f"{path}: cannot be opened as a zip archive ({error}).") from error
    with archive:
        check_archive(archive, str(path))
        for entry in sorted(archive.infolist(), key=_entry_name):
            name = _entry_name(entry)
            inner = PurePosixPath(name)
            if name.endswith("/") or any(part.startswith((".", "__MACOSX")) and part != ".." for part in inner.parts):
                continue
            yield _read_entry(archive, entry, f"{path}!{name}", inner)


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; Japanese Windows writes it in CP932 and zipfile reads it as CP437."""
    if entry.flag_bits & 0x800:
        return entry.filename.replace("\\", "/")
    try:
        return entry.filename.encode("cp437").decode("cp932").replace("\\", "/")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename.replace("\\", "/")


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, inner: PurePosixPath) -> Document | Unread:
    if inner.is_absolute() or not inner.parts or ".." in inner.parts or ":" in inner.parts[0]:
        return Unread(name, f"{name}: its name points outside the archive; left out.")
    if inner.suffix.lower() not in SUFFIXES:
        return Unread(name, f"{name}: expected a file ending in {', '.join(sorted(SUFFIXES))}; left out.")
    if entry.flag_bits & 0x1:
        return Unread(name, f"{name}: protected by a password; unpack it by hand.")
    try:
        return read_bytes(archive.read(entry), name, doc_id=inner.stem)
    except ReadingError as error:
        return Unread(name, str(error))
    except ARCHIVE_FAULTS as error:
        return Unread(name, f"{name}: damaged inside the archive ({error}).")
