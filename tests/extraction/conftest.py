"""What the tests of extraction share."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_texts import TEXTS

from plantext.corpus.source import Source
from plantext.extraction import cache, tasks
from plantext.records import Document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three made-up documents, two of one name."""
    root = tmp_path / "texts"
    for name, text in TEXTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def current(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache in use, even where the package was edited a moment ago."""
    monkeypatch.setattr(cache, "is_current", lambda: True)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often a document was read and how often names were looked for."""
    counts = {"read": 0, "recognise": 0}
    read, make = Source.read, tasks.make_part

    def counting_read(source: Source) -> Document:
        counts["read"] += 1
        return read(source)

    def counting_make(*arguments: object) -> object:
        counts["recognise"] += 1
        return make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Source, "read", counting_read)
    monkeypatch.setattr(tasks, "make_part", counting_make)
    return counts
