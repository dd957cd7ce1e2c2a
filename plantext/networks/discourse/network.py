"""From statements to discourse networks: actors by actors, concepts by concepts, actors by concepts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.discourse.counts import TIMES, Counts, count_statements
from plantext.networks.discourse.matrices import AGGREGATIONS, cell_values, need_qualifier, tie_weights, ties
from plantext.networks.discourse.statements import QUALIFIER, need_columns
from plantext.networks.pruning import Graph, Network

MODES = ("actor", "concept", "two-mode")
"""Who are the nodes."""
LABELS = {"concept": "CONCEPT", "person": "PERSON", "party": "ORG", "organization": "ORG", "ministry": "ORG"}
"""Labels of nodes by the column that they come from."""


def node_label(column: str) -> str:
    """Choose the label of nodes from a column: a known one, or the column's name in capitals.

    Examples
    --------
    >>> node_label("person"), node_label("house")
    ('PERSON', 'HOUSE')
    """
    return LABELS.get(column, column.upper())


def discourse_network(  # noqa: PLR0913
    statements: pd.DataFrame,
    *,
    actor: str = "person",
    over: str = "concept",
    mode: str = "actor",
    qualifier: str | None = QUALIFIER,
    aggregation: str = "subtract",
    normalisation: str = "average",
    duplicates: str = "document",
    min_weight: float = 0.0,
) -> Graph:
    """Build a discourse network.

    Parameters
    ----------
    statements : pandas.DataFrame
        Columns doc_id, date, `actor`, `over`, `qualifier`.
    mode : str
        ``actor``: actors that share concepts; ``concept``: concepts that share actors; ``two-mode``: both.
    actor, over, qualifier, aggregation, normalisation, duplicates
        As in :func:`~plantext.networks.discourse.matrices.actor_matrix`. In two modes edges are not normalised, and
        ``subtract`` is agreement less disagreement.
    min_weight : float
        Edges of less weight, whatever their sign, are left out, and the nodes that this leaves alone.

    Returns
    -------
    networkx.Graph
        Nodes carry label, frequency (statements counted), agree and disagree, in two modes ``bipartite`` (0 for an
        actor). Edges carry weight (negative where conflict prevails), congruence and conflict (of two actors, before
        they are normalised) or agree and disagree, and count. ``.graph`` says how it was made.

    Raises
    ------
    EmptyResultError
        If no edge is left.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": "d", "person": ["a", "b"], "concept": "x", "agreement": [1, 0]})
    >>> discourse_network(table).edges["a", "b"]["weight"]
    -1.0
    """
    if mode not in MODES:
        raise PlantextError("mode {mode!r}: expected one of {known}.", mode=mode, known=", ".join(MODES))
    need_qualifier(aggregation, qualifier)
    sides = (over, actor) if mode == "concept" else (actor, over)
    need_columns(statements, *sides, *([qualifier] if qualifier and aggregation != "ignore" else []))
    # Counting makes several copies; those of the texts would be most of the memory.
    counted = {"doc_id", "date", TIMES, qualifier, *sides}
    counts = count_statements(
        statements[[name for name in statements.columns if name in counted]],
        rows=sides[0],
        columns=sides[1],
        qualifier=qualifier,
        ignore=aggregation == "ignore",
        duplicates=duplicates,
    )
    if mode == "two-mode":
        edges, net = _cell_edges(counts, aggregation), _nodes(counts, both=True)
        normalisation = "none"
    else:
        edges, net = _tie_edges(counts, aggregation, normalisation), _nodes(counts, both=False)
    kept = [(a, b, data) for a, b, data in edges if data["weight"] and abs(data["weight"]) >= min_weight]
    if not kept:
        raise EmptyResultError(
            "No two {side}s are tied by {aggregation} with min_weight={min_weight}, from {n_statements} "
            "statements by {n_rows} {side}s on {n_columns} {other}s.",
            side=sides[0],
            aggregation=aggregation,
            min_weight=min_weight,
            n_statements=len(counts.statements),
            n_rows=len(counts.rows),
            n_columns=len(counts.columns),
            other=sides[1],
        )
    net.add_edges_from(kept)
    if min_weight:
        tied = {name for a, b, data in edges if data["weight"] for name in (a, b)}
        net.remove_nodes_from([name for name in sorted(tied) if not net.degree(name)])
    net.graph.update(
        counts.info, mode=mode, aggregation=aggregation, normalisation=normalisation, min_weight=min_weight
    )
    net.graph.update(_range(counts.statements), actor=actor, over=over, measure="weight", counted="statements")
    return net


def _range(statements: pd.DataFrame) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "doc_id" in statements.columns:
        found["n_documents"] = int(statements["doc_id"].nunique())
    if "date" in statements.columns:
        days = statements["date"].astype("str")
        found |= {"date_start": days.min()[:10], "date_end": days.max()[:10]}
    return found


def _nodes(counts: Counts, *, both: bool) -> Graph:
    """A graph of the rows, and of the columns too where both are nodes."""
    net = Network()
    sides: list[tuple[str, list[str], int]] = [(counts.info["actor"], counts.rows, 1)]
    if both:
        shared = sorted(set(counts.rows) & set(counts.columns))
        if shared:
            raise PlantextError(
                "{name!r} is a {actor} and a {over}: in two modes a name can be one node alone. Rename one of "
                "them in the statements.",
                name=shared[0],
                actor=counts.info["actor"],
                over=counts.info["over"],
            )
        sides.append((counts.info["over"], counts.columns, 0))
    agreed = _agreed(counts)
    for number, (column, names, axis) in enumerate(sides):
        totals = np.asarray(counts.total.sum(axis=axis)).ravel().tolist()
        yes, no = (np.asarray(layer.sum(axis=axis)).ravel().tolist() for layer in agreed)
        for place, name in enumerate(names):
            extra: Mapping[str, int] = {"bipartite": number} if both else {}
            net.add_node(
                name,
                label=node_label(column),
                frequency=int(totals[place]),
                agree=int(yes[place]),
                disagree=int(no[place]),
                **extra,
            )
    return net


def _agreed(counts: Counts) -> tuple[Any, Any]:
    """Cells of agreement (qualifier above 0) and of disagreement; of all and none where it is ignored."""
    nothing = counts.total * 0
    if not counts.qualifiers:
        return nothing, nothing
    least = 0 if counts.qualifiers == [0, 1] else -1
    yes = [layer for level, layer in zip(counts.qualifiers, counts.layers, strict=False) if level > 0]
    no = [layer for level, layer in zip(counts.qualifiers, counts.layers, strict=False) if level <= least]
    return sum(yes, nothing), sum(no, nothing)


def _tie_edges(counts: Counts, aggregation: str, normalisation: str) -> list[tuple[str, str, dict[str, Any]]]:
    table = ties(counts, normalisation)
    weights = tie_weights(table, aggregation).tolist()
    sums = [column for column in AGGREGATIONS if column in table.columns and column != "ignore"]
    values = table[["ignore", *sums]].astype("float64").to_numpy().tolist()
    edges = []
    for a, b, weight, row in zip(table["source"], table["target"], weights, values, strict=True):
        data = {"count": int(row[0]), **dict(zip(sums, row[1:], strict=True)), "weight": weight}
        edges.append((counts.rows[a], counts.rows[b], data))
    return edges


def _cell_edges(counts: Counts, aggregation: str) -> list[tuple[str, str, dict[str, Any]]]:
    if aggregation not in ("ignore", "subtract"):
        raise PlantextError(
            "aggregation {aggregation!r}: in two modes expected ignore or subtract.", aggregation=aggregation
        )
    cells = counts.total.tocoo()
    order = np.lexsort((cells.col, cells.row))
    a, b = cells.row[order], cells.col[order]
    yes, no = _agreed(counts)
    columns = [counts.total, cell_values(counts, aggregation), yes, no]
    values = [np.asarray(matrix.tocsr()[a, b]).ravel().tolist() for matrix in columns]
    return [
        (
            counts.rows[row],
            counts.columns[column],
            {"count": int(count), "weight": float(weight), "agree": int(agree), "disagree": int(disagree)},
        )
        for row, column, count, weight, agree, disagree in zip(a, b, *values, strict=True)
    ]
