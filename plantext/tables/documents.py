"""The documents table: one row a document, with the other columns of the tables that documents came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from plantext.records import Document
from plantext.tables.columns import checked, frame
from plantext.tables.schemas import DOCUMENTS


def document_row(document: Document) -> dict[str, str]:
    """Return the row of a document, all values as text.

    A column of the source that has the name of another has a line behind it, such as ``source_``.

    Examples
    --------
    >>> document_row(Document("a", "", (), (), title="計画", columns={"house": "衆議院", "title": "案"}))["title_"]
    '案'
    """
    row = {
        "doc_id": document.id,
        "title": document.title,
        "date": document.date.isoformat() if document.date else "",
        "publisher": document.publisher,
        "source": document.source,
        "n_pages": str(document.n_pages),
    }
    for column, value in document.columns.items():
        name = " ".join(column.split())
        if row.get(name) == value:
            continue
        while name in row:
            name += "_"
        row[name] = value
    return row


def documents_table(rows: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """Return the documents table of rows made by :func:`document_row`; a column that a document lacks is empty.

    Examples
    --------
    >>> documents_table([{"doc_id": "a", "house": "衆議院"}, {"doc_id": "b"}])["house"].tolist()
    ['衆議院', '']
    """
    rows = list(rows)
    schema = extended(DOCUMENTS, dict.fromkeys(column for row in rows for column in row))
    columns = {
        name: [int(row.get(name) or 1) if kind == "int64" else row.get(name, "") for row in rows]
        for name, kind in schema.items()
    }
    return frame(checked(columns, schema, "documents"), schema)


def extended(schema: Mapping[str, str], columns: Iterable[str]) -> dict[str, str]:
    """Return a schema with the other columns as text.

    Examples
    --------
    >>> extended({"doc_id": "str"}, ["doc_id", "house"])
    {'doc_id': 'str', 'house': 'str'}
    """
    return {**schema, **{str(column): "str" for column in columns if column not in schema}}
