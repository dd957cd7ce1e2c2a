"""plantext as it is scored."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantext.quality.evaluation import evaluate
from plantext.quality.gold import load_gold
from plantext.recognition.recognizer import make_recognizer


def test_the_score_on_the_development_sentences_does_not_fall(shared_corpus: Path) -> None:
    path = shared_corpus.parent / "gold" / "dev.jsonl"
    if not path.is_file():
        pytest.skip("the development sentences are not at hand")
    recognizer = make_recognizer()
    result = evaluate(
        load_gold(path), lambda sentence: [(m.start, m.end, m.label) for m in recognizer.find(sentence.text)]
    )
    scores = result.scores.set_index("label")["f1"]
    assert scores["mission"] >= 0.97
    assert scores["all"] >= 0.95
