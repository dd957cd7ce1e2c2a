"""Tokens cover the text, and numbers have their value."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantext.dates.tokens import Tokens, kanji_number
from plantext.dates.words import DEICTICS, ENGLISH, ERA_SHORT, ERAS, LINK_MARKS, LINKS, PARTS, STOP_WORDS


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇二三", 2023),
        ("一九九〇", 1990),
        ("十", 10),
        ("十五", 15),
        ("二十三", 23),
        ("三百六十五", 365),
        ("二千二十三", 2023),
        ("二〇二三一", -1),
        ("十百", -1),
        ("二三十", -1),
        ("一二三四五六七八", -1),
    ],
)
def test_kanji_number(text: str, value: int) -> None:
    assert kanji_number(text) == value


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("令和5年度末", "era number fiscal part"),
        ("R5年", "era number year"),
        ("平15年", "era number year"),
        ("太平15年", "other other number year"),
        ("2021/3/31", "numeric"),
        ("R3.6.18", "numeric"),
        ("(2018.7)", "open numeric close"),
        ("2,000年", "amount year"),
        ("3.5年", "amount year"),
        ("第IV四半期", "quarter"),
        ("4Q", "quarter"),
        ("FY 2023", "fiscal_latin"),
        ("翌年度から", "deictic link"),
        ("将来", "stop"),
        ("日本", "stop"),
        ("西暦2000 年の", "common number year of"),
        ("会議を開く", "other"),
    ],
)
def test_kinds(text: str, kinds: str) -> None:
    assert " ".join(token.kind for token in Tokens(text)) == kinds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023年", 2023),
        ("二〇二三年", 2023),
        ("第四四半期", 4),
        ("第III四半期", 3),
        ("2Q", 2),
        ("FY2021", 2021),
        ("12345月", -1),
    ],
)
def test_values(text: str, value: int) -> None:
    assert Tokens(text)[0].value == value


def test_letters_are_read_as_eras() -> None:
    assert [Tokens(text)[0].text for text in ("R5年", "H30年", "昭60年")] == ["令和", "平成", "昭和"]


def test_a_note_number_is_no_part_of_the_year() -> None:
    token = Tokens("計画122023年")[1]
    assert (token.start, token.end, token.text) == (4, 8, "2023")


def test_empty_tokens_stand_beyond_both_ends() -> None:
    tokens = Tokens("令和5年")
    assert (len(tokens), len(list(tokens))) == (3, 3)
    assert {tokens[-1].kind, tokens[3].kind, tokens[99].kind} == {"end"}


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="令和平成元年度月日第1234四半期・、~() 将来前翌同末春R.A会議", max_size=40))
def test_tokens_and_spaces_cover_the_text(text: str) -> None:
    tokens = list(Tokens(text))
    covered = "".join(text[token.start : token.end] for token in tokens if token.kind != "number")
    numbers = "".join(text[token.start : token.end] for token in tokens if token.kind == "number")
    assert len(covered) + len(numbers) == len("".join(text.split()))
    assert all(before.end <= after.start for before, after in pairwise(tokens))


def test_no_word_begins_as_what_the_scanner_looks_for_first() -> None:
    words = (*STOP_WORDS, *DEICTICS, *ENGLISH, *ERAS, *ERA_SHORT, *PARTS, *LINKS)
    assert not [word for word in words if word[0] in (*LINK_MARKS, *"の([〔)]〕")]
