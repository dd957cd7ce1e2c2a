"""Precision and its intervals: published examples, and the truth that a sample stands for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from plantext.errors import EmptyResultError, PlantextError
from plantext.quality.review import Review, precision_table
from plantext.quality.review.precision import majority, stratified_interval, wilson_interval


def review(rows: list[tuple[str, str, int, list[float]]]) -> Review:
    """A review from label, stratum, population and verdicts."""
    index = pd.Index([f"d:{i}-{i}:{row[0]}" for i, row in enumerate(rows)], name="id")
    mentions = pd.DataFrame(
        [["n", label, "n", stratum, size] for label, stratum, size, _ in rows],
        columns=["name", "label", "entity", "stratum", "population"],
        index=index,
    )
    readers = [f"r{i}" for i in range(len(rows[0][3]))]
    return Review(mentions, pd.DataFrame([row[3] for row in rows], columns=readers, index=index), pd.DataFrame())


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_bounds_of_newcombe_1998(right: int, judged: int, low: float, high: float) -> None:
    assert wilson_interval(right, judged) == pytest.approx((low, high), abs=0.00005)


def test_one_stratum_is_wilson() -> None:
    share, *bounds = stratified_interval([15], [148], [9000])
    assert share == 15 / 148
    assert bounds == pytest.approx(wilson_interval(15, 148))


def test_strata_are_weighted_by_their_sizes() -> None:
    share, low, high = stratified_interval([10, 5], [10, 10], [900, 100])
    assert share == pytest.approx(0.95)
    assert 0.6 < low < share < high <= 1


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(0)
    shares, drawn, sizes = (0.97, 0.95, 0.99, 0.8), (50, 50, 50, 50), (1900, 400, 900, 200)
    truth = float(np.average(shares, weights=sizes))
    samples = rng.binomial(drawn, shares, size=(400, 4)).tolist()
    inside = [low <= truth <= high for _, low, high in (stratified_interval(k, drawn, sizes) for k in samples)]
    assert 0.92 < np.mean(inside) < 0.995


def test_a_simple_sample() -> None:
    table = precision_table(review([("ORG", "all", 99, [1.0])] * 8 + [("DATE", "all", 99, [0.0])] * 2))
    assert table["label"].tolist() == ["ORG", "DATE", "all"]
    assert table["judged"].tolist() == [8, 2, 10]
    assert table["precision"].tolist() == [1, 0, 0.8]
    assert set(table["interval"]) == {"Wilson"}
    assert table.loc[2, ["low", "high"]].tolist() == pytest.approx(wilson_interval(8, 10))


def test_a_sample_by_label_is_weighted_back() -> None:
    rows = [("ORG", "ORG", 900, [1.0])] * 10 + [("LAW", "LAW", 100, [1.0])] * 5 + [("LAW", "LAW", 100, [0.0])] * 5
    table = precision_table(review(rows)).set_index("label")
    assert table.loc["all", "precision"] == pytest.approx(0.95)
    assert table.loc["all", "interval"] == "stratified Wilson"
    assert table.loc["LAW", "interval"] == "Wilson"


def test_blank_rows_are_no_verdicts() -> None:
    nan = float("nan")
    table = precision_table(review([("ORG", "all", 9, [1.0]), ("ORG", "all", 9, [nan]), ("LAW", "all", 9, [nan])]))
    assert table[["label", "judged", "right"]].to_numpy().tolist() == [["ORG", 1, 1], ["all", 1, 1]]
    with pytest.raises(EmptyResultError, match="No mention has a verdict"):
        precision_table(review([("ORG", "all", 9, [nan])]))


def test_several_readers_and_their_majority() -> None:
    nan = float("nan")
    frame = pd.DataFrame([[1, 1, 0], [1, 0, nan], [0, 0, 1], [nan, nan, nan]], dtype="float64")
    assert majority(frame).fillna(-1).tolist() == [1, -1, 0, -1]
    three = review([("ORG", "all", 9, [1.0, 1.0, 0.0]), ("ORG", "all", 9, [1.0, 0.0, nan])])
    table = precision_table(three)
    assert table.loc[table["label"] == "all", ["reader", "judged", "right"]].to_numpy().tolist() == [
        *(["r0", 2, 2], ["r1", 2, 1], ["r2", 1, 0], ["majority", 1, 1])
    ]
    two = review([("ORG", "all", 9, [1.0, 0.0])])
    assert "majority" not in set(precision_table(two)["reader"])


def test_samples_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(PlantextError, match="drawn in different ways"):
        precision_table(review([("ORG", "all", 9, [1.0]), ("ORG", "ORG", 9, [1.0])]))
    with pytest.raises(PlantextError, match="different runs"):
        precision_table(review([("ORG", "ORG", 9, [1.0]), ("ORG", "ORG", 8, [1.0])]))
    with pytest.raises(PlantextError, match="between 0 and 1"):
        precision_table(review([("ORG", "all", 9, [1.0])]), confidence=95)
