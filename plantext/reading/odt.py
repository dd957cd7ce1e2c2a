"""OpenDocument texts (odt): headings, paragraphs, lists, tables and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from plantext.errors import Message, ReadingError
from plantext.reading.linebreaks import BREAK, Line, split_at_breaks
from plantext.reading.lines import LineClassifier
from plantext.reading.marks import find_bullet, find_mark
from plantext.reading.packages import open_package, read_part
from plantext.reading.pieces import Piece, Reading
from plantext.reading.xmltree import local_name, parse_xml
from plantext.records import Note

_MEND = Message("Open and save it again in LibreOffice.")
_SKIPPED = frozenset(
    {"tracked-changes", "sequence-decls", "forms", "variable-decls", "user-field-decls", "ruby-text", "script"}
)
_INDEXES = frozenset(
    {
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "bibliography",
    }
)
_DEEPEST = 100
"""Elements inside each other that are looked into."""
# What was left out: kind of note, message, confidence.
_TOLD = {
    "indexes": ("dropped", Message("Contents or an index made by the program, {n} parts."), 0.95),
    "comments": ("dropped", Message("Comments in the margin, {n}."), 1.0),
    "deleted": ("dropped", Message("Text marked as deleted, {n} places."), 1.0),
    "hidden": ("dropped", Message("Text formatted as hidden, {n} places."), 1.0),
    "struck": ("dropped", Message("Text crossed out, {n} places."), 0.8),
    "margins": ("dropped", Message("Heads and feet of pages, {n}."), 1.0),
    "fields": ("unread", Message("Fields of a form that are filled in, {n}: not read."), 0.4),
    "drawn": ("unread", Message("Pictures or objects, {n}: words in them were not read."), 1.0),
}


def read_odt(data: bytes, name: str) -> Reading:
    """Read an OpenDocument text.

    Parameters
    ----------
    name : str
        What to call the file in errors.

    Raises
    ------
    ReadingError
        If the file is damaged, encrypted or a zip bomb.
    """
    with open_package(data, name, what=Message("an OpenDocument text"), mend=_MEND) as archive:
        manifest = read_part(archive, "META-INF/manifest.xml", name) or b""
        if b"encryption-data" in manifest:
            raise ReadingError("{name}: protected by a password; save it without.", name=name)
        content = read_part(archive, "content.xml", name)
        if content is None:
            raise ReadingError(
                "{name}: expected an OpenDocument text, but it holds no content.xml. {mend}", name=name, mend=_MEND
            )
        meta = read_part(archive, "meta.xml", name)
        looks = read_part(archive, "styles.xml", name)
        root = parse_xml(content, f"{name}: content.xml", mend=_MEND)
        found = _title(parse_xml(meta, f"{name}: meta.xml", mend=_MEND)) if meta else {}
        styles = parse_xml(looks, f"{name}: styles.xml", mend=_MEND) if looks else None
    body = next(root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"), None)
    if body is None:
        raise ReadingError("{name}: expected an OpenDocument text. Is it a spreadsheet or slides?", name=name)
    reader = _Reader(root, styles)
    reader.visit(body, 0)
    return Reading(
        tuple(reader.pieces), tuple(reader.notes()), reader.page, {**found, **reader.found}, marks_taken=True
    )


def _title(meta: Any) -> dict[str, str]:
    title = next((node.text for node in meta.iter("{*}title") if node.text and node.text.strip()), "")
    return {"title": title.strip()} if title else {}


def _attribute(node: Any, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


class _Reader:
    """Makes pieces of the elements of a text, in their order."""

    def __init__(self, root: Any, styles: Any | None) -> None:
        self.pieces: list[Piece] = []
        self.found: dict[str, str] = {}
        self.page = 1
        self._counts: Counter[str] = Counter()
        self._examples: dict[str, str] = {}
        self._rows = 0
        self._row = -1
        self._listed = False
        self._notes: list[tuple[str, Any]] = []
        self._classifier = LineClassifier()
        self._parents = {
            _attribute(style, "name"): _attribute(style, "parent-style-name") for style in root.iter("{*}style")
        }
        self._unprinted = _unprinted([it for it in (styles, root) if it is not None])
        self._counts["deleted"] = sum(1 for _ in root.iter("{*}deletion"))
        for part in styles.iter("{*}header", "{*}footer") if styles is not None else ():
            self._leave_out("margins", part)
        for form in root.iter("{*}forms"):
            for field in form.iter():
                if value := _attribute(field, "current-value"):
                    self._counts["fields"] += 1
                    self._examples.setdefault("fields", value[:60])

    def _leave_out(self, what: str, node: Any) -> None:
        text = "".join(node.itertext()).strip()
        if text:
            self._counts[what] += 1
            self._examples.setdefault(what, text[:60])

    def visit(self, node: Any, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in node:
            kind = local_name(child)
            if why := self._why_unprinted(child):
                self._leave_out(why, child)
            elif kind in _INDEXES:
                self._counts["indexes"] += 1
            elif kind in ("p", "h"):
                self._paragraph(child, depth)
            elif kind == "list":
                outer, self._listed = self._listed, True
                self.visit(child, depth + 1)
                self._listed = outer
            elif kind == "table-row":
                self._table_row(child, depth)
            elif kind and kind not in _SKIPPED and kind != "covered-table-cell":
                self.visit(child, depth + 1)

    def _table_row(self, node: Any, depth: int) -> None:
        outer = self._row
        if outer < 0:  # a table inside a cell belongs to its row
            self._row, self._rows = self._rows, self._rows + 1
        self.visit(node, depth + 1)
        self._row = outer

    def _paragraph(self, node: Any, depth: int) -> None:
        page = self.page
        marks: list[tuple[int, str]] = []
        frames: list[Any] = []
        raw = "".join(self._inline(node, marks, frames, 0))
        level = _attribute(node, "outline-level") if local_name(node) == "h" else ""
        for line in split_at_breaks(raw, marks, whole=bool(level)):
            self.pieces.append(self._piece(node, line.text, level, page, line.places))
        for mark, body in self._taken():
            self._note(mark, body)
        for frame in frames:
            self.visit(frame, depth + 1)

    def _inline(self, node: Any, marks: list[tuple[int, str]], frames: list[Any], at: int) -> Iterator[str]:
        """The text of a paragraph; notes and frames in it are put aside."""
        length = at
        for text, child in _parts(node):
            if text:
                length += len(text)
                yield text
                continue
            kind = local_name(child)
            if why := self._why_unprinted(child):
                self._leave_out(why, child)
            elif kind == "note":
                mark = "".join(next(child.iter("{*}note-citation"), child).itertext()).strip()
                marks.append((length, mark))
                self._notes.append((mark, next(child.iter("{*}note-body"), None)))
            elif kind in ("annotation", "annotation-end"):
                self._counts["comments"] += kind == "annotation"
            elif kind in ("frame", "custom-shape", "g"):
                if next(child.iter("{*}text-box"), None) is None and kind == "frame":
                    self._counts["drawn"] += 1
                frames.append(child)
            elif kind == "soft-page-break":
                self.page += 1
            elif kind and kind not in _SKIPPED:
                inner = _sign(child, kind) or "".join(self._inline(child, marks, frames, length))
                length += len(inner)
                yield inner

    def _why_unprinted(self, node: Any) -> str:
        """Why an element does not print: ``hidden`` or ``struck``; empty if it does."""
        hiding = [node] if local_name(node) == "hidden-text" else []
        hiding += [child for child in node if local_name(child) == "hidden-paragraph"]
        if any(_attribute(it, "is-hidden") != "false" for it in hiding) or _attribute(node, "display") == "none":
            return "hidden"
        return self._unprinted.get(_attribute(node, "style-name"), "")

    def _taken(self) -> list[tuple[str, Any]]:
        taken, self._notes = self._notes, []
        return taken

    def _note(self, mark: str, body: Any) -> None:
        if body is None:
            return
        frames: list[Any] = []
        raw = BREAK.join("".join(self._inline(node, [], frames, 0)) for node in body.iter("{*}p"))
        lines: list[Line[str]] = split_at_breaks(raw)
        for line in lines:
            self.pieces.append(Piece("footnote", line.text, ((0, self.page),), mark=mark))
            mark = ""  # one piece is tied to the mark

    def _piece(self, node: Any, text: str, level: str, page: int, marks: tuple[tuple[int, str], ...]) -> Piece:
        place = ((0, page),)
        if level.isdigit():
            mark = find_mark(text)
            label = mark.label if mark else text[:40]
            return Piece("heading", text, place, mark.text if mark else "", label, int(level), marks)
        style = _attribute(node, "style-name")
        style = (self._parents.get(style) or style).replace("_20_", " ")
        if style == "Title":
            self.found.setdefault("title", text)
        if self._row >= 0:
            return Piece("table", text, place, marks=marks, row=self._row)
        if self._listed:
            return Piece("bullet", text, place, find_bullet(text), marks=marks)
        if style in ("Title", "Subtitle"):
            return Piece("paragraph", text, place, marks=marks)
        piece = self._classifier.classify(text)
        return Piece(piece.kind, text, place, piece.mark, piece.label, piece.rank, marks)

    def notes(self) -> Iterator[Note]:
        for what, (kind, message, confidence) in _TOLD.items():
            if self._counts[what]:
                yield Note(kind, Message(message, n=self._counts[what]), 0, self._examples.get(what, ""), confidence)


def _unprinted(roots: list[Any]) -> dict[str, str]:
    """Style → why text of it does not print; a style takes after the one it is based on."""
    found: dict[str, str] = {}
    for root in roots:
        for style in root.iter("{*}style"):
            why = found.get(_attribute(style, "parent-style-name"), "")
            for properties in style.iter("{*}text-properties"):
                shown, line = (_attribute(properties, name) for name in ("display", "text-line-through-style"))
                if shown or line:
                    why = "hidden" if shown == "none" else "struck" if line not in ("", "none") else ""
            found[_attribute(style, "name")] = why
    return found


def _parts(node: Any) -> Iterator[tuple[str, Any]]:
    """The texts and elements of a paragraph, in their order."""
    if node.text:
        yield node.text, None
    for child in node:
        yield "", child
        if child.tail:
            yield child.tail, None


def _sign(node: Any, kind: str) -> str:
    """The characters that an element stands for."""
    if kind == "s":
        count = _attribute(node, "c")
        return " " * min(int(count) if count.isdigit() else 1, 100)
    return {"tab": "\t", "line-break": BREAK}.get(kind, "")
