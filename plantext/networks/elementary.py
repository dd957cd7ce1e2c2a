"""Logarithm and exponential from ``+ - * /`` alone: the same bits on every IEEE 754 processor.

A C library and numpy choose between several kernels for ``log`` and ``exp`` by processor, which differ in
the last bit. Every operation here is one numpy ufunc whose result IEEE 754 prescribes, in a fixed order;
ufuncs are never fused, so no fused multiply-add enters.

References
----------
J.-M. Muller, "Elementary Functions: Algorithms and Implementation", 3rd edition, 2016, chapters 3 and 11, for
the reduction of the arguments; IEEE Std 754-2019, clause 5.4, for the operations that are exact to the last bit.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

# The first 32 bits of ln 2, so that a whole number of up to 21 bits times this is exact.
_LN2_HIGH = float.fromhex("0x1.62e42fee00000p-1")
_LN2_LOW = float.fromhex("0x1.a39ef35793c76p-33")
_INVERSE_LN2 = float.fromhex("0x1.71547652b82fep+0")
_SQRT_HALF = float.fromhex("0x1.6a09e667f3bcdp-1")
# Coefficients of atanh(s) / s - 1 in powers of s²; 12 terms suffice up to |s| = 0.1716.
_SERIES = tuple(1.0 / (2 * k + 1) for k in range(1, 13))
_TAYLOR = tuple(1.0 / (k + 1) for k in range(13, 0, -1))
_LARGEST, _SMALLEST = 709.0, -745.0


def _atanh_twice(s: Values) -> Values:
    """2 atanh(s) for |s| of at most 0.1716, by its power series from the last term on."""
    z = s * s
    total = np.full_like(s, _SERIES[-1])
    for coefficient in reversed(_SERIES[:-1]):
        total = total * z + coefficient
    return 2 * s + 2 * s * (total * z)


def _split(x: Values) -> tuple[Values, Values]:
    """Write x as m 2^e with m from sqrt(1/2) to sqrt(2)."""
    mantissa, exponent = np.frexp(x)
    low = mantissa < _SQRT_HALF
    return np.where(low, 2 * mantissa, mantissa), exponent.astype(np.float64) - low


def log(x: npt.ArrayLike) -> Values:
    """Natural logarithm of positive finite numbers, within 2 units in the last place.

    Examples
    --------
    >>> float(log(1.0))
    0.0
    """
    m, e = _split(np.asarray(x, dtype=np.float64))
    return e * _LN2_HIGH + (_atanh_twice((m - 1) / (m + 1)) + e * _LN2_LOW)


def log2(x: npt.ArrayLike) -> Values:
    """Binary logarithm of positive finite numbers, exact for powers of two.

    The error is within 2 units in the last place of the larger of the result and 1.

    Examples
    --------
    >>> float(log2(0.125))
    -3.0
    """
    m, e = _split(np.asarray(x, dtype=np.float64))
    return e + _atanh_twice((m - 1) / (m + 1)) * _INVERSE_LN2


def log1p(x: npt.ArrayLike) -> Values:
    """Compute ln(1 + x) for finite x above -1, within 3 units in the last place also where x is tiny.

    Examples
    --------
    >>> float(log1p(1e-20))
    1e-20
    """
    x = np.asarray(x, dtype=np.float64)
    near = (x > -0.29) & (x < 0.41)
    close = np.where(near, x, 0.0)
    whole = np.where(near, 1.0, 1 + x)
    lost = np.where(near, 0.0, np.where(x > 1, 1 - (whole - x), x - (whole - 1)))
    return np.where(near, _atanh_twice(close / (2 + close)), log(whole) + lost / whole)


def exp(x: npt.ArrayLike) -> Values:
    """Exponential of numbers up to 709, within 2 units in the last place; 0 below -745.

    Examples
    --------
    >>> float(exp(0.0))
    1.0
    """
    x = np.clip(np.asarray(x, dtype=np.float64), _SMALLEST - 1, _LARGEST)
    steps = np.rint(x * _INVERSE_LN2)
    rest = (x - steps * _LN2_HIGH) - steps * _LN2_LOW
    # Horner's scheme of 1 + r (1 + r/2 (1 + r/3 (...))).
    total = np.ones_like(rest)
    for inverse in _TAYLOR:
        total = 1 + rest * inverse * total
    return np.where(x < _SMALLEST, 0.0, np.ldexp(1 + rest * total, steps.astype(np.int64)))
