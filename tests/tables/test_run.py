"""Runs come back as they were saved, and are joined."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from plantext.errors import TableError
from plantext.records import Mention, Sentence
from plantext.tables.columns import mentions_table, sentences_table
from plantext.tables.entities import entities_table
from plantext.tables.run import Extraction, join_runs
from plantext.tables.schemas import TABLES


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_what_is_saved_comes_back(run: Extraction, tmp_path: Path, suffix: str) -> None:
    back = Extraction.load(run.save(tmp_path / "out", suffix=suffix))
    for name in ("sentences", "mentions", "entities"):
        assert_frame_equal(getattr(back, name), getattr(run, name))
    assert back.info == run.info


def test_no_mentions_are_a_table_too(run: Extraction, tmp_path: Path) -> None:
    sentences, mentions = run.sentences, mentions_table([])
    run = Extraction(sentences, mentions, entities_table(mentions, sentences))
    assert len(Extraction.load(run.save(tmp_path)).entities) == 0


def test_text_is_left_out_where_it_may_not_be_passed_on(run: Extraction, tmp_path: Path) -> None:
    back = Extraction.load(run.save(tmp_path, text=False))
    assert not back.has_text
    assert "総務省は" not in (tmp_path / "sentences.parquet").read_bytes().decode("utf-8", "ignore")


def test_runs_are_joined_and_their_entities_counted_anew(run: Extraction) -> None:
    other = replace(
        run,
        sentences=run.sentences.assign(doc_id="later").drop(columns="text"),
        mentions=run.mentions.assign(doc_id="later"),
    )
    joined = join_runs([run, other])
    assert len(joined.sentences) == 4
    assert not joined.has_text
    assert joined.entities.iloc[0][["entity", "n_mentions", "name_en", "first_doc"]].tolist() == [
        "総務省", 4, "Ministry of Internal Affairs and Communications", "plan",
    ]  # fmt: skip
    with pytest.raises(TableError, match="more than one run holds plan"):
        join_runs([run, run])
    with pytest.raises(TableError, match="no runs"):
        join_runs([])


def test_names_that_are_paths_or_formulas_stay_names(tmp_path: Path) -> None:
    names = ["../../a", "/etc/passwd", "..", "a\0b", "=1+1", "'=1", "a\nb", "x" * 5000, "\u202egnp"]
    spans = [Sentence(name, 0, 1, "", "", 0, 0, 3, "総務省") for name in names]
    sentences = sentences_table(spans)
    mentions = mentions_table([(span, Mention(0, 3, "総務省", "ORG", span.doc_id)) for span in spans])
    run = Extraction(sentences, mentions, entities_table(mentions, sentences))
    for suffix in (".csv", ".parquet"):
        back = Extraction.load(run.save(tmp_path / suffix, suffix=suffix))
        assert_frame_equal(back.mentions, run.mentions)
        assert back.entities["entity"].tolist() == run.entities["entity"].tolist()
        assert len(list((tmp_path / suffix).iterdir())) == len(TABLES) + 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".csv", ".parquet"]
