"""Files of a run that hold pages of one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from plantext.corpus.manifest import ManifestEntry
from plantext.corpus.source import Source, open_source
from plantext.errors import PlantextError
from plantext.reading import Unread
from plantext.reading.archives import PAGE_BYTES, PAGE_SUFFIXES, PageFiles, find_pages, page_header
from plantext.records import Document

Listed = tuple[Path, ManifestEntry | None] | Document | Unread
"""A file with its entry where an id was given, a document, or why there is none."""


def join_pages(listed: Sequence[Listed]) -> Iterator[Listed | Source | PageFiles]:
    """Put files that hold pages of one document in the place of the first of them.

    A file asked for by its id stays a document of its own. Each file is opened once: those behind a page are opened
    with it, and come as sources.
    """
    ahead: dict[Path, Source | Unread] = {}
    groups: dict[str, PageFiles] = {}
    placed: set[int] = set()
    for i, item in enumerate(listed):
        path = _candidate(item)
        if path is None:
            yield item
            continue
        if path not in ahead:
            ahead[path] = _open(path)
            if _is_page(ahead[path]):
                rest = dict.fromkeys(found for other in listed[i:] if (found := _candidate(other)) is not None)
                ahead |= {found: _open(found) for found in rest if found not in ahead}
                groups |= {name: group for group in _find_groups(ahead.values()) for name, _ in group.files}
        group = groups.get(str(path))
        if group is None:
            yield ahead[path]
        elif id(group) not in placed:
            placed.add(id(group))
            yield group


def _candidate(item: Listed) -> Path | None:
    """The path of a file that may hold a page."""
    if not isinstance(item, tuple) or item[1] is not None or item[0].suffix.lower() not in PAGE_SUFFIXES:
        return None
    try:
        return item[0] if item[0].stat().st_size <= PAGE_BYTES else None
    except (OSError, ValueError):
        return None


def _open(path: Path) -> Source | Unread:
    try:
        return open_source(path)
    except PlantextError as error:
        return Unread(str(path), error.message)


def _content(source: Source | Unread) -> tuple[str, bytes]:
    return (str(source.path), source.data or b"") if isinstance(source, Source) else (source.source, b"")


def _is_page(source: Source | Unread) -> bool:
    name, data = _content(source)
    return bool(page_header(name, data))


def _find_groups(sources: Iterable[Source | Unread]) -> Iterator[PageFiles]:
    """The groups of pages; a page that the manifest knows gives its date to all."""
    known = list(sources)
    days = {str(it.path): it.entry.day for it in known if isinstance(it, Source) and it.entry}
    for group in find_pages([_content(source) for source in known]):
        day = next((days[name] for name, _ in group.files if days.get(name)), None)
        yield replace(group, date=day)
