"""The tables of statements hold what they say."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from plantext.clauses.modality import act_of
from plantext.clauses.rules import FOLDER, acts, endings, frames

ACTS = {
    "do",
    "start",
    "continue",
    "establish",
    "enact",
    "decide",
    "publish",
    "hold",
    "join",
    "cooperate",
    "support",
    "request",
    "regulate",
    "fund",
    "procure",
    "review",
    "consider",
    "aim",
    "state",
    "other",
}
MODALITIES = {"", "act", "obligation", "consider", "aim", "permission", "possibility", "request", "past", "condition"}


def test_every_act_is_one_of_the_guideline() -> None:
    assert set(acts().values()) - {""} <= ACTS


def test_a_predicate_has_one_act() -> None:
    with (FOLDER / "acts.csv").open(encoding="utf-8", newline="") as file:
        counts = Counter(row["predicate"] for row in csv.DictReader(file))
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("ending", endings(), ids=lambda it: it.modality)
def test_endings_find_their_examples(ending) -> None:
    assert ending.modality in MODALITIES
    assert all(ending.pattern.search(text) for text in ending.finds)
    assert not any(ending.pattern.search(text) for text in ending.finds_not)


def test_frames_say_known_modalities() -> None:
    assert {frame.modality for frame in frames()} <= MODALITIES


@pytest.mark.parametrize(
    ("predicate", "act"),
    [("検討する", "consider"), ("再検討する", "consider"), ("増加する", None), ("試食する", "do"), ("青い", None)],
)
def test_acts_of_predicates(predicate: str, act: str | None) -> None:
    assert act_of(predicate) == act
