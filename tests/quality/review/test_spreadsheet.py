"""Sheets go to people and come back in every format that people save."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest
from made_sheets import SHEET, filled, write_csv

from plantext.errors import TableError
from plantext.quality.review import read_review, write_sheet


def test_round_trip(path: Path) -> None:
    review = read_review(write_sheet(filled(verdict=["○", "×", "", "○", "×"]), path))
    assert review.mentions["name"].tolist() == ["総務省", "外務省", "IGF", "=HYPERLINK(計画)", "@庁"]
    assert review.mentions.index.tolist() == SHEET["id"].tolist()
    assert review.mentions["population"].tolist() == [5] * 5
    assert review.verdicts["reader"].fillna(-1).tolist() == [1, 0, -1, 1, 0]
    assert review.corrections.empty


def test_nothing_in_a_file_is_run_as_a_formula(path: Path) -> None:
    write_sheet(SHEET, path)
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "-", "@"))]
    else:
        cells = [cell for row in openpyxl.load_workbook(path)["review"] for cell in row]
        assert {cell.value for cell in cells if str(cell.value).startswith("=")} >= {"=1+1 と ", "=HYPERLINK(計画)"}
        assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}


def test_a_workbook_is_made_for_reading(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_sheet(SHEET, tmp_path / "r.xlsx"))
    page = book["review"]
    assert page.freeze_panes == "A2"
    assert page["F2"].font.bold
    assert [rule.formula1 for rule in page.data_validations.dataValidation] == [
        '"○,×"',
        '"ORG,FORUM,DATE,LAW,PLAN,PLACE,CONCEPT,PERSON,SYSTEM,-"',
    ]
    assert "verdict 列" in str(book["how to"]["A4"].value)


def test_control_characters_do_not_stop_a_workbook(tmp_path: Path) -> None:
    write_sheet(SHEET.assign(before="a\x00b\x0c"), tmp_path / "r.xlsx")
    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["review"]["E2"].value == "a\ufffdb\ufffd"


def test_what_spreadsheets_make_of_values(tmp_path: Path) -> None:
    path = write_sheet(SHEET, tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(path)
    page = book["review"]
    for row, value in zip(range(2, 7), (1, 0.0, True, False, 1.0), strict=True):
        page[f"J{row}"] = value
    book.save(path)
    assert read_review(path).verdicts["reader"].tolist() == [1, 0, 1, 0, 1]


@pytest.mark.parametrize(
    ("encoding", "sep"),
    [("utf-8", ","), ("utf-8-sig", ","), ("cp932", ","), ("utf-16", "\t"), ("utf-8-sig", ";"), ("euc_jp", ",")],
)
def test_encodings_that_people_save_in(encoding: str, sep: str, tmp_path: Path) -> None:
    review = read_review(write_csv(filled(verdict="○"), tmp_path / "r.csv", encoding, sep))
    assert review.mentions["name"].tolist()[:2] == ["総務省", "外務省"]
    assert review.verdicts["reader"].tolist() == [1] * 5


def test_a_title_above_the_headings_is_passed_over(tmp_path: Path) -> None:
    path = write_csv(filled(verdict="○"), tmp_path / "r.csv")
    path.write_text("判定シート,,\n,,\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(read_review(path).verdicts) == 5


def test_what_is_no_sheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "b.csv").write_bytes(bytes(range(256)))
    (tmp_path / "c.ods").write_bytes(b"x")
    (tmp_path / "d.csv").write_text("id,id,verdict\n1,2,○\n", encoding="utf-8")
    (tmp_path / "e.csv").write_text("", encoding="utf-8")
    for name, message in {
        "a.xlsx": "cannot be opened as a workbook",
        "b.csv": "cannot be read as CSV",
        "c.ods": r"ends in \.csv or \.xlsx",
        "d.csv": "heading id stands twice",
        "e.csv": "expected a column 'id'",
        "none.csv": "no such spreadsheet",
    }.items():
        with pytest.raises(TableError, match=message):
            read_review(tmp_path / name)


def test_a_workbook_with_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    sheet, path = write_sheet(SHEET, tmp_path / "review.xlsx"), tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(sheet) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            content = good.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                content = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + content.replace("総務省", "&a;")
            bad.writestr(name, content)
    with pytest.raises(TableError, match=r"bomb\.xlsx: .*declares entities"):
        read_review(path)


def test_a_sheet_of_a_few_bytes_for_millions_of_cells_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "verdict"])
    for row in range(2, 6_000):
        book.active.cell(row, 16_384, "x")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(TableError, match=r"a\.xlsx: .*beyond column 1,000"):
        read_review([tmp_path / "a.xlsx"])
