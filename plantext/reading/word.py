"""Word files (docx)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from plantext.errors import ReadingError
from plantext.reading.numbering import find_bullet, find_mark
from plantext.reading.pieces import Piece, Reading
from plantext.reading.plain import LineReader
from plantext.records import Note

MAX_UNPACKED = 400_000_000
"""Bytes that the parts of a file may unpack to, as its directory declares them."""
MAX_ENTRIES = 10_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({_W + "del", _W + "rt", _W + "instrText", _W + "moveFrom"})


def check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive that would unpack to more than a document can need.

    Parameters
    ----------
    archive : zipfile.ZipFile
        Opened, nothing read yet.
    name : str
        What to call it in errors.

    Raises
    ------
    ReadingError
        If it declares too many parts or too many bytes.
    """
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise ReadingError(f"{name}: {len(entries):,} parts inside; more than {MAX_ENTRIES:,} are not unpacked.")
    if total > MAX_UNPACKED:
        raise ReadingError(
            f"{name}: would unpack to {total / 1e6:,.0f} MB; more than {MAX_UNPACKED / 1e6:,.0f} MB are not unpacked (an archive bomb?)."
        )


def read_docx(data: bytes, name: str) -> Reading:
    """Read a Word file.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in errors.

    Returns
    -------
    Reading
        Paragraphs, headings by style, table cells, footnotes tied to their marks; pages where Word
        noted page breaks.

    Raises
    ------
    ReadingError
        If the file is damaged, encrypted or a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, name)
            body = _part(archive, "word/document.xml", name)
            if body is None:
                raise ReadingError(
                    f"{name}: expected a Word document, but it holds no word/document.xml. Is it a spreadsheet or slides?"
                )
            styles = _style_names(_part(archive, "word/styles.xml", name))
            notes = _part(archive, "word/footnotes.xml", name)
            core = _part(archive, "docProps/core.xml", name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        hint = (
            "It is protected by a password; save it without."
            if data.startswith(b"\xd0\xcf\x11\xe0")
            else "Open and save it again in Word."
        )
        raise ReadingError(f"{name}: cannot be opened as a Word file ({error}). {hint}") from error
    reader = _Reader(styles)
    reader.read(body)
    pieces = [*reader.pieces, *_footnotes(notes)]
    report = [] if not reader.deleted else [Note("dropped", f"Text marked as deleted, {reader.deleted} runs.")]
    found = {}
    if core is not None:
        title = next((node.text for node in core.iter() if str(node.tag).endswith("}title") and node.text), "")
        if title:
            found["title"] = title.strip()
    return Reading(tuple(pieces), tuple(report), reader.page, found, marks_taken=True)


def _part(archive: zipfile.ZipFile, part: str, name: str) -> Any | None:
    from lxml import etree

    try:
        data = archive.read(part)
    except KeyError:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadingError(f"{name}: {part} is damaged ({error}). Open and save it again in Word.") from error


def _style_names(styles: Any | None) -> dict[str, str]:
    if styles is None:
        return {}
    names = {}
    for style in styles.iter(_W + "style"):
        label = style.find(_W + "name")
        if label is not None:
            names[style.get(_W + "styleId", "")] = label.get(_W + "val", "").lower()
    return names


def _footnotes(notes: Any | None) -> Iterator[Piece]:
    if notes is None:
        return
    for note in notes.iter(_W + "footnote"):
        mark = note.get(_W + "id", "")
        text = "".join(node.text or "" for node in note.iter(_W + "t")).strip()
        if text and note.get(_W + "type") is None:
            yield Piece("footnote", text, mark=mark)


class _Reader:
    """Walks the body in document order."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.pieces: list[Piece] = []
        self.lines = LineReader()
        self.page = 1
        self.deleted = 0

    def read(self, body: Any) -> None:
        for paragraph in body.iter(_W + "p"):
            if any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors()):
                continue
            page = self.page
            text, marks = self._text(paragraph)
            stripped = text.strip()
            if not stripped:
                continue
            lost = len(text) - len(text.lstrip())
            places = tuple((min(max(offset - lost, 0), len(stripped)), mark) for offset, mark in marks)
            piece = self._piece(paragraph, stripped)
            self.pieces.append(
                Piece(piece.kind, stripped, ((0, page),), piece.mark, piece.label, piece.rank, places),
            )

    def _text(self, paragraph: Any) -> tuple[str, list[tuple[int, str]]]:
        parts: list[str] = []
        marks: list[tuple[int, str]] = []
        length = 0
        for node in paragraph.iter():
            tag = node.tag
            if tag == _W + "t":
                if self._belongs(node, paragraph):
                    parts.append(node.text or "")
                    length += len(parts[-1])
            elif tag == _W + "tab":
                parts.append(" ")
                length += 1
            elif tag == _W + "footnoteReference":
                marks.append((length, node.get(_W + "id", "")))
            elif tag == _W + "lastRenderedPageBreak" or (tag == _W + "br" and node.get(_W + "type") == "page"):
                self.page += 1
            elif tag == _W + "delText":
                self.deleted += 1
        return "".join(parts).replace("\n", " ").replace("\r", " "), marks

    def _belongs(self, node: Any, paragraph: Any) -> bool:
        """Whether a run of text is the paragraph's own: not deleted, no ruby, in no text box inside it."""
        for ancestor in node.iterancestors():
            if ancestor.tag in _SKIPPED:
                return False
            if ancestor.tag == _W + "p":
                return ancestor is paragraph
        return False

    def _piece(self, paragraph: Any, text: str) -> Piece:
        properties = paragraph.find(_W + "pPr")
        style = properties.find(_W + "pStyle") if properties is not None else None
        name = self.styles.get(style.get(_W + "val", ""), "") if style is not None else ""
        digits = name.removeprefix("heading ").removeprefix("見出し ").strip()
        if name.startswith(("heading", "見出し")) and digits.isdigit():
            mark = find_mark(text)
            return Piece(
                "heading",
                text,
                mark=mark.text if mark else "",
                label=mark.label if mark else text[:40],
                rank=int(digits),
            )
        if name in ("title", "subtitle", "表題", "副題"):
            return Piece("paragraph", text)
        if any(ancestor.tag == _W + "tc" for ancestor in paragraph.iterancestors()):
            return Piece("table", text)
        if name.startswith(("list", "箇条書き", "リスト")):
            return Piece("bullet", text, mark=find_bullet(text))
        if name in ("caption", "図表番号"):
            return Piece("caption", text)
        return self.lines.classify(text)
