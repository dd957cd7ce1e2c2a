"""Names in parts, and how alike parts are."""

from math import sqrt

import pytest
from made_runs import make_run

from plantext.networks.parts import part_counts, part_similarity

ROWS = [
    ("a", 0, "第1", "", "{ORG:甲}と{ORG:乙}"), ("a", 1, "第1/2", "", "{ORG:甲}と{ORG:甲}"), ("a", 2, "第2", "", "{ORG:乙}"),
    ("a", 3, "第2", "", "{ORG:丙}"), ("a", 4, "第3", "", "{LAW:丁法}"),
]  # fmt: skip


def test_sentences_with_a_name_are_counted_once() -> None:
    counts, sizes = part_counts(make_run(ROWS), labels="ORG", least=1)
    assert sizes.to_dict() == {"第1": 2, "第2": 2, "第3": 1}
    assert counts.droplevel("label").loc["甲"].tolist() == [2, 0, 0]
    assert counts.droplevel("label").loc["乙"].tolist() == [1, 1, 0]


def test_similarity_is_bhattacharyyas_coefficient() -> None:
    found = part_similarity(make_run(ROWS), labels="ORG", least=1)
    assert list(found) == ["第1", "第2"]  # the third names nothing of the kind
    assert found.loc["第1", "第2"] == pytest.approx(sqrt(1 / 3 * 1 / 2), abs=1e-6)
    assert found.loc["第1", "第1"] == 1
    assert (found == found.T).all(axis=None)
