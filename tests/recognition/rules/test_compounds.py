"""Compound nouns with a head."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("架空データ利活用検討会を開催した。", "架空データ利活用検討会", "FORUM"),
        ("第３回架空ICT大臣会合に出席した。", "架空ICT大臣会合", "FORUM"),
        ("OECDデジタル経済政策委員会で", "OECDデジタル経済政策委員会", "FORUM"),
        ("Web3.0研究会の報告", "Web3.0研究会", "FORUM"),
        ("G7 広島サミットの結果", "G7 広島サミット", "FORUM"),
        ("フランス経済・財務省との間で", "フランス経済・財務省", "ORG"),
        ("架空社会形成基本法の施行", "架空社会形成基本法", "LAW"),
        ("架空県戸田市教育委員会は", "架空県戸田市教育委員会", "ORG"),
        ("架空実務者会議\u3000第1回空想データWGの資料", "空想データWG", "FORUM"),
        ("WTO第11回閣僚会議で", "WTO第11回閣僚会議", "FORUM"),
        ("第30回G7エルマウ・サミットで", "G7エルマウ・サミット", "FORUM"),
        ("ISOC日本支部は", "ISOC日本支部", "ORG"),
        ("南国市架空データ推進課が", "南国市架空データ推進課", "ORG"),
        ("北空知市議会は、水沢支所を", "水沢支所", "ORG"),
        ("東京都健康局と協議した。", "東京都健康局", "ORG"),
        ("公明党福岡市議団の要望", "公明党福岡市議団", "ORG"),
        ("総務省選挙部の担当", "総務省選挙部", "ORG"),
        ("杉並区議会総務財政委員会で", "杉並区議会総務財政委員会", "FORUM"),
        ("総務省\u3000架空推進会議の資料", "架空推進会議", "FORUM"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "政府、地方公共団体及び関係府省庁は、各省庁と連携する。",
        "国際会議や有識者会議、同会合、次回会合を開く。",
        "内閣総理大臣とデジタル大臣が署名した。",
        "同法第37条及び総務省令で定める法令と法律。",
        "同戦略、本計画、事業計画、成長戦略及びガイドライン。",
        "お忙しいところ本審査会に出席する。校内委員会と会議室、推進課。",
        "この整備計画に基づき、当該基本方針を見直す。",
        "テレビジョンとテレビ会議、ビデオ会議システム。",
        "法務局又は税務署の窓口、都道府県教育委員会。",
        "プライバシー法、通信法、成長戦略。",
    ],
)
def test_what_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []
