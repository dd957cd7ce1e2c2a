"""The lines of a paragraph joined."""

from __future__ import annotations

import pytest

from plantext.reading.pieces import join_lines


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["地方公", "共団体"], "地方公共団体"),
        (["open", "data"], "open data"),
        (["デジタル", "data"], "デジタルdata"),
        (["infor-", "mation"], "infor-mation"),
        (["2023-", "2024"], "2023-2024"),
        (["「Data (DFFT)", "」の"], "「Data (DFFT)」の"),
        (["", "甲", ""], "甲"),
    ],
)
def test_join_lines(lines: list[str], joined: str) -> None:
    assert join_lines(lines)[0] == joined
