"""Forms of one person over documents, and a roster of one's own."""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
import pytest

import plantext as pt
from plantext.errors import TableError
from plantext.extraction.persons import People, load_roster
from plantext.tables.run import Extraction

TEXTS = {
    "a.txt": "第１回国会　衆議院　計画委員会　第１号　令和5年11月8日\n　　　委員長　青葉　太郎君\n"
    "○青葉委員長　開会します。\n○山川（健）委員　伺います。\n",
    "b.txt": "第１回国会　衆議院　計画委員会　第２号　令和5年11月15日\n"
    "○議長（青葉太郎君）　開会します。\n○山川健一君　伺います。\n○青葉委員　賛成です。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def extract(folder: Path, roster: Path | None = None) -> Extraction:
    return pt.extract(sorted(folder.glob("*.txt")), roster=roster, cache=False)


def people(*documents: tuple[str, str, list[tuple[str, str, str]]]) -> tuple[list[str], list[str]]:
    """The persons of all turns, and what stays apart; a turn is its speaker, person and post."""
    found = People()
    columns: dict[str, list[str]] = {}
    for doc_id, publisher, turns in documents:
        rows = {
            "doc_id": [doc_id] * len(turns),
            **{name: [turn[i] for turn in turns] for i, name in enumerate(("speaker", "person", "role"))},
            "affiliation": [""] * len(turns),
            "party": [""] * len(turns),
        }
        found.add({"doc_id": doc_id, "publisher": publisher}, rows)
        columns = {name: columns.get(name, []) + values for name, values in rows.items()}
    settled = found.settle()
    return list(settled.turns(columns)["person"]), list(settled.apart)


def test_forms_of_one_person_are_united_over_documents(folder: Path) -> None:
    run = extract(folder)
    assert run.turns["person"].tolist() == ["青葉太郎", "山川健一", "青葉太郎", "山川健一", "青葉太郎"]
    rows = run.persons.set_index("form")
    assert rows.loc["山川（健）委員", ["person", "role", "date_start"]].tolist() == ["山川健一", "委員", "2023-11-08"]
    assert rows["n_turns"].sum() == 5


def test_an_ambiguous_surname_stays_apart_and_is_told() -> None:
    given, apart = people(
        ("a", "緑市", [("青葉太郎君", "青葉太郎", ""), ("青葉花子君", "青葉花子", "")]),
        ("b", "緑市", [("青葉委員", "青葉", "委員")]),
    )
    assert given == ["青葉太郎", "青葉花子", "青葉"]
    assert apart == ["b: 青葉委員: may be 青葉太郎 or 青葉花子, not merged"]


def test_a_post_decides_between_two_and_another_body_is_not_looked_at() -> None:
    given, apart = people(
        ("a", "緑市", [("委員長（青葉太郎君）", "青葉太郎", "委員長"), ("青葉花子君", "青葉花子", "")]),
        ("b", "緑市", [("青葉委員長", "青葉", "委員長")]),
        ("c", "水色市", [("青葉委員長", "青葉", "委員長")]),
    )
    assert (given[2:], apart) == (["青葉太郎", "青葉"], [])


def test_the_persons_table_edited_is_a_roster(folder: Path, tmp_path: Path) -> None:
    table = extract(folder).persons
    table.loc[table["form"] == "青葉委員", ["person", "party"]] = ["青葉次郎", "緑の党"]
    path = tmp_path / "roster.csv"
    table.to_csv(path, index=False)
    run = extract(folder, path)
    assert run.turns["person"].tolist() == ["青葉太郎", "山川健一", "青葉太郎", "山川健一", "青葉次郎"]
    assert run.turns["party"].tolist()[-1] == "緑の党"
    assert run.info["parameters"]["roster"]["file"] == "roster.csv"


def test_a_folder_holds_the_same_persons(folder: Path, tmp_path: Path) -> None:
    from plantext.extraction.run import extract_to

    run = extract(folder)
    extract_to(sorted(folder.glob("*.txt")), tmp_path / "out", cache=False)
    back = pt.load(tmp_path / "out")
    pd.testing.assert_frame_equal(back.persons, run.persons)
    pd.testing.assert_frame_equal(back.turns, run.turns)


def test_ten_thousand_rows_with_duplicates_are_read_and_told(tmp_path: Path) -> None:
    rows = [{"person": f"人{i % 5000}", "form": f"人{i % 5000}委員"} for i in range(10_000)]
    rows.append({"person": "別人", "form": "人7委員"})
    pd.DataFrame(rows).to_csv(tmp_path / "roster.csv", index=False)
    began = time.process_time()
    roster = load_roster(tmp_path / "roster.csv")
    assert time.process_time() - began < 10
    assert roster.notes == ("roster.csv, row 10002: 人7委員 is 人7 already; 別人 left out",)
    entry = roster.find("a", "人7委員")
    assert entry is not None and entry.person == "人7"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,form\na,b\n", r"missing: person; unknown: name"),
        ("person,form\na,\n", r"row 2, column form: expected a speaker"),
    ],
)
def test_a_table_that_is_no_roster_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        load_roster(tmp_path / "roster.csv")
    with pytest.raises(TableError, match="expected a roster"):
        load_roster(tmp_path / "none.csv")
