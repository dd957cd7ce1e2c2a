"""Results kept on disk under a key of everything that they depend on.

The key is a checksum over the document, the lexicon, the register of aliases, plantext's own files and the
versions of the libraries. A result that depends on something that has changed lies under another key and is
never found, so no entry can be out of date.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any, Protocol

from plantext.errors import OutputError
from plantext.storage.atomic import ABANDONED_SECONDS, write_whole

LIMIT = 2 * 1024**3
"""Bytes that the cache may take; beyond it the least recently used entries go, down to nine tenths."""

PACKAGE = Path(__file__).parent.parent
READING = frozenset(
    {"corpus", "dates", "display", "errors", "extraction", "labels", "reading", "records", "storage", "tables", "text"}
)
"""Rooms of plantext that can shape a document as it is read."""
LATER = frozenset({"_corpus", "cli", "explorer", "figures", "lookup", "networks", "quality"})
"""Rooms that only use finished tables; every other file of the package shapes a result."""

_READERS = ("pypdfium2", "lxml", "markdown-it-py", "openpyxl")
_WORDS = ("SudachiPy", "SudachiDict-core")
_SUFFIXES = frozenset({".py", ".csv", ".json", ".toml"})
_HEAD = b"plantext 2 "


def key_of(*parts: Any) -> str:
    """Return one SHA-256, hexadecimal, over values that JSON can hold."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _sources(*, reading: bool) -> list[Path]:
    files = (path for path in PACKAGE.rglob("*") if path.suffix in _SUFFIXES)
    return sorted(path for path in files if _takes_part(path.relative_to(PACKAGE).parts[0].split(".")[0], reading))


def _takes_part(module: str, reading: bool) -> bool:
    return module in READING if reading else module not in LATER


@cache
def code_version(*, reading: bool = False, terms: bool = True) -> str:
    """Return a checksum of plantext's own files and of the versions that shape a result.

    With `reading`, only of what shapes a document as it is read; with `terms` false, without the lexicons' terms.
    """
    files = [
        (path.relative_to(PACKAGE).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in _sources(reading=reading)
        if terms or not path.match("lexicons/terms-*.csv")
    ]
    versions = {name: version(name) for name in (_READERS if reading else (*_READERS, *_WORDS))}
    return key_of(files, versions, list(sys.version_info[:2]), unicodedata.unidata_version)


def is_current() -> bool:
    """Return whether this process surely runs the files that lie on disk now.

    A long session may have loaded a module before it was edited; what it finds then must not be kept
    under the checksum of the new file. Two seconds allow for the coarse clock of process starts.
    """
    began = _began() - 2
    try:
        # ctime, not mtime: unpacked and linked files keep an old mtime.
        return all(path.stat().st_ctime < began for path in _watched())
    except OSError:
        return False


@cache
def _watched() -> tuple[Path, ...]:
    """List the files that count; one added later is loaded by no module that is itself unchanged."""
    return (*_sources(reading=False), *_installed())


@cache
def _began() -> float:
    import psutil

    return float(psutil.Process().create_time())


def session_key() -> str:
    """Return what tells the results of this process from those of the code on disk; empty if :func:`is_current`."""
    return "" if is_current() else key_of(os.getpid(), _began())


@cache
def _installed() -> tuple[Path, ...]:
    found = []
    for name in (*_READERS, *_WORDS):
        files = distribution(name).files or ()
        found += [Path(str(file.locate())) for file in files if file.name == "METADATA"]
    return tuple(found)


def _head(key: str, content: bytes) -> bytes:
    """The first line of an entry."""
    return _HEAD + hashlib.sha256(f"{key}\n".encode() + content).hexdigest().encode()


class Store(Protocol):
    """Keeps results by key."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key; None where nothing sound is."""

    def put(self, key: str, content: bytes) -> None:
        """Keep content under a key."""


@dataclass(frozen=True)
class Folder:
    """A store of one file an entry; several processes may use it at once.

    Files appear whole or not at all; each holds a checksum of its key and content, and one that is damaged or was
    moved to another key counts as absent.
    """

    path: Path

    def _file(self, key: str) -> Path:
        return self.path / key[:2] / key

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key; None if there is nothing, or it is damaged."""
        file = self._file(key)
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        head, _, content = data.partition(b"\n")
        return content if head == _head(key, content) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep content under a key; :class:`~plantext.errors.OutputError` where it cannot be written."""
        # Not durable: the checksum tells a file that a power cut has damaged.
        write_whole(self._file(key), _head(key, content) + b"\n" + content, durable=False)

    def prune(self, limit: int = LIMIT) -> None:
        """Bring a store of more than `limit` bytes to nine tenths of it, least recently used entries first."""
        files: list[tuple[float, int, Path]] = []
        for path in self.path.glob("*/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                # A dot begins the name of what is being written now, or was left by a run that was killed.
                if not path.name.startswith(".") or status.st_mtime < time.time() - ABANDONED_SECONDS:
                    files.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in files)
        if total <= limit:
            return
        for _, size, path in sorted(files):
            if total <= limit * 0.9:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size


class Cache:
    """The cache of a run: a folder whose failures never fail the run.

    It stays below `limit` bytes, checked after every sixteenth of them written and at the end.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self._store = Folder(folder)
        self._written = 0

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, or None."""
        return self._store.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep content under a key; where the disk is full or read-only, it is worked out again next time."""
        if not is_current():
            return
        with contextlib.suppress(OutputError):
            self._store.put(key, content)
            self._written += len(content)
            if self._written > self.limit // 16:
                self.close()

    def close(self) -> None:
        """Bring the cache below its limit, if anything was written."""
        if self._written:
            self._written = 0
            with contextlib.suppress(OSError):
                self._store.prune(self.limit)


def open_cache(folder: str | Path | bool | None, *, limit: int = LIMIT) -> Cache | None:
    """Open the cache in a folder; None where this process may run other code than lies on disk.

    `folder` is True for the user's cache folder of the operating system; False or None for no cache.
    """
    if folder is None or folder is False or not is_current():
        return None
    return Cache(users_cache() if folder is True else Path(folder), limit=limit)


def users_cache() -> Path:
    """Return the user's cache folder of the operating system, as it is on this machine."""
    from plantext.corpus.files import cache_folder

    return cache_folder() / "extraction"
