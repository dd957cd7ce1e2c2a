"""The normalised view, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantext import text
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
        ("Ｌａｗ Ｃｏｍｍｉｓｓｉｏｎ", "Law Commission"),
        ("Ｉ Ｃ Ｔ", "ICT"),
        ("2021年10‐12月期", "2021年10-12月期"),
        ("サーバー", "サーバー"),
        ("⻄東京と⻑⻘⺠⽣", "西東京と長青民生"),
        ("髙﨑德總經廣澤", "高崎徳総経広沢"),
        ("神社と羽\ufa1e", "神社と羽羽"),
        ("芦\U000e0100屋と葛\ufe00城", "芦屋と葛城"),
        ("総\u200b務省とデジ\u00adタル\ufeff庁", "総務省とデジタル庁"),
        ("総 \u200b 務省", "総務省"),
        ("Tele\u00adcom and\u200b IT", "Telecom and IT"),
        ("\U00020bb7野と\ud842\udfb7川", "吉野と吉川"),
        ("㈱\U000e0101と㌔\u200b", "(株)とキロ"),
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


@pytest.mark.parametrize("place", ["⻘\u200b森", "奈良葛\U000e0100", "\ud842\udfb7野", "髙知"])
def test_what_the_view_leaves_out_belongs_to_the_character_before_it(place: str) -> None:
    view = View.of(f"昨年の{place}は、")
    end = view.text.index("は")
    first, last = view.printed(3, end)
    assert f"昨年の{place}は、"[first:last] == place


@given(st.text(alphabet="総務a 1\u200b\u00ad\ufe00か\u3099㈱髙\ud842\udfb7\U00020bb7⻘"))
def test_folding_is_final_and_each_character_has_its_place(printed: str) -> None:
    view = View.of(printed)
    assert view.text.strip() == fold(printed)
    assert list(view.starts) == sorted(view.starts) and list(view.ends) == sorted(view.ends)
    assert all(start < end <= len(printed) for start, end in zip(view.starts, view.ends, strict=True))


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


@pytest.mark.parametrize("word", text._TYPESETTING["hyphens"]["finds"])
def test_a_hyphen_of_a_lines_end_is_left_out_of_the_view_and_kept_in_print(word: str) -> None:
    printed = f"会議と{word}及び"
    view = View.of(printed)
    whole = word.replace("-", "")
    at = view.text.index(whole)
    assert printed[slice(*view.printed(at, at + len(whole)))] == word
    assert fold(word) == whole


@pytest.mark.parametrize("word", text._TYPESETTING["hyphens"]["skips"])
def test_a_hyphen_of_the_words_own_stays(word: str) -> None:
    assert fold(f"会議と{word}及び") == f"会議と{word}及び"


@pytest.mark.parametrize("line", text._TYPESETTING["lists"]["finds"])
def test_a_gap_between_the_names_of_a_list_stays(line: str) -> None:
    first, second = line.split()
    assert fold(f"担当：{line}、").split() == [f"担当:{first}", f"{second}、"]


@pytest.mark.parametrize("line", text._TYPESETTING["lists"]["skips"])
def test_a_gap_inside_a_name_goes(line: str) -> None:
    assert fold(f"担当：{line}、") == f"担当:{''.join(line.split())}、"


def test_characters_that_are_passed_over_fold_to_themselves() -> None:
    every = [chr(code) for code in range(0x30000)]
    plain = "".join(character for character in every if not text._UNPLAIN.match(character))
    assert plain.translate(text._FOLDED) == plain
    assert len(plain) > 20_000
