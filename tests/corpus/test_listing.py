"""What a run is given: tables of texts give many documents, a folder lists what it passed over, metadata from a table."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest
from made_tables import MEETINGS, diet_records

import plantext as pt
from plantext.corpus import read_all
from plantext.corpus.listing import Listing
from plantext.errors import PlantextError, ReadingError
from plantext.reading import Unread


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "diet.json").write_text(json.dumps(diet_records(), ensure_ascii=False), encoding="utf-8")
    (folder / "plan.txt").write_text("総務省は会議を開く。", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def unread(listing: Listing) -> list[tuple[str, bool]]:
    return [(Path(item.source).name, item.asked) for item in listing if isinstance(item, Unread)]


def test_a_table_in_a_folder_gives_its_documents(folder: Path) -> None:
    assert [document.id for document in read_all(folder)] == [*MEETINGS, "plan"]
    assert unread(Listing(folder)) == [("photo.jpg", False)]


def test_a_table_in_an_archive_gives_its_documents(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(folder / "diet.json", "diet.json")
    assert [document.id for document in read_all(tmp_path / "all.zip")] == list(MEETINGS)


def test_pt_read_takes_columns_and_refuses_many_documents(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("誰,何\n甲野,開く。\n乙川,閉じる。\n", encoding="utf-8")
    document = pt.read(path, speaker="誰", text="何")
    assert document.turns["speaker"].tolist() == ["甲野", "乙川"]
    with pytest.raises(ReadingError, match=r"holds 2 documents .*use extract"):
        pt.read(folder / "diet.json")
    with pytest.raises(TypeError, match="speakers"):
        pt.read(path, speakers="誰")  # type: ignore[call-arg]


def test_metadata_from_a_table_beside_the_documents(folder: Path) -> None:
    table = folder / "一覧.csv"
    rows = ["ファイル,題名,日付,府省,分類", "plan.txt,架空計画,令和5年4月3日,架空省,計画", "gone.txt,無い,,,"]
    rows.append(f"{next(iter(MEETINGS))},,,,会議録")
    table.write_text("\n".join(rows), encoding="cp932")
    listing = Listing(folder, metadata=table)
    meeting, _, plan = (item for item in read_all(folder, metadata=str(table)))
    assert (plan.title, plan.date, plan.publisher) == ("架空計画", dt.date(2023, 4, 3), "架空省")
    assert dict(plan.columns) == {"分類": "計画"} and meeting.columns["分類"] == "会議録"
    assert unread(listing) == [("photo.jpg", False), ("一覧.csv", False)]
    assert "names gone, which is none of the documents" in [*listing][-1].reason  # type: ignore[union-attr]


def test_a_table_without_names_of_files_says_its_columns(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "other.csv"
    table.write_text("題名,日付\n甲,2023-04-03\n乙,2023-04-04\n", encoding="utf-8")
    with pytest.raises(PlantextError, match="none of its columns has one: 題名, 日付"):
        Listing(folder, metadata=table)


def test_a_name_that_stands_twice(folder: Path) -> None:
    table = folder / "t.csv"
    table.write_text("file,title\nplan.txt,甲\nplan.pdf,乙\n", encoding="utf-8")
    with pytest.raises(PlantextError, match=r"row 3: plan\.pdf stands in the table twice"):
        Listing(folder, metadata=table)


def test_metadata_from_names(tmp_path: Path) -> None:
    path = tmp_path / "20060929_165_kouno-taro_general-policy.txt"
    path.write_text("総務省は会議を開く。", encoding="utf-8")
    (document,) = read_all(path, names="{date}_{session}_{speaker}_{title}")
    assert (document.date, document.title) == (dt.date(2006, 9, 29), "general-policy")
    assert dict(document.columns) == {"session": "165", "speaker": "kouno-taro"}
    with pytest.raises(PlantextError, match="does not fit the pattern"):
        list(read_all(path, names="{date}+{title}"))
    with pytest.raises(PlantextError, match="expected fields in braces"):
        list(read_all(path, names="plain"))


def test_the_runs_documents_table_has_the_columns(folder: Path, tmp_path: Path) -> None:
    run = pt.extract(folder, cache=None)
    documents = run.documents.set_index("doc_id")
    assert documents.loc[list(MEETINGS), "house"].tolist() == ["衆議院", "参議院"]
    assert documents.loc["plan", "house"] == "" and documents.loc["plan", "n_pages"] == 1
    assert set(run.turns["doc_id"]) == set(MEETINGS) and "甲野太郎" in set(run.turns["speaker"])
    assert [Path(item["source"]).name for item in run.info["passed_over"]] == ["photo.jpg"]
    for suffix in (".parquet", ".csv"):
        run.save(tmp_path / suffix, suffix=suffix)
        assert pt.load(tmp_path / suffix).documents.equals(run.documents)
