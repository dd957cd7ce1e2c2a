"""Folded text, dates and words of a sentence."""

from __future__ import annotations

import datetime as dt

from plantext.recognition.sentence import analyse, folded


def test_marks_of_lists_and_notes_are_no_part_of_a_name() -> None:
    assert [folded(text).text for text in ("①ＮＨＫ", "ＮＨＫ²", "ア　総務省", "(1) 総務省")] == [
        "◆NHK",
        "NHK◆",
        "◆ 総務省",
        "◆◆◆ 総務省",
    ]


def test_words_do_not_cross_the_edge_of_a_date() -> None:
    analysis, _ = analyse("12月10日経済産業省は", date=dt.date(2023, 6, 9))
    (day,) = analysis.days
    assert (day.date_start, day.norm) == (dt.date(2023, 12, 10), "2023-12-10")
    assert day.span.end in {token.start for token in analysis.tokens}


def test_a_full_width_space_between_words_is_a_wall() -> None:
    analysis, _ = analyse("日程第9\u3000議　案　第5号\u3000空条例 と 海条例")
    text = analysis.view.text
    assert sorted(text[at:] for at in analysis.walls) == ["空条例と海条例"]


def test_the_last_date_is_handed_on() -> None:
    _, last = analyse("2019年10月に決めた。")
    analysis, _ = analyse("同年12月に始めた。", before=last)
    assert [day.norm for day in analysis.days] == ["2019-12"]


def test_a_sentence_of_white_space_has_no_words() -> None:
    analysis, last = analyse(" \u3000\n")
    assert (list(analysis.tokens), list(analysis.days), last) == ([], [], None)
