"""Files → documents: which reader, which identifier, which metadata wins."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from plantext.errors import Message, ReadingError
from plantext.reading.decoding import decode, looks_like
from plantext.reading.docx import read_docx
from plantext.reading.epub import read_epub
from plantext.reading.front import Front, front_of_pieces, front_of_text
from plantext.reading.html import count_blocks, declared_charset, read_html
from plantext.reading.law import is_law, read_law
from plantext.reading.limits import (
    MAX_BLOCKS,
    MAX_BRACKETS,
    MAX_SIGNS,
    MAX_TEXT_BYTES,
    check_markup,
    check_size,
    read_regular,
)
from plantext.reading.markdown import SIGNS, read_markdown
from plantext.reading.metadata import checked, identify, read_sidecar, split_front_matter
from plantext.reading.odt import read_odt
from plantext.reading.pdf.reader import read_pdf
from plantext.reading.pieces import Reading
from plantext.reading.slides import read_slides
from plantext.reading.statutes import settle_statutes
from plantext.reading.tabular.columns import Choice
from plantext.reading.tabular.reader import FORMATS, TextTable, open_table
from plantext.reading.text import read_text
from plantext.reading.tree import build_document
from plantext.reading.turns.assign import assign_turns
from plantext.reading.turns.meeting import HOUSES, meeting_of, without_labels
from plantext.records import Document, Note

# Ending → name of the format, and its reader of bytes.
_BINARY: dict[str, tuple[str, Callable[[bytes, str], Reading]]] = {
    ".pdf": ("PDF", read_pdf),
    ".docx": ("docx", read_docx),
    ".pptx": ("pptx", read_slides),
    ".odt": ("odt", read_odt),
    ".epub": ("EPUB", read_epub),
}
# Ending → name of a format whose encoding has to be found first.
_TEXT = {
    ".txt": "text",
    ".text": "text",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".html": "HTML",
    ".htm": "HTML",
    ".xhtml": "HTML",
}
LAW = "e-Gov law XML"
"""Format of a law in the XML of e-Gov."""
SUFFIXES = frozenset(_BINARY) | frozenset(_TEXT) | frozenset(FORMATS)
"""File endings understood, in lower case; a .zip holds such files."""


def legible(name: str) -> str:
    """Return a file name that can be written, also where its bytes are not in the system's encoding.

    Python gives a lone surrogate for a byte that it could not decode: such a name is decoded as CP932,
    as Japanese Windows writes it; what cannot be decoded becomes U+FFFD.

    Examples
    --------
    >>> legible("計画.txt")
    '計画.txt'
    >>> legible("計画.txt".encode("cp932").decode("utf-8", "surrogateescape"))
    '計画.txt'
    """
    if not any("\ud800" <= character <= "\udfff" for character in name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("cp932")
    except UnicodeError:
        return name.encode("utf-8", "replace").decode("utf-8").replace("?", "\ufffd")


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
        PDF, text, Markdown, HTML, docx, pptx, odt, EPUB, the XML of a law, or a table of texts with one document.
    doc_id : str, optional
        The file name without its ending if not given.
    title, date, publisher, source
        Metadata that wins over a sidecar file, which wins over what the file says of itself.

    Raises
    ------
    ReadingError
        If the file is missing, empty, of an unknown kind or cannot be read.
    """
    path = Path(path)
    data = read_regular(path)
    given = read_sidecar(path)
    day = date or (dt.date.fromisoformat(given["date"]) if "date" in given else None)
    return read_bytes(
        data,
        str(path),
        doc_id=doc_id or legible(path.stem),
        title=title or given.get("title", ""),
        date=day,
        publisher=publisher or given.get("publisher", ""),
        source=source or given.get("source", ""),
    )


def is_table(data: bytes, name: str) -> bool:
    """Tell whether a file is a table of texts, which may hold many documents.

    Examples
    --------
    >>> is_table(b"<Law><LawBody/></Law>", "law.xml"), is_table(b"<data/>", "data.xml")
    (False, True)
    """
    suffix = _suffix(name)
    return suffix in FORMATS and not (suffix == ".xml" and (is_law(data) or _is_html(data)))


def _is_html(data: bytes) -> bool:
    return b"<html" in data[:2000].lower()


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def read_bytes(  # noqa: PLR0913
    data: bytes,
    name: str,
    *,
    doc_id: str,
    title: str = "",
    date: dt.date | None = None,
    publisher: str = "",
    source: str = "",
    choice: Choice | None = None,
) -> Document:
    r"""Read the content of a file as a document.

    Parameters
    ----------
    name : str
        Its file name: the ending decides the format.
    title, date, publisher, source
        Metadata that wins over what the file says of itself.
    choice : Choice, optional
        The columns of a table of texts, where it is not to be guessed.

    Raises
    ------
    ReadingError
        If it is empty, of an unknown kind, cannot be read, or is a table of several documents.

    Examples
    --------
    >>> document = read_bytes("１．現状\n一つ。二つ。".encode(), "a.txt", doc_id="a")
    >>> [sentence.text for sentence in document.sentences]
    ['１．現状', '一つ。', '二つ。']
    """
    if not data.strip():
        raise ReadingError("{name}: the file is empty.", name=name)
    if is_table(data, name):
        given = {"title": title, "date": date, "publisher": publisher, "source": source}
        return _only(open_table(data, name, doc_id, choice, **given))
    reading, notes, meta, front = _read(data, name)
    if meta["format"] != LAW:  # whose XML says itself what its articles are
        reading = assign_turns(settle_statutes(reading), web=meta["format"] == "HTML")
    # A scan saved as HTML, a script alone: better an error than an empty document.
    if not any(piece.text.strip() for piece in reading.pieces):
        raise ReadingError("{name}: no text was found in it.", name=name)
    # Minutes say in their head which meeting they are of; what is said in it is no title.
    meeting = meeting_of(line.text for line in front.lines) if reading.speakers else {}
    front = without_labels(front, reading) if reading.speakers else front
    found = reading.found
    source = source or found.get("source", "")
    identity = identify(
        reading,
        front,
        legible(PurePosixPath(name.replace("\\", "/")).name),
        title=title,
        date=date or _declared_date(found, name),
        publisher=publisher or (meeting["house"] if meeting.get("house") in HOUSES else ""),
        source=source,
        stated=meta["format"] in ("text", "Markdown"),
    )
    meta["sha256"] = hashlib.sha256(data).hexdigest()
    meta |= {key: found[key] for key in ("meeting", "material", "page", "creationdate", "ocr_pages") if found.get(key)}
    meta |= identity.meta
    document = build_document(
        doc_id,
        reading,
        notes=[*notes, *identity.notes],
        title=identity.title,
        date=identity.date,
        publisher=identity.publisher,
        source=source,
        meta=meta.items(),
    )
    return replace(document, columns=meeting) if meeting else document


def _only(table: TextTable) -> Document:
    """The document of a table that holds one."""
    if len(table) > 1:
        shown = ", ".join(table.ids[:5])
        more = " …" if len(table) > 5 else ""
        raise ReadingError(
            "{name}: holds {n_table} documents ({shown}{more}); use extract, which takes all of them, or "
            "plantext.corpus.read_all, which gives one after the other.",
            name=table.name,
            n_table=len(table),
            shown=shown,
            more=more,
        )
    document = next(iter(table), None)
    if document is None:
        raise ReadingError("{name}: no text was found in it.", name=table.name)
    return document


def _declared_date(found: Mapping[str, str], name: str) -> dt.date | None:
    """The date that the file states of itself, if it is one."""
    if not found.get("date"):
        return None
    try:
        return dt.date.fromisoformat(checked({"date": found["date"][:10]}, name).get("date", ""))
    except (ReadingError, ValueError):
        return None


def _read(data: bytes, name: str) -> tuple[Reading, list[Note], dict[str, str], Front]:
    """Read a file by its ending; what it holds, notes that come before the reader's, metadata, and its head."""
    suffix = _suffix(name)
    if suffix == ".xml" and is_law(data):
        reading = read_law(data, name)
        return reading, [], {"format": LAW}, front_of_pieces(reading.pieces)
    if suffix in _BINARY:
        kind, read = _BINARY[suffix]
        reading = read(data, name)
        return reading, [], {"format": kind}, front_of_pieces(reading.pieces)
    if suffix not in _TEXT and suffix != ".xml":
        what = looks_like(data)
        hint = Message(" (it looks like {what})", what=what) if what else ""
        raise ReadingError(
            "{name}: expected a file ending in {endings}, got {ending}{hint}.",
            name=name,
            endings=", ".join(sorted(SUFFIXES)),
            ending=suffix or Message("none"),
            hint=hint,
        )
    check_size(len(data), MAX_TEXT_BYTES, name)
    decoded = decode(data, name)
    notes = list(decoded.notes)
    meta = {"encoding": decoded.encoding, "format": _TEXT.get(suffix, "HTML")}
    if meta["format"] == "HTML":
        declared = declared_charset(data)
        if declared and not _same_encoding(declared, decoded.encoding):
            message = Message(
                "The file declares {declared}, its bytes are {encoding}; the bytes were believed.",
                declared=declared,
                encoding=decoded.encoding,
            )
            notes.append(Note("encoding", message, 0, "", 0.9))
        check_markup(decoded.text.count("<"), name)
        check_markup(count_blocks(decoded.text), name, MAX_BLOCKS)
        reading = read_html(decoded.text)
        return reading, notes, meta, front_of_pieces(reading.pieces)
    front, text = split_front_matter(decoded.text, name)
    if meta["format"] == "Markdown":
        check_markup(sum(map(text.count, SIGNS)), name, MAX_SIGNS)
        check_markup(text.count("["), name, MAX_BRACKETS)
    reading = read_markdown(text) if meta["format"] == "Markdown" else read_text(text, name)
    if front:
        notes.append(Note("metadata", Message("Taken from front matter: {front}.", front=", ".join(sorted(front)))))
        reading = replace(reading, found={**reading.found, **front})
    # Lines as typed tell more than paragraphs joined of them; above a dump stand the words of its host.
    head = front_of_pieces(reading.pieces) if reading.found.get("page") else front_of_text(text)
    return reading, notes, meta, head


def _same_encoding(declared: str, found: str) -> bool:
    """Whether an encoding declared by HTML is the one found; browsers take all names of Shift_JIS as CP932."""
    name = declared.replace("_", "").replace("-", "")
    if name in ("xsjis", "sjis", "windows31j", "cp932", "ms932"):
        name = "shiftjis"
    return name in found.lower().replace("_", "").replace("-", "")
