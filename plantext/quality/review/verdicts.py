"""Verdicts on mentions, by reader, and corrections: read from filled-in sheets or derived from annotations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError, Message, TableError, join, listed
from plantext.labels import LABELS
from plantext.quality.review.annotations import Annotations
from plantext.quality.review.sampling import CORRECTIONS, VERDICT, WHOLE, label_of, mention_id
from plantext.quality.review.spreadsheet import RIGHT, WRONG, Row, read_rows
from plantext.text import fold

NO_NAME = "-"
"""Label that a reader gives to what is no name in any place."""
NEEDED = ("id", "name", "label", "entity", "stratum", "population")
_YES = frozenset((
    "○", "〇", "◯", "◎", "o", "✓", "✔", "☑", "1", "yes", "y", "true", "right", "correct", "ok", "はい",
    "正", "正しい", "正解",
))  # fmt: skip
_NO = frozenset((
    "×", "✕", "✖", "✗", "✘", "❌", "x", "0", "no", "n", "false", "wrong", "incorrect", "ng", "いいえ", "誤",
    "誤り", "間違い", "不正解",
))  # fmt: skip
_OPEN = frozenset(["", "-", "?", "△", "n/a", "na", "不明", "保留"])
_FAULTS_SHOWN = 20


@dataclass(frozen=True)
class Review:
    """What readers say about a sample of mentions; the tables are indexed by mention id.

    Parameters
    ----------
    mentions : pandas.DataFrame
        name, label, entity as found, stratum, population.
    verdicts : pandas.DataFrame
        One column a reader: 1 right, 0 wrong, NaN not judged.
    corrections : pandas.DataFrame
        One row a correction: id, right_label, right_name, right_entity (empty where nothing is said), file, row.
    """

    mentions: pd.DataFrame
    verdicts: pd.DataFrame
    corrections: pd.DataFrame


def read_review(paths: str | Path | Iterable[str | Path]) -> Review:
    """Read filled-in sheets.

    Rows may be sorted or deleted, columns moved or added. A verdict is ○, 1, yes, はい or ×, 0, no, いいえ, in half
    or full width; blank, ? and △ mean not judged.

    Parameters
    ----------
    paths : str, pathlib.Path, or iterable of these
        Sheets of the same sample by different readers, or of different samples. Where several sheets have a
        plain column ``verdict``, the file's name names the reader.

    Raises
    ------
    TableError
        If a sheet cannot be read or lacks a column, or cells are faulty: all of them are listed with file,
        row, column and what was expected.
    """
    files = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    rows = [row for path in files for row in _rows_of(path)]
    if not rows:
        raise TableError("{files}: there are no rows to read.", files=listed(files, "No sheets"))
    faults: list[str] = []
    mentions: dict[str, dict[str, object]] = {}
    verdicts: dict[str, dict[str, float]] = {}
    corrections = []
    for row in rows:
        seen = _mention(row, mentions, faults)
        if seen is None:
            continue
        given = _verdicts(row, verdicts.setdefault(seen, {}), faults, several=len(files) > 1)
        correction = _correction(row, given, faults)
        # A row without a correction says nothing about the lexicon.
        if any(correction.values()):
            corrections.append({"id": seen, **correction, "file": row.file, "row": row.number})
    if faults:
        more = Message("\n… and {n} more", n=len(faults) - _FAULTS_SHOWN) if len(faults) > _FAULTS_SHOWN else ""
        raise TableError(join("", [join("\n", faults[:_FAULTS_SHOWN]), more]))
    readers = list(dict.fromkeys(reader for given in verdicts.values() for reader in given))
    matrix = pd.DataFrame(
        [[given.get(reader, np.nan) for reader in readers] for given in verdicts.values()],
        index=pd.Index(list(verdicts), name="id"),
        columns=readers,
        dtype="float64",
    )
    columns = ["id", *CORRECTIONS, "file", "row"]
    return Review(
        pd.DataFrame.from_dict(mentions, orient="index").rename_axis("id"),
        matrix,
        pd.DataFrame(corrections, columns=columns),
    )


def as_review(annotations: Annotations) -> Review:
    """Derive verdicts on the names marked beforehand: right where an annotator kept span and label.

    Precision intervals of such a review treat the mentions as drawn one by one, although those of one
    sentence come together.

    Examples
    --------
    >>> from plantext.quality.review.annotations import Annotated
    >>> item = Annotated("plan:0", "総務省", {"found": [[0, 3, "ORG"]]}, {"a": {(0, 3, "ORG")}, "b": set()})
    >>> as_review(Annotations((item,), ("a", "b"))).verdicts.values.tolist()
    [[1.0, 0.0]]
    """
    keys, mentions, verdicts = [], [], []
    for item in annotations.sentences:
        offset = int(item.data.get("start", 0))
        for start, end, label in item.data.get("found", ()):
            keys.append(mention_id(item.key, offset + start, offset + end, label))
            mentions.append([item.text[start:end], label, "", WHOLE])
            verdicts.append(
                [
                    float((start, end, label) in item.spans[name]) if name in item.spans else np.nan
                    for name in annotations.annotators
                ]
            )
    if not keys:
        raise EmptyResultError("No names of plantext travelled with these sentences, so there is nothing to judge.")
    index = pd.Index(keys, name="id")
    table = pd.DataFrame(mentions, columns=["name", "label", "entity", "stratum"], index=index)
    return Review(
        table.assign(population=len(keys)),
        pd.DataFrame(verdicts, columns=list(annotations.annotators), index=index),
        pd.DataFrame(columns=["id", *CORRECTIONS, "file", "row"]),
    )


def _rows_of(path: Path) -> list[Row]:
    rows = list(read_rows(path, marker="id"))
    if rows:
        missing = [name for name in NEEDED if name not in rows[0].cells]
        if not any(name.startswith(VERDICT) for name in rows[0].cells):
            missing.append(VERDICT)
        if missing:
            raise TableError(
                "{path}: the columns {missing} are missing. Copy them back from the sheet as it was drawn (draw "
                "it again with the same seed), or name them as they were.",
                path=path,
                missing=", ".join(missing),
            )
    return rows


def _fault(row: Row, column: str, expected: str, faults: list[str]) -> None:
    got = row.cells.get(column, "")
    faults.append(
        Message(
            "{file}, row {row}, column {column}: expected {expected}, got {got!r}.",
            file=row.file,
            row=row.number,
            column=column,
            expected=expected,
            got=got,
        )
    )


def _mention(row: Row, mentions: dict[str, dict[str, object]], faults: list[str]) -> str | None:
    """Check that a row is the mention that was drawn, and return its key."""
    key = row.cells["id"]
    label = label_of(key)
    before = len(faults)
    if label not in LABELS:
        _fault(row, "id", Message("the key as it was drawn"), faults)
    elif fold(row.cells["label"]) != label:
        _fault(row, "label", Message("{label}, as found (a right one goes to right_label)", label=label), faults)
    if not row.cells["name"]:
        _fault(row, "name", Message("the name as found (a right one goes to right_name)"), faults)
    # Spreadsheets show 1200 as 1,200 or 1200.0.
    population = fold(row.cells["population"]).replace(",", "").removesuffix(".0")
    if not population.isdecimal() or int(population) < 1:
        _fault(row, "population", Message("a whole number from 1, as it was drawn"), faults)
    if len(faults) > before:
        return None
    drawn: dict[str, object] = {name: row.cells[name] for name in ("name", "label", "entity", "stratum")}
    drawn["population"] = int(population)
    before_it = mentions.setdefault(key, drawn)
    for name in ("stratum", "population"):
        if before_it[name] != drawn[name]:
            _fault(
                row, name, Message("{before_it}, as in another row of this mention", before_it=before_it[name]), faults
            )
    return key


def _verdicts(row: Row, known: dict[str, float], faults: list[str], *, several: bool) -> list[float]:
    """Add the row's verdicts to those known for its mention."""
    given = []
    for column, cell in row.cells.items():
        if not column.startswith(VERDICT):
            continue
        name = column.removeprefix(VERDICT).strip(" :_-")
        reader = name or (Path(row.file).stem if several else "reader")
        word = fold(cell).lower()
        known.setdefault(reader, np.nan)
        if word in _OPEN:
            continue
        if word not in _YES | _NO:
            _fault(
                row,
                column,
                Message("{right} or {wrong} (1 or 0, yes or no, はい or いいえ) or nothing", right=RIGHT, wrong=WRONG),
                faults,
            )
            continue
        value = float(word in _YES)
        if known[reader] == 1 - value:
            _fault(
                row,
                column,
                Message("the verdict that {reader} gave this mention in another row", reader=reader),
                faults,
            )
        known[reader] = value
        given.append(value)
    return given


def _correction(row: Row, given: list[float], faults: list[str]) -> dict[str, str]:
    """Return what a reader says is right, as far as it differs from what was found."""
    values = {name: row.cells.get(name, "") for name in CORRECTIONS}
    label = fold(values["right_label"]).upper()
    if label in ("なし", "NONE", "ー"):
        label = NO_NAME
    if label not in ("", NO_NAME, *LABELS):
        _fault(
            row, "right_label", Message("one of {labels}, - for no name, or nothing", labels=", ".join(LABELS)), faults
        )
    found = row.cells
    correction = {
        "right_label": "" if label == fold(found["label"]) else label,
        "right_name": "" if fold(values["right_name"]) == fold(found["name"]) else values["right_name"],
        "right_entity": "" if fold(values["right_entity"]) == fold(found["entity"]) else values["right_entity"],
    }
    if given and all(given):
        for name in ("right_label", "right_name"):
            if correction[name]:
                _fault(row, name, Message("nothing, because every verdict is {right}", right=RIGHT), faults)
    return correction
