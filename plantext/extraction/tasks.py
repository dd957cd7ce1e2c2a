"""Documents as tasks: listing them, doing one, and doing them in several processes at once."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from plantext.corpus import manifest as corpus
from plantext.errors import PlantextError
from plantext.extraction.cache import Store, code_version, key_of, open_cache
from plantext.extraction.incremental import read_again
from plantext.extraction.parts import make_part, pack_part
from plantext.extraction.serialize import Fingerprint, pack_document, read_document, renamed
from plantext.reading import SUFFIXES, Unread, list_folder, read_zip
from plantext.recognition.aliases import Alias
from plantext.recognition.lexicon import Term
from plantext.recognition.recognizer import Recognizer, make_recognizer
from plantext.records import Document

Source = str | Path | Document


@dataclass(frozen=True)
class Settings:
    """What all tasks of a run share.

    Parameters
    ----------
    terms : tuple of Term
        The run's own lexicon.
    register : tuple of Alias
        The names that a person has united.
    code : str
        Checksum of the code that the run began with.
    cache : str
        Folder of the cache for what is known of documents; empty for none.
    session : str
        As :func:`plantext.extraction.cache.session_key` gives it.
    """

    terms: tuple[Term, ...]
    register: tuple[Alias, ...]
    code: str
    cache: str = ""
    session: str = ""

    @property
    def key(self) -> str:
        """Checksum over all that shapes a result."""
        terms = [
            [sorted(value) if isinstance(value, frozenset) else value for value in _values(term)] for term in self.terms
        ]
        return key_of(self.code, self.session, terms, [_values(alias) for alias in self.register])


def _values(record: Term | Alias) -> list[object]:
    return [getattr(record, name) for name in record.__dataclass_fields__]


@dataclass(frozen=True)
class Task:
    """A document to be done.

    Parameters
    ----------
    number : int
        Its place in the order given.
    source : str
        What to call it in a message.
    key : str
        Checksum over all that its part depends on.
    doc_id : str
        The identifier it gets, unique in the run.
    content : str
        Checksum over the document and its identifier alone.
    path : pathlib.Path, optional
        Its file.
    fingerprint : Fingerprint, optional
        What the file was when it was listed.
    document : Document, optional
        The document itself, where there is no file.
    """

    number: int
    source: str
    key: str
    doc_id: str
    content: str = ""
    path: Path | None = None
    fingerprint: Fingerprint | None = None
    document: Document | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a task: a packed part, or the reason why there is none."""

    content: bytes
    reason: str = ""


Done = tuple[Task, Outcome]
Work = Callable[[Task, Settings], Outcome]


def list_sources(given: Iterable[Source]) -> list[Path | Document | Unread]:
    """Files, archives and documents in the order given, files of a folder by path.

    Parameters
    ----------
    given : iterable of Document, str or pathlib.Path
        Documents, files, folders or ids of the manifest.

    Returns
    -------
    list of pathlib.Path, Document or Unread
        What cannot be found is there too, with the reason.
    """
    listed: list[Path | Document | Unread] = []
    for source in given:
        if isinstance(source, Document):
            listed.append(source)
            continue
        try:
            path = corpus.find_path(source)
        except PlantextError as error:
            listed.append(Unread(str(source), str(error)))
            continue
        inside = list_folder(path) if path.is_dir() else [path]
        expected = ", ".join(sorted(SUFFIXES))
        listed += inside or [Unread(str(path), f"{path}: nothing readable; expected files ending in {expected}.")]
    return listed


def plan(listed: Iterable[Path | Document | Unread], settings: Settings) -> Iterator[Task | Unread]:
    """The tasks of a run, each known by its content.

    Parameters
    ----------
    listed : iterable of pathlib.Path, Document or Unread
        As :func:`list_sources` gives them.
    settings : Settings
        What shapes the results.

    Yields
    ------
    Task or Unread
        In the order given; a second document of one name gets ``-2`` behind its identifier.
    """
    taken: set[str] = set()
    shared = settings.key
    for number, (source, item) in enumerate(_opened(listed)):
        if isinstance(item, Unread):
            yield item
            continue
        name = item.id if isinstance(item, Document) else item.doc_id
        doc_id, copies = name, 1
        while doc_id in taken:
            copies += 1
            doc_id = f"{name}-{copies}"
        taken.add(doc_id)
        given = hashlib.sha256(pack_document(item)).hexdigest() if isinstance(item, Document) else item.key
        content = key_of(doc_id, given)
        key = key_of("part", shared, content)
        if isinstance(item, Document):
            yield Task(number, item.id, key, doc_id, content, document=item)
        else:
            yield Task(number, str(source), key, doc_id, content, path=source, fingerprint=item)


