"""A file is opened once: its content, checksum, sidecar and manifest entry."""

from __future__ import annotations

import copy
import hashlib
import sys
from pathlib import Path

import pytest

from plantext import corpus
from plantext.errors import CorpusError, ReadingError
from plantext.extraction.run import extract

EMBEDDED = "priority-plan-2023-draft-p145"
OPENED: list[str] = []
WATCHING = False  # an audit hook cannot be removed


def note_opened(event: str, arguments: tuple[object, ...]) -> None:
    """Note each file that is opened while the test watches."""
    if WATCHING and event == "open":
        OPENED.append(Path(str(arguments[0])).name)


sys.addaudithook(note_opened)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A made-up document with a sidecar."""
    (tmp_path / "plan.toml").write_text('title = "架空計画"\ndate = "2020-04-01"\n', encoding="utf-8")
    path = tmp_path / "plan.txt"
    path.write_text("総務省が担当する。\n", encoding="utf-8")
    return path


def test_the_sidecar_names_the_document(plan: Path) -> None:
    document = corpus.read(plan)
    assert (document.id, document.title, str(document.date)) == ("plan", "架空計画", "2020-04-01")
    assert document.meta["sha256"] == hashlib.sha256(plan.read_bytes()).hexdigest()


def test_the_manifest_knows_a_document_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "renamed.txt"
    path.write_bytes((corpus.corpus_folder() / f"{EMBEDDED}.txt").read_bytes())
    assert corpus.read(path).id == corpus.open_source(path).doc_id == EMBEDDED


def test_a_source_tells_all_that_decides_how_it_is_read(plan: Path) -> None:
    source = corpus.open_source(plan)
    assert corpus.open_source(plan) == source
    plan.with_suffix(".toml").write_text('title = "別"\n', encoding="utf-8")
    assert corpus.open_source(plan).identity != source.identity


def test_another_process_reads_the_file_again_and_sees_that_it_changed(plan: Path) -> None:
    sent = copy.copy(corpus.open_source(plan))
    assert sent.data is None
    assert sent.read() == corpus.read(plan)
    plan.write_text("別の文書。\n", encoding="utf-8")
    with pytest.raises(ReadingError, match="was changed while it was being read"):
        sent.read()


def test_a_file_under_the_name_of_a_document_must_be_it(plan: Path) -> None:
    with pytest.raises(CorpusError, match="this is not the"):
        corpus.open_source(plan, corpus.find_entry(EMBEDDED))


def test_an_extraction_opens_each_file_once(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract([plan, EMBEDDED], cache=None)
    with monkeypatch.context() as patch:
        patch.setattr(sys.modules[__name__], "WATCHING", True)
        extract([plan, EMBEDDED], cache=None)
    opened = [name for name in OPENED if name in ("plan.txt", "plan.toml", f"{EMBEDDED}.txt", "manifest.toml")]
    assert sorted(opened) == ["plan.toml", "plan.txt", f"{EMBEDDED}.txt"]
