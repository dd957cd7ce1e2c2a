"""Words of SudachiPy, as the rules want them."""

from __future__ import annotations

import pytest
import sudachipy

from plantext.recognition.api import find_entities
from plantext.recognition.tokenizer import MAX_BYTES, tokenize


def test_text_longer_than_the_tokenizer_takes() -> None:
    text = "総務省は架空の施策を進める。" * 3000
    assert len(text.encode()) > 2 * MAX_BYTES
    table = find_entities(text)
    assert len(table) == 3000
    assert set(table["text"]) == {"総務省"}


def test_words_cover_the_text_without_a_gap() -> None:
    text = "総務省は、英国(ロンドン)で 会合を開いた。"
    tokens = tokenize(text, offset=7)
    assert "".join(token.text for token in tokens) == text
    assert [token.start for token in tokens] == [7, *(token.end for token in tokens[:-1])]


def test_brackets_are_words_of_their_own() -> None:
    assert [token.text for token in tokenize("英国(ロンドン)") if token.text in "()"] == ["(", ")"]


def test_parts_of_speech() -> None:
    (place, number) = (tokenize(text)[0] for text in ("京都", "2023"))
    assert (place.is_place, place.is_noun, place.is_number) == (True, True, False)
    assert (number.is_number, number.is_latin) == (True, False)


@pytest.mark.parametrize(
    "text", ["1.5兆円を", "二〇二三年の", "壱拾万円", "2,000人と3・11", "デジタル田園都市", "ＡＢＣ社"]
)
def test_words_are_those_of_sudachipy_with_all_its_fields(text: str) -> None:
    whole = sudachipy.Dictionary(dict="core").create(mode=sudachipy.SplitMode.C)
    assert [token.text for token in tokenize(text)] == [word.raw_surface() for word in whole.tokenize(text)]
