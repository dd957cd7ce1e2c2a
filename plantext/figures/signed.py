"""What is particular to drawings of discourse networks: agreement and conflict as lines, and their key."""

from __future__ import annotations

from typing import Any

import networkx as nx

from plantext.figures.legend import KeyEntry
from plantext.figures.style import DOTTED, SOLID
from plantext.networks.pruning import Graph

AGREEMENT, CONFLICT = "#0B5FA5", "#D55E00"
"""Told apart with every kind of colour vision, and by the line: conflict is dotted."""

_WORDS: dict[str, dict[str, Any]] = {
    "ja": {
        "size": "大きさ＝陳述の数", "width": "太さ＝重み",
        "actor": ("一致", "対立"), "two-mode": ("賛成が多い", "反対が多い"), "ignore": ("ともに触れる", ""),
        "how": "{start}〜{end}の文書{documents}件、陳述{statements}件　{aggregation}　{normalisation}　{duplicates}",
        "congruence": "一致", "conflict": "対立", "subtract": "一致−対立", "ignore of": "賛否を問わず", "signed of": "賛成−反対",
        "none": "正規化なし", "average": "平均活動量で正規化", "jaccard": "Jaccardで正規化", "cosine": "コサインで正規化",
        "include": "重複も数える", "document": "同じ陳述は文書ごとに1回", "week": "同じ陳述は週ごとに1回",
        "month": "同じ陳述は月ごとに1回", "year": "同じ陳述は年ごとに1回", "window": "同じ陳述は窓ごとに1回",
        "acrossrange": "同じ陳述は1回",
    },
    "en": {
        "size": "size = statements", "width": "width = weight",
        "actor": ("congruence", "conflict"), "two-mode": ("mostly agrees", "mostly disagrees"),
        "ignore": ("speak about it", ""),
        "how": "{start} to {end}: {statements} statements in {documents} documents; {aggregation}; {normalisation}; "
        "duplicates: {duplicates}",
        "signed of": "agreement less disagreement", "ignore of": "ignore", "none": "not normalised", "document": "one a document",
    },
}  # fmt: skip


def is_discourse(net: Graph) -> bool:
    """Whether a network was made of statements."""
    return bool(net.graph.get("counted") == "statements")


def attracting(net: Graph) -> Graph:
    """The edges that draw nodes together: of a network of actors, those of agreement."""
    if net.graph.get("mode") == "two-mode" or not is_discourse(net):
        return net
    drawn = nx.Graph()
    drawn.add_nodes_from(sorted(net))
    drawn.add_edges_from((a, b) for a, b, weight in net.edges(data="weight") if weight > 0)
    return drawn


def signed_style(net: Graph, weight: float, size: float) -> dict[str, Any]:
    """Style an edge: colour and line by its sign, width by its weight."""
    largest = max(abs(data) for *_, data in net.edges(data="weight"))
    width = size * (0.07 + 0.23 * abs(weight) / largest)
    if net.graph.get("aggregation") == "conflict" or weight < 0:
        return {"color": CONFLICT, "linewidth": width, "linestyle": DOTTED, "zorder": 1}
    return {"color": AGREEMENT, "linewidth": width, "linestyle": SOLID, "zorder": 1}


def signed_lines(net: Graph, lang: str) -> list[KeyEntry]:
    """The rows of the key that say what lines and sizes mean."""
    words = _WORDS[lang]
    mode = "ignore" if net.graph["aggregation"] == "ignore" else net.graph["mode"]
    yes, no = words["two-mode" if mode == "two-mode" else "ignore" if mode == "ignore" else "actor"]
    signs = {net.graph["aggregation"] == "conflict" or weight < 0 for *_, weight in net.edges(data="weight")}
    entries = [KeyEntry(yes, "-", AGREEMENT)] if False in signs else []
    entries += [KeyEntry(no, ":", CONFLICT)] if True in signs else []
    return [*entries, KeyEntry(words["width"])]


def size_words(lang: str) -> str:
    """What the size of a node means."""
    return str(_WORDS[lang]["size"])


def signed_caption(net: Graph, lang: str) -> str:
    """How the network was made, in one line."""
    how, words = net.graph, _WORDS[lang]
    return str(words["how"]).format(
        start=how.get("date_start", "?"),
        end=how.get("date_end", "?"),
        documents=how.get("n_documents", "?"),
        statements=how["n_counted"],
        aggregation=words.get(
            "ignore of" if how["aggregation"] == "ignore" else how["aggregation"], how["aggregation"]
        ),
        normalisation=words.get(how["normalisation"], how["normalisation"]),
        duplicates=words.get(how["duplicates"], how["duplicates"]),
    )
