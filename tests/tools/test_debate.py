"""The shipped statements are what the minutes give now, and hold no sentence of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext.clauses.codebook import read_codebook
from plantext.storage.tablefile import read_csv, write_table
from tools import debate


def test_no_text_is_shipped() -> None:
    table = read_csv(debate.folder() / "statements.csv")
    assert "text" not in table.columns
    assert not any(table[column].astype("str").str.contains("。").any() for column in table.columns)
    assert set(table["concept"]) <= set(read_codebook(debate.folder() / "codebook.csv").names)


@pytest.mark.model
@pytest.mark.slow
def test_the_statements_are_current_shared(
    shared_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANTEXT_DATA", str(shared_corpus))
    write_table(debate.derive(debate.minutes()), tmp_path / "statements.csv")
    kept = debate.folder() / "statements.csv"
    assert (tmp_path / "statements.csv").read_bytes() == kept.read_bytes(), "run `make tables`"
