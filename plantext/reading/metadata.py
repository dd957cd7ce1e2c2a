"""What a document says of itself: front matter, a sidecar file, the date on its cover."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from plantext.errors import ReadingError
from plantext.reading.limits import read_regular
from plantext.reading.pieces import Piece
from plantext.records import Note

KEYS = ("title", "date", "publisher", "source")
"""What front matter and a sidecar may give."""

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_ERA = "(?:令和|平成|昭和|大正|明治)"
_DATE = re.compile(
    rf"(?:(?P<year>\d{{4}})年(?:\({_ERA}(?:元|\d{{1,2}})年\))?|(?P<era>{_ERA})(?P<n>元|\d{{1,2}})年(?:\(\d{{4}}年\))?)"
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
)
_MONTH_ALONE = re.compile(
    rf"\(?(?P<year>(?:\d{{4}}|{_ERA}(?:元|\d{{1,2}}))年)(?:\([^()]{{2,8}}\))?(?P<month>\d{{1,2}}月)"
    r"(?:策定|改定|改訂|作成|決定|公表|発行)?\)?"
)
_DECIDED = re.compile("閣議決定|本部決定|会議決定|策定|決定|公表|公布")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_LIMIT = 65536


def find_date(text: str) -> dt.date | None:
    """The first full date of a text, in the Japanese or the Western calendar.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    datetime.date or None
        None where there is none, or none that exists.
    """
    folded = unicodedata.normalize("NFKC", text).replace(" ", "")
    match = _DATE.search(folded)
    if match is None:
        return None
    in_era = 1 if match["n"] == "元" else int(match["n"] or 0)
    year = int(match["year"]) if match["year"] else _ERAS[match["era"]] + in_era
    try:
        return dt.date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _first_of_month(line: str) -> dt.date | None:
    """The first day of the month that a line consists of (令和6年3月), None for any other line."""
    match = _MONTH_ALONE.fullmatch(unicodedata.normalize("NFKC", line).replace(" ", ""))
    return find_date(f"{match['year']}{match['month']}1日") if match else None


def date_of(pieces: Sequence[Piece], found: Mapping[str, str]) -> tuple[dt.date | None, list[Note]]:
    """The document's own date, and where it was found.

    A line of the first two pages that holds little but a date counts, one with 閣議決定 most; then one
    that holds a month alone, as on the cover of many a prefecture's plan, of which the first day is
    taken; then the day the PDF was made.

    Parameters
    ----------
    pieces : sequence of Piece
        The document.
    found : mapping of str to str
        What the source says of itself.

    Returns
    -------
    datetime.date or None
        None where there is none.
    list of Note
        Where it was found, or that it is missing.
    """
    front = [piece for piece in pieces[:60] if piece.page_at(0) <= 2 and len(piece.text) <= 60]
    dated = [(piece, date) for piece in front if (date := find_date(piece.text)) is not None]
    decided = [(piece, date) for piece, date in dated if _DECIDED.search(piece.text)]
    # A date in a sentence is an event's; on a cover it stands alone.
    alone = [(piece, date) for piece, date in dated if len(piece.text) <= 30 and not piece.text.endswith("。")]
    for candidates, where, confidence in ((decided, "from the line of decision", 0.95), (alone, "from the cover", 0.9)):
        if candidates:
            piece, date = candidates[0]
            note = Note("metadata", f"Date {date.isoformat()}, {where}.", piece.page_at(0), piece.text[:60], confidence)
            return date, [note]
    months = [(piece, date) for piece in front if (date := _first_of_month(piece.text)) is not None]
    if months:
        piece, date = months[0]
        message = f"Date {date.isoformat()}, the first day of the month on the cover; check it."
        return date, [Note("metadata", message, piece.page_at(0), piece.text[:60], 0.7)]
    made = _PDF_DATE.match(found.get("creationdate", ""))
    if made:
        try:
            date = dt.date(*map(int, made.groups()))
        except ValueError:
            date = None
        if date is not None:
            message = f"Date {date.isoformat()}, only from the day the file was made; check it."
            return date, [Note("metadata", message, 0, "", 0.4)]
    return None, [Note("metadata", "No date found: give one, or 同年 and 今年度 cannot be placed.")]


def checked(values: Mapping[str, object], name: str) -> dict[str, str]:
    """Metadata of a sidecar or of front matter as strings.

    Parameters
    ----------
    values : mapping
        As parsed.
    name : str
        Where they come from, for errors.

    Returns
    -------
    dict of str to str
        Known keys only; the date in ISO form.

    Raises
    ------
    ReadingError
        If the date is none.
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
                f"{name}: date: expected a day such as 2023-06-09 or 令和5年6月9日, got {value!r}."
            ) from error
        result[key] = day.isoformat()
    return result


def split_front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    """Part front matter (between --- or +++ lines) from a text.

    Parameters
    ----------
    text : str
        The text.
    name : str
        What to call the file in errors.

    Returns
    -------
    dict of str to str
        Its metadata; empty without any.
    str
        The text behind it.
    """
    fence = text[:3]
    if fence not in ("---", "+++") or text[3:4] not in ("\n", "\r"):
        return {}, text
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
            raise ReadingError(f"{name}: the front matter is no TOML ({error}).") from error
        return checked(values, f"{name} (front matter)"), rest
    pairs = (line.split(":", 1) for line in lines[1:end] if ":" in line)
    values = {key.strip(): value.strip().strip("\"'") for key, value in pairs}
    if not set(values) & set(KEYS):
        return {}, text
    return checked(values, f"{name} (front matter)"), rest


def read_sidecar(path: Path) -> dict[str, str]:
    """Metadata from ``plan.toml`` or ``plan.pdf.toml`` beside ``plan.pdf``.

    Parameters
    ----------
    path : pathlib.Path
        The document's file.

    Returns
    -------
    dict of str to str
        Empty without a sidecar.

    Raises
    ------
    ReadingError
        If the sidecar is no TOML or its date is none.
    """
    for sidecar in (path.with_name(path.name + ".toml"), path.with_suffix(".toml")):
        if sidecar.is_file() and sidecar != path:
            try:
                values = tomllib.loads(read_regular(sidecar).decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                raise ReadingError(f"{sidecar}: no TOML in UTF-8 ({error}).") from error
            return checked(values, str(sidecar))
    return {}
