"""Governments of a country, bureaux of a ministry."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("総務省自治行政局は", "総務省自治行政局", "ORG"),
        ("ドイツ連邦政府は", "ドイツ連邦政府", "ORG"),
        ("厚生労働省医政局は通知した。", "厚生労働省医政局", "ORG"),
        ("総務省情報流通行政局郵政行政部が担う。", "総務省情報流通行政局郵政行政部", "ORG"),
        ("日進市議会と協議", "日進市議会", "ORG"),
        ("内閣官房政府CIO補佐官", "内閣官房", "ORG"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "航空局及び海岸局の免許人と無線局の監督局。",
        "インフラ所管省は、市議会と議会に諮る。",
    ],
)
def test_what_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []
