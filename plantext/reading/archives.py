"""Folders and zip archives: documents one after the other, and files that were left out."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import stat
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plantext.errors import Message, ReadingError
from plantext.reading.decoding import decode
from plantext.reading.dump.joining import Header, header_of
from plantext.reading.files import SUFFIXES, is_table, legible, read_bytes
from plantext.reading.limits import ARCHIVE_FAULTS, check_archive, read_regular
from plantext.reading.outputs import find_output
from plantext.reading.tabular.columns import Choice
from plantext.reading.tabular.reader import open_table
from plantext.records import Document

PAGE_SUFFIXES = frozenset({".txt", ".text"})
"""Endings of files that may hold a dumped page."""
PAGE_BYTES = 100_000
"""Bytes that a dumped page has at most."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was left out, and why.

    Parameters
    ----------
    source : str
        Its path as given; inside a zip, with the zip's path before it.
    asked : bool
        Whether it was meant to be read: false for a file of a folder that is no document.
    """

    source: str
    reason: str
    asked: bool = True


def list_folder(folder: Path) -> list[Path]:
    """List the documents and archives in a folder and its subfolders by path, without hidden ones and what plantext wrote."""
    return [path for path in _files_in(folder) if _may_be_read(path)]


def list_passed_over(folder: Path) -> list[Unread]:
    """List the other files of a folder, without hidden ones and what belongs to a document, with the reason."""
    closed: list[Unread] = []
    files = _files_in(folder, closed)
    others = [path for path in files if path.suffix != ".toml"]
    beside = {path.with_name(path.name + ".toml") for path in others} | {path.with_suffix(".toml") for path in others}
    return [*closed, *(_pass_over(path) for path in files if not _may_be_read(path) and path not in beside)]


def _files_in(folder: Path, closed: list[Unread] | None = None) -> list[Path]:
    """The files of a folder that are no links; what is not looked into goes to `closed`."""
    closed = [] if closed is None else closed

    def tell(error: OSError) -> None:
        closed.append(
            Unread(
                str(error.filename),
                Message(
                    "{filename}: cannot be looked into ({reason}).", filename=error.filename, reason=error.strerror
                ),
            )
        )

    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted((*folders, *names)):
            path = Path(place, name)
            if name.startswith("."):
                continue
            if path.is_symlink():
                # It could lead anywhere, or to a document that the folder holds already.
                reason = Message("{path}: is a link; give what it leads to by itself to have it read.", path=path)
                closed.append(Unread(str(path), reason, asked=False))
            elif path.is_file():
                found.append(path)
    return sorted(found)


def _may_be_read(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES | {".zip"} and not find_output(path)


def _pass_over(path: Path) -> Unread:
    if output := find_output(path):
        return Unread(str(path), Message("{path}: {output}.", path=path, output=output), asked=False)
    what = (
        Message("files ending in {ending}", ending=path.suffix) if path.suffix else Message("files without an ending")
    )
    return Unread(str(path), Message("{path}: {what} are not read.", path=path, what=what), asked=False)


@dataclass(frozen=True, slots=True)
class PageFiles:
    """Files that hold pages of one document, by page.

    Parameters
    ----------
    files : tuple of tuple
        ``(name, content)``.
    date : datetime.date or None
        The document's, where it is known.
    """

    doc_id: str
    files: tuple[tuple[str, bytes], ...]
    date: dt.date | None = None

    def read(self) -> Document:
        """Read them as one document.

        Raises
        ------
        ReadingError
            If a file cannot be decoded or the pages hold no text.
        """
        texts = [decode(data, name).text.removeprefix("\ufeff").replace("\f", "\n") for name, data in self.files]
        name, _ = self.files[0]
        return read_bytes("\f".join(texts).encode(), name, doc_id=self.doc_id, date=self.date)


def find_pages(files: Sequence[tuple[str, bytes]]) -> list[PageFiles]:
    """Find files that hold pages of one document: their headers name the same source and title, and different pages.

    Parameters
    ----------
    files : sequence of tuple
        ``(name, content)``; of other files nothing is said.
    """
    groups: dict[tuple[str, str], list[tuple[int, str, bytes]]] = {}
    for name, data in files:
        header = page_header(name, data)
        if header is not None:
            groups.setdefault(header[:2], []).append((header[2], name, data))
    return [
        PageFiles(_common_id([name for _, name, _ in group]), tuple((name, data) for _, name, data in sorted(group)))
        for group in groups.values()
        if len({page for page, _, _ in group}) > 1
    ]


def page_header(name: str, data: bytes) -> Header | None:
    """Return what the header of a dumped page names; None for any other file."""
    # A dumped page is short; whatever is longer is not decoded for this.
    if PurePosixPath(name).suffix.lower() not in PAGE_SUFFIXES or not 0 < len(data) <= PAGE_BYTES:
        return None
    if not any(sign in data[:4000] for sign in (b"http", "http".encode("utf-16-le"), "http".encode("utf-16-be"))):
        return None
    try:
        return header_of(decode(data, name).text.removeprefix("\ufeff"))
    except ReadingError:
        return None


def _common_id(names: Sequence[str]) -> str:
    """What the names of the files share: ``9523-6`` and ``9523-19`` are ``9523``; else the first name."""
    stems = [PurePosixPath(name.replace("\\", "/").rpartition("!")[2]).stem for name in names]
    shared = stems[0][: next((i for i, column in enumerate(zip(*stems, strict=False)) if len(set(column)) > 1), None)]
    # p145 and p146 share p14, which is no number of a page.
    if all(stem[len(shared) :][:1].isdigit() for stem in stems):
        shared = shared.rstrip("0123456789")
    return legible(shared.rstrip("-_. 　(（") or stems[0])


def read_zip(path: str | Path, choice: Choice | None = None) -> Iterator[Document | Unread]:
    """Read the files of a zip archive, without unpacking it to disk.

    Parameters
    ----------
    choice : Choice, optional
        The columns of tables of texts in it.

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
        raise ReadingError("{path}: cannot be opened as a zip archive ({error}).", path=path, error=error) from error
    with archive:
        check_archive(archive, str(path))
        entries = [entry for entry in sorted(archive.infolist(), key=_entry_name) if not _is_hidden(_entry_name(entry))]
        places = {name: group for group in _pages_inside(archive, entries, path) for name, _ in group.files}
        done: set[int] = set()
        for entry in entries:
            name = f"{path}!{_entry_name(entry)}"
            group = places.get(name)
            if group is None:
                yield from _read_entry(archive, entry, name, PurePosixPath(_entry_name(entry)), choice)
            elif id(group) not in done:
                done.add(id(group))
                yield read_together(group)


