"""Folders and zip archives: documents one after the other, and files that were left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plantext.errors import ReadingError
from plantext.reading.files import SUFFIXES, read_bytes
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


def list_folder(folder: Path) -> list[Path]:
    """List the documents and archives in a folder and its subfolders by path, without hidden ones."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES | {".zip"}
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    ]


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
        # zipfile decodes names without the UTF-8 flag as CP437.
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
