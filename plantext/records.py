"""The plain types that pass from step to step; nothing here computes.

Offsets are half-open character ranges of :attr:`Document.text`, which holds the characters as printed, in
reading order. Pages count from 1, as a PDF viewer counts them. Empty strings mean "none" or "unknown".
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
        line) or ``kpi``; in minutes also ``speaker`` (the printed label, which is no sentence), ``agenda``, ``members``,
        ``vote`` or ``stage`` ((拍手) and the like).
    page, page_end : int
        First and last page; 1 where the source has no pages.
    section : str
        Path such as ``第3-1/3/(1)``; empty before the first heading. A heading stands in the section it opens.
    measure : str
        Number of the measure (施策), such as ``1-1``.
    paragraph : int
        Running number of the paragraph (段落), from 0.
    level : int
        Depth of a heading, 1 for the outermost; 0 for every other kind.
    mark : str
        The numbering or bullet as printed (``第１``, ``（１）``, ``・``), or a footnote's number.
    anchor : int
        Offset in ``Document.text`` of a footnote's mark; -1 for every other kind.
    turn : int
        Number of the turn of speech (発言), from 0; -1 outside of any.
    row : int
        Row of the source table, from 0; -1 where the source is none.
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
    turn: int = -1
    row: int = -1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands; a row of the sentences table.

    Section, measure, paragraph, kind, turn and row are those of its :class:`Block`; `speaker` is its turn's, as
    printed; `sent_id` counts from 0 in reading order; `page` is where the sentence begins; `text` is as printed,
    without line breaks.
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
    turn: int = -1
    speaker: str = ""
    row: int = -1


@dataclass(frozen=True, slots=True)
class Measure:
    """A policy measure (施策) with the ministries in charge.

    Parameters
    ----------
    number : str
        As printed after ``No.``, such as ``1-1``.
    ministries : tuple of str
        Ministries in charge (主担当府省庁), in the order printed.
    kpi : str
        Empty where the document prints none (``-``).
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
class Turn:
    """A turn of speech (発言): who speaks, from where to where.

    Parameters
    ----------
    turn : int
        Running number in the document, from 0.
    speaker : str
        As printed, without the marks around it.
    start, end : int
        From the label, where one is printed, to the end of the speech.
    n_sentences : int
        Sentences of the speech.
    person : str
        Name of the person, united over documents.
    role, affiliation, party : str
        Post or part in the meeting, body and political group, as far as the source tells.
    """

    turn: int
    speaker: str
    start: int
    end: int
    n_sentences: int
    person: str = ""
    role: str = ""
    affiliation: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of a reading report: what was decided, dropped or not understood, and where.

    Parameters
    ----------
    kind : str
        ``order``, ``dropped``, ``uncertain``, ``encoding``, ``metadata``, ``repaired`` or ``unread``.
    message : str
        One sentence for the researcher.
    page : int
        0 for the whole document.
    text : str
        The text concerned, shortened.
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
    label : str
        One of :data:`plantext.labels.LABELS`.
    entity : str
        Canonical name, equal for all names of one thing.
    series : str
        The standing forum that a meeting belongs to (``G7`` for ``G7広島サミット``).
    date_start, date_end : datetime.date or None
        First and last day of a DATE that can be placed.
    norm : str
        A DATE in EDTF (ISO 8601-2).
    source : str
        The rule, lexicon entry, alias or model that found the mention.
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


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence states: who does what, with whom, by when; a row of the statements table.

    Parameters
    ----------
    predicate : str
        Dictionary form with the noun of an action, such as ``推進する``.
    act : str
        What kind of act it is (``plantext/clauses/acts.csv``).
    actor, object, partners, recipients, deadline : str or tuple of str
        As printed in the sentence.
    actor_entity : str
        The entity that the actor is a name of; empty for 政府 and the like.
    actor_source : str
        ``subject``, ``topic`` or ``agent`` where the sentence names the actor, otherwise ``none``.
    modality : str
        ``act``, ``obligation``, ``consider``, ``aim``, ``permission``, ``possibility``, ``request``, ``past`` or ``condition``.
    subject : bool
        Whether something or somebody else is the subject, so that no actor is to be inherited (利用が増える, 御協力いただく).
    undertaken : bool
        Whether it may be an undertaking of who publishes the document, and no judgement, rule or report.
    humble : bool
        Whether its words are those of one who speaks of himself (いたします, まいります, たい, おります).
    start, end : int
        Characters of the sentence.
    source : str
        The rule that found it: the form of its clause.
    """

    predicate: str
    act: str
    actor: str = ""
    actor_entity: str = ""
    actor_source: str = "none"
    object: str = ""
    partners: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    deadline: str = ""
    deadline_start: dt.date | None = None
    deadline_end: dt.date | None = None
    modality: str = "act"
    negated: bool = False
    voice: str = "active"
    stance: str = "none"
    subject: bool = False
    undertaken: bool = True
    humble: bool = True
    start: int = 0
    end: int = 0
    source: str = ""


@dataclass(frozen=True)
class Document:
    """A document as it was read: its text in reading order, and the tree over it.

    Parameters
    ----------
    id : str
        The manifest's, or the file name without its extension.
    text : str
        All text as printed; blocks are separated by a line feed.
    blocks, sentences, measure_records, turn_records : tuple
        In reading order; blocks cover `text` apart from the line feeds.
    report : tuple of Note
        What was decided, dropped or not understood in reading.
    title, publisher, source : str
        From the manifest, the file's metadata or its first page.
    date : datetime.date or None
        The document's own date, to which 同年 and 今年度 refer.
    meta : mapping of str to str
        Whatever else the source says of itself (meeting, format, encoding, checksum).
    columns : mapping of str to str
        Other columns of the table that the document came from, such as house and committee; of a run's documents table.
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
    turn_records: tuple[Turn, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return show_text(self)

    def _repr_html_(self) -> str:
        return show_html(self)

    @property
    def measures(self) -> pd.DataFrame:
        """The measures as a table: number, title, section, ministries, kpi, pages, n_sentences."""
        rows = [{**_fields(record, Measure), "ministries": list(record.ministries)} for record in self.measure_records]
        return _table(rows, Measure)

    @property
    def turns(self) -> pd.DataFrame:
        """The turns of speech as a table; columns are the fields of :class:`Turn`."""
        return _table([_fields(record, Turn) for record in self.turn_records], Turn)


def _fields(record: Any, kind: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in kind.__dataclass_fields__}


def _table(rows: list[dict[str, Any]], kind: Any) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=list(kind.__dataclass_fields__))
