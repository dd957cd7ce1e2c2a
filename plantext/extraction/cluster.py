"""Tasks on the workers of a Dask cluster; the only import of distributed."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from plantext.errors import Message, PlantextError
from plantext.extraction.cache import code_version, users_cache
from plantext.extraction.tasks import USERS, Done, Outcome, Settings, Task, Work, perform_packed

AHEAD = 3
"""Tasks under way for each thread of the cluster: enough to keep it busy, few enough to hold."""
TIMEOUT_SECONDS = 30

# The PDF reader and the tokenizer are not safe in threads.
_ALONE = threading.Lock()


def perform_on(
    tasks: Iterable[Task], settings: Settings, *, address: str, work: Work = perform_packed
) -> Iterator[Done]:
    """Do tasks on a cluster, taken as they are needed; the workers read the files by the same paths as this process.

    Where there is a cache, each worker has its own: in the user's cache folder of its machine, or in the folder given.

    A document of a worker that is lost is done again by another; one that has cost more workers than
    the scheduler allows (``distributed.scheduler.allowed-failures``, 3) is given up.

    Yields
    ------
    tuple of (Task, Outcome)
        As they are done.

    Raises
    ------
    PlantextError
        If dask.distributed is not installed, the scheduler does not answer or has no workers, or a
        worker has other versions than this process.
    """
    with _connect(address) as client:
        _check(client)
        # Each worker keeps what it found of its documents; the parts are kept here.
        theirs = USERS if settings.cache == str(users_cache()) else settings.cache
        yield from _flow(client, iter(tasks), replace(settings, cache=theirs), work)


def _connect(address: str) -> Any:
    try:
        import distributed
    except ImportError as error:
        raise PlantextError(
            "A cluster needs dask.distributed, here and on the workers: pip install 'plantext[cluster]'."
        ) from error
    try:
        client: Any = distributed.Client
        return client(address, timeout=TIMEOUT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PlantextError(
            "{address}: no Dask scheduler answers there ({error}). Start one with `dask scheduler`, workers "
            "with `dask worker ADDRESS --nthreads 1`.",
            address=address,
            error=error,
        ) from error


def _check(client: Any) -> None:
    """Raise an error where there is no worker, or one runs another version."""
    from distributed import TimeoutError as NoWorker

    try:
        client.wait_for_workers(1, timeout=TIMEOUT_SECONDS)
    except NoWorker as error:
        raise PlantextError(
            "{address}: the scheduler has no workers. Start some with `dask worker ADDRESS --nthreads 1`.",
            address=client.scheduler.address,
        ) from error
    for worker, code in client.run(_code_there, on_error="return").items():
        if isinstance(code, OSError):  # lost meanwhile
            continue
        if code != code_version():
            what = (
                Message("cannot load plantext ({code})", code=code)
                if isinstance(code, Exception)
                else Message("has another version of plantext")
            )
            raise PlantextError(
                "{worker}: {what}. Install the same versions of plantext and its libraries here and on the workers.",
                worker=worker,
                what=what,
            )


def _code_there() -> str:
    return code_version()


def _flow(client: Any, todo: Iterator[Task], settings: Settings, work: Work) -> Iterator[Done]:
    import distributed

    waiting: dict[str, Task] = {}
    completed: Any = distributed.as_completed
    flowing = completed([], loop=client.loop)

    def submit() -> bool:
        task = next(todo, None)
        if task is None:
            return False
        # A key of its own: the scheduler must never take an earlier run's result for this one's.
        future = client.submit(
            _perform_alone, task, settings, work, key=f"plantext-{id(waiting)}-{task.number}-{task.key}", pure=False
        )
        waiting[future.key] = task
        flowing.add(future)
        return True

    while len(waiting) < AHEAD * max(1, _threads(client)) and submit():
        pass
    while waiting:
        future = next(flowing)
        task = waiting.pop(future.key)
        yield task, _outcome(task, future)
        future.release()
        while len(waiting) < AHEAD * max(1, _threads(client)) and submit():
            pass


def _threads(client: Any) -> int:
    return sum(int(n) for n in client.nthreads().values())


def _outcome(task: Task, future: Any) -> Outcome:
    from distributed import KilledWorker

    try:
        result = future.result()
    except KilledWorker:
        return Outcome(
            reason=Message("{name}: every worker that worked on it was lost; too little memory for it?", name=task.name)
        )
    assert isinstance(result, Outcome)  # noqa: S101
    return result


def _perform_alone(task: Task, settings: Settings, work: Work) -> Outcome:
    """Do one task; the threads of a worker take turns, because the PDF reader and the tokenizer need it."""
    with _ALONE:
        return work(task, settings)
