"""The documents of a gold file come from the manifest or from the folder of data."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_gold import write_gold

from plantext.errors import CorpusError
from plantext.quality.anchoring import anchor
from plantext.quality.sources import read_needed

ROW = {"doc_id": "a", "file": "field/a.txt", **anchor("総務省が定める。"), "spans": []}


def test_files_are_read_under_the_folder_of_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "field").mkdir()
    (tmp_path / "field" / "a.txt").write_text("総務省が定める。\n", encoding="utf-8")
    monkeypatch.setenv("PLANTEXT_DATA", str(tmp_path))
    assert [document.id for document in read_needed(write_gold(tmp_path, ROW))] == ["a"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANTEXT_DATA", raising=False)
    path = write_gold(tmp_path, ROW)
    with pytest.raises(CorpusError, match=r"field/a\.txt: not at hand"):
        read_needed(path)
    lost: list[str] = []
    assert read_needed(path, lost=lost) == []
    assert lost[0].startswith("field/a.txt: not at hand")
