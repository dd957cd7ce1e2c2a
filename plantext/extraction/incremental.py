"""Names kept a document, so that another lexicon costs only the sentences that it changes.

The cache holds two entries a document: its analysis, which no lexicon shapes, and its names with the lexicon
that they were found with. The key of the names does not depend on the lexicon: they are corrected wherever the
present one differs, and never taken as they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from functools import lru_cache
from typing import Any

from plantext.extraction.cache import Store, code_version, key_of
from plantext.extraction.serialize import pack, unpack
from plantext.recognition.aliases import Alias
from plantext.recognition.analysis import DocumentAnalysis
from plantext.recognition.document import DocumentNames, Found, recognize_document
from plantext.recognition.recognizer import Recognizer
from plantext.records import Document, Mention


def find_names(
    recognizer: Recognizer, document: Document, register: Sequence[Alias], *, content: str, cache: Store
) -> DocumentNames:
    """Find the names of a document, starting from what the cache holds of it.

    `content` is a checksum over the document. The names are those that
    :func:`plantext.recognition.document.recognize_document` finds without a cache.
    """
    key = key_of(code_version(terms=False), content)
    analysis = _kept_analysis(cache.get(key_of("ground", key)))
    # Names point into the analysis; without it they say nothing.
    before = _found(cache.get(key_of("found", key)), cache) if analysis is not None else None
    names = recognize_document(recognizer, document, register, analysis=analysis, before=before)
    if analysis is None:
        cache.put(key_of("ground", key), pack(vars(names.analysis)))
    if names.found != before:
        lexicon = _keep_lexicon(names.found.lexicon, cache)
        cache.put(key_of("found", key), _packed(names.found, lexicon))
    return names


def _kept_analysis(content: bytes | None) -> DocumentAnalysis | None:
    return DocumentAnalysis(**unpack(content)) if content is not None else None


def _packed(found: Found, lexicon: str) -> bytes:
    return pack(
        {
            "lexicon": lexicon,
            "own": dict(found.own),
            "given": [[i, [astuple(alias) for alias in aliases]] for i, aliases in sorted(found.given.items())],
            "names": [[i, [_row(mention) for mention in names]] for i, names in sorted(found.names.items())],
        }
    )


def _found(content: bytes | None, cache: Store) -> Found | None:
    """Return the names found; None where their lexicon is not kept any more."""
    values = unpack(content) if content is not None else {}
    lexicon = _kept_lexicon(values["lexicon"], cache) if values else None
    if lexicon is None:
        return None
    return Found(
        lexicon,
        values["own"],
        {i: [Alias(*row) for row in rows] for i, rows in values["given"]},
        {i: [_mention(row) for row in rows] for i, rows in values["names"]},
    )


def _row(mention: Mention) -> list[Any]:
    row = [getattr(mention, name) for name in _COLUMNS]
    return [value.isoformat() if isinstance(value, dt.date) else value for value in row]


_COLUMNS = tuple(Mention.__dataclass_fields__)
_DATES = tuple(_COLUMNS.index(name) for name in ("date_start", "date_end"))


def _mention(row: list[Any]) -> Mention:
    for column in _DATES:
        if row[column] is not None:
            row[column] = dt.date.fromisoformat(row[column])
    return Mention(*row)


@lru_cache(maxsize=2)
def _lexicon_key(lexicon: tuple[tuple[str, str], ...]) -> str:
    return key_of("lexicon", lexicon)


def _keep_lexicon(lexicon: Mapping[str, str], cache: Store) -> str:
    key = _lexicon_key(tuple(sorted(lexicon.items())))
    if cache.get(key) is None:
        cache.put(key, pack(dict(lexicon)))
    return key


def _kept_lexicon(key: str, cache: Store) -> Mapping[str, str] | None:
    content = cache.get(key)
    return unpack(content) if content is not None else None
