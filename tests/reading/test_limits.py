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


@pytest.mark.parametrize("block", ["<p>", "<td>x", "<br/>", "<LI >"])
def test_pages_of_too_many_blocks_are_refused_before_they_are_read(block: str) -> None:
    with pytest.raises(ReadingError, match="300,001 signs of markup; more than 300,000 are not read"):
        read_bytes(block.encode() * 300_001, "a.html", doc_id="a")


def test_what_only_begins_like_a_block_does_not_count() -> None:
    from plantext.reading.html import count_blocks

    assert count_blocks("<pp><para><b><br>" * 3) == 3


def test_nests_of_markdown_are_refused_before_they_are_read() -> None:
    with pytest.raises(ReadingError, match="50,001 signs of markup"):
        read_bytes(b"[" * 50_001, "a.md", doc_id="a")
