"""Files → documents: which reader, which identifier, which metadata wins."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from plantext.errors import ReadingError
from plantext.reading.decoding import decode, looks_like
from plantext.reading.markup import declared_charset, read_html, read_markdown
from plantext.reading.metadata import checked, date_of, read_sidecar, split_front_matter
from plantext.reading.pdf import read_pdf
from plantext.reading.pieces import Reading
from plantext.reading.text import read_text
from plantext.reading.tree import build_document
from plantext.reading.word import check_archive, read_docx
from plantext.records import Document, Note

SUFFIXES = frozenset({".pdf", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx"})
"""File endings understood, in lower case; a .zip holds such files."""

MAX_BYTES = 500_000_000
"""Bytes of one file that are read at most."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was left out, and why.

    Parameters
    ----------
    source : str
        Its path as given; inside a zip, with the zip's path before it.
    reason : str
        One message for the researcher.
    """

    source: str
    reason: str


def read_file(  # noqa: PLR0913
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
        The file: PDF, text, Markdown, HTML or docx.
    doc_id : str, optional
        Identifier; the file name without its ending if not given.
    title, date, publisher, source
        Metadata that wins over a sidecar file, which wins over what the file says of itself.

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
    if path.is_dir():
        raise ReadingError(f"{path}: expected a file, got a folder.")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadingError(f"{path}: {size / 1e6:,.0f} MB; files above {MAX_BYTES / 1e6:,.0f} MB are not read.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError(f"{path}: no such file.") from error
    except OSError as error:
        raise ReadingError(f"{path}: cannot be opened ({error.strerror or error}).") from error
    given = read_sidecar(path)
    day = date or (dt.date.fromisoformat(given["date"]) if "date" in given else None)
    return read_bytes(
        data,
        str(path),
        doc_id=doc_id or path.stem,
        title=title or given.get("title", ""),
        date=day,
        publisher=publisher or given.get("publisher", ""),
        source=source or given.get("source", ""),
    )


def read_bytes(  # noqa: PLR0913
    data: bytes,
    name: str,
    *,
    doc_id: str,
    title: str = "",
    date: dt.date | None = None,
    publisher: str = "",
    source: str = "",
) -> Document:
    """Read a file's content as a document.

    Parameters
    ----------
    data : bytes
        The content.
    name : str
        Its file name; the ending decides the format.
    doc_id : str
        Identifier.
    title, date, publisher, source
        Metadata that wins over what the file says of itself.

    Returns
    -------
    Document
        Text, tree, sentences, measures and report.

    Raises
    ------
    ReadingError
        If it is empty, of an unknown kind or cannot be read.
    """
    if not data.strip():
        raise ReadingError(f"{name}: the file is empty.")
    reading, notes, meta = _read(data, name)
    if not any(piece.text.strip() for piece in reading.pieces):
        raise ReadingError(f"{name}: no text was found in it.")
    found = reading.found
    if date is None and found.get("date"):
        try:
            date = dt.date.fromisoformat(checked({"date": found["date"][:10]}, name).get("date", ""))
        except (ReadingError, ValueError):
            date = None
    if date is None:
        date, said = date_of(reading.pieces, found)
        notes += said
    meta["sha256"] = hashlib.sha256(data).hexdigest()
    meta |= {key: found[key] for key in ("meeting", "material", "page", "creationdate") if found.get(key)}
    return build_document(
        doc_id,
        reading,
        notes=notes,
        title=title or found.get("title", ""),
        date=date,
        publisher=publisher or found.get("publisher", ""),
        source=source or found.get("source", ""),
        meta=meta.items(),
    )


def _read(data: bytes, name: str) -> tuple[Reading, list[Note], dict[str, str]]:
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if suffix == ".pdf":
        return read_pdf(data, name), [], {"format": "PDF"}
    if suffix == ".docx":
        return read_docx(data, name), [], {"format": "docx"}
    if suffix not in SUFFIXES:
        what = looks_like(data)
        hint = f" (it looks like {what})" if what else ""
        raise ReadingError(
            f"{name}: expected a file ending in {', '.join(sorted(SUFFIXES))}, got {suffix or 'none'}{hint}."
        )
    html = suffix in (".html", ".htm", ".xhtml")
    decoded = decode(data, name)
    notes = list(decoded.notes)
    meta = {
        "encoding": decoded.encoding,
        "format": "HTML" if html else "Markdown" if suffix in (".md", ".markdown") else "text",
    }
    if html:
        declared = declared_charset(data)
        if declared and not _same_encoding(declared, decoded.encoding):
            message = f"The file declares {declared}, its bytes are {decoded.encoding}; the bytes were believed."
            notes.append(Note("encoding", message, 0, "", 0.9))
        return read_html(decoded.text), notes, meta
    front, text = split_front_matter(decoded.text, name)
    reading = read_markdown(text) if meta["format"] == "Markdown" else read_text(text)
    if front:
        notes.append(Note("metadata", f"Taken from front matter: {', '.join(sorted(front))}."))
        reading = replace(reading, found={**reading.found, **front})
    return reading, notes, meta


def _same_encoding(declared: str, found: str) -> bool:
    plain = found.lower().replace("_", "").replace("-", "")
    aliases = {
        "shiftjis": "shiftjis",
        "xsjis": "shiftjis",
        "sjis": "shiftjis",
        "windows31j": "shiftjis",
        "cp932": "shiftjis",
        "ms932": "shiftjis",
    }
    name = declared.replace("_", "").replace("-", "")
    return aliases.get(name, name) in plain


def iter_documents(
    paths: Iterable[str | Path], *, read: Callable[[Path], Document] = read_file
) -> Iterator[Document | Unread]:
    """Read files, folders and zip archives one document after the other.

    Parameters
    ----------
    paths : iterable of str or pathlib.Path
        Files, folders (with the folders in them) and zip archives of files.
    read : callable
        Reads one file; what a corpus knows of its files beforehand comes in here.

    Yields
    ------
    Document or Unread
        In the order given, files of a folder by path; a file that cannot be read does not stop the
        others. Identifiers are unique: a second file of the same name gets ``-2`` behind it.

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


