"""Precision from verdicts, with intervals that fit how the mentions were drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from scipy.stats import binomtest, norm

from plantext.errors import EmptyResultError, PlantextError
from plantext.labels import LABELS
from plantext.quality.review.sample import WHOLE
from plantext.quality.review.verdicts import Review

MAJORITY = "majority"
"""What more than half of a mention's readers say, with three readers or more; ties are left out."""
COLUMNS = ("reader", "label", "judged", "right", "precision", "low", "high", "interval")


def wilson_interval(right: int, judged: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval for a share.

    Parameters
    ----------
    right, judged : int
        Successes and trials.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper bound.

    References
    ----------
    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927), 209-212.
    """
    bounds = binomtest(right, judged).proportion_ci(confidence_level=confidence, method="wilson")
    return float(bounds.low), float(bounds.high)


def stratified_interval(
    right: Sequence[int], judged: Sequence[int], population: Sequence[int], *, confidence: float = 0.95
) -> tuple[float, float, float]:
    """A share over strata that were sampled at different rates, with the stratified Wilson interval.

    The share is the sum of the strata's shares, weighted by the strata's sizes, so it is unbiased
    whatever was drawn from each. The bounds are the weighted sums of Wilson's bounds, taken at a
    smaller quantile so that they hold for the sum; the variances that decide on it are those at the
    centres of Wilson's intervals, which do not vanish where every verdict is the same. With one
    stratum it is Wilson's interval.

    Parameters
    ----------
    right, judged : sequence of int
        Successes and trials of each stratum; trials at least 1.
    population : sequence of int
        Members of each stratum.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    tuple of float
        Share, lower and upper bound.

    References
    ----------
    X. Yan and X. G. Su, Stratified Wilson and Newcombe confidence intervals for multiple binomial
    proportions, Statistics in Biopharmaceutical Research 2 (2010), 329-335.
    """
    successes, trials = np.asarray(right, dtype=float), np.asarray(judged, dtype=float)
    weights = np.asarray(population, dtype=float) / np.sum(population)
    z = float(norm.ppf((1 + confidence) / 2))
    centres = (successes + z**2 / 2) / (trials + z**2)
    spread = np.sqrt(centres * (1 - centres) / (trials + z**2))
    smaller = z * math.sqrt(np.sum((weights * spread) ** 2)) / float(np.sum(weights * spread))
    own = 2 * float(norm.cdf(smaller)) - 1
    bounds = [wilson_interval(k, n, confidence=own) for k, n in zip(right, judged, strict=True)]
    low, high = (float(np.sum(weights * [pair[side] for pair in bounds])) for side in (0, 1))
    return float(np.sum(weights * successes / trials)), low, high


def precision_table(review: Review, *, confidence: float = 0.95) -> pd.DataFrame:
    """Precision per label and overall, by reader and by majority.

    Parameters
    ----------
    review : Review
        Verdicts; where one is right, name and label are right.
    confidence : float
        Of the intervals.

    Returns
    -------
    pandas.DataFrame
        reader (with three or more, ``majority`` last: of two, it would hold only what they agree on),
        label (``all`` for overall), judged, right, precision, low, high, interval: ``Wilson``, or
        ``stratified Wilson`` for the overall precision of a sample drawn by label, whose strata are
        weighted by their sizes. Labels that nobody judged have no row; the overall precision then
        speaks of the labels judged.

    Raises
    ------
    EmptyResultError
        If nobody judged anything.
    PlantextError
        If samples drawn in different ways are mixed, or the confidence is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise PlantextError(f"confidence: expected a number between 0 and 1, got {confidence}.")
    if review.verdicts.notna().sum().sum() == 0:
        raise EmptyResultError("No mention has a verdict yet, so there is no precision to tell.")
    by_label = _drawn_by_label(review)
    columns = dict(review.verdicts.items())
    if len(columns) > 2:
        columns[MAJORITY] = majority(review.verdicts)
    rows = [
        [reader, *row]
        for reader, column in columns.items()
        if column.notna().any()
        for row in _estimates(review.mentions, column.dropna(), by_label=by_label, confidence=confidence)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def majority(verdicts: pd.DataFrame) -> pd.Series[float]:
    """What more than half of the readers of each mention say.

    Parameters
    ----------
    verdicts : pandas.DataFrame
        As :attr:`plantext.quality.review.verdicts.Review.verdicts`.

    Returns
    -------
    pandas.Series
        1, 0, or NaN where readers are split or nobody judged.
    """
    mean = verdicts.mean(axis="columns")
    return (mean > 0.5).astype("float64").where(mean.notna() & (mean != 0.5))


def _drawn_by_label(review: Review) -> bool:
    strata = set(review.mentions["stratum"])
    if strata != {WHOLE} and not strata <= set(LABELS):
        raise PlantextError(
            f"The sheets hold samples that were drawn in different ways (strata {', '.join(sorted(strata))}). "
            "Read those drawn by label and those drawn from all mentions apart from each other."
        )
    sizes = review.mentions.groupby("stratum")["population"].nunique()
    if (sizes > 1).any():
        raise PlantextError(
            f"The sheets were drawn from different runs: the stratum {sizes.idxmax()} has several sizes in the column "
            "population. Read the sheets of each run apart."
        )
    return strata != {WHOLE}


def _estimates(
    mentions: pd.DataFrame, verdicts: pd.Series[float], *, by_label: bool, confidence: float
) -> Iterator[list[object]]:
    """One row a label that was judged, then one for all."""
    frame = mentions.loc[verdicts.index].assign(right=verdicts)
    counts = frame.groupby("label").agg(judged=("right", "size"), right=("right", "sum"), size=("population", "first"))
    counts = counts.loc[[label for label in LABELS if label in counts.index]].astype("int64")
    for label, judged, right in zip(counts.index, counts["judged"], counts["right"], strict=True):
        yield [label, judged, right, right / judged, *wilson_interval(right, judged, confidence=confidence), "Wilson"]
    judged, right = int(counts["judged"].sum()), int(counts["right"].sum())
    if by_label:
        shares = stratified_interval(
            counts["right"].tolist(), counts["judged"].tolist(), counts["size"].tolist(), confidence=confidence
        )
        yield [WHOLE, judged, right, *shares, "stratified Wilson"]
    else:
        yield [WHOLE, judged, right, right / judged, *wilson_interval(right, judged, confidence=confidence), "Wilson"]
