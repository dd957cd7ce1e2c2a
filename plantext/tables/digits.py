"""Rounding of decimal numbers to the digits that every machine agrees on.

Counts are exact. The last bits of floating point differ between processors and versions of libraries, so
every decimal number is rounded before it is written, hashed, compared or used to break a tie.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.tables.schemas import COLUMN_DIGITS, DIGITS

# The largest exponent whose power of ten is an exact double: up to it, a product or quotient rounds only once.
_DIRECT = 22
_POWERS = np.array([float(f"1e{power}") for power in range(_DIRECT + 1)])


def round_numbers(values: npt.ArrayLike, digits: int = DIGITS) -> npt.NDArray[np.float64]:
    """Round numbers to significant decimal digits, at most 15; those that are not finite stay.

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
        rounded = [float(f"{value:.{digits - 1}e}") for value in different.tolist()]
        result[rest] = np.array(rounded)[place.ravel()]
    return flat


def round_number(value: float, digits: int = DIGITS) -> float:
    """Round one number to significant digits, as :func:`round_numbers` does.

    Examples
    --------
    >>> round_number(2 / 3)
    0.66666666667
    """
    return float(f"{value:.{digits - 1}e}")


def round_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with decimal columns rounded to the digits of :mod:`plantext.tables.schemas`.

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
