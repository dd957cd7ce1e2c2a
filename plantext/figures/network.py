"""Networks drawn as the field draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plantext.errors import EmptyResultError, PlantextError
from plantext.figures.labelling import Canvas, leader_lines, place_labels, sample_segments, spread_discs
from plantext.figures.legend import KeyEntry, draw_legend
from plantext.figures.naming import Namer, check_lang, namer
from plantext.figures.signed import attracting, is_discourse, signed_caption, signed_lines, signed_style, size_words
from plantext.figures.style import OTHER, PALETTE, VEIL, line_style, node_colours, rim_style
from plantext.figures.typesetting import Sheet, make_figure, record_options, sheet_size, wrap
from plantext.labels import LABEL, LABELS, name_labels
from plantext.networks.layout import layout
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph, sorted_edges
from plantext.networks.units import UNITS

# Labels of the other side of a two-mode network, all drawn as one white octagon.
GROUPS = ("MINISTRY", "MEASURE", "SECTION", "DOCUMENT", "YEAR")

GROUP_MARKER = "8"
LEAST_TYPE = 5.0
MARGIN = 1.5  # Of the page, in millimetres
RIM = 1.12  # Room that a node takes over its radius: corners of squares stand out, and rims have a width
SHRINK = (1.0, 0.9, 0.8, 0.7)  # Sizes of type to try on axes of a given size
ILL = 0.04  # Share of names that may need a leader before the figure grows
LINE = 12  # Full-width characters of a label before it is broken

Places = Mapping[str, tuple[float, float]]

WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "MINISTRY": "主担当府省庁", "MEASURE": "施策", "SECTION": "節", "DOCUMENT": "文書",
        "YEAR": "年", "size": "大きさ＝現れる{unit}の数", "group": "{name}ほか（{n}）",
        "other": "小さな群（{n}）", "within": "群の中", "between": "群のあいだ",
        "how": "単位 {unit}　{measure}　{edges}　{names}語のうち{least}{unit}以上に現れる{frequent}語",
        "all": "{n}本すべて", "top": "上位{top}本", "ties": "上位{top}本（同順位を含め{n}本）",
    },
    "en": {
        "MINISTRY": "ministry in charge", "MEASURE": "measure", "SECTION": "section",
        "DOCUMENT": "document", "YEAR": "year", "size": "size = {unit}s with the name", "group": "{name} etc. ({n})",
        "other": "small groups ({n})", "within": "within a group", "between": "between groups",
        "how": "Unit {unit}; {measure}; {edges}; {frequent} of {names} names, each in {least}+ {unit}s",
        "all": "all {n} edges", "top": "top {top} edges", "ties": "top {top} edges ({n} with ties)",
    },
}  # fmt: skip


@dataclass(frozen=True)
class DrawingOptions:
    """How a network is drawn: the options of :func:`draw_network` of the same names."""

    lang: str = "ja"
    names: Mapping[str, str] | None = None
    places: Places | None = None
    seed: int = SEED

    def recorded(self, size: str) -> dict[str, Any]:
        """List the options for the account of what made a figure."""
        places = "laid out" if self.places is None else "given"
        return {"lang": self.lang, "names": "given" if self.names else "", "places": places} | {
            "seed": self.seed,
            "size": size,
        }


def _is_group(net: Graph, name: str) -> bool:
    return net.nodes[name].get("label") in GROUPS or net.nodes[name].get("bipartite") == 1


def _frequency(net: Graph, name: str) -> int:
    return max(1, int(net.nodes[name].get("frequency", 1)))


def _radius(frequency: Any, net: Graph, size: float) -> Any:
    """Radius in points: the area grows with the frequency, down to a least visible size."""
    largest = max((_frequency(net, name) for name in net if not _is_group(net, name)), default=1)
    return np.maximum(1.35 * size * np.sqrt(np.asarray(frequency) / largest), 0.28 * size)


def _crosses(net: Graph, a: str, b: str) -> bool:
    return bool(net.nodes[a].get("community", 1) != net.nodes[b].get("community", 1))


def _caption(net: Graph, lang: str) -> str:
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
    measure = str(how["measure"]).replace("_", " ")
    return words["how"].format(
        unit=unit, measure=measure[0].upper() + measure[1:], edges=edges.format(n=n, top=how["top"]),
        names=how["names_before"], least=how["min_frequency"], frequent=how["names_frequent"],
    )  # fmt: skip


def _key(net: Graph, size: float, lang: str, called: Namer) -> list[list[KeyEntry]]:
    """The rows of the key: sizes and shapes, communities, lines, how it was made."""
    colours = node_colours(net)
    words = WORDS[lang]
    names = [name for name in sorted(net) if not _is_group(net, name)]
    kind = str(net.graph.get("unit", "paragraph")).partition(":")[0]
    steps = sorted(_frequency(net, name) for name in names) or [1]
    steps = sorted({steps[0], steps[len(steps) // 2], steps[-1]})
    first = [KeyEntry(str(step), "o", radius=float(_radius(step, net, size))) for step in steps]
    size_of = words["size"].format(unit=UNITS.get(kind, kind) if lang == "ja" else kind)
    first.append(KeyEntry(size_words(lang) if is_discourse(net) else size_of))
    labels = [label for label in LABELS if any(net.nodes[name].get("label") == label for name in names)]
    if len(labels) > 1:
        first += [KeyEntry(name_labels(lang)[label], LABEL[label].marker) for label in labels]
    sides = sorted({net.nodes[name]["label"] for name in net if _is_group(net, name)})
    called_sides = {**name_labels(lang), **words}
    first += [KeyEntry(called_sides.get(label, label), GROUP_MARKER, radius=0.55 * size) for label in sides]
    groups = []
    for colour in (*PALETTE, OTHER):
        members = sorted((-_frequency(net, name), name) for name in names if colours[name] == colour)
        members += [(0, name) for name in sorted(net) if _is_group(net, name) and colours[name] == colour]
        if members:
            told = words["other" if colour == OTHER else "group"]
            groups.append(KeyEntry(told.format(name=called(members[0][1]), n=len(members)), "o", colour))
    caption = _caption(net, lang)
    last = [KeyEntry(caption)] if caption else []
    if is_discourse(net):
        return [first, signed_lines(net, lang), last]
    lines = [KeyEntry(words["within"], "-")]
    if any(_crosses(net, a, b) for a, b in net.edges):
        lines.append(KeyEntry(words["between"], ":"))
    return [first, groups, lines, last]


def _place_nodes(net: Graph, places: Places, canvas: Canvas, size: float) -> Any:
    """Rows of x, y, radius for the nodes in sorted order."""
    left, bottom, right, top = canvas
    edge = 1.6 * size
    span = np.array([right - left - 2 * edge, top - bottom - 2 * edge])
    xy = np.array([places[name] for name in sorted(net)]) * span + [left + edge, bottom + edge]
    radii = _radius([_frequency(net, name) for name in sorted(net)], net, size)
    radii = np.where([_is_group(net, name) for name in sorted(net)], 0.8 * size, radii)
    return spread_discs(np.column_stack([xy, radii * RIM]), canvas, gap=0.6 * size)


def _draw_nodes(sheet: Sheet, net: Graph, discs: Any, size: float) -> Any:
    """Draw edges and nodes; returns the edges as rows of x, y, x, y."""
    names = sorted(net)
    colours = node_colours(net)
    where = dict(zip(names, discs[:, :2].tolist(), strict=True))
    edges = sorted_edges(net)
    for a, b, data in edges:
        xs, ys = zip(where[a], where[b], strict=True)
        signed = signed_style(net, data["weight"], size) if is_discourse(net) else None
        sheet.ax.plot(xs, ys, **(signed or line_style(_crosses(net, a, b), size)))
    for name, (x, y, radius) in zip(names, discs, strict=True):
        style: dict[str, Any] = {"s": (2 * radius / RIM) ** 2, "c": colours[name], **rim_style(size)}
        kind = net.nodes[name].get("label")
        style["marker"] = LABEL[kind].marker if kind in LABEL else "o"
        if _is_group(net, name):
            style |= {"marker": GROUP_MARKER, "c": "white", "edgecolors": colours[name], "linewidths": 0.3 * size}
        sheet.ax.scatter([x], [y], **style)
    return np.array([[*where[a], *where[b]] for a, b, _ in edges]).reshape(-1, 4)


def _draw_names(  # noqa: PLR0913
    sheet: Sheet, net: Graph, discs: Any, *, segments: Any, canvas: Canvas, called: Namer
) -> float:
    """Draw the names beside their nodes; returns the share that needs a leader, infinite if one has no place."""
    size = sheet.size
    texts = [sheet.text(wrap(called(name), LINE), size, color="#000000", zorder=4, bbox=VEIL) for name in sorted(net)]
    pad = 0.12 * size
    sizes = np.array([(width + 2 * pad, height + 2 * pad) for _, width, height in texts])
    order = np.argsort(-discs[:, 2], kind="stable")
    corners = place_labels(discs, sizes, canvas, ink=sample_segments(segments), order=order, gap=0.1 * size)
    if corners is None:
        return np.inf
    for (artist, _, _), (x, y) in zip(texts, corners, strict=True):
        artist.set_gid("label")
        sheet.move(artist, x + pad, y + pad)
    lines = leader_lines(discs, corners, sizes, 0.9 * size)
    for _, x, y, u, v in lines:
        sheet.ax.plot([x, u], [y, v], color="#000000", linewidth=size * 0.05, zorder=3, gid="leader")
    return len(lines) / len(net)


def _draw_all(sheet: Sheet, net: Graph, how: DrawingOptions) -> float:
    """Draw the network with its key; returns the share of names that stand ill, infinite if it does not fit."""
    size = sheet.size
    called = namer(how.lang, how.names)
    foot = draw_legend(sheet, _key(net, size, how.lang, called), size) + 0.6 * size
    canvas = (0.5, foot, sheet.width - 0.5, sheet.height - 0.5)
    width, height = canvas[2] - canvas[0], canvas[3] - canvas[1]
    if min(width, height) < 4 * size:
        return np.inf
    discs = _place_nodes(net, how.places or layout(attracting(net), aspect=width / height, seed=how.seed), canvas, size)
    segments = _draw_nodes(sheet, net, discs, size)
    return _draw_names(sheet, net, discs, segments=segments, canvas=canvas, called=called)


def draw_on(ax: Axes, net: Graph, points: float, how: DrawingOptions) -> bool:
    """Draw a network on emptied axes in type of `points`, and say whether everything found a place."""
    ax.clear()
    return bool(np.isfinite(_draw_all(Sheet(ax, points), net, how)))


def draw_network(  # noqa: PLR0913
    net: Graph,
    *,
    ax: Axes | None = None,
    size: str = "page",
    lang: str = "ja",
    names: Mapping[str, str] | None = None,
    places: Places | None = None,
    seed: int = SEED,
) -> Figure:
    """Draw a network as the field draws it.

    Area of a node = units with the name; shape = label; colour = community (of three and more names; the seven
    largest); edges between communities dotted. No label touches another, a node or the border; the height
    grows until all find a place, and a label that stands apart is tied to its node by a thin line.

    Parameters
    ----------
    net : networkx.Graph
        As made by :func:`plantext.networks.graph.network`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; its size stays as it is.
    size : str
        ``column`` (84 mm), ``page`` (174 mm) or ``slide`` (254 by 143 mm).
    lang : str
        Language of names and key: ``ja`` or ``en``; a name that has no English one stays Japanese.
    names : mapping of str to str, optional
        English names to print instead of those of the lexicons, such as
        :func:`plantext.figures.naming.english_names` of a run.
    places : mapping of str to (float, float), optional
        Positions from 0 to 1, such as those of a larger network; computed by default.
    seed : int
        Of the layout.

    Raises
    ------
    EmptyResultError
        If the network has no nodes.
    PlantextError
        If the labels do not fit.

    Examples
    --------
    >>> import networkx as nx
    >>> figure = draw_network(nx.Graph([("総務省", "デジタル庁")]), size="column", lang="en")
    >>> round(figure.get_figwidth() * 25.4)
    84
    """
    if not len(net):
        raise EmptyResultError("The network has no nodes, so there is nothing to draw. Lower its thresholds.")
    width, tallest, points = sheet_size(size)
    how = DrawingOptions(check_lang(lang), names, places, seed)
    if ax is not None:
        for shrink in SHRINK:
            if draw_on(ax, net, max(LEAST_TYPE, points * shrink), how):
                record_options(figure := Sheet(ax, points).figure, "draw_network", **how.recorded("given axes"))
                return figure
        raise PlantextError(f"{len(net)} labels do not fit the axes. Make them larger or lower top.")
    height = tallest if size == "slide" else min(tallest, max(width * 0.5, 25 + len(net) * 300 / width))
    enough = min(tallest, 1.6 * height)
    while True:
        figure = make_figure(width, height)
        box = (MARGIN / width, MARGIN / height, 1 - 2 * MARGIN / width, 1 - 2 * MARGIN / height)
        ill = _draw_all(Sheet(figure.add_axes(box), points), net, how)
        if ill <= ILL or (np.isfinite(ill) and height >= enough):
            record_options(figure, "draw_network", **how.recorded(size))
            return figure
        if height < tallest:
            height = min(tallest, height * 1.2)
        elif points > LEAST_TYPE:
            points = max(LEAST_TYPE, points - 0.5)
        else:
            told = f"{len(net)} labels do not fit {width:g} by {height:g} mm"
            raise PlantextError(f"{told}. Lower top, raise min_frequency, or take size='page'.")
