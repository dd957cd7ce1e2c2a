"""The manifest, checksums, and documents at hand or not."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from plantext import corpus
from plantext.errors import CorpusError

EMBEDDED = "priority-plan-2023-draft-p145"
PLAN = "priority-plan-2023"


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PLANTEXT_DATA", raising=False)


def entry_text(**changes: str) -> str:
    fields = {
        "id": "a", "title": "題", "date": "2023-06", "status": "案", "publisher": "庁", "licence": "CC BY 4.0",
        "source": "https://example.org/", "location": "local", "file": "a.txt", "sha256": "0" * 64,
    } | changes  # fmt: skip
    return "[[document]]\n" + "".join(f'{key} = "{value}"\n' for key, value in fields.items())


def test_the_embedded_document_is_as_it_came() -> None:
    path = corpus.locate(EMBEDDED)
    assert path is not None
    assert path.stat().st_size == corpus.find_entry(EMBEDDED).size == 5676


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


def test_an_unknown_id_lists_the_known_ones() -> None:
    with pytest.raises(CorpusError, match=f"'plan-1999' is neither.*{EMBEDDED}"):
        corpus.fetch("plan-1999")


def test_a_file_at_hand_is_used_when_its_checksum_fits(shared_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert corpus.locate(PLAN) is None
    kept = corpus.fetch(PLAN, from_path=shared_corpus / "priority-plan-2023.pdf")
    assert kept.parent == corpus.cache_folder()
    assert corpus.locate(PLAN) == kept
    monkeypatch.setenv("PLANTEXT_DATA", str(shared_corpus))
    assert corpus.locate(PLAN) == shared_corpus / "priority-plan-2023.pdf"


@pytest.mark.parametrize("by", ["from", "data"])
def test_another_file_of_that_name_is_refused_and_left_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    other = tmp_path / "priority-plan-2023.pdf"
    other.write_bytes(b"%PDF-1.7 something else")
    monkeypatch.setenv("PLANTEXT_DATA", str(tmp_path))
    wanted, found = corpus.find_entry(PLAN).sha256, corpus.file_sha256(other)
    with pytest.raises(CorpusError, match=f"(?s)left as it is.*expected {wanted}.*found    {found}"):
        corpus.fetch(PLAN, from_path=other if by == "from" else None)
    assert other.read_bytes() == b"%PDF-1.7 something else"


def test_without_network_fetch_says_which_url_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("network is unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(CorpusError, match=r"(?s)https://www\.digital\.go\.jp/.*: cannot be downloaded .*--from FILE"):
        corpus.fetch(PLAN)
    assert not any(path.is_file() for path in corpus.cache_folder().rglob("*"))


def test_a_document_that_is_not_one_file_on_the_web_says_so() -> None:
    with pytest.raises(CorpusError, match="not published as one file"):
        corpus.fetch("ict-white-paper-r4")
