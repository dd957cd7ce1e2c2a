"""Word files (docx)."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from plantext.errors import ReadingError
from plantext.reading.limits import ARCHIVE_FAULTS, MAX_PART, check_archive
from plantext.reading.lines import LineClassifier
from plantext.reading.marks import find_bullet, find_mark
from plantext.reading.pieces import Piece, Reading
from plantext.records import Note

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word writes a text box twice: the fallback repeats it for old programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved text, ruby, and the instructions of fields.
_SKIPPED = frozenset({_W + "del", _W + "rt", _W + "instrText", _W + "moveFrom"})
_P, _CELL = _W + "p", _W + "tc"
_COUNTED = _SKIPPED | {_FALLBACK, _CELL}
_LEVELS = frozenset("123456789")
_PARTS = ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "docProps/core.xml")


def read_docx(data: bytes, name: str) -> Reading:
    """Read a Word file.

    Headings follow the styles, footnotes are tied to their marks, pages begin where Word noted page breaks.

    Parameters
    ----------
    name : str
        What to call the file in errors.

    Raises
    ------
    ReadingError
        If the file is damaged, encrypted or a zip bomb.
    """
    parts = _open_parts(data, name)
    walker = _BodyWalker(_style_names(parts["word/styles.xml"]))
    walker.read(parts["word/document.xml"])
    pieces = [*walker.pieces, *_footnotes(parts["word/footnotes.xml"])]
    notes = [Note("dropped", f"Text marked as deleted, {walker.deleted} runs.")] if walker.deleted else []
    core = parts["docProps/core.xml"]
    found = {}
    if core is not None:
        title = next((node.text for node in core.iter() if str(node.tag).endswith("}title") and node.text), "")
        if title:
            found["title"] = title.strip()
    if walker.title:  # the title printed wins over the one in the file's properties, which is often a template's
        found["title"] = walker.title
    return Reading(tuple(pieces), tuple(notes), walker.page, found, marks_taken=True)


def _open_parts(data: bytes, name: str) -> dict[str, Any]:
    """The XML parts that are read; None for one that the file does not hold, but for its body."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, name)
            parts = {part: _part(archive, part, name) for part in _PARTS}
    except ARCHIVE_FAULTS as error:
        hint = (
            "It is protected by a password; save it without."
            if data.startswith(b"\xd0\xcf\x11\xe0")
            else "Open and save it again in Word."
        )
        raise ReadingError(f"{name}: cannot be opened as a Word file ({error}). {hint}") from error
    if parts["word/document.xml"] is None:
        raise ReadingError(
            f"{name}: expected a Word document, but it holds no word/document.xml. Is it a spreadsheet or slides?"
        )
    return parts


def _part(archive: zipfile.ZipFile, part: str, name: str) -> Any | None:
    from lxml import etree

    try:
        entry = archive.getinfo(part)
    except KeyError:
        return None
    if entry.file_size > MAX_PART:
        raise ReadingError(
            f"{name}: {part} would unpack to {entry.file_size / 1e6:,.0f} MB; more than {MAX_PART / 1e6:,.0f} MB "
            "of text are not unpacked (an archive bomb?)."
        )
    # No entities, no network: a document is data.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(archive.read(entry), parser)
    except etree.XMLSyntaxError as error:
        raise ReadingError(f"{name}: {part} is damaged ({error}). Open and save it again in Word.") from error
    if root.getroottree().docinfo.doctype:
        raise ReadingError(
            f"{name}: {part} declares a DOCTYPE, which no Word file does and which can hide text. Open and save it again in Word."
        )
    return root


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


@dataclass(slots=True)
class _Paragraph:
    """A paragraph whose text is being collected."""

    element: Any
    page: int
    in_table: bool
    parts: list[str] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


class _BodyWalker:
    """Walks the body once in document order; a paragraph in a text box stands inside another."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.pieces: list[Piece] = []
        self.classifier = LineClassifier()
        self.page = 1
        self.deleted = 0
        self.title = ""
        self._open: list[_Paragraph] = []
        self._inside: Counter[str] = Counter()

    def read(self, body: Any) -> None:
        from lxml import etree

        paragraphs: list[_Paragraph] = []
        for event, node in etree.iterwalk(body, events=("start", "end")):
            tag = node.tag
            if event == "end":
                if tag == _P and not self._inside[_FALLBACK]:
                    self._open.pop()
                self._inside[tag] -= tag in _COUNTED
                continue
            self._inside[tag] += tag in _COUNTED
            if self._inside[_FALLBACK]:
                continue
            if tag == _P:
                self._open.append(_Paragraph(node, self.page, self._inside[_CELL] > 0))
                paragraphs.append(self._open[-1])
            elif self._open:
                self._collect(node, self._open[-1])
        for paragraph in paragraphs:
            self._finish(paragraph)

    def _collect(self, node: Any, paragraph: _Paragraph) -> None:
        tag = node.tag
        if tag == _W + "delText":
            self.deleted += 1
        elif tag == _W + "lastRenderedPageBreak" or (tag == _W + "br" and node.get(_W + "type") == "page"):
            self.page += 1
        elif any(self._inside[skipped] for skipped in _SKIPPED):
            return
        elif tag == _W + "t":
            paragraph.add((node.text or "").replace("\n", " ").replace("\r", " "))
        elif tag == _W + "tab" and node.getparent().tag == _W + "r":
            paragraph.add(" ")
        elif tag == _W + "footnoteReference":
            paragraph.marks.append((paragraph.length, node.get(_W + "id", "")))

    def _finish(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.parts)
        stripped = text.strip()
        if not stripped:
            return
        # The offsets of marks count from the stripped text.
        lost = len(text) - len(text.lstrip())
        places = tuple((min(max(offset - lost, 0), len(stripped)), mark) for offset, mark in paragraph.marks)
        piece = self._piece(paragraph, stripped)
        self.pieces.append(
            Piece(piece.kind, stripped, ((0, paragraph.page),), piece.mark, piece.label, piece.rank, places),
        )

    def _piece(self, paragraph: _Paragraph, text: str) -> Piece:
        properties = paragraph.element.find(_W + "pPr")
        style = properties.find(_W + "pStyle") if properties is not None else None
        name = self.styles.get(style.get(_W + "val", ""), "") if style is not None else ""
        # Some programs write the names of styles in Japanese.
        digits = name.removeprefix("heading ").removeprefix("見出し ").strip()
        if name.startswith(("heading", "見出し")) and digits in _LEVELS:
            mark = find_mark(text)
            return Piece(
                "heading",
                text,
                mark=mark.text if mark else "",
                label=mark.label if mark else text[:40],
                rank=int(digits),
            )
        if name in ("title", "subtitle", "表題", "副題"):
            if name in ("title", "表題") and not self.title:
                self.title = text
            return Piece("paragraph", text)
        if paragraph.in_table:
            return Piece("table", text)
        if name.startswith(("list", "箇条書き", "リスト")):
            return Piece("bullet", text, mark=find_bullet(text))
        if name in ("caption", "図表番号"):
            return Piece("caption", text)
        return self.classifier.classify(text)
