"""Agreement of readers: the worked examples of the papers that define the coefficients."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from made_annotations import SPANS, annotated

from plantext.errors import PlantextError
from plantext.quality.review import agreement_table, cohen_kappa, krippendorff_alpha, span_agreement

A = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
B = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
C = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
D = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]


def table(rows: list[list[int]]) -> tuple[list[int], list[int]]:
    """The values of two readers from their contingency table."""
    pairs = [(i, j) for i, row in enumerate(rows) for j, count in enumerate(row) for _ in range(count)]
    return [i for i, _ in pairs], [j for _, j in pairs]


@pytest.mark.parametrize(
    ("readers", "alpha"),
    [
        (([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]), 0.095),
        (("aabbdcccedda", "babbbcccEddd".replace("E", "e")), 0.692),
        ((A, B, C, D), 0.743),
    ],
    ids=["Krippendorff 2011, A", "Krippendorff 2011, B", "Krippendorff 2011, C"],
)
def test_alpha_is_that_of_the_paper(readers: tuple[list[int], ...], alpha: float) -> None:
    assert krippendorff_alpha(zip(*readers, strict=True)) == pytest.approx(alpha, abs=0.0005)


@pytest.mark.parametrize(
    ("rows", "kappa"),
    [
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.676),
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[0, 5], [5, 0]], -1.0),
    ],
    ids=["Fleiss, Levin, Paik, table 18.1", "half", "low", "opposite"],
)
def test_kappa_is_that_of_the_books(rows: list[list[int]], kappa: float) -> None:
    assert cohen_kappa(*table(rows)) == pytest.approx(kappa, abs=0.0005)


def test_what_says_nothing_of_chance_is_not_a_number() -> None:
    assert math.isnan(krippendorff_alpha([(1, 1), (1, 1)]))
    assert math.isnan(krippendorff_alpha([(1, None), (None, 0)]))
    assert math.isnan(cohen_kappa([1, 1], [1, 1]))
    assert math.isnan(cohen_kappa([], []))


def test_missing_verdicts_are_left_out() -> None:
    nan = float("nan")
    assert cohen_kappa([1, 0, nan, 1], [1, 0, 1, None]) == 1
    assert krippendorff_alpha([(1, 1, nan), (0, 0, 0), (nan, 1, None)]) == 1


def test_sequences_of_two_lengths_are_refused() -> None:
    with pytest.raises(PlantextError, match="got 1 and 2"):
        cohen_kappa([1], [1, 0])


def test_every_two_readers_stand_in_the_table() -> None:
    frame = agreement_table(pd.DataFrame({"A": A, "B": B, "C": C, "D": D}, dtype="float64"))
    assert frame["readers"].tolist() == ["all readers", "A × B", "A × C", "A × D", "B × C", "B × D", "C × D"]
    assert frame["units"].tolist() == [11, 9, 8, 9, 9, 10, 10]
    assert frame.loc[0, "alpha"] == pytest.approx(0.743, abs=0.0005)
    assert math.isnan(frame.loc[0, "kappa"])
    assert frame.loc[1, "agree"] == pytest.approx(8 / 9)
    two = agreement_table(pd.DataFrame({"A": A, "B": B}, dtype="float64"))
    assert two["readers"].tolist() == ["A × B"]
    assert agreement_table(pd.DataFrame({"A": A})).empty


def test_agreement_of_annotators_on_spans() -> None:
    both = annotated({"a": {(4, 7, "ORG"), (9, 12, "FORUM")}, "b": {(4, 7, "ORG"), (9, 11, "FORUM")}}, {"a": set()})
    table = span_agreement(both)
    assert table[["readers", "sentences", "f1"]].to_numpy().tolist() == [["a × b", 1, 0.5]]
    # 19 characters: both say none of 13, ORG of 3, FORUM of 2, and differ on one.
    totals = {"": 27, "ORG": 6, "FORUM": 5}
    expected = (38**2 - sum(n**2 for n in totals.values())) / (38 * 37)
    assert table.loc[0, "alpha"] == pytest.approx(1 - (2 / 38) / expected)
    assert span_agreement(annotated({"a": set()})).empty
    three = span_agreement(annotated({"a": SPANS, "b": SPANS, "c": SPANS}))
    assert three["readers"].tolist() == ["all readers", "a × b", "a × c", "b × c"]
    assert three["alpha"].tolist() == [1] * 4
    assert math.isnan(three.loc[0, "f1"])
