"""Slides (pptx): slide by slide, titles as headings, tables by their rows."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from plantext.errors import Message, ReadingError
from plantext.reading.linebreaks import BREAK, Line, split_at_breaks
from plantext.reading.lines import LineClassifier
from plantext.reading.marks import find_bullet, find_mark
from plantext.reading.packages import Parts, mend_office, open_package, read_part
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading
from plantext.reading.xmltree import local_name, parse_xml
from plantext.records import Note

_MEND = Message("Open and save it again in PowerPoint.")
_TITLES = frozenset({"title", "ctrTitle"})
_MARGINS = frozenset({"sldNum", "dt", "ftr", "hdr"})
_DEEPEST = 40
"""Groups of shapes inside each other that are looked into."""
# What was left out: kind of note, message, confidence.
_TOLD = {
    "hidden": ("dropped", Message("Slides that are not shown, {n}."), 1.0),
    "unseen": ("dropped", Message("Shapes that are hidden, {n}."), 1.0),
    "outside": ("dropped", Message("Shapes that lie outside of the slide, {n}."), 0.95),
    "struck": ("dropped", Message("Text crossed out, {n} runs."), 0.8),
    "comments": ("dropped", Message("Comments, {n}."), 1.0),
    "layouts": ("dropped", Message("Texts of the slides' layout, which stand on many slides, {n}."), 0.9),
    "notes": ("dropped", Message("Notes of the speaker, on {n} slides."), 1.0),
    "margins": ("dropped", Message("Numbers, dates and feet of slides, {n}."), 1.0),
    "drawn": ("unread", Message("Charts or diagrams, {n}: their words were not read."), 1.0),
    "pictures": ("unread", Message("Pictures, {n}: words in them were not read."), 1.0),
}


def read_slides(data: bytes, name: str) -> Reading:
    """Read slides; a page is a slide.

    Parameters
    ----------
    name : str
        What to call the file in errors.

    Raises
    ------
    ReadingError
        If the file is damaged, encrypted or a zip bomb.
    """
    with open_package(data, name, what=Message("slides"), mend=mend_office(data, _MEND)) as archive:
        return _Reader(archive, name).read()


class _Reader:
    """Makes pieces of the slides of an open file."""

    def __init__(self, archive: Parts, name: str) -> None:
        self.archive = archive
        self.name = name
        self.pieces: list[Piece] = []
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.rows = 0
        self.page = 0
        self.title = ""
        self.size = (0, 0)
        self.layouts: set[str] = set()
        self.classifier = LineClassifier()

    def _xml(self, part: str) -> Any | None:
        data = read_part(self.archive, part, self.name)
        return None if data is None else parse_xml(data, f"{self.name}: {part}", mend=_MEND)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Identifier → kind and target of what a part names."""
        folder, file = posixpath.split(part)
        root = self._xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {
            node.get("Id", ""): (
                node.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/" + folder, unquote(node.get("Target", "")))).lstrip("/"),
            )
            for node in (root.iter("{*}Relationship") if root is not None else ())
            if node.get("TargetMode") != "External"
        }

    def read(self) -> Reading:
        main = next(
            (path for kind, path in self._relations("").values() if kind == "officeDocument"), "ppt/presentation.xml"
        )
        root = self._xml(main)
        if root is None or local_name(root) != "presentation":
            raise ReadingError(
                "{name}: expected slides, but it holds no ppt/presentation.xml. Is it a document?", name=self.name
            )
        related = self._relations(main)
        self.size = _pair(next(root.iter("{*}sldSz"), None), "cx", "cy")
        for node in root.iter("{*}sldId"):
            key = next((value for name, value in node.attrib.items() if name.endswith("}id")), "")
            if key in related:
                self._slide(related[key][1])
        core = self._xml("docProps/core.xml")
        title = self.title or (next((n.text for n in core.iter("{*}title") if n.text), "") if core is not None else "")
        found = {"title": title.strip()} if title.strip() else {}
        return Reading(tuple(self.pieces), tuple(self._notes()), max(self.page, 1), found)

    def _slide(self, part: str) -> None:
        root = self._xml(part)
        if root is None:
            return
        self.page += 1
        if root.get("show") in ("0", "false"):
            self.counts["hidden"] += 1
            return
        for kind, path in self._relations(part).values():
            self._tell_related(kind, path)
        tree = next(root.iter("{*}spTree"), None)
        shapes = list(_shapes(tree)) if tree is not None else []
        # The title is read first, wherever it was drawn.
        for shape in sorted(shapes, key=lambda one: _placeholder(one) not in _TITLES):
            self._shape(shape)

    def _tell_related(self, kind: str, path: str) -> None:
        """Count what belongs to a slide and is not shown on it, or not on it alone."""
        if kind not in ("notesSlide", "comments", "slideLayout", "slideMaster") or path in self.layouts:
            return
        root = self._xml(path)
        if root is None:
            return
        if kind == "comments":
            for comment in root.iter("{*}cm"):
                self._count("comments", "".join(comment.itertext()))
        elif kind == "notesSlide":
            text = "".join(
                line for shape in root.iter("{*}sp") if _placeholder(shape) == "body" for line in _lines(shape)
            )
            if text.strip():
                self._count("notes", text)
        else:
            self.layouts.add(path)
            for shape in root.iter("{*}sp"):
                # The prompts of places to be filled in are not shown.
                if not _placeholder(shape) and (lines := _lines(shape)):
                    self._count("layouts", " ".join(lines))
            for of, other in self._relations(path).values():
                if of == "slideMaster":
                    self._tell_related(of, other)

    def _count(self, what: str, example: str) -> None:
        self.counts[what] += 1
        if example.strip():
            self.examples.setdefault(what, example.strip()[:60])

    def _shape(self, shape: Any) -> None:
        kind = local_name(shape)
        for run in shape.iter("{*}r"):
            if _is_struck(run):
                self._count("struck", "".join(run.itertext()))
        if _is_hidden(shape):
            self._count("unseen", " ".join(_lines(shape)))
        elif _is_outside(shape, self.size):
            self._count("outside", " ".join(_lines(shape)))
        elif kind == "pic":
            self.counts["pictures"] += 1
        elif kind == "graphicFrame":
            table = next(shape.iter("{*}tbl"), None)
            if table is None:
                self.counts["drawn"] += 1
            else:
                self._table(table)
        elif (place := _placeholder(shape)) in _MARGINS:
            self.counts["margins"] += 1
        elif place in _TITLES:
            self._heading(BREAK.join(_lines(shape)), first=place == "ctrTitle")
        else:
            self._body(shape, listed=place in ("body", "obj"))

    def _heading(self, raw: str, *, first: bool) -> None:
        lines: list[Line[str]] = split_at_breaks(raw, whole=True)
        for line in lines:
            mark = find_mark(line.text)
            label = mark.label if mark else line.text[:40]
            place = ((0, self.page),)
            self.pieces.append(Piece("heading", line.text, place, mark=mark.text if mark else "", label=label, rank=1))
            if not self.title and (first or self.page == 1):
                self.title = line.text

    def _body(self, shape: Any, *, listed: bool) -> None:
        for paragraph in shape.iter("{*}p"):
            bulleted = listed and next(paragraph.iter("{*}buNone"), None) is None
            bulleted |= any(local_name(node) in ("buChar", "buAutoNum") for node in paragraph.iter())
            lines: list[Line[str]] = split_at_breaks(_text(paragraph))
            for line in lines:
                piece = self.classifier.classify(line.text)
                # Headings are the titles of the slides.
                if bulleted or (piece.kind == "heading" and piece.rank < MEASURE_RANK):
                    piece = Piece("bullet", line.text, mark=find_bullet(line.text))
                self.pieces.append(replace(piece, pages=((0, self.page),)))

    def _table(self, table: Any) -> None:
        for row in table.iter("{*}tr"):
            for cell in row.iter("{*}tc"):
                if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                    continue
                lines: list[Line[str]] = split_at_breaks(BREAK.join(_lines(cell)))
                place = ((0, self.page),)
                self.pieces += [Piece("table", line.text, place, row=self.rows) for line in lines]
            self.rows += 1

    def _notes(self) -> Iterator[Note]:
        for what, (kind, message, confidence) in _TOLD.items():
            if self.counts[what]:
                yield Note(kind, Message(message, n=self.counts[what]), 0, self.examples.get(what, ""), confidence)


