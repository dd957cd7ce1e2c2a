"""Sentences that are too long are explained; sections are tested with the formats."""

from __future__ import annotations

from texts import LONG_LINE, read


def test_long_sentence_has_its_reason() -> None:
    document = read("項目、" * 200 + "\n" + LONG_LINE)
    note = next(note for note in document.report if note.kind == "uncertain")
    assert "600 characters" in note.message and "no sentence end" in note.message
