"""Metadata of many documents at once: from a table beside them, or from the names of their files."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from plantext.errors import CorpusError, Message
from plantext.reading import Unread, legible
from plantext.reading.limits import read_regular
from plantext.reading.metadata import KEYS, checked
from plantext.reading.tabular.columns import match_role
from plantext.reading.tabular.reader import read_tables
from plantext.reading.tabular.table import Table
from plantext.records import Document

_ROLES = {"title": "title", "date": "date", "publisher": "publisher", "url": "source"}
_FIELD = re.compile(r"\{(\w{0,40})\}")


def plain_name(name: str) -> str:
    """Return a file name as it is compared: without folders, case and ending.

    Examples
    --------
    >>> plain_name("plans/Plan-2023.PDF")
    'plan-2023'
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = re.sub(r"\.[A-Za-z][A-Za-z0-9]{1,7}$", "", last)
    return unicodedata.normalize("NFC", stem).casefold()


@dataclass(frozen=True)
class Attributes:
    """What a table, or a pattern of names, says of documents.

    Parameters
    ----------
    rows : mapping of str to mapping
        Values by the plain name of the file, or the id of the document.
    pattern : str
        Such as ``{date}_{session}_{speaker}_{title}``.
    """

    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pattern: str = ""
    source: str = ""

    def of(self, name: str) -> dict[str, str]:
        """Return what is said of a file or a document: title, date, publisher, source, and other columns.

        Raises
        ------
        CorpusError
            If the name does not fit the pattern.

        Examples
        --------
        >>> Attributes(pattern="{date}_{session}_{title}").of("20060929_165_speech.txt")
        {'date': '2006-09-29', 'session': '165', 'title': 'speech'}
        """
        values = self._from_name(name) if self.pattern else {}
        return {**values, **self.rows.get(plain_name(name), {})}

    def _from_name(self, name: str) -> dict[str, str]:
        stem = PurePosixPath(legible(PurePosixPath(name.replace("\\", "/")).name)).stem
        match = self._names.fullmatch(stem)
        if match is None:
            raise CorpusError(
                "{name}: its name does not fit the pattern {pattern!r}; rename it, or give another.",
                name=name,
                pattern=self.pattern,
            )
        return _checked({key: value for key, value in match.groupdict().items() if value}, name)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        parts = _FIELD.split(self.pattern)
        fields = [part for part in parts[1::2] if part]
        if not fields or len(set(fields)) < len(fields) or any(part[0].isdigit() for part in fields):
            raise CorpusError(
                "names {pattern!r}: expected fields in braces, each once, such as {{date}}_{{session}}_{{title}}.",
                pattern=self.pattern,
            )
        made = [
            re.escape(part) if i % 2 == 0 else f"(?P<{part}>.+?)" if part else ".+?" for i, part in enumerate(parts)
        ]
        return re.compile("".join(made), re.DOTALL)

    def add_to(self, document: Document) -> Document:
        """Return a document of a table or an archive with what is said of it."""
        values = self.rows.get(plain_name(document.id), {})
        if not values:
            return document
        day = dt.date.fromisoformat(values["date"]) if "date" in values else document.date
        others = {key: value for key, value in values.items() if key not in KEYS}
        return replace(
            document,
            title=values.get("title", document.title),
            publisher=values.get("publisher", document.publisher),
            source=values.get("source", document.source),
            date=day,
            columns={**document.columns, **others},
        )


def _checked(values: Mapping[str, str], name: str) -> dict[str, str]:
    """Values with the date in ISO form; also 20060929."""
    if re.fullmatch(r"[0-9]{8}", values.get("date", "")):
        day = values["date"]
        values = {**values, "date": f"{day[:4]}-{day[4:6]}-{day[6:]}"}
    return {**values, **checked(values, name)}


def load_attributes(path: Path, names: Collection[str], pattern: str = "") -> Attributes:
    """Read a table of metadata with a column of file names.

    Parameters
    ----------
    names : collection of str
        The files of the run, by which the column is known.

    Raises
    ------
    CorpusError
        If no column names any of the files, or two rows name one.
    """
    tables, _ = read_tables(read_regular(path), str(path))
    wanted = {plain_name(name) for name in names}
    table, column = _find_column(tables, wanted, path)
    columns = {name: table.values(name) for name in table.columns if name != column}
    roles = {found: key for role, key in _ROLES.items() if (found := match_role(role, columns))}
    rows: dict[str, dict[str, str]] = {}
    for row in table.rows:
        name = plain_name(row.cells.get(column, ""))
        if not name:
            continue
        if name in rows:
            raise CorpusError(
                "{path}: row {number}: {name} stands in the table twice; keep one row.",
                path=path,
                number=row.number,
                name=row.cells[column],
            )
        values = {roles.get(key, key): value for key, value in row.cells.items() if key != column and value}
        rows[name] = _checked(values, Message("{path}: row {number}", path=path, number=row.number))
    return Attributes(rows, pattern, str(path))


def _find_column(tables: Sequence[Table], wanted: set[str], path: Path) -> tuple[Table, str]:
    """The column that names most of the files."""
    best: tuple[int, Table | None, str] = (0, None, "")
    for table in tables:
        for column in table.columns:
            count = len(wanted & {plain_name(value) for value in table.values(column)})
            if count > best[0]:
                best = (count, table, column)
    if best[1] is None:
        shown = ", ".join(sorted(wanted)[:3])
        columns = ", ".join(column for table in tables for column in table.columns)
        raise CorpusError(
            "{path}: expected a column with the names of the files ({shown} …); none of its columns has one: "
            "{columns}.",
            path=path,
            shown=shown,
            columns=columns,
        )
    return best[1], best[2]


def unused_rows(attributes: Attributes, names: Collection[str]) -> Iterator[Unread]:
    """Yield the rows of a table of metadata that name no document of the run."""
    known = {plain_name(name) for name in names}
    for name in sorted(set(attributes.rows) - known):
        yield Unread(
            attributes.source,
            Message("{source}: names {name}, which is none of the documents.", source=attributes.source, name=name),
            asked=False,
        )
