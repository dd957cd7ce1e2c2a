"""The manifest: its entries, and what a faulty one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext import corpus
from plantext.errors import CorpusError


def entry_text(**changes: str) -> str:
    fields = {
        "id": "a", "title": "題", "date": "2023-06", "status": "案", "publisher": "庁", "licence": "CC BY 4.0",
        "source": "https://example.org/", "location": "local", "file": "a.txt", "sha256": "0" * 64,
    } | changes  # fmt: skip
    return "[[document]]\n" + "".join(f'{key} = "{value}"\n' for key, value in fields.items())


def test_every_entry_has_a_checksum_and_a_date() -> None:
    for entry in corpus.load_manifest().values():
        assert len(bytes.fromhex(entry.sha256)) == 32
        assert entry.day.year >= 2002
        assert entry.source.startswith("https://")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (entry_text() + entry_text(), "document 2: the id 'a' is taken"),
        (entry_text(location="moon"), "location must be one of file, remote, local, got 'moon'"),
        *((entry_text(file=name), "plain names, not paths") for name in ("../a.txt", "..", "/a", "C:a", "a\\\\b", "")),
        *((entry_text(id=name), "plain names, not paths") for name in ("../a", "..", "a\\u0000b", "a\\nb")),
        (entry_text(colour="red"), "unknown colour"),
        ('[[document]]\nid = "a"\n', "missing title, date"),
        ("[[document\n", "cannot be read as a manifest"),
    ],
)
def test_a_faulty_manifest_is_refused_by_entry(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "manifest.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        corpus.load_manifest(path)
