"""Pieces in reading order → Document: text, blocks, sections, sentences, measures."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plantext.reading.pieces import MEASURE_RANK, Piece, Reading
from plantext.reading.sentences import LONG, MAX_LENGTH, pieces, split_sentences
from plantext.records import Block, Document, Measure, Note, Sentence

_NONE = frozenset(("", "-", "－", "―", "—", "‐", "‑", "‒", "–", "なし", "該当なし"))
"""What a template prints where there is nothing to say."""

_WHOLE = frozenset({"heading", "owner", "kpi"})


@dataclass
class _Outline:
    """The headings open at a place."""

    stack: list[tuple[int, str]] = field(default_factory=list)

    def open(self, rank: int, label: str) -> int:
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        self.stack.append((rank, label))
        return len(self.stack)

    def path(self) -> str:
        labels: list[str] = []
        for _, label in self.stack:
            if labels and label.startswith(labels[-1] + "-"):
                labels.pop()
            labels.append(label)
        return "/".join(labels)


@dataclass
class _Builder:
    doc_id: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    refs: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    paragraph: int = -1
    marks_taken: bool = False

    def add(self, piece: Piece, *, section: str, measure: str, level: int) -> None:
        start = self.length
        self.parts.append(piece.text)
        self.length += len(piece.text) + 1
        self.paragraph += 1
        for offset, mark in piece.marks:
            self.refs[piece.page_at(max(offset - 1, 0)), mark].append(start + offset)
        self.blocks.append(
            Block(
                kind=piece.kind,
                start=start,
                end=start + len(piece.text),
                page=piece.page_at(0),
                page_end=piece.page_at(len(piece.text)),
                section=section,
                measure=measure,
                paragraph=self.paragraph,
                level=level,
                mark=piece.mark,
            )
        )
        self._add_sentences(piece, start, section, measure)

    def _add_sentences(self, piece: Piece, start: int, section: str, measure: str) -> None:
        ranges = pieces(piece.text) if piece.kind in _WHOLE else _sentence_ranges(piece)
        for begin, end in ranges:
            text = piece.text[begin:end]
            page = piece.page_at(begin)
            self.sentences.append(
                Sentence(
                    doc_id=self.doc_id,
                    sent_id=len(self.sentences),
                    page=page,
                    section=section,
                    measure=measure,
                    paragraph=self.paragraph,
                    start=start + begin,
                    end=start + end,
                    text=text,
                    kind=piece.kind,
                )
            )
            if len(text) > LONG:
                self.notes.append(_explain_length(text, piece, page))


def _sentence_ranges(piece: Piece) -> list[tuple[int, int]]:
    edges = [0, *piece.breaks, len(piece.text)]
    return [
        (start + begin, start + end)
        for start, stop in itertools.pairwise(edges)
        for begin, end in split_sentences(piece.text[start:stop])
    ]


def _explain_length(text: str, piece: Piece, page: int) -> Note:
    if len(piece.text) > MAX_LENGTH:
        reason = f"its paragraph of {len(piece.text):,} is too long and was cut where it could be"
    elif piece.kind in _WHOLE:
        reason = f"a {piece.kind} is kept whole"
    elif "。" not in text[:-1]:
        reason = "it has no sentence end inside"
    else:
        reason = "its sentence ends stand inside brackets that cannot be opened"
    return Note("uncertain", f"A sentence of {len(text)} characters: {reason}.", page, text[:60], 0.5)


def _tie_footnotes(builder: _Builder) -> tuple[list[Block], list[Note]]:
    """Give every footnote the place its mark was taken from; report marks and notes left over."""
    waiting = {key: deque(places) for key, places in builder.refs.items()}
    blocks: list[Block] = []
    notes: list[Note] = []
    for block in builder.blocks:
        if block.kind != "footnote" or not block.mark:
            blocks.append(block)
            continue
        # A note may run over to the page behind its mark.
        for page in (block.page, block.page - 1):
            places = waiting.get((page, block.mark))
            if places:
                blocks.append(_with_anchor(block, places.popleft()))
                break
        else:
            blocks.append(block)
            if builder.marks_taken:
                text = "".join(builder.parts)[block.start : block.start + 40] if len(builder.parts) < 2 else ""
                notes.append(
                    Note("uncertain", f"Footnote {block.mark}: no mark for it in the text.", block.page, text, 0.5)
                )
    for (page, mark), places in sorted(waiting.items()):
        if places:
            times = f", {len(places)} times" if len(places) > 1 else ""
            notes.append(Note("uncertain", f"Footnote mark {mark}: no footnote for it{times}.", page, mark, 0.5))
    return blocks, notes


def _with_anchor(block: Block, anchor: int) -> Block:
    values = {name: getattr(block, name) for name in Block.__dataclass_fields__}
    return Block(**(values | {"anchor": anchor}))


@dataclass
class _OpenMeasure:
    number: str
    title: str
    section: str
    first_page: int
    last_page: int
    ministries: list[str] = field(default_factory=list)
    kpi: list[str] = field(default_factory=list)
    sentences: int = 0

    def close(self) -> Measure:
        return Measure(
            self.number,
            self.title,
            self.section,
            tuple(self.ministries),
            "\n".join(self.kpi),
            (self.first_page, self.last_page),
            self.sentences,
        )


def split_ministries(line: str) -> tuple[str, ...]:
    """The ministries of an owner line, in the order printed.

    Parameters
    ----------
    line : str
        What follows 主担当府省庁: with 、 ・ , or white space between the names.

    Returns
    -------
    tuple of str
        The names; ``-`` stands for none.
    """
    for separator in "・･，,;；/／\u3000\t\n":
        line = line.replace(separator, "、")
    names = (name.strip() for name in line.split("、"))
    return tuple(name for name in names if name and name not in _NONE)


def build_document(  # noqa: PLR0913
    doc_id: str,
    reading: Reading,
    *,
    notes: Sequence[Note] = (),
    title: str = "",
    date: dt.date | None = None,
    publisher: str = "",
    source: str = "",
    meta: Iterable[tuple[str, str]] = (),
) -> Document:
    """Put pieces together into a document.

    Parameters
    ----------
    doc_id : str
        Identifier.
    reading : Reading
        Pieces in reading order.
    notes : sequence of Note
        Notes that come before the reader's.
    title, date, publisher, source
        Metadata decided on.
    meta : iterable of tuple of str
        Further metadata.

    Returns
    -------
    Document
        Its text, tree, sentences, measures and report.
    """
    builder = _Builder(doc_id, marks_taken=reading.marks_taken)
    outline = _Outline()
    measures: list[_OpenMeasure] = []
    current: _OpenMeasure | None = None
    for piece in reading.pieces:
        level = 0
        if piece.kind == "heading" and piece.rank == MEASURE_RANK:
            current = _OpenMeasure(
                piece.label, piece.text[len(piece.mark) :].strip(), outline.path(), piece.page_at(0), 0
            )
            measures.append(current)
            level = len(outline.stack) + 1
        elif piece.kind == "heading":
            level = outline.open(piece.rank, piece.label)
            current = None
        before = len(builder.sentences)
        builder.add(piece, section=outline.path(), measure=current.number if current else "", level=level)
        if current is not None:
            current.last_page = max(current.last_page, piece.page_at(len(piece.text)))
            _note_measure(current, piece, len(builder.sentences) - before)
    blocks, tied = _tie_footnotes(builder)
    return Document(
        id=doc_id,
        text="\n".join(builder.parts),
        blocks=tuple(blocks),
        sentences=tuple(builder.sentences),
        measure_records=tuple(measure.close() for measure in measures),
        report=(*notes, *reading.notes, *builder.notes, *tied),
        n_pages=reading.n_pages,
        title=title,
        publisher=publisher,
        source=source,
        date=date,
        meta=dict(sorted(meta)),
    )


def _note_measure(measure: _OpenMeasure, piece: Piece, n_sentences: int) -> None:
    if piece.kind == "owner":
        measure.ministries += split_ministries(
            piece.text[len(piece.mark) if "担当" in piece.mark or "管" in piece.mark else 0 :].strip(" :：\u3000")
        )
    elif piece.kind == "kpi":
        kpi = piece.text[len(piece.mark) if piece.mark.upper().startswith(("KPI", "ＫＰＩ")) else 0 :].strip(
            " :：\u3000"
        )
        if kpi not in _NONE:
            measure.kpi.append(kpi)
    elif piece.kind in ("paragraph", "bullet"):
        measure.sentences += n_sentences
