"""The plain types that pass from step to step; nothing here computes.

Offsets are always half-open character ranges of :attr:`Document.text`, which holds the
characters as printed, in reading order. Pages count from 1, as a PDF viewer counts them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from plantext.display.registry import show_html, show_text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that the page sets apart: a heading, a paragraph, a bullet, a note.

    Parameters
    ----------
    kind : str
        ``heading``, ``paragraph``, ``bullet``, ``table``, ``caption``, ``footnote``, ``owner`` (a measure's 主担当府省庁
        line) or ``kpi``.
    start, end : int
        Character range in ``Document.text``.
    page, page_end : int
        First and last page that the block stands on; 1 where the source has no pages.
    section : str
        Path of the section the block stands in, such as ``第3-1/3/(1)``; empty before the first
        heading. A heading stands in the section that it opens.
    measure : str
        Number of the measure (施策) the block belongs to, such as ``1-1``; empty outside one.
    paragraph : int
        Running number of the paragraph (段落), from 0; sentences of one paragraph share it.
    level : int
        Depth of a heading, 1 for the outermost; 0 for every other kind.
    mark : str
        The numbering or bullet that opens the block as printed (``第１``, ``（１）``, ``・``), or a
        footnote's number; empty without one.
    anchor : int
        For a footnote, the offset in ``Document.text`` its mark was taken from; -1 otherwise.
    """

    kind: str
    start: int
    end: int
    page: int = 1
    page_end: int = 1
    section: str = ""
    measure: str = ""
    paragraph: int = 0
    level: int = 0
    mark: str = ""
    anchor: int = -1


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and where it stands; a row of the sentences table.

    Parameters
    ----------
    doc_id : str
        Identifier of the document.
    sent_id : int
        Running number in reading order, from 0.
    page : int
        Page on which the sentence begins.
    section, measure : str
        As in :class:`Block`.
    paragraph : int
        As in :class:`Block`.
    start, end : int
        Character range in ``Document.text``.
    text : str
        The characters as printed, line breaks removed.
    kind : str
        Kind of the block that the sentence belongs to.
    """

    doc_id: str
    sent_id: int
    page: int
    section: str
    measure: str
    paragraph: int
    start: int
    end: int
    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Measure:
    """A policy measure (施策) with the ministries that answer for it.

    Parameters
    ----------
    number : str
        As printed after ``No.``, such as ``1-1``.
    title : str
        Title with its line breaks removed.
    section : str
        Path of the section the measure stands in.
    ministries : tuple of str
        Lead ministries (主担当府省庁), in the order printed.
    kpi : str
        Text of the KPI; empty where the document prints none (``-``).
    pages : tuple of int
        First and last page.
    n_sentences : int
        Sentences in the measure's body.
    """

    number: str
    title: str
    section: str
    ministries: tuple[str, ...]
    kpi: str
    pages: tuple[int, int]
    n_sentences: int


@dataclass(frozen=True, slots=True)
class Note:
    """One line of a reading report: what was decided, dropped or not understood, and where.

    Parameters
    ----------
    kind : str
        ``order``, ``dropped``, ``uncertain``, ``encoding``, ``metadata``, ``repaired`` or ``unread``.
    message : str
        One sentence for the researcher.
    page : int
        Page concerned; 0 for the whole document.
    text : str
        The text concerned, shortened; may be empty.
    confidence : float
        From 0 to 1; 1 where nothing had to be guessed.
    """

    kind: str
    message: str
    page: int = 0
    text: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text; a row of the mentions table.

    Parameters
    ----------
    start, end : int
        Character range in the text searched.
    text : str
        The characters as printed.
    label : str
        One of :data:`plantext.labels.LABELS`.
    entity : str
        Canonical name, equal for all names of one thing.
    series : str
        The standing forum that a meeting belongs to (``G7`` for ``G7広島サミット``); else empty.
    date_start, date_end : datetime.date or None
        First and last day of a DATE that can be placed.
    norm : str
        A DATE in EDTF (ISO 8601-2); else empty.
    source : str
        Which rule, lexicon entry, alias or model found the mention.
    """

    start: int
    end: int
    text: str
    label: str
    entity: str
    series: str = ""
    date_start: dt.date | None = None
    date_end: dt.date | None = None
    norm: str = ""
    source: str = ""


@dataclass(frozen=True)
class Document:
    """A document as it was read: its text in reading order, and the tree over it.

    Parameters
    ----------
    id : str
        Identifier; the manifest's, or the file name without its extension.
    text : str
        All text in reading order, as printed; blocks are parted by a line feed.
    blocks : tuple of Block
        In reading order; they cover ``text`` apart from the line feeds.
    sentences : tuple of Sentence
        In reading order.
    measure_records : tuple of Measure
        In reading order; :attr:`measures` shows them as a table.
    report : tuple of Note
        What was decided, dropped or not understood.
    n_pages : int
        Pages of the source; 1 where it has none.
    title, publisher, source : str
        From the manifest, the file's metadata or its first page; empty where unknown.
    date : datetime.date or None
        The document's own date, the anchor of 同年 and 今年度; None where unknown.
    meta : mapping of str to str
        Whatever else the source says of itself (meeting, format, encoding, checksum).
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    measure_records: tuple[Measure, ...] = ()
    report: tuple[Note, ...] = ()
    n_pages: int = 1
    title: str = ""
    publisher: str = ""
    source: str = ""
    date: dt.date | None = None
    meta: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return show_text(self)

    def _repr_html_(self) -> str:
        return show_html(self)

    @property
    def measures(self) -> pd.DataFrame:
        """The measures as a table: number, title, section, ministries, kpi, pages, n_sentences."""
        import pandas as pd

        columns = list(Measure.__dataclass_fields__)
        rows: list[dict[str, Any]] = [
            {name: getattr(record, name) for name in columns} | {"ministries": list(record.ministries)}
            for record in self.measure_records
        ]
        return pd.DataFrame(rows, columns=columns)
