"""Parts come back as they were packed."""

from __future__ import annotations

from plantext import corpus
from plantext.extraction.parts import ROW_TABLES, make_part, pack_part, unpack_part
from plantext.recognition.document import recognize_document
from plantext.recognition.recognizer import make_recognizer


def test_a_part_comes_back_as_it_was_packed() -> None:
    document = corpus.read("priority-plan-2023-draft-p145")
    part = make_part(recognize_document(make_recognizer(), document, []), [])
    content = pack_part(part)
    back = unpack_part(content)
    assert back == part and pack_part(back) == content
    assert list(part.tables) == list(ROW_TABLES)
    assert len(part.tables["sentences"]["text"]) == len(document.sentences)
