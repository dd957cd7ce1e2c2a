"""words.toml: every row means something to the tokens."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from plantext.dates.tokens import Tokens
from plantext.dates.words import DEICTICS, DURATION, ERA_SHORT, ERAS, LINKS, PARTS, RECURRING, SPANNING, STOP_WORDS


def test_eras_follow_one_another() -> None:
    for before, after in pairwise(ERAS.values()):
        assert before.last is not None
        assert after.first - before.last in (dt.timedelta(0), dt.timedelta(days=1))
    assert [name for name, era in ERAS.items() if era.last is None] == ["令和"]
    assert set(ERA_SHORT.values()) <= ERAS.keys()


@pytest.mark.parametrize(
    ("kind", "words"),
    [("era", ERAS), ("part", PARTS), ("deictic", DEICTICS), ("link", LINKS), ("stop", STOP_WORDS)],
)
def test_a_word_is_one_token_of_its_kind(kind: str, words: tuple[str, ...]) -> None:
    assert {word for word in words if [token.kind for token in Tokens(word)] != [kind]} == set()


def test_words_refer_to_words() -> None:
    assert {part for part in PARTS.values() if PARTS.get(part) != part} == set()
    assert {deictic.part for deictic in DEICTICS.values()} <= {"", "春", "夏", "秋", "冬"}
    assert {deictic.base for deictic in DEICTICS.values()} == {"document", "anchor"}
    assert set(STOP_WORDS) >= RECURRING
    assert {word for word in SPANNING if [token.kind for token in Tokens(word)] != ["link"]} == set()
    assert {"year", "month", "day"} <= DURATION.keys()


def test_no_word_stands_twice() -> None:
    assert len(STOP_WORDS) == len(set(STOP_WORDS))
    assert {unit for unit, words in DURATION.items() if len(words) != len(set(words))} == set()


def test_what_counts_back() -> None:
    assert {word for word, deictic in DEICTICS.items() if deictic.counts_back} == {
        *("前年", "前々年", "前年度", "前々年度", "前月", "前四半期"),
    }
