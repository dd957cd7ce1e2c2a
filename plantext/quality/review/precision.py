"""Precision from verdicts, with confidence intervals that suit the sampling design."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from scipy.stats import norm

from plantext.errors import EmptyResultError, PlantextError
from plantext.labels import LABELS
from plantext.networks.uncertainty.proportions import wilson_interval
from plantext.quality.review.sampling import WHOLE
from plantext.quality.review.verdicts import Review

MAJORITY = "majority"
"""What more than half of a mention's readers say, with three readers or more; ties are left out."""
COLUMNS = ("reader", "label", "judged", "right", "precision", "low", "high", "interval")


def stratified_interval(
    right: Sequence[int], judged: Sequence[int], population: Sequence[int], *, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Estimate a proportion over strata sampled at different rates, with the stratified Wilson interval.

    Parameters
    ----------
    right, judged : sequence of int
        Successes and trials (at least 1) of each stratum.
    population : sequence of int
        Size of each stratum, its weight in the unbiased estimate.

    Returns
    -------
    tuple of float
        Estimate, lower and upper bound.

    References
    ----------
    X. Yan and X. G. Su, Stratified Wilson and Newcombe confidence intervals for multiple binomial
    proportions, Statistics in Biopharmaceutical Research 2 (2010), 329-335.

    Examples
    --------
    >>> [round(value, 3) for value in stratified_interval([9, 5], [10, 10], [900, 100])]
    [0.86, 0.597, 0.955]
    """
    successes, trials = np.asarray(right, dtype=float), np.asarray(judged, dtype=float)
    weights = np.asarray(population, dtype=float) / np.sum(population)
    z = float(norm.ppf((1 + confidence) / 2))
    # Variances at the centres of Wilson's intervals do not vanish where all verdicts agree.
    centres = (successes + z**2 / 2) / (trials + z**2)
    spread = np.sqrt(centres * (1 - centres) / (trials + z**2))
    # Each stratum takes a smaller quantile, so that the weighted sum of the bounds keeps the confidence asked for.
    smaller = z * math.sqrt(np.sum((weights * spread) ** 2)) / float(np.sum(weights * spread))
    own = 2 * float(norm.cdf(smaller)) - 1
    bounds = [wilson_interval(k, n, confidence=own) for k, n in zip(right, judged, strict=True)]
    low, high = (float(np.sum(weights * [pair[side] for pair in bounds])) for side in (0, 1))
    return float(np.sum(weights * successes / trials)), low, high


def precision_table(review: Review, *, confidence: float = 0.95) -> pd.DataFrame:
    """Compute precision by label and overall, for each reader and, with three or more, by majority.

    Parameters
    ----------
    review : Review
        A verdict of 1 means that both span and label are right.
    confidence : float
        Of the intervals.

    Returns
    -------
    pandas.DataFrame
        reader, label (``all`` for overall), judged, right, precision, low, high, and interval: ``Wilson``, or
        ``stratified Wilson`` for the overall precision of a stratified sample. Labels that nobody judged have no
        row and do not count in the overall precision.

    Examples
    --------
    >>> mentions = pd.DataFrame({"label": ["ORG"] * 4, "stratum": "all", "population": 4})
    >>> review = Review(mentions, pd.DataFrame({"Sato": [1.0, 1, 1, 0]}), pd.DataFrame())
    >>> precision_table(review)[["label", "precision"]].values.tolist()
    [['ORG', 0.75], ['all', 0.75]]
    """
    if not 0 < confidence < 1:
        raise PlantextError("confidence: expected a number between 0 and 1, got {confidence}.", confidence=confidence)
    if review.verdicts.notna().sum().sum() == 0:
        raise EmptyResultError("No mention has a verdict yet, so there is no precision to tell.")
    by_label = _drawn_by_label(review)
    columns = dict(review.verdicts.items())
    # A majority of two readers would hold only what they agree on.
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
    """Decide each mention by more than half of its readers: 1, 0, or NaN where they are split.

    Examples
    --------
    >>> majority(pd.DataFrame({"a": [1, 1, 0], "b": [1, 0, 1], "c": [0, np.nan, 0]})).tolist()
    [1.0, nan, 0.0]
    """
    mean = verdicts.mean(axis="columns")
    return (mean > 0.5).astype("float64").where(mean.notna() & (mean != 0.5))


def _drawn_by_label(review: Review) -> bool:
    strata = set(review.mentions["stratum"])
    if strata != {WHOLE} and not strata <= set(LABELS):
        raise PlantextError(
            "The sheets hold samples that were drawn in different ways (strata {strata}). Read those drawn "
            "by label and those drawn from all mentions apart from each other.",
            strata=", ".join(sorted(strata)),
        )
    sizes = review.mentions.groupby("stratum")["population"].nunique()
    if (sizes > 1).any():
        raise PlantextError(
            "The sheets were drawn from different runs: the stratum {stratum} has several sizes in the "
            "column population. Read the sheets of each run apart.",
            stratum=sizes.idxmax(),
        )
    return strata != {WHOLE}


def _estimates(
    mentions: pd.DataFrame, verdicts: pd.Series[float], *, by_label: bool, confidence: float
) -> Iterator[list[object]]:
    """Yield one row for each label that was judged, then one for all."""
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
