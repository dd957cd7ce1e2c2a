"""A system is found where the text says that it is one of its kind."""

from __future__ import annotations

import pytest

from plantext.reading import read_bytes
from plantext.recognition.document import recognize_document
from plantext.recognition.recognizer import make_recognizer


def systems(text: str) -> list[str]:
    return [mention.text for mention in make_recognizer().find(text) if mention.label == "SYSTEM"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("架空町では、横浜市避難所情報システムを使う。", ["横浜市避難所情報システム"]),
        ("地域産業分析システム（CHISAN）を公開した。", ["地域産業分析システム", "CHISAN"]),
        ("「国民健康情報連携プラットフォーム」を整備する。", ["国民健康情報連携プラットフォーム"]),
        ("『架空労働者の有期空想ポータルサイト』を見る。", ["架空労働者の有期空想ポータルサイト"]),
        ("食品表示教育ポータルサイトを見直す。", ["食品表示教育ポータルサイト"]),
        ("総務省の電波監視情報検索システムと国税庁の法人名称公表サイト", ["電波監視情報検索システム"]),
        ("マイナポータルとｅ－Ｓｔａｔ、LGWANを使う。", ["マイナポータル", "ｅ－Ｓｔａｔ", "LGWAN"]),
    ],
)
def test_a_named_system_is_found(text: str, names: list[str]) -> None:
    assert systems(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "情報システムの整備を進める。",
        "AIシステムとIoTプラットフォームを使う。",
        "日本型システムを見直す。",
        "ポータルサイトを公開する。",
        "東京都の情報システム改修費",
        "デジタルプラットフォーム事業者",
        "経済社会システムを支える。",
        "WindowsとChatGPTを使う。",
        "第４世代移動通信システム（IMT-Advanced）と地理情報システム（GIS）を使う。",
    ],
)
def test_an_ordinary_system_is_none(text: str) -> None:
    assert systems(text) == []


def test_a_system_that_was_explained_once_is_found_in_all_of_its_document() -> None:
    text = "地域産業分析システム（CHISAN）を公開した。\n\nまた、地域産業分析システムを改める。\n"
    document = read_bytes(text.encode(), "a.txt", doc_id="a")
    found = [mention.entity for _, mention in recognize_document(make_recognizer(), document, []).rows()]
    assert found == ["地域産業分析システム"] * 3
