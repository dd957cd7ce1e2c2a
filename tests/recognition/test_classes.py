"""Names of the classes that the lexicon holds whole, and of the rules beside it; and what must not match."""

from __future__ import annotations

import pytest

from plantext.recognition.recognizer import Recognizer

NAMES = [
    ("厚生労働省医政局は通知した。", "厚生労働省医政局", "ORG"),
    ("総務省情報流通行政局郵政行政部が担う。", "総務省情報流通行政局郵政行政部", "ORG"),
    ("酒類総合研究所及び造幣局の業務", "酒類総合研究所", "ORG"),
    ("関東地方整備局が発注した。", "関東地方整備局", "ORG"),
    ("日本経団連の提言", "日本経団連", "ORG"),
    ("英国競争・市場庁（CMA）の調査", "CMA", "ORG"),
    ("BERECの指針", "BEREC", "ORG"),
    ("岐阜大学と東京科学大学の共同研究", "岐阜大学", "ORG"),
    ("株式会社めぶくグラウンドは、", "株式会社めぶくグラウンド", "ORG"),
    ("架空県戸田市教育委員会は", "架空県戸田市教育委員会", "ORG"),
    ("ラピダスとTSMCの工場", "ラピダス", "ORG"),
    ("第30回G7エルマウ・サミットで", "G7エルマウ・サミット", "FORUM"),
    ("ITU-TではSG17が担う。", "SG17", "FORUM"),
    ("架空実務者会議　第1回空想データWGの資料", "空想データWG", "FORUM"),
    ("WTO第11回閣僚会議で", "WTO第11回閣僚会議", "FORUM"),
    ("情報流通プラットフォーム対処法の施行", "情報流通プラットフォーム対処法", "LAW"),
    ("スマホソフトウェア競争促進法に基づき", "スマホソフトウェア競争促進法", "LAW"),
    ("EUのサイバーレジリエンス法", "サイバーレジリエンス法", "LAW"),
    ("骨太の方針2001が決定された。", "骨太の方針2001", "PLAN"),
    (
        "クラウドサービス提供における情報セキュリティ対策ガイドライン第3版",
        "クラウドサービス提供における情報セキュリティ対策ガイドライン第3版",
        "PLAN",
    ),
    ("デジタルガバナンス・コードver2.5を公表", "デジタルガバナンス・コードver2.5", "PLAN"),
    ("広島プロセス国際指針に沿って", "広島プロセス国際指針", "PLAN"),
    ("キガリで開かれた。", "キガリ", "PLACE"),
    ("平成28年に発生した地震では", "平成28年", "DATE"),
]


@pytest.mark.parametrize(("text", "name", "label"), NAMES)
def test_names_are_found(recognizer: Recognizer, text: str, name: str, label: str) -> None:
    assert (name, label) in [(mention.text, mention.label) for mention in recognizer.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "株式会社において取締役会を設置する。株式会社による調査。",
        "令和２年７月豪雨と平成28年熊本地震。",
        "航空局及び海岸局の免許人と無線局の監督局。",
        "ゲートウェイ、コンチネンタル、ターゲット、テラス、ブロック、ライン。",
        "EE、AIS、EMC、ART、FIRST、MCI、CBS。",
        "SG17の表とIFCの印。",
        "GitHubのページ、Pinterestの画面、スターリンクの端末。",
        "法務局又は税務署の窓口、都道府県教育委員会。",
        "プライバシー法、通信法、成長戦略。",
    ],
)
def test_what_is_no_name(recognizer: Recognizer, text: str) -> None:
    assert [(mention.text, mention.label) for mention in recognizer.find(text)] == []


def test_a_bureau_has_one_entity_with_and_without_its_ministry(recognizer: Recognizer) -> None:
    entities = {mention.entity for mention in recognizer.find("厚生労働省医政局と医政局、総務省自治行政局と自治行政局")}
    assert entities == {"医政局", "総務省自治行政局"}
