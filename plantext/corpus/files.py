"""Documents of the manifest on this machine: located, fetched, and their checksums verified."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from plantext.corpus.download import download
from plantext.corpus.manifest import MANIFEST, ManifestEntry, corpus_folder, find_entry, load_manifest
from plantext.errors import CorpusError, Message, names_arguments
from plantext.reading import SUFFIXES
from plantext.storage.atomic import replacing


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def cache_folder() -> Path:
    """Return the folder for fetched documents, in the user's cache folder of the operating system."""
    import platformdirs  # here, so that `import plantext` stays fast

    return Path(platformdirs.user_cache_dir("plantext"))


def find_file(entry: ManifestEntry, folder: Path | None = None) -> Path | None:
    """Find the file of an entry by its name, checksum not verified.

    Looked for in the folder of its manifest; that of plantext's own entries in corpus/, in the folder that the
    environment variable ``PLANTEXT_DATA`` names, and among the documents fetched before.
    """
    if folder is not None:
        places = [folder]
    elif entry.location == "file":
        places = [corpus_folder()]
    else:
        data = os.environ.get("PLANTEXT_DATA")
        places = [*([Path(data)] if data else []), cache_folder()]
    return next((path for place in places if (path := place / entry.file).is_file()), None)


def verify(path: Path, entry: ManifestEntry, sha256: str) -> None:
    """Raise :class:`~plantext.errors.CorpusError` where the checksum of a file is not the entry's."""
    if sha256 != entry.sha256:
        raise CorpusError(
            "{path}: this is not the {id} of the manifest; the file is left as it is.\n"
            "  sha256 expected {expected}\n"
            "  sha256 found    {found}\n"
            "  Get the original file, or give this one another name and read it by its path as a document of "
            "your own.",
            path=path,
            id=entry.id,
            expected=entry.sha256,
            found=sha256,
        )


def way_to_get(entry: ManifestEntry) -> str:
    """Say how the file of an entry of a study can be had."""
    return (
        Message("run `plantext fetch {id}`", id=entry.id)
        if entry.url
        else Message("get it from {source}", source=entry.source or entry.publisher or Message("its owner"))
    )


def find_missing(folder: Path) -> list[ManifestEntry]:
    """List the documents of a folder's manifest that are not in it, under their name or another."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return []
    missing = [entry for entry in load_manifest(manifest).values() if not (folder / entry.file).is_file()]
    if not missing:
        return []
    present = _contents(folder)
    return [entry for entry in missing if entry.sha256 not in present]


def _contents(folder: Path) -> dict[str, Path]:
    """The files of a folder by checksum."""
    return {file_sha256(path): path for path in sorted(folder.iterdir()) if path.is_file() and path.name != MANIFEST}


def locate(doc_id: str, folder: Path | None = None) -> Path | None:
    """Find the file of a document of the manifest and verify its checksum; None where it is not on this machine.

    Parameters
    ----------
    folder : pathlib.Path, optional
        That of another manifest than plantext's own.

    Examples
    --------
    >>> locate("priority-plan-2023-draft-p145").suffix
    '.txt'
    """
    entry = find_entry(doc_id, folder and folder / MANIFEST)
    path = find_file(entry, folder) or (folder and _contents(folder).get(entry.sha256))
    if path is not None:
        verify(path, entry, file_sha256(path))
    return path


@names_arguments
def fetch(
    doc_id: str,
    *,
    from_path: str | Path | None = None,
    folder: str | Path | None = None,
    progress: bool = False,
) -> Path:
    """Get a document of the manifest, from this machine or else from the web, its checksum verified.

    Parameters
    ----------
    from_path : str or pathlib.Path, optional
        A file to verify and copy instead of downloading.
    folder : str or pathlib.Path, optional
        That of another manifest than plantext's own; the document is kept there.
    progress : bool
        Show a progress bar on stderr while downloading.

    Raises
    ------
    CorpusError
        If the id is unknown, the checksum differs, or the download fails; the message says what to do.

    Examples
    --------
    >>> fetch("priority-plan-2023-draft-p145").name
    'priority-plan-2023-draft-p145.txt'
    """
    home = Path(folder) if folder is not None else None
    entry = find_entry(doc_id, home and home / MANIFEST)
    target = (home or cache_folder()) / entry.file
    if from_path is not None:
        given = Path(from_path)
        if not given.is_file():
            raise CorpusError("{given}: no such file.", given=given)
        verify(given, entry, file_sha256(given))
        if target.suffix.lower() not in SUFFIXES:
            target = target.with_name(target.name + given.suffix.lower())  # of a run that does not tell its kind
        return copy_verified(given, target, entry.sha256)
    return locate(doc_id, home) or _download(entry, target, progress=progress)


def copy_verified(path: Path, target: Path, sha256: str) -> Path:
    """Copy a file whose checksum is known."""
    with replacing(target) as partial:
        shutil.copyfile(path, partial)
        # Of the copy: the original may have changed since it was verified.
        if file_sha256(partial) != sha256:
            raise CorpusError("{path}: changed while it was being copied. Run it again.", path=path)
    return target


def _download(entry: ManifestEntry, target: Path, *, progress: bool) -> Path:
    by_hand = Message(
        "Download it by hand and run `plantext fetch {id} --from FILE`, or put it as {file} into {place}.",
        id=entry.id,
        file=entry.file,
        place=_place(target),
    )
    if not entry.url:
        raise CorpusError(
            "{id}: not on this machine, and not published as one file that could be fetched. Source: "
            "{source}\n"
            "  {by_hand}",
            id=entry.id,
            source=entry.source or Message("not told"),
            by_hand=by_hand,
        )
    try:
        download(entry.url, target, sha256=entry.sha256, size=entry.size, progress=progress)
    except CorpusError as error:
        raise CorpusError("{id}: {error}\n  {by_hand}", id=entry.id, error=error, by_hand=by_hand) from error
    return target


def _place(target: Path) -> str:
    return Message("the folder named by PLANTEXT_DATA") if target.parent == cache_folder() else str(target.parent)
