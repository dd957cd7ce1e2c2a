"""Files that no reader takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext.errors import ReadingError
from plantext.reading import read_file


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t ", "is empty"),
        ("a.xlsx", b"PK\x03\x04", "zip archive or an Office file"),
        ("a", b"text", "got none"),
        ("a.html", b"<script>x</script>", "no text was found"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadingError, match=name) as caught:
        read_file(path)
    assert told in str(caught.value)
