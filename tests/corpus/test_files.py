"""Documents of the manifest on this machine or not; checksums."""

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


def test_the_embedded_document_is_as_it_came() -> None:
    path = corpus.locate(EMBEDDED)
    assert path is not None
    assert path.stat().st_size == corpus.find_entry(EMBEDDED).size == 5676


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
