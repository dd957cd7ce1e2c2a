"""The names of a run that its network leaves out, so that a search finds them and says why."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from plantext.figures.naming import english_date
from plantext.networks.presence import node_names, place_in
from plantext.networks.pruning import Graph
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS

MOST = 20_000
"""Names told of at most, the most frequent ones, so that a large run does not swell the page."""


def names_below(run: Extraction, net: Graph, membership: sparse.csr_array) -> dict[str, list[Any]]:
    """List the names that are no nodes, by column: frequency in units, where each first stands, and why it is out.

    Parameters
    ----------
    membership : scipy.sparse.csr_array
        Units by sentences, of the unit of the network.

    Returns
    -------
    dict of str to list
        ``why`` is ``label`` (its kind is none of the network's), ``frequency`` (it stands in fewer units than the
        network asks for) or ``edges`` (none of its pairs is strong enough).
    """
    mentions = run.mentions[[*KEYS, "label"]].assign(
        name=node_names(run.mentions, str(net.graph.get("node", "entity")))
    )
    rows = place_in(run.sentences, mentions)
    mentions = mentions.assign(row=rows)[(rows >= 0) & ~mentions["name"].isin(set(net)) & (mentions["name"] != "")]
    labels = str(net.graph.get("labels", "")).split()
    foreign = ~mentions["label"].isin(labels) if labels else pd.Series(data=False, index=mentions.index)
    # As in the network, mentions of another kind do not count, unless a name has no other.
    known = mentions["name"].isin(set(mentions.loc[~foreign, "name"]))
    mentions = mentions.assign(foreign=foreign)[~(foreign & known)]
    names = mentions.sort_values("row", kind="stable").drop_duplicates("name").sort_values("name", ignore_index=True)
    column = pd.Index(names["name"]).get_indexer(mentions["name"])
    ones = np.ones(len(mentions), dtype=np.int64)
    found = sparse.csr_array((ones, (mentions["row"], column)), shape=(len(run.sentences), len(names)))
    frequency = np.bincount(sparse.csr_array(membership @ found).indices, minlength=len(names))
    about = run.entities.drop_duplicates("entity").set_index("entity")[["name_en", "aliases"]]
    names = names.assign(frequency=frequency).join(about, on="name").fillna({"name_en": "", "aliases": ""})
    kept = names.sort_values(["frequency", "name"], ascending=[False, True], ignore_index=True).head(MOST)
    least = int(net.graph.get("min_frequency", 1))
    documents = {doc_id: i for i, doc_id in enumerate(dict.fromkeys(run.sentences["doc_id"]))}
    return {
        "name": kept["name"].tolist(),
        "label": kept["label"].tolist(),
        "frequency": kept["frequency"].tolist(),
        "en": [known or english_date(name) for name, known in zip(kept["name"], kept["name_en"], strict=True)],
        "aliases": kept["aliases"].tolist(),
        "why": np.where(kept["foreign"], "label", np.where(kept["frequency"] < least, "frequency", "edges")).tolist(),
        "document": [documents[doc_id] for doc_id in kept["doc_id"]],
        "page": run.sentences["page"].to_numpy()[kept["row"]].tolist(),
    }
