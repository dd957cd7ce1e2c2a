"""Markdown: headings, lists, tables; scripts left out."""

from __future__ import annotations

from texts import shape

from plantext.reading import read_bytes


def test_markdown() -> None:
    document = read_bytes(
        "# 第１ 総論\n\n一文目で\nある。**強調**と[参照](https://example.jp/)。\n\n## １．現状\n\n- 項目甲\n- 項目乙\n\n"
        "| 省庁 | 数 |\n|---|---|\n| 総務省 | 1 |\n\n<script>alert(1)</script>\n".encode(),
        "a.md",
        doc_id="a",
    )
    assert shape(document) == [
        ("heading", "第1", "第１ 総論"),
        ("paragraph", "第1", "一文目である。強調と参照。"),
        ("heading", "第1/1", "１．現状"),
        ("bullet", "第1/1", "項目甲"),
        ("bullet", "第1/1", "項目乙"),
        *(("table", "第1/1", cell) for cell in ("省庁", "数", "総務省", "1")),
    ]
