"""Garbled lines are left out and reported; lost characters are reported."""

from __future__ import annotations

import pytest
from texts import LONG_LINE, read

from plantext.reading.mojibake import is_garbled


def test_garbled_lines_are_left_out_and_reported() -> None:
    garbled = "行政のデジタル化を進めることにより、国民の利便性が高まる。".encode().decode("cp932", "replace")
    document = read(f"{LONG_LINE}\n{garbled}\n{LONG_LINE}")
    assert len(document.blocks) == 2
    note = next(note for note in document.report if note.kind == "unread")
    assert "line 2" in note.message and note.text == garbled[:60]


@pytest.mark.parametrize(
    "line",
    ["普通の文である。", "繧は珍しい字である。", "ABC", "", "\ufffd一字が失われた普通の文である。", "縺れた糸を解く。"],
)
def test_sound_lines_are_not_garbled(line: str) -> None:
    assert not is_garbled(line)


def test_damaged_lines_are_kept_and_reported() -> None:
    document = read(f"{LONG_LINE}\n一字\ufffdが失われた文である。\n{LONG_LINE}")
    assert "一字\ufffdが失われた文である。" in document.text
    assert any("Line 2" in note.message and note.kind == "uncertain" for note in document.report)
