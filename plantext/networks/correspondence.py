"""Correspondence analysis: names and parts of a text on one map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from plantext.errors import EmptyResultError
from plantext.tables.digits import round_numbers

_LEAST_INERTIA = 1e-10


@dataclass(frozen=True)
class Correspondence:
    """A map of the rows and columns of a table of counts.

    Parameters
    ----------
    rows, columns : pandas.DataFrame
        Principal coordinates on the axes, by name.
    inertia : numpy.ndarray
        Share of the total inertia on each axis.
    """

    rows: pd.DataFrame
    columns: pd.DataFrame
    inertia: npt.NDArray[np.float64]


def correspondence(table: pd.DataFrame, *, axes: int = 2) -> Correspondence:
    """Analyse a table of counts: rows that go to the same columns stand near each other, and near these columns.

    Coordinates are principal for rows and columns alike (a symmetric map). Of each axis, the row that is farthest out
    stands on the positive side.

    Parameters
    ----------
    table : pandas.DataFrame
        Counts, names as index and parts as columns; empty rows and columns are left out.
    axes : int
        Axes kept, at most one less than rows and columns.

    Raises
    ------
    EmptyResultError
        If fewer than two rows or columns have counts, or all rows are alike.

    References
    ----------
    M. Greenacre, Correspondence Analysis in Practice, 3rd ed., Chapman & Hall/CRC, 2017.

    Examples
    --------
    >>> table = pd.DataFrame([[8, 2], [1, 9]], index=["a", "b"], columns=["x", "y"])
    >>> correspondence(table, axes=1).rows.round(3).values.tolist()
    [[0.704], [-0.704]]
    """
    counts = table.loc[table.sum(axis=1) > 0, table.sum(axis=0) > 0].astype("float64")
    if min(counts.shape) < 2:
        raise EmptyResultError(
            "Correspondence analysis needs two names and two parts at least, got {n_names} and {n_parts}. "
            "Take more names (top) or smaller parts.",
            n_names=counts.shape[0],
            n_parts=counts.shape[1],
        )
    share = counts.to_numpy() / counts.to_numpy().sum()
    row, column = share.sum(axis=1), share.sum(axis=0)
    expected = np.outer(row, column)
    left, values, right = np.linalg.svd((share - expected) / np.sqrt(expected), full_matrices=False)
    kept = [i for i in range(min(axes, min(counts.shape) - 1)) if values[i] ** 2 > _LEAST_INERTIA]
    if not kept:
        raise EmptyResultError("All names are spread over the parts alike, so there is nothing to map.")
    rows = left[:, kept] * values[kept] / np.sqrt(row)[:, None]
    columns = right[kept].T * values[kept] / np.sqrt(column)[:, None]
    # The sign of an axis is free: the processor must not choose it.
    far = np.abs(np.round(rows, 9)).argmax(axis=0)
    signs = np.where(rows[far, range(len(kept))] < 0, -1.0, 1.0)
    names = [f"axis{i + 1}" for i in kept]
    return Correspondence(
        pd.DataFrame(round_numbers(rows * signs, 6), index=counts.index, columns=names),
        pd.DataFrame(round_numbers(columns * signs, 6), index=counts.columns, columns=names),
        round_numbers(values[kept] ** 2 / (values**2).sum(), 6),
    )
