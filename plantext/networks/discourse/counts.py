"""Statements counted by actor, concept and qualifier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.networks.discourse.statements import QUALIFIER, usable, without_duplicates

TIMES = "_times"


@dataclass(frozen=True)
class Counts:
    """Statements by row, column and qualifier.

    Parameters
    ----------
    rows, columns : list of str
        Names in code-point order.
    qualifiers : list of int
        In order; empty where the qualifier is ignored.
    layers : list of scipy.sparse.csr_array
        Rows by columns, a layer a qualifier; the last holds the statements without one.
    statements : pandas.DataFrame
        The statements counted, duplicates left out.
    info : dict
        How it was made.
    """

    rows: list[str]
    columns: list[str]
    qualifiers: list[int]
    layers: list[sparse.csr_array]
    statements: pd.DataFrame
    info: dict[str, Any] = field(default_factory=dict)

    @property
    def total(self) -> sparse.csr_array:
        """Statements by row and column, whatever their qualifier."""
        return sparse.csr_array(sum(self.layers[1:], self.layers[0]))

    @property
    def activity(self) -> npt.NDArray[np.int64]:
        """Statements of each row."""
        return np.asarray(self.total.sum(axis=1)).ravel()


def count_statements(  # noqa: PLR0913
    statements: pd.DataFrame,
    *,
    rows: str = "person",
    columns: str = "concept",
    qualifier: str | None = QUALIFIER,
    ignore: bool = False,
    duplicates: str = "document",
) -> Counts:
    """Count statements by row, column and qualifier.

    Parameters
    ----------
    statements : pandas.DataFrame
        Columns doc_id, date, `rows`, `columns`, `qualifier`; statements without a name or a qualifier are left out.
        A column :data:`TIMES` says how often each counts in a resample; those of 0 are no statements.
    rows, columns : str
        Any two columns: person, party, house; concept.
    qualifier : str, optional
        Column of whole numbers: 1 and 0, or a scale.
    ignore : bool
        Statements that differ in the qualifier alone repeat each other, and those without one count too.
    duplicates : str
        As in :func:`~plantext.networks.discourse.statements.without_duplicates`; the earliest is kept.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": "d", "person": ["a", "a"], "concept": "x", "agreement": [1, 0]})
    >>> [int(layer.sum()) for layer in count_statements(table).layers]
    [1, 1, 0]
    """
    if qualifier is None:
        ignore = True
    marked = statements if TIMES in statements.columns else statements.assign(**{TIMES: 1})
    kept = usable(marked[marked[TIMES] > 0], rows, columns, None if ignore else qualifier)
    if "date" in kept.columns:
        kept = kept.sort_values("date", kind="stable")
    used = without_duplicates(kept, [rows, columns] if ignore else [rows, columns, str(qualifier)], duplicates)
    names = [sorted(set(used[column].astype("str"))) for column in (rows, columns)]
    info: dict[str, Any] = {"actor": rows, "over": columns, "qualifier": qualifier or "", "duplicates": duplicates}
    info |= {"n_statements": len(statements), "n_usable": len(kept), "n_counted": len(used)}
    layers, levels = _layers(used, [rows, columns], names, qualifier)
    return Counts(names[0], names[1], [] if ignore else levels, layers, used, info)


def _layers(
    used: pd.DataFrame, sides: list[str], names: list[list[str]], qualifier: str | None
) -> tuple[list[sparse.csr_array], list[int]]:
    row, column = (
        pd.Index(of).get_indexer(pd.Index(used[side].astype("str"))) for of, side in zip(names, sides, strict=True)
    )
    values = np.full(len(used), np.nan)
    if qualifier:
        values = pd.to_numeric(used[qualifier], errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    found = {int(value) for value in values[~np.isnan(values)]}
    levels = [0, 1] if found <= {0, 1} else sorted(found)
    parts = [*(values == level for level in levels), np.isnan(values)]
    times = used[TIMES].to_numpy(dtype=np.int64)
    shape = (len(names[0]), len(names[1]))
    layers = [sparse.csr_array((times[part], (row[part], column[part])), shape=shape) for part in parts]
    return layers, levels
