"""What is written as CSV or Parquet comes back unchanged, and no spreadsheet program runs a cell of it."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from plantext.errors import TableError
from plantext.storage import tablefile as cells
from plantext.storage.tablefile import escape_formula, read_csv, read_parquet, unescape_formula, write_csv, write_table

ACTIVE = "=+-@\t\r\n＝＋－＠"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("'\"=+-@\t\r\n,;＝＋－＠"), max_size=8)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-", "'-"),
        ("＝ｃｍｄ", "'＝ｃｍｄ"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("''+1", "'''+1"),
        ("総務省", "総務省"),
        ("'quoted'", "'quoted'"),
        ("1-2", "1-2"),
        ("", ""),
    ],
)
def test_a_cell_that_would_run_gets_an_apostrophe(text: str, written: str) -> None:
    assert escape_formula(text) == written
    assert unescape_formula(written) == text


@given(TEXTS)
def test_every_text_is_inert_and_comes_back(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text
    assert not escape_formula(text).startswith(tuple(ACTIVE))


@given(st.lists(st.tuples(TEXTS, st.integers(-9, 9)), max_size=4))
def test_every_table_comes_back(rows: list[tuple[str, int]]) -> None:
    table = pd.DataFrame(rows, columns=["name", "n"]).astype({"name": "str", "n": "int64"})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        write_csv(table, path)
        assert_frame_equal(read_csv(path, dtype={"name": "str", "n": "int64"}), table)
        with path.open(encoding="utf-8", newline="") as file:
            assert not any(line[0].startswith(tuple(ACTIVE)) for line in csv.reader(file))


def test_the_names_of_columns_come_back_too(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"=x": ["a"], "+y": [1]}), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "'=x,'+y\na,1\n"
    assert list(read_csv(tmp_path / "a.csv").columns) == ["=x", "+y"]


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    table = pd.DataFrame({"n": [-1, 2], "x": [-0.5, 1e-9], "b": [True, False], "mixed": [-3, "-3"]})
    write_csv(table, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "n,x,b,mixed\n-1,-0.5,True,-3\n2,1e-09,False,'-3\n"


@pytest.mark.parametrize("suffix", cells.SUFFIXES)
def test_half_a_character_is_named_by_row_and_column(tmp_path: Path, suffix: str) -> None:
    table = pd.DataFrame({"a": pd.Series(["x", "y\ud800"], dtype="object")})
    with pytest.raises(TableError, match="row 2, column a: half a character"):
        write_table(table, tmp_path / f"a{suffix}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.CSV.gz"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(TableError, match=r"expected \.parquet or \.csv"):
        write_table(pd.DataFrame({"a": [1]}), tmp_path / name)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            "名,数\n総務省,1\n".encode("cp932"),
            r"expected UTF-8, got bytes of another encoding \(about line 1\).*CSV UTF-8",
        ),
        ("a,b\n1,2\n総,3\n".encode("euc-jp"), r"about line 3"),
        ("a\n1\n".encode("utf-16"), "another encoding"),
        (b"", "cannot be read as a table"),
        (b"a,b\n1,2,3\n", "row 1: expected 2 cells as in the first line, got 3"),
        (b"a,b\n1,2\n1,2,3\n", "cannot be read as a table.*line 3"),
        (b'a,b\n"1,2\n', "cannot be read as a table"),
    ],
)
def test_a_csv_that_is_none_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(TableError, match=told):
        read_csv(tmp_path / "a.csv")


def _parquet(path: Path, column: Any, metadata: dict[bytes, bytes] | None = None) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    field = pa.field("a", column.type, metadata=metadata)
    pq.write_table(pa.table([column], schema=pa.schema([field])), path)
    return path


class Evil:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return eval, (f"open({str(self.path)!r}, 'w').close()",)


def test_nothing_in_a_parquet_file_is_unpickled(tmp_path: Path) -> None:
    import pickle

    import pyarrow as pa

    evil = pickle.dumps(Evil(tmp_path / "opened"))
    extension = {b"ARROW:extension:name": b"arrow.py_extension_type", b"ARROW:extension:metadata": evil}
    path = _parquet(tmp_path / "a.parquet", pa.array([evil], pa.binary()), extension)
    with pytest.raises(TableError, match=r"column a: expected text or numbers, got"):
        read_parquet(path)
    text = _parquet(tmp_path / "b.parquet", pa.array(["x"]), extension)
    try:
        assert read_parquet(text)["a"].tolist() == ["x"]
    except TableError as error:
        assert "expected text or numbers" in str(error)
    assert not (tmp_path / "opened").exists()
    pickle.loads(evil)  # noqa: S301  what it would have done
    assert (tmp_path / "opened").exists()


@pytest.mark.parametrize("kind", ["binary", "list", "struct", "day", "bool"])
def test_a_parquet_column_of_another_kind_is_refused(tmp_path: Path, kind: str) -> None:
    import datetime as dt

    import pyarrow as pa

    made = {
        "binary": lambda: pa.array([b"x"]),
        "list": lambda: pa.array([["x"]]),
        "struct": lambda: pa.array([{"x": 1}]),
        "day": lambda: pa.array([dt.date(2023, 6, 9)]),
        "bool": lambda: pa.array([True]),
    }
    with pytest.raises(TableError, match="column a: expected text or numbers, got"):
        read_parquet(_parquet(tmp_path / "a.parquet", made[kind]()))


def test_what_a_parquet_file_says_of_pandas_is_not_followed(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    said = {"index_columns": ["a"], "columns": [], "column_indexes": [], "attributes": {"x": 1}}
    table = pa.table({"a": ["x"], "b": [1]}).replace_schema_metadata({b"pandas": json.dumps(said).encode()})
    pq.write_table(table, tmp_path / "a.parquet")
    assert list(read_parquet(tmp_path / "a.parquet").columns) == ["a", "b"]


def test_a_parquet_file_of_too_many_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa

    monkeypatch.setattr(cells, "MAX_ROWS", 10)
    with pytest.raises(TableError, match="11 rows; more than 10 are not read"):
        read_parquet(_parquet(tmp_path / "a.parquet", pa.array(["x"] * 11)))


@pytest.mark.parametrize("column", [["あ" * 1000] * 500_000, [1] * 30_000_000], ids=["text", "numbers"])
def test_a_parquet_file_of_a_few_bytes_for_gigabytes_is_refused(tmp_path: Path, column: list[Any]) -> None:
    import pyarrow as pa

    with pytest.raises(TableError, match=r"a\.parquet: would unpack to .* times its size"):
        read_parquet(_parquet(tmp_path / "a.parquet", pa.array(column)))


def test_repeated_texts_come_back_from_parquet(tmp_path: Path) -> None:
    table = pd.DataFrame({"a": ["総務省", None, "", "総務省"] * 1000, "b": ["x", "y", "z", "x"] * 1000})
    table.to_parquet(tmp_path / "a.parquet", row_group_size=700)
    pd.testing.assert_frame_equal(read_parquet(tmp_path / "a.parquet"), table)
