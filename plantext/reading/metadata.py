"""What a document says of itself: front matter, a sidecar file, the date on its cover."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from plantext.dates import find_dates
from plantext.errors import ReadingError
from plantext.reading.limits import read_regular
from plantext.reading.pieces import Piece
from plantext.records import Note

# What front matter and a sidecar may give.
KEYS = ("title", "date", "publisher", "source")

# Forms of a year that leave nothing to guess (the first part of `DateMention.rule`).
_IN_FULL = frozenset(("gregorian", "era", "both"))
_AROUND_MONTH = re.compile(r"[(（]?(?:策定|改定|改訂|作成|決定|公表|発行)?[)）]?")
_DECIDED = re.compile("閣議決定|本部決定|会議決定|策定|決定|公表|公布")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
# Characters in which front matter must end.
_LIMIT = 65536


def find_date(text: str) -> dt.date | None:
    """Find the first day of a text whose year is printed in full; None where there is none, or none that exists.

    Examples
    --------
    >>> find_date("令和５年（2023年）６月９日 閣議決定")
    datetime.date(2023, 6, 9)
    """
    days = (
        mention
        for mention in find_dates(text)
        if mention.moment.day is not None and mention.rule.partition(":")[0] in _IN_FULL
    )
    first = next(days, None)
    return first.date_start if first is not None else None


def _first_of_month(line: str) -> dt.date | None:
    """Return the first day of the month that a line consists of (令和6年3月改定), None for any other line."""
    mentions = find_dates(line)
    if len(mentions) != 1:
        return None
    (mention,) = mentions
    form, _, precision = mention.rule.partition(":")
    around = "".join((line[: mention.start] + line[mention.end :]).split())
    alone = form in _IN_FULL and precision == "month" and _AROUND_MONTH.fullmatch(around)
    return mention.date_start if alone else None


def date_of(pieces: Sequence[Piece], found: Mapping[str, str]) -> tuple[dt.date | None, list[Note]]:
    """Find the document's own date, and note where it was found.

    A line of the first two pages that holds little but a date counts, one with 閣議決定 most; then one that holds a
    month alone, as on the cover of many a prefecture's plan; then the day the PDF was made.

    Parameters
    ----------
    found : mapping of str to str
        What the file says of itself, such as the ``creationdate`` of a PDF.
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
                f"{name}: date: expected a day such as 2023-06-09 or 令和5年6月9日, got {value!r}."
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
                f"{name}: the front matter between +++ lines is not valid TOML ({error}); correct it."
            ) from error
        return checked(values, f"{name} (front matter)"), rest
    pairs = (line.split(":", 1) for line in lines[1:end] if ":" in line)
    # Between --- lines, plain `key: value` lines are enough; without a known key it is text.
    values = {key.strip(): value.strip().strip("\"'") for key, value in pairs}
    if not set(values) & set(KEYS):
        return {}, text
    return checked(values, f"{name} (front matter)"), rest


def read_sidecar(path: Path) -> dict[str, str]:
    """Read metadata from ``plan.toml`` or ``plan.pdf.toml`` beside ``plan.pdf``; empty without either."""
    for sidecar in (path.with_name(path.name + ".toml"), path.with_suffix(".toml")):
        if sidecar.is_file() and sidecar != path:
            try:
                values = tomllib.loads(read_regular(sidecar).decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                raise ReadingError(
                    f"{sidecar}: expected TOML in UTF-8 ({error}); correct the file or move it away."
                ) from error
            return checked(values, str(sidecar))
    return {}
