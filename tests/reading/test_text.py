"""Plain text: pages, and hostile input."""

from __future__ import annotations

import pytest
from texts import LONG_LINE, read


def test_form_feeds_part_pages() -> None:
    document = read(f"{LONG_LINE}\f{LONG_LINE}\n{LONG_LINE}")
    assert (document.n_pages, [block.page for block in document.blocks]) == (2, [1, 2, 2])


@pytest.mark.parametrize("hostile", ["（1）", "第1節　", "1　", "[No.1-1] 甲\n\n", "・\n", "「\n", "\f", "図表1-1-"])
def test_hostile_text_is_linear(hostile: str) -> None:
    assert read(hostile * 20_000 + "甲").sentences
