"""What a document says of itself: front matter, a sidecar file, its head."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plantext.errors import Message, ReadingError
from plantext.reading.front import Front, Witness
from plantext.reading.glued import part_lines
from plantext.reading.limits import read_regular
from plantext.reading.organisations import issuer_of
from plantext.reading.own_date import own_date
from plantext.reading.own_publisher import own_publisher
from plantext.reading.own_title import own_title
from plantext.reading.pieces import Reading
from plantext.reading.printed_dates import full_dates
from plantext.records import Note

# What front matter and a sidecar may give.
_CALLED = {"date": Message("Date"), "title": Message("Title"), "publisher": Message("Publisher")}
KEYS = ("title", "date", "publisher", "source")

# Characters in which front matter must end.
_LIMIT = 65536


def find_date(text: str) -> dt.date | None:
    """Find the first day of a text whose year is printed in full; None where there is none, or none that exists.

    Examples
    --------
    >>> find_date("令和５年（2023年）６月９日 閣議決定")
    datetime.date(2023, 6, 9)
    """
    return next((day for _, _, day, precise in full_dates(text) if precise), None)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself, with the lines that tell it.

    Parameters
    ----------
    meta : mapping of str to str
        Confidence and evidence of each, for :attr:`plantext.records.Document.meta`.
    """

    title: str
    date: dt.date | None
    publisher: str
    notes: tuple[Note, ...]
    meta: Mapping[str, str]


def identify(  # noqa: PLR0913
    reading: Reading,
    front: Front,
    name: str,
    *,
    title: str = "",
    date: dt.date | None = None,
    publisher: str = "",
    source: str = "",
    stated: bool = False,
) -> Identity:
    """Find title, date and publisher where they are not given, and note where each was found.

    Parameters
    ----------
    name : str
        The file's.
    title, date, publisher, source
        What is known already, and wins.
    stated : bool
        Whether the file states its title and publisher for this reader (front matter, the header of a dump).
    """
    front = part_lines(front)
    found = reading.found
    notes: list[Note] = []
    meta: dict[str, str] = {}

    def tell(what: str, witness: Witness | None, missing: str) -> str:
        if witness is None:
            notes.append(Note("metadata", missing))
            return ""
        notes.append(witness.note(_CALLED[what]))
        meta[f"{what}_confidence"] = f"{witness.confidence:.2f}"
        shown = witness.text[:60]
        meta[f"{what}_evidence"] = Message("{how}: {text}", how=witness.how, text=shown) if shown else witness.how
        return witness.value

    if date is None:
        missing = Message("No date found: give one, or 同年 and 今年度 cannot be placed.")
        day = tell("date", own_date(front, reading.pieces, found, name), missing)
        date = dt.date.fromisoformat(day) if day else None
    if not title:
        title = tell("title", own_title(front, found, stated=stated), Message("No title found."))
    if not publisher:
        witness = own_publisher(front, reading.pieces, found, source, stated=stated)
        name_printed = tell("publisher", witness, Message("No publisher found."))
        publisher, office = issuer_of(name_printed)
        if office:
            meta["publisher_office"] = office
    return Identity(title, date, publisher, tuple(notes), meta)


def checked(values: Mapping[str, object], name: str) -> dict[str, str]:
    """Check the metadata of a sidecar or front matter: known keys alone, as strings, the date in ISO form.

    Errors call the source by its `name`.

    Examples
    --------
    >>> checked({"title": "計画", "date": "令和5年6月9日"}, "plan.toml")
    {'title': '計画', 'date': '2023-06-09'}
    """
    result: dict[str, str] = {}
    for key in KEYS:
        value = values.get(key)
        if value is None or value == "":
            continue
        if key != "date":
            result[key] = str(value)
            continue
        if isinstance(value, dt.datetime):
            value = value.date()
        if isinstance(value, dt.date):
            result[key] = value.isoformat()
            continue
        try:
            day = find_date(str(value)) or dt.date.fromisoformat(str(value).strip().replace("/", "-"))
        except ValueError as error:
            raise ReadingError(
                "{name}: date: expected a day such as 2023-06-09 or 令和5年6月9日, got {value!r}.",
                name=name,
                value=value,
            ) from error
        result[key] = day.isoformat()
    return result


def split_front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    r"""Split front matter (between --- or +++ lines) from the text behind it.

    Errors call the file by its `name`.

    Examples
    --------
    >>> split_front_matter("---\ntitle: 計画\n---\n本文。", "plan.txt")
    ({'title': '計画'}, '本文。')
    """
    fence = text[:3]
    if fence not in ("---", "+++") or text[3:4] not in ("\n", "\r"):
        return {}, text
    # A fence far below is a rule in the text, not the end of front matter.
    head = text[:_LIMIT]
    lines = head.splitlines(keepends=True)
    end = next((i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == fence), None)
    if end is None:
        return {}, text
    inside = "".join(lines[1:end])
    rest = text[sum(map(len, lines[: end + 1])) :]
    if fence == "+++":
        try:
            values = tomllib.loads(inside)
        except (ValueError, RecursionError) as error:
            raise ReadingError(
                "{name}: the front matter between +++ lines is not valid TOML ({error}); correct it.",
                name=name,
                error=error,
            ) from error
        return checked(values, Message("{name} (front matter)", name=name)), rest
    pairs = (line.split(":", 1) for line in lines[1:end] if ":" in line)
    # Between --- lines, plain `key: value` lines are enough; without a known key it is text.
    values = {key.strip(): value.strip().strip("\"'") for key, value in pairs}
    if not set(values) & set(KEYS):
        return {}, text
    return checked(values, Message("{name} (front matter)", name=name)), rest


def read_sidecar(path: Path) -> dict[str, str]:
    """Read metadata from ``plan.toml`` or ``plan.pdf.toml`` beside ``plan.pdf``; empty without either."""
    for sidecar in (path.with_name(path.name + ".toml"), path.with_suffix(".toml")):
        if sidecar.is_file() and sidecar != path:
            try:
                values = tomllib.loads(read_regular(sidecar).decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                raise ReadingError(
                    "{sidecar}: expected TOML in UTF-8 ({error}); correct the file or move it away.",
                    sidecar=sidecar,
                    error=error,
                ) from error
            return checked(values, str(sidecar))
    return {}