def _shapes(tree: Any, depth: int = 0) -> Iterator[Any]:
    """The shapes of a slide in their order, those of groups too."""
    for node in tree:
        kind = local_name(node)
        if kind == "grpSp" and not _is_hidden(node) and depth < _DEEPEST:
            yield from _shapes(node, depth + 1)
        elif kind == "AlternateContent":
            # The same drawn in two ways: one is enough.
            choice = next((child for child in node if local_name(child) in ("Choice", "Fallback")), None)
            if choice is not None and depth < _DEEPEST:
                yield from _shapes(choice, depth + 1)
        elif kind in ("sp", "graphicFrame", "pic", "grpSp"):
            yield node


def _is_hidden(shape: Any) -> bool:
    own = next(shape.iter("{*}cNvPr"), None)
    return own is not None and own.get("hidden") in ("1", "true")


def _pair(node: Any | None, first: str, second: str) -> tuple[int, int]:
    """Two lengths; none where they are no numbers."""
    values = [node.get(name, "") if node is not None else "" for name in (first, second)]
    if not all(value.removeprefix("-").isdecimal() and len(value) < 12 for value in values):
        return 0, 0
    return int(values[0]), int(values[1])


def _is_outside(shape: Any, size: tuple[int, int]) -> bool:
    """Whether a shape that is in no group lies wholly beside the slide."""
    frame = next(shape.iter("{*}xfrm"), None)
    if not all(size) or frame is None or local_name(shape.getparent()) == "grpSp":
        return False
    x, y = _pair(next(frame.iter("{*}off"), None), "x", "y")
    wide, high = _pair(next(frame.iter("{*}ext"), None), "cx", "cy")
    return x >= size[0] or y >= size[1] or (wide > 0 and x + wide <= 0) or (high > 0 and y + high <= 0)


def _placeholder(shape: Any) -> str:
    """What a shape is a place for: title, body, sldNum; empty for a shape of its own."""
    place = next(shape.iter("{*}ph"), None)
    return "" if place is None else place.get("type", "obj")


def _is_struck(run: Any) -> bool:
    properties = run.find("{*}rPr")
    return properties is not None and properties.get("strike", "noStrike") != "noStrike"


def _lines(shape: Any) -> list[str]:
    return [text for paragraph in shape.iter("{*}p") if (text := _text(paragraph)).strip()]


def _text(paragraph: Any) -> str:
    parts = []
    for node in paragraph.iter("{*}t", "{*}br"):
        if local_name(node) == "br":
            parts.append(BREAK)
        elif not _is_struck(node.getparent()):
            parts.append(node.text or "")
    return "".join(parts)
