"""The rows that one document adds to the tables, ready to be joined, sent or kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plantext.extraction.mentioned import name_mentions, name_speakers
from plantext.extraction.provenance import describe_document
from plantext.extraction.serialize import pack, unpack
from plantext.recognition.aliases import Alias
from plantext.recognition.document import DocumentNames, lexical, registered
from plantext.tables.columns import Columns, checked, measure_columns, mention_columns, sentence_columns, turn_columns
from plantext.tables.documents import document_row
from plantext.tables.schemas import TABLES

ROW_TABLES = {name: schema for name, schema in TABLES.items() if name not in ("entities", "documents", "persons")}
"""Tables made of the rows of all documents; entities and persons are counted over them, documents have a row each."""


@dataclass(frozen=True)
class Part:
    """What one document adds to a run.

    Parameters
    ----------
    tables : mapping of str to Columns
        Checked columns of each of :data:`ROW_TABLES`.
    row : mapping of str to str
        Its row of the documents table.
    aliases, not_merged
        The forms that were merged, and the short forms that were not, with the reason.
    """

    tables: Mapping[str, Columns]
    document: Mapping[str, str]
    row: Mapping[str, str]
    aliases: Sequence[Alias]
    not_merged: Sequence[str]


def make_part(names: DocumentNames, register: Sequence[Alias]) -> Part:
    """Make the part of a document; `register` holds the names that a person has united."""
    # A list: the rows are needed twice.
    rows = list(registered(name_mentions(names.rows(), names.document), register))
    aliases = sorted(
        {*names.merged, *lexical(rows)},
        key=lambda alias: (alias.form, alias.entity, alias.label, alias.source, alias.series),
    )
    columns = {
        "sentences": sentence_columns(names.document.sentences),
        "mentions": mention_columns(rows),
        "measures": measure_columns(names.document),
        "turns": name_speakers(turn_columns(names.document)),
    }
    # Checked here, in the process of the document, so that a fault costs this document alone.
    tables = {name: checked(columns[name], schema, name) for name, schema in ROW_TABLES.items()}
    document = names.document
    return Part(tables, describe_document(document), document_row(document), aliases, names.apart)


_ALIAS = tuple(Alias.__dataclass_fields__)


def pack_part(part: Part) -> bytes:
    """Serialise a part; equal parts give equal bytes."""
    aliases = [[getattr(alias, name) for name in _ALIAS] for alias in part.aliases]
    return pack(
        {
            "tables": {name: dict(columns) for name, columns in part.tables.items()},
            "document": dict(part.document),
            "row": list(part.row.items()),
            "aliases": aliases,
            "not_merged": list(part.not_merged),
        }
    )


def unpack_part(content: bytes) -> Part:
    """Return the part that :func:`pack_part` was given."""
    values = unpack(content)
    aliases = [Alias(*row) for row in values["aliases"]]
    return Part(values["tables"], values["document"], dict(values["row"]), aliases, values["not_merged"])
