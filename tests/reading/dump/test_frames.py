"""Frames: which lines stand together, and what a frame is."""

from __future__ import annotations

import pytest

from plantext.reading.dump.frames import Frame, is_dump, parse_dump


def kinds(*lines: str) -> list[list[str]]:
    dump = parse_dump([(line, 1) for line in lines])
    return [[frame.kind for frame in unit] for page in dump.pages for unit in page]


def test_a_measure_may_stand_without_blank_lines() -> None:
    assert kinds("[No.1-1] 題名", "主担当府省庁: 総務省", "KPI: -", "本文である。") == [
        ["measure"],
        ["owner", "kpi"],
        ["body"],
    ]


def test_three_blank_lines_end_a_body() -> None:
    assert kinds("一つである。", "", "二つである。") == [["body", "body"]]
    assert kinds("一つである。", "", "", "", "二つである。") == [["body"], ["body"]]


def test_a_numbered_title_alone_is_a_section() -> None:
    assert kinds("1. 国際戦略の推進", "", "本文である。") == [["section"], ["body"]]


@pytest.mark.parametrize(
    ("line", "dump"),
    [("[No.1-1] 題名", True), ("公開元URL: https://example.jp/", True), ("主担当府省庁: 総務省", False)],
)
def test_what_makes_a_dump(line: str, dump: bool) -> None:
    assert is_dump([("表紙", 1), (line, 1)]) == dump


def test_a_frame_that_breaks_off_and_one_that_goes_on() -> None:
    assert Frame("body", ["この文は行の終わりで切れていて"], 1, width=30).unfinished()
    assert not Frame("body", ["この文は終わる。"], 1, width=16).unfinished()
    assert Frame("body", ["、続きである。"], 1).headless()
