"""Files written atomically: they appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from plantext.errors import Message, OutputError

ABANDONED_SECONDS = 3600
"""Age from which an unfinished file is taken for abandoned and removed."""

_ENDING = ".partial"
_CURES = {
    errno.ENOSPC: Message("the disk is full; free some space and run it again"),
    errno.EDQUOT: Message("your share of the disk is used up; free some space and run it again"),
    errno.EFBIG: Message("the file would be larger than is allowed here"),
    errno.EACCES: Message("you may not write there; choose another folder"),
    errno.EPERM: Message("you may not write there; choose another folder"),
    errno.EROFS: Message("the disk is read-only; choose another folder"),
    errno.EEXIST: Message("a file stands where a folder is expected; choose another name"),
    errno.ENOTDIR: Message("a file stands where a folder is expected; choose another name"),
    errno.EISDIR: Message("a folder has that name; choose another"),
    errno.ENAMETOOLONG: Message("the name is too long; choose a shorter one"),
}


def is_plain_name(text: str) -> bool:
    """Return whether a text is the name of something in a folder: no path, no drive, not ``..``."""
    return text not in ("", ".", "..") and not set(text) & set("/\\:\0\n")


def failure(path: Path, error: OSError) -> OutputError:
    """Make the error for a path that cannot be written, with the reason and what to do."""
    return OutputError(
        "{path}: cannot be written: {why}.", path=path, why=_CURES.get(error.errno or 0, error.strerror or str(error))
    )


@contextlib.contextmanager
def replacing(path: str | Path, *, durable: bool = True) -> Iterator[Path]:
    """Yield an empty file in the same folder, which takes the name given once it is filled and safe on disk.

    An earlier file stays until then, and for good if anything fails. With `durable` false, nothing waits for
    the disk: for files that hold their own checksum and can be made again after a power cut.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    path = Path(path)
    partial: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path)
        # In the same folder: a rename is atomic only within a file system.
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=_ENDING)
        os.close(number)
        partial = Path(name)
        yield partial
        partial.chmod(permissions(path))
        if durable:
            sync(partial)
        partial.replace(path)
        if durable:
            sync(path.parent)  # or a power cut may undo the rename
    except OSError as error:
        raise failure(path, error) from error
    finally:
        if partial is not None:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)


def write_whole(path: str | Path, content: str | bytes, *, durable: bool = True) -> Path:
    """Write a file in one go, text as UTF-8 with line ends as they are; see :func:`replacing`."""
    with replacing(path, durable=durable) as partial:
        partial.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return Path(path)


def permissions(path: Path) -> int:
    """Return the permission bits of a file, or those of any new file where it is missing."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        # The mask can only be read by setting it.
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def sync(path: Path) -> None:
    """Flush a file or folder to the disk; not every system can flush a folder."""
    try:
        number = os.open(path, os.O_RDONLY)
    except OSError:
        if path.is_dir():  # Windows opens no folder
            return
        raise
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF, errno.ENOTSUP):
            raise
    finally:
        os.close(number)


def sweep(path: Path, *, age: float = ABANDONED_SECONDS) -> None:
    """Remove the partial files of a name that are older than `age` in seconds, so that nobody writes them now."""
    begun = time.time() - age
    for left in path.parent.glob(f".{_literal(path.name[:40])}.*{_ENDING}"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime <= begun:
                left.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
