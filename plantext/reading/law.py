"""Laws in the XML of e-Gov (法令標準XML): title, date, and the articles as the tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from plantext.dates.words import ERA_SHORT
from plantext.errors import Message, ReadingError
from plantext.reading.marks import find_mark
from plantext.reading.metadata import find_date
from plantext.reading.pieces import Piece, Reading
from plantext.reading.xmltree import local_name, parse_file
from plantext.records import Note

# Parts of a law that open a section, from the outermost in.
_SECTIONS = {"Part": 1, "Chapter": 2, "Section": 3, "Subsection": 4, "Division": 5}
_ARTICLE = 6
_SUPPLEMENT = 1
_APPENDICES = frozenset(
    {
        "AppdxTable",
        "AppdxNote",
        "AppdxStyle",
        "AppdxFormat",
        "Appdx",
        "AppdxFig",
        "SupplProvisionAppdx",
        "SupplProvisionAppdxTable",
        "SupplProvisionAppdxStyle",
    }
)
_ERAS = {"Meiji": "M", "Taisho": "T", "Showa": "S", "Heisei": "H", "Reiwa": "R"}
_PICTURES = ("Fig", "FigStruct", "StyleStruct", "FormatStruct", "NoteStruct")


def is_law(data: bytes) -> bool:
    """Tell whether XML is a law of e-Gov.

    Examples
    --------
    >>> is_law(b"<Law><LawBody/></Law>"), is_law(b"<data/>")
    (True, False)
    """
    return any("<LawBody".encode(codec) in data for codec in ("utf-8", "utf-16-le", "utf-16-be"))


def read_law(data: bytes, name: str) -> Reading:
    """Read a law: parts, chapters, sections and articles are headings, paragraphs and items stand under their article.

    Raises
    ------
    ReadingError
        If it is damaged, or holds no law.
    """
    root = parse_file(data, name)
    law = root if local_name(root) == "Law" else next(root.iter("{*}Law"), None)
    body = law.find("{*}LawBody") if law is not None else None
    if law is None or body is None:
        raise ReadingError("{name}: expected a law in the XML of e-Gov, but found no LawBody in it.", name=name)
    title = _text(body.find("{*}LawTitle"))
    number = _text(law.find("{*}LawNum"))
    reader = _Reader()
    for line in (title, number):
        if line:
            reader.pieces.append(Piece("paragraph", line))
    for child in body:
        if local_name(child) not in ("LawTitle", ""):
            reader.visit(child)
    found = {"title": title, "date": _promulgated(law, number)}
    return Reading(
        tuple(reader.pieces), tuple(reader.notes()), 1, {key: value for key, value in found.items() if value}
    )


def _promulgated(law: Any, number: str) -> str:
    era, year = _ERAS.get(law.get("Era", ""), ""), law.get("Year", "")
    month, day = law.get("PromulgateMonth", ""), law.get("PromulgateDay", "")
    if era and year and month and day:
        found = find_date(f"{ERA_SHORT[era]}{year}年{month}月{day}日")
    else:
        found = find_date(number)
    return found.isoformat() if isinstance(found, dt.date) else ""


class _Reader:
    """Makes pieces of the elements of a law, in their order."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.contents = 0
        self.pictures = 0

    def visit(self, node: Any) -> None:
        kind = local_name(node)
        if kind == "TOC":
            self.contents += 1
        elif kind in _SECTIONS:
            self._heading(_text(node.find(f"{{*}}{kind}Title")), _SECTIONS[kind])
            self._children(node, {f"{kind}Title"})
        elif kind == "SupplProvision":
            self._heading(_supplement(node), _SUPPLEMENT)
            self._children(node, {"SupplProvisionLabel"})
        elif kind == "Article":
            self._article(node)
        elif kind == "Paragraph":
            self._numbered(node, "ParagraphNum", "ParagraphSentence", {"ParagraphCaption"})
        elif kind == "Item" or (kind.startswith("Subitem") and kind[7:].isdigit()):
            self._numbered(node, f"{kind}Title", f"{kind}Sentence", set())
        elif kind in _APPENDICES:
            self._appendix(node)
        elif kind in ("TableRow", "TableHeaderRow"):
            self._row(node)
        elif kind in _PICTURES and not _text(node):
            self.pictures += 1
        elif any(local_name(child) in _BLOCKS for child in node.iter()):
            self._children(node, set())
        elif _text(node):
            self.pieces.append(Piece("paragraph", _text(node)))

    def _children(self, node: Any, done: set[str]) -> None:
        for child in node:
            if local_name(child) and local_name(child) not in done:
                self.visit(child)

    def _heading(self, text: str, rank: int) -> None:
        if text:
            self.pieces.append(Piece("heading", text, label=_label(text), rank=rank))

    def _article(self, node: Any) -> None:
        caption, title = _text(node.find("{*}ArticleCaption")), _text(node.find("{*}ArticleTitle"))
        self.pieces.append(Piece("heading", title + caption, mark=title, label=_label(title), rank=_ARTICLE))
        self._children(node, {"ArticleCaption", "ArticleTitle"})

    def _numbered(self, node: Any, number: str, sentence: str, captions: set[str]) -> None:
        """A paragraph or an item: its number and sentences, then what stands under it."""
        mark = _text(node.find(f"{{*}}{number}"))
        for caption in captions:
            if text := _text(node.find(f"{{*}}{caption}")):
                self.pieces.append(Piece("paragraph", text))
        body = "　".join(filter(None, (_sentences(part) for part in node.findall(f"{{*}}{sentence}"))))
        text = "　".join(part for part in (mark, body) if part)
        if text:
            self.pieces.append(Piece("paragraph" if number == "ParagraphNum" else "bullet", text, mark=mark))
        self._children(node, {number, sentence, *captions})

    def _appendix(self, node: Any) -> None:
        title = next((_text(child) for child in node if local_name(child).endswith("Title") and _text(child)), "")
        self._heading(title, _SUPPLEMENT)
        self._children(node, {local_name(child) for child in node if local_name(child).endswith("Title")})

    def _row(self, node: Any) -> None:
        row = 1 + max((piece.row for piece in self.pieces), default=-1)
        for cell in node:
            if text := _text(cell):
                self.pieces.append(Piece("table", text, row=row))

    def notes(self) -> Iterator[Note]:
        if self.contents:
            yield Note("dropped", "The contents (目次), which repeat the headings, were left out.")
        if self.pictures:
            yield Note(
                "unread",
                Message("Pictures and forms, {pictures}: their words were not read.", pictures=self.pictures),
                0,
                "",
                0.8,
            )


_BLOCKS = frozenset(_SECTIONS) | {"Article", "Paragraph", "Item", "TableRow", "TableHeaderRow"}


def _label(text: str) -> str:
    """The number of a heading as sections have it (第1章), or the heading without one."""
    mark = find_mark(text)
    return mark.label if mark else text.partition("　")[0][:40]


def _supplement(node: Any) -> str:
    """The heading of supplementary provisions, with the law that amended."""
    label = "".join(_text(node.find("{*}SupplProvisionLabel")).split())
    number = node.get("AmendLawNum", "")
    return f"{label or '附則'}（{number}）" if number else label or "附則"


def _sentences(node: Any) -> str:
    """The sentences of a paragraph or an item; columns of a definition are parted by a space, as printed."""
    columns = [child for child in node if local_name(child) == "Column"]
    return "　".join(_text(column) for column in columns) if columns else _text(node)


def _text(node: Any) -> str:
    """The text of an element without readings (ルビ) and the white space of its markup."""
    if node is None:
        return ""
    parts = [node.text or ""]
    for child in node:
        if local_name(child) != "Rt":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(part.strip("\n\r\t ") if not part.strip() else part for part in parts).strip("\n\r\t ")
