"""Documents come back as they were packed."""

from __future__ import annotations

import dataclasses

from plantext import corpus
from plantext.extraction.serialize import pack_document, unpack_document
from plantext.records import Turn


def test_a_document_comes_back_as_it_was_packed() -> None:
    document = corpus.read("priority-plan-2023-draft-p145")
    document = dataclasses.replace(document, turn_records=(Turn(0, "委員長", 0, 9, 1, person="山川健一"),))
    content = pack_document(document)
    assert unpack_document(content) == document
    assert pack_document(unpack_document(content)) == content
