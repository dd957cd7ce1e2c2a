"""Workbooks: values of merged cells and of formulas, titles above the columns, days, several and hidden sheets."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from made_tables import documents, told, workbook
from openpyxl import Workbook

from plantext.errors import ReadingError
from plantext.reading.tabular.workbook import read_workbook


def cells(data: bytes) -> list[dict[str, str]]:
    (table,), _ = read_workbook(data, "a.xlsx")
    return [dict(row.cells) for row in table.rows]


def test_every_cell_of_a_merged_area_has_its_value() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        for row in (
            ["施策一覧"],
            ["府省", "施策", "額"],
            ["総務省", "一", 3.0],
            [None, "二", 0.5],
            ["経済産業省", "三", 10],
        ):
            sheet.append(row)
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A3:A4")

    data = workbook(fill)
    assert cells(data) == [
        {"府省": "総務省", "施策": "一", "額": "3"},
        {"府省": "総務省", "施策": "二", "額": "0.5"},
        {"府省": "経済産業省", "施策": "三", "額": "10"},
    ]
    (document,) = documents(data, "a.xlsx")
    assert document.title == "施策一覧" and "2 areas of merged cells" in told(document)
    assert {document.text[b.start : b.end] for b in document.blocks if b.row == 1} == {"総務省", "二", "0.5"}


def test_columns_of_two_lines() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        for row in (["施策", "予算額", None], [None, "四年度", "五年度"], ["一", 3, 4], ["二", 5, 6]):
            sheet.append(row)
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A1:A2")

    assert cells(workbook(fill))[0] == {"施策": "一", "予算額／四年度": "3", "予算額／五年度": "4"}


def test_formulas_without_a_saved_value_are_told() -> None:
    data = workbook(
        lambda book: [book.active.append(row) for row in (["施策", "計"], ["育成", "=1+1"], ["整備", "=2+2"])]
    )
    (document,) = documents(data, "a.xlsx")
    assert "2 formulas were saved without their value (the first in B2)" in told(document)


def test_the_saved_value_of_a_formula_is_read() -> None:
    data = workbook(lambda book: [book.active.append(row) for row in (["施策", "計"], ["育成", "=1+1"])])
    source, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                content = (
                    content.replace(b"<v></v>", b"<v>2</v>")
                    .replace(b"<v />", b"<v>2</v>")
                    .replace(b"<v/>", b"<v>2</v>")
                )
            archive.writestr(entry, content)
    assert cells(made.getvalue()) == [{"施策": "育成", "計": "2"}]


def test_days_are_written_as_days() -> None:
    def fill(book: Workbook) -> None:
        for row in (["開催日", "発言者", "発言"], [dt.date(2023, 4, 3), "甲野", "開く。"]):
            book.active.append(row)

    (document,) = documents(workbook(fill), "a.xlsx")
    assert document.date == dt.date(2023, 4, 3) and document.turn_records[0].speaker == "甲野"


def test_sheets_of_rows_are_sections_and_hidden_ones_are_told() -> None:
    def fill(book: Workbook) -> None:
        book.active.title = "一覧"
        for row in (["施策", "府省"], ["育成", "総務省"], ["整備", "内閣府"]):
            book.active.append(row)
        other = book.create_sheet("別表")
        for row in (["用語", "意味"], ["基盤", "もとになるもの"], ["人材", "働く人"]):
            other.append(row)
        book.create_sheet("控え").sheet_state = "hidden"

    (document,) = documents(workbook(fill), "a.xlsx")
    assert {block.section for block in document.blocks} == {"一覧", "別表"} and document.n_pages == 2
    assert "The sheet 控え is hidden" in told(document)


def test_readings_above_words_are_no_text() -> None:
    data = workbook(lambda book: [book.active.append(row) for row in (["施策", "府省"], ["育成", "総務省"])])
    source, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith("sharedStrings.xml"):
                content = content.replace(
                    "<t>総務省</t>".encode(), '<t>総務省</t><rPh sb="0" eb="3"><t>ソウムショウ</t></rPh>'.encode()
                )
            archive.writestr(entry, content)
    assert cells(made.getvalue()) == [{"施策": "育成", "府省": "総務省"}]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 broken", "cannot be opened as a workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "protected by a password"),
        (b"text", "cannot be opened as a workbook"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read_workbook(data, "a.xlsx")


def made_sheet(xml: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", xml)
    return file.getvalue()


def test_rows_that_stretch_to_the_last_column_cost_nothing() -> None:
    rows = "".join(f'<row r="{i}"><c r="XFD{i}" t="inlineStr"><is><t>x</t></is></c></row>' for i in range(1, 5000))
    with pytest.raises(ReadingError, match="beyond column 1,000"):
        read_workbook(made_sheet(f"<worksheet><sheetData>{rows}</sheetData></worksheet>"), "a.xlsx")


def test_entities_in_a_sheet_are_refused() -> None:
    xml = '<!DOCTYPE w [<!ENTITY a "x">]><worksheet><sheetData><row r="1"><c r="A1"><v>&a;</v></c></row></sheetData></worksheet>'
    with pytest.raises(ReadingError, match="declares entities"):
        read_workbook(made_sheet(xml), "a.xlsx")
