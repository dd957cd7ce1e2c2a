"""Extraction: the tables of the recogniser, in memory and in a folder; faulty input."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from made_texts import TEXTS, content
from pandas.testing import assert_frame_equal

from plantext import corpus
from plantext.errors import PlantextError, ReadingError
from plantext.extraction import tasks
from plantext.extraction.joining import TableWriter
from plantext.extraction.run import extract, extract_to
from plantext.recognition.document import recognize_document
from plantext.recognition.recognizer import make_recognizer
from plantext.records import Document, Sentence
from plantext.tables.columns import mentions_table, sentences_table
from plantext.tables.entities import entities_table


def test_the_tables_are_those_of_the_recogniser_and_of_whole_tables(folder: Path) -> None:
    run = extract(folder, cache=None)
    read = [corpus.read(folder / name) for name in TEXTS]
    read[2] = tasks._renamed(read[2], "a-2")
    readings = [recognize_document(make_recognizer(), item, []) for item in read]
    assert_frame_equal(run.sentences, sentences_table(row for item in read for row in item.sentences))
    assert_frame_equal(run.mentions, mentions_table(row for reading in readings for row in reading.rows()))
    names = run.entities.set_index(["label", "entity"])["name_en"].to_dict()
    assert_frame_equal(run.entities, entities_table(run.mentions, run.sentences, names))
    assert run.sentences["doc_id"].unique().tolist() == ["a", "b", "a-2"]
    assert [item["doc_id"] for item in run.info["documents"]] == ["a", "b", "a-2"]


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ([], "No input was given"),
        (["none.txt"], "none.txt: no such file"),
        (["no-such-id"], "neither a file nor an id"),
    ],
)
def test_nothing_at_all_is_an_error_and_writes_nothing(sources: list[str], message: str, tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=message):
        extract(sources, cache=None)
    with pytest.raises(ReadingError, match=message):
        extract_to(sources, tmp_path / "out", cache=None)
    assert not (tmp_path / "out").exists()


def test_faulty_arguments_are_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(PlantextError, match="jobs: expected a number of processes from 1, got 0"):
        extract(folder, jobs=0, cache=None)
    with pytest.raises(PlantextError, match=r"expected \.parquet or \.csv, got '\.xlsx'"):
        extract_to(["never looked at"], tmp_path / "out", suffix=".xlsx", cache=None)
    with pytest.raises(PlantextError, match=r"a\.txt: cannot be written: a file stands where a folder is expected"):
        extract_to(["never looked at"], folder / "a.txt", cache=None)


def test_old_tables_stay_until_the_new_ones_are_whole(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract_to(folder, tmp_path / "out", cache=None)
    before = content(tmp_path / "out")
    (folder / "a.txt").write_text("外務省が担当する。\n", encoding="utf-8")

    def interrupt(*arguments: object) -> object:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(TableWriter, "finish", interrupt)
        with pytest.raises(KeyboardInterrupt):
            extract_to(folder, tmp_path / "out", cache=None)
    after = {name: data for name, data in content(tmp_path / "out").items() if "partial" not in name}
    assert {name: data for name, data in after.items() if not name.startswith(".parts")} == before
    extract_to(folder, tmp_path / "out", cache=None)
    extract_to(folder, tmp_path / "new", cache=None)
    assert content(tmp_path / "out") == content(tmp_path / "new")


def test_documents_without_names_are_tables_too(tmp_path: Path) -> None:
    sentence = Sentence("made-up", 0, 1, "", "", 0, 0, 4, "あいうえ")
    run = extract(Document("made-up", "あいうえ", (), (sentence,)), cache=None)
    assert (len(run.sentences), len(run.mentions), len(run.entities)) == (1, 0, 0)
    assert isinstance(run.measures, pd.DataFrame)
