"""Statutes by number, and amendments."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("電波法の一部を改正する法律が成立", "電波法の一部を改正する法律", "LAW"),
        ("電気通信事業法施行規則の改正", "電気通信事業法施行規則", "LAW"),
        ("電波法及び放送法の一部を改正する法律が成立", "電波法及び放送法の一部を改正する法律", "LAW"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)
