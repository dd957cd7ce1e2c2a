"""Limits on the size of files and archives, and what damaged archives raise."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from plantext.errors import ReadingError

MAX_BYTES = 500_000_000
"""Bytes of one file."""
MAX_TEXT_BYTES = 50_000_000
"""Bytes of one text, Markdown or HTML file; a white paper of 700 pages has 2 MB."""
MAX_LINES = 2_000_000
"""Lines of one text."""
MAX_UNPACKED = 400_000_000
"""Bytes that the parts of an archive may unpack to, as its directory declares them."""
MAX_PART = 100_000_000
"""Bytes that one XML part of a Word file may unpack to."""
MAX_MARKUP = 2_000_000
"""Tags of a file, or brackets of JSON: a few bytes of text can stand for an object each; a white paper of 700 pages has 700,000."""
MAX_BLOCKS = 300_000
"""Paragraphs, cells and lines of an HTML file, which take 0.2 ms each; a page of 500 kB has 1,300."""
MAX_INSIDE = 200_000
"""Tags of one row of a sheet, which has 16,384 cells at most."""
MAX_SIGNS = 500_000
"""Lines and signs of markup of a Markdown file, of which some cost a tenth of a millisecond each."""
MAX_BRACKETS = 50_000
"""Opening brackets of a Markdown file, each of which may begin a link: 40,000 take 4 s, and twice as many nearly three times that."""
MAX_ENTRIES = 10_000
"""Parts of an archive."""

# zipfile passes on whatever its decompressors raise.
ARCHIVE_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises over a damaged or protected archive."""


def read_regular(path: Path) -> bytes:
    """Read the bytes of a regular file within the limits.

    Raises
    ------
    ReadingError
        If it is missing, a folder, a pipe or a device, too large, or cannot be opened.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadingError("{path}: expected a file, got a folder.", path=path)
        if not stat.S_ISREG(status.st_mode):
            raise ReadingError(
                "{path}: expected a file, got a pipe, a socket or a device. Save its content as a file.", path=path
            )
        check_size(status.st_size, MAX_BYTES, str(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError("{path}: no such file.", path=path) from error
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or error
        raise ReadingError("{path}: cannot be opened ({reason}).", path=path, reason=reason) from error


def check_size(size: int, bound: int, name: str) -> None:
    """Refuse content of more bytes than a limit.

    Examples
    --------
    >>> check_size(3_000_000, 2_000_000, "a.txt")
    Traceback (most recent call last):
        ...
    plantext.errors.ReadingError: a.txt: 3.0 MB; above 2 MB such a file is not read. Part it into smaller ones.
    """
    if size > bound:
        raise ReadingError(
            "{name}: {megabytes:,.1f} MB; above {most:,.0f} MB such a file is not read. Part it into smaller ones.",
            name=name,
            megabytes=size / 1e6,
            most=bound / 1e6,
        )


def check_markup(count: int, name: str, bound: int = MAX_MARKUP) -> None:
    """Refuse content of more tags, brackets or signs than a document needs.

    Examples
    --------
    >>> check_markup(3_000_000, "a.html")
    Traceback (most recent call last):
        ...
    plantext.errors.ReadingError: a.html: 3,000,000 signs of markup; more than 2,000,000 are not read (a bomb?). Part it into smaller ones.
    """
    if count > bound:
        raise ReadingError(
            "{name}: {count:,} signs of markup; more than {bound:,} are not read (a bomb?). Part it into smaller ones.",
            name=name,
            count=count,
            bound=bound,
        )


def check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive that declares more parts or more bytes than a document can need."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise ReadingError(
            "{name}: {n_entries:,} parts inside; more than {max_entries:,} are not unpacked.",
            name=name,
            n_entries=len(entries),
            max_entries=MAX_ENTRIES,
        )
    if total > MAX_UNPACKED:
        raise ReadingError(
            "{name}: would unpack to {megabytes:,.0f} MB; more than {most:,.0f} MB are not unpacked (an "
            "archive bomb?).",
            name=name,
            megabytes=total / 1e6,
            most=MAX_UNPACKED / 1e6,
        )
