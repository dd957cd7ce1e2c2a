"""Numbers rounded to the digits that every machine agrees on."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantext.tables.digits import round_number, round_numbers, round_table
from plantext.tables.schemas import COLUMN_DIGITS, DIGITS

FLOATS = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)


@given(st.lists(FLOATS), st.integers(1, 15))
def test_numbers_are_rounded_as_pythons_formatting_rounds_them(values: list[float], digits: int) -> None:
    expected = [float(f"{value:.{digits - 1}e}") for value in values]
    found = round_numbers(values, digits)
    # A product can land on a tie that the decimal number only comes near to: then the neighbour is as near.
    for got, wanted, value in zip(found.tolist(), expected, values, strict=True):
        assert got == wanted or abs(got - value) <= abs(wanted - value) * (1 + 1e-9)
        assert float(f"{got:.{digits - 1}e}") == got


@given(st.lists(FLOATS))
def test_rounding_twice_changes_nothing(values: list[float]) -> None:
    once = round_numbers(values)
    assert round_numbers(once).tolist() == once.tolist()


def test_what_is_not_finite_and_shapes_stay() -> None:
    found = round_numbers([[np.nan, np.inf], [-0.0, 1 / 3]])
    assert found.shape == (2, 2) and math.isnan(found[0, 0]) and math.isinf(found[0, 1])
    assert math.copysign(1, found[1, 0]) == -1 and found[1, 1] == round_number(1 / 3) == 0.33333333333


@pytest.mark.parametrize("value", [1 / 3, 9.87654321e-7, 123456.789, 6.02e-200])
def test_four_units_in_the_last_place_vanish(value: float) -> None:
    steps = [value + k * math.ulp(value) for k in range(-4, 5)]
    assert len(set(round_numbers(steps).tolist())) == 1


def test_a_table_keeps_counts_texts_and_attributes() -> None:
    table = pd.DataFrame({"n": [1], "x": [2 / 3], "eigenvector": [2 / 3], "name": ["甲"], "yes": [True]})
    table.attrs["unit"] = "sentence"
    found = round_table(table)
    assert found.attrs == table.attrs and found.dtypes.tolist() == table.dtypes.tolist()
    assert found.iloc[0].tolist() == [1, 0.66666666667, 0.66666667, "甲", True]
    assert table["x"][0] == 2 / 3 and DIGITS == 11 and COLUMN_DIGITS["eigenvector"] == 8
