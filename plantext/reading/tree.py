"""Pieces in reading order → Document: text, blocks, sections, sentences, measures."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plantext.errors import Message
from plantext.reading.footnotes import tie_footnotes
from plantext.reading.pieces import MEASURE_RANK, Piece, Reading, Speaker
from plantext.reading.policy_measures import OpenMeasure
from plantext.reading.sentences import LONG, MAX_LENGTH, split_long, split_sentences
from plantext.records import Block, Document, Note, Sentence, Turn

# Blocks that are one sentence each, whatever stops they hold.
_WHOLE = {
    "heading": Message("a heading is kept whole"),
    "owner": Message("the line of 主担当府省庁 is kept whole"),
    "kpi": Message("a KPI is kept whole"),
}
# Blocks that hold no sentence: the name of who speaks next.
_NO_SENTENCE = frozenset({"speaker"})


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
            # 第3-1 stands under 第3: its label holds that of the part.
            if labels and label.startswith(labels[-1] + "-"):
                labels.pop()
            labels.append(label)
        return "/".join(labels)


@dataclass
class _Tree:
    """The blocks, sentences and measures of a document whose pieces are still coming in."""

    doc_id: str
    speakers: Sequence[Speaker] = ()
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    measures: list[OpenMeasure] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    marks: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    outline: _Outline = field(default_factory=_Outline)
    measure: OpenMeasure | None = None

    def add(self, piece: Piece) -> None:
        level = self._open_heading(piece) if piece.kind == "heading" else 0
        if piece.label and not level:  # an article opens a section without being its heading
            self.outline.open(piece.rank, piece.label)
        block = Block(
            kind=piece.kind,
            start=self.length,
            end=self.length + len(piece.text),
            page=piece.page_at(0),
            page_end=piece.page_at(len(piece.text)),
            section=self.outline.path(),
            measure=self.measure.number if self.measure else "",
            paragraph=len(self.blocks),
            level=level,
            mark=piece.mark,
            turn=piece.turn,
            row=piece.row,
        )
        self.blocks.append(block)
        self.parts.append(piece.text)
        self.length = block.end + 1
        for offset, mark in piece.marks:
            # A mark stands on the page of the character before it, also where a page ends there.
            self.marks[piece.page_at(max(offset - 1, 0)), mark].append(block.start + offset)
        before = len(self.sentences)
        self._add_sentences(piece, block)
        if self.measure is not None:
            self.measure.add(piece, len(self.sentences) - before)

    def _open_heading(self, piece: Piece) -> int:
        """Open a section, or a measure inside the section that is open; the heading's level."""
        if piece.rank != MEASURE_RANK:
            self.measure = None
            return self.outline.open(piece.rank, piece.label)
        title = piece.text[len(piece.mark) :].strip()
        self.measure = OpenMeasure(piece.label, title, self.outline.path(), piece.page_at(0), 0)
        self.measures.append(self.measure)
        return len(self.outline.stack) + 1

    def _add_sentences(self, piece: Piece, block: Block) -> None:
        speaker = self.speakers[block.turn].speaker if block.turn >= 0 else ""
        for start, end in _sentence_ranges(piece):
            text = piece.text[start:end]
            sentence = Sentence(
                doc_id=self.doc_id,
                sent_id=len(self.sentences),
                page=piece.page_at(start),
                section=block.section,
                measure=block.measure,
                paragraph=block.paragraph,
                start=block.start + start,
                end=block.start + end,
                text=text,
                kind=piece.kind,
                turn=block.turn,
                speaker=speaker,
                row=block.row,
            )
            self.sentences.append(sentence)
            if len(text) > LONG:
                self.notes.append(_explain_length(text, piece, sentence.page))

    def turns(self) -> Iterator[Turn]:
        """Make the record of each turn that has blocks."""
        blocks, counts = defaultdict(list), Counter(sentence.turn for sentence in self.sentences)
        for block in self.blocks:
            blocks[block.turn].append(block)
        for turn, who in enumerate(self.speakers):
            if blocks[turn]:
                start, end = blocks[turn][0].start, blocks[turn][-1].end
                yield Turn(turn, start=start, end=end, n_sentences=counts[turn], **dataclasses.asdict(who))


def _sentence_ranges(piece: Piece) -> list[tuple[int, int]]:
    if piece.kind in _NO_SENTENCE:
        return []
    if piece.kind in _WHOLE:
        return split_long(piece.text)
    edges = [0, *piece.breaks, len(piece.text)]
    return [
        (start + begin, start + end)
        for start, stop in itertools.pairwise(edges)
        for begin, end in split_sentences(piece.text[start:stop])
    ]


def _explain_length(text: str, piece: Piece, page: int) -> Note:
    if len(piece.text) > MAX_LENGTH:
        reason = Message(
            "its paragraph of {n_text:,} is too long and was cut where it could be", n_text=len(piece.text)
        )
    elif piece.kind in _WHOLE:
        reason = _WHOLE[piece.kind]
    elif "。" not in text[:-1]:
        reason = Message("it has no sentence end inside")
    else:
        reason = Message("its sentence ends stand inside brackets that cannot be opened")
    return Note(
        "uncertain",
        Message("A sentence of {n_text} characters: {reason}.", n_text=len(text), reason=reason),
        page,
        text[:60],
        0.5,
    )


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
    """Build a document from what a reader made of its file.

    The metadata are those decided on: what the file says of itself (``reading.found``) is not looked at.
    ``notes`` come before those of the reader.

    Examples
    --------
    >>> from plantext.reading.pieces import Piece, Reading
    >>> pieces = (Piece("heading", "１．現状", label="1", rank=40), Piece("paragraph", "一つ。二つ。"))
    >>> document = build_document("a", Reading(pieces))
    >>> [(sentence.section, sentence.text) for sentence in document.sentences]
    [('1', '１．現状'), ('1', '一つ。'), ('1', '二つ。')]
    """
    tree = _Tree(doc_id, reading.speakers)
    for piece in reading.pieces:
        tree.add(piece)
    blocks, untied = tie_footnotes(tree.blocks, tree.marks, complete=reading.marks_taken)
    return Document(
        id=doc_id,
        text="\n".join(tree.parts),
        blocks=tuple(blocks),
        sentences=tuple(tree.sentences),
        measure_records=tuple(measure.close() for measure in tree.measures),
        turn_records=tuple(tree.turns()),
        report=(*notes, *reading.notes, *reading.judge(tree.sentences), *tree.notes, *untied),
        n_pages=reading.n_pages,
        title=title,
        publisher=publisher,
        source=source,
        date=date,
        meta=dict(sorted(meta)),
    )
