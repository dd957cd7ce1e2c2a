"""Which names are present in which units of text: the matrix that every network is counted from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError, Message, PlantextError
from plantext.labels import LABELS, NODES, list_labels
from plantext.networks.units import split_unit, unit_column, units_of
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS
from plantext.tables.stored import Run

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
    label_counts : pandas.DataFrame, optional
        Mentions by name and label: name, label, n.
    """

    matrix: sparse.csr_array
    units: pd.DataFrame
    names: pd.DataFrame
    info: dict[str, Any]
    membership: sparse.csr_array | None = None
    label_counts: pd.DataFrame | None = None

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

    def take_names(self, columns: Any) -> Incidence:
        """Select names by a boolean mask or by increasing positions."""
        columns = np.asarray(columns)
        names = self.names.iloc[columns].reset_index(drop=True)
        counts = self.label_counts
        kept = None if counts is None else counts[counts["name"].isin(names["name"])]
        return replace(self, matrix=self.matrix[:, columns], names=names, label_counts=kept)


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
        raise PlantextError("node {node!r}: expected entity or series.", node=node)
    if node == "entity":
        return mentions["entity"]
    return mentions["series"].where(mentions["series"] != "", mentions["entity"])


def count_labels(mentions: pd.DataFrame) -> pd.DataFrame:
    """Count mentions by name and label.

    Examples
    --------
    >>> count_labels(pd.DataFrame({"name": ["IGF", "IGF"], "label": "FORUM"})).values.tolist()
    [['IGF', 'FORUM', 2]]
    """
    return mentions.groupby(["name", "label"], sort=True).size().rename("n").reset_index()


def majority_labels(counts: pd.DataFrame) -> pd.DataFrame:
    """Make one row a name, in code-point order; a name found under several labels keeps the most frequent one.

    Examples
    --------
    >>> counts = pd.DataFrame({"name": "IGF", "label": ["ORG", "FORUM"], "n": [1, 2]})
    >>> majority_labels(counts).values.tolist()
    [['IGF', 'FORUM', 3]]
    """
    counts = counts.assign(order=counts["label"].map({label: i for i, label in enumerate(LABELS)}))
    best = counts.sort_values(["name", "n", "order"], ascending=[True, False, True]).drop_duplicates("name")
    total = counts.groupby("name", sort=True)["n"].sum()
    return pd.DataFrame({"name": best["name"], "label": best["label"], "n_mentions": total.to_numpy()}).reset_index(
        drop=True
    )


@dataclass(frozen=True)
class _Choice:
    """Which names count, and in what."""

    unit: str
    labels: Sequence[str]
    node: str
    include: Collection[str] | None
    exclude: Collection[str]
    kinds: Collection[str] | None

    def named(self, mentions: pd.DataFrame) -> pd.DataFrame:
        """The mentions with the labels, and the names that they count for."""
        table = mentions[[*KEYS, "label"]].assign(name=node_names(mentions, self.node))
        return table[table["label"].isin(list(self.labels))]

    def chosen(self, named: pd.DataFrame) -> pd.DataFrame:
        """Those whose names are kept."""
        kept = named[(named["name"] != "") & ~named["name"].isin(list(self.exclude))]
        return kept if self.include is None else kept[kept["name"].isin(list(self.include))]

    def kept(self, sentences: pd.DataFrame) -> pd.DataFrame:
        """The sentences of the kinds."""
        if self.kinds is None:
            return sentences
        return sentences[sentences["kind"].isin(list(self.kinds))].reset_index(drop=True)

    def count(self, run: Extraction) -> Incidence:
        """Count, whatever there is."""
        sentences = self.kept(run.sentences)
        membership, units = units_of(sentences, self.unit)
        mentions = self.chosen(self.named(run.mentions))
        place = place_in(sentences, mentions)
        mentions, place = mentions[place >= 0], place[place >= 0]
        counts = count_labels(mentions)
        names = majority_labels(counts)
        column = pd.Index(names["name"]).get_indexer(mentions["name"])
        ones = np.ones(len(mentions), dtype=np.int64)
        found = sparse.csr_array((ones, (place, column)), shape=(len(sentences), len(names)))
        matrix = sparse.csr_array(membership @ found)
        matrix.sort_indices()
        info = {"unit": self.unit, "node": self.node, "labels": list(self.labels)}
        return Incidence(matrix, units, names, info, membership, counts)

    def why_empty(self, run: Extraction) -> str:
        """Say why no name stands in any unit."""
        sentences = self.kept(run.sentences)
        if units_of(sentences, self.unit)[1].empty:
            column = split_unit(self.unit)[0]
            return Message(
                "unit {unit}: none of {n_sentences} sentences has a {column}. Use unit='paragraph' or unit='sentence'.",
                unit=self.unit,
                n_sentences=len(sentences),
                column=column,
            )
        if run.mentions.empty:
            return Message("The run holds no mentions, so no names can meet. Extract a text with names first.")
        named = self.named(run.mentions)
        if named.empty:
            present = ", ".join(f"{it} ({n})" for it, n in run.mentions["label"].value_counts().sort_index().items())
            return Message(
                "No mention has the label {labels}. The run has: {present}.",
                labels=", ".join(self.labels),
                present=present,
            )
        if self.chosen(named).empty:
            return Message("No name is left: include and exclude leave out every one. Widen them.")
        return Message("No mention stands in a sentence that was kept. Check kinds, or the sentences table.")


