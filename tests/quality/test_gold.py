"""Gold files: both forms give the same spans, and faulty rows are refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from made_gold import SPANS, TEXT, write_gold

from plantext.errors import TableError
from plantext.quality.gold import load_gold
from plantext.records import Document


def standoff(text: str = TEXT) -> dict[str, object]:
    return {
        "doc_id": "a",
        "start": 2,
        "end": 2 + len(TEXT),
        "sha1": hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(),
        "spans": [{"start": 0, "end": 3, "label": "ORG", "entity": "総務省"}, {"start": 4, "end": 7, "label": "PLACE"}],
    }


def test_both_formats_give_the_same_spans(tmp_path: Path) -> None:
    (plain,) = load_gold(write_gold(tmp_path, {"id": "x", "source": "a page 1", "text": TEXT, "spans": SPANS}))
    (looked_up,) = load_gold(write_gold(tmp_path, standoff()), documents=[Document("a", "前\n" + TEXT, (), ())])
    assert looked_up.text == plain.text == TEXT
    assert [(span.start, span.end, span.label) for span in looked_up.spans] == [tuple(span) for span in SPANS]
    assert looked_up.spans[0].entity == "総務省"
    assert plain.doc_id == looked_up.doc_id == "a"


def test_another_reading_of_the_text_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"line 1: characters 2:13 of a have the sha1"):
        load_gold(write_gold(tmp_path, standoff("別の文")), documents=[Document("a", "前\n" + TEXT, (), ())])
    with pytest.raises(TableError, match="the document a is needed"):
        load_gold(write_gold(tmp_path, standoff()))


@pytest.mark.parametrize(
    "row", [{"text": TEXT}, {"text": TEXT, "spans": [[0, 3]]}, {"text": TEXT, "spans": [[0, 3, "X"]]}]
)
def test_faulty_rows_are_refused(tmp_path: Path, row: object) -> None:
    with pytest.raises(TableError, match="line 1"):
        load_gold(write_gold(tmp_path, row))
