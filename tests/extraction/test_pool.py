"""Worker processes give the tables of one process, and one that dies costs only its document."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from made_texts import content, lexicon

from plantext.corpus.source import Source
from plantext.extraction.pool import perform_all
from plantext.extraction.run import extract_to
from plantext.extraction.tasks import Outcome, Settings, Task

pytestmark = pytest.mark.slow


def test_worker_processes_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    extract_to(folder, tmp_path / "one", cache=None)
    extract_to(folder, tmp_path / "two", cache=None, jobs=2)
    assert content(tmp_path / "two") == content(tmp_path / "one")


def test_worker_processes_with_a_cache_and_an_edited_lexicon_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    own = lexicon(tmp_path / "own.csv", "架空会議,FORUM,,架空,,", "経済産業省,-,,,,")
    extract_to(folder, tmp_path / "one", cache=None, lexicon=own)
    extract_to(folder, tmp_path / "before", cache=tmp_path / "cache", jobs=2)
    extract_to(folder, tmp_path / "two", cache=tmp_path / "cache", jobs=2, lexicon=own)
    assert content(tmp_path / "two") == content(tmp_path / "one") != content(tmp_path / "before")


def crash(task: Task, settings: Settings) -> Outcome:
    """Stands in for a document that kills its process, such as one that needs all memory."""
    if task.name == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(content=task.name.encode())


def test_a_process_that_dies_costs_only_its_document() -> None:
    names = ["first", "second", "deadly", *(f"later {number}" for number in range(6))]
    given = [Task(number, name, name, Source(Path(name), "")) for number, name in enumerate(names)]
    done = dict(perform_all(given, Settings(), jobs=2, work=crash))
    assert [task.name for task in sorted(done, key=lambda task: task.number)] == names
    for task, outcome in done.items():
        if task.name == "deadly":
            assert "the process that worked on it died twice" in outcome.reason
        else:
            assert (outcome.content.decode(), outcome.reason) == (task.name, "")
