"""The paragraphs of a Word file as they print: without what is hidden, deleted, or made by fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from plantext.reading.linebreaks import BREAK
from plantext.reading.marks import RAISED_MARK
from plantext.reading.word.beside import MATH, is_unreadable, kind_beside, words_beside
from plantext.reading.word.fields import Field, chosen_entry, is_worked_out, shown_by
from plantext.reading.word.numbering import Numbering
from plantext.reading.word.paragraphs import Paragraph
from plantext.reading.word.parts import R, W
from plantext.reading.word.styles import Styles, is_on, list_of, outline_level
from plantext.reading.word.symbols import printed

_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What prints nothing: ruby and properties.
_SILENT = frozenset({W + "rt", W + "rPr", W + "sdtPr", W + "sectPr"})
_DELETED = frozenset({W + "del", W + "moveFrom", W + "delText"})
# Of a list, as its paragraphs give them.
_LEVELS = frozenset("012345678")
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": BREAK, W + "noBreakHyphen": "-"}


class Walker:
    """Walks a part in document order; a paragraph in a text box follows the one that it stands in.

    Parameters
    ----------
    rendered : bool
        Whether Word noted the pages that it printed: breaks that were set are counted otherwise.
    keep_contents : bool
        Whether the results of fields that make contents are kept, as where such a field never ends.
    """

    def __init__(
        self, styles: Styles, numbering: Numbering, *, rendered: bool = False, keep_contents: bool = False
    ) -> None:
        self.styles = styles
        self.numbering = numbering
        self.rendered = rendered
        self.keep_contents = keep_contents
        self.paragraphs: list[Paragraph] = []
        self.page = 1
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.fields: list[Field] = []
        self._open: list[Paragraph] = []
        self._rows = 0
        self._row_at = -1
        self._hidden = ""
        self._properties: Any | None = None
        self._boxes = 0
        self._own_mark = False
        self._visitors: dict[str, Callable[[Any], None]] = {
            W + "p": self._paragraph,
            W + "r": self._run,
            W + "t": self._text,
            MATH + "t": self._text,
            MATH + "f": self._fraction,
            W + "br": self._break,
            W + "lastRenderedPageBreak": self._rendered_break,
            W + "instrText": self._instruction,
            W + "fldChar": self._field_mark,
            W + "fldSimple": self._simple_field,
            W + "footnoteReference": self._reference,
            W + "endnoteReference": self._reference,
            W + "sym": self._symbol,
            W + "tbl": self._table,
            W + "tr": self._row,
            W + "tc": self._cell,
            W + "sdt": self._control,
            W + "altChunk": self._chunk,
            W + "txbxContent": self._box,
        }

    def walk(self, node: Any) -> None:
        """Visit a node and what is in it."""
        tag = node.tag
        if not isinstance(tag, str) or tag in _SILENT:
            return
        if tag == _CHOICES + "Fallback" and node.getprevious() is not None:
            return  # what other programs are to show instead
        if tag in _DELETED:
            self._count("deleted", "".join(node.itertext()))
            return
        if beside := kind_beside(node):
            self._count(beside, words_beside(node))
        if beside == "objects":  # whose picture Word shows
            return
        visitor = self._visitors.get(tag)
        if visitor is not None:
            visitor(node)
        elif tag in _SIGNS:
            # A tab among the properties of a paragraph is a tab stop.
            if node.getparent().tag == W + "r":
                self._add(_SIGNS[tag])
        else:
            self._walk_inside(node)

    def _walk_inside(self, node: Any) -> None:
        for child in node:
            self.walk(child)

    def _count(self, kind: str, example: str = "") -> None:
        self.counts[kind] += 1
        if example.strip():
            self.examples.setdefault(kind, example.strip()[:60])

    def _add(self, text: str) -> None:
        if not self._open or not text:
            return
        if any(not one.separated for one in self.fields):
            return
        if not self.keep_contents and any(one.is_generated for one in self.fields):
            self._count("contents", text)
        elif self._hidden:
            self._count(self._hidden, text)
        else:
            self._open[-1].add(text)

    def _paragraph(self, node: Any) -> None:
        properties = node.find(W + "pPr")
        style = properties.find(W + "pStyle") if properties is not None else None
        look = self.styles.look(style.get(W + "val", "") if style is not None else self.styles.default)
        level = outline_level(properties)
        own = properties.find(W + "rPr") if properties is not None else None
        paragraph = Paragraph(look, look.level if level is None else level, self._row_at, [(0, self.page)])
        # A paragraph mark that was deleted or moved away joins the paragraph with the next.
        paragraph.goes_on = own is not None and any(own.find(W + gone) is not None for gone in ("del", "moveFrom"))
        if not paragraph.goes_on:
            number, at, named = paragraph.look.listed
            direct, of_list = list_of(properties)
            number, named = (direct, "") if direct else (number, named)
            at = of_list or at
            level = int(at) if at in _LEVELS else self.numbering.level_of_style(number, named)
            paragraph.number = self.numbering.next(number, level)
        self.paragraphs.append(paragraph)
        self._open.append(paragraph)
        outside = self._hidden, self._properties
        self._hidden, self._properties = "", properties
        self._walk_inside(node)
        self._hidden, self._properties = outside
        self._open.pop()
        # No instruction runs over a paragraph: one that seems to was never closed.
        self.fields = [one for one in self.fields if one.separated]

    def _run(self, node: Any) -> None:
        properties = node.find(W + "rPr")
        style = properties.find(W + "rStyle") if properties is not None else None
        looks = [self.styles.look(style.get(W + "val", ""))] if style is not None else []
        looks += [self._open[-1].look] if self._open else []
        hidden, struck = is_on(properties, "vanish"), is_on(properties, "strike", "dstrike")
        outside = self._hidden
        if hidden if hidden is not None else any(look.hidden for look in looks):
            self._hidden = "hidden"
        elif struck if struck is not None else any(look.struck for look in looks):
            self._hidden = "struck"
        # Cells and boxes have colours of their own.
        if self._row_at < 0 and not self._boxes and is_unreadable(properties, self._properties):
            self._count("unreadable", "".join(node.itertext(W + "t")))
        if not self._hidden and self._is_raised_mark(node, properties):
            self._open[-1].marks.append((self._open[-1].length, ("raised", "".join(node.itertext(W + "t")).strip())))
        else:
            before = len(self._open[-1].parts) if self._open else 0
            self._walk_inside(node)
            if self._open and is_on(properties, "b"):
                self._open[-1].add_bold("".join(self._open[-1].parts[before:]))
        self._hidden, self._own_mark = outside, False

    def _is_raised_mark(self, node: Any, properties: Any | None) -> bool:
        """Whether a run is a note's mark that was set by hand; a raised digit behind a letter or a digit is a power."""
        align = properties.find(W + "vertAlign") if properties is not None else None
        if align is None or align.get(W + "val") != "superscript" or not self._open or not self._open[-1].length:
            return False
        before = self._open[-1].parts[-1][-1]
        text = "".join(node.itertext(W + "t")).strip()
        return RAISED_MARK.fullmatch(text) is not None and not (before.isascii() and before.isalnum())

    def _text(self, node: Any) -> None:
        # What follows a note's reference in its run is its own mark.
        if not self._own_mark:
            self._add((node.text or "").translate({0x0A: " ", 0x0D: " "}))

    def _break(self, node: Any) -> None:
        kind = node.get(W + "type", "textWrapping")
        if kind == "page":
            if not self.rendered:
                self._turn_page()
        elif kind == "textWrapping":
            self._add(BREAK)

    def _rendered_break(self, _: Any) -> None:
        self._turn_page()

    def _turn_page(self) -> None:
        self.page += 1
        for paragraph in self._open:
            paragraph.pages.append((paragraph.length, self.page))

    def _instruction(self, node: Any) -> None:
        if self.fields and not self.fields[-1].separated:
            self.fields[-1].instruction.append(node.text or "")

    def _field_mark(self, node: Any) -> None:
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(Field(chosen=chosen_entry(node)))
        elif kind == "separate" and self.fields:
            self.fields[-1].separated = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            instruction = "".join(ended.instruction)
            shown = ended.chosen or ("" if ended.separated else shown_by(instruction))
            self._add(shown)
            if not (ended.separated or shown) and is_worked_out(instruction):
                self._count("fields", instruction)

    def _simple_field(self, node: Any) -> None:
        self.fields.append(Field([node.get(W + "instr", "")], separated=True))
        self._walk_inside(node)
        self.fields.pop()

    def _reference(self, node: Any) -> None:
        kind = node.tag.removeprefix(W).removesuffix("Reference")
        if self._open and not self._hidden:
            self._open[-1].marks.append((self._open[-1].length, (kind, node.get(W + "id", ""))))
        self._own_mark = node.get(W + "customMarkFollows", "0") not in ("0", "false", "off")

    def _symbol(self, node: Any) -> None:
        code = node.get(W + "char", "")
        value = int(code, 16) if code and len(code) <= 4 and all(c in "0123456789abcdefABCDEF" for c in code) else 0
        sign = printed(value, node.get(W + "font", ""))
        if not sign:
            self._count("symbols")
        self._add(sign)

    def _table(self, node: Any) -> None:
        """A table of one cell is a frame around paragraphs."""
        cells = node.iter(W + "tc")
        next(cells, None)
        if next(cells, None) is not None:
            self._walk_inside(node)
            return
        for cell in node.iter(W + "tc"):
            self._walk_inside(cell)

    def _row(self, node: Any) -> None:
        properties = node.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            self._count("deleted", "".join(node.itertext()))
            return
        outer = self._row_at
        if outer < 0:  # a table inside a cell belongs to its row
            self._row_at, self._rows = self._rows, self._rows + 1
        self._walk_inside(node)
        self._row_at = outer

    def _cell(self, node: Any) -> None:
        if node.find(f"{W}tcPr/{W}cellDel") is not None:
            self._count("deleted", "".join(node.itertext()))
        else:
            self._walk_inside(node)

    def _fraction(self, node: Any) -> None:
        for i, part in enumerate(node.findall(MATH + "num") + node.findall(MATH + "den")):
            self._add("/" if i else "")
            self._walk_inside(part)

    def _control(self, node: Any) -> None:
        """A content control: an empty one shows its prompt, one of the galleries holds contents."""
        properties = node.find(W + "sdtPr")
        if properties is not None:
            if properties.find(W + "showingPlcHdr") is not None:
                self._count("prompts", "".join(node.itertext()))
                return
            gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
            if gallery is not None and gallery.get(W + "val") == "Table of Contents" and not self.keep_contents:
                self._count("contents", "".join(node.itertext()))
                return
        self._walk_inside(node)

    def _chunk(self, node: Any) -> None:
        self.paragraphs.append(Paragraph(pages=[(0, self.page)], chunk=node.get(R + "id", "")))

    def _box(self, node: Any) -> None:
        self._count("boxes")
        fields, self.fields = self.fields, []
        row, self._row_at = self._row_at, -1
        self._boxes += 1
        self._walk_inside(node)
        self._boxes -= 1
        self.fields, self._row_at = fields, row
