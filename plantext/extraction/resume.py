"""Run and resume: tasks → parts in the order of the documents, from a store as far as they are kept there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from plantext.errors import OutputError, PlantextError
from plantext.extraction.cache import Cache, Store
from plantext.extraction.parts import Part, pack_part, unpack_part
from plantext.extraction.tasks import Done, Outcome, Settings, Task, Tasks, cache_of, perform
from plantext.reading import Unread

# Gives a result when its turn comes; until then it may lie packed or on disk.
_Result = Callable[[], Part | Unread]


def run(  # noqa: PLR0913
    tasks: Tasks,
    settings: Settings,
    *,
    jobs: int = 1,
    cluster: str = "",
    kept: Store | None = None,
    progress: bool = False,
) -> Iterator[Part | Unread]:
    """Do all tasks that are not done yet, in several processes or on a cluster where `jobs` or `cluster` says so.

    Parameters
    ----------
    kept : Store, optional
        Keeps every part as soon as it is done, for a run that goes on where this one was stopped.

    Yields
    ------
    Part or Unread
        One a document, in the order of the tasks.
    """
    from tqdm import tqdm

    perform_tasks = _performer(settings, jobs, cluster)
    cache = cache_of(settings.cache)
    results = _Results(kept, cache)
    ahead: dict[int, _Result] = {}
    with tqdm(total=len(tasks), disable=not progress, unit="document") as bar:

        def missing() -> Iterator[Task]:
            for number, task in enumerate(tasks):
                found = partial(_same, task) if isinstance(task, Unread) else results.find(task.key)
                if found is None:  # what is at hand is no task, and waits for its turn
                    assert isinstance(task, Task)  # noqa: S101
                    yield task
                else:
                    ahead[number] = found
                    bar.update()

        # Processes finish in any order; the tables are the same whatever it was.
        turn = 0
        for task, outcome in perform_tasks(missing()):
            ahead[task.number] = results.keep(task, outcome)
            bar.update()
            while turn in ahead:
                yield ahead.pop(turn)()
                turn += 1
        # What was at hand behind the last task.
        yield from (ahead[number]() for number in sorted(ahead))
    if cache is not None:
        cache.close()


def _performer(settings: Settings, jobs: int, cluster: str) -> Callable[[Iterator[Task]], Iterator[Done]]:
    if jobs < 1:
        raise PlantextError("jobs: expected a number of processes from 1, got {jobs}.", jobs=jobs)
    if cluster:
        from plantext.extraction.cluster import perform_on

        return partial(perform_on, settings=settings, address=cluster)
    if jobs > 1:
        from plantext.extraction.pool import perform_all

        return partial(perform_all, settings=settings, jobs=jobs)
    return lambda tasks: ((task, perform(task, settings)) for task in tasks)


@dataclass(frozen=True)
class _Results:
    """Parts by key, in the store of a run and in the cache."""

    kept: Store | None
    cache: Cache | None

    def find(self, key: str) -> _Result | None:
        if self.kept is not None and self.kept.get(key) is not None:
            return partial(self._load, key)
        content = self.cache.get(key) if self.cache is not None else None
        return self._stored(key, content) if content is not None else None

    def keep(self, task: Task, outcome: Outcome) -> _Result:
        """Keep what came of a task."""
        if outcome.reason:
            return partial(_same, Unread(task.name, outcome.reason))
        part, content = outcome.part, outcome.content
        if part is not None and (self.kept is not None or self.cache is not None):
            content = pack_part(part)
        stored = self._stored(task.key, content)
        if self.cache is not None:
            self.cache.put(task.key, content)
        # At hand as it is, the part need not be unpacked again.
        return stored if part is None else partial(_same, part)

    def _stored(self, key: str, content: bytes) -> _Result:
        if self.kept is None:
            return partial(unpack_part, content)
        # Only the key waits, so that memory holds one part.
        try:
            self.kept.put(key, content)
        except OutputError as error:
            raise OutputError(
                "{error} The documents that are finished are kept for the next run.", error=error
            ) from error
        return partial(self._load, key)

    def _load(self, key: str) -> Part:
        content = self.kept.get(key) if self.kept is not None else None
        if content is None:
            raise OutputError(
                "A finished document is gone from the output folder. Something else removes files there. Run again."
            )
        return unpack_part(content)


def _same(result: Part | Unread) -> Part | Unread:
    return result
