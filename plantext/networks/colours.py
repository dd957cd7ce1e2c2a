"""Colours of communities, in figures and in the files of other programs."""

from __future__ import annotations

import pandas as pd

from plantext.networks.pruning import Graph

PALETTE = ("#132E6A", "#DD8A15", "#0E7466", "#B764A1", "#79C1EC", "#8A2A12", "#EADB3C")
"""Told apart by hue with every kind of colour vision, and in greyscale: about ten steps of lightness between any two."""


OTHER = "#F2F2F2"  # Of nodes in small communities


def node_colours(net: Graph) -> dict[str, str]:
    """Choose a colour for each node, in sorted order.

    Communities 1 to 7 have one each if they have three names or more; the rest is ``OTHER``.

    Examples
    --------
    >>> import networkx as nx
    >>> node_colours(nx.Graph([("a", "b"), ("b", "c")]))["a"] == PALETTE[0]
    True
    """
    community = {name: net.nodes[name].get("community", 1) for name in sorted(net)}
    sizes = pd.Series(community).value_counts()
    palette = {number: colour for number, colour in enumerate(PALETTE, 1) if sizes.get(number, 0) > 2}
    return {name: palette.get(number, OTHER) for name, number in community.items()}
