"""What one document gives to the tables, as a part that can be kept, sent and joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from plantext.extraction import provenance
from plantext.extraction.serialize import pack, unpack
from plantext.recognition.aliases import Alias, register_rows
from plantext.recognition.document import DocumentNames, lexical, registered
from plantext.tables.columns import measures_table, mentions_table, sentences_table
from plantext.tables.schemas import ENTITIES, MEASURES, MENTIONS, SENTENCES, SEPARATOR
from plantext.tables.validation import validate

TABLES: dict[str, dict[str, str]] = {"sentences": SENTENCES, "mentions": MENTIONS, "measures": MEASURES}
"""The tables that a part holds rows of."""

Columns = dict[str, list[Any]]


@dataclass(frozen=True)
class Part:
    """Rows of one document for each table, and what the run's description says of it.

    Parameters
    ----------
    tables : mapping of str to mapping of str to list
        Columns by the names of :data:`TABLES`.
    document : mapping of str to str
        Identifier, title, date, source and checksum.
    aliases : sequence of Alias
        The forms that were merged.
    not_merged : sequence of str
        The short forms that stay apart, and why.
    """

    tables: Mapping[str, Columns]
    document: Mapping[str, str]
    aliases: Sequence[Alias]
    not_merged: Sequence[str]


def make_part(reading: DocumentNames, register: Sequence[Alias]) -> Part:
    """What the tables get from one document.

    Parameters
    ----------
    reading : DocumentNames
        The document with its names.
    register : sequence of Alias
        Names that a person has united.

    Returns
    -------
    Part
        The same part for the same document, whichever process makes it.
    """
    rows = list(registered(reading.rows(), register))
    aliases = sorted(
        {*reading.merged, *lexical(rows)},
        key=lambda alias: (alias.form, alias.entity, alias.label, alias.source, alias.series),
    )
    tables = {
        "sentences": sentences_table(reading.document.sentences),
        "mentions": mentions_table(rows),
        "measures": measures_table([reading.document]),
    }
    (described,) = provenance.describe_documents([reading.document])
    return Part({name: _columns(table) for name, table in tables.items()}, described, aliases, reading.apart)


def _columns(table: pd.DataFrame) -> Columns:
    return {str(name): table[name].tolist() for name in table.columns}


_ALIAS = tuple(Alias.__dataclass_fields__)


def pack_part(part: Part) -> bytes:
    """A part as bytes.

    Parameters
    ----------
    part : Part
        Any part.

    Returns
    -------
    bytes
        Packed JSON; equal parts give equal bytes.
    """
    aliases = [[getattr(alias, name) for name in _ALIAS] for alias in part.aliases]
    return pack(
        {
            "tables": part.tables,
            "document": dict(part.document),
            "aliases": aliases,
            "not_merged": list(part.not_merged),
        }
    )


def unpack_part(content: bytes) -> Part:
    """The part that was packed.

    Parameters
    ----------
    content : bytes
        What :func:`pack_part` gave.

    Returns
    -------
    Part
        Equal to the one packed.
    """
    values = unpack(content)
    aliases = [Alias(*row) for row in values["aliases"]]
    # JSON was written with sorted keys; tables keep the order of their schema.
    tables = {name: {column: values["tables"][name][column] for column in schema} for name, schema in TABLES.items()}
    return Part(tables, values["document"], aliases, values["not_merged"])


def frame(columns: Mapping[str, Sequence[Any]], name: str) -> pd.DataFrame:
    """Rows as the checked table of that name.

    Parameters
    ----------
    columns : mapping of str to sequence
        Values by column.
    name : str
        One of :data:`TABLES`.

    Returns
    -------
    pandas.DataFrame
        Typed and ordered as in the schema.
    """
    return validate(pd.DataFrame(dict(columns), columns=list(TABLES[name])), TABLES[name], name)


@dataclass
class _Count:
    first_doc: str
    first_page: int
    n_mentions: int = 0
    n_sentences: int = 0
    forms: Counter[str] = field(default_factory=Counter)


class Summary:
    """The entities table and the run's description, grown part by part.

    It keeps what these need and nothing else: one count an entity, its forms, and a line or so a
    document.
    """

    def __init__(self) -> None:
        self.documents: list[dict[str, str]] = []
        self.not_merged: list[str] = []
        self._aliases: set[Alias] = set()
        self._counts: dict[tuple[str, str], _Count] = {}

    def add(self, part: Part) -> None:
        """Count a part; parts come in the order of the documents.

        Parameters
        ----------
        part : Part
            Of a document that was not counted yet.
        """
        self.documents.append(dict(part.document))
        self.not_merged += part.not_merged
        self._aliases.update(part.aliases)
        sentences, mentions = part.tables["sentences"], part.tables["mentions"]
        pages = dict(zip(sentences["sent_id"], sentences["page"], strict=True))
        seen: dict[tuple[str, str], set[int]] = defaultdict(set)
        columns = ("doc_id", "sent_id", "text", "label", "entity")
        for doc_id, sent_id, text, label, entity in zip(*(mentions[name] for name in columns), strict=True):
            count = self._counts.get((label, entity))
            if count is None:
                count = self._counts[label, entity] = _Count(doc_id, pages[sent_id])
            count.n_mentions += 1
            count.forms[text] += 1
            seen[label, entity].add(sent_id)
        for key, ids in seen.items():
            self._counts[key].n_sentences += len(ids)

    def entities(self, names_en: Mapping[tuple[str, str], str]) -> pd.DataFrame:
        """The entities table, as :func:`plantext.tables.run.entities_table` makes it from whole tables.

        Parameters
        ----------
        names_en : mapping of (label, entity) to str
            English names.

        Returns
        -------
        pandas.DataFrame
            Columns as in :data:`plantext.tables.run.ENTITIES`.
        """
        rows = []
        for (label, entity), count in sorted(self._counts.items(), key=lambda item: (-item[1].n_mentions, item[0])):
            aliases = [form for _, form in sorted((-n, form) for form, n in count.forms.items()) if form != entity]
            rows.append(
                {
                    "entity": entity,
                    "label": label,
                    "name_en": names_en.get((label, entity), ""),
                    "aliases": SEPARATOR.join(aliases),
                    "n_mentions": count.n_mentions,
                    "n_sentences": count.n_sentences,
                    "first_doc": count.first_doc,
                    "first_page": count.first_page,
                }
            )
        return validate(pd.DataFrame(rows, columns=list(ENTITIES)), ENTITIES, "entities")

    def aliases(self, register: Iterable[Alias]) -> list[dict[str, str]]:
        """What was merged, as rows of a register that a person edits.

        Parameters
        ----------
        register : iterable of Alias
            The register that the run was given.

        Returns
        -------
        list of dict
            As :func:`plantext.recognition.aliases.register_rows` gives them.
        """
        return register_rows([*register, *self._aliases])
