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
from plantext.networks.measures import SEED, benjamini_hochberg
from plantext.networks.uncertainty.configuration import bicm, counts_at
from plantext.tables.digits import round_table

Integers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

BURN_IN = 60
THIN = 6


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
        raise PlantextError(
            "samples={samples}: the null needs at least one shuffled table; 999 is usual.", samples=samples
        )
    rng = np.random.default_rng(seed)
    held = presence[np.flatnonzero(np.diff(presence.indptr))]
    observed = counts_at(held, source, target)
    entries = held.tocoo()
    units, names = entries.row.astype(np.int64), entries.col.astype(np.int64)
    total, squares, reached = (np.zeros(len(source)) for _ in range(3))
    ones = np.ones(len(units), dtype=np.int64)
    for sample in range(samples):
        for _ in range(THIN if sample else BURN_IN):
            units = _trade(units, names, rng, *held.shape)
        counts = counts_at(sparse.csr_array((ones, (units, names)), shape=held.shape), source, target)
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
        ``curveball`` (:func:`fixed_margins`) or ``bicm`` (:func:`plantext.networks.uncertainty.configuration.bicm`).
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
        raise PlantextError("null {method!r}: expected curveball or bicm.", method=method)
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
