"""What `plantext read` prints."""

from __future__ import annotations

import json

from plantext.reading import describe, describe_json, read_bytes

TEXT = """---
title: 試験の計画
date: 2023-06-09
---
1. 国際戦略の推進

[No.1-1] 題名その一

主担当府省庁: 総務省・法務省

KPI: -

本文である。次の文である。
"""


def test_text_holds_head_tree_measures_and_report() -> None:
    told = describe(read_bytes(TEXT.encode("cp932"), "a.txt", doc_id="a"))
    for part in (
        "document   a",
        "title      試験の計画",
        "date       2023-06-09",
        "encoding   Shift_JIS (CP932)",
        "    1  1. 国際戦略の推進  (0)",
        "    1    [No.1-1] 題名その一",
        "1-1  p. 1  総務省、法務省  KPI: none  2  題名その一",
        "Taken from front matter: date, title.",
    ):
        assert part in told


def test_json_holds_the_same_for_programs() -> None:
    document = read_bytes(TEXT.encode(), "a.txt", doc_id="a")
    data = json.loads(json.dumps(describe_json(document), ensure_ascii=False))
    assert data["date"] == "2023-06-09"
    assert [(node["level"], node["section"], node["measure"]) for node in data["tree"]] == [
        (1, "1", ""),
        (2, "1", "1-1"),
    ]
    assert data["measures"][0]["ministries"] == ["総務省", "法務省"]
    assert {note["kind"] for note in data["report"]} >= {"encoding", "metadata"}


def test_what_is_missing_is_said() -> None:
    told = describe(read_bytes("本文である。".encode(), "a.txt", doc_id="a"))
    assert "Tree: no headings were found." in told and "date       unknown" in told
