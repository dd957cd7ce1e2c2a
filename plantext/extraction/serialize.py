"""Documents as bytes and back, for stores and other processes."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from typing import Any

from plantext.corpus.source import Source
from plantext.extraction.cache import Store, code_version, key_of
from plantext.records import Block, Document, Measure, Note, Sentence, Turn

_PLAIN = ("id", "text", "n_pages", "title", "publisher", "source")
_RECORDS: dict[str, Any] = {
    "blocks": Block,
    "sentences": Sentence,
    "measure_records": Measure,
    "turn_records": Turn,
    "report": Note,
}


def pack_document(document: Document) -> bytes:
    """Serialise a document; equal documents give equal bytes."""
    values: dict[str, Any] = {name: getattr(document, name) for name in _PLAIN}
    values["date"] = document.date.isoformat() if document.date else None
    values |= {"meta": dict(document.meta), "columns": dict(document.columns)}
    for name, kind in _RECORDS.items():
        columns = kind.__dataclass_fields__
        values[name] = [[getattr(record, column) for column in columns] for record in getattr(document, name)]
    return pack(values)


def unpack_document(content: bytes) -> Document:
    """Return the document that :func:`pack_document` was given."""
    values = unpack(content)
    values["date"] = dt.date.fromisoformat(values["date"]) if values["date"] else None
    for name, kind in _RECORDS.items():
        values[name] = tuple(
            kind(*(tuple(value) if isinstance(value, list) else value for value in row)) for row in values[name]
        )
    return Document(**values)


def pack(values: Any) -> bytes:
    """Serialise what JSON can hold, compressed; equal values give equal bytes."""
    # Not pickle: a cache or a worker must never make this process run code.
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Level 1, the fastest: every document passes through here.
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(content: bytes) -> Any:
    """Return the values that :func:`pack` was given; tuples come back as lists."""
    return json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass"))


def read_source(source: Source, cache: Store) -> Document:
    """Read a document, or take it from the cache as it was read before."""
    key = key_of("document", code_version(reading=True), source.identity)
    kept = cache.get(key)
    if kept is not None:
        return unpack_document(kept)
    document = source.read()
    cache.put(key, pack_document(document))
    return document
