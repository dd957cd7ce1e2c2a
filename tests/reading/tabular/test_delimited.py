"""CSV: what parts the cells, quotation marks, ragged rows, titles above the columns."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_tables import documents, told

from plantext.reading.tabular.delimited import read_delimited
from plantext.reading.tabular.grid import make_table

CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8
)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_what_parts_the_cells_is_found(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (["施策", "府省"], ["育成", "総務省"], ["整備", "内閣府"]))
    lines, notes = read_delimited(text)
    assert [line.cells for line in lines] == [("施策", "府省"), ("育成", "総務省"), ("整備", "内閣府")] and notes == []


@given(st.lists(st.lists(CELL.map(str.strip).filter(bool), min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [list(line.cells) for line in read_delimited(file.getvalue())[0]] == rows


def test_lines_are_numbered_as_in_the_file() -> None:
    lines, _ = read_delimited('a,b\n"一\n二",x\n\ny,z\n')
    assert [line.number for line in lines] == [1, 2, 5]


def test_ragged_rows_are_kept_and_told() -> None:
    text = "施策,府省\n育成,総務省,文部科学省\n整備\n調査,内閣府\n"
    (document,) = documents(text, "a.csv")
    assert {document.text[b.start : b.end] for b in document.blocks if b.row == 0} == {"育成", "総務省", "文部科学省"}
    assert "1 rows have more cells than the 2 columns that are named, the first in line 2" in told(document)


def test_a_quotation_mark_that_is_not_closed_is_told() -> None:
    text = "施策,府省\n" + '"育成,総務省\n' + "整備,内閣府\n" * 300
    assert "opens a quotation mark" in read_delimited(text)[1][0].message


def test_a_title_above_the_columns_is_no_column() -> None:
    lines, _ = read_delimited("予算の一覧,,\n,,（百万円）\n施策,府省,額\n育成,総務省,3\n整備,内閣府,4\n")
    table = make_table(lines)
    assert table.columns == ("施策", "府省", "額") and table.head == ("予算の一覧", "（百万円）")


def test_a_table_without_names_of_columns() -> None:
    table = make_table(read_delimited("2023-04-03,甲野,開く。\n2023-04-04,乙川,閉じる。\n")[0])
    assert table.columns == ("column 1", "column 2", "column 3") and len(table.rows) == 2
