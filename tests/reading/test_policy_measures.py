"""The lines of a measure's template, and what looks like one."""

from __future__ import annotations

import pytest

from plantext.reading.policy_measures import find_policy_line


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("[No.1-2] 題名", "measure", "1-2"),
        ("【No.１－２】題名", "measure", "1-2"),
        ("［施策番号 3-4］題名", "measure", "3-4"),
        ("主担当府省庁: 総務省", "owner", ""),
        ("担当府省庁：総務省", "owner", ""),
        ("KPI: -", "kpi", ""),
        ("ＫＰＩ：100件", "kpi", ""),
    ],
)
def test_policy_lines(line: str, kind: str, number: str) -> None:
    found = find_policy_line(line)
    assert found is not None
    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize("line", ["No.1-2 は", "主担当府省庁は", "KPIを定める", "[1]甲", "施策1-1を進める"])
def test_no_policy_lines(line: str) -> None:
    assert find_policy_line(line) is None
