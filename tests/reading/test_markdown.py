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


def test_a_break_by_two_spaces_or_a_backslash() -> None:
    text = "環境省  \n復興庁\\\n防衛省\n\n国は、\n計画を  \n定める。"
    document = read_bytes(text.encode(), "a.md", doc_id="a")
    assert document.text.split("\n") == ["環境省", "復興庁", "防衛省", "国は、計画を定める。"]


def test_footnotes_are_tied_and_told_apart_from_links() -> None:
    text = (
        "防災庁[^庁]は[計画][案]を定める[^2]。\n\n[^2]: 二つ目の注。\n    続きの行。\n\n[^庁]: 仮称である。\n\n[案]: https://example.jp/\n\n"
        "後の文[^none]。\n"
    )
    document = read_bytes(text.encode(), "a.md", doc_id="a")
    assert document.text.split("\n") == [
        "防災庁は計画を定める。",
        "後の文[^none]。",
        "仮称である。",
        "二つ目の注。続きの行。",
    ]
    assert [(b.mark, b.anchor) for b in document.blocks if b.kind == "footnote"] == [("1", 3), ("2", 10)]


def test_what_is_hidden_in_markdown() -> None:
    text = "国は、<del>廃案を</del>定める。\n\n<!-- 覚え書き -->\n\n<div hidden>隠す</div>\n\n~~~\n[^1]: 符号\n~~~\n"
    document = read_bytes(text.encode(), "a.md", doc_id="a")
    assert document.text.split("\n") == ["国は、定める。", "[^1]: 符号"]
