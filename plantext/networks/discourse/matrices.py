"""Actors by concepts, and actors by actors: the matrices of discourse network analysis.

Aggregations, normalisations and rules for duplicates are those of the Discourse Network Analyzer (DNA 3) and its R
package rDNA, so that numbers can be compared. A statement says that an actor agrees (1) or disagrees (0) with a
concept; x[a, c, q] counts the statements of actor a on concept c with the qualifier q, and n[a] all of a.

References
----------
P. Leifeld, "Discourse network analysis: policy debates as dynamic networks", in The Oxford Handbook of Political
Networks, Oxford University Press, 2017, 301-325. P. Leifeld, J. Gruber and F. R. Bossner, Discourse Network Analyzer
Manual; rDNA, ``dna_network``; DNA 3, ``Exporter``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.errors import PlantextError
from plantext.networks.discourse.counts import Counts, count_statements
from plantext.networks.discourse.statements import QUALIFIER

AGGREGATIONS = ("ignore", "congruence", "conflict", "subtract")
"""How the qualifiers of two actors become a tie."""
NORMALISATIONS = ("none", "average", "jaccard", "cosine")
"""What a tie of two actors is divided by."""
TWO_MODE_AGGREGATIONS = ("ignore", "subtract", "combine")
TWO_MODE_NORMALISATIONS = ("none", "activity", "prominence")

Values = npt.NDArray[np.float64]


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise PlantextError(
            "{name} {value!r}: expected one of {known}.", name=name, value=value, known=", ".join(known)
        )


def _nearness(qualifiers: list[int]) -> Values:
    """1 for the same qualifier, 0 for the two furthest apart; the layer without qualifiers is empty."""
    scale = np.array([*qualifiers, qualifiers[0]], dtype=np.float64)
    return np.asarray(1 - np.abs(scale[:, None] - scale) / max(scale.max() - scale.min(), 1))


def _meetings(counts: Counts, kernel: Values) -> sparse.csr_array:
    """Sum over columns and pairs of layers the products of two rows' counts, each weighted by `kernel`."""
    size = len(counts.rows)
    result = sparse.csr_array((size, size), dtype=np.float64)
    for one, layer in enumerate(counts.layers):
        for other, against in enumerate(counts.layers):
            if kernel[one, other] and layer.nnz and against.nnz:
                result = result + kernel[one, other] * (layer @ against.T)
    return sparse.csr_array(result)


def _divisors(counts: Counts, normalisation: str, a: Any, b: Any) -> Values:
    activity = counts.activity.astype(np.float64)
    if normalisation == "none":
        return np.ones(len(a))
    if normalisation == "average":
        return np.asarray((activity[a] + activity[b]) / 2)
    if normalisation == "cosine":
        return np.asarray(activity[a] * activity[b])
    cells = sparse.csr_array(sparse.hstack(counts.layers, format="csr"))
    present = cells.copy()
    present.data = np.ones_like(present.data)
    held = sparse.csr_array(cells @ present.T)
    both, mine, theirs = (
        _at(matrix, *place) for matrix, place in (((cells @ cells.T), (a, b)), (held, (a, b)), (held, (b, a)))
    )
    return np.asarray(activity[a] - mine + activity[b] - theirs + both)


def _at(matrix: Any, a: Any, b: Any) -> Values:
    if not len(a):
        return np.zeros(0)
    return np.asarray(sparse.csr_array(matrix)[a, b], dtype=np.float64).ravel()


def ties(counts: Counts, normalisation: str = "none") -> pd.DataFrame:
    """List the pairs of rows that share a column.

    Returns
    -------
    pandas.DataFrame
        source, target (positions), the sums ignore, congruence and conflict as in :func:`actor_matrix`, and the
        divisor of the normalisation.
    """
    _one_of("normalisation", normalisation, NORMALISATIONS)
    size = len(counts.layers)
    together = _meetings(counts, np.ones((size, size)))
    upper = sparse.triu(together, k=1).tocoo()
    order = np.lexsort((upper.col, upper.row))
    a, b = upper.row[order], upper.col[order]
    table = pd.DataFrame({"source": a, "target": b, "ignore": _at(together, a, b)})
    if counts.qualifiers:
        near = _nearness(counts.qualifiers)
        table["congruence"] = _at(_meetings(counts, near), a, b)
        table["conflict"] = _at(_meetings(counts, 1 - near), a, b)
    return table.assign(divisor=_divisors(counts, normalisation, a, b))


def tie_weights(table: pd.DataFrame, aggregation: str) -> Values:
    """Weigh the pairs of :func:`ties` by an aggregation."""
    _one_of("aggregation", aggregation, AGGREGATIONS)
    divisor = table["divisor"].to_numpy()
    if aggregation == "subtract":
        return np.asarray(table["congruence"] / divisor - table["conflict"] / divisor, dtype=np.float64)
    return np.asarray(table[aggregation] / divisor, dtype=np.float64)


def need_qualifier(aggregation: str, qualifier: str | None) -> None:
    """Raise :class:`~plantext.errors.PlantextError` where an aggregation has no qualifier to read."""
    if aggregation != "ignore" and qualifier is None:
        raise PlantextError(
            "aggregation {aggregation!r} needs a qualifier, such as agreement; or take ignore.", aggregation=aggregation
        )


