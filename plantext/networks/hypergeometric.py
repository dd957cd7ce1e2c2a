"""Fisher's exact test on as many two-by-two tables as a corpus has pairs of names, to the last digits.

Of `units` units, `one` hold the one name, `other` the other and `both` both.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from plantext.networks.elementary import exp, log, log1p

Counts = npt.ArrayLike
Values = npt.NDArray[np.float64]

_ROWS_AT_ONCE = 1 << 14  # Pairs whose tails are summed together: as many as the processor's cache holds
_STEPS = 8  # Terms between two looks at which tails are done
_SMALL = 16  # From here on Stirling's series is exact


def as_floats(*counts: Counts) -> tuple[Values, ...]:
    """Broadcast counts to float arrays of one shape.

    Examples
    --------
    >>> [array.tolist() for array in as_floats([1, 2], 3)]
    [[1.0, 2.0], [3.0, 3.0]]
    """
    return tuple(np.broadcast_arrays(*(np.asarray(count, dtype=np.float64) for count in counts)))


def divergence(both: Values, one: Values, other: Values, units: Values) -> Values:
    """Compute Σ observed ln(observed / expected) over the four cells, exact also where they hardly differ.

    This is half of G²; rounding can leave it a little below 0.

    Examples
    --------
    >>> divergence(*as_floats([2, 4], 4, 4, 8)).round(4).tolist()
    [0.0, 5.5452]
    """
    gap = (both * units - one * other) / units
    total = np.zeros_like(both)
    for observed, row, column, sign in (
        (both, one, other, 1),
        (one - both, one, units - other, -1),
        (other - both, units - one, other, -1),
        (units - one - other + both, units - one, units - other, 1),
    ):
        seen = observed > 0
        share = np.where(seen, sign * gap * units, 0.0) / np.where(seen, row * column, 1.0)
        # The gaps of the four cells add up to nothing; without them small sums lose no digits.
        total += observed * log1p(share) - sign * gap
    return total


def _stirling_rest(n: Values) -> Values:
    """What Stirling's n ln n - n leaves of ln n!: from his series or, for small n, from ln n! itself."""
    whole = np.arange(_SMALL, dtype=np.float64)
    factorials = log(np.array([math.factorial(i) for i in range(_SMALL)], dtype=np.float64))
    small = factorials - (whole * log(np.maximum(whole, 1)) - whole)
    large = np.maximum(n, _SMALL)
    inverse = 1 / (large * large)
    series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / large
    rest: Values = series + 0.5 * log(2 * math.pi * large)
    return np.where(n < _SMALL, small[np.minimum(n, _SMALL - 1).astype(np.int64)], rest)


def _probability(both: Values, one: Values, other: Values, units: Values) -> Values:
    """Hypergeometric probability of exactly `both`, from deviance and Stirling's rests, whose logarithms stay small."""
    neither = units - one - other + both
    margins = (one, units - one, other, units - other)
    cells = (units, both, one - both, other - both, neither)
    rest = np.sum([_stirling_rest(margin) for margin in margins], axis=0)
    rest -= np.sum([_stirling_rest(cell) for cell in cells], axis=0)
    probability: Values = exp(rest - divergence(both, one, other, units))
    return probability


def _tail_over_first(both: Values, one: Values, other: Values, units: Values) -> Values:
    """P(X >= both) / P(X = both), summed term by term: each is the one before times a ratio that shrinks."""
    result, term, total = np.ones((3, len(both)))
    rows = np.arange(len(both))
    neither = units - one - other + both
    left, right = one - both, other - both
    while len(rows):
        for _ in range(_STEPS):
            term = term * (left * right)
            both, neither = both + 1, neither + 1
            left, right = left - 1, right - 1
            term /= both * neither
            total += term
        going = term > 1e-17 * total
        result[rows[~going]] = total[~going]
        rows, both, neither = rows[going], both[going], neither[going]
        left, right, term, total = left[going], right[going], term[going], total[going]
    return result


def _fisher(both: Values, few: Values, many: Values, units: Values) -> Values:
    upper = both * units > few * many
    # P(X < k) is P(few - X > few - k), and few - X counts the units with the rarer name and without the other.
    many = np.where(upper, many, units - many)
    first = np.where(upper, both, few - both + 1)
    tail = np.zeros_like(both)
    possible = first <= np.minimum(few, many)
    table = [column[possible] for column in (first, few, many, units)]
    tail[possible] = _probability(*table) * _tail_over_first(*table)
    return np.clip(np.where(upper, tail, 1 - tail), 0.0, 1.0)


def fisher(count: Counts, n_source: Counts, n_target: Counts, n_units: Counts) -> Values:
    """Compute one-sided Fisher exact p values: the chance of `count` or more units with both names.

    The first term of the hypergeometric tail comes from the deviance of the table and the remainder of
    Stirling's formula, the others by their ratios until they no longer count. The upper tail is summed only
    where `count` exceeds its expectation; elsewhere one minus the lower tail is as exact.
    Values below 1e-308 are 0.

    References
    ----------
    R. A. Fisher, "The logic of inductive inference", J. R. Stat. Soc. 98 (1935), 39-82.
    C. Loader, "Fast and accurate computation of binomial probabilities" (2000), for the first term.

    Examples
    --------
    >>> float(fisher(2, 2, 2, 4).round(4))
    0.1667
    """
    both, one, other, units = as_floats(count, n_source, n_target, n_units)
    columns = [column.ravel() for column in (both, np.minimum(one, other), np.maximum(one, other), units)]
    p = np.empty(both.size)
    for begin in range(0, both.size, _ROWS_AT_ONCE):
        part = slice(begin, begin + _ROWS_AT_ONCE)
        p[part] = _fisher(*(column[part] for column in columns))
    return p.reshape(both.shape)
