"""Tasks in several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice

from plantext.errors import Message, PlantextError
from plantext.extraction.tasks import Done, Outcome, Settings, Task, Work, perform, perform_packed


def perform_all(tasks: Iterable[Task], settings: Settings, *, jobs: int, work: Work = perform_packed) -> Iterator[Done]:
    """Do tasks in several processes, taken as they are needed; a single task is done in this one.

    Yields
    ------
    tuple of (Task, Outcome)
        As they are done. A task whose process dies is tried once more, alone, and then given up.
    """
    todo = iter(tasks)
    first = list(islice(todo, 2))
    todo = chain(first, todo)
    # Starting processes takes longer than most documents.
    if len(first) < 2:
        yield from ((task, perform(task, settings)) for task in todo)
        return
    alive = True
    while alive:
        lost: list[Task] = []
        with open_pool(jobs) as pool:
            yield from _flow(pool, todo, settings, jobs, work, lost)
        alive = bool(lost)
        yield from _one_by_one(lost, settings, work)


def _flow(  # noqa: PLR0913, PLR0917
    pool: ProcessPoolExecutor,
    todo: Iterator[Task],
    settings: Settings,
    jobs: int,
    work: Work,
    lost: list[Task],
) -> Iterator[Done]:
    """Yield outcomes until the tasks or the processes end; `lost` takes what a process that died had begun."""
    waiting: dict[Future[Outcome], Task] = {}
    while True:
        # Two a process: enough to keep it busy, few enough to hold.
        while not lost and len(waiting) < 2 * jobs:
            task = next(todo, None)
            if task is None:
                break
            try:
                waiting[pool.submit(work, task, settings)] = task
            except BrokenProcessPool:
                lost.append(task)
        if not waiting:
            return
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            task = waiting.pop(future)
            try:
                yield task, future.result()
            except BrokenProcessPool:
                lost.append(task)


def _one_by_one(tasks: Iterable[Task], settings: Settings, work: Work) -> Iterator[Done]:
    todo = sorted(tasks, key=lambda task: task.number)
    while todo:
        # Alone, so that a process that dies names its document.
        with open_pool(1) as pool:
            while todo:
                task = todo.pop(0)
                try:
                    yield task, pool.submit(work, task, settings).result()
                except BrokenProcessPool:
                    reason = Message(
                        "{name}: the process that worked on it died twice; too little memory for it?", name=task.name
                    )
                    yield task, Outcome(reason=reason)
                    break


@contextmanager
def open_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Open processes that end with this one; :class:`~plantext.errors.PlantextError` where none can start."""
    # spawn everywhere: a forked child would inherit the threads' locks of the libraries loaded here.
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_start)
    try:
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool as error:
            raise PlantextError(
                "No worker process could start. A script that uses jobs needs its calls under "
                "`if __name__ == '__main__':`; or use jobs=1."
            ) from error
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start() -> None:
    """Have a worker end at once with Ctrl-C, and with the program that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
