"""Readings in Latin letters."""

import re

import pytest

from plantext.figures.romaji import romanise
from plantext.recognition.lexicon import builtin_terms


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("総務省", "Somusho"),
        ("新橋", "Shinbashi"),
        ("日本", "Nippon"),
        ("学校", "Gakko"),
        ("マッチング", "Matchingu"),
        ("ジェンダー", "Jenda"),
        ("社会の実現", "Shakai no Jitsugen"),
        ("ICT街づくり", "ICT Machizukuri"),
        ("IGF", "IGF"),
        ("PDCAサイクル", "PDCA Saikuru"),
    ],
)
def test_names_are_written_by_their_readings(name: str, latin: str) -> None:
    assert romanise(name) == latin


def test_no_kana_or_ideograph_is_left() -> None:
    names = [term.entity for term in builtin_terms()][:600]
    left = [(name, romanise(name)) for name in names if re.search("[ぁ-ヺ一-鿿]", romanise(name))]
    assert left == []


@pytest.mark.parametrize(
    "word", ["5G", "4K8K", "IPv6", "Web3.0", "Wi-Fi6E", "3GPP", "H.264", "R&D", "802.11ax", "2.4GHz", "CO2", "G20"]
)
def test_digits_and_letters_without_a_space_are_one_word(word: str) -> None:
    wide = word.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    for written in (word, wide):
        assert romanise(f"次世代{written}の整備") == f"Jisedai {word} no Seibi"
        assert romanise(f"{written}整備（{written}）") == f"{word} Seibi ({word})"


def test_words_with_a_space_between_stay_apart() -> None:
    assert romanise("IGF 2023 京都") == "IGF 2023 Kyoto"
    assert romanise("第5回IETF 117会合") == "Dai 5 Kai IETF 117 Kaigo"
