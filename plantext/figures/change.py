"""What is particular to drawings of change: what stayed, came and went, and its key."""

from __future__ import annotations

from typing import Any

from plantext.figures.legend import KeyEntry
from plantext.figures.style import DOTTED, PALETTE, SOLID
from plantext.networks.pruning import Graph

COLOURS = {"stayed": PALETTE[0], "came": PALETTE[1], "went": "#FFFFFF"}
_LINES = {"stayed": "#333333", "came": "#C2700A", "went": "#8C8C8C"}
_WORDS = {
    "ja": {"stayed": "両方にある", "came": "{after}だけ（来た）", "went": "{before}だけ（去った）"},
    "en": {"stayed": "in both", "came": "in {after} only (came)", "went": "in {before} only (went)"},
}


def is_change(net: Graph) -> bool:
    """Whether a network is of :func:`plantext.networks.align.change_network`."""
    return "compared" in net.graph


def change_style(data: dict[str, Any], size: float, weight: float) -> dict[str, Any]:
    """Style an edge: colour and line by what became of it, width by its weight."""
    style: Any = DOTTED if data["change"] == "went" else SOLID
    width = size * (0.09 + 0.15 * weight)
    return {"color": _LINES[data["change"]], "linewidth": width, "linestyle": style, "zorder": 1}


def change_rows(net: Graph, lang: str) -> tuple[list[KeyEntry], list[KeyEntry]]:
    """The rows of the key that say what the colours of nodes and edges mean, and how many there are."""
    found = [[data["change"] for *_, data in part] for part in (net.nodes(data=True), net.edges(data=True))]
    rows = ([], [])  # type: tuple[list[KeyEntry], list[KeyEntry]]
    for kinds, row, colours in zip(found, rows, (COLOURS, _LINES), strict=True):
        for kind, words in _WORDS[lang].items():
            if kind in kinds:
                marker = "o" if colours is COLOURS else ":" if kind == "went" else "-"
                count = f" ({kinds.count(kind)})" if lang == "en" else f"（{kinds.count(kind)}）"
                row.append(KeyEntry(words.format(**net.graph) + count, marker, colours[kind]))
    return rows
