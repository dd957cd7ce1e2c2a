"""The paragraphs of a Word file while their text is collected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plantext.reading.word.numbering import Number
from plantext.reading.word.styles import Look

# Characters; paragraphs that are longer are joined no further, so that the work on them is bounded.
_LONGEST = 20_000


@dataclass(slots=True)
class Paragraph:
    """A paragraph whose text is being collected.

    Parameters
    ----------
    text : str
        With a break of :mod:`plantext.reading.linebreaks` where a line ends.
    pages, marks : list of tuple
        Offset and page; offset and kind (``footnote``, ``endnote``, ``raised``) and identifier of a note.
    chunk : str
        Relationship of an alternative chunk that stands here; the text is empty then.
    row : int
        Of a table, counted through the file; -1 outside of tables.
    number : Number, optional
        What Word prints before it by itself.
    goes_on : bool
        Whether the next one goes on with it.
    bold : list of str
        What is set in bold, run after run; those that touch are one.
    """

    look: Look = field(default_factory=Look)
    level: int = 0
    row: int = -1
    pages: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[int, tuple[str, str]]] = field(default_factory=list)
    chunk: str = ""
    number: Number | None = None
    goes_on: bool = False
    parts: list[str] = field(default_factory=list)
    length: int = 0
    bold: list[str] = field(default_factory=list)
    bold_end: int = -1

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self.parts)

    def add(self, text: str) -> None:
        """Add text at the end."""
        self.parts.append(text)
        self.length += len(text)

    def add_bold(self, text: str) -> None:
        """Note that the text at the end is set in bold."""
        if self.bold and self.bold_end == self.length - len(text):
            self.bold[-1] += text
        else:
            self.bold.append(text)
        self.bold_end = self.length


def joined(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs; one whose mark was deleted begins the next."""
    before: Paragraph | None = None
    for paragraph in paragraphs:
        one = paragraph
        if before is not None and not paragraph.chunk:
            shift = before.length
            one = replace(
                before,
                pages=before.pages + [(offset + shift, page) for offset, page in paragraph.pages],
                marks=before.marks + [(offset + shift, mark) for offset, mark in paragraph.marks],
                parts=before.parts + paragraph.parts,
                length=shift + paragraph.length,
                number=before.number or paragraph.number,
                goes_on=paragraph.goes_on,
            )
            before = None
        if one.goes_on and one.length + len(one.pages) + len(one.marks) < _LONGEST:
            before = one
        else:
            yield one
    if before is not None:
        yield before
