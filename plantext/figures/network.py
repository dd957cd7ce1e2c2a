"""Networks drawn as the field draws them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plantext.errors import EmptyResultError, PlantextError, names_arguments
from plantext.figures.change import COLOURS, change_style, is_change
from plantext.figures.legend import draw_legend
from plantext.figures.naming import check_lang, namer
from plantext.figures.network_key import (
    GROUP_MARKER,
    crosses,
    is_group,
    key_rows,
    passes,
    relative_weight,
)
from plantext.figures.planning import (
    LEAST_TYPE,
    RIM,
    DrawingOptions,
    Furniture,
    Places,
    Plan,
    best_plan,
    map_sheet,
    plan_map,
    put_names,
)
from plantext.figures.signed import is_discourse, signed_style
from plantext.figures.style import line_style, node_colours, rim_style
from plantext.figures.typesetting import Sheet, record_options, sheet_size
from plantext.labels import LABEL
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph, sorted_edges

SHRINK = (1.0, 0.9, 0.8, 0.7)  # Sizes of type to try on axes of a given size


def _furniture(net: Graph, how: DrawingOptions) -> Furniture:
    called = namer(how.lang, how.names)
    edges = [(a, b) for a, b, _ in sorted_edges(net)]
    return Furniture(lambda points: key_rows(net, points, how.lang, called), edges)


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


def _draw(sheet: Sheet, net: Graph, how: DrawingOptions, plan: Plan) -> None:
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
    put_names(sheet, plan)


def draw_on(ax: Axes, net: Graph, points: float, how: DrawingOptions) -> bool:
    """Draw a network on emptied axes in type of `points`, and say whether everything found a place."""
    ax.clear()
    sheet = Sheet(ax, points)
    plan = plan_map(net, how, _furniture(net, how), (sheet.width, sheet.height), points)
    if plan is not None:
        _draw(sheet, net, how, plan)
    return plan is not None


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
    points = sheet_size(size)[2]
    how = DrawingOptions(check_lang(lang), names, places, seed)
    if ax is not None:
        for shrink in SHRINK:
            if draw_on(ax, net, max(LEAST_TYPE, points * shrink), how):
                figure = Sheet(ax, points).figure
                record_options(figure, "draw_network", **how.recorded("given axes"), **_told(net))
                return figure
        raise PlantextError("{n_net} labels do not fit the axes. Make them larger or lower top.", n_net=len(net))
    height, plan = best_plan(net, how, _furniture(net, how), size)
    figure, sheet = map_sheet(size, height, plan)
    _draw(sheet, net, how, plan)
    record_options(figure, "draw_network", **how.recorded(size), **_told(net))
    return figure
