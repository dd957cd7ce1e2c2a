"""Names are broken between words."""

import pytest

from plantext.figures.linebreaks import wrap
from plantext.recognition.lexicon import builtin_terms
from plantext.recognition.tokenizer import tokenize


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("総務省", "総務省"),
        ("信頼性のある自由なデータ流通（DFFT）", "信頼性のある自由な\nデータ流通（DFFT）"),
        ("デジタル社会形成基本法", "デジタル社会\n形成基本法"),
        ("インターネット・ガバナンス・フォーラム", "インターネット・\nガバナンス・フォーラム"),
        ("内閣サイバーセキュリティセンター", "内閣サイバー\nセキュリティセンター"),
        ("規制の見直しに関する検討会", "規制の見直しに\n関する検討会"),
        ("International Telecommunication Union", "International\nTelecommunication Union"),
        ("", ""),
    ],
)
def test_long_names_are_broken(name: str, lines: str) -> None:
    assert wrap(name, 10) == lines


def test_no_break_cuts_a_word() -> None:
    names = [term.entity for term in builtin_terms() if len(term.entity) > 12][:300]
    for name in names:
        pieces = wrap(name, 12).split("\n")
        assert "".join(pieces).replace(" ", "") == name.replace(" ", "")
        # A word that stands whole in the name and is no compound is in one of the lines.
        nouns = [
            token.text for token in tokenize(name) if token.pos.startswith("名詞-普通名詞") and len(token.text) == 2
        ]
        assert [noun for noun in nouns if not any(noun in piece for piece in pieces)] == []


def test_what_is_no_word_is_broken_where_it_has_to_be() -> None:
    assert max(map(len, wrap("ゔ" * 60, 12).split("\n"))) <= 24
