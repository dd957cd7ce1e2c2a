"""What a drawing of a network says of itself: sizes, shapes, groups, lines, and how it was made."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from plantext.figures.change import change_rows, is_change
from plantext.figures.legend import KeyEntry
from plantext.figures.naming import Namer
from plantext.figures.signed import is_discourse, signed_caption, signed_lines, size_words
from plantext.figures.style import FAINT, OTHER, PALETTE, node_colours
from plantext.labels import LABEL, LABELS, name_labels
from plantext.networks.measures import SIGNIFICANT
from plantext.networks.pruning import Graph
from plantext.networks.units import UNITS

# Labels of the other side of a two-mode network, all drawn as one white octagon.
GROUPS = ("MINISTRY", "MEASURE", "SECTION", "DOCUMENT", "YEAR")

GROUP_MARKER = "8"
_LARGEST, _LEAST = 1.35, 0.28  # Radii of nodes, in ems
_TOLD_APART = 1.2  # Least ratio of two radii in the key
MEASURES = {"jaccard": "Jaccard", "simpson": "Simpson", "dice": "Dice", "npmi": "NPMI", "pmi": "PMI"}

WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "MINISTRY": "主担当府省庁", "MEASURE": "施策", "SECTION": "節", "DOCUMENT": "文書",
        "YEAR": "年", "size": "大きさ＝現れる{unit}の数", "group": "{name}ほか（{n}）",
        "other": "小さな群（{n}）", "within": "群の中", "between": "群のあいだ",
        "faint": "q ≥ {q}（偶然でもありうる）", "width": "太さ＝{measure}", "passed": "（うち{n}本が q < {q}）", "count": "回数", "weight": "重み",
        "how": "単位 {unit}　{measure}　{edges}　{names}語のうち{least}{unit}以上に現れる{frequent}語",
        "all": "{n}本すべて", "top": "上位{top}本", "ties": "上位{top}本（同順位を含め{n}本）",
    },
    "en": {
        "MINISTRY": "ministry in charge", "MEASURE": "measure", "SECTION": "section",
        "DOCUMENT": "document", "YEAR": "year", "size": "size = {unit}s with the name", "group": "{name} etc. ({n})",
        "other": "small groups ({n})", "within": "within a group", "between": "between groups",
        "faint": "q ≥ {q} (may be chance)", "width": "width = {measure}", "passed": ", {n} of them with q < {q}", "count": "count",
        "how": "Unit {unit}; {measure}; {edges}; {frequent} of {names} names, each in {least}+ {unit}s",
        "all": "all {n} edges", "top": "top {top} edges", "ties": "top {top} edges ({n} with ties)",
    },
}  # fmt: skip


def is_group(net: Graph, name: str) -> bool:
    """Whether a node is on the other side of a two-mode network."""
    return net.nodes[name].get("label") in GROUPS or net.nodes[name].get("bipartite") == 1


def frequency_of(net: Graph, name: str) -> int:
    """Look up the number of units with a name, at least 1."""
    return max(1, int(net.nodes[name].get("frequency", 1)))


def radius_of(frequency: Any, net: Graph, size: float) -> Any:
    """Radius in points: the area grows with the frequency, down to a least visible size."""
    largest = max((frequency_of(net, name) for name in net if not is_group(net, name)), default=1)
    return np.maximum(_LARGEST * size * np.sqrt(np.asarray(frequency) / largest), _LEAST * size)


def _sizes(net: Graph, size: float) -> list[KeyEntry]:
    """Two or three sizes of nodes that differ visibly; the least stands for all that are drawn no smaller."""
    found = [frequency_of(net, name) for name in net if not is_group(net, name)] or [1]
    least, largest = min(found), max(found)
    floor = int(largest * (_LEAST / _LARGEST) ** 2)
    first = max(least, floor)
    radii = {step: float(radius_of(step, net, size)) for step in (first, largest)}
    middle = round(largest * (sum(radii.values()) / 2 / (_LARGEST * size)) ** 2) if first < largest else largest
    rounded = int(float(f"{middle:.1g}"))
    middle = rounded if first < rounded < largest else middle
    entries = [KeyEntry(f"≤ {first}" if least < first else str(first), "o", radius=radii[first])]
    for step in sorted({middle, largest} - {first}):
        radius = float(radius_of(step, net, size))
        if radius >= _TOLD_APART * entries[-1].radius and (step == largest or _TOLD_APART * radius <= radii[largest]):
            entries.append(KeyEntry(str(step), "o", radius=radius))
    return entries


def tested(net: Graph) -> bool:
    """Whether the edges carry q values."""
    return bool(net.number_of_edges()) and all("q_value" in data for *_, data in net.edges(data=True))


def passes(data: dict[str, Any]) -> bool:
    """Whether an edge stands out from chance, or nobody asked."""
    return bool(data.get("q_value", 0.0) < SIGNIFICANT)


def relative_weight(net: Graph, data: dict[str, Any]) -> float:
    """The weight of an edge, from 0 to 1 for the greatest of the network."""
    greatest = max((float(weight) for *_, weight in net.edges(data="weight", default=1.0)), default=1.0)
    return float(np.clip(float(data.get("weight", 1.0)) / greatest, 0.0, 1.0)) if greatest > 0 else 0.0


def crosses(net: Graph, a: str, b: str) -> bool:
    """Whether two names are of different communities."""
    return bool(net.nodes[a].get("community", 1) != net.nodes[b].get("community", 1))


def measure_name(net: Graph, lang: str) -> str:
    """What an edge is weighed by."""
    measure = str(net.graph.get("measure", "weight"))
    return WORDS[lang].get(measure) or MEASURES.get(measure) or measure.replace("_", " ")


def network_caption(net: Graph, lang: str) -> str:
    """How the network was made, in one line, as far as ``.graph`` says."""
    how, words = net.graph, WORDS[lang]
    if is_discourse(net):
        return signed_caption(net, lang)
    if not {"unit", "measure", "top", "names_before", "names_frequent", "min_frequency"} <= set(how):
        return ""
    kind, _, size = str(how["unit"]).partition(":")
    unit = (UNITS.get(kind, kind) if lang == "ja" else kind) + size
    n = net.number_of_edges()
    edges = words["all" if how["top"] == "all" or n < how["top"] else "ties" if how.get("ties") else "top"]
    edges = edges.format(n=n, top=how["top"])
    if tested(net):
        edges += words["passed"].format(q=SIGNIFICANT, n=sum(passes(data) for *_, data in net.edges(data=True)))
    measure = measure_name(net, lang)
    return words["how"].format(
        unit=unit, measure=measure[0].upper() + measure[1:], edges=edges,
        names=how["names_before"], least=how["min_frequency"], frequent=how["names_frequent"],
    )  # fmt: skip


def group_row(net: Graph, lang: str, called: Namer) -> list[KeyEntry]:
    """The row of the key that names communities by colour."""
    colours, words = node_colours(net), WORDS[lang]
    row = []
    for colour in (*PALETTE, OTHER):
        mine = [name for name in sorted(net) if colours[name] == colour]
        if mine:
            first = min(
                (is_group(net, name), 0 if is_group(net, name) else -frequency_of(net, name), name) for name in mine
            )
            told = words["other" if colour == OTHER else "group"]
            row.append(KeyEntry(told.format(name=called(first[-1]), n=len(mine)), "o", colour))
    return row


def how_row(net: Graph, lang: str) -> list[KeyEntry]:
    """The row of the key that says how a network was made; its parts are broken between lines, not within."""
    caption = "" if is_change(net) else network_caption(net, lang)
    return [KeyEntry(part) for part in re.split("　|(?<=;) ", caption) if part]


def key_rows(net: Graph, size: float, lang: str, called: Namer) -> list[list[KeyEntry]]:
    """The rows of the key: sizes and shapes, communities, lines, how it was made."""
    words = WORDS[lang]
    names = [name for name in sorted(net) if not is_group(net, name)]
    kind = str(net.graph.get("unit", "paragraph")).partition(":")[0]
    first = _sizes(net, size)
    size_of = words["size"].format(unit=UNITS.get(kind, kind) if lang == "ja" else kind)
    first.append(KeyEntry(size_words(lang) if is_discourse(net) else size_of))
    labels = [label for label in LABELS if any(net.nodes[name].get("label") == label for name in names)]
    if len(labels) > 1:
        first += [KeyEntry(name_labels(lang)[label], LABEL[label].marker) for label in labels]
    sides = sorted({net.nodes[name]["label"] for name in net if is_group(net, name)})
    called_sides = {**name_labels(lang), **words}
    first += [KeyEntry(called_sides.get(label, label), GROUP_MARKER, radius=0.55 * size) for label in sides]
    groups = group_row(net, lang, called)
    last = how_row(net, lang)
    if is_discourse(net):
        return [first, signed_lines(net, lang), last]
    width = KeyEntry(words["width"].format(measure=measure_name(net, lang)))
    if is_change(net):
        nodes, edges = change_rows(net, lang)
        return [first, nodes, [*edges, width], last]
    lines = [KeyEntry(words["within"], "-")]
    if any(crosses(net, a, b) for a, b in net.edges):
        lines.append(KeyEntry(words["between"], ":"))
    if not all(passes(data) for *_, data in net.edges(data=True)):
        lines.append(KeyEntry(words["faint"].format(q=SIGNIFICANT), "-", FAINT))
    lines.append(width)
    return [first, groups, lines, last]
