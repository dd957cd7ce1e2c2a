"""Documents as tasks: order, identifiers, and faults that cost no other document."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from plantext import corpus
from plantext.extraction import tasks
from plantext.extraction.run import extract
from plantext.extraction.tasks import Settings, Task
from plantext.recognition.aliases import Alias
from plantext.recognition.document import DocumentNames


def test_documents_and_files_keep_the_order_given(folder: Path) -> None:
    read = corpus.read(folder / "b.md")
    run = extract([folder / "inner", read, folder / "b.md", folder / "a.txt"], cache=None)
    assert run.sentences["doc_id"].unique().tolist() == ["a", "b", "b-2", "a-2"]
    assert_frame_equal(extract(read, cache=None).mentions, extract(folder / "b.md", cache=None).mentions)


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "a0.txt").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    run = extract(["no-such-id", folder, tmp_path / "none.txt", tmp_path / "empty"], cache=None)
    assert [Path(item["source"]).name for item in run.info["left_out"]] == [
        "no-such-id", "a0.txt", "none.txt", "empty",
    ]  # fmt: skip
    assert [item["reason"].rsplit(": ", 1)[-1][:15] for item in run.info["left_out"][1:]] == [
        "the file is emp", "no such file.", "nothing readabl",
    ]  # fmt: skip
    assert run.sentences["doc_id"].unique().tolist() == ["a", "b", "a-2"]


def test_a_fault_in_one_document_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = tasks.make_part

    def fail(reading: DocumentNames, register: Sequence[Alias]) -> object:
        if reading.document.id == "b":
            raise RecursionError("too deep")
        return make(reading, register)

    monkeypatch.setattr(tasks, "make_part", fail)
    run = extract(folder, cache=None)
    (left,) = run.info["left_out"]
    assert left["source"].endswith("b.md")
    assert "could not be worked on (RecursionError: too deep)" in left["reason"]
    assert run.sentences["doc_id"].unique().tolist() == ["a", "a-2"]


def test_a_file_that_changes_after_it_was_listed_is_left_out_by_another_process(folder: Path) -> None:
    opened = corpus.open_source(folder / "b.md")
    sent = copy.copy(opened)
    assert sent == opened and sent.data is None
    (folder / "b.md").write_text("別の文書。\n", encoding="utf-8")
    task = Task(0, "b.md", "b", sent)
    assert "changed while it was being read" in tasks.perform(task, Settings()).reason
    assert tasks.perform(replace(task, source=opened), Settings()).part is not None
