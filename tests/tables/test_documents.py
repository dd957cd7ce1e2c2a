"""The documents table: fixed columns, those of the sources, and groups made by them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plantext.errors import PlantextError, TableError
from plantext.networks import two_mode, two_mode_network
from plantext.records import Document
from plantext.tables.documents import document_row, documents_table
from plantext.tables.run import Extraction, join_runs


def row(doc_id: str, **columns: str) -> dict[str, str]:
    return document_row(Document(doc_id, "", (), (), columns=columns))


def test_columns_of_all_documents_stand_behind_the_fixed_ones() -> None:
    table = documents_table([row("a", house="衆議院"), row("b", 会派="甲", house="参議院")])
    assert list(table.columns)[6:] == ["house", "会派"]
    assert table["house"].tolist() == ["衆議院", "参議院"] and table["会派"].tolist() == ["", "甲"]


def test_a_column_of_a_fixed_name_is_kept_apart() -> None:
    made = document_row(Document("a", "", (), (), source="u", columns={"source": "news", "doc_id": "a", "date": ""}))
    assert made["source"] == "u" and made["source_"] == "news" and "doc_id_" not in made


def test_saved_tables_keep_their_columns_and_old_ones_have_none(run: Extraction, tmp_path: Path) -> None:
    table = documents_table([row("plan", house="衆議院", start="09:00", end="")])
    replace(run, documents=table).save(tmp_path, suffix=".csv")
    assert Extraction.load(tmp_path).documents.equals(table)
    (tmp_path / "documents.csv").unlink()
    assert Extraction.load(tmp_path).documents.empty
    (tmp_path / "documents.csv").write_text("doc_id,house\na,b\n", encoding="utf-8")
    with pytest.raises(TableError, match="missing: date, publisher"):
        Extraction.load(tmp_path)


def test_joined_runs_have_the_columns_of_both(run: Extraction) -> None:
    one = replace(run, documents=documents_table([row("plan", house="衆議院")]))
    sentences, mentions = (table.assign(doc_id="other") for table in (run.sentences, run.mentions))
    two = replace(run, sentences=sentences, mentions=mentions, documents=documents_table([row("other", party="甲")]))
    joined = join_runs([one, two]).documents
    assert joined["house"].tolist() == ["衆議院", ""] and joined["party"].tolist() == ["", "甲"]


def test_names_are_counted_by_a_column_of_the_documents(run: Extraction) -> None:
    grouped = replace(run, documents=documents_table([row("plan", house="衆議院")]))
    pairs = two_mode(grouped, by="house", unit="sentence", labels=["ORG"])
    assert pairs[["source", "target", "count"]].values.tolist() == [["総務省", "house:衆議院", 2]]
    assert dict(two_mode_network(pairs).nodes(data="bipartite")) == {"総務省": 0, "house:衆議院": 1}
    with pytest.raises(PlantextError, match=r"by 'party': expected one of .*house"):
        two_mode(grouped, by="party")
