"""On a Dask cluster come the tables of a single process, also when a worker is lost."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clustering import content, files_in, two_workers, with_a_loss

from benchmarks.scale import write_meeting
from plantext.corpus.source import Source
from plantext.errors import PlantextError
from plantext.extraction import cache, cluster, resume
from plantext.extraction.run import extract, extract_to
from plantext.extraction.tasks import Outcome, Settings, Task

pytestmark = pytest.mark.slow

distributed: Any = pytest.importorskip("distributed", reason="needs plantext[cluster]")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with two_workers() as address:
        yield address


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight made-up documents."""
    monkeypatch.setattr(cache, "is_current", lambda: True)
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(8):
        lines = [f"総務省は、2023年{month}月に第{number}回架空会議を開催する。\n\n" for month in range(1, 13)]
        (folder / f"{number}.txt").write_text("".join(lines * 6), encoding="utf-8")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")
def test_a_worker_killed_while_it_works_changes_nothing(
    scheduler: str, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract_to(texts, tmp_path / "single", cache=None)
    killed: list[int] = []
    monkeypatch.setattr(resume, "_performer", with_a_loss(scheduler, killed))
    written = extract_to(texts, tmp_path / "cluster", cache=None)
    assert len(killed) == 1
    assert written.left_out == ()
    assert content(tmp_path / "cluster") == content(tmp_path / "single")


def test_speeches_come_as_from_one_process_and_workers_use_their_cache_on_the_second_run(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "is_current", lambda: True)
    minutes, kept, own = tmp_path / "minutes", tmp_path / "cache", tmp_path / "own.csv"
    minutes.mkdir()
    for number in range(6):
        write_meeting(minutes / f"{number}.json", number, speeches=20)
    # Another lexicon: the caller has no table of it, but the workers know the words and dates of their documents.
    own.write_text("entity,label,name_en,series,forms,note\n架空第1部会,FORUM,,,,\n", encoding="utf-8")
    for number, lexicon in enumerate((None, own)):
        extract_to(minutes, tmp_path / f"single{number}", cache=None, lexicon=lexicon)
        before = files_in(kept)
        extract_to(minutes, tmp_path / f"cluster{number}", cluster=scheduler, cache=kept, lexicon=lexicon)
        assert content(tmp_path / f"cluster{number}") == content(tmp_path / f"single{number}")
        written = {path for path, inode in files_in(kept).items() if before.get(path) != inode}
        # First words, names and tables of each document, and the lexicon; then names, tables and lexicon anew.
        assert len(written) == (6 * 3 + 1, 6 * 2 + 1)[number]


def deadly(task: Task, settings: Settings) -> Outcome:
    """Stands in for a document that kills every worker it meets."""
    if task.name == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return Outcome(content=task.name.encode())


def test_the_address_is_enough(scheduler: str, texts: Path) -> None:
    run = extract(texts, cluster=scheduler, cache=None)
    assert run.mentions.equals(extract(texts, cache=None).mentions)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")
def test_a_document_that_kills_its_workers_is_given_up(scheduler: str) -> None:
    given = [
        Task(number, name, name, Source(Path(name), ""))
        for number, name in enumerate(["one", "deadly", "two", "three"])
    ]
    done = cluster.perform_on(given, Settings(), address=scheduler, work=deadly)
    outcomes = {task.name: outcome for task, outcome in done}
    assert set(outcomes) == {"one", "deadly", "two", "three"}
    assert "every worker that worked on it was lost" in outcomes["deadly"].reason


def test_workers_of_another_version_are_refused(scheduler: str, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "code_version", lambda: "another")
    with pytest.raises(PlantextError, match="has another version of plantext"):
        extract(texts, cluster=scheduler, cache=None)


def test_no_scheduler_is_said(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "TIMEOUT_SECONDS", 1)
    with pytest.raises(PlantextError, match="no Dask scheduler answers there"):
        extract(texts, cluster="tcp://127.0.0.1:9", cache=None)
