"""Files that are none, and archives that unpack to too much."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_docx import docx, run

from plantext.errors import ReadingError
from plantext.reading import limits, read_bytes, read_file


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no such file"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(ReadingError, match="got a folder"):
        read_file(tmp_path)


def test_bombs_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(f"<w:p>{run('あ' * 100_000)}</w:p>")
    monkeypatch.setattr(limits, "MAX_UNPACKED", 100_000)
    with pytest.raises(ReadingError, match="bomb"):
        read_bytes(data, "a.docx", doc_id="a")
    monkeypatch.setattr(limits, "MAX_ENTRIES", 0)
    with pytest.raises(ReadingError, match="parts inside"):
        read_bytes(data, "a.docx", doc_id="a")
