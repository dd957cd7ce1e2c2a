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
    [
        ("検討する", "consider"),
        ("再検討する", "consider"),
        ("増加する", None),
        ("試食する", "do"),
        ("青い", None),
        # what is strengthened tells the act; what a thing is strengthened for does not
        ("連携強化する", "cooperate"),
        ("窓口強化する", "do"),
    ],
)
def test_acts_of_predicates(predicate: str, act: str | None) -> None:
    assert act_of(predicate) == act


@pytest.mark.parametrize(
    "alike",
    [
        ("防ぐ", "防止する"),
        ("結ぶ", "締結する"),
        ("義務付ける", "義務化する"),
        ("届け出る", "届出する"),
        ("引き上げる", "引き下げる"),
        ("明確にする", "明確化する"),
        ("差押える", "差し押さえる", "差押えする"),
        ("調べる", "調査する"),
        ("借りる", "借り入れる"),
        ("捉える", "認識する"),
    ],
)
def test_words_of_one_meaning_have_one_act(alike: tuple[str, ...]) -> None:
    assert len({act_of(predicate) for predicate in alike}) == 1
