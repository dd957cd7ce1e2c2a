"""How many digits of a number are told: those that every machine agrees on.

Counts are exact. What floating point makes of them differs in its last bits between processors and versions
of libraries, so every decimal number is rounded before it is written, hashed, compared or used to break a tie.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

DIGITS = 11
"""Significant digits of a decimal column that :data:`COLUMN_DIGITS` does not name.

With more, the last bits of a double begin to show; with fewer, paths whose lengths are equal (1 / 0.5 + 1 and
1 / 0.333) come apart by more than igraph's tolerance of 1e-10, and betweenness changes.
"""

COLUMN_DIGITS = {"eigenvector": 8}
"""Columns whose numbers hang on more than rounding: an eigenvector moves by the error over the spectral gap."""

_DIRECT = 22
"""Powers of ten up to here are exact doubles, so one product or quotient rounds once."""
_POWERS = np.array([float(f"1e{power}") for power in range(_DIRECT + 1)])


def round_numbers(values: npt.ArrayLike, digits: int = DIGITS) -> npt.NDArray[np.float64]:
    """Round to significant decimal digits: the double nearest to the decimal number.

    Parameters
    ----------
    values : array_like of float
        Any numbers; those that are not finite stay.
    digits : int
        Significant digits, at most 15.

    Returns
    -------
    numpy.ndarray
        Same shape.

    Examples
    --------
    >>> round_numbers([1 / 3, 2e-300 / 3], 4).tolist()
    [0.3333, 6.667e-301]
    """
    flat = np.array(values, dtype=np.float64)
    result = flat.reshape(-1)
    size = np.abs(result)
    # Where ten to the power needed is exact: scaled to `digits` whole digits, rounded and scaled back.
    direct = (size >= 10.0 ** (digits - _DIRECT)) & (size < 10.0**digits)
    part, sizes = result[direct], size[direct]
    power = np.full(len(part), digits - 1, dtype=np.int64)
    for step in range(1, digits):
        power -= sizes >= _POWERS[step]
    for step in range(_DIRECT - digits):
        power += sizes * _POWERS[step] < 1
    scale = _POWERS[power]
    result[direct] = np.rint(part * scale) / scale
    rest = np.flatnonzero(~direct & np.isfinite(result) & (result != 0))
    if len(rest):
        different, place = np.unique(result[rest], return_inverse=True)
        told = [float(f"{value:.{digits - 1}e}") for value in different.tolist()]
        result[rest] = np.array(told)[place.ravel()]
    return flat


def round_number(value: float, digits: int = DIGITS) -> float:
    """One number rounded as :func:`round_numbers` does.

    Parameters
    ----------
    value : float
        Any number.
    digits : int
        Significant digits.

    Returns
    -------
    float
        The rounded number.

    Examples
    --------
    >>> round_number(2 / 3)
    0.66666666667
    """
    return float(f"{value:.{digits - 1}e}")


def round_table(table: pd.DataFrame) -> pd.DataFrame:
    """A table with its decimal columns rounded to the digits of the schema.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table; whole numbers, truth values and texts stay.

    Returns
    -------
    pandas.DataFrame
        A new table, ``attrs`` kept.

    Examples
    --------
    >>> round_table(pd.DataFrame({"count": [1], "jaccard": [1 / 3]})).to_dict("list")
    {'count': [1], 'jaccard': [0.33333333333]}
    """
    rounded = {
        name: round_numbers(table[name].to_numpy(), COLUMN_DIGITS.get(str(name), DIGITS))
        for name in table.columns
        if pd.api.types.is_float_dtype(table[name])
    }
    result = table.copy(deep=False)
    for name, values in rounded.items():
        result[name] = values
    return result