def _opened(
    listed: Iterable[Path | Document | Unread],
) -> Iterator[tuple[Path | None, Fingerprint | Document | Unread]]:
    for item in listed:
        if not isinstance(item, Path):
            yield None, item
            continue
        try:
            if item.suffix.lower() == ".zip":
                yield from ((None, inner) for inner in read_zip(item))
            else:
                yield item, Fingerprint.of(item)
        except PlantextError as error:
            yield None, Unread(str(item), str(error))


@lru_cache(maxsize=1)
def _recognizer(terms: tuple[Term, ...]) -> Recognizer:
    """The recognizer of this process; loaded once, not once a document."""
    return make_recognizer(terms or None)


@lru_cache(maxsize=1)
def _cache(folder: str) -> Store | None:
    return open_cache(folder or None)


def perform(task: Task, settings: Settings) -> Outcome:
    """Do one task.

    Parameters
    ----------
    task : Task
        The document.
    settings : Settings
        What the run shares.

    Returns
    -------
    Outcome
        A fault in a document is its outcome's reason, and costs no other document.

    Raises
    ------
    PlantextError
        If this process has other code than the one that planned the run.
    """
    if code_version() != settings.code:
        raise PlantextError(
            "A worker has another version of plantext, its libraries or its lexicons than the program that called it. "
            "Install the same versions everywhere, change no file while it runs, and run again: what is done is kept."
        )
    try:
        document = task.document
        if document is None:
            assert task.path is not None and task.fingerprint is not None  # noqa: S101
            document = read_document(task.path, task.fingerprint, _cache(settings.cache))
        reading = read_again(
            _recognizer(settings.terms),
            renamed(document, task.doc_id),
            settings.register,
            content=task.content,
            cache=_cache(settings.cache),
        )
        return Outcome(pack_part(make_part(reading, settings.register)))
    except PlantextError as error:
        return Outcome(b"", str(error))
    except Exception as error:  # whatever is wrong with one document must not cost the others
        return Outcome(b"", f"{task.source}: could not be worked on ({type(error).__name__}: {error}).")


def perform_all(
    tasks: Iterable[Task],
    settings: Settings,
    *,
    jobs: int = 1,
    work: Work = perform,
) -> Iterator[Done]:
    """Do tasks in this process or in several.

    Parameters
    ----------
    tasks : iterable of Task
        Taken as they are needed.
    settings : Settings
        What the run shares.
    jobs : int
        Processes; 1 works in this one.
    work : callable
        Does one task.

    Yields
    ------
    tuple of (Task, Outcome)
        As they come; a task whose process dies is tried once more, alone, and then given up.

    Raises
    ------
    PlantextError
        If no worker process can start.
    """
    todo = iter(tasks)
    first = list(islice(todo, 2))
    if jobs < 2 or len(first) < 2:  # starting a process takes longer than a small document
        yield from ((task, work(task, settings)) for task in chain(first, todo))
        return
    todo = chain(first, todo)
    alive = True
    while alive:
        lost: list[Task] = []
        with _pool(jobs) as pool:
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
    """Outcomes until the tasks or the processes end; what was under way in a process that died is lost."""
    waiting: dict[Future[Outcome], Task] = {}
    while True:
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
        with _pool(1) as pool:
            while todo:
                task = todo.pop(0)
                try:
                    yield task, pool.submit(work, task, settings).result()
                except BrokenProcessPool:
                    reason = f"{task.source}: the process that worked on it died twice; too little memory for it?"
                    yield task, Outcome(b"", reason)
                    break


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
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
    """In a worker: end at once with Ctrl-C, and with the program that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
