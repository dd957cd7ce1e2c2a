"""Association of two names from four counts: coefficients, information, tests.

Every function is plain arithmetic on arrays and knows nothing of texts. Throughout, of `n_units`
units `n_source` hold the one name, `n_target` the other and `count` both. Arrays broadcast.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from plantext.networks.elementary import log2
from plantext.networks.hypergeometric import Counts, Values, as_floats, divergence, fisher
from plantext.tables.digits import round_numbers

COEFFICIENTS = ("jaccard", "dice", "simpson", "cosine", "pmi", "npmi", "association_strength", "log_likelihood")
"""The measures of the pairs table that say how strongly two names are tied, the field's default first."""

SEED = 20230609
"""The seed used wherever none is given; any number would do."""


def jaccard(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Jaccard coefficient: count / (n_source + n_target - count).

    Parameters
    ----------
    count, n_source, n_target : array_like of int
        Units with both names, with the one, with the other.

    Returns
    -------
    numpy.ndarray
        From 0 (never together) to 1 (never apart).

    References
    ----------
    P. Jaccard, "Étude comparative de la distribution florale dans une portion des Alpes et des
    Jura", Bulletin de la Société vaudoise des sciences naturelles 37 (1901), 547-579.
    """
    both, one, other = as_floats(count, n_source, n_target)
    return both / (one + other - both)


def dice(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Dice coefficient: 2 count / (n_source + n_target).

    Parameters
    ----------
    count, n_source, n_target : array_like of int
        Units with both names, with the one, with the other.

    Returns
    -------
    numpy.ndarray
        From 0 to 1; orders pairs as Jaccard does, for Dice = 2 J / (1 + J).

    References
    ----------
    L. R. Dice, "Measures of the amount of ecologic association between species", Ecology 26
    (1945), 297-302.
    """
    both, one, other = as_floats(count, n_source, n_target)
    return 2 * both / (one + other)


def simpson(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Simpson (overlap) coefficient: count / min(n_source, n_target).

    Parameters
    ----------
    count, n_source, n_target : array_like of int
        Units with both names, with the one, with the other.

    Returns
    -------
    numpy.ndarray
        From 0 to 1; 1 where the rarer name never stands without the other.

    References
    ----------
    G. G. Simpson, "Mammals and the nature of continents", American Journal of Science 241 (1943),
    1-31; D. Szymkiewicz, "Une contribution statistique à la géographie floristique", Acta
    Societatis Botanicorum Poloniae 11 (1934), 249-265.
    """
    both, one, other = as_floats(count, n_source, n_target)
    return both / np.minimum(one, other)


def cosine(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Cosine of two presence vectors (Ochiai): count / sqrt(n_source n_target).

    Parameters
    ----------
    count, n_source, n_target : array_like of int
        Units with both names, with the one, with the other.

    Returns
    -------
    numpy.ndarray
        From 0 to 1.

    References
    ----------
    A. Ochiai, "Zoogeographical studies on the soleoid fishes found in Japan and its neighbouring
    regions", Bulletin of the Japanese Society of Scientific Fisheries 22 (1957), 526-530.
    """
    both, one, other = as_floats(count, n_source, n_target)
    return both / np.sqrt(one * other)


def pmi(count: Counts, n_source: Counts, n_target: Counts, n_units: Counts) -> Values:
    """Pointwise mutual information in bits: log2(count n_units / (n_source n_target)).

    Parameters
    ----------
    count, n_source, n_target, n_units : array_like of int
        Units with both names, with the one, with the other, and all; `count` of at least 1.

    Returns
    -------
    numpy.ndarray
        0 where the names meet as often as chance would have it; rare pairs score high.

    References
    ----------
    K. W. Church and P. Hanks, "Word association norms, mutual information, and lexicography",
    Computational Linguistics 16 (1990), 22-29.
    """
    both, one, other, units = as_floats(count, n_source, n_target, n_units)
    return log2(both * units / (one * other))


def npmi(count: Counts, n_source: Counts, n_target: Counts, n_units: Counts) -> Values:
    """Normalised PMI: pmi / -log2(count / n_units).

    Parameters
    ----------
    count, n_source, n_target, n_units : array_like of int
        Units with both names, with the one, with the other, and all; `count` of at least 1.

    Returns
    -------
    numpy.ndarray
        From -1 to 1; 1 where the names never stand apart, which includes both being in every unit.

    References
    ----------
    G. Bouma, "Normalized (pointwise) mutual information in collocation extraction", Proceedings of
    the Biennial GSCL Conference (2009), 31-40.
    """
    both, one, other, units = as_floats(count, n_source, n_target, n_units)
    surprise = -log2(both / units)
    everywhere = surprise <= 0
    return np.where(everywhere, 1.0, pmi(both, one, other, units) / np.where(everywhere, 1.0, surprise))


def association_strength(count: Counts, n_source: Counts, n_target: Counts) -> Values:
    """Association strength: count / (n_source n_target).

    Parameters
    ----------
    count, n_source, n_target : array_like of int
        Units with both names, with the one, with the other.

    Returns
    -------
    numpy.ndarray
        Times the number of units, this is observed over expected co-occurrence.

    References
    ----------
    N. J. van Eck and L. Waltman, "How to normalize cooccurrence data? An analysis of some
    well-known similarity measures", JASIST 60 (2009), 1635-1651.
    """
    both, one, other = as_floats(count, n_source, n_target)
    return both / (one * other)


def log_likelihood(count: Counts, n_source: Counts, n_target: Counts, n_units: Counts) -> Values:
    """Log-likelihood ratio G² of the two-by-two table: 2 Σ observed ln(observed / expected).

    Parameters
    ----------
    count, n_source, n_target, n_units : array_like of int
        Units with both names, with the one, with the other, and all.

    Returns
    -------
    numpy.ndarray
        0 or more. It does not tell attraction from avoidance: look at the sign of PMI.

    References
    ----------
    T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
    Linguistics 19 (1993), 61-74.
    """
    both, one, other, units = as_floats(count, n_source, n_target, n_units)
    # The rarer name first: sums in one order, so that both orders of a pair give the same bits.
    return 2 * np.maximum(divergence(both, np.minimum(one, other), np.maximum(one, other), units), 0.0)


def benjamini_hochberg(p_values: npt.ArrayLike, *, n_tests: int | None = None) -> Values:
    """Benjamini-Hochberg q values: the false discovery rate at which each test would pass.

    Parameters
    ----------
    p_values : array_like of float
        One p a test.
    n_tests : int, optional
        Tests made altogether, where those not given have p = 1: pairs that never meet were looked
        at too. By default, as many as `p_values`.

    Returns
    -------
    numpy.ndarray
        q in the order of `p_values`, never below p.

    References
    ----------
    Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal
    Statistical Society B 57 (1995), 289-300.
    """
    p = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(p, kind="stable")[::-1]
    ranks = np.arange(len(p), 0, -1)
    q = np.empty_like(p)
    q[order] = np.minimum(1.0, np.minimum.accumulate(p[order] * max(n_tests or 0, len(p)) / ranks))
    return q


def all_measures(
    count: Counts, n_source: Counts, n_target: Counts, n_units: Counts, *, n_tests: int | None = None
) -> dict[str, Values]:
    """Every measure and test of the pairs table by its column's name, rounded to the table's digits.

    Parameters
    ----------
    count, n_source, n_target, n_units : array_like of int
        Units with both names, with the one, with the other, and all; `count` of at least 1.
    n_tests : int, optional
        As in :func:`benjamini_hochberg`.

    Returns
    -------
    dict of str to numpy.ndarray
        :data:`COEFFICIENTS`, then ``p_value`` and ``q_value``; pairs with equal counts have equal values.
    """
    margins = (count, n_source, n_target)
    p_value = fisher(*margins, n_units)
    found = {
        "jaccard": jaccard(*margins),
        "dice": dice(*margins),
        "simpson": simpson(*margins),
        "cosine": cosine(*margins),
        "pmi": pmi(*margins, n_units),
        "npmi": npmi(*margins, n_units),
        "association_strength": association_strength(*margins),
        "log_likelihood": log_likelihood(*margins, n_units),
        "p_value": p_value,
        "q_value": benjamini_hochberg(p_value, n_tests=n_tests),
    }
    return {name: round_numbers(values) for name, values in found.items()}
