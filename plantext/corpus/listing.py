"""What a run is given, as sources and documents: files, folders, archives, tables of texts, ids of the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plantext.corpus.attributes import Attributes, load_attributes, unused_rows
from plantext.corpus.files import find_missing, way_to_get
from plantext.corpus.manifest import MANIFEST
from plantext.corpus.pages import Listed, join_pages
from plantext.corpus.source import Source, open_source, resolve
from plantext.errors import Message, PlantextError
from plantext.reading import SUFFIXES, Unread, list_folder, read_zip
from plantext.reading.archives import PageFiles, list_passed_over, read_together
from plantext.reading.tabular.columns import Choice
from plantext.records import Document

Given = str | Path | Document
"""A document, file, folder or id of the manifest."""


class Listing:
    """The documents that a run is given, in that order, files of a folder by path.

    Iterating opens one after the other; what cannot be read comes as :class:`~plantext.reading.archives.Unread`.

    Parameters
    ----------
    choice : Choice, optional
        The columns of tables of texts.
    metadata : str or pathlib.Path, optional
        Table of metadata with a column of file names.
    names : str
        Pattern of the files' names that gives metadata, such as ``{date}_{session}_{title}``.
    apart : sequence of str or pathlib.Path
        Files that are no documents, though they may lie in the same folder: a lexicon, a register of aliases.

    Raises
    ------
    PlantextError
        If the table of metadata cannot be used.
    """

    def __init__(
        self,
        given: Given | Iterable[Given],
        *,
        choice: Choice | None = None,
        metadata: str | Path | None = None,
        names: str = "",
        apart: Sequence[str | Path | None] = (),
    ) -> None:
        sources = [given] if isinstance(given, Given) else given
        listed = [item for source in sources for item in _list(source)]
        table = Path(metadata) if metadata is not None else None
        other = [Path(path) for path in (*apart, metadata) if path is not None]
        self._listed = list(_once(item for item in listed if not any(_is_file(item, path) for path in other)))
        self._choice = choice
        known = [str(item[0]) if isinstance(item, tuple) else _name(item) for item in self._listed]
        self._attributes = Attributes(pattern=names) if table is None else load_attributes(table, known, names)

    def __len__(self) -> int:
        """Number of files and documents; an archive or a table counts as one."""
        return sum(not isinstance(item, Unread) or item.asked for item in self._listed)

    def __iter__(self) -> Iterator[Source | Document | Unread]:
        seen = [str(item[0]) for item in self._listed if isinstance(item, tuple)]
        for item in self._opened():
            seen.append(_name(item))
            yield self._with_attributes(item)
        yield from unused_rows(self._attributes, seen)

    def _opened(self) -> Iterator[Source | Document | Unread]:
        for item in join_pages(self._listed):
            if isinstance(item, PageFiles):
                yield read_together(item)
                continue
            if not isinstance(item, tuple):
                yield item
                continue
            path, entry = item
            try:
                # An archive is read in one go: its files have no paths that another process could open.
                if path.suffix.lower() == ".zip":
                    yield from read_zip(path, self._choice)
                    continue
                source = open_source(path, entry)
                if source.is_table:
                    given = self._attributes.of(str(path))
                    yield from source.with_attributes(given).documents(self._choice)
                else:
                    yield source
            except PlantextError as error:
                yield Unread(str(path), error.message)

    def _with_attributes(self, item: Source | Document | Unread) -> Source | Document | Unread:
        try:
            if isinstance(item, Source):
                return item.with_attributes(self._attributes.of(str(item.path)))
            return self._attributes.add_to(item) if isinstance(item, Document) else item
        except PlantextError as error:
            return Unread(_name(item), error.message)


def _name(item: Source | Document | Unread) -> str:
    return item.id if isinstance(item, Document) else str(item.path) if isinstance(item, Source) else item.source


def _once(listed: Iterable[Listed]) -> Iterator[Listed]:
    """Pass over a file that was given before, which would count twice."""
    seen: set[Path] = set()
    for item in listed:
        if not isinstance(item, tuple):
            yield item
            continue
        path = item[0].resolve()
        if path in seen:
            yield Unread(str(item[0]), Message("{file}: was given twice and is read once.", file=item[0]), asked=False)
        else:
            seen.add(path)
            yield item


def _is_file(item: Listed, path: Path) -> bool:
    try:
        return isinstance(item, tuple) and item[0].samefile(path)
    except OSError:
        return False


def _list(source: Given) -> Iterator[Listed]:
    if isinstance(source, Document):
        yield source
        return
    try:
        path, entry = resolve(source)
    except PlantextError as error:
        yield Unread(str(source), error.message)
        return
    if not path.is_dir():
        yield path, entry
        return
    inside = list_folder(path)
    yield from ((file, None) for file in inside)
    if not inside:
        expected = ", ".join(sorted(SUFFIXES))
        yield Unread(
            str(path),
            Message("{path}: nothing readable; expected files ending in {expected}.", path=path, expected=expected),
        )
    yield from (item for item in list_passed_over(path) if Path(item.source).name != MANIFEST)
    for entry in find_missing(path):
        yield Unread(
            entry.file,
            Message(
                "{file}: listed in {manifest}, but not in the folder; {cure}.",
                file=entry.file,
                manifest=path / MANIFEST,
                cure=way_to_get(entry),
            ),
        )


def read_all(given: Given | Iterable[Given], **options: str) -> Iterator[Document]:
    """Read documents one after the other: of files, folders, archives and tables of texts.

    Parameters
    ----------
    **options
        Columns of tables of texts, as in :func:`plantext.read`; `metadata` and `names`, as in
        :func:`plantext.extract`.

    Raises
    ------
    PlantextError
        At the first file that cannot be read.

    Examples
    --------
    >>> [document.id for document in read_all("priority-plan-2023-draft-p145")]
    ['priority-plan-2023-draft-p145']
    """
    metadata, names = options.pop("metadata", None), options.pop("names", "")
    for item in Listing(given, choice=Choice(**options), metadata=metadata, names=names):
        if isinstance(item, Unread):
            if item.asked:
                raise PlantextError(item.reason)
            continue
        yield item.read() if isinstance(item, Source) else item
