"""A fault of a table is named by table, row and column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from plantext.errors import TableError
from plantext.tables.files import read_table
from plantext.tables.run import Extraction
from plantext.tables.schemas import MENTIONS


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("start", "three", r"row 2, column start: expected a whole number, got 'three'"),
        ("sent_id", 0.5, r"row 2, column sent_id: expected a whole number, got '0\.5'"),
        ("label", "Award", r"row 2, column label: expected one of ORG, .* got 'Award'"),
    ],
)
def test_a_wrong_value_is_named_by_row_and_column(
    run: Extraction, tmp_path: Path, column: str, value: object, message: str
) -> None:
    table = run.mentions.astype("object")
    table.loc[1, column] = value
    table.to_csv(tmp_path / "mentions.csv", index=False)
    with pytest.raises(TableError, match=message):
        read_table(tmp_path / "mentions.csv", MENTIONS)


def test_a_missing_and_an_unknown_column_are_named(run: Extraction, tmp_path: Path) -> None:
    run.mentions.rename(columns={"label": "class"}).to_csv(tmp_path / "mentions.csv", index=False)
    with pytest.raises(TableError, match="missing: label; unknown: class"):
        read_table(tmp_path / "mentions.csv", MENTIONS)


def test_an_empty_frame_of_the_right_columns_is_valid(tmp_path: Path) -> None:
    pd.DataFrame(columns=list(MENTIONS)).to_csv(tmp_path / "mentions.csv", index=False)
    assert len(read_table(tmp_path / "mentions.csv", MENTIONS)) == 0


Change = Callable[[Extraction], None]


def _set(table: str, row: int, column: str, value: object) -> Change:
    def change(run: Extraction) -> None:
        changed = getattr(run, table).astype({column: "object"})
        changed.loc[row, column] = value
        object.__setattr__(run, table, changed)

    return change


def _twice(table: str) -> Change:
    return lambda run: object.__setattr__(run, table, pd.concat([getattr(run, table)] * 2, ignore_index=True))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("sentences", 1, "page", "-1"), r"sentences\.csv: row 2, column page: expected 0 or more, got .*-1"),
        (
            _set("sentences", 1, "start", "inf"),
            r"sentences\.csv: row 2, column start: expected a whole number, got 'inf'",
        ),
        (_set("sentences", 0, "end", "nan"), r"sentences\.csv: row 1, column end: expected a whole number, got 'nan'"),
        (_set("sentences", 0, "end", "1e30"), r"row 1, column end: expected a whole number, got '1e30'"),
        (_set("sentences", 1, "end", "15"), r"row 2, column end: expected an end after the start"),
        (_set("mentions", 2, "end", "16"), None),
        (_set("mentions", 2, "end", "12"), r"mentions\.csv: row 3, column end: expected an end after the start"),
        (_set("mentions", 3, "end", "27"), r"mentions\.csv: row 4, column end: expected a place inside its sentence"),
        (_set("mentions", 2, "start", "14"), r"mentions\.csv: row 3, column start: expected a place inside its"),
        (
            _set("mentions", 1, "sent_id", "7"),
            r"row 2, column sent_id: expected a sentence of that document in .*sentences",
        ),
        (_set("mentions", 1, "doc_id", "other"), r"row 2, column sent_id: expected a sentence of that document"),
        (_set("mentions", 3, "date_start", "2023-02-30"), r"row 4, column date_start: expected a day as 2023-06-09 or"),
        (
            _set("mentions", 3, "date_end", "20231231"),
            r"row 4, column date_end: expected a day as 2023-06-09 or nothing",
        ),
        (_set("mentions", 3, "date_end", "2022-12-31"), r"row 4, column date_end: expected no day before date_start"),
        (_twice("sentences"), r"sentences\.csv: row 3, column sent_id: expected one row for each doc_id and sent_id"),
        (_twice("entities"), r"entities\.csv: row 4, column entity: expected one row for each label and entity"),
    ],
)
def test_a_folder_that_contradicts_itself_is_told_by_table_row_and_column(
    run: Extraction, tmp_path: Path, change: Change, message: str | None
) -> None:
    change(run)
    run.save(tmp_path, suffix=".csv")
    if message is None:
        assert len(Extraction.load(tmp_path).mentions) == 4
        return
    with pytest.raises(TableError, match=message):
        Extraction.load(tmp_path)
