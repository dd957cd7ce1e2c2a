"""The normalised view, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantext.text import View, fold, from_utf16, utf16_offset


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("２０２３年（令和５年）", "2023年(令和5年)"),
        ("G7 広島サミット", "G7広島サミット"),
        ("2022 年（令和４年）４月", "2022年(令和4年)4月"),
        ("デジタル　庁", "デジタル庁"),
        ("ﾃﾞｼﾞﾀﾙ庁", "デジタル庁"),
        ("㈱ＮＴＴ", "(株)NTT"),
        ("Data Free Flow with Trust", "Data Free Flow with Trust"),
        ("AI 戦略 チーム", "AI戦略チーム"),
        ("2021年10‐12月期", "2021年10-12月期"),
        ("サーバー", "サーバー"),
        ("", ""),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_a_range_of_the_view_is_found_in_print_with_its_inner_spaces() -> None:
    printed = "今般の G7 広島 サミットを"
    view = View.of(printed)
    at = view.text.index("G7広島サミット")
    start, end = view.printed(at, at + len("G7広島サミット"))
    assert printed[start:end] == "G7 広島 サミット"


def test_one_printed_character_that_folds_to_several_maps_back_whole() -> None:
    view = View.of("㈱東京")
    assert view.printed(0, 2) == (0, 1)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (0, 9), (-1, 1)])
def test_an_empty_or_outer_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="empty or outside"):
        View.of("総務省").printed(start, end)


@given(st.text())
def test_every_character_of_the_view_comes_from_its_place(printed: str) -> None:
    view = View.of(printed)
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= start < end <= len(printed) for start, end in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)
    assert list(view.ends) == sorted(view.ends)


SURROGATES = "𠮷野氏は総務省と😀IGFを𠮷野で開く。"


@pytest.mark.parametrize(("offset", "units"), [(0, 0), (1, 2), (4, 5), (8, 9), (9, 11), (13, 15), (14, 17), (19, 22)])
def test_utf16_offsets_there_and_back(offset: int, units: int) -> None:
    assert utf16_offset(SURROGATES, offset) == units == len(SURROGATES[:offset].encode("utf-16-le")) // 2
    assert from_utf16(SURROGATES, units) == offset


@pytest.mark.parametrize("units", [1, 10, 16, 23, 400])
def test_an_offset_inside_a_character_is_none(units: int) -> None:
    assert from_utf16(SURROGATES, units) == -1
