"""Places of the dictionary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("岐阜県岐阜市では", "岐阜県岐阜市", "PLACE"),
        ("米国ロサンゼルスで", "米国ロサンゼルス", "PLACE"),
        ("アジア太平洋地域の", "アジア太平洋地域", "PLACE"),
        ("京都市長と", "京都市", "PLACE"),
        ("京都市役所の職員", "京都市", "PLACE"),
        ("札幌市民は", "札幌市", "PLACE"),
        ("葛飾区立の公園", "葛飾区", "PLACE"),
        ("銀座商店街で", "銀座商店街", "PLACE"),
        ("熊本や能登でも", "能登", "PLACE"),
        ("石川県能登半島において", "石川県能登半島", "PLACE"),
        ("新小岩地域で", "新小岩地域", "PLACE"),
        ("西東京市長と", "西東京市", "PLACE"),
        ("スイス・ジュネーブで", "スイス・ジュネーブ", "PLACE"),
        ("米国・欧州で", "欧州", "PLACE"),
        ("旭川都市圏の", "旭川都市圏", "PLACE"),
        ("イタリアイタリアは", "イタリア", "PLACE"),
        ("滝本地区の池", "滝本地区", "PLACE"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "西新宿ビルの四丁目、五十七条、町内会、食品ロスの削減。",
        "日本語の文と米国製の品、日本版の制度。",
        "にほんごの教室、東金町七丁目公園。",
        "旭川東神楽道路と国立京都国際会館、横浜港、福島第一原発。",
        "日米首脳、日英間、諸外国、我が国、全国、国内。",
    ],
)
def test_what_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []
