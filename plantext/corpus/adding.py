"""Documents added to the manifest of a study: from the web or from this machine, with their checksum as first seen."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
import unicodedata
from email.message import Message as Headers
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urlsplit

from plantext.corpus.download import Answer, download
from plantext.corpus.files import copy_verified, fetch, file_sha256
from plantext.corpus.manifest import MANIFEST, ManifestEntry, corpus_folder, entry_text, load_manifest
from plantext.corpus.source import open_source
from plantext.errors import CorpusError, PlantextError
from plantext.reading import SUFFIXES
from plantext.reading.metadata import checked
from plantext.storage.atomic import write_whole
from plantext.storage.folder import locked
from plantext.tables.schemas import INFO, TABLES

GIVEN = ("title", "date", "publisher", "licence", "source")
"""What the person who adds a document may say of it."""
_KINDS = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/epub+zip": ".epub",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_LONGEST = 60
"""Characters of a name: with three bytes each, file systems take them."""
# Names of devices, which Windows opens instead of a file.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Tell whether a source is an address, of whatever scheme, and no path or id.

    Examples
    --------
    >>> is_address("https://example.org/plan.pdf"), is_address("plan.pdf"), is_address("file:///etc/hosts")
    (True, False, True)
    """
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source) is not None


def file_name(answer: Answer) -> str:
    """Choose the name under which a downloaded file is kept: a plain one, whatever the server says.

    Examples
    --------
    >>> file_name(Answer("https://example.org/docs/%E8%A8%88%E7%94%BB.pdf?v=2"))
    '計画.pdf'
    >>> file_name(Answer("https://example.org/get?id=7", "application/pdf", 'attachment; filename="../../a b.pdf"'))
    'a-b.pdf'
    >>> file_name(Answer("https://example.org/", "text/html; charset=utf-8"))
    'example.org.html'
    """
    told = Headers()
    told["Content-Type"], told["Content-Disposition"] = answer.kind or "application/octet-stream", answer.disposition
    parts = urlsplit(answer.url)
    named = [unquote(parts.path), told.get_filename() or ""]
    bases = [re.split(r"[/\\]", name)[-1] for name in named]
    known = next((base for base in bases if PurePosixPath(base).suffix.lower() in SUFFIXES), None)
    if known is None:
        ending = _KINDS.get(told.get_content_type(), "")
        known = next((base for base in bases if base.strip(". ")), parts.hostname or "document") + ending
    return clean_name(known)


def clean_name(name: str) -> str:
    """Make a name plain: letters, digits and a few signs, not hidden, no device, no table of a run.

    Examples
    --------
    >>> clean_name("..con.pdf"), clean_name("第１回 議事録（案）.docx"), clean_name("entities.csv")
    ('document-con.pdf', '第1回-議事録(案).docx', 'document-entities.csv')
    """
    path = PurePosixPath(re.sub(r"[^\w.()・-]+", "-", unicodedata.normalize("NFKC", name)))
    suffix = path.suffix
    stem = path.name.removesuffix(suffix).strip(".-")[:_LONGEST] or "document"
    if _DEVICES.match(stem) or stem in TABLES or stem + suffix == INFO:
        stem = f"document-{stem}"
    return stem + suffix.lower()


def add_document(
    origin: str | Path,
    folder: str | Path,
    *,
    name: str = "",
    from_path: str | Path | None = None,
    progress: bool = False,
    **given: str,
) -> ManifestEntry:
    """Add a document to the manifest of a folder, and keep its file there; one that is listed already is verified.

    Parameters
    ----------
    origin : str or pathlib.Path
        An http or https address, or a file of this machine.
    folder : str or pathlib.Path
        The folder of the manifest, which is made where it is missing.
    name : str
        Of the file; by default that of the address or of the file. Without its ending, it is the id.
    from_path : str or pathlib.Path, optional
        What the address gives, downloaded by hand.
    **given
        title, date, publisher, licence and source (the page to cite); by default what the document says of itself,
        and its address.

    Raises
    ------
    CorpusError, ReadingError
        If it cannot be downloaded or read, is of no kind that can be read, or its name is taken; nothing is added.
    """
    folder, url = Path(folder), str(origin) if is_address(str(origin)) else ""
    _check_place(folder)
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise CorpusError(
            "{url}: not http or https; nothing else is fetched. A file of this machine is given by its path.", url=url
        )
    if url and "@" in urlsplit(url).netloc:
        raise CorpusError("The address holds a password, which would be written into the manifest; download by hand.")
    url = urldefrag(url).url
    known = next((it for it in _listed(folder).values() if url and it.url == url), None)
    if known is not None:
        fetch(known.id, from_path=from_path, folder=folder, progress=progress)
        return known
    with tempfile.TemporaryDirectory() as place:
        if url and from_path is None:
            path = Path(place, "document")
            answer = download(url, path, progress=progress)
        else:
            path = Path(from_path or origin)
            answer = Answer(url or path.name)
            if not path.is_file():
                raise CorpusError("{path}: no such file.", path=path)
        file = clean_name(name) if name else file_name(answer) if url else clean_name(path.name)
        if PurePosixPath(file).suffix not in SUFFIXES:
            raise CorpusError(
                "{origin}: of no kind that is read (it would be kept as {file!r}). If it is one, give its name "
                "(--name {stem}.pdf); expected one of {endings}.",
                origin=origin,
                file=file,
                stem=PurePosixPath(file).stem,
                endings=", ".join(sorted(SUFFIXES)),
            )
        # Under its name, which decides how it is read.
        copy = copy_verified(path, Path(place, "named", file), file_sha256(path))
        try:
            entry = _describe(copy, url, checked_words(given))
        except PlantextError as error:
            raise type(error)(error.message.mapped(lambda text: text.replace(str(copy), str(origin)))) from error
        with locked(folder):
            return _list(entry, copy, folder)


