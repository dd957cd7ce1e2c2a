"""Two-mode networks: names on one side; ministries in charge, sections, documents or years on the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.columns import sentence_values
from plantext.networks.cooccurrence import COUNTS, PAIR_COLUMNS, pairs_of
from plantext.networks.measures import all_measures
from plantext.networks.presence import Incidence, Node, incidences
from plantext.networks.pruning import Graph
from plantext.networks.sums import CellSums, NameSums, Numbers, Totals
from plantext.tables.run import Extraction
from plantext.tables.schemas import SENTENCES, SEPARATOR
from plantext.tables.stored import Run

# What can stand on the other side: the label of its nodes, and the word that opens their names.
SIDES: dict[str, tuple[str, str]] = {
    "ministry": ("MINISTRY", "主担当"),
    "measure": ("MEASURE", "施策"),
    "section": ("SECTION", "節"),
    "document": ("DOCUMENT", "文書"),
    "year": ("YEAR", "年"),
}

# Every column of the sentences can group but their text.
_NEEDED = tuple(name for name in SENTENCES if name != "text")
# Of any other column: its nodes are called after it.
_COLUMN = "GROUP"


def document_years(run: Run, years: Mapping[str, int] | None = None) -> dict[str, int]:
    """Find the year of each document, in `years` or by the dates that the run carries.

    Raises
    ------
    EmptyResultError
        If a document has no year.

    Examples
    --------
    >>> import plantext as pt
    >>> document_years(pt.load("priority-plan-2023"))
    {'priority-plan-2023': 2023}
    """
    dates = {entry["doc_id"]: entry.get("date", "") for entry in run.info.get("documents", ())}
    known = {doc_id: int(date[:4]) for doc_id, date in dates.items() if date} | dict(years or {})
    wanted = sorted(set(run.doc_ids))
    missing = [doc_id for doc_id in wanted if doc_id not in known]
    if missing:
        raise EmptyResultError(
            "No date is known of {missing}. Give years={{'{first}': 2023}}, or the date in the manifest or the file.",
            missing=", ".join(missing),
            first=missing[0],
        )
    return {doc_id: known[doc_id] for doc_id in wanted}


def _ministries(run: Extraction) -> dict[tuple[str, str], list[str]]:
    return {
        (str(row["doc_id"]), str(row["measure"])): [name for name in str(row["ministries"]).split(SEPARATOR) if name]
        for row in run.measures.to_dict("records")
    }


def _group_keys(
    run: Extraction, by: str, *, many: bool, depth: int | None = None, years: Mapping[str, int] | None = None
) -> list[list[str]]:
    """List the groups that each row of the sentences table belongs to; with `many` documents they are named in them."""
    sentences = run.sentences
    documents = sentences["doc_id"].astype("str")
    if by not in SIDES:
        return [[value] if value else [] for value in sentence_values(run, by, known=SIDES)]
    if by == "document":
        return [[doc_id] for doc_id in documents]
    if by == "year":
        known = document_years(run, years)
        return [[str(known[doc_id])] for doc_id in documents]
    if by == "ministry":
        charge = _ministries(run)
        return [charge.get(key, []) for key in zip(documents, sentences["measure"], strict=True)]
    values = sentences[by].astype("str")
    if by == "section" and depth:
        values = values.map(lambda path: "/".join(path.split("/")[:depth]))
    return [
        [f"{doc_id} {value}" if many else value] if value else []
        for doc_id, value in zip(documents, values, strict=True)
    ]


def _group_matrix(keys: Sequence[Sequence[str]]) -> tuple[sparse.csr_array, list[str]]:
    groups = sorted({key for row in keys for key in row})
    place = {key: i for i, key in enumerate(groups)}
    rows = np.repeat(np.arange(len(keys)), [len(row) for row in keys])
    columns = np.array([place[key] for row in keys for key in row], dtype=np.int64)
    return sparse.csr_array(
        (np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(keys), len(groups))
    ), groups


def two_mode(  # noqa: PLR0913
    run: Run,
    *,
    by: str = "ministry",
    unit: str = "paragraph",
    labels: Sequence[str] | None = None,
    node: Node = "entity",
    include: Collection[str] | None = None,
    exclude: Collection[str] = (),
    kinds: Collection[str] | None = None,
    depth: int | None = None,
    years: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Count in how many units of each group each name stands.

    Parameters
    ----------
    by : str
        ``ministry``: the ministries in charge (主担当府省庁) of the measure that a unit belongs to; a measure with
        several counts for each. Or ``measure``, ``section``, ``document``, ``year``, or any column of the documents,
        turns or sentences, such as ``house``, ``party`` or ``speaker``; sentences without a value count for none.
    unit, labels, node, include, exclude, kinds
        As in :func:`plantext.networks.presence.incidence`. With ``by="ministry"`` the lines that name the
        ministries in charge are left out unless `kinds` says otherwise.
    depth : int, optional
        For sections, the levels of the path to keep.
    years : mapping of str to int, optional
        Years by doc_id, where the documents' dates are not known.

    Returns
    -------
    pandas.DataFrame
        A pairs table: source is the name, target the group (its kind before a colon, such as ``主担当:総務省``, so
        that no group is mistaken for a name), n_target the group's units, n_units the units that belong to any
        group. A small p value marks names that stand in a group more often than its share of units accounts
        for; q values reckon with every name and group.

    Raises
    ------
    EmptyResultError
        If no unit belongs to a group, or no name stands in one.

    Examples
    --------
    >>> import plantext as pt
    >>> pairs = two_mode(pt.load("priority-plan-2023"), by="document", include=["総務省"])
    >>> pairs[["source", "target"]].values.tolist()
    [['総務省', '文書:priority-plan-2023']]
    """
    if by == "ministry" and kinds is None:
        kinds = sorted(set(run.distinct("kind")) - {"owner"})
    many = len(run.doc_ids) > 1
    sums, measures = _CrossSums(), False
    chosen: dict[str, Any] = {"unit": unit, "labels": labels, "node": node, "include": include, "exclude": exclude}
    for part, table in incidences(run, **chosen, kinds=kinds, columns=_NEEDED, turns=True):
        keys = _group_keys(part, by, many=many, depth=depth, years=years)
        if kinds is not None:
            kept = part.sentences["kind"].isin(list(kinds)).to_numpy()
            keys = [row for row, keep in zip(keys, kept, strict=True) if keep]
        sums.add(table, keys)
        measures = measures or not part.measures.empty
    if by == "ministry" and not measures:
        raise EmptyResultError(
            "The run knows no measures (施策) with ministries in charge. by='section' works for every document; "
            "a document with measures has to be extracted again."
        )
    if not sums.n_units:
        raise EmptyResultError(
            "by={by}: no {unit} belongs to a {by}. Take by='section' or by='document'.", by=by, unit=unit
        )
    return sums.table(by)