def place_in(sentences: pd.DataFrame, rows: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Find the sentence of each row by its keys; -1 where there is none.

    Examples
    --------
    >>> sentences = pd.DataFrame({"doc_id": "plan", "sent_id": [0, 1]})
    >>> place_in(sentences, pd.DataFrame({"doc_id": "plan", "sent_id": [1, 2]})).tolist()
    [1, -1]
    """
    where = pd.MultiIndex.from_frame(sentences[KEYS])
    return np.asarray(where.get_indexer(pd.MultiIndex.from_frame(rows[KEYS])), dtype=np.int64)


def incidences(  # noqa: PLR0913
    run: Run,
    *,
    unit: str = "paragraph",
    labels: Sequence[str] | None = None,
    node: Node = "entity",
    include: Collection[str] | None = None,
    exclude: Collection[str] = (),
    kinds: Collection[str] | None = None,
    columns: Sequence[str] = (),
    turns: bool = False,
) -> Iterator[tuple[Extraction, Incidence]]:
    """Count how often each unit holds each name, in a run that is read part by part.

    Parameters
    ----------
    unit, labels, node, include, exclude, kinds
        As in :func:`incidence`.
    columns : sequence of str
        Other columns of the sentences that are wanted of the parts.
    turns : bool
        Whether their turns are wanted too.

    Yields
    ------
    tuple of Extraction and Incidence
        Each part and what was counted in it, perhaps nothing.

    Raises
    ------
    EmptyResultError
        At the end, if no part holds a name.

    Examples
    --------
    >>> import plantext as pt
    >>> sum(len(table.units) for _, table in incidences(pt.load("priority-plan-2023"), unit="document"))
    1
    """
    if labels is None:
        labels = NODES if include is None else LABELS
    labels = list_labels(labels)
    unknown = [label for label in labels if label not in LABELS]
    if unknown:
        raise PlantextError(
            "labels: expected some of {labels}; got {unknown}.", labels=", ".join(LABELS), unknown=", ".join(unknown)
        )
    choice = _Choice(unit, labels, node, include, exclude, kinds)
    reason, met = "", False
    wanted = [unit_column(unit), "kind", *columns]
    for part in run.parts(sentences=wanted, mentions=["label", "entity", "series"], turns=turns):
        table = choice.count(part)
        if not table.matrix.nnz and not met:
            reason = reason or choice.why_empty(part)
        met = met or bool(table.matrix.nnz)
        yield part, table
    if not met:
        raise EmptyResultError(reason)


def incidence(  # noqa: PLR0913
    run: Run,
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
    run : Extraction or StoredRun
        The tables of one or more documents; of one in a folder (:func:`plantext.open_run`) memory holds the counts alone.
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
    found = incidences(run, unit=unit, labels=labels, node=node, include=include, exclude=exclude, kinds=kinds)
    return join_incidences([table for _, table in found])


def join_incidences(tables: Sequence[Incidence]) -> Incidence:
    """Stack what was counted in the parts of a run, one or more; a name has its label of the whole.

    Examples
    --------
    >>> import plantext as pt
    >>> table = incidence(pt.load("priority-plan-2023"))
    >>> join_incidences([table]) is table
    True
    """
    if len(tables) == 1:
        return tables[0]
    counts = pd.concat([table.label_counts for table in tables]).groupby(["name", "label"])["n"].sum().reset_index()
    names = majority_labels(counts)
    index = pd.Index(names["name"])
    stacked = []
    for table in tables:
        cells = table.matrix.tocoo()
        column = index.get_indexer(table.names["name"])[cells.col]
        stacked.append(sparse.csr_array((cells.data, (cells.row, column)), shape=(cells.shape[0], len(index))))
    matrix = sparse.csr_array(sparse.vstack(stacked, format="csr"))
    matrix.sort_indices()
    units = pd.concat([table.units for table in tables], ignore_index=True)
    membership = sparse.csr_array(sparse.block_diag([table.membership for table in tables], format="csr"))
    return Incidence(matrix, units, names, tables[0].info, membership, counts)
