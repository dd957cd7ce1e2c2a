"""Which names are present in which units of text: the matrix that every network is counted from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError, PlantextError
from plantext.labels import LABELS, NODES, list_labels
from plantext.networks.units import split_unit, units_of
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS

Node = Literal["entity", "series"]


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

    @property
    def frequency(self) -> npt.NDArray[np.int64]:
        """The number of units that hold each name."""
        return np.bincount(self.matrix.indices, minlength=self.matrix.shape[1])

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
    labels: Sequence[str],
    include: Collection[str] | None,
    exclude: Collection[str],
) -> pd.DataFrame:
    if mentions.empty:
        raise EmptyResultError("The run holds no mentions, so no names can meet. Extract a text with names first.")
    unknown = [label for label in labels if label not in LABELS]
    if unknown:
        raise PlantextError(f"labels: expected some of {', '.join(LABELS)}; got {', '.join(unknown)}.")
    table = mentions[[*KEYS, "label"]].assign(name=node_names(mentions, node))
    kept = table[table["label"].isin(list(labels))]
    if kept.empty:
        present = ", ".join(f"{label} ({n})" for label, n in table["label"].value_counts().sort_index().items())
        raise EmptyResultError(f"No mention has the label {', '.join(labels)}. The run has: {present}.")
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
        As in :func:`~plantext.networks.units.split_unit`.
    labels : sequence of str, optional
        Labels to keep, such as ``["ORG", "FORUM"]``; by default :data:`plantext.labels.NODES`, all but DATE, PERSON
        and SYSTEM, or with `include` all.
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
    if labels is None:
        labels = NODES if include is None else LABELS
    labels = list_labels(labels)
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
    info = {"unit": unit, "node": node, "labels": list(labels)}
    return Incidence(matrix, units, names, info, membership)
