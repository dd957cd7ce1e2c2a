"""Footnotes tied to the places of their marks."""

from __future__ import annotations

from plantext.reading.footnotes import tie_footnotes
from plantext.records import Block


def note(page: int, mark: str) -> Block:
    return Block("footnote", 0, 5, page=page, mark=mark)


def test_a_note_may_run_over_to_the_page_behind_its_mark() -> None:
    tied, notes = tie_footnotes([note(2, "1"), note(2, "2")], {(1, "1"): [10], (2, "2"): [20]}, complete=True)
    assert [block.anchor for block in tied] == [10, 20]
    assert notes == []


def test_a_mark_printed_twice_serves_two_notes_in_order() -> None:
    tied, _ = tie_footnotes([note(1, "1"), note(1, "1")], {(1, "1"): [10, 30]}, complete=True)
    assert [block.anchor for block in tied] == [10, 30]


def test_what_is_left_over_is_reported_where_all_marks_are_known() -> None:
    left = {(1, "9"): [40, 50]}
    told = [item.message for item in tie_footnotes([note(1, "1")], left, complete=True)[1]]
    assert told == ["Footnote 1: no mark for it in the text.", "Footnote mark 9: no footnote for it, 2 times."]
    assert len(tie_footnotes([note(1, "1")], left, complete=False)[1]) == 1
