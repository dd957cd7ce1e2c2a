"""Characters that hold no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("平成28年に発生した地震では", "平成28年", "DATE"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "第211回国会と次期通常国会に提出する。",
        "第二百十二回国会の会期と今期国会、前国会どおり。",
        "ISO/IEC 23220シリーズとIEEE 802.11の規格。",
        "https://www.soumu.go.jp/EU/OECD.html",
        "令和２年７月豪雨と平成28年熊本地震。",
    ],
)
def test_what_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []
