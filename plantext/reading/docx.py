"""Word files (docx)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from plantext.errors import Message, ReadingError
from plantext.reading.decoding import decode
from plantext.reading.html import read_html
from plantext.reading.linebreaks import BREAK, Line, split_at_breaks
from plantext.reading.lines import LineClassifier
from plantext.reading.marks import find_bullet, find_mark, fold_number
from plantext.reading.packages import mend_office, open_package
from plantext.reading.pieces import Piece, Reading, bold_length
from plantext.reading.text import read_text
from plantext.reading.word.body import Walker
from plantext.reading.word.numbering import Number, Numbering, roman
from plantext.reading.word.paragraphs import Paragraph, joined
from plantext.reading.word.parts import Package, W
from plantext.reading.word.styles import Styles
from plantext.records import Note

_MARK_SIGNS = "[]（）()※*注"
_PICTURED = 60
"""Characters a picture under which a file may be a scan."""
_DAMAGED = Message("Open and save it again in Word.")
# What was left out or may stand elsewhere in print: kind of note, message, confidence.
_TOLD = {
    "deleted": ("dropped", Message("Text marked as deleted, {n} runs."), 1.0),
    "hidden": ("dropped", Message("Text formatted as hidden, {n} runs."), 1.0),
    "struck": ("dropped", Message("Text crossed out, {n} runs."), 0.8),
    "contents": ("dropped", Message("Contents or an index made by Word, {n} parts."), 0.95),
    "prompts": ("dropped", Message("Form fields that show their prompt only, {n}."), 1.0),
    "boxes": ("order", Message("Text boxes, {n}: each is read behind the paragraph that it is anchored in."), 0.7),
    "drawn": ("unread", Message("Charts, diagrams or words drawn, {n}: their words were not read."), 1.0),
    "pictures": ("dropped", Message("Pictures, {n}: words in them were not read."), 1.0),
    "objects": ("unread", Message("Objects of other programs, {n}: what they show was not read."), 0.9),
    "subdocuments": ("unread", Message("Parts kept in files of their own (subdocuments), {n}: read those, too."), 0.3),
    "formulas": (
        "uncertain",
        Message("Formulas, {n}: read as a row of characters, without what is raised or lowered."),
        0.7,
    ),
    "fields": (
        "uncertain",
        Message("Fields that Word works out when it prints, {n}: what they show was not read."),
        0.7,
    ),
    "unreadable": ("uncertain", Message("Text set white or too small to be seen, {n} runs: read all the same."), 0.7),
    "symbols": ("uncertain", Message("Signs of fonts without a known meaning, {n}: left out."), 0.6),
    "comments": ("dropped", Message("Comments in the margin, {n}."), 1.0),
    "margins": ("dropped", Message("Heads and feet of pages, {n}."), 1.0),
}


def read_docx(data: bytes, name: str) -> Reading:
    """Read a Word file.

    Headings follow outline levels and styles, notes their marks; pages begin where Word noted page breaks.

    Parameters
    ----------
    name : str
        What to call the file in errors.

    Raises
    ------
    ReadingError
        If the file is damaged, encrypted or a zip bomb.
    """
    with open_package(data, name, what=Message("a Word file"), mend=mend_office(data, _DAMAGED)) as archive:
        return _Reader(Package(archive, name)).read()


class _Reader:
    """Makes pieces of the paragraphs of an open Word file; one inside another opens no third."""

    def __init__(self, package: Package, *, inner: bool = False) -> None:
        self.package = package
        self.styles = Styles.of(package.related("styles"))
        self.notes = {kind: _notes_of(package.related(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
        self.lists = package.related("numbering")
        self.note_lists = Numbering(self.lists)
        self.numbers: dict[tuple[str, str], str] = {}
        self.counted: Counter[str] = Counter()
        self.inner = inner
        self.classifier = LineClassifier()
        self.pieces: list[Piece] = []
        self.report: list[Note] = []
        self.title = ""
        self.outlined = False

    def read(self) -> Reading:
        body = self.package.body()
        walker = self._walk(body, Numbering(self.lists))
        if any(one.is_generated for one in walker.fields):  # contents that never end would swallow the rest
            walker = self._walk(body, Numbering(self.lists), keep_contents=True)
        # Where headings are marked up, what Word numbers beside them are items.
        self.outlined = any(paragraph.level for paragraph in walker.paragraphs)
        for paragraph in joined(walker.paragraphs):
            if paragraph.chunk:
                self._add_chunk(paragraph)
            else:
                self._add_paragraph(paragraph, walker)
        self._tell(walker)
        found = {}
        core = self.package.xml("docProps/core.xml")
        title = next((node.text for node in core.iter("{*}title") if node.text), "") if core is not None else ""
        if title or self.title:
            # The title printed wins over the one in the file's properties, which is often a template's.
            found["title"] = self.title or title.strip()
        return Reading(tuple(self.pieces), tuple(self.report), walker.page, found, marks_taken=True)

    def _walk(self, root: Any, lists: Numbering, *, keep_contents: bool = False) -> Walker:
        rendered = next(root.iter(W + "lastRenderedPageBreak"), None) is not None
        walker = Walker(self.styles, lists, rendered=rendered, keep_contents=keep_contents)
        walker.walk(root)
        return walker

    def _add_paragraph(self, paragraph: Paragraph, walker: Walker) -> None:
        if not paragraph.parts and not paragraph.marks:
            return
        if paragraph.look.kind == "contents" and not paragraph.level:
            if paragraph.text.strip():
                walker.counts["contents"] += 1
                walker.examples.setdefault("contents", paragraph.text.strip()[:60])
                self._drop_contents_title()
            return
        number = paragraph.number if paragraph.text.strip() else None
        lead = number.text + number.gap if number and not number.is_bullet else ""
        places: list[tuple[int, int | str]] = [(offset + len(lead), place) for offset, place in paragraph.pages]
        places += [(offset + len(lead), mark) for offset, mark in self._marks(paragraph)]
        places.sort(key=lambda place: place[0])
        whole = paragraph.level > 0 or paragraph.look.kind in ("title", "subtitle", "caption")
        page = paragraph.pages[0][1]
        for line in split_at_breaks(lead + paragraph.text, places, whole=whole):
            piece = self._located(self._piece(paragraph, line.text, number), line, page)
            page = piece.pages[-1][1]
            self.pieces.append(
                replace(piece, bold=bold_length(piece.text, paragraph.bold)) if paragraph.bold else piece
            )
            number = None
        for _, (kind, identifier) in paragraph.marks:
            self._add_note(kind, identifier, page)

    def _marks(self, paragraph: Paragraph) -> Iterator[tuple[int, str]]:
        """The printed marks of a paragraph's notes: Arabic for footnotes, Roman for endnotes."""
        for offset, (kind, identifier) in paragraph.marks:
            if kind == "raised":
                # Set by hand: it may repeat the mark of a note, which is tied to the first.
                mark = identifier.strip(_MARK_SIGNS)
                if mark not in self.numbers.values():
                    yield offset, mark
                continue
            if (kind, identifier) not in self.numbers:
                self.counted[kind] += 1
                number = self.counted[kind]
                self.numbers[kind, identifier] = str(number) if kind == "footnote" else roman(number)
            yield offset, self.numbers[kind, identifier]

    def _located(self, piece: Piece, line: Line[int | str], page: int) -> Piece:
        pages = [(0, page)]
        for offset, place in line.places:
            if isinstance(place, int):
                while pages and pages[-1][0] >= offset:
                    pages.pop()
                pages.append((offset, place))
        marks = tuple((offset, place) for offset, place in line.places if isinstance(place, str))
        return replace(piece, pages=tuple(pages), marks=marks)

    def _piece(self, paragraph: Paragraph, text: str, number: Number | None) -> Piece:
        """The piece of a line; `number` is what Word printed before it."""
        kind = paragraph.look.kind
        found = find_mark(text)
        mark = number.text if number and not number.is_bullet else found.text if found else ""
        if paragraph.level:
            label = found.label if found else fold_number(mark) or text[:40]
            return Piece("heading", text, mark=mark, label=label, rank=paragraph.level)
        if kind in ("title", "subtitle"):
            if kind == "title" and not self.title:
                self.title = text
            return Piece("paragraph", text)
        if paragraph.row >= 0:
            return Piece("table", text, row=paragraph.row)
        if kind == "caption":
            return Piece("caption", text)
        if kind == "bullet" or (number and (number.is_bullet or self.outlined)):
            return Piece("bullet", text, mark=mark or find_bullet(text))
        return self.classifier.classify(text)

    def _drop_contents_title(self) -> None:
        if self.pieces and "".join(self.pieces[-1].text.split()) in ("目次", "もくじ"):
            self.pieces.pop()

    def _add_note(self, kind: str, identifier: str, page: int) -> None:
        """Add a note behind the paragraph that holds its mark."""
        note = self.notes.get(kind, {}).pop(identifier, None)
        if note is None:
            return
        walker = self._walk(note, self.note_lists)
        text = BREAK.join(paragraph.text for paragraph in walker.paragraphs)
        mark = self.numbers[kind, identifier]
        lines: list[Line[str]] = split_at_breaks(text)
        for line in lines:
            self.pieces.append(Piece("footnote", line.text, ((0, page),), mark=mark))
            mark = ""  # one piece is tied to the mark

    def _add_chunk(self, paragraph: Paragraph) -> None:
        """Read a file of another format that Word shows at its place."""
        part = self.package.target(paragraph.chunk)
        data = self.package.read(part) if part else None
        reading = self._read_chunk(data, part) if data and not self.inner else None
        page = paragraph.pages[0][1]
        if reading is None:
            message = Message("A file embedded in the text ({part}) could not be read.", part=part or paragraph.chunk)
            self.report.append(Note("uncertain", message, page, "", 0.3))
            return
        self.pieces += [replace(piece, pages=((0, page),)) for piece in reading.pieces]
        self.report.append(
            Note(
                "uncertain",
                Message("A file embedded in the text ({part}) was read at its place.", part=part),
                page,
                "",
                0.7,
            )
        )
        self.report += reading.notes

    def _read_chunk(self, data: bytes, part: str) -> Reading | None:
        name, suffix = f"{self.package.name}!{part}", part.rpartition(".")[2].lower()
        tags = 0
        try:
            if suffix in ("docx", "docm"):
                with open_package(data, name, what=Message("a Word file"), mend=_DAMAGED) as archive:
                    reading = _Reader(Package(archive, name), inner=True).read()
                    tags = archive.tags
            elif suffix in ("htm", "html", "xhtml"):
                reading = read_html(decode(data, part).text)
            else:
                return read_text(decode(data, part).text, part) if suffix == "txt" else None
        except ReadingError:
            return None
        # Of a file that is embedded many times, each reading counts.
        self.package.archive.count(tags, self.package.name)
        return reading

    def _tell(self, walker: Walker) -> None:
        comments = self.package.related("comments")
        if comments is not None:
            texts = ["".join(comment.itertext(W + "t")) for comment in comments.iter(W + "comment")]
            walker.counts["comments"] += len(texts)
            walker.examples["comments"] = (texts or [""])[0][:60]
        for part in self.package.margins():
            text = "".join(part.itertext(W + "t")).strip()
            walker.counts["margins"] += bool(text)
            walker.examples.setdefault("margins", text[:60])
        for kind, (of, message, confidence) in _TOLD.items():
            if walker.counts[kind]:
                told = Message(message, n=walker.counts[kind])
                self.report.append(Note(of, told, 0, walker.examples.get(kind, ""), confidence))
        pictures, count = walker.counts["pictures"], sum(len(piece.text) for piece in self.pieces)
        if count < _PICTURED * pictures:
            told = Message(
                "The file is {n} pictures with {count} characters of text: what they show was not read.",
                n=pictures,
                count=count,
            )
            self.report.append(Note("uncertain", told, 0, "", 0.3))
        left = sum(len(notes) for notes in self.notes.values())
        if left:
            self.report.append(
                Note("dropped", Message("Notes without a mark in the text, {left}.", left=left), 0, "", 0.7)
            )


def _notes_of(root: Any | None, kind: str) -> dict[str, Any]:
    """Identifier → note, without the lines that part notes from the text."""
    if root is None:
        return {}
    return {note.get(W + "id", ""): note for note in root.iter(W + kind) if note.get(W + "type", "normal") == "normal"}
