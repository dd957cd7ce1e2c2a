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
        ("電波法等改正法の施行", "電波法等改正法", "LAW"),
        ("架空改革法等に基づき", "架空改革法", "LAW"),
        ("架空改革法63に基づく", "架空改革法", "LAW"),
        ("架空法人法第四十七条に基づき", "架空法人法", "LAW"),
        ("架空測定法及び架空検査法の一部を改正する法律案", "架空測定法及び架空検査法の一部を改正する法律案", "LAW"),
        ("議案第１６号、空の学校の医師、海の学校の薬剤師の条例は", "空の学校の医師、海の学校の薬剤師の条例", "LAW"),
        ("（通商産業省告示第５１８号）", "通商産業省告示第５１８号", "LAW"),
        ("架空保険法附則第15条の規定", "架空保険法", "LAW"),
        ("架空認定法の施行準備を行う", "架空認定法", "LAW"),
        ("架空審査会規程第六条により", "架空審査会規程", "LAW"),
        ("（架空契約の締結、更新及び変更に関する基準第２条）", "架空契約の締結、更新及び変更に関する基準", "LAW"),
        ("議案第４号\u3000葛飾区空の権利条例の一部を改正する条例", "葛飾区空の権利条例の一部を改正する条例", "LAW"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "同法第三条と法第21条第1号、改正法第二条及び特例法第五十七条を参照する。",
        "この治療法第３版を使う。",
        "測定法に基づき、外国法に規定がなく、国際法上の義務。本院規則第八十条。",
    ],
)
def test_what_points_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []
