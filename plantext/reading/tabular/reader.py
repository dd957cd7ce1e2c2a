"""Tables of texts → documents, one after the other."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from plantext.errors import Message, ReadingError, join
from plantext.reading.decoding import decode
from plantext.reading.front import front_of_pieces
from plantext.reading.limits import MAX_TEXT_BYTES, check_size
from plantext.reading.metadata import identify
from plantext.reading.tabular.building import Content, build_rows, build_texts
from plantext.reading.tabular.columns import Choice, Columns, find_columns, find_text, resolve_column
from plantext.reading.tabular.delimited import read_delimited
from plantext.reading.tabular.grid import MAX_COLUMNS, Line, make_table
from plantext.reading.tabular.grouping import (
    Group,
    are_documents,
    document_columns,
    drop_repeated,
    group_rows,
    is_speech,
)
from plantext.reading.tabular.nested import find_values, parse_json, rows_at, tree_of, written
from plantext.reading.tabular.table import Table, last_part
from plantext.reading.tabular.workbook import read_workbook
from plantext.reading.tree import build_document
from plantext.reading.xmltree import parse_file
from plantext.records import Document, Note

FORMATS = {
    ".csv": "CSV",
    ".tsv": "TSV",
    ".tab": "TSV",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".json": "JSON",
    ".jsonl": "JSON Lines",
    ".ndjson": "JSON Lines",
    ".xml": "XML",
}
"""File endings of tables, and the names of their formats."""
_IDENTITY = ("title", "date", "publisher", "source")
_SHOWN = 12
"""Paths that an error lists."""


@dataclass(frozen=True)
class _Plan:
    """A document to be built: of rows of one table, or of whole tables whose rows are units."""

    tables: Sequence[tuple[Table, Columns]]
    group: Group | None = None
    others: Sequence[str] = ()
    key: str = ""

    def build(self) -> Content:
        if self.group is None:
            return build_rows(self.tables)
        table, columns = self.tables[0]
        return build_texts(table, columns, self.group.rows, self.others)


@dataclass(frozen=True)
class TextTable:
    """An opened table of texts; iterating builds one document after the other.

    Parameters
    ----------
    name : str
        What errors and notes call the file.
    doc_id : str
        Name of the only document; begins those of many.
    given : mapping of str to Any
        Metadata that win over those of the table: title, date, publisher, source.
    """

    name: str
    doc_id: str
    plans: Sequence[_Plan]
    notes: tuple[Note, ...]
    meta: Mapping[str, str]
    given: Mapping[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.plans)

    @property
    def ids(self) -> list[str]:
        """Names of the documents."""
        if len(self.plans) == 1:
            return [self.doc_id]
        wide = len(str(len(self.plans)))
        return [
            (key if len(key) >= 8 and not key.isdigit() else f"{self.doc_id}-{key}")
            if (key := plan.key)
            else f"{self.doc_id}-{number:0{wide}}"
            for number, plan in enumerate(self.plans, start=1)
        ]

    def __iter__(self) -> Iterator[Document]:
        for doc_id, plan in zip(self.ids, self.plans, strict=True):
            document = self._build(doc_id, plan)
            if document is not None:
                yield document

    def _build(self, doc_id: str, plan: _Plan) -> Document | None:
        content = plan.build()
        reading = content.reading
        if not any(piece.text.strip() for piece in reading.pieces):
            return None
        # What is given for the file is that of its only document; of many, each has its own.
        first, second = (self.given, vars(content)) if len(self.plans) == 1 else (vars(content), self.given)
        title, date, publisher, source = (first.get(key) or second.get(key) for key in _IDENTITY)
        # Rows of a table are no text whose title and publisher could be looked for.
        identity = None
        if date is None:
            identity = identify(reading, front_of_pieces(reading.pieces), "", title="-", publisher="-")
            date = identity.date
        document = build_document(
            doc_id,
            reading,
            notes=[*self.notes, *(identity.notes if identity else ())],
            title=title or "",
            date=date,
            publisher=publisher or "",
            source=source or "",
            meta=[*self.meta.items(), *(identity.meta.items() if identity else ())],
        )
        return replace(document, columns=dict(content.columns))


def open_table(data: bytes, name: str, doc_id: str, choice: Choice | None = None, **given: Any) -> TextTable:
    r"""Open a table of texts: parse it, find its columns, and which rows make which document.

    Parameters
    ----------
    name : str
        Its file name: the ending decides the format.
    doc_id : str
        Name of the document, or what the names of several begin with.
    choice : Choice, optional
        The columns that the user names.
    **given
        Title, date, publisher and source that win over those of the table.

    Raises
    ------
    ReadingError
        If it cannot be read, holds no texts, or lacks a column that is named; says what there is.

    Examples
    --------
    >>> table = open_table("発言者,発言\n甲野,開会します。\n".encode(), "a.csv", "a")
    >>> [(turn.speaker, document.text) for document in table for turn in document.turn_records]
    [('甲野', '開会します。')]
    """
    choice = choice or Choice()
    tables, notes = read_tables(data, name, choice)
    plans, told = _plan(tables, choice, name)
    meta = {"format": _format(name), "sha256": hashlib.sha256(data).hexdigest()}
    return TextTable(name, doc_id, plans, (*notes, *told), meta, given)


def _format(name: str) -> str:
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if suffix not in FORMATS:
        raise ReadingError(
            "{name}: expected a table, a file ending in {endings}, got {ending}.",
            name=name,
            endings=", ".join(FORMATS),
            ending=suffix or Message("none"),
        )
    return FORMATS[suffix]


def read_tables(data: bytes, name: str, choice: Choice | None = None) -> tuple[list[Table], list[Note]]:
    r"""Read the tables of a file: the sheets of a workbook, or the only one; and what is to be told of the file.

    Parameters
    ----------
    choice : Choice, optional
        Its texts say which records of JSON and XML are the rows.

    Raises
    ------
    ReadingError
        If it cannot be read.

    Examples
    --------
    >>> read_tables("施策,府省\n一,総務省\n".encode(), "a.csv")[0][0].columns
    ('施策', '府省')
    """
    kind = _format(name)
    if kind == "xlsx":
        return read_workbook(data, name)
    check_size(len(data), MAX_TEXT_BYTES, name)
    choice = choice or Choice()
    if kind == "XML":
        return _nested(tree_of(parse_file(data, name)), name, choice), []
    decoded = decode(data, name)
    if kind in ("CSV", "TSV"):
        lines, told = read_delimited(decoded.text, tabs=kind == "TSV")
        width = max((len(line.cells) for line in lines), default=0)
        if width > MAX_COLUMNS:
            raise ReadingError(
                "{name}: {width:,} columns; tables of more than {max_columns:,} are not read.",
                name=name,
                width=width,
                max_columns=MAX_COLUMNS,
            )
        return [make_table(lines)], [*decoded.notes, *told]
    tree, told = parse_json(decoded.text, name)
    return _nested(tree, name, choice), [*decoded.notes, *told]


def _nested(tree: Any, name: str, choice: Choice) -> list[Table]:
    """The rows of a tree of records, or of a list of lists."""
    if isinstance(tree, list) and tree and all(isinstance(line, list) for line in tree):
        lines = [Line(number, tuple(map(written, cells))) for number, cells in enumerate(tree, start=1)]
        return [make_table(lines)]
    values = {path: [value for value in found if value] for path, found in find_values(tree).items()}
    named = choice.named("text")
    text = resolve_column(named[0], values, name, "--text") if named else find_text(values)
    if not text:
        raise ReadingError(
            "{name}: expected texts in Japanese, but found none. {found}", name=name, found=_describe(values)
        )
    return [rows_at(tree, text)]


def _describe(values: Mapping[str, Sequence[str]]) -> str:
    """Say what stands at which path."""
    if not values:
        return Message("It holds no values at all.")
    shown = [
        Message("{path} ({n}, such as {value!r})", path=path, n=len(found), value=found[0][:20]) if found else path
        for path, found in values.items()
    ]
    more = Message(" and {n} more", n=len(shown) - _SHOWN) if len(shown) > _SHOWN else ""
    return Message(
        "At these paths it holds values: {shown}{more}. Name the one of the texts with --text PATH.",
        shown=join("; ", shown[:_SHOWN]),
        more=more,
    )


def _plan(tables: Sequence[Table], choice: Choice, name: str) -> tuple[list[_Plan], list[Note]]:
    known, notes = _columns_of(tables, choice, name)
    plans: list[_Plan] = []
    whole: list[tuple[Table, Columns]] = []
    for whole_table, columns in known:
        table = whole_table
        if is_speech(table, columns) or are_documents(table, columns) or columns.group:
            table = drop_repeated(table, columns)
            groups = group_rows(table, columns)
            same, differing = document_columns(table, columns, groups)
            plans += [_Plan([(table, columns)], group, same, group.key) for group in groups]
            notes += [_tell(table, columns, differing), *table.notes]
        elif len(table.parents) > 1:
            parts = [(replace(table, rows=group.rows), group.key) for group in group_rows(table, columns)]
            plans += [_Plan([(part, columns)], key=key) for part, key in parts]
        else:
            whole.append((table, columns))
    if whole and plans:
        left = ", ".join(table.name or "a table" for table, _ in whole)
        notes.append(
            Note(
                "unread",
                Message("Sheets without speeches or texts of their own were left out: {left}.", left=left),
                0,
                "",
                0.8,
            )
        )
    elif whole:
        plans.append(_Plan(whole))
    keys = Counter(plan.key for plan in plans)
    plans = [replace(plan, key=plan.key if keys[plan.key] == 1 else "") for plan in plans] if len(tables) > 1 else plans
    if not any(table.rows for table, _ in known):
        raise ReadingError("{name}: no rows were found in it.", name=name)
    return plans, notes


def _columns_of(tables: Sequence[Table], choice: Choice, name: str) -> tuple[list[tuple[Table, Columns]], list[Note]]:
    """The columns of each table; sheets without a column that the user names are left out."""
    known: list[tuple[Table, Columns]] = []
    failed: list[ReadingError] = []
    for table in tables:
        try:
            known.append((table, find_columns(table, choice, f"{name}: {table.name}" if len(tables) > 1 else name)))
        except ReadingError as error:
            failed.append(error)
    if not known:
        raise failed[0]
    return known, [Note("dropped", Message("A sheet was left out: {error}", error=error)) for error in failed]


def _tell(table: Table, columns: Columns, differing: Sequence[str]) -> Note:
    """Say what the columns were taken for, and which were left out since they differ within a document."""
    roles = [f"text = {' + '.join(map(last_part, columns.text))}"]
    roles += [f"{role} = {last_part(column)}" for role, column in columns.roles.items()]
    kept = {*columns.text, *columns.beside, *columns.roles.values()}
    left = [last_part(column) for column in differing if column not in kept]
    beside = (
        Message(" Read too, behind each text: {beside}.", beside=", ".join(map(last_part, columns.beside)))
        if columns.beside
        else ""
    )
    more = (
        Message(" Not kept, as they differ within a document: {left}; group by one to keep it.", left=", ".join(left))
        if left
        else ""
    )
    sure = 1.0 if "text" in columns.chosen else 0.9
    return Note(
        "metadata",
        Message(
            "Columns as they were understood: {roles}.{beside}{more}", roles=", ".join(roles), beside=beside, more=more
        ),
        0,
        table.name,
        sure,
    )
