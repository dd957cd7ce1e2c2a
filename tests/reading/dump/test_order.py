"""Frames in whatever order are put back or doubted."""

from __future__ import annotations

import random
import re

import pytest
from texts import read

from plantext.records import Document


def test_report_says_what_was_chosen(page: Document) -> None:
    orders = [note for note in page.report if note.kind == "order"]
    assert any("reverse" in note.message and note.page == 1 and 0 < note.confidence < 1 for note in orders)
    assert any("goes on on page 2" in note.message for note in orders)
    # The owner of 1-2 was found by elimination only: that is said, not hidden.
    assert [note.text for note in page.report if note.kind == "uncertain"] == ["主担当府省庁: 経済産業省"]


def test_page_already_in_order_stays(page: Document) -> None:
    again = read("\n\n\n\n".join(page.text[block.start : block.end] for block in page.blocks))
    assert again.text == page.text
    assert again.measure_records == tuple(
        type(record)(**{**{n: getattr(record, n) for n in record.__dataclass_fields__}, "pages": (1, 1)})
        for record in page.measure_records
    )
    assert not [note for note in again.report if note.kind in ("order", "uncertain")]


def frames(text: str) -> tuple[str, list[str], list[str]]:
    """The host site's header, the frames of the first page, those of the second; page marks first."""
    head, rest = text.split("(4)\n", 1)
    first, second = rest.split("\n2\n", 1)
    chunks = re.split(r"\n\n+", first.strip("\n"))
    whole: list[str] = []
    for chunk in chunks:
        if chunk.startswith(("KPI", "人々が")):
            whole[-1] += "\n\n" + chunk
        else:
            whole.append(chunk)
    return head, ["(4)", *whole], ["2", "\n\n".join(re.split(r"\n\n+", second.strip("\n")))]


def blocks(text: str) -> tuple[str, list[str], list[str]]:
    """The same in the smallest blocks: whatever a blank line parts."""
    head, first, second = frames(text)
    return head, [c for f in first for c in f.split("\n\n")], [c for f in second for c in f.split("\n\n")]


@pytest.mark.parametrize("cut", [frames, blocks])
@pytest.mark.parametrize("which", [(True, False), (False, True), (True, True)])
@pytest.mark.parametrize("marks", [True, False], ids=["marks shuffled too", "marks in place"])
def test_shuffled_frames_are_put_back_or_doubted(cut, which, marks, text: str, page: Document) -> None:
    head, *pages = cut(text)
    right = 0
    for seed in range(20):
        rng = random.Random(seed)  # noqa: S311
        shuffled = []
        for content, wanted, fixed in zip(pages, which, (2, 1), strict=True):
            kept, moved = ([], list(content)) if marks else (content[:fixed], content[fixed:])
            if wanted:
                rng.shuffle(moved)
            shuffled += [*kept, *moved]
        document = read(head + "\n\n".join(shuffled))
        doubted = any(note.kind == "uncertain" for note in document.report)
        same = document.text == page.text and [m.ministries for m in document.measure_records] == [
            ("総務省",),
            ("経済産業省",),
        ]
        assert same or doubted
        right += same
    if cut is blocks and which == (False, True) and not marks:
        assert right == 20


def test_owners_are_never_silently_swapped(text: str, page: Document) -> None:
    """Where the frames are whole, every wrong owner carries a note that names it."""
    head, first, second = frames(text)
    for seed in range(20):
        rng = random.Random(seed)  # noqa: S311
        moved = first[2:]
        rng.shuffle(moved)
        document = read(head + "\n\n\n\n".join([*first[:2], *moved, *second]))
        for record, wanted in zip(document.measure_records, page.measure_records, strict=True):
            if record.ministries != wanted.ministries:
                named = [note.text for note in document.report if note.kind == "uncertain"]
                assert any(record.ministries[0] in text for text in named)


def test_one_owner_for_two_measures_in_disorder_is_doubted() -> None:
    document = read(
        "主担当府省庁: 法務省\n\n[No.3-2] 題名乙\n\n本文乙である。\n\n\n\n[No.3-1] 題名甲\n\n本文甲である。\n"
    )
    assert any(note.kind == "uncertain" for note in document.report)
