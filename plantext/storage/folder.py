"""Folders whose files are replaced all at once, by one run at a time."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

from plantext.errors import Message, OutputError
from plantext.storage.atomic import failure, is_plain_name, permissions, sweep, sync, write_whole

WAIT_SECONDS = 0.5
"""How long a run waits for a folder that another run has locked."""

# Folder of the new files while they are written.
_BEGUN = ".writing"
# What `_BEGUN` is renamed to when they are complete: from then on the new files count, wherever they are.
_WHOLE = ".written"
# File in `_WHOLE` with the names of files that the new ones make void, one a line.
_OUTDATED = ".outdated"
_LOCK = ".lock"
_HOLDER = ".lock.json"
_ATTEMPTS = 20
_T = TypeVar("_T")


@contextlib.contextmanager
def locked(folder: str | Path) -> Iterator[None]:
    """Lock a folder for this run, after settling what a killed run has left unfinished.

    The lock is the operating system's, so it ends with its process, however that ends. The folder is made if
    missing, and removed at the end if it is still empty.

    Raises
    ------
    OutputError
        If another run, which is named, writes there; or if nothing can be written there.
    """
    folder = Path(folder)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        with _lock(folder):
            try:
                _settle(folder)
                sweep(folder / _HOLDER, age=0.0)  # who writes it holds the lock
                with contextlib.suppress(OutputError):  # the lock holds without the name of its holder too
                    write_whole(folder / _HOLDER, _myself(), durable=False)
                yield
            finally:
                for name in (_HOLDER, _LOCK):  # while it is held, so that who waits for it sees that it is gone
                    with contextlib.suppress(OSError):
                        (folder / name).unlink()
    finally:
        with contextlib.suppress(OSError):
            for path in made:
                path.rmdir()


def _lock(folder: Path) -> AbstractContextManager[object]:
    """Acquire the lock of a folder."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        refuse_links(folder / _LOCK)
        return FileLock(folder / _LOCK, timeout=WAIT_SECONDS).acquire()
    except Timeout as error:
        raise OutputError(
            "{folder}: {holder} writes there now. Wait until it has ended, or give another folder.",
            folder=folder,
            holder=_holder(folder),
        ) from error
    except OSError as error:
        raise failure(folder, error) from error


def refuse_links(*paths: Path) -> None:
    """Raise :class:`~plantext.errors.OutputError` where a path, or what lies in it, is a link, which could lead anywhere."""
    for path in paths:
        inside = path.iterdir() if _is_folder(path) else ()
        link = next((one for one in (path, *inside) if one.is_symlink()), None)
        if link is not None:
            raise OutputError(
                "{link}: is a link, and nothing is written through it. Remove it, or give another folder.", link=link
            )


def _myself() -> str:
    return json.dumps(
        {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "begun": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
            "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]),
        }
    )


def _holder(folder: Path) -> str:
    """Describe the run that has locked a folder."""
    try:
        holder = json.loads((folder / _HOLDER).read_text(encoding="utf-8"))
        return Message(
            "another run (process {pid} on {host}, begun {begun}: {command})",
            pid=holder["pid"],
            host=holder["host"],
            begun=holder["begun"],
            command=holder["command"],
        )
    except (OSError, ValueError, LookupError, TypeError):
        return Message("another run")


@contextlib.contextmanager
def replacing_together(folder: str | Path, *, outdated: Iterable[str] = ()) -> Iterator[Path]:
    """Yield an empty folder, whose files then replace those of another all at once.

    Whatever ends the program, :func:`read_together` reads either all the old files or all the new ones. This
    run has the folder :func:`locked`; `outdated` names files there that the new ones make void.

    Raises
    ------
    OutputError
        If it cannot be written; then the old files stay.
    """
    folder = Path(folder)
    begun = folder / _BEGUN
    try:
        begun.mkdir()
        yield begun
        (begun / _OUTDATED).write_text("\n".join(outdated), encoding="utf-8")
        for path in begun.iterdir():
            # As they will be found, before the rename that makes them count.
            path.chmod(permissions(folder / path.name))
            sync(path)
        sync(begun)
        begun.rename(folder / _WHOLE)
        sync(folder)
    except OSError as error:
        raise failure(folder, error) from error
    finally:
        shutil.rmtree(begun, ignore_errors=True)
    _settle(folder)


def _settle(folder: Path) -> None:
    """Move complete new files to their places and remove incomplete ones."""
    whole = folder / _WHOLE
    try:
        if _is_folder(whole):
            for name in _outdated(whole):
                (folder / name).unlink(missing_ok=True)
            # In one order, so that every interruption can be tested.
            for path in sorted(whole.iterdir()):
                if path.name != _OUTDATED:
                    path.replace(folder / path.name)
            sync(folder)
            shutil.rmtree(whole)
    except OSError as error:
        raise OutputError(
            "{folder}: the new files are whole but cannot take their places ({error}). Close the programs "
            "that have the old ones open, and run again.",
            folder=folder,
            error=error,
        ) from error
    if _is_folder(folder / _BEGUN):
        shutil.rmtree(folder / _BEGUN, ignore_errors=True)


def _is_folder(path: Path) -> bool:
    """Return whether it is a folder and no link, which could lead anywhere."""
    return path.is_dir() and not path.is_symlink()


def _outdated(whole: Path) -> set[str]:
    try:
        names = (whole / _OUTDATED).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    # The folder may come from anybody, and these names are removed.
    return set(filter(is_plain_name, names))


_State = dict[str, tuple[Path, int, int, int]]


def _state(folder: Path, names: Iterable[str]) -> _State:
    """Return the files that count now, where they are, and what tells them from others of their name."""
    whole = folder / _WHOLE
    inside = _is_folder(whole)
    void = _outdated(whole) if inside else set()
    state: _State = {}
    for name in names:
        places = ([whole / name] if inside else []) + ([folder / name] if name not in void else [])
        for path in places:
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                state[name] = (path, status.st_ino, status.st_mtime_ns, status.st_size)
                break
    return state


def read_together(folder: str | Path, names: Iterable[str], read: Callable[[Mapping[str, Path]], _T]) -> _T:
    """Read files that belong together, even while a run replaces them or after one was killed.

    `read` is given the paths of those of `names` that exist, by name; it is called again if a file was
    replaced meanwhile.

    Raises
    ------
    OutputError
        If the files keep changing.
    """
    folder, names = Path(folder), list(names)
    for attempt in range(_ATTEMPTS):
        # Longer each time: the other run is moving its files.
        time.sleep(0.01 * attempt)
        before = _state(folder, names)
        try:
            result = read({name: path for name, (path, *_) in before.items()})
        except Exception:
            if _state(folder, names) == before:
                raise
            continue
        if _state(folder, names) == before:
            return result
    raise OutputError(
        "{folder}: its files are being replaced all the time. Wait until the other run has ended.", folder=folder
    )
