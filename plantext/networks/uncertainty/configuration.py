"""The bipartite configuration model: a null of co-occurrence that is computed, not sampled."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from plantext.errors import PlantextError
from plantext.networks.elementary import exp, log, log1p

Integers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

_STEPS = 20_000
_CELLS = 1_000_000
_TINY = 1e-35


def counts_at(presence: sparse.csr_array, source: Integers, target: Integers) -> Integers:
    """Count the units that hold both names of each pair, given as columns of a table of entries 1."""
    together = (presence.T @ presence).tocsr()
    return np.asarray(together[source, target]).ravel().astype(np.int64)


def _weigh(rows: Values, weights: Integers) -> Values:
    """Weighted sum of each row, term by term: a product of matrices would add in the order of the processor."""
    total: Values = (np.ascontiguousarray(rows.T) * weights[:, None]).sum(axis=0)
    return total


def bicm_probabilities(n_units: Integers, n_names: Integers, unit_sizes: Integers, name_sizes: Integers) -> Values:
    """Solve the bipartite configuration model: the chance that a unit holds a name, margins fixed on average.

    p = x y / (1 + x y), with x and y such that the expected sizes are those given. Units of one size and names
    of one frequency are interchangeable, so the model is solved for classes of them.

    Parameters
    ----------
    n_units, n_names : numpy.ndarray of int
        How many units, names are in each class.
    unit_sizes, name_sizes : numpy.ndarray of int
        Names in a unit, units with a name, of each class; at least 1.

    Returns
    -------
    numpy.ndarray
        Name classes by unit classes.

    Raises
    ------
    PlantextError
        If the equations do not converge.

    References
    ----------
    F. Saracco, R. Di Clemente, A. Gabrielli and T. Squartini, "Randomizing bipartite networks: the
    case of the World Trade Web", Scientific Reports 5 (2015), 10595.

    Examples
    --------
    >>> bicm_probabilities(*(np.array([n]) for n in (4, 2, 1, 2))).round(4).tolist()
    [[0.5]]
    """
    total = float(n_units @ unit_sizes)
    x, y = name_sizes / np.sqrt(total), unit_sizes / np.sqrt(total)
    # A name that stands in every unit, or a unit that holds every name, has no finite solution.
    sure = (name_sizes[:, None] >= n_units.sum()) | (unit_sizes >= n_names.sum())
    for _ in range(_STEPS):
        odds = 1 + np.outer(x, y)
        wanted = np.maximum(name_sizes - sure @ n_units, 0)
        x = wanted / np.maximum(_weigh(np.where(sure, 0.0, y / odds), n_units), 1e-300)
        odds = 1 + np.outer(x, y)
        wanted = np.maximum(unit_sizes - n_names @ sure, 0)
        y = wanted / np.maximum(_weigh(np.where(sure, 0.0, x[:, None] / odds).T, n_names), 1e-300)
        product = np.outer(x, y)
        p: Values = np.where(sure, 1.0, product / (1 + product))
        if np.abs(_weigh(p, n_units) - name_sizes).max() < 1e-8 * max(1.0, float(name_sizes.max())):
            return p
    raise PlantextError("The bipartite configuration model did not converge on this table; use null='curveball'.")


def _sum_masses(chances: Values, repeats: Integers, longest: int) -> Values:
    """Chances of 0 to `longest` successes in independent trials, case by case; tiny terms are passed over."""
    k = np.arange(longest + 1)
    mass = np.zeros((len(chances), longest + 1))
    mass[:, 0] = 1.0
    for chance, n in zip(chances.T, repeats.tolist(), strict=True):
        low = k[: min(n, longest) + 1]
        # ln of n choose k: each from the one before, in whole numbers.
        choose = np.concatenate([[0.0], np.cumsum(log((n - low[:-1]) / low[1:]))])
        q = np.clip(chance, 1e-300, None)[:, None]
        terms = exp(choose + low * log(q) + (n - low) * log1p(-q))
        last = int(np.flatnonzero(terms.max(axis=0) > _TINY).max(initial=0))
        fresh = mass * terms[:, :1]
        for step in range(1, last + 1):
            fresh[:, step:] += mass[:, :-step] * terms[:, step : step + 1]
        mass = fresh
    return mass


def poisson_binomial_tail(counts: Integers, chances: Values, repeats: Integers) -> Values:
    """Compute P(X >= count) for sums of independent trials (Poisson-binomial), many at once, good to about 1e-30.

    Parameters
    ----------
    chances : numpy.ndarray
        Cases by kinds of trial.
    repeats : numpy.ndarray of int
        Trials of each kind.

    Examples
    --------
    >>> poisson_binomial_tail(np.array([2]), np.array([[0.5]]), np.array([3])).round(6).tolist()
    [0.5]
    """
    certain = chances >= 1 - 1e-12
    wanted = np.maximum(counts - certain @ repeats, 0)
    chances = np.where(certain, 0.0, chances)
    beyond = wanted > _weigh(chances, repeats)
    longest = np.where(beyond, wanted + 60, wanted)
    result = np.empty(len(counts))
    order = np.argsort(longest, kind="stable")
    begin = 0
    while begin < len(order):
        # Cases of like length together, as many as fit.
        stop = begin + 1
        while stop < len(order) and (stop - begin + 1) * (longest[order[stop]] + 1) < _CELLS:
            stop += 1
        part = order[begin:stop]
        mass = _sum_masses(chances[part], repeats, int(longest[part].max()))
        k = np.arange(mass.shape[1])
        above = k >= wanted[part][:, None]
        upper, lower = (mass * above).sum(axis=1), (mass * ~above).sum(axis=1)
        result[part] = np.clip(np.where(beyond[part], upper, 1 - lower), 0.0, 1.0)
        begin = stop
    return result


def bicm(presence: sparse.csr_array, source: Integers, target: Integers) -> dict[str, Any]:
    """Compare counts of co-occurrence with the bipartite configuration model.

    A pair's count is then a sum of independent trials, one a unit, so that p is computed, not sampled, and can be
    as small as many comparisons need. Margins hold only on average, so counts vary more than in shuffled tables:
    p errs on the side of caution, the more so the denser the table.

    Parameters
    ----------
    presence, source, target
        As in :func:`plantext.networks.uncertainty.nullmodel.fixed_margins`.

    Returns
    -------
    dict of str to numpy.ndarray
        As :func:`plantext.networks.uncertainty.nullmodel.fixed_margins`.

    References
    ----------
    F. Saracco, M. J. Straka, R. Di Clemente, A. Gabrielli, G. Caldarelli and T. Squartini, "Inferring monopartite
    projections of bipartite networks: an entropy-based approach", New Journal of Physics 19 (2017), 053022.

    Examples
    --------
    >>> presence = sparse.csr_array([[1, 1], [1, 0], [0, 1], [0, 0]])
    >>> bicm(presence, np.array([0]), np.array([1]))["expected"].round(2).tolist()
    [1.5]
    """
    observed = counts_at(presence, source, target)
    per_unit = np.diff(presence.indptr)
    unit_sizes, n_units = np.unique(per_unit[per_unit > 0], return_counts=True)
    frequency = np.asarray(presence.sum(axis=0)).ravel().astype(np.int64)
    name_sizes, n_names = np.unique(frequency[frequency > 0], return_counts=True)
    p = bicm_probabilities(n_units, n_names, unit_sizes, name_sizes)
    kinds = np.sort(np.searchsorted(name_sizes, np.stack([frequency[source], frequency[target]])), axis=0)
    cases, where = np.unique(np.vstack([kinds, observed]), axis=1, return_inverse=True)
    where = where.ravel()
    chances = p[cases[0]] * p[cases[1]]
    expected = _weigh(chances, n_units)
    sd = np.sqrt(_weigh(chances * (1 - chances), n_units))
    tails = poisson_binomial_tail(cases[2], chances, n_units)
    z = np.where(sd > 1e-12, (cases[2] - expected) / np.where(sd > 1e-12, sd, 1.0), 0.0)
    return {"expected": expected[where], "sd": sd[where], "z_null": z[where], "p_null": tails[where]}
