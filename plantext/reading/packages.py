"""Parts of formats that are zip archives: Office files, ODF, EPUB."""

from __future__ import annotations

import zipfile

from plantext.errors import ReadingError
from plantext.reading.limits import MAX_PART


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
