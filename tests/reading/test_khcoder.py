"""Tagged headings of KH Coder's text format."""

from __future__ import annotations

import pytest
from texts import shape

from plantext.reading import read_bytes


def test_headings_by_tags() -> None:
    text = (
        "<H1>第１章 防災の体制</H1>\n復興庁は、計画を定める。\n<h2>国の役割</h2>\n1. 訓練を行う\n<h3>訓練</h3>毎年行う。\n"
        "<H1>第２章 評価</H1>\n環境省は、評価する。\n"
    )
    document = read_bytes(text.encode(), "a.txt", doc_id="a")
    assert shape(document) == [
        ("heading", "第1章", "第１章 防災の体制"),
        ("paragraph", "第1章", "復興庁は、計画を定める。"),
        ("heading", "第1章/国の役割", "国の役割"),
        ("bullet", "第1章/国の役割", "1. 訓練を行う"),
        ("heading", "第1章/国の役割/訓練", "訓練"),
        ("paragraph", "第1章/国の役割/訓練", "毎年行う。"),
        ("heading", "第2章", "第２章 評価"),
        ("paragraph", "第2章", "環境省は、評価する。"),
    ]
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2, 3, 1]


@pytest.mark.parametrize(
    "text", ["見出しは<H1>と書く。", "<H1>閉じない\n本文", "</H1>", "<H1></H1>本文", "<H1>甲</H2>"]
)
def test_what_is_no_tagged_heading(text: str) -> None:
    document = read_bytes(text.encode(), "a.txt", doc_id="a")
    assert not [block for block in document.blocks if block.kind == "heading"]