def fetch_all(folder: str | Path, *, progress: bool = False) -> list[Path]:
    """Get all documents of a folder's manifest, those at hand verified, and return their paths.

    Raises
    ------
    CorpusError
        If one cannot be had, or is another than the one first seen.
    """
    folder = Path(folder)
    return [fetch(doc_id, folder=folder, progress=progress) for doc_id in load_manifest(folder / MANIFEST)]


def checked_words(given: dict[str, str]) -> dict[str, str]:
    """Check what is said of a document: known keys, one line each, the date in ISO form.

    Examples
    --------
    >>> checked_words({"date": "令和5年6月9日", "licence": ""})
    {'date': '2023-06-09'}
    """
    if unknown := sorted(set(given) - set(GIVEN)):
        raise CorpusError("expected {known}, got {unknown}.", known=", ".join(GIVEN), unknown=", ".join(unknown))
    words = {key: " ".join(value.split()) for key, value in given.items() if value}
    return words | {key: value for key, value in checked(words, "--date").items() if key == "date"}


def _listed(folder: Path) -> dict[str, ManifestEntry]:
    return load_manifest(folder / MANIFEST) if (folder / MANIFEST).is_file() else {}


def _check_place(folder: Path) -> None:
    if folder.resolve() == corpus_folder().resolve():
        raise CorpusError(
            "{folder}: this is the manifest of plantext itself. Make a study (`plantext new my-study`) and "
            "name it: --study my-study.",
            folder=folder,
        )


def _describe(path: Path, url: str, given: dict[str, str]) -> ManifestEntry:
    """What is known of a document; reading it shows that it is what its name says."""
    opened = open_source(path)
    told = {"title": "", "date": "", "publisher": "", "licence": "", "source": url}
    if opened.entry is not None:
        told |= {key: getattr(opened.entry, key) for key in GIVEN}
    elif opened.is_table:
        # Its rows say of themselves what they are.
        next(iter(opened.documents()))
    else:
        document = opened.read()
        day = document.date.isoformat() if document.date else ""
        told |= {"title": document.title, "date": day, "publisher": document.publisher}
    return ManifestEntry(
        id=path.stem, **told | given, status="", location="remote" if url else "local", file=path.name,
        sha256=opened.sha256, size=path.stat().st_size, url=url, retrieved=dt.date.today().isoformat() if url else "",
    )  # fmt: skip


def _list(entry: ManifestEntry, path: Path, folder: Path) -> ManifestEntry:
    """Keep a file and write its entry, unless the manifest or the folder holds another of that name."""
    entries = _listed(folder)
    same = next((it for it in entries.values() if it.sha256 == entry.sha256), None)
    if same is not None:
        fetch(same.id, from_path=path, folder=folder)
        return same
    if entry.id in entries:
        raise CorpusError(
            "{manifest}: {id} is another document; give this one a name: --name {id}-2{ending}.",
            manifest=folder / MANIFEST,
            id=entry.id,
            ending=path.suffix,
        )
    target = folder / entry.file
    if target.exists():
        if target.is_symlink() or not target.is_file() or file_sha256(target) != entry.sha256:
            raise CorpusError(
                "{target}: another file of that name is there; give this one another: --name.", target=target
            )
    else:
        copy_verified(path, target, entry.sha256)
    manifest = folder / MANIFEST
    before = manifest.read_text(encoding="utf-8") if manifest.is_file() else ""
    write_whole(manifest, before + ("\n" if before.strip() else "") + entry_text(entry))
    return entry