def read_together(group: PageFiles) -> Document | Unread:
    """Read pages of one document; the reason where they cannot be read."""
    try:
        return group.read()
    except ReadingError as error:
        return Unread(group.files[0][0], error.message)


def _is_hidden(name: str) -> bool:
    """Whether an entry is a folder, or belongs to the system that packed it."""
    parts = PurePosixPath(name).parts
    return name.endswith("/") or any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)


def _pages_inside(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], path: Path) -> list[PageFiles]:
    files: list[tuple[str, bytes]] = []
    for entry in entries:
        name = _entry_name(entry)
        inner = PurePosixPath(name)
        if inner.suffix.lower() in PAGE_SUFFIXES and entry.file_size <= PAGE_BYTES and not entry.flag_bits & 0x1:
            if _points_outside(inner) or stat.S_ISLNK(entry.external_attr >> 16):
                continue
            # A damaged entry is told when it is read for itself.
            with contextlib.suppress(*ARCHIVE_FAULTS):
                files.append((f"{path}!{name}", archive.read(entry)))
    return find_pages(files)


def _points_outside(inner: PurePosixPath) -> bool:
    return inner.is_absolute() or not inner.parts or ".." in inner.parts or ":" in inner.parts[0]


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry: without a flag, macOS writes it in UTF-8, Japanese Windows in CP932; zipfile reads CP437."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        for encoding in ("utf-8", "cp932"):
            with contextlib.suppress(UnicodeError):
                name = entry.filename.encode("cp437").decode(encoding)
                break
    # macOS parts が into か and its mark.
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _read_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, inner: PurePosixPath, choice: Choice | None
) -> Iterator[Document | Unread]:
    reason = ""
    if _points_outside(inner):
        reason = Message("its name points outside the archive; left out.")
    elif stat.S_ISLNK(entry.external_attr >> 16):
        reason = Message("is a link and no document; left out.")
    elif inner.suffix.lower() not in SUFFIXES:
        reason = Message("expected a file ending in {endings}; left out.", endings=", ".join(sorted(SUFFIXES)))
    elif entry.flag_bits & 0x1:
        reason = Message("protected by a password; unpack it by hand.")
    if reason:
        yield Unread(name, Message("{name}: {reason}", name=name, reason=reason))
        return
    try:
        data = archive.read(entry)
        if is_table(data, name):
            yield from open_table(data, name, inner.stem, choice)
        else:
            yield read_bytes(data, name, doc_id=inner.stem)
    except ReadingError as error:
        yield Unread(name, error.message)
    except ARCHIVE_FAULTS as error:
        yield Unread(name, Message("{name}: damaged inside the archive ({error}).", name=name, error=error))
