"""Pieces of minutes → pieces with their turns of speech, and what nobody says as kinds of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plantext.errors import Message
from plantext.reading.pieces import Piece, Reading, Speaker, cut_piece
from plantext.reading.turns.evidence import SPOKEN, choose_labels
from plantext.reading.turns.kinds import directions, kind_of
from plantext.reading.turns.notations import Label
from plantext.reading.turns.people import name_people
from plantext.records import Note

# Ranks of headings that are marked up as such; headings found by their numbering have larger ones.
_MARKED_UP = 6


def assign_turns(reading: Reading, *, web: bool = False) -> Reading:
    """Find the turns of speech of a document; one that is no minutes comes back as it was.

    Parameters
    ----------
    web : bool
        Whether it is a page of the web, whose buttons and counters are left out.

    Examples
    --------
    >>> found = assign_turns(Reading((Piece("bullet", "○青葉委員長　開会します。"), Piece("paragraph", "（拍手）"))))
    >>> [(piece.kind, piece.text, piece.turn) for piece in found.pieces]
    [('speaker', '○青葉委員長', 0), ('paragraph', '開会します。', 0), ('stage', '（拍手）', -1)]
    """
    if reading.speakers:
        return reading
    bold = {number: piece.bold for number, piece in enumerate(reading.pieces) if piece.bold}
    labels = choose_labels([piece.text for piece in reading.pieces], bold)
    if not labels:
        return reading
    minutes = _Minutes(reading.pieces, labels, web)
    pieces = tuple(minutes.assign())
    return replace(
        reading,
        pieces=pieces,
        speakers=name_people(minutes.speakers, pieces),
        notes=(*reading.notes, *_notes(minutes, pieces)),
    )


def settle_speech(pieces: Sequence[Piece], turn: int) -> tuple[list[Piece], int]:
    """Set apart what nobody says in a speech whose speaker is known: stage directions, votes, the agenda behind it.

    Parameters
    ----------
    turn : int
        Of the speech; -1 for the head of a record, with its lists and agenda.

    Returns
    -------
    tuple of list and int
        The pieces, and how many lines that part the minutes were left out.

    Examples
    --------
    >>> pieces, left = settle_speech([Piece("paragraph", "終わります。（拍手）"), Piece("paragraph", "――――◇――――")], 3)
    >>> [(piece.kind, piece.text, piece.turn) for piece in pieces], left
    ([('paragraph', '終わります。', 3), ('stage', '（拍手）', -1)], 1)
    """
    minutes = _Minutes(pieces, {}, turn=turn)
    return list(minutes.assign()), minutes.left_out["line"]


@dataclass
class _Minutes:
    """Minutes whose pieces are being given their turns."""

    pieces: Sequence[Piece]
    labels: dict[int, Label]
    web: bool = False
    speakers: list[Speaker] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    # The turn that goes on; -1 for none. The kind of the list that goes on; empty for none.
    turn: int = -1
    listed: str = ""

    def assign(self) -> Iterator[Piece]:
        for number, piece in enumerate(self.pieces):
            label = self.labels.get(number)
            if label is not None:
                yield from self._begin(piece, label)
            elif piece.kind == "footnote" and piece.marks:
                yield piece
            elif not self._is_counter(number):
                yield from self._go_on(number, piece)

    def _begin(self, piece: Piece, label: Label) -> Iterator[Piece]:
        self.turn, self.listed = len(self.speakers), ""
        self.speakers.append(Speaker(label.speaker))
        printed = replace(cut_piece(piece, 0, label.end), kind="speaker", mark="", label="", rank=0, bold=0)
        yield replace(printed, turn=self.turn)
        if piece.text[label.end :].strip():
            speech = cut_piece(piece, label.end, len(piece.text))
            yield from self._say(replace(speech, kind="paragraph", mark="", label="", rank=0, bold=0))

    def _go_on(self, number: int, piece: Piece) -> Iterator[Piece]:
        kind = kind_of(piece.text)
        if kind is not None and (kind.kind == "line" or (self.web and kind.kind == "interface")):
            self.left_out[kind.kind] += 1
        elif kind is not None and kind.kind != "interface":
            self.listed = kind.kind if kind.opens else self.listed
            if kind.closes:
                self.turn = -1
            marked_up = piece.kind == "heading" and piece.rank <= _MARKED_UP
            same = marked_up or kind.kind == "end"
            yield piece if same else replace(piece, kind=kind.kind, label="", rank=0)
        elif piece.kind == "heading":
            yield from self._head(number, piece)
        elif self.listed and not piece.text.rstrip().endswith("。"):
            yield replace(piece, kind=self.listed)
        else:
            self.listed = ""
            yield from self._say(piece)

    def _head(self, number: int, piece: Piece) -> Iterator[Piece]:
        """A heading: of what is spoken of next, or a numbered line of a speech or a list."""
        following = next((at for at in range(number + 1, len(self.pieces)) if self.pieces[at].kind != "heading"), -1)
        if piece.rank <= _MARKED_UP:
            self.turn, self.listed = -1, ""
            yield piece
        elif following in self.labels or number + 1 in self.labels:
            self.listed = ""
            yield piece
        elif self.listed:
            yield replace(piece, kind=self.listed, label="", rank=0)
        else:
            yield replace(piece, turn=self.turn)

    def _say(self, piece: Piece) -> Iterator[Piece]:
        """A piece of speech, without the stage directions in it."""
        if self.turn < 0:
            yield piece
            return
        unmarked = piece.kind in ("footnote", "table") or (piece.kind == "bullet" and not piece.mark)
        kind = "paragraph" if unmarked and SPOKEN.search(piece.text) else piece.kind
        spoken = replace(piece, kind=kind, turn=self.turn)
        at = 0
        for start, end, direction in directions(piece.text):
            if piece.text[at:start].strip():
                yield cut_piece(spoken, at, start)
            yield replace(cut_piece(piece, start, end), kind=direction, mark="")
            at = end
        if piece.text[at:].strip():
            yield cut_piece(spoken, at, len(piece.text)) if at else spoken

    def _is_counter(self, number: int) -> bool:
        """Whether a piece is the number that a page prints above a label."""
        return self.pieces[number].text.strip(" :：.．").isdecimal() and number + 1 in self.labels


def _notes(minutes: _Minutes, pieces: Sequence[Piece]) -> Iterator[Note]:
    silent = [
        piece
        for piece, after in zip(pieces, (*pieces[1:], None), strict=True)
        if piece.kind == "speaker" and (after is None or after.kind == "speaker")
    ]
    yield Note(
        "metadata", Message("Minutes: {n_speakers} turns of speech were found.", n_speakers=len(minutes.speakers))
    )
    for kind, message in (
        ("line", Message("Lines that part the minutes, {n}.")),
        ("interface", Message("Words that lead through the page, {n}.")),
    ):
        if minutes.left_out[kind]:
            yield Note("dropped", Message(message, n=minutes.left_out[kind]))
    if silent:
        message = Message("Labels of speakers without a speech behind them, {n_silent}.", n_silent=len(silent))
        yield Note("uncertain", message, silent[0].page_at(0), silent[0].text[:60], 0.7)
