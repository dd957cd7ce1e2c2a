"""Intervals of shares."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8192)
def wilson_interval(right: int, judged: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Compute Wilson's score interval for a proportion.

    References
    ----------
    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927), 209-212.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson_interval(45, 50)]
    [0.786, 0.957]
    """
    from scipy.stats import binomtest

    bounds = binomtest(right, judged).proportion_ci(confidence_level=confidence, method="wilson")
    return float(bounds.low), float(bounds.high)
