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
        ("衆議院架空委員会と参議院空及び海に関する特別委員会", "参議院空及び海に関する特別委員会", "FORUM"),
        ("第一架空情報の活用に関する法律案", "架空情報の活用に関する法律案", "LAW"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)