def actor_matrix(  # noqa: PLR0913
    statements: pd.DataFrame,
    *,
    actor: str = "person",
    over: str = "concept",
    qualifier: str | None = QUALIFIER,
    aggregation: str = "congruence",
    normalisation: str = "average",
    duplicates: str = "document",
) -> pd.DataFrame:
    """Compute how much each two actors share.

    Parameters
    ----------
    actor, over : str
        Columns: the rows and columns of the matrix, and what they meet in. Exchanged, concepts meet in actors.
    qualifier : str, optional
        Column of agreement; None only with ``ignore``.
    aggregation : str
        ``ignore``: the sum over concepts of n[a, c] · n[b, c]; ``congruence``: of x[a, c, q] · x[b, c, r] · s(q, r),
        with s = 1 for equal qualifiers, 0 for the furthest apart and linear between; ``conflict``: the same with
        1 - s; ``subtract``: congruence less conflict.
    normalisation : str
        ``average`` divides by (n[a] + n[b]) / 2; ``cosine`` by n[a] · n[b], as DNA does (not by the lengths of the
        vectors); ``jaccard`` by the statements of either in cells (concept and qualifier) that the other leaves
        empty, plus the sum of x[a] · x[b] over cells that both hold; ``none`` by 1.
    duplicates : str
        As in :func:`~plantext.networks.discourse.statements.without_duplicates`.

    Returns
    -------
    pandas.DataFrame
        Symmetric, with zeros on the diagonal; not rounded, so that it can be compared.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": "d", "person": ["a", "b", "b"], "concept": ["x", "x", "y"], "agreement": 1})
    >>> actor_matrix(table, normalisation="none").to_numpy().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    _one_of("aggregation", aggregation, AGGREGATIONS)
    need_qualifier(aggregation, qualifier)
    ignore = aggregation == "ignore"
    counts = count_statements(
        statements, rows=actor, columns=over, qualifier=qualifier, ignore=ignore, duplicates=duplicates
    )
    table = ties(counts, normalisation)
    matrix = np.zeros((len(counts.rows),) * 2)
    matrix[table["source"].to_numpy(), table["target"].to_numpy()] = tie_weights(table, aggregation)
    return pd.DataFrame(matrix + matrix.T, index=counts.rows, columns=counts.rows)


def concept_matrix(  # noqa: PLR0913
    statements: pd.DataFrame,
    *,
    actor: str = "person",
    over: str = "concept",
    qualifier: str | None = QUALIFIER,
    aggregation: str = "subtract",
    normalisation: str = "none",
    duplicates: str = "document",
) -> pd.DataFrame:
    """Compute the two-mode matrix: actors by concepts.

    Parameters
    ----------
    actor, over, qualifier, duplicates
        As in :func:`actor_matrix`.
    aggregation : str
        ``ignore`` counts statements; ``subtract`` counts agreement less disagreement (a scale: the sum of its
        values); ``combine`` is 1 for agreement alone, 2 for disagreement alone, 3 for both.
    normalisation : str
        ``activity`` divides by the statements of the actor, ``prominence`` by those on the concept; codes
        (``combine``) are not divided.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": "d", "person": "a", "concept": ["x", "x", "y"], "agreement": [1, 0, 0]})
    >>> concept_matrix(table, aggregation="combine").to_numpy().tolist()
    [[3.0, 2.0]]
    """
    _one_of("aggregation", aggregation, TWO_MODE_AGGREGATIONS)
    _one_of("normalisation", normalisation, TWO_MODE_NORMALISATIONS)
    need_qualifier(aggregation, qualifier)
    if aggregation == "combine" and normalisation != "none":
        raise PlantextError("aggregation 'combine' gives codes, which cannot be divided: take normalisation 'none'.")
    counts = count_statements(
        statements,
        rows=actor,
        columns=over,
        qualifier=qualifier,
        ignore=aggregation == "ignore",
        duplicates=duplicates,
    )
    matrix = np.asarray(cell_values(counts, aggregation).todense(), dtype=np.float64)
    if normalisation != "none":
        matrix = matrix / counts.total.sum(axis=int(normalisation == "activity")).reshape(
            (-1, 1) if normalisation == "activity" else (1, -1)
        )
    return pd.DataFrame(matrix, index=counts.rows, columns=counts.columns)


def cell_values(counts: Counts, aggregation: str) -> sparse.csr_array:
    """Make one number of the layers of each cell, by an aggregation of :func:`concept_matrix`."""
    if aggregation == "ignore":
        return counts.total
    levels = counts.qualifiers
    if aggregation == "combine":
        factors = [2 ** (len(levels) - 1 - place) for place in range(len(levels))]
        layers = [sparse.csr_array(layer > 0, dtype=np.int64) for layer in counts.layers]
    else:
        factors = [-1, 1] if levels == [0, 1] else levels
        layers = counts.layers
    parts = [factor * layer for factor, layer in zip(factors, layers, strict=False)]
    return sparse.csr_array(sum(parts[1:], parts[0]))
