"""Companies and other bodies with a legal form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("株式会社カクウデータは", "株式会社カクウデータ", "ORG"),
        ("カクウ・データ株式会社が", "カクウ・データ株式会社", "ORG"),
        ("（財）架空情報推進協会、", "（財）架空情報推進協会", "ORG"),
        ("一般社団法人架空データ協会資料により", "一般社団法人架空データ協会", "ORG"),
        ("一般社団法人架空データ協会代表理事", "一般社団法人架空データ協会", "ORG"),
        ("委\u3000員\u3000\u3000大庭\u3000里奈\u3000\u3000架空通信株式会社執行役員", "架空通信株式会社", "ORG"),
        ("株式会社めぶくグラウンドは、", "株式会社めぶくグラウンド", "ORG"),
        ("あおい架空株式会社と", "あおい架空株式会社", "ORG"),
        ("一般社団法人架空研究会会長大空花子君を", "一般社団法人架空研究会", "ORG"),
        ("架空通信株式会社様会議室", "架空通信株式会社", "ORG"),
        ("総務省\u3000架空通信株式会社の", "架空通信株式会社", "ORG"),
        ("質問主意書日本航空株式会社が", "日本航空株式会社", "ORG"),
        ("カクウネット社とKakuu Data GmbHは", "カクウネット社", "ORG"),
    ],
)
def test_names_are_found(names: Names, text: str, name: str, label: str) -> None:
    assert (name, label) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "株式会社において取締役会を設置する。株式会社による調査。",
        "独立行政法人架空計画と電子式船荷証券。",
        "国立大学法人以外の法人。",
        "独立行政法人等の職員と新しい株式会社。",
    ],
)
def test_what_is_no_name(names: Names, text: str) -> None:
    assert names(text) == []
