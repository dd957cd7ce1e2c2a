"""Columns known by their names and by what they hold: the examples of columns.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import plantext.reading.tabular.columns as module
from plantext.errors import ReadingError
from plantext.reading.tabular.columns import find_text, match_role, resolve_column

ROLES = tomllib.loads((Path(module.__file__).parent / "columns.toml").read_text(encoding="utf-8"))["roles"]
YES = [(role, *case) for role, row in ROLES.items() for case in row["yes"]]
NO = [(role, *case) for role, row in ROLES.items() for case in row["no"]]


@pytest.mark.parametrize(("role", "name", "value"), YES)
def test_a_column_is_known(role: str, name: str, value: str) -> None:
    assert match_role(role, {name: [value] * 3}) == name


@pytest.mark.parametrize(("role", "name", "value"), NO)
def test_a_column_is_not_taken_for_another(role: str, name: str, value: str) -> None:
    assert match_role(role, {name: [value] * 3 if value else []}) == ""


def test_names_of_a_role_are_told_apart() -> None:
    assert match_role("text", {"speechOrder": ["1"], "speech": ["文。"]}) == "speech"
    assert match_role("date", {"created": ["x"], "列": ["2023-04-03", "2023-04-04"]}) == "列"
    # The column with values wins over the one that is empty.
    assert match_role("date", {"date": [], "開催日": ["2023-04-03"]}) == "開催日"


def test_the_text_is_the_column_of_prose() -> None:
    assert find_text({"府省": ["総務省"], "説明": ["人材を育成する。基盤を整える。"], "額": ["12"]}) == "説明"
    assert find_text({"url": ["https://example.org/a"], "n": ["3"]}) == ""


def test_paths_are_named_by_their_end() -> None:
    assert resolve_column("a.b", ["x.a.b", "x.a.c"], "f", "--text") == "x.a.b"
    with pytest.raises(ReadingError, match="no column 'z'"):
        resolve_column("z", ["x.a.b"], "f", "--text")
