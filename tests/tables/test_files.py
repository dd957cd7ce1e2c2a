"""The files of a saved run: faults are named, other files stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plantext.errors import TableError
from plantext.storage.tablefile import write_table
from plantext.tables.files import read_table
from plantext.tables.run import Extraction
from plantext.tables.schemas import DEFAULTS, MENTIONS, SENTENCES, TABLES


def test_a_table_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mentions.parquet").write_bytes(b"not parquet")
    with pytest.raises(TableError, match="cannot be read as a table"):
        read_table(tmp_path / "mentions.parquet", MENTIONS)


def test_a_missing_folder_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="plantext extract INPUT -o"):
        Extraction.load(tmp_path / "none")


def test_a_row_with_too_few_cells_is_named(run: Extraction, tmp_path: Path) -> None:
    run.save(tmp_path, suffix=".csv")
    lines = (tmp_path / "mentions.csv").read_text().splitlines()
    (tmp_path / "mentions.csv").write_text("\n".join([*lines[:2], lines[2].rpartition(",")[0], *lines[3:], ""]))
    with pytest.raises(TableError, match=r"mentions\.csv: row 2: expected 12 cells as in the first line, got 11"):
        Extraction.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"run\.json: cannot be read as the description of a run"),
        ("{", "line 1 column 2"),
        ("[" * 100_000, "cannot be read as the description"),
        ("\xff", "cannot be read as the description"),
        ("[1]", "expected an object"),
        ('{"documents": 1}', "documents: expected a list, got 1"),
        ('{"documents": [{"doc_id": "a"}, {"title": "b"}]}', "documents, entry 2: expected an object with doc_id"),
        ('{"left_out": ["a"]}', "left_out, entry 1: expected an object with source, got 'a'"),
        ('{"environment": []}', r"environment: expected an object, got \[\]"),
        ('{"environment": {"packages": 3}}', "packages: expected an object, got 3"),
    ],
)
def test_a_malformed_description_of_a_run_is_told(run: Extraction, tmp_path: Path, text: str, message: str) -> None:
    run.save(tmp_path)
    (tmp_path / "run.json").write_text(text, encoding="latin-1")
    with pytest.raises(TableError, match=message):
        Extraction.load(tmp_path)


def test_a_run_in_the_other_format_is_replaced_but_no_table_of_ones_own(run: Extraction, tmp_path: Path) -> None:
    run.save(tmp_path, suffix=".parquet")
    replace(run, info={"parameters": "new"}).save(tmp_path, suffix=".csv")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv"] * len(TABLES) + [".json"]
    run.save(tmp_path)
    (tmp_path / "entities.csv").write_text("mine")
    run.save(tmp_path)
    assert (tmp_path / "entities.csv").read_text() == "mine"
    assert len(Extraction.load(tmp_path).entities) == 3


def test_a_run_saved_before_there_were_speakers_is_read(run: Extraction, tmp_path: Path) -> None:
    run.save(tmp_path)
    (tmp_path / "turns.parquet").unlink()
    write_table(run.sentences.drop(columns=list(DEFAULTS)), tmp_path / "sentences.parquet")
    old = Extraction.load(tmp_path)
    assert list(old.sentences.columns) == list(SENTENCES) and old.turns.empty
    assert old.sentences[list(DEFAULTS)].drop_duplicates().to_dict("records") == [DEFAULTS]
