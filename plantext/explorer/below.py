"""The names of a run that its network leaves out, so that a search finds them and says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from plantext.explorer.parts import Part
from plantext.figures.naming import english_date
from plantext.networks.pruning import Graph

MOST = 20_000
"""Names told of at most, the most frequent ones, so that a large run does not swell the page."""


class _First(NamedTuple):
    """Where a name first stands."""

    label: str
    doc_id: str
    page: int


class Below:
    """The names that are no nodes, found part by part."""

    def __init__(self, net: Graph) -> None:
        self._labels = str(net.graph.get("labels", "")).split()
        self._least = int(net.graph.get("min_frequency", 1))
        # By name, and whether its mentions are of another kind than the network's.
        self._first: dict[tuple[str, bool], _First] = {}
        self._frequency: dict[tuple[str, bool], int] = {}

    def add(self, part: Part, nodes: frozenset[str]) -> None:
        """Count those of the next part."""
        rest = part.placed.loc[~part.placed["name"].isin(nodes) & (part.placed["name"] != ""), ["name", "label", "row"]]
        foreign = ~rest["label"].isin(self._labels) if self._labels else pd.Series(data=False, index=rest.index)
        rest = rest.assign(foreign=foreign, kind=rest.assign(foreign=foreign).groupby(["name", "foreign"]).ngroup())
        first = rest.sort_values("row", kind="stable").drop_duplicates("kind").sort_values("kind")
        shape = (len(part.run.sentences), len(first))
        ones = np.ones(len(rest), dtype=np.int64)
        holds = sparse.csr_array((ones, (rest["row"].to_numpy(), rest["kind"].to_numpy())), shape=shape)
        frequency = np.bincount(sparse.csr_array(part.units.membership @ holds).indices, minlength=len(first))
        place = part.run.sentences.iloc[first["row"]]
        columns = (first["name"], first["foreign"], first["label"], place["doc_id"], place["page"], frequency)
        for name, other, label, doc_id, page, n in zip(*(column.tolist() for column in columns), strict=True):
            self._first.setdefault((name, other), _First(label, doc_id, page))
            self._frequency[name, other] = self._frequency.get((name, other), 0) + n

    def table(self, entities: pd.DataFrame, documents: Mapping[str, int]) -> dict[str, list[Any]]:
        """List them by column: frequency in units, where each first stands, and why it is out.

        Returns
        -------
        dict of str to list
            ``why`` is ``label`` (its kind is none of the network's), ``frequency`` (it stands in fewer units than the
            network asks for) or ``edges`` (none of its pairs is strong enough).
        """
        # As in the network, mentions of another kind do not count, unless a name has no other.
        counted = [key for key in self._first if not key[1] or (key[0], False) not in self._first]
        kept = sorted(counted, key=lambda key: (-self._frequency[key], key[0]))[:MOST]
        names = [name for name, _ in kept]
        about = entities.drop_duplicates("entity").set_index("entity")[["name_en", "aliases"]].reindex(names).fillna("")
        first = [self._first[key] for key in kept]
        frequency = [self._frequency[key] for key in kept]
        return {
            "name": names,
            "label": [it.label for it in first],
            "frequency": frequency,
            "en": [known or english_date(name) for name, known in zip(names, about["name_en"], strict=True)],
            "aliases": about["aliases"].tolist(),
            "why": [
                "label" if foreign else "frequency" if n < self._least else "edges"
                for (_, foreign), n in zip(kept, frequency, strict=True)
            ],
            "document": [documents[it.doc_id] for it in first],
            "page": [it.page for it in first],
        }
