"""Parts of formats that are zip archives: Office files, ODF, EPUB."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from plantext.errors import Message, ReadingError
from plantext.reading.limits import ARCHIVE_FAULTS, MAX_PART, MAX_UNPACKED, check_archive, check_markup

_COMPOUND = b"\xd0\xcf\x11\xe0"


class Parts(zipfile.ZipFile):
    """An open package; what is read of it is bounded as a whole, however often it names a part."""

    unpacked = 0
    tags = 0

    def take(self, entry: zipfile.ZipInfo, name: str, *, walked: bool = False) -> bytes:
        """Return the bytes of a part of a file of that `name`; the tags of one that is `walked` make no tree.

        Raises
        ------
        ReadingError
            If the parts are more than a document needs.
        """
        check_part(entry, name)
        data = self.read(entry)
        self.unpacked += len(data)
        if self.unpacked > MAX_UNPACKED:
            raise ReadingError(
                "{name}: names its parts so often that they unpack to more than {most:,.0f} MB (a bomb?).",
                name=name,
                most=MAX_UNPACKED / 1e6,
            )
        if not walked:
            self.count(data.count(b"<"), name)
        return data

    def count(self, tags: int, name: str) -> None:
        """Count tags that were read."""
        self.tags += tags
        check_markup(self.tags, name)


@contextmanager
def open_package(data: bytes, name: str, *, what: str, mend: str) -> Iterator[Parts]:
    """Open a file of that `name` as an archive; `what` it should be and how to `mend` it stand in errors.

    Raises
    ------
    ReadingError
        If it is damaged or a zip bomb, when it is opened or while it is read.
    """
    try:
        with Parts(io.BytesIO(data)) as archive:
            check_archive(archive, name)
            yield archive
    except ARCHIVE_FAULTS as error:
        raise ReadingError(
            "{name}: cannot be opened as {what} ({error}). {mend}", name=name, what=what, error=error, mend=mend
        ) from error


def mend_office(data: bytes, mend: str) -> str:
    """Say how to mend an Office file: one with a password is no archive but a compound file."""
    return Message("It is protected by a password; save it without.") if data.startswith(_COMPOUND) else mend


def read_part(archive: Parts, part: str, name: str, *, walked: bool = False) -> bytes | None:
    """Return the bytes of a part of a file of that `name`; None where it does not hold it.

    Raises
    ------
    ReadingError
        If the parts are more than a document needs.
    """
    try:
        entry = archive.getinfo(part)
    except KeyError:
        return None
    return archive.take(entry, name, walked=walked)


def check_part(entry: zipfile.ZipInfo, name: str) -> None:
    """Refuse a part that would unpack to more than a document needs."""
    if entry.file_size > MAX_PART:
        raise ReadingError(
            "{name}: {part} would unpack to {megabytes:,.0f} MB; more than {most:,.0f} MB of text are not "
            "unpacked (an archive bomb?).",
            name=name,
            part=entry.filename,
            megabytes=entry.file_size / 1e6,
            most=MAX_PART / 1e6,
        )
