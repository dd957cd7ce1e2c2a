"""Columns built from records, checked once."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from plantext.errors import TableError
from plantext.tables.columns import checked, frame
from plantext.tables.run import Extraction
from plantext.tables.validation import validate


def test_mentions_stand_on_characters_of_the_document(run: Extraction) -> None:
    assert run.mentions[["start", "end"]].to_numpy().tolist() == [[0, 3], [5, 8], [15, 18], [19, 24]]
    assert run.mentions["date_start"].tolist() == ["", "", "", "2023-01-01"]


COLUMNS = {"page": [1, 2], "label": ["ORG", "LAW"]}
SCHEMA = {"page": "int64", "label": "str"}


def test_columns_that_fit_are_taken_as_they_are() -> None:
    assert checked(COLUMNS, SCHEMA, "made-up") is COLUMNS
    assert_frame_equal(frame(COLUMNS, SCHEMA), validate(pd.DataFrame(COLUMNS), SCHEMA, "made-up"))


@pytest.mark.parametrize(
    ("column", "values", "told"),
    [
        ("page", [1, "x"], "made-up: row 2, column page: expected a whole number, got 'x'"),
        ("page", [True, False], "made-up: row 1, column page: expected a whole number"),
        ("page", [1, 2**53 + 1], "row 2, column page: expected a whole number"),
        ("label", ["ORG", "Award"], "row 2, column label: expected one of ORG"),
        ("label", [0.5, "ORG"], "row 1, column label: expected text"),
    ],
)
def test_columns_that_do_not_fit_are_named(column: str, values: list[object], told: str) -> None:
    with pytest.raises(TableError, match=told):
        checked(COLUMNS | {column: values}, SCHEMA, "made-up")


def test_what_can_be_converted_is() -> None:
    found = checked({"page": ["7"], "note": [None]}, {"page": "int64", "note": "str"}, "made-up")
    assert found == {"page": [7], "note": [""]}


def test_half_a_character_is_refused() -> None:
    with pytest.raises(TableError, match=r"made-up: row 2, column note: expected text, got '\\ud800'"):
        checked({"note": ["a", "\ud800"]}, {"note": "str"}, "made-up")
