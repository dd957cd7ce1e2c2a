"""The schemas hold every column of the tables that are shipped."""

from __future__ import annotations

import pandas as pd
import pytest

from plantext.corpus import corpus_folder
from plantext.tables.schemas import COLUMN_DIGITS, DIGITS, OPTIONAL, SEPARATOR, TABLES


@pytest.mark.parametrize("name", TABLES)
def test_shipped_tables_have_the_columns_of_the_schema(name: str) -> None:
    (path,) = (corpus_folder() / "priority-plan-2023").glob(f"{name}.*")
    table = pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path)
    assert list(table.columns) == [
        column for column in TABLES[name] if column not in OPTIONAL or name in ("mentions", "documents")
    ]


def test_fewer_digits_are_the_exception() -> None:
    assert all(0 < digits < DIGITS for digits in COLUMN_DIGITS.values())
    assert SEPARATOR.strip() == "|"
