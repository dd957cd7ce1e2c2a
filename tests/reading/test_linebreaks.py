"""Breaks that an author set: lists stay lists, sentences stay whole, marks keep their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantext.reading.linebreaks import BREAK, split_at_breaks


def lines(text: str, **options: bool) -> list[str]:
    found = split_at_breaks(text.replace("/", BREAK), (), **options)  # type: ignore[var-annotated]
    return [line.text for line in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("環境省/復興庁/防衛省", ["環境省", "復興庁", "防衛省"]),
        ("日時：令和５年６月９日/場所：中央合同庁舎/議題", ["日時：令和５年６月９日", "場所：中央合同庁舎", "議題"]),
        ("環境省、/復興庁", ["環境省、復興庁"]),
        ("環境省及び/復興庁", ["環境省及び復興庁"]),
        ("地域の防災を/進める。", ["地域の防災を進める。"]),
        ("はじめに/本文である。", ["はじめに", "本文である。"]),
        ("地方公共団体が行う事業の全体を次のように/定める。", ["地方公共団体が行う事業の全体を次のように定める。"]),
        ("定める（環境省/）。", ["定める（環境省）。"]),
        ("一文目。/　二文目。", ["一文目。", "二文目。"]),
        ("次のものを/・復興庁", ["次のものを", "・復興庁"]),
        ("", []),
        ("/ /", []),
        ("World Trade Organi-/zation", ["World Trade Organi-zation"]),
        ("Forum is held by United/Nations.", ["Forum is held by United Nations."]),
        ("Ministry of Finance/Ministry of Defense", ["Ministry of Finance", "Ministry of Defense"]),
        ("強い基盤/である。", ["強い基盤である。"]),
        ("環境省/及び復興庁/並びに防衛省", ["環境省及び復興庁並びに防衛省"]),
        ("地域の防災/を進める。", ["地域の防災を進める。"]),
        ("源の/行", ["源の行"]),
        ("復興庁は/IGFに参加する。", ["復興庁はIGFに参加する。"]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_a_paragraph_broken_by_hand_at_one_width_is_one() -> None:
    text = "この計画は、国及び地方公共団体並びに事業者が協力して取り組むべき施策の全体像を明らかにし、もって国民の安全に資する。"
    wrapped = BREAK.join(text[i : i + 22] for i in range(0, len(text), 22))
    assert [line.text for line in split_at_breaks(wrapped)] == [text]  # type: ignore[var-annotated]


def test_a_title_is_one_line() -> None:
    assert lines("第１章/防災の体制", whole=True) == ["第１章\u3000防災の体制"]
    assert lines("社会の/実現", whole=True) == ["社会の実現"]


@given(
    st.text(alphabet=f"甲乙、。 の1-ab（）\n{BREAK}", max_size=40),
    st.lists(st.integers(0, 40), max_size=6),
    st.booleans(),
)
def test_places_stay_in_order_and_none_is_lost(raw: str, offsets: list[int], whole: bool) -> None:
    places = sorted((min(offset, len(raw)), number) for number, offset in enumerate(offsets))
    found = split_at_breaks(raw, places, whole=whole)
    assert all(0 <= offset <= len(line.text) for line in found for offset, _ in line.places)
    order = [number for line in found for _, number in line.places]
    wanted = [number for _, number in places]
    assert order == [number for number in wanted if number in order]
    assert "".join("".join(line.text.split()) for line in found).replace("-", "") == "".join(raw.split()).replace(
        "-", ""
    )
