"""The measured family that a text is nearest to."""

from __future__ import annotations

import json

from plantext import corpus
from plantext.quality import families
from plantext.quality.families import NAMES, nearest_family, style


def test_every_family_has_a_name_a_style_and_a_score() -> None:
    styles = json.loads((corpus.corpus_folder() / "gold" / "styles.json").read_text(encoding="utf-8"))
    assert set(styles) == set(NAMES) == set(families._scores())
    assert all(abs(sum(weight**2 for weight in style.values()) - 1) < 0.3 for style in styles.values())


def test_spoken_language_is_minutes_and_a_strange_text_is_none() -> None:
    spoken = [
        "ただいまの御質問でございますけれども、それにつきましては、きちんと検討してまいりたいというふうに考えております。"
    ] * 20
    found = nearest_family(spoken)
    assert found is None or found.name in ("council", "diet", "local")
    assert nearest_family(["けろけろぴょんぴょんわんわんにゃあにゃあ。"] * 40) is None


def test_a_short_text_has_no_style() -> None:
    assert style(["短い文です。"]) == {}
