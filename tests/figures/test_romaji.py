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
