"""A network at a glance: how it was made, its strongest edges, its most frequent names."""

from __future__ import annotations

from typing import Any

from plantext.display.rendering import render

EDGES, NAMES = 10, 12
"""Rows shown of each list."""
_SHOWN = ("unit", "measure", "top", "min_count", "min_frequency", "labels", "n_units", "communities", "seed")
"""What is shown of how the network was made."""


def as_html(net: Any) -> str:
    """Render a network for a notebook."""
    edges = sorted(
        (
            [*sorted(map(str, (a, b))), float(data.get("weight", 0)), data.get("count", "")]
            for a, b, data in net.edges.data()
        ),
        key=lambda row: (-row[2], row[:2]),
    )
    nodes = sorted(net.nodes.data(), key=lambda node: (-node[1].get("frequency", 0), str(node[0])))
    names = [
        [name, data.get("label", ""), data.get("frequency", ""), net.degree[name], data.get("community", "")]
        for name, data in nodes
    ]
    return render(
        "network.html",
        how=[f"{key}: {net.graph[key]}" for key in _SHOWN if key in net.graph],
        measure=str(net.graph.get("measure", "weight")),
        n_communities=len({data.get("community") for _, data in nodes} - {None}),
        edges=edges,
        names=names,
        limits={"edges": EDGES, "names": NAMES},
    )
