"""Networks drawn as the field draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plantext.errors import EmptyResultError, PlantextError, names_arguments
from plantext.figures.change import COLOURS, change_style, is_change
from plantext.figures.geometry import Canvas, edge_ends, lines_over_boxes, sample_segments, spread_discs
from plantext.figures.labelling import Ground, place_labels
from plantext.figures.legend import draw_legend, legend_height
from plantext.figures.linebreaks import wrap
from plantext.figures.naming import check_lang, namer
from plantext.figures.network_key import (
    GROUP_MARKER,
    crosses,
    frequency_of,
    is_group,
    key_rows,
    passes,
    radius_of,
    relative_weight,
)
from plantext.figures.signed import attracting, is_discourse, signed_style
from plantext.figures.style import VEIL, line_style, node_colours, rim_style
from plantext.figures.typesetting import Sheet, make_figure, record_options, sheet_size, text_size
from plantext.labels import LABEL
from plantext.networks.layout import layout
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph, sorted_edges

LEAST_TYPE = 5.0
MARGIN = 1.5  # Of the page, in millimetres
RIM = 1.12  # Room that a node takes over its radius: corners of squares stand out, and rims have a width
SHRINK = (1.0, 0.9, 0.8, 0.7)  # Sizes of type to try on axes of a given size
APART = 0.04  # Share of names that may need a leader before the figure grows
PAD = np.array([0.3, 0.12])  # Room beside a name and over it, in ems: names on one line are not read as one
END = 1.0  # Length of an edge's end that no label covers, in ems
LINE = 12  # Full-width characters of a label before it is broken

Places = Mapping[str, tuple[float, float]]


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


def _place_nodes(net: Graph, places: Places, canvas: Canvas, size: float) -> Any:
    """Rows of x, y, radius for the nodes in sorted order."""
    left, bottom, right, top = canvas
    edge = 1.6 * size
    span = np.array([right - left - 2 * edge, top - bottom - 2 * edge])
    xy = np.array([places[name] for name in sorted(net)]) * span + [left + edge, bottom + edge]
    radii = radius_of([frequency_of(net, name) for name in sorted(net)], net, size)
    radii = np.where([is_group(net, name) for name in sorted(net)], 0.8 * size, radii)
    return spread_discs(np.column_stack([xy, radii * RIM]), canvas, gap=0.6 * size)


@dataclass(frozen=True)
class _Plan:
    """Where everything stands, in points.

    Parameters
    ----------
    discs, segments : numpy.ndarray
        Rows of x, y, radius for the nodes in sorted order, and of x, y, x, y for the sorted edges.
    names, corners, lines
        The names in lines, their lower left corners, and the lines that tie them to their nodes, or NaN.
    hidden : int
        Names on the end of an edge or a line to another name.
    """

    points: float
    discs: Any
    segments: Any
    names: list[str]
    corners: Any
    lines: Any
    hidden: int

    @property
    def apart(self) -> float:
        """Share of names that need a line to their node."""
        return float(np.isfinite(self.lines).all(axis=1).mean())


def _plan(net: Graph, how: DrawingOptions, room: tuple[float, float], points: float) -> _Plan | None:
    """Find a place for everything in a room of some width and height; None if there is none."""
    called = namer(how.lang, how.names)
    foot = legend_height(key_rows(net, points, how.lang, called), room[0], points) + 0.6 * points
    canvas = (0.5, foot, room[0] - 0.5, room[1] - 0.5)
    width, height = canvas[2] - canvas[0], canvas[3] - canvas[1]
    if min(width, height) < 4 * points:
        return None
    places = how.places or layout(attracting(net), aspect=round(width / height, 3), seed=how.seed)
    discs = _place_nodes(net, places, canvas, points)
    of = dict(zip(sorted(net), discs.tolist(), strict=True))
    edges = [(of[a], of[b]) for a, b, _ in sorted_edges(net)]
    segments = np.array([[*a[:2], *b[:2]] for a, b in edges]).reshape(-1, 4)
    ends = edge_ends(segments, np.array([[a[2], b[2]] for a, b in edges]).reshape(-1, 2), END * points)
    names = [wrap(called(name), LINE) for name in sorted(net)]
    sizes = np.array([text_size(name, points) for name in names]) + 2 * PAD * points
    ground = Ground(discs, canvas, sample_segments(segments), ends, gap=0.1 * points, far=0.9 * points)
    found = place_labels(sizes, ground, order=np.argsort(-discs[:, 2], kind="stable"))
    if found is None:
        return None
    corners, lines = found
    boxes = np.hstack([corners, corners + sizes])
    hidden = int(lines_over_boxes(np.vstack([ends, lines]), boxes).any(axis=0).sum())
    return _Plan(points, discs, segments, names, corners, lines, hidden)


def _draw_edge(sheet: Sheet, net: Graph, edge: tuple[str, str, dict[str, Any]], at: Any) -> None:
    a, b, data = edge
    if is_discourse(net):
        style = signed_style(net, data["weight"], sheet.size)
    elif is_change(net):
        style = change_style(data, sheet.size, relative_weight(net, data))
    else:
        weight = relative_weight(net, data)
        style = line_style(crosses(net, a, b), sheet.size, weight=weight, faint=not passes(data))
    sheet.ax.plot(at[[0, 2]], at[[1, 3]], gid="edge", **style)


def _draw(sheet: Sheet, net: Graph, how: DrawingOptions, plan: _Plan) -> None:
    """Draw key, edges, nodes and names where they were planned."""
    size = sheet.size
    draw_legend(sheet, key_rows(net, size, how.lang, namer(how.lang, how.names)), size)
    colours = {name: COLOURS[net.nodes[name]["change"]] for name in net} if is_change(net) else node_colours(net)
    for edge, segment in zip(sorted_edges(net), plan.segments, strict=True):
        _draw_edge(sheet, net, edge, segment)
    for name, (x, y, radius) in zip(sorted(net), plan.discs, strict=True):
        style: dict[str, Any] = {"s": (2 * radius / RIM) ** 2, "c": colours[name], "gid": "node", **rim_style(size)}
        kind = net.nodes[name].get("label")
        style["marker"] = LABEL[kind].marker if kind in LABEL else "o"
        if is_group(net, name):
            style |= {"marker": GROUP_MARKER, "c": "white", "edgecolors": colours[name], "linewidths": 0.3 * size}
        sheet.ax.scatter([x], [y], **style)
    for name, (x, y) in zip(plan.names, plan.corners + PAD * size, strict=True):
        sheet.text(name, size, x, y, color="#000000", zorder=4, bbox=VEIL, gid="label")
    for x, y, u, v in plan.lines[np.isfinite(plan.lines).all(axis=1)]:
        sheet.ax.plot([x, u], [y, v], color="#000000", linewidth=size * 0.05, zorder=3, gid="leader")


def draw_on(ax: Axes, net: Graph, points: float, how: DrawingOptions) -> bool:
    """Draw a network on emptied axes in type of `points`, and say whether everything found a place."""
    ax.clear()
    sheet = Sheet(ax, points)
    plan = _plan(net, how, (sheet.width, sheet.height), points)
    if plan is not None:
        _draw(sheet, net, how, plan)
    return plan is not None


def _best_plan(net: Graph, how: DrawingOptions, size: str) -> tuple[float, _Plan]:
    """The height in millimetres, from the least that seems enough, at which all names stand well, and the plan."""
    width, tallest, points = sheet_size(size)
    height = tallest if size == "slide" else min(tallest, max(width * 0.5, 25 + len(net) * 300 / width))
    enough = min(tallest, 1.6 * height)
    best: tuple[float, _Plan] | None = None
    while True:
        plan = _plan(net, how, ((width - 2 * MARGIN) * 72 / 25.4, (height - 2 * MARGIN) * 72 / 25.4), points)
        if plan is not None:
            if not plan.hidden and (plan.apart <= APART or height >= enough):
                return height, plan
            if best is None or plan.hidden < best[1].hidden:
                best = height, plan
        if height < tallest:
            height = min(tallest, height * 1.2)
        elif points > LEAST_TYPE:
            points = max(LEAST_TYPE, points - 0.5)
        elif best is not None:
            return best
        else:
            raise PlantextError(
                "{n} labels do not fit {width:g} by {height:g} mm. Lower top, raise min_frequency, or take size='page'.",
                n=len(net),
                width=width,
                height=height,
            )


def _told(net: Graph) -> dict[str, Any]:
    """What the caption says of a network."""
    kind = "draw_discourse" if is_discourse(net) else "draw_change" if is_change(net) else "draw_network"
    how = {key: net.graph[key] for key in ("unit", "measure", "before", "after") if key in net.graph}
    return {"kind": kind, "nodes": len(net), "edges": net.number_of_edges(), **how}


@names_arguments
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
    largest). Width of an edge = its weight; dotted between communities, faint where q ≥ 0.05. No label touches
    another, a node, the end of an edge or the border; the height grows until all find a place, and a label that
    stands apart is tied to its node by a thin line.

    Parameters
    ----------
    net : networkx.Graph
        As made by :func:`plantext.networks.graph.network`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; its size stays as it is.
    size : str
        ``column`` (84 mm), ``page`` (174 mm) or ``slide`` (254 by 143 mm).
    lang : str
        Language of names and key: ``ja`` or ``en``; a name that has no English one is written by its reading.
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
    width, _, points = sheet_size(size)
    how = DrawingOptions(check_lang(lang), names, places, seed)
    if ax is not None:
        for shrink in SHRINK:
            if draw_on(ax, net, max(LEAST_TYPE, points * shrink), how):
                figure = Sheet(ax, points).figure
                record_options(figure, "draw_network", **how.recorded("given axes"), **_told(net))
                return figure
        raise PlantextError("{n_net} labels do not fit the axes. Make them larger or lower top.", n_net=len(net))
    height, plan = _best_plan(net, how, size)
    figure = make_figure(width, height)
    box = (MARGIN / width, MARGIN / height, 1 - 2 * MARGIN / width, 1 - 2 * MARGIN / height)
    _draw(Sheet(figure.add_axes(box), plan.points), net, how, plan)
    record_options(figure, "draw_network", **how.recorded(size), **_told(net))
    return figure
