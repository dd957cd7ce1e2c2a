"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from plantext.errors import OutputError

ABANDONED_SECONDS = 3600
"""Age from which a file that was begun and never finished may be removed."""

_ENDING = ".partial"
_CURES = {
    errno.ENOSPC: "the disk is full; free some space and run it again",
    errno.EDQUOT: "your share of the disk is used up; free some space and run it again",
    errno.EFBIG: "the file would be larger than is allowed here",
    errno.EACCES: "you may not write there; choose another folder",
    errno.EPERM: "you may not write there; choose another folder",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.EEXIST: "a file stands where a folder is expected; choose another name",
    errno.ENOTDIR: "a file stands where a folder is expected; choose another name",
    errno.EISDIR: "a folder has that name; choose another",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


def is_plain_name(text: str) -> bool:
    """Whether a text names something in a folder, and nothing outside it.

    Parameters
    ----------
    text : str
        From a file that anybody may have written.

    Returns
    -------
    bool
        False for paths, drives, ``.``, ``..``, and what no file can be called.
    """
    return text not in ("", ".", "..") and not set(text) & set("/\\:\0\n")


def failure(path: Path, error: OSError) -> OutputError:
    """What to tell the researcher when something cannot be written.

    Parameters
    ----------
    path : pathlib.Path
        The file or folder.
    error : OSError
        What the operating system said.

    Returns
    -------
    OutputError
        Names the path and, where one is known, the cure.
    """
    return OutputError(f"{path}: cannot be written: {_CURES.get(error.errno or 0, error.strerror or str(error))}.")


@contextlib.contextmanager
def replacing(path: str | Path, *, durable: bool = True) -> Iterator[Path]:
    """A file to fill, which takes a name once it is whole and safe on disk.

    Parameters
    ----------
    path : str or pathlib.Path
        The name; its folder is made if missing. What has that name stays as it is until the end, and
        for good if anything fails on the way.
    durable : bool
        False does not wait for the disk: after a power cut the file may be damaged. For files that hold
        their own checksum and can be made again.

    Yields
    ------
    pathlib.Path
        An empty file in the same folder.

    Raises
    ------
    OutputError
        If it cannot be written, saying why.
    """
    path = Path(path)
    partial: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=_ENDING)
        os.close(number)
        partial = Path(name)
        yield partial
        partial.chmod(rights(path))
        if durable:
            sync(partial)
        partial.replace(path)
        if durable:
            sync(path.parent)
    except OSError as error:
        raise failure(path, error) from error
    finally:
        if partial is not None:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)


def write_whole(path: str | Path, content: str | bytes, *, durable: bool = True) -> Path:
    """Write a file at once; text as UTF-8, line ends as they are.

    Parameters
    ----------
    path : str or pathlib.Path
        Where.
    content : str or bytes
        What.
    durable : bool
        As in :func:`replacing`.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    OutputError
        If it cannot be written; what was there stays.
    """
    with replacing(path, durable=durable) as partial:
        partial.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return Path(path)


def rights(path: Path) -> int:
    """The rights of a file that is to be replaced, or those of any new file.

    Parameters
    ----------
    path : pathlib.Path
        The file, which need not be there.

    Returns
    -------
    int
        Its permission bits.
    """
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def sync(path: Path) -> None:
    """Have the operating system bring a file or folder to the disk; not every system can for a folder.

    Parameters
    ----------
    path : pathlib.Path
        The file or folder.

    Raises
    ------
    OSError
        If the disk fails.
    """
    try:
        number = os.open(path, os.O_RDONLY)
    except OSError:
        if path.is_dir():
            return
        raise
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF, errno.ENOTSUP):
            raise
    finally:
        os.close(number)


def _sweep(path: Path) -> None:
    """Remove what runs that were killed have left beside a file."""
    begun = time.time() - ABANDONED_SECONDS
    for left in path.parent.glob(f".{_literal(path.name[:40])}.*{_ENDING}"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < begun:
                left.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