def _expand(path: Path, read: Callable[[Path], Document]) -> Iterator[Document | Unread]:
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if inner.is_file() and not hidden and inner.suffix.lower() in SUFFIXES | {".zip"}:
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

    Parameters
    ----------
    path : str or pathlib.Path
        The archive.

    Yields
    ------
    Document or Unread
        Its files by name; archives in the archive, files with a password and files of unknown
        endings are left out with their reason.

    Raises
    ------
    ReadingError
        If it is no zip archive, or would unpack to more than documents need.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
        archive = zipfile.ZipFile(io.BytesIO(data))
    except FileNotFoundError as error:
        raise ReadingError(f"{path}: no such file.") from error
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise ReadingError(f"{path}: cannot be opened as a zip archive ({error}).") from error
    with archive:
        check_archive(archive, str(path))
        for entry in sorted(archive.infolist(), key=_entry_name):
            name = _entry_name(entry)
            inner = PurePosixPath(name)
            if entry.is_dir() or any(part.startswith((".", "__MACOSX")) and part != ".." for part in inner.parts):
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
    if inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]:
        return Unread(name, f"{name}: its name points outside the archive; left out.")
    if inner.suffix.lower() not in SUFFIXES:
        return Unread(name, f"{name}: expected a file ending in {', '.join(sorted(SUFFIXES))}; left out.")
    if entry.flag_bits & 0x1:
        return Unread(name, f"{name}: protected by a password; unpack it by hand.")
    try:
        return read_bytes(archive.read(entry), name, doc_id=inner.stem)
    except ReadingError as error:
        return Unread(name, str(error))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        return Unread(name, f"{name}: damaged inside the archive ({error}).")
