"""A made-up network of any size as the data of a page, without the run that it would come from."""

from __future__ import annotations

from typing import Any

import numpy as np

from plantext.explorer.contents import gather
from plantext.labels import LABELS
from plantext.networks.colours import PALETTE
from plantext.networks.cooccurrence import cooccur
from plantext.networks.graph import network
from plantext.tables.run import Extraction


def large_data(run: Extraction, *, names: int, edges: int) -> dict[str, Any]:
    """The data of a page with as many names and edges, and a sentence for each edge, which names its ends twice."""
    rng = np.random.default_rng(1)
    net = network(cooccur(run), min_frequency=1)
    data = gather(run, net, title="", places=None, statements=None, text=True, held=None, seed=1)
    angle, far = rng.random(names) * 40, np.sqrt(rng.random(names)) / 2
    group = (angle / 40 * 12).astype(int)
    ends = np.column_stack([rng.integers(names // 20, size=edges), rng.integers(names, size=edges)])
    ends = np.where((ends[:, :1] == ends[:, 1:]), np.add(ends, [0, 1]), ends) % names
    mentions = np.column_stack([ends, ends])
    frequency = np.bincount(ends.ravel(), minlength=names)
    model = data["nodes"][0]
    data["nodes"] = [
        model
        | {
            "name": f"第{i}回懇談会の名称",
            "label": LABELS[i % 7],
            "frequency": int(frequency[i]),
            "mentioned": 2 * int(frequency[i]),
            "n_sentences": int(frequency[i]),
            "facets": [0],
            "community": int(group[i]) + 1,
            "colour": PALETTE[group[i]] if group[i] < len(PALETTE) else data["other"],
            "x": round(0.5 + float(far[i] * np.cos(angle[i])), 5),
            "y": round(0.5 + float(far[i] * np.sin(angle[i])), 5),
        }
        for i in range(names)
    ]
    weight = np.round(rng.random(edges) ** 3, 4).tolist()
    data["edges"] = {
        "a": ends[:, 0].tolist(), "b": ends[:, 1].tolist(), "weight": weight, "together": [1] * edges,
        "facets": [[0]] * edges, "values": {"jaccard": weight, "q_value": weight},
    }  # fmt: skip
    zeros, rows = [0] * edges, list(range(edges))
    text = "、".join(["第0回懇談会の名称"] * 4) + "が長い文の中で仕組みの整備を進める。"
    data["sentences"] = {
        "row": rows, "document": zeros, "page": rows, "section": zeros, "measure": [""] * edges,
        "speaker": zeros, "first": rows, "last": rows, "text": [text] * edges,
    }  # fmt: skip
    data["mentions"] = {
        "sentence": np.repeat(np.arange(edges), 4).tolist(), "node": mentions.ravel().tolist(),
        "start": [0, 11, 22, 33] * edges, "end": [10, 21, 32, 43] * edges, "form": [], "rule": [0] * 4 * edges,
    }  # fmt: skip
    data["facets"], data["units"] = [(0, 0, ())], {"id": rows, "facet": zeros}
    return data