class _CrossSums:
    """Names by groups, counted part by part."""

    def __init__(self) -> None:
        self._names, self._groups, self._sizes, self._cells = NameSums(), Numbers(), Totals(), CellSums(1)
        self._info: dict[str, Any] = {}
        self.n_units = 0

    def add(self, table: Incidence, keys: Sequence[Sequence[str]]) -> None:
        """Count the units of another part that belong to a group; `keys` are the groups of each sentence."""
        grouped, groups = _group_matrix(keys)
        belongs = sparse.csr_array(table.membership @ grouped)
        belongs.data = np.ones_like(belongs.data)
        inside = np.flatnonzero(np.diff(belongs.indptr))
        held, belongs = table.take(inside), sparse.csr_array(belongs[inside])
        place, group = self._names.add(held), self._groups.of(groups)
        self._info = self._info or table.info
        self.n_units += len(inside)
        if len(inside):
            self._sizes.add(group, np.asarray(belongs.sum(axis=0)).ravel())
            met = sparse.coo_array(held.presence.T @ belongs)
            self._cells.add(place[met.row], group[met.col], [met.data])

    def table(self, by: str) -> pd.DataFrame:
        """Make the pairs table; see :func:`two_mode`."""
        names, rank, frequency = self._names.sorted()
        row, column, (count,) = self._cells.total()
        if not len(row):
            raise EmptyResultError(
                "by={by}: no name stands in a unit that belongs to a {by}. Take more labels or units.", by=by
            )
        label, word = SIDES.get(by, (_COLUMN, by))
        groups, group_rank = self._groups.sorted()
        columns: dict[str, Any] = {
            "source": names["name"].to_numpy()[rank[row]],
            "target": np.array([f"{word}:{group}" for group in groups], dtype=object)[group_rank[column]],
            "source_label": names["label"].to_numpy()[rank[row]],
            "target_label": np.full(len(row), label, dtype=object),
            "count": count,
            "n_source": frequency[rank[row]],
            "n_target": self._sizes.values[column],
            "n_units": np.full(len(row), self.n_units, dtype=np.int64),
        }
        margins = [columns[name] for name in COUNTS]
        columns |= all_measures(*margins, n_tests=int((frequency > 0).sum()) * len(groups))
        pairs = pd.DataFrame(columns)[list(PAIR_COLUMNS)].astype({"target": "str", "target_label": "str"})
        pairs = pairs.sort_values(["count", "source", "target"], ascending=[False, True, True], ignore_index=True)
        pairs.attrs.update(self._info, counted="presence", by=by, n_units=self.n_units)
        return pairs


