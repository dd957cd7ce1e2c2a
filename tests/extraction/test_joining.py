"""Parts joined in a folder are the tables joined in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_texts import assert_same, content

from plantext.extraction.run import extract, extract_to, load


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_a_folder_is_written_as_the_tables_in_memory_are_saved(folder: Path, tmp_path: Path, suffix: str) -> None:
    run = extract(folder, cache=None)
    written = extract_to(folder, tmp_path / "out", cache=None, suffix=suffix)
    assert content(tmp_path / "out") == content(run.save(tmp_path / "saved", suffix=suffix))
    assert_same(load(tmp_path / "out"), run)
    assert (written.n_documents, written.n_sentences, written.n_mentions, written.n_entities, written.left_out) == (
        3, len(run.sentences), len(run.mentions), len(run.entities), (),
    )  # fmt: skip


def test_many_rows_are_written_in_groups(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet as pq

    extract_to(folder, tmp_path / "whole", cache=None)
    monkeypatch.setattr("plantext.extraction.joining.ROWS", 2)
    extract_to(folder, tmp_path / "groups", cache=None)
    assert pq.ParquetFile(tmp_path / "groups" / "mentions.parquet").num_row_groups > 3
    assert_same(load(tmp_path / "groups"), load(tmp_path / "whole"))
