"""Files that no reader takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext.errors import ReadingError
from plantext.reading import SUFFIXES, legible, read_bytes, read_file
from plantext.reading.tabular.reader import FORMATS

BINARY = frozenset({".pdf", ".docx", ".pptx", ".odt", ".epub"})


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t ", "is empty"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "an old Office file"),
        ("a.xlsx", b"PK\x03\x04", "cannot be opened as a workbook"),
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


def test_metadata_given_win_over_the_sidecar_and_it_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 甲\npublisher: 甲省\nsource: https://example.jp/a\n---\n\n本文である。", encoding="utf-8"
    )
    path.with_suffix(".toml").write_text('title = "乙"\npublisher = "乙省"\n', encoding="utf-8")
    document = read_file(path, title="丙")
    assert (document.title, document.publisher, document.source) == ("丙", "乙省", "https://example.jp/a")


@pytest.mark.parametrize("suffix", sorted(SUFFIXES - BINARY - set(FORMATS)))
def test_every_ending_of_a_text_is_read(suffix: str) -> None:
    document = read_bytes("<p>本文である。</p>".encode(), f"A{suffix.upper()}", doc_id="a")
    assert document.meta["encoding"] == "UTF-8"
    assert "本文である。" in document.text


def test_names_in_no_encoding_can_be_written() -> None:
    assert legible("計画.txt".encode("cp932").decode("utf-8", "surrogateescape")) == "計画.txt"
    assert legible(b"\xff\xfe.txt".decode("utf-8", "surrogateescape")).encode()
