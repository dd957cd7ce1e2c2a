"""The table of what nobody says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from plantext.reading.turns.kinds import ROWS, directions, kind_of

FINDS = [(row["kind"], row.get("list", False), line) for row in ROWS for line in row["finds"]]
SKIPS = [(row, line) for row in ROWS for line in row["skips"]]


@pytest.mark.parametrize(("kind", "opens", "line"), FINDS)
def test_a_line_has_its_kind(kind: str, opens: bool, line: str) -> None:
    found = kind_of(line)
    assert found is not None
    assert (found.kind, found.opens) == (kind, opens)


@pytest.mark.parametrize(("row", "line"), SKIPS)
def test_a_row_skips_a_line(row: dict[str, Any], line: str) -> None:
    assert re.fullmatch(row["pattern"], line if row.get("spaced") else "".join(line.split())) is None


def test_directions_stand_between_sentences_alone() -> None:
    text = "終わります。（拍手）次に〔参照〕を見てください。〔「異議なし」と呼ぶ者あり〕"
    assert [text[start:end] for start, end, _ in directions(text)] == ["（拍手）", "〔「異議なし」と呼ぶ者あり〕"]
