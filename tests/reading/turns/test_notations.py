"""The table of notations: what each row finds and what it does not."""

from __future__ import annotations

import pytest

from plantext.reading.turns.notations import ROWS, find_labels

FINDS = [(row["name"], *example) for row in ROWS for example in row["finds"]]
SKIPS = [(row["name"], line) for row in ROWS for line in row["skips"]]


@pytest.mark.parametrize(("name", "line", "speaker", "speech"), FINDS)
def test_a_label_is_found(name: str, line: str, speaker: str, speech: str) -> None:
    (label,) = [label for label in find_labels(line) if label.notation == name]
    assert label.speaker == speaker
    assert line[label.end :] == speech


@pytest.mark.parametrize(("name", "line"), SKIPS)
def test_no_label_is_found(name: str, line: str) -> None:
    assert [label for label in find_labels(line) if label.notation == name] == []


def test_bold_type_sets_a_label_off() -> None:
    labels = [label for label in find_labels("石川　教えてください。", bold=2) if label.notation == "bold"]
    assert [(label.speaker, label.end) for label in labels] == [("石川", 3)]


@pytest.mark.parametrize("speech", ["ということです。", "はい、そうです。", "もう一点伺います。"])
def test_speech_may_begin_with_what_elsewhere_is_a_particle(speech: str) -> None:
    assert [label.speaker for label in find_labels(f"（石川構成員）{speech}")] == ["石川構成員"]
