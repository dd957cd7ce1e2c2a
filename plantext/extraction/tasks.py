"""Documents as tasks: listed, named, and done one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from plantext.corpus.listing import Listing
from plantext.corpus.source import Source
from plantext.errors import Message, PlantextError
from plantext.extraction.cache import Cache, code_version, key_of, open_cache, session_key, users_cache
from plantext.extraction.incremental import find_names
from plantext.extraction.parts import Part, make_part, pack_part
from plantext.extraction.serialize import pack_document, read_source
from plantext.reading import Unread
from plantext.recognition.aliases import Alias, load_register
from plantext.recognition.document import recognize_document
from plantext.recognition.lexicon import Term, load_lexicon
from plantext.recognition.recognizer import Recognizer, make_recognizer
from plantext.records import Document

USERS = "user"
"""Stands for the user's cache folder, which is elsewhere on another machine."""


@dataclass(frozen=True)
class Settings:
    """What all tasks of a run share.

    Parameters
    ----------
    cache : str
        Folder of the cache; empty for none, :data:`USERS` for the user's on the machine where a task is done.
    code : str
        Checksum of the code that the run began with; empty where nothing is kept or sent to other processes.
    session : str
        As :func:`plantext.extraction.cache.session_key` returns it.
    """

    terms: tuple[Term, ...] = ()
    register: tuple[Alias, ...] = ()
    cache: str = ""
    code: str = ""
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


def choose_settings(
    lexicon: str | Path | None, aliases: str | Path | None, cache: str | Path | bool | None, *, keyed: bool
) -> Settings:
    """Load what a run is given; `keyed` where results are kept or come from other processes."""
    opened = open_cache(cache)
    keyed = keyed or opened is not None
    return Settings(
        load_lexicon(lexicon) if lexicon is not None else (),
        tuple(load_register(aliases)) if aliases is not None else (),
        str(opened.folder) if opened else "",
        code_version() if keyed else "",
        # Not opened may mean that this process runs other code than lies on disk.
        session_key() if keyed and not opened else "",
    )


@dataclass(frozen=True)
class Task:
    """A document to be done.

    Parameters
    ----------
    number : int
        Its place in the order given.
    name : str
        What a message calls it.
    content, key : str
        Checksums over the document alone, and over all that its part depends on; empty where nothing is kept.
    """

    number: int
    name: str
    doc_id: str
    source: Source | Document
    content: str = ""
    key: str = ""


@dataclass(frozen=True)
class Outcome:
    """The part of a document, as it is or packed; or the reason why there is none."""

    part: Part | None = None
    content: bytes = b""
    reason: str = ""


Done = tuple[Task, Outcome]
Work = Callable[[Task, Settings], Outcome]


class Tasks:
    """The documents of a run as tasks; what cannot be read comes as :class:`~plantext.reading.archives.Unread`."""

    def __init__(self, listing: Listing, settings: Settings) -> None:
        self._listing = listing
        self._settings = settings

    def __len__(self) -> int:
        """Number of files and documents; an archive or a table counts as one."""
        return len(self._listing)

    def __iter__(self) -> Iterator[Task | Unread]:
        # Without a store nothing needs a key, and a document given as an object is not serialised for one.
        shared = self._settings.key if self._settings.code else ""
        taken: set[str] = set()
        for number, item in enumerate(self._listing):
            if isinstance(item, Unread):
                yield item
                continue
            name, doc_id = (item.id, item.id) if isinstance(item, Document) else (str(item.path), item.doc_id)
            task = Task(number, name, _unique(doc_id, taken), item)
            if shared:
                content = key_of(task.doc_id, _identity(item))
                task = replace(task, content=content, key=key_of("part", shared, content))
            yield task


def _unique(name: str, taken: set[str]) -> str:
    """Return an identifier that no document has yet: a second one of a name gets ``-2`` behind it."""
    doc_id, copies = name, 1
    while doc_id in taken:
        copies += 1
        doc_id = f"{name}-{copies}"
    taken.add(doc_id)
    return doc_id


def _identity(source: Source | Document) -> object:
    """All that tells one document from another, ready for JSON."""
    return hashlib.sha256(pack_document(source)).hexdigest() if isinstance(source, Document) else source.identity


@lru_cache(maxsize=1)
def _recognizer(terms: tuple[Term, ...]) -> Recognizer:
    """Load the recognizer once a process, not once a document."""
    return make_recognizer(terms or None)


@lru_cache(maxsize=1)
def cache_of(folder: str) -> Cache | None:
    """Return the cache of this process in a folder; None for no folder."""
    if not folder:
        return None
    return Cache(users_cache() if folder == USERS else Path(folder))


def perform(task: Task, settings: Settings) -> Outcome:
    """Do one task in this process; a fault in a document becomes the reason of its outcome."""
    cache = cache_of(settings.cache)
    try:
        document = task.source if isinstance(task.source, Document) else _read(task.source, cache)
        if document.id != task.doc_id:
            document = _renamed(document, task.doc_id)
        recognizer, register = _recognizer(settings.terms), settings.register
        if cache is None:
            names = recognize_document(recognizer, document, register)
        else:
            names = find_names(recognizer, document, register, content=task.content, cache=cache)
        return Outcome(make_part(names, register))
    except PlantextError as error:
        return Outcome(reason=error.message)
    except Exception as error:  # whatever is wrong with one document must not cost the others
        return Outcome(
            reason=Message(
                "{name}: could not be worked on ({kind}: {error}).",
                name=task.name,
                kind=type(error).__name__,
                error=error,
            )
        )


def _read(source: Source, cache: Cache | None) -> Document:
    return source.read() if cache is None else read_source(source, cache)


def _renamed(document: Document, doc_id: str) -> Document:
    sentences = tuple(replace(sentence, doc_id=doc_id) for sentence in document.sentences)
    return replace(document, id=doc_id, sentences=sentences)


def perform_packed(task: Task, settings: Settings) -> Outcome:
    """Do one task for another process, which must run the same code and gets the part packed."""
    # A worker may have been started after an edit, or on another machine.
    if code_version() != settings.code:
        raise PlantextError(
            "A worker has another version of plantext, its libraries or its lexicons than the program that called it. "
            "Install the same versions everywhere, change no file while it runs, and run again: what is done is kept."
        )
    outcome = perform(task, settings)
    return outcome if outcome.part is None else Outcome(content=pack_part(outcome.part))
