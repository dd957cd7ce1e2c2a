"""Names that say what they are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("架空放送の在り方に関する研究会を開く。", "架空放送の在り方に関する研究会", "FORUM"),
        ("総務省の架空放送に係る懇談会の議論", "架空放送に係る懇談会", "FORUM"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)
