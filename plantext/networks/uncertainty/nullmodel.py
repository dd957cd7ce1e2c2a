"""A null model of co-occurrence that keeps the length of units and the frequency of names.

Fisher's test treats every unit as equally likely to hold a name. Long units and frequent names then make
names meet trivially. Here the whole table of units and names is shuffled with both margins fixed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.errors import PlantextError
from plantext.networks.elementary import exp, log, log1p
from plantext.networks.measures import SEED, benjamini_hochberg
from plantext.tables.digits import round_table

Integers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

BURN_IN = 60
THIN = 6
_STEPS = 20_000
_CELLS = 1_000_000
_TINY = 1e-35


def _trade(units: Integers, names: Integers, rng: np.random.Generator, n_units: int, n_names: int) -> Integers:
    """One global trade: pair all units at random, let each pair deal out anew what only one of the two holds.

    Returns the unit of each (unit, name) entry after the trade.
    """
    seat = rng.permutation(n_units)
    place = seat[units]
    table, side = place // 2, place % 2
    order = np.argsort(table * n_names + names, kind="stable")
    code = (table * n_names + names)[order]
    shared = np.zeros(len(order), dtype=np.bool_)
    same = code[1:] == code[:-1]
    shared[1:] |= same
    shared[:-1] |= same
    free = order[~shared]
    # Of the entries that can be dealt at a table, as many go to each side as came from it.
    at, came = table[free], side[free]
    dealt = np.lexsort((rng.random(len(free)), at))
    rank_came = np.lexsort((came, at))
    after = side.copy()
    after[free[dealt]] = came[rank_came]
    by_seat = np.empty(n_units, dtype=np.int64)
    by_seat[seat] = np.arange(n_units)
    result: Integers = by_seat[table * 2 + after]
    return result


def shuffle(presence: sparse.csr_array, rng: np.random.Generator, *, trades: int = BURN_IN) -> sparse.csr_array:
    """Draw a random table with the same row sums and column sums (Curveball, all pairs of rows at once).

    Parameters
    ----------
    presence : scipy.sparse.csr_array
        Units by names, entries 1.
    trades : int
        Global trades; each lets every unit trade once.

    References
    ----------
    G. Strona et al., "A fast and unbiased procedure to randomize ecological binary matrices with
    fixed row and column totals", Nature Communications 5 (2014), 4114.
    C. J. Carstens, M. Hamann, U. Meyer, M. Penschuck, H. Tran and D. Wagner, "Parallel and I/O-efficient
    randomisation of massive networks using global curveball trades", ESA 2018, 11:1-11:15.

    Examples
    --------
    >>> table = shuffle(sparse.csr_array([[1, 1, 0], [0, 0, 1]]), np.random.default_rng(1))
    >>> table.sum(axis=0).tolist(), table.sum(axis=1).tolist()
    ([1, 1, 1], [2, 1])
    """
    entries = presence.tocoo()
    units, names = entries.row.astype(np.int64), entries.col.astype(np.int64)
    rows, columns = presence.shape
    for _ in range(trades):
        units = _trade(units, names, rng, rows, columns)
    ones = np.ones(len(units), dtype=np.int64)
    return sparse.csr_array((ones, (units, names)), shape=presence.shape)


def _counts_at(presence: sparse.csr_array, source: Integers, target: Integers) -> Integers:
    together = (presence.T @ presence).tocsr()
    return np.asarray(together[source, target]).ravel().astype(np.int64)


def fixed_margins(
    presence: sparse.csr_array, source: Integers, target: Integers, *, samples: int = 999, seed: int = SEED
) -> dict[str, Any]:
    """Compare counts of co-occurrence with tables shuffled under fixed margins.

    Parameters
    ----------
    presence : scipy.sparse.csr_array
        Units by names, entries 1.
    source, target : numpy.ndarray of int
        Columns of the pairs to test.
    samples : int
        Shuffled tables; the smallest p is 1 / (samples + 1).

    Returns
    -------
    dict of str to numpy.ndarray
        ``expected`` and ``sd`` of the count under the null, ``z_null`` = (count - expected) / sd (0 where the count
        cannot vary), and ``p_null`` = (1 + tables with as high a count) / (1 + samples), which is exact for
        exchangeable tables.

    References
    ----------
    J. Besag and P. Clifford, "Generalized Monte Carlo significance tests", Biometrika 76 (1989), 633-642.

    Examples
    --------
    >>> presence = sparse.csr_array([[1, 1, 0], [0, 0, 1]])
    >>> fixed_margins(presence, np.array([0]), np.array([1]), samples=99)["p_null"].tolist()[0] < 1
    True
    """
    if samples < 1:
        raise PlantextError(f"samples={samples}: the null needs at least one shuffled table; 999 is usual.")
    rng = np.random.default_rng(seed)
    held = presence[np.flatnonzero(np.diff(presence.indptr))]
    observed = _counts_at(held, source, target)
    entries = held.tocoo()
    units, names = entries.row.astype(np.int64), entries.col.astype(np.int64)
    total, squares, reached = (np.zeros(len(source)) for _ in range(3))
    ones = np.ones(len(units), dtype=np.int64)
    for sample in range(samples):
        for _ in range(THIN if sample else BURN_IN):
            units = _trade(units, names, rng, *held.shape)
        counts = _counts_at(sparse.csr_array((ones, (units, names)), shape=held.shape), source, target)
        total += counts
        squares += counts.astype(np.float64) ** 2
        reached += counts >= observed
    expected = total / samples
    sd = np.sqrt(np.maximum(squares / samples - expected**2, 0.0))
    varies = sd > 1e-12
    return {
        "expected": expected,
        "sd": sd,
        "z_null": np.where(varies, (observed - expected) / np.where(varies, sd, 1.0), 0.0),
        "p_null": (1 + reached) / (1 + samples),
    }


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
        As in :func:`fixed_margins`.

    Returns
    -------
    dict of str to numpy.ndarray
        As :func:`fixed_margins`.

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
    observed = _counts_at(presence, source, target)
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


def with_null(  # noqa: PLR0913
    pairs: pd.DataFrame,
    presence: sparse.csr_array,
    names: pd.Series[str],
    *,
    method: str = "curveball",
    samples: int = 999,
    seed: int = SEED,
) -> pd.DataFrame:
    """Add the null's columns to a pairs table.

    Parameters
    ----------
    presence : scipy.sparse.csr_array
        The presences that `pairs` was counted from.
    names : pandas.Series of str
        Names of the columns of `presence`.
    method : str
        ``curveball`` (:func:`fixed_margins`) or ``bicm`` (:func:`bicm`).
    samples, seed : int
        Of the shuffles.

    Returns
    -------
    pandas.DataFrame
        With ``expected``, ``sd``, ``z_null``, ``p_null`` and ``q_null`` (Benjamini-Hochberg over every pair of
        names, also those that never meet).

    Examples
    --------
    >>> presence = sparse.csr_array([[1, 1], [1, 0], [0, 1]])
    >>> pairs = pd.DataFrame({"source": ["a"], "target": ["b"]})
    >>> with_null(pairs, presence, pd.Series(["a", "b"]), method="bicm").columns.tolist()
    ['source', 'target', 'expected', 'sd', 'z_null', 'p_null', 'q_null']
    """
    if method not in ("curveball", "bicm"):
        raise PlantextError(f"null {method!r}: expected curveball or bicm.")
    index = pd.Index(names)
    source, target = (index.get_indexer(pd.Index(pairs[side])).astype(np.int64) for side in ("source", "target"))
    sampled = method == "curveball"
    found = (
        fixed_margins(presence, source, target, samples=samples, seed=seed)
        if sampled
        else bicm(presence, source, target)
    )
    n_names = int((presence.sum(axis=0) > 0).sum())
    found["q_null"] = benjamini_hochberg(found["p_null"], n_tests=n_names * (n_names - 1) // 2)
    result = round_table(pairs.assign(**found))
    result.attrs = {**pairs.attrs, "null": method, **({"null_samples": samples, "null_seed": seed} if sampled else {})}
    return result
