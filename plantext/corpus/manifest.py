"""The manifest: the documents that plantext knows by id and checksum."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from plantext.errors import CorpusError, Message, listed
from plantext.storage.atomic import is_plain_name

MANIFEST = "manifest.toml"
"""Name of a manifest, which lies beside the documents that it lists."""
LOCATIONS = ("file", "remote", "local")
_OPTIONAL = ("size", "url", "retrieved")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """A document of the manifest.

    Parameters
    ----------
    date : str
        The document's own date, ISO 8601, to the day or the month; empty where not known.
    source : str
        The page to cite.
    location : str
        ``file`` (in corpus/), ``remote`` (at `url`) or ``local`` (only with whoever has it).
    size : int
        Bytes; 0 where not known.
    retrieved : str
        Day on which `url` gave the file, ISO 8601.
    """

    id: str
    title: str
    date: str
    status: str
    publisher: str
    licence: str
    source: str
    location: str
    file: str
    sha256: str
    size: int = 0
    url: str = ""
    retrieved: str = ""

    @property
    def day(self) -> dt.date | None:
        """The date; the first of the month where only the month is known."""
        if not self.date:
            return None
        return dt.date.fromisoformat(self.date if len(self.date) > len("2023-06") else f"{self.date}-01")


def corpus_folder() -> Path:
    """Return the folder of the manifest: in the checkout, or inside the installed package."""
    package = Path(__file__).parent.parent
    # The wheel carries the corpus inside the package.
    inside = package / "_corpus"
    return inside if inside.is_dir() else package.parent / "corpus"


def quality_path() -> Path:
    """Return the path of the scores on the gold standard."""
    return corpus_folder() / "gold" / "quality.csv"


def load_manifest(path: str | Path | None = None) -> dict[str, ManifestEntry]:
    """Read a manifest, plantext's own by default: a TOML file with one ``[[document]]`` an entry.

    Raises
    ------
    CorpusError
        If the file cannot be read, or an entry is malformed or doubled; file and entry are named.

    Examples
    --------
    >>> load_manifest()["priority-plan-2023"].date
    '2023-06-09'
    """
    path = Path(path) if path else corpus_folder() / MANIFEST
    try:
        status = path.stat()
    except OSError as error:
        raise CorpusError("{path}: cannot be read as a manifest ({error}).", path=path, error=error) from error
    # A copy, since callers may change it; parsed again only when the file has changed.
    return dict(_load(path, status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=4)
def _load(path: Path, _mtime: int, _size: int) -> dict[str, ManifestEntry]:
    """Parse a manifest once for as long as its file stays the same."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
    except (OSError, ValueError, RecursionError) as error:
        raise CorpusError("{path}: cannot be read as a manifest ({error}).", path=path, error=error) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError("{path}: expected one [[document]] an entry, got something else under that name.", path=path)
    entries: dict[str, ManifestEntry] = {}
    for number, row in enumerate(rows, 1):
        entry = _entry(row, path, number)
        if entry.id in entries:
            raise CorpusError(
                "{path}, document {number}: the id {id!r} is taken by an earlier entry.",
                path=path,
                number=number,
                id=entry.id,
            )
        entries[entry.id] = entry
    return entries


def _entry(row: dict[str, Any], path: Path, number: int) -> ManifestEntry:
    where = Message("{path}, document {number}", path=path, number=number)
    fields = ManifestEntry.__dataclass_fields__
    required = [name for name in fields if name not in _OPTIONAL]
    missing = [name for name in required if name not in row]
    unknown = [name for name in row if name not in fields]
    if missing or unknown:
        raise CorpusError(
            "{where}: missing {missing}; unknown {unknown}.",
            where=where,
            missing=listed(missing, "nothing"),
            unknown=listed(unknown, "nothing"),
        )
    # Not isinstance: True is an int too.
    for name, value in row.items():
        kind = int if name == "size" else str
        if type(value) is not kind:
            raise CorpusError(
                "{where}: {name}: expected {expected}, got {value!r}.",
                where=where,
                name=name,
                expected=Message("a number") if kind is int else Message("a text"),
                value=value,
            )
    entry = ManifestEntry(**row)
    try:
        _ = entry.day
    except ValueError as error:
        raise CorpusError(
            "{where}: date: expected 2023-06-09 or 2023-06, got {date!r}.", where=where, date=entry.date
        ) from error
    if entry.location not in LOCATIONS:
        raise CorpusError(
            "{where}: location must be one of {known}, got {location!r}.",
            where=where,
            known=", ".join(LOCATIONS),
            location=entry.location,
        )
    # Both become names of files, and a manifest may come from anybody.
    if not is_plain_name(entry.file) or not is_plain_name(entry.id):
        raise CorpusError("{where}: id and file must be plain names, not paths.", where=where)
    return entry


def quote(value: object) -> str:
    r"""Write a text, number or list as TOML, which is JSON and YAML too.

    Examples
    --------
    >>> print(quote('計画 "案"'))
    "計画 \"案\""
    """
    # The strings of JSON are strings of TOML, but for the character U+007F.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def entry_text(entry: ManifestEntry) -> str:
    r"""Write an entry as TOML, without the fields that are not required and empty.

    Examples
    --------
    >>> print(entry_text(find_entry("priority-plan-2023")).splitlines()[1])
    id = "priority-plan-2023"
    """
    lines = ["[[document]]"]
    for name in ManifestEntry.__dataclass_fields__:
        value = getattr(entry, name)
        if value or name not in _OPTIONAL:
            lines.append(f"{name} = {quote(value)}")
    return "\n".join(lines) + "\n"


def find_entry(doc_id: str, manifest: str | Path | None = None) -> ManifestEntry:
    """Return the entry of an id; the :class:`~plantext.errors.CorpusError` for an unknown one lists the known."""
    entries = load_manifest(manifest)
    if doc_id not in entries:
        known = Message("Ids: {entries}.", entries=", ".join(entries)) if entries else Message("It lists no document.")
        raise CorpusError(
            "{doc_id!r} is neither a file nor an id of {manifest}. {known}",
            doc_id=doc_id,
            manifest=manifest or Message("the manifest"),
            known=known,
        )
    return entries[doc_id]


def find_beside(path: Path, sha256: str) -> ManifestEntry | None:
    """Return the entry of a file in the manifest of its own folder: by its content, or else by its name."""
    manifest = path.with_name(MANIFEST)
    if not manifest.is_file():
        return None
    entries = load_manifest(manifest).values()
    same = (entry for entry in entries if entry.sha256 == sha256)
    return next(same, None) or next((entry for entry in entries if entry.file == path.name), None)


def recognize_content(sha256: str) -> ManifestEntry | None:
    """Return the entry of the document with this content, if the manifest has one."""
    return next((entry for entry in load_manifest().values() if entry.sha256 == sha256), None)
