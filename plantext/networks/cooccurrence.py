"""From mentions to pairs: which names stand in the same unit of text, how often, how strongly associated."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError, PlantextError
from plantext.labels import LABELS
from plantext.networks.measures import SEED, all_measures
from plantext.networks.uncertainty.nullmodel import with_null
from plantext.networks.units import split_unit, units_of
from plantext.tables.run import KEYS, Extraction

PAIR_COLUMNS = (
    "source",
    "target",
    "source_label",
    "target_label",
    "count",
    "n_source",
    "n_target",
    "n_units",
    "jaccard",
    "dice",
    "simpson",
    "cosine",
    "pmi",
    "npmi",
    "association_strength",
    "log_likelihood",
    "p_value",
    "q_value",
)
"""Columns of the pairs table."""

Node = Literal["entity", "series"]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Incidence:
    """Units by names: how often each unit of text holds each name.

    Parameters
    ----------
    matrix : scipy.sparse.csr_array
        Units by names, int64: mentions of the name in the unit.
    units : pandas.DataFrame
        One row a unit: doc_id, unit.
    names : pandas.DataFrame
        One row a name, in code-point order: name, label, n_mentions.
    info : dict
        How it was made: unit, node, labels.
    membership : scipy.sparse.csr_array, optional
        Units by sentences: 1 where the sentence belongs to the unit.
    """

    matrix: sparse.csr_array
    units: pd.DataFrame
    names: pd.DataFrame
    info: dict[str, Any]
    membership: sparse.csr_array | None = None

    @property
    def presence(self) -> sparse.csr_array:
        """The matrix with 1 for every number above 0."""
        matrix = self.matrix.copy()
        matrix.data = np.ones_like(matrix.data)
        return matrix

    def take(self, rows: Any) -> Incidence:
        """Select units by positions (repeats allowed) or a boolean mask."""
        rows = np.asarray(rows)
        members = None if self.membership is None else self.membership[rows]
        units = self.units.iloc[rows].reset_index(drop=True)
        return replace(self, matrix=self.matrix[rows], units=units, membership=members)


def node_names(mentions: pd.DataFrame, node: str = "entity") -> pd.Series[str]:
    """Choose the name that each mention counts for.

    Parameters
    ----------
    node : str
        ``entity`` for the canonical name, ``series`` for the standing forum of a meeting where there is one.

    Examples
    --------
    >>> mentions = pd.DataFrame({"entity": ["総務省", "G7広島サミット"], "series": ["", "G7"]})
    >>> node_names(mentions, "series").tolist()
    ['総務省', 'G7']
    """
    if node not in ("entity", "series"):
        raise PlantextError(f"node {node!r}: expected entity or series.")
    if node == "entity":
        return mentions["entity"]
    return mentions["series"].where(mentions["series"] != "", mentions["entity"])


def _majority_labels(mentions: pd.DataFrame) -> pd.DataFrame:
    """One row a name; a name found under several labels keeps the most frequent one."""
    counts = mentions.groupby(["name", "label"], sort=True).size().rename("n").reset_index()
    counts["order"] = counts["label"].map({label: i for i, label in enumerate(LABELS)})
    best = counts.sort_values(["name", "n", "order"], ascending=[True, False, True]).drop_duplicates("name")
    total = counts.groupby("name", sort=True)["n"].sum()
    return pd.DataFrame({"name": best["name"], "label": best["label"], "n_mentions": total.to_numpy()}).reset_index(
        drop=True
    )


def _chosen(
    mentions: pd.DataFrame,
    node: str,
    labels: Sequence[str] | None,
    include: Collection[str] | None,
    exclude: Collection[str],
) -> pd.DataFrame:
    if mentions.empty:
        raise EmptyResultError("The run holds no mentions, so no names can meet. Extract a text with names first.")
    unknown = [label for label in labels or () if label not in LABELS]
    if unknown:
        raise PlantextError(f"labels: expected some of {', '.join(LABELS)}; got {', '.join(unknown)}.")
    table = mentions[[*KEYS, "label"]].assign(name=node_names(mentions, node))
    kept = table if labels is None else table[table["label"].isin(list(labels))]
    if kept.empty:
        present = ", ".join(f"{label} ({n})" for label, n in table["label"].value_counts().sort_index().items())
        raise EmptyResultError(f"No mention has the label {', '.join(labels or ())}. The run has: {present}.")
    named = kept[(kept["name"] != "") & ~kept["name"].isin(list(exclude))]
    if include is not None:
        named = named[named["name"].isin(list(include))]
    if named.empty:
        raise EmptyResultError("No name is left: include and exclude leave out every one. Widen them.")
    return named


def incidence(  # noqa: PLR0913
    run: Extraction,
    *,
    unit: str = "paragraph",
    labels: Sequence[str] | None = None,
    node: Node = "entity",
    include: Collection[str] | None = None,
    exclude: Collection[str] = (),
    kinds: Collection[str] | None = None,
) -> Incidence:
    """Count how often each unit of text holds each name.

    Parameters
    ----------
    run : Extraction
        The tables of one or more documents.
    unit : str
        ``sentence``, ``paragraph``, ``section``, ``measure``, ``page``, ``document`` or ``window:N``.
    labels : sequence of str, optional
        Labels to keep, such as ``["ORG", "FORUM"]``; all by default.
    node : str
        ``entity``, or ``series`` to count the meetings of a standing forum as the forum.
    include, exclude : collection of str
        Names to keep (all by default), names to leave out.
    kinds : collection of str, optional
        Kinds of block to keep (``paragraph``, ``bullet``, ...); all by default.

    Returns
    -------
    Incidence
        Units without a name count as units.

    Raises
    ------
    EmptyResultError
        If there is no unit, no mention, or a filter leaves none.

    Examples
    --------
    >>> import plantext as pt
    >>> table = incidence(pt.load("priority-plan-2023"), unit="section", include=["総務省", "デジタル庁"])
    >>> table.names["name"].tolist()
    ['デジタル庁', '総務省']
    """
    sentences = run.sentences
    if kinds is not None:
        sentences = sentences[sentences["kind"].isin(list(kinds))].reset_index(drop=True)
    membership, units = units_of(sentences, unit)
    if units.empty:
        column = split_unit(unit)[0]
        raise EmptyResultError(
            f"unit {unit}: none of {len(sentences)} sentences has a {column}. Use unit='paragraph' or unit='sentence'."
        )
    mentions = _chosen(run.mentions, node, labels, include, exclude)
    place = pd.MultiIndex.from_frame(sentences[KEYS]).get_indexer(pd.MultiIndex.from_frame(mentions[KEYS]))
    mentions, place = mentions[place >= 0], place[place >= 0]
    if mentions.empty:
        raise EmptyResultError("No mention stands in a sentence that was kept. Check kinds, or the sentences table.")
    names = _majority_labels(mentions)
    column = pd.Index(names["name"]).get_indexer(mentions["name"])
    ones = np.ones(len(mentions), dtype=np.int64)
    found = sparse.csr_array((ones, (place, column)), shape=(len(sentences), len(names)))
    matrix = sparse.csr_array(membership @ found)
    matrix.sort_indices()
    info = {"unit": unit, "node": node, "labels": list(labels) if labels else list(LABELS)}
    return Incidence(matrix, units, names, info, membership)


def count_pairs(presence: sparse.csr_array) -> tuple[Integers, Integers, Integers]:
    """Count the units that hold two names, for all names at once.

    Parameters
    ----------
    presence : scipy.sparse.csr_array
        Units by names, entries 1.

    Returns
    -------
    tuple of numpy.ndarray of int
        Column of the first name, column of the second (greater), and units with both; no zeros.

    Examples
    --------
    >>> [part.tolist() for part in count_pairs(sparse.csr_array([[1, 1], [1, 1]]))]
    [[0], [1], [2]]
    """
    together = sparse.triu(presence.T @ presence, k=1, format="coo")
    return together.row, together.col, together.data.astype(np.int64)


def pairs_of(table: Incidence, *, weight: Literal["presence", "count"] = "presence") -> pd.DataFrame:
    """Make the pairs table of an incidence; see :func:`cooccur`.

    Examples
    --------
    >>> names = pd.DataFrame({"name": ["IGF", "外務省", "総務省"], "label": ["FORUM", "ORG", "ORG"]})
    >>> units = pd.DataFrame({"doc_id": "a", "unit": [0, 1]})
    >>> pairs = pairs_of(Incidence(sparse.csr_array([[1, 0, 1], [1, 1, 1]]), units, names, {}))
    >>> pairs[["source", "target", "count", "jaccard"]].values.tolist()[0]
    ['IGF', '総務省', 2, 1.0]
    """
    if weight not in ("presence", "count"):
        raise PlantextError(f"weight {weight!r}: expected presence or count.")
    presence = table.presence
    frequency = np.asarray(presence.sum(axis=0)).ravel().astype(np.int64)
    source, target, both = count_pairs(presence)
    count = both if weight == "presence" else (table.matrix.T @ table.matrix).tocsr()[source, target].astype(np.int64)
    # Names are in code-point order, and so are their numbers, which sort faster.
    order = np.lexsort((target, source, -count))
    source, target, both, count = (column[order] for column in (source, target, both, count))
    names, labels = table.names["name"].array, table.names["label"].array
    n_names, n_units = int((frequency > 0).sum()), presence.shape[0]
    margins = (both, frequency[source], frequency[target], np.full(len(source), n_units, dtype=np.int64))
    columns: dict[str, Any] = {
        "source": names.take(source),
        "target": names.take(target),
        "source_label": labels.take(source),
        "target_label": labels.take(target),
        **dict(zip(("count", "n_source", "n_target", "n_units"), (count, *margins[1:]), strict=True)),
        **all_measures(*margins, n_tests=n_names * (n_names - 1) // 2),
    }
    if weight == "count":
        columns["n_both"] = both
    pairs = pd.DataFrame(columns)
    pairs.attrs.update(table.info, counted=weight, n_units=n_units, n_names=n_names)
    return pairs


def cooccur(  # noqa: PLR0913
    run: Extraction,
    *,
    unit: str = "paragraph",
    labels: Sequence[str] | None = None,
    node: Node = "entity",
    weight: Literal["presence", "count"] = "presence",
    include: Collection[str] | None = None,
    exclude: Collection[str] = (),
    kinds: Collection[str] | None = None,
    null: Literal["curveball", "bicm"] | None = None,
    null_samples: int = 999,
    seed: int = SEED,
) -> pd.DataFrame:
    """Count which names meet in the same unit of text, and measure their association.

    Parameters
    ----------
    run : Extraction
        The tables of one or more documents.
    unit, labels, node, include, exclude, kinds
        As in :func:`incidence`.
    weight : str
        With ``presence``, `count` is the number of units that hold both names. With ``count``, it is the number
        of pairs of mentions that share a unit (the sum over units of the product of both numbers of mentions),
        and ``n_both`` gives the units. Margins, coefficients and tests rest on presence either way.
    null : str, optional
        Test against a null model that keeps unit lengths and name frequencies
        (:mod:`plantext.networks.uncertainty.nullmodel`): ``curveball`` shuffles, so p is at least
        1 / (`null_samples` + 1); ``bicm`` computes. Adds expected, sd, z_null, p_null and q_null.
    null_samples, seed : int
        Number and seed of the shuffles.

    Returns
    -------
    pandas.DataFrame
        The pairs that meet at least once, columns as in :data:`PAIR_COLUMNS`, by falling count and then by
        name; source precedes target in code-point order. n_source and n_target are units with the name, n_units
        all units. q values reckon with every pair of names, also those that never meet. ``attrs`` records how
        the table was made.

    Raises
    ------
    EmptyResultError
        If no two names share a unit, or a filter leaves no name; the message says what to widen.

    Warns
    -----
    UserWarning
        If the whole text is one unit, where counting means nothing.

    Examples
    --------
    >>> import plantext as pt
    >>> run = pt.load("priority-plan-2023")
    >>> pairs = cooccur(run, unit="section", include=["総務省", "デジタル庁"])
    >>> pairs[["source", "target"]].values.tolist()
    [['デジタル庁', '総務省']]
    """
    table = incidence(run, unit=unit, labels=labels, node=node, include=include, exclude=exclude, kinds=kinds)
    pairs = pairs_of(table, weight=weight)
    if pairs.empty:
        raise EmptyResultError(
            f"No two of {len(table.names)} names share one of {len(table.units)} units (unit={unit}). "
            "Take a larger unit (sentence < paragraph < section < document) or more labels."
        )
    if len(table.units) == 1:
        warnings.warn(
            f"unit={unit} makes the text one single unit: every two names meet once and every coefficient is 1. "
            "Take a smaller unit (sentence < paragraph < section < document) or more documents.",
            stacklevel=2,
        )
    if null is None:
        return pairs
    return with_null(pairs, table.presence, table.names["name"], method=null, samples=null_samples, seed=seed)
