"""The columns of every table, their types, and the digits of decimal columns."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "doc_id": "str",
    "sent_id": "int64",
    "page": "int64",
    "section": "str",
    "measure": "str",
    "turn": "int64",
    "speaker": "str",
    "row": "int64",
    "paragraph": "int64",
    "start": "int64",
    "end": "int64",
    "kind": "str",
    "text": "str",
}
"""One row a sentence; ``start`` and ``end`` are characters of ``Document.text``."""

MENTIONS: dict[str, str] = {
    "doc_id": "str",
    "sent_id": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "label": "str",
    "entity": "str",
    "series": "str",
    "date_start": "str",
    "date_end": "str",
    "norm": "str",
    "source": "str",
}
"""One row a mention; ``start`` and ``end`` are characters of ``Document.text``."""

ENTITIES: dict[str, str] = {
    "entity": "str",
    "label": "str",
    "name_en": "str",
    "aliases": "str",
    "n_mentions": "int64",
    "n_sentences": "int64",
    "first_doc": "str",
    "first_page": "int64",
}
"""One row an entity; ``aliases`` are the other printed forms, joined by :data:`SEPARATOR`."""

MEASURES: dict[str, str] = {
    "doc_id": "str",
    "measure": "str",
    "section": "str",
    "ministries": "str",
    "page": "int64",
    "page_end": "int64",
    "n_sentences": "int64",
    "title": "str",
    "kpi": "str",
}
"""One row a policy measure; ``measure`` as in the sentences table, ``ministries`` joined by :data:`SEPARATOR`."""

TURNS: dict[str, str] = {
    "doc_id": "str",
    "turn": "int64",
    "speaker": "str",
    "person": "str",
    "role": "str",
    "affiliation": "str",
    "party": "str",
    "n_sentences": "int64",
}
"""One row a turn of speech; ``turn`` as in the sentences table, ``speaker`` as printed, ``person`` united."""

PERSONS: dict[str, str] = {
    "person": "str",
    "form": "str",
    "role": "str",
    "affiliation": "str",
    "party": "str",
    "date_start": "str",
    "date_end": "str",
    "n_turns": "int64",
    "documents": "str",
}
"""One row a form of a person (a speaker as printed) with a post, a body and a party, and the first and last day of it;
``documents`` are joined by :data:`SEPARATOR`. Edited, it is a roster."""

STATEMENTS: dict[str, str] = {
    "doc_id": "str",
    "sent_id": "int64",
    "statement": "int64",
    "actor": "str",
    "actor_entity": "str",
    "actor_source": "str",
    "predicate": "str",
    "act": "str",
    "object": "str",
    "partners": "str",
    "recipients": "str",
    "concepts": "str",
    "deadline": "str",
    "deadline_start": "str",
    "deadline_end": "str",
    "modality": "str",
    "negated": "int64",
    "voice": "str",
    "stance": "str",
    "start": "int64",
    "end": "int64",
    "source": "str",
}
"""One row a statement; ``statement`` counts from 0 in its sentence, ``actor`` is printed in it or, after ``actor_source``,
inherited; ``negated`` is 0 or 1; ``partners``, ``recipients`` and ``concepts`` are joined by :data:`SEPARATOR`."""

DOCUMENTS: dict[str, str] = {
    "doc_id": "str",
    "title": "str",
    "date": "str",
    "publisher": "str",
    "source": "str",
    "n_pages": "int64",
}
"""One row a document; other columns of the tables that documents came from, such as house, stand behind these."""

TABLES: dict[str, dict[str, str]] = {
    "sentences": SENTENCES,
    "mentions": MENTIONS,
    "entities": ENTITIES,
    "measures": MEASURES,
    "turns": TURNS,
    "documents": DOCUMENTS,
    "persons": PERSONS,
}
"""The tables of a run, in the order in which they are written."""

KEYS = ["doc_id", "sent_id"]
"""Columns that identify a sentence."""
SEPARATOR = " | "
"""Joins several names in one cell."""
OPTIONAL = frozenset({"text", "title", "kpi"})
"""Columns with text of the document; absent from tables of documents whose text may not be shipped."""
OPTIONAL_TABLES = frozenset({"measures", "turns", "documents", "persons"})
"""Tables that a saved run may lack."""
EXTENDED = frozenset({"documents"})
"""Tables that may have more columns, of text."""
INFO = "run.json"
"""The file beside the tables that says what they were made from."""
DEFAULTS: dict[str, int | str] = {"turn": -1, "speaker": "", "row": -1}
"""Columns of the sentences that runs saved by earlier versions lack, with the value that means none."""

DIGITS = 11
"""Significant digits of a decimal column, in any table, that :data:`COLUMN_DIGITS` does not name.

With more, the last bits of a double begin to show; with fewer, paths of equal length (1 / 0.5 + 1 and 1 / 0.333)
differ by more than igraph's tolerance of 1e-10, and betweenness changes.
"""
COLUMN_DIGITS = {"eigenvector": 8}
"""Decimal columns with fewer digits: the error of an eigenvector is that of the matrix over the spectral gap."""
