"""Lines of a cover parted at a date."""

from __future__ import annotations

import pytest

from plantext.reading.front import front_of_text
from plantext.reading.glued import part_lines


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("令和6年5月川辺会議", ["令和6年5月", "川辺会議"]),
        ("－川とともに－令和４年４月", ["－川とともに－", "令和４年４月"]),
        ("令和6年5月 川辺会議決定", ["令和6年5月 川辺会議決定"]),
        ("令和6年5月に川辺会議が開かれた。", ["令和6年5月に川辺会議が開かれた。"]),
        ("川の計画", ["川の計画"]),
    ],
)
def test_part_lines(line: str, parts: list[str]) -> None:
    # A title stands above, as markup in front of the first line is dropped.
    assert [it.text for it in part_lines(front_of_text("川の計画\n\n" + line)).lines][1:] == parts
