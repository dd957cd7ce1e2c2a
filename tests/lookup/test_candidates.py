"""Texts in which a string can stand."""

from __future__ import annotations

import random

import pytest

from plantext.lookup.candidates import may_hold
from plantext.text import fold

# Full-width and half-width forms, marks apart from their kana, squared words, spaces, hyphens, halves of a character, another case.
_CHARACTERS = "IiＩｉGgFｆがか゛\u3099ｶﾞガカ会議會㈱株㌔キロ-‐\u00ad \u3000𠮷\ud842\udfb7\u200b１1①"


def test_every_text_that_holds_the_string_is_listed() -> None:
    draw = random.Random(7)  # noqa: S311
    texts = ["".join(draw.choices(_CHARACTERS, k=draw.randint(0, 12))) for _ in range(3000)]
    whole = [fold(text) for text in texts]
    for _ in range(300):
        view = draw.choice([text for text in whole if text])
        at = draw.randrange(len(view))
        wanted = view[at : at + draw.randint(1, 4)].strip()
        if not wanted:
            continue
        holds = {row for row, text in enumerate(whole) if wanted.casefold() in text.casefold()}
        assert holds <= set(may_hold(texts, wanted)), wanted


@pytest.mark.parametrize(("wanted", "rows"), [("会議", [0]), ("igf", [1]), ("が", [2, 3]), ("株", [4]), ("龍", [])])
def test_others_are_left_out(wanted: str, rows: list[int]) -> None:
    assert may_hold(["會議", "ＩＧＦ", "か\u3099", "が", "㈱"], wanted) == rows


def test_no_texts_hold_nothing() -> None:
    assert may_hold([], "会議") == []
