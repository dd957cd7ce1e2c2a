"""Parts of formats that are zip archives: Office files, ODF, EPUB."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from plantext.errors import ReadingError
from plantext.reading.limits import ARCHIVE_FAULTS, MAX_PART, check_archive

_COMPOUND = b"\xd0\xcf\x11\xe0"


@contextmanager
def open_package(data: bytes, name: str, *, what: str, mend: str) -> Iterator[zipfile.ZipFile]:
    """Open a file of that `name` as an archive; `what` it should be and how to `mend` it stand in errors.

    Raises
    ------
    ReadingError
        If it is damaged or a zip bomb, when it is opened or while it is read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, name)
            yield archive
    except ARCHIVE_FAULTS as error:
        raise ReadingError(f"{name}: cannot be opened as {what} ({error}). {mend}") from error


def mend_office(data: bytes, mend: str) -> str:
    """Say how to mend an Office file: one with a password is no archive but a compound file."""
    return "It is protected by a password; save it without." if data.startswith(_COMPOUND) else mend


def read_part(archive: zipfile.ZipFile, part: str, name: str) -> bytes | None:
    """Return the bytes of a part of a file of that `name`; None where it does not hold it.

    Raises
    ------
    ReadingError
        If it would unpack to more than a document needs.
    """
    try:
        entry = archive.getinfo(part)
    except KeyError:
        return None
    check_part(entry, name)
    return archive.read(entry)


def check_part(entry: zipfile.ZipInfo, name: str) -> None:
    """Refuse a part that would unpack to more than a document needs."""
    if entry.file_size > MAX_PART:
        raise ReadingError(
            f"{name}: {entry.filename} would unpack to {entry.file_size / 1e6:,.0f} MB; more than {MAX_PART / 1e6:,.0f} MB "
            "of text are not unpacked (an archive bomb?)."
        )