def two_mode_network(
    pairs: pd.DataFrame, *, measure: str = "jaccard", top: int | None = 60, min_count: int = 1, min_frequency: int = 2
) -> Graph:
    """Build the two-mode network of the strongest pairs of name and group.

    Parameters
    ----------
    pairs : pandas.DataFrame
        As made by :func:`two_mode`.
    measure, top
        As in :func:`plantext.networks.graph.network`.
    min_count, min_frequency : int
        Least number of units of the group that hold the name, and of all units that hold it.

    Returns
    -------
    networkx.Graph
        Nodes carry ``bipartite`` (0 for a name, 1 for a group), label and frequency; otherwise as
        :func:`plantext.networks.graph.network`, with communities over both sides.

    Examples
    --------
    >>> import plantext as pt
    >>> pairs = two_mode(pt.load("priority-plan-2023"), by="section", depth=1, labels=["ORG"])
    >>> set(dict(two_mode_network(pairs, top=20).nodes(data="bipartite")).values())
    {0, 1}
    """
    from plantext.networks.graph import network

    kept = pairs[pairs["n_source"] >= min_frequency]
    if kept.empty:
        raise EmptyResultError(
            "min_frequency={min_frequency} leaves none of {n_pairs} pairs; the most frequent name stands in "
            "{most} units.",
            min_frequency=min_frequency,
            n_pairs=len(pairs),
            most=pairs["n_source"].max(),
        )
    net = network(kept, measure=measure, top=top, min_count=min_count, min_frequency=1)
    groups = {label for label, _ in SIDES.values()} | {_COLUMN}
    nx.set_node_attributes(
        net, {name: int(data["label"] in groups) for name, data in net.nodes(data=True)}, "bipartite"
    )
    net.graph.update(min_frequency=min_frequency, names_before=pairs["source"].nunique())
    net.graph.update(names_frequent=kept["source"].nunique(), min_frequency_chosen="given")
    return net


def project(pairs: pd.DataFrame, *, onto: Literal["name", "group"] = "group") -> pd.DataFrame:
    """Fold a two-mode table onto one side: groups that share names, or names that share groups.

    Returns
    -------
    pandas.DataFrame
        A pairs table: count is the number of shared names (or groups), and the units of the tests are the names
        (or groups).

    Examples
    --------
    >>> pairs = pd.DataFrame([["a", "主担当:甲"], ["a", "主担当:乙"]], columns=["source", "target"])
    >>> project(pairs.assign(target_label="MINISTRY"))[["source", "target", "count"]].values.tolist()
    [['主担当:乙', '主担当:甲', 1]]
    """
    if onto not in ("name", "group"):
        raise PlantextError("onto {onto!r}: expected name or group.", onto=onto)
    keep, fold = ("source", "target") if onto == "name" else ("target", "source")
    kept, folded = (sorted(set(pairs[side])) for side in (keep, fold))
    rows = pd.Index(folded).get_indexer(pd.Index(pairs[fold]))
    columns = pd.Index(kept).get_indexer(pd.Index(pairs[keep]))
    ones = np.ones(len(pairs), dtype=np.int64)
    matrix = sparse.csr_array((ones, (rows, columns)), shape=(len(folded), len(kept)))
    labels = pairs.drop_duplicates(keep).set_index(keep)[f"{keep}_label"].loc[kept].to_numpy()
    names = pd.DataFrame({"name": kept, "label": labels, "n_mentions": np.asarray(matrix.sum(axis=0)).ravel()})
    units = pd.DataFrame({"doc_id": "", "unit": folded})
    info = {"unit": str(pairs.attrs.get("by", "group")) if onto == "name" else "name", "node": "projected"}
    result = pairs_of(Incidence(matrix, units, names, {**info, "labels": sorted(set(labels))}))
    if result.empty:
        raise EmptyResultError("No two {onto}s share anything, so the projection has no edges.", onto=onto)
    return result
