"""Names of the open classes, by made-up examples; and what must not match."""

from __future__ import annotations

import pytest

from plantext.recognition.recognizer import Recognizer

NAMES = [
    ("架空データ利活用検討会を開催した。", "架空データ利活用検討会", "FORUM"),
    ("第３回架空ICT大臣会合に出席した。", "架空ICT大臣会合", "FORUM"),
    ("「架空放送の在り方に関する研究会」を開く。", "架空放送の在り方に関する研究会", "FORUM"),
    ("架空放送の在り方に関する研究会を開く。", "架空放送の在り方に関する研究会", "FORUM"),
    ("総務省の架空放送に係る懇談会の議論", "架空放送に係る懇談会", "FORUM"),
    ("OECDデジタル経済政策委員会で", "OECDデジタル経済政策委員会", "FORUM"),
    ("Web3.0研究会の報告", "Web3.0研究会", "FORUM"),
    ("G7 広島サミットの結果", "G7 広島サミット", "FORUM"),
    ("IGF 2023の機会", "IGF 2023", "FORUM"),
    ("WRC-27に向けて", "WRC-27", "FORUM"),
    ("総務省自治行政局は", "総務省自治行政局", "ORG"),
    ("株式会社カクウデータは", "株式会社カクウデータ", "ORG"),
    ("カクウ・データ株式会社が", "カクウ・データ株式会社", "ORG"),
    ("（財）架空情報推進協会、", "（財）架空情報推進協会", "ORG"),
    ("一般社団法人架空データ協会資料により", "一般社団法人架空データ協会", "ORG"),
    ("一般社団法人架空データ協会代表理事", "一般社団法人架空データ協会", "ORG"),
    ("委　員　　大庭　里奈　　架空通信株式会社執行役員", "架空通信株式会社", "ORG"),
    ("ドイツ連邦政府は", "ドイツ連邦政府", "ORG"),
    ("フランス経済・財務省との間で", "フランス経済・財務省", "ORG"),
    ("架空社会形成基本法の施行", "架空社会形成基本法", "LAW"),
    ("令和３年法律第35号", "令和３年法律第35号", "LAW"),
    ("平成16年総務省告示第696号", "平成16年総務省告示第696号", "LAW"),
    ("電波法の一部を改正する法律が成立", "電波法の一部を改正する法律", "LAW"),
    ("電気通信事業法施行規則の改正", "電気通信事業法施行規則", "LAW"),
    ("「架空データ基本方針」に基づき", "架空データ基本方針", "PLAN"),
    ("「架空化の手引き（仮称）」を策定", "架空化の手引き", "PLAN"),
    ("「架空データ推進計画2025」（令和７年６月策定）", "架空データ推進計画2025", "PLAN"),
    ("「架空データについて」（令和５年６月９日閣議決定）", "架空データについて", "PLAN"),
    ("「架空構想51」を推進する", "架空構想", "PLAN"),
    ("岐阜県岐阜市では", "岐阜県岐阜市", "PLACE"),
    ("米国ロサンゼルスで", "米国ロサンゼルス", "PLACE"),
    ("アジア太平洋地域の", "アジア太平洋地域", "PLACE"),
    ("①NHKの業務", "NHK", "ORG"),
    ("Society5.039のビジョン", "Society5.0", "CONCEPT"),
]


@pytest.mark.parametrize(("text", "name", "label"), NAMES)
def test_names_are_found(recognizer: Recognizer, text: str, name: str, label: str) -> None:
    assert (name, label) in [(mention.text, mention.label) for mention in recognizer.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "政府、地方公共団体及び関係府省庁は、各省庁と連携する。",
        "国際会議や有識者会議、同会合、次回会合を開く。",
        "第211回国会と次期通常国会に提出する。",
        "内閣総理大臣とデジタル大臣が署名した。",
        "同法第37条及び総務省令で定める法令と法律。",
        "同戦略、本計画、事業計画、成長戦略及びガイドライン。",
        "日本語の文と米国製の品、日本版の制度。",
        "マイナンバーカードとマイナポータル、ガバメントクラウド。",
        "この整備計画に基づき、当該基本方針を見直す。",
        "テレビジョンとテレビ会議、ビデオ会議システム。",
        "「基本方針」という語。",
        "ISO/IEC 23220シリーズとIEEE 802.11の規格。",
        "MUSEUMやPANGPAIX、印度尼西亜。",
        "https://www.soumu.go.jp/EU/OECD.html",
        "日米首脳、日英間、諸外国、我が国、全国、国内。",
    ],
)
def test_what_is_no_name(recognizer: Recognizer, text: str) -> None:
    assert [(mention.text, mention.label) for mention in recognizer.find(text)] == []


def test_names_in_a_list_stay_apart(recognizer: Recognizer) -> None:
    found = [mention.text for mention in recognizer.find("総務省・経済産業省、G7/G20、ドイツ（ベルリン）")]
    assert found == ["総務省", "経済産業省", "G7", "G20", "ドイツ", "ベルリン"]


def test_an_owner_with_no_is_a_name_of_its_own(recognizer: Recognizer) -> None:
    found = [(mention.text, mention.label) for mention in recognizer.find("OECDのデジタル経済政策委員会")]
    assert found == [("OECD", "ORG"), ("デジタル経済政策委員会", "FORUM")]


def test_an_acronym_glued_to_the_next_name_is_cut_off(recognizer: Recognizer) -> None:
    assert [mention.text for mention in recognizer.find("OECDAI原則")] == ["OECD", "AI原則"]


@pytest.mark.parametrize(
    "text", ["（" * 3000, "「" * 3000 + "」" * 3000, "の" * 6000, "A-" * 4000, "及び" * 4000 + "検討会"]
)
def test_hostile_input_is_read_in_bounded_time(recognizer: Recognizer, text: str) -> None:
    recognizer.find(text)
