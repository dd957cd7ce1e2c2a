"""A Dask cluster of two workers on loopback, for tests, and the loss of one while it works."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from plantext.extraction import cluster
from plantext.extraction.tasks import Done, Settings

HERE = Path(__file__).parent


@contextlib.contextmanager
def two_workers() -> Iterator[str]:
    """A scheduler and two workers of one thread, each a process of its own, on loopback; its address."""
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
                env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE / "extraction"), *sys.path])},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            stack.callback(process.wait)
            stack.callback(os.killpg, process.pid, signal.SIGKILL)
        yield address


def with_a_loss(address: str, killed: list[int], *, after: int = 0) -> Callable[..., Any]:
    """What takes the place of ``resume._performer``: a worker is killed at work once `after` documents are done."""
    import distributed

    def perform(tasks: Any, settings: Settings) -> Iterator[Done]:
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            processes = dict(client.run(os.getpid))
            for number, done in enumerate(cluster.perform_on(tasks, settings, address=address)):
                busy = [worker for worker, keys in client.processing().items() if keys]
                if number >= after and not killed and busy:
                    os.kill(processes[busy[0]], signal.SIGKILL)
                    killed.append(processes[busy[0]])
                yield done

    return lambda settings, *_: lambda tasks: perform(tasks, settings)


def content(folder: Path) -> dict[str, bytes]:
    """The files of a folder of tables."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def files_in(folder: Path) -> dict[Path, int]:
    """The entries of a cache, and which file each is: one that is written anew is another."""
    return {path: path.stat().st_ino for path in folder.rglob("*") if path.is_file()}
