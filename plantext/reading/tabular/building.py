"""Rows of a table → what the document of them holds: turns of speech, texts, or rows of cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from email.utils import parsedate

from plantext.errors import Message, ReadingError
from plantext.reading.metadata import checked
from plantext.reading.pieces import Piece, Reading, Speaker
from plantext.reading.tabular.columns import Columns, match_role, silent_speakers
from plantext.reading.tabular.labels import without_label
from plantext.reading.tabular.table import Parent, Row, Table, last_part
from plantext.reading.turns.assign import settle_speech
from plantext.reading.turns.naming import parse_label
from plantext.reading.turns.people import name_people
from plantext.records import Note

_LONGEST = 1_000
"""Characters of a value that is kept as a column of the documents."""
_PREAMBLE = 200
"""Characters of a value of lines that is a part of the text."""
_DIET = frozenset({"衆議院", "参議院", "両院"})
_CANONICAL = ("house", "committee", "session", "issue")
# Roles that the text, the turns or the document's own fields hold.
_HELD = (
    "speaker",
    "party",
    "role",
    "affiliation",
    "capacity",
    "date",
    "title",
    "order",
    "url",
    "page_url",
    "meeting",
    "id",
)


@dataclass(frozen=True)
class Content:
    """What rows give a document."""

    reading: Reading
    title: str = ""
    date: dt.date | None = None
    publisher: str = ""
    source: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


class _Pieces:
    """Collects pieces, speakers and what is to be told."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.speakers: list[Speaker] = []
        self.empty: list[int] = []
        self.lines = 0

    def add_text(self, text: str, *, turn: int = -1, row: int = -1, minutes: bool = False) -> bool:
        """Add the lines of a text as paragraphs; tell whether there are any."""
        lines = [line.strip() for line in text.splitlines()]
        made = [Piece("paragraph", line, row=row) for line in lines if line]
        if minutes:
            settled, left = settle_speech(made, turn)
            self.lines += left
            # A speech is one though all of it stands in brackets.
            whole = turn >= 0 and not any(piece.turn == turn for piece in settled)
            made = [replace(piece, turn=turn) for piece in made] if whole else settled
        self.pieces += made
        return bool(made)

    def reading(self, notes: Sequence[Note]) -> Reading:
        told = list(notes)
        if self.empty:
            message = Message(
                "{n_empty} rows without a text were left out, the first in row {first}.",
                n_empty=len(self.empty),
                first=self.empty[0],
            )
            told.append(Note("dropped", message))
        if self.lines:
            told.append(Note("dropped", Message("Lines that part the minutes, {n}.", n=self.lines)))
        return Reading(tuple(self.pieces), tuple(told), speakers=name_people(self.speakers, self.pieces))


def build_texts(table: Table, columns: Columns, kept: Sequence[Row], others: Sequence[str]) -> Content:
    """Build a document whose rows are turns of speech, or texts that nobody says.

    Parameters
    ----------
    kept : sequence of Row
        Those of the document.
    others : sequence of str
        Columns that the document keeps as its own.
    """
    made = _Pieces()
    parent = table.parents[kept[0].parent] if kept[0].parent >= 0 else Parent()
    preamble = _preambles(kept[0], columns, parent)
    minutes = bool(columns.of("speaker"))
    for column in preamble:
        made.add_text(kept[0].cells[column], minutes=minutes)
    roster = _roster(columns, parent, kept)
    for number, row in enumerate(kept):
        _add_row(made, row, columns, roster, number if minutes or len(kept) > 1 else -1)
    known = {column: role for role in ("id", "url") if (column := match_role(role, _own(kept[0], parent)))}
    held = {*columns.text, *columns.beside, *preamble, *known, *(columns.of(role) for role in _HELD)}
    if len(kept) == 1 and not minutes:
        held.discard(columns.of("id"))
    values = _columns(kept[0], columns, [column for column in others if column not in held])
    source = next((kept[0].cells[column] for column, role in known.items() if role == "url"), "")
    return _content(made.reading(()), columns, kept, values, source)


def _add_row(made: _Pieces, row: Row, columns: Columns, roster: Mapping[str, Mapping[str, str]], number: int) -> None:
    """Add what a row says, and its other texts, such as the answer beside a question, which its speaker does not say."""
    speaker = row.cells.get(columns.of("speaker"), "").strip()
    speaks = bool(speaker) and speaker not in silent_speakers()
    turn = len(made.speakers) if speaks else -1
    text = "\n".join(row.cells.get(column, "") for column in columns.text)
    text = without_label(text, speaker) if speaks else text
    said = made.add_text(text, turn=turn, row=number, minutes=bool(columns.of("speaker")))
    if said and speaks:
        made.speakers.append(_speaker(row, columns, roster.get(speaker, {})))
    beside = [made.add_text(row.cells.get(column, ""), row=number) for column in columns.beside]
    if not said and not any(beside):
        made.empty.append(row.number)


def _own(row: Row, parent: Parent) -> dict[str, list[str]]:
    return {column: [row.cells[column]] for column in sorted(parent.columns) if row.cells.get(column)}


def _speaker(row: Row, columns: Columns, known: Mapping[str, str]) -> Speaker:
    def of(role: str) -> str:
        return row.cells.get(columns.of(role), "").strip() or known.get(role, "")

    speaker = of("speaker")
    # A name in the data is whole; only a label with a post (青葉委員長) is looked up in the text.
    name = parse_label(speaker)
    person = "" if name.role or name.hint else name.name or speaker
    return Speaker(speaker, person, of("role") or of("capacity"), of("affiliation"), of("party"))


def _roster(columns: Columns, parent: Parent, rows: Sequence[Row]) -> dict[str, dict[str, str]]:
    """What a list of the record around the rows says of their speakers: party, role and affiliation by name."""
    speakers = {row.cells.get(columns.of("speaker"), "").strip() for row in rows} - {""}
    for records in parent.lists.values():
        fields = {key: [record.get(key, "") for record in records] for key in {key: 0 for r in records for key in r}}
        keys = [key for key, values in fields.items() if len(speakers & set(values)) * 2 > len(speakers)]
        if not keys:
            continue
        rest = {key: [value for value in values if value] for key, values in fields.items() if key != keys[0]}
        found = {role: match_role(role, rest) for role in ("party", "role", "affiliation", "capacity")}
        return {
            record.get(keys[0], ""): {role: record.get(key, "") for role, key in found.items() if key}
            for record in records
        }
    return {}


def _preambles(row: Row, columns: Columns, parent: Parent) -> list[str]:
    """Columns of the record around the rows that hold lines of text: what was written before anyone spoke."""
    return [
        column
        for column in row.cells
        if column in parent.columns
        and column not in columns.roles.values()
        and len(row.cells[column]) >= _PREAMBLE
        and "\n" in row.cells[column]
    ]


def build_rows(tables: Sequence[tuple[Table, Columns]]) -> Content:
    """Build a document whose rows of cells are units: every cell is a block, in the order of the columns.

    The sheets of a workbook are its sections.
    """
    made = _Pieces()
    notes: list[Note] = []
    number = 0
    for page, (table, columns) in enumerate(tables, start=1):
        place = ((0, page),)
        if len(tables) > 1:
            made.pieces.append(Piece("heading", table.name, place, label=table.name, rank=1))
        made.pieces += [Piece("paragraph", " ".join(line.split()), place) for line in table.head]
        names = [last_part(column) for column in table.columns if table.is_own(column)] if table.header else []
        named = [name for name in names if not name.startswith("column ") and "text" not in columns.chosen]
        made.pieces += [Piece("table", name, place) for name in named]
        around = (
            table.parents[table.rows[0].parent].columns if table.rows and table.rows[0].parent >= 0 else frozenset()
        )
        wanted = columns.text if "text" in columns.chosen else [one for one in table.columns if one not in around]
        for row in table.rows:
            cells = [" ".join(row.cells.get(column, "").split()) for column in wanted]
            made.pieces += [Piece("table", cell, place, row=number) for cell in dict.fromkeys(cells) if cell]
            number += 1
        notes += table.notes
    reading = made.reading(notes)
    title = next((table.head[0] for table, _ in tables if table.head and len(table.head[0]) <= 80), "")
    return Content(Reading(reading.pieces, reading.notes, len(tables)), title=title)


def _content(
    reading: Reading, columns: Columns, rows: Sequence[Row], values: Mapping[str, str], source: str
) -> Content:
    def first(role: str) -> str:
        return next((value for row in rows if (value := row.cells.get(columns.of(role), "").strip())), "")

    date, told = _day(first("date"))
    house = first("house")
    titles = {row.cells.get(columns.of("title"), "").strip() for row in rows} - {""}
    title = titles.pop() if len(titles) == 1 else _meeting_title(values)
    own = first("url") if len(rows) == 1 and not columns.of("speaker") else ""
    source = (
        own or first("page_url") or source or first("url" if len(rows) == 1 else "") or _common(rows, columns.of("url"))
    )
    publisher = first("publisher") or (house if house in _DIET else "")
    read = Reading(reading.pieces, (*reading.notes, *told), speakers=reading.speakers)
    return Content(read, " ".join(title.split()), date, publisher, source, values)


def _day(value: str) -> tuple[dt.date | None, list[Note]]:
    if not value:
        return None, []
    # Feeds write days as mails do.
    mailed = parsedate(value) if value[:1].isascii() and value[:1].isalpha() and "," in value else None
    if mailed is not None:
        value = "-".join(f"{part:02}" for part in mailed[:3])
    try:
        text = checked({"date": value.partition("T")[0].replace(".", "-")}, "date").get("date", "")
        return dt.date.fromisoformat(text), []
    except (ReadingError, ValueError):
        return None, [Note("metadata", "The date of the table could not be read.", 0, value[:60], 0.5)]


def _columns(row: Row, columns: Columns, others: Sequence[str]) -> dict[str, str]:
    """The document's other columns by the names that documents have for them."""
    canonical = {columns.of(role): role for role in _CANONICAL if columns.of(role)}
    values: dict[str, str] = {}
    for column in sorted(others, key=lambda one: one not in canonical):
        key, value = canonical.get(column) or last_part(column), row.cells.get(column, "").strip()
        if value and len(value) <= _LONGEST:
            if key in values and values[key] != value:
                key = column
            values.setdefault(key, value)
    return values


def _meeting_title(values: Mapping[str, str]) -> str:
    """Compose the title of a meeting: 第212回国会 衆議院 文部科学委員会 第2号."""
    session, house = values.get("session", ""), values.get("house", "")
    if session.isdigit() and (house in _DIET or not house):
        session = f"第{session}回国会"
    parts = (session, house, values.get("committee", ""), values.get("issue", ""))
    return " ".join(part for part in parts if part)


def _common(rows: Sequence[Row], column: str) -> str:
    """The address that those of the rows begin with."""
    found = [row.cells.get(column, "") for row in rows]
    if not column or not all(found):
        return ""
    shared = found[0]
    for one in found:
        while not one.startswith(shared):
            shared = shared[:-1]
    return shared.rpartition("/")[0] if shared.count("/") > 2 and shared not in found else shared
