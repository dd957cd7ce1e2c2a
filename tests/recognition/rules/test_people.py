"""People are found by what stands beside their names, and nobody is found in the name of a place or an office."""

from __future__ import annotations

import pytest

from plantext.recognition.recognizer import make_recognizer


def people(text: str) -> list[str]:
    return [mention.text for mention in make_recognizer().find(text) if mention.label == "PERSON"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("山本花子デジタル大臣と佐々木一郎座長", ["山本花子", "佐々木一郎"]),
        ("○議長（小林健君）　皆さん", ["小林健"]),
        ("山形委員と長野会長代理", ["山形", "長野"]),
        ("佐藤前総務大臣、鈴木総務省行政評価局長", ["佐藤", "鈴木"]),
        ("林委員と東議員", ["林", "東"]),
        ("山形総務省自治行政局架空部長、宮腰内閣府特命担当大臣", ["山形", "宮腰"]),
        ("ジョン・スミス氏とAnna Smith氏", ["ジョン・スミス", "Anna Smith"]),
        ("緑の会の田中でございます。", ["田中"]),
        ("理事　上田　英俊君　理事　上川　陽子君", ["上田　英俊", "上川　陽子"]),
        ("鎌田城行委員", ["鎌田城行"]),
        ("坂本祐之輔君の動議", ["坂本祐之輔"]),
        ("宮内秀樹君委員長辞任につき", ["宮内秀樹"]),
        ("石橋湛三元首相と", ["石橋湛三"]),
        ("湯崎英彦知事と久元喜造市長", ["湯崎英彦", "久元喜造"]),
        ("村上敬亮統括官から、小宮山功一朗氏へ", ["村上敬亮", "小宮山功一朗"]),
        ("小林上級コンサルタントと福田専門官", ["小林", "福田"]),
        ("岸田前総理は", ["岸田"]),
        ("習近平国家主席とゼレンスキー大統領", ["習近平", "ゼレンスキー"]),
        ("石井夏生利教授と吉本委員", ["石井夏生利", "吉本"]),
        ("横山市長が述べ、札幌市長は", ["横山"]),
        ("盛山文科大臣と山形国土交通副大臣", ["盛山", "山形"]),
        ("筒井たかひさ議員の動議", ["筒井たかひさ"]),
        ("小林 茉莉子 (KX-JP Vice Chair)", ["小林 茉莉子"]),
        ("三谷 公美 Kumi MITANI", ["三谷 公美", "Kumi MITANI"]),
        ("Mr. Andrew Smith comes, 中島 博敬 / Hirotaka Nakajima", ["Andrew Smith", "中島 博敬", "Hirotaka Nakajima"]),
    ],
)
def test_a_name_is_found_without_its_title(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "山形市長と長野県知事、岡山大学教授",
        "山形議員団、長野市議会議員選挙",
        "フランス大統領と英国首相、キプロス首相",
        "専門委員と関係大臣、担当課長",
        "森林組合長と東日本部長",
        "IT企業社長とデジタル大臣",
        "東京都議員とSSWさん",
        "消費生活センターさんとA氏",
        "News Letter June 1983とVirtual Machine Monitor、",
        "伊勢志摩市長と西東京市長、北広島市長",
        "Johns Hopkins Universityの研究",
    ],
)
def test_a_title_alone_or_behind_a_place_is_nobody(text: str) -> None:
    assert people(text) == []


def test_a_surname_before_a_title_is_no_place() -> None:
    found = make_recognizer().find("千葉委員は、千葉県の例を示した。")
    assert [(mention.text, mention.label) for mention in found] == [("千葉", "PERSON"), ("千葉県", "PLACE")]
