"""Logarithms and exponentials: right to the last digits, and made of operations that IEEE 754 prescribes."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantext.networks import elementary


def units_off(found: float, exact: Decimal, least: float = 0.0) -> float:
    """Distance in units in the last place of the exact value, or of `least` where that is larger."""
    return float(abs(Decimal(found) - exact) / Decimal(float(np.spacing(max(abs(float(exact)), least)))))


@given(st.floats(1e-300, 1e300))
def test_log_and_log2(x: float) -> None:
    with localcontext(prec=60):
        exact = Decimal(x).ln()
        assert units_off(float(elementary.log(x)), exact) <= 2.5
        assert units_off(float(elementary.log2(x)), exact / Decimal(2).ln(), least=1.0) <= 2.5


@given(st.one_of(st.floats(-0.999999, -1e-18), st.floats(1e-18, 1e18)))
def test_log1p(x: float) -> None:
    with localcontext(prec=60):
        assert units_off(float(elementary.log1p(x)), (1 + Decimal(x)).ln()) <= 3.5


@given(st.floats(-700, 700))
def test_exp(x: float) -> None:
    with localcontext(prec=60):
        assert units_off(float(elementary.exp(x)), Decimal(x).exp()) <= 2.5


@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        (elementary.log, 1.0, 0.0),
        (elementary.log2, 2.0**-40, -40.0),
        (elementary.log1p, 0.0, 0.0),
        (elementary.exp, 0.0, 1.0),
        (elementary.exp, -1e9, 0.0),
    ],
)
def test_exact_values(function: Callable[[float], float], x: float, expected: float) -> None:
    assert float(function(x)) == expected


def test_no_function_of_a_math_library_is_called() -> None:
    prescribed = {"asarray", "frexp", "ldexp", "rint", "where", "full_like", "ones_like", "clip", "astype"}
    tree = ast.parse(inspect.getsource(elementary))
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} - {"fromhex"}
    assert called <= prescribed | {"float64", "int64", "NDArray", "ArrayLike"}
    assert Fraction(elementary._LN2_HIGH).numerator.bit_length() <= 32
