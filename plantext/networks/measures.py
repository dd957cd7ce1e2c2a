"""Association of two names from four counts: coefficients, information, tests.

Of `n_units` units, `n_source` hold the one name, `n_target` the other and `count` both. Every function
is arithmetic on arrays that broadcast.

References
----------
P. Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37 (1901), 547-579.
L. R. Dice, "Measures of the amount of ecologic association between species", Ecology 26 (1945), 297-302.
G. G. Simpson, "Mammals and the nature of continents", American Journal of Science 241 (1943), 1-31.
D. Szymkiewicz, Acta Societatis Botanicorum Poloniae 11 (1934), 249-265.
A. Ochiai, Bulletin of the Japanese Society of Scientific Fisheries 22 (1957), 526-530.
K. W. Church and P. Hanks, "Word association norms, mutual information, and lexicography",
Computational Linguistics 16 (1990), 22-29.
G. Bouma, "Normalized (pointwise) mutual information in collocation extraction", GSCL (2009), 31-40.
N. J. van Eck and L. Waltman, "How to normalize cooccurrence data?", JASIST 60 (2009), 1635-1651.
T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
19 (1993), 61-74.
Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", J. R. Stat. Soc. B 57 (1995), 289-300.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature

import numpy as np
import numpy.typing as npt

from plantext.networks.elementary import log2
from plantext.networks.hypergeometric import Counts, Values, as_floats, divergence, fisher
from plantext.tables.digits import round_numbers

SEED = 20230609
"""The seed used wherever none is given; any number would do."""

SIGNIFICANT = 0.05
"""The q value below which a pair stands out from chance."""


def jaccard(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Jaccard coefficient, count / (n_source + n_target - count): 0 never together, 1 never apart (Jaccard 1901).

    Examples
    --------
    >>> float(jaccard(2, 3, 4))
    0.4
    """
    both, one, other = as_floats(count, n_source, n_target)
    return both / (one + other - both)


def dice(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Dice coefficient, 2 count / (n_source + n_target) (Dice 1945): ranks pairs as Jaccard does, Dice = 2 J / (1 + J).

    Examples
    --------
    >>> float(dice(2, 3, 5))
    0.5
    """
    both, one, other = as_floats(count, n_source, n_target)
    return 2 * both / (one + other)


def simpson(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Simpson (overlap) coefficient, count / min(n_source, n_target) (Simpson 1943; Szymkiewicz 1934).

    It is 1 where the rarer name never stands without the other.

    Examples
    --------
    >>> float(simpson(2, 4, 9))
    0.5
    """
    both, one, other = as_floats(count, n_source, n_target)
    return both / np.minimum(one, other)


def cosine(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Cosine of two presence vectors, count / sqrt(n_source n_target) (Ochiai 1957).

    Examples
    --------
    >>> float(cosine(2, 4, 4))
    0.5
    """
    both, one, other = as_floats(count, n_source, n_target)
    return both / np.sqrt(one * other)


def pmi(count: Counts, n_source: Counts, n_target: Counts, n_units: Counts) -> Values:
    """Pointwise mutual information in bits, log2(count n_units / (n_source n_target)) (Church and Hanks 1990).

    It is 0 where the names meet as often as by chance; rare pairs score high. `count` must be at least 1.

    Examples
    --------
    >>> float(pmi(2, 4, 4, 16))
    1.0
    """
    both, one, other, units = as_floats(count, n_source, n_target, n_units)
    return log2(both * units / (one * other))


def npmi(count: Counts, n_source: Counts, n_target: Counts, n_units: Counts) -> Values:
    """Normalised PMI, pmi / -log2(count / n_units), from -1 to 1 (Bouma 2009). `count` must be at least 1.

    It is 1 where the names never stand apart, also where both stand in every unit.

    Examples
    --------
    >>> float(npmi(4, 4, 4, 16))
    1.0
    """
    both, one, other, units = as_floats(count, n_source, n_target, n_units)
    surprise = -log2(both / units)
    everywhere = surprise <= 0
    return np.where(everywhere, 1.0, pmi(both, one, other, units) / np.where(everywhere, 1.0, surprise))


def association_strength(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Association strength, count / (n_source n_target) (van Eck and Waltman 2009).

    Times the number of units, it is observed over expected co-occurrence.

    Examples
    --------
    >>> float(association_strength(2, 4, 5))
    0.1
    """
    both, one, other = as_floats(count, n_source, n_target)
    return both / (one * other)


def log_likelihood(count: Counts, n_source: Counts, n_target: Counts, n_units: Counts) -> Values:
    """Log-likelihood ratio G², 2 Σ observed ln(observed / expected) over the two-by-two table (Dunning 1993).

    It does not tell attraction from avoidance: look at the sign of PMI.

    Examples
    --------
    >>> float(log_likelihood(2, 4, 4, 8))
    0.0
    """
    both, one, other, units = as_floats(count, n_source, n_target, n_units)
    # The rarer name first: sums in one order, so that both orders of a pair give the same bits.
    return 2 * np.maximum(divergence(both, np.minimum(one, other), np.maximum(one, other), units), 0.0)


def benjamini_hochberg(p_values: npt.ArrayLike, *, n_tests: int | None = None) -> Values:
    """Compute Benjamini-Hochberg q values: the false discovery rate at which each test would pass.

    Parameters
    ----------
    n_tests : int, optional
        Tests made altogether, where those not given have p = 1, such as pairs that never meet.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04]).tolist()
    [0.02, 0.04]
    >>> benjamini_hochberg([0.01, 0.04], n_tests=10).tolist()
    [0.1, 0.2]
    """
    p = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(p, kind="stable")[::-1]
    ranks = np.arange(len(p), 0, -1)
    q = np.empty_like(p)
    q[order] = np.minimum(1.0, np.minimum.accumulate(p[order] * max(n_tests or 0, len(p)) / ranks))
    return q


MEASURES: dict[str, Callable[..., Values]] = {
    "jaccard": jaccard,
    "dice": dice,
    "simpson": simpson,
    "cosine": cosine,
    "pmi": pmi,
    "npmi": npmi,
    "association_strength": association_strength,
    "log_likelihood": log_likelihood,
}
"""The measures of the pairs table by column, the field's default first; a new one is a function and a row here."""

COEFFICIENTS = tuple(MEASURES)
"""Their names."""


def associate(measure: str, count: Counts, n_source: Counts, n_target: Counts, n_units: Counts) -> Values:
    """Compute one of :data:`MEASURES` by its name.

    Examples
    --------
    >>> float(associate("jaccard", 2, 3, 4, 100))
    0.4
    """
    function = MEASURES[measure]
    margins = (count, n_source, n_target)
    return function(*margins, n_units) if "n_units" in signature(function).parameters else function(*margins)


def all_measures(
    count: Counts, n_source: Counts, n_target: Counts, n_units: Counts, *, n_tests: int | None = None
) -> dict[str, Values]:
    """Compute every measure and test of the pairs table by column, rounded to the table's digits.

    Returns
    -------
    dict of str to numpy.ndarray
        :data:`COEFFICIENTS`, ``p_value`` (Fisher) and ``q_value`` (`n_tests` as in :func:`benjamini_hochberg`).

    Examples
    --------
    >>> all_measures([2], [4], [4], [16])["pmi"].tolist()
    [1.0]
    """
    p_value = fisher(count, n_source, n_target, n_units)
    found = {name: associate(name, count, n_source, n_target, n_units) for name in COEFFICIENTS}
    found |= {"p_value": p_value, "q_value": benjamini_hochberg(p_value, n_tests=n_tests)}
    return {name: round_numbers(values) for name, values in found.items()}
