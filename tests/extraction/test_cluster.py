"""On a Dask cluster come the tables of a single process, also when a worker is lost."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plantext.corpus.source import Source
from plantext.errors import PlantextError
from plantext.extraction import cache, cluster, resume
from plantext.extraction.run import extract, extract_to
from plantext.extraction.tasks import Done, Outcome, Settings, Task

pytestmark = pytest.mark.slow

distributed: Any = pytest.importorskip("distributed", reason="needs plantext[cluster]")

HERE = str(Path(__file__).parent)


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A scheduler and two workers of one thread, each a process of its own, on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with contextlib.ExitStack() as stack:
        for command in (
            ["scheduler", "--host", address, "--no-dashboard", "--no-jupyter"],
            *[["worker", address, "--nthreads", "1", "--no-dashboard", "--name", name] for name in ("one", "two")],
        ):
            # A group each: a worker's nanny starts it again when it is killed, so the group must end as one.
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *command],
                env={**os.environ, "PYTHONPATH": os.pathsep.join([HERE, *sys.path])},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            stack.callback(process.wait)
            stack.callback(os.killpg, process.pid, signal.SIGKILL)
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


def pids(client: Any) -> dict[str, int]:
    """The process of each worker by its address."""
    return dict(client.run(os.getpid))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix")
def test_a_worker_killed_while_it_works_changes_nothing(
    scheduler: str, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract_to(texts, tmp_path / "single", cache=None)
    killed: list[int] = []

    def perform_and_kill(*arguments: Any, **options: Any) -> Iterator[Done]:
        with distributed.Client(scheduler, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            processes = pids(client)
            for done in cluster.perform_on(*arguments, **options):
                busy = [address for address, keys in client.processing().items() if keys]
                if not killed and busy:
                    os.kill(processes[busy[0]], signal.SIGKILL)
                    killed.append(processes[busy[0]])
                yield done

    monkeypatch.setattr(resume, "_performer", lambda settings, *_: lambda tasks: perform_and_kill(
        tasks, settings, address=scheduler))  # fmt: skip
    written = extract_to(texts, tmp_path / "cluster", cache=None)
    assert len(killed) == 1
    assert written.left_out == ()
    assert content(tmp_path / "cluster") == content(tmp_path / "single")


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
