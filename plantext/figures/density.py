"""Where on the map of a network names crowd: the density view of VOSviewer, of all names or of each community."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from scipy.spatial.distance import pdist

from plantext.errors import EmptyResultError, PlantextError, names_arguments
from plantext.figures.geometry import Array
from plantext.figures.legend import KeyEntry, draw_legend
from plantext.figures.naming import check_lang, namer
from plantext.figures.network_key import frequency_of, group_row, how_row, measure_name
from plantext.figures.planning import DrawingOptions, Furniture, Places, Plan, best_plan, map_sheet, put_names
from plantext.figures.style import GREY, OTHER, PALE, node_colours, rim_style, shade_of
from plantext.figures.typesetting import Sheet, record_options, sheet_size
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph
from plantext.networks.units import UNITS

SHARES = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2)
"""Of the greatest density, from which each shade reaches to the next, twice as dense: one frequent name hides no other."""
LIGHTNESS = (93.0, 84.0, 75.0, 66.0, 57.0)
"""Of the shades, in even steps, whatever their colour; black words are read on the darkest."""
BLUE = "#2171B5"
NARROWEST, WIDEST = 0.03, 1.0
"""Bandwidths: below, a map is of dots, and above, of one blot."""
DOT = 0.22  # Radius of a name's dot, in ems
STEP = 3.0  # Points between places where the density is computed, or less for narrow kernels
# No rounded density lies on a bound, so that contours have the same corners on every processor.
DIGITS, BETWEEN = 6, 5e-7
WEIGHTS = ("frequency", "strength")

WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "name": "色＝名前の密度（最大の%）", "community": "色＝そこで最も密な群、濃さ＝その密度（最大の%）",
        "kernel": "ガウスカーネル（帯域幅は名前どうしの平均距離の{bandwidth:g}倍）", "frequency": "重み＝現れる{unit}の数",
        "strength": "重み＝辺の重み（{measure}）の和",
    },
    "en": {
        "name": "colour = density of names (% of the greatest)",
        "community": "colour = community densest there, shade = its density (% of the greatest)",
        "kernel": "Gaussian kernel (bandwidth {bandwidth:g} of the mean distance between names);", "frequency": "weight = {unit}s with the name",
        "strength": "weight = sum of the edges' weights ({measure})",
    },
}  # fmt: skip


def kernel_density(points: Array, weights: Array, xs: Array, ys: Array, *, reach: float) -> Array:
    """Add up Gaussian kernels of `reach` at points, each as high as its weight, on a grid: a row a y, a column an x.

    Examples
    --------
    >>> kernel_density(np.array([[0.0, 0.0]]), np.array([2.0]), np.array([0.0, 3.0]), np.array([0.0]), reach=3.0).round(3).tolist()
    [[2.0, 0.736]]
    """
    across, up = (np.exp(-(((places[:, None] - points[:, axis]) / reach) ** 2)) for axis, places in enumerate((xs, ys)))
    density: Array = (up * weights) @ across.T
    return density


def weigh_names(net: Graph, weight: str = "frequency") -> Array:
    """Weigh the names of a network, in sorted order, as :func:`draw_density` does.

    Examples
    --------
    >>> import networkx as nx
    >>> weigh_names(nx.Graph([("a", "b", {"weight": 0.5}), ("b", "c", {"weight": 0.25})]), "strength").tolist()
    [0.5, 0.75, 0.25]
    """
    if weight == "frequency":
        return np.array([float(frequency_of(net, name)) for name in sorted(net)])
    strength = dict.fromkeys(net, 0.0)
    for a, b, value in sorted(net.edges(data="weight", default=1.0)):
        for end in (a, b):
            strength[end] += max(0.0, float(value))
    if not any(strength.values()):
        raise PlantextError("weight 'strength': no edge of the network has a positive weight. Take weight='frequency'.")
    return np.array([strength[name] for name in sorted(net)])


def _check(net: Graph, by: str, weight: str, bandwidth: float) -> None:
    if len(net) < 2 or not net.number_of_edges():
        raise EmptyResultError(
            "The network has {names} names and {edges} edges; a map needs two names that meet. Lower its thresholds.",
            names=len(net),
            edges=net.number_of_edges(),
        )
    if by not in ("name", "community"):
        raise PlantextError("by {by!r}: expected name or community.", by=by)
    if by == "community" and not any("community" in net.nodes[name] for name in net):
        raise PlantextError("by 'community': the network has no communities. Build it with communities='leiden'.")
    if weight not in WEIGHTS:
        raise PlantextError("weight {weight!r}: expected frequency or strength.", weight=weight)
    if not NARROWEST <= bandwidth <= WIDEST:
        raise PlantextError(
            "bandwidth {bandwidth:g}: expected a share of the mean distance between names, from {least:g} to {most:g}; "
            "0.15 is usual.",
            bandwidth=bandwidth,
            least=NARROWEST,
            most=WIDEST,
        )


@dataclass(frozen=True)
class _Layer:
    """A density on a grid, as a share of the greatest of all layers.

    Parameters
    ----------
    colour : str
        Of the community, or of all names.
    lead : numpy.ndarray
        By how much it is over the densest of the other layers.
    """

    colour: str
    xs: Array
    ys: Array
    density: Array
    lead: Array

    def over(self, share: float) -> Array:
        """A field that is positive where the layer is denser than `share` and than all others."""
        return np.asarray(np.round(np.minimum(self.density - share, self.lead), DIGITS), dtype=np.float64)


def _layers(net: Graph, plan: Plan, by: str, weights: Array, reach: float) -> Iterator[_Layer]:
    left, bottom, right, top = plan.canvas
    step = min(STEP, reach / 8)
    xs, ys = (np.linspace(low, high, int((high - low) / step) + 2) for low, high in ((left, right), (bottom, top)))
    groups = dict.fromkeys(sorted(net), (BLUE, 0))
    if by == "community":
        colours = {name: GREY if colour == OTHER else colour for name, colour in node_colours(net).items()}
        groups = {name: (colours[name], net.nodes[name].get("community", 0)) for name in groups}
    kinds = sorted(set(groups.values()))
    members = [np.array([group == kind for group in groups.values()]) for kind in kinds]
    found = [kernel_density(plan.discs[it, :2], weights[it], xs, ys, reach=reach) for it in members]
    greatest = max(float(density.max()) for density in found)
    for number, ((colour, _), density) in enumerate(zip(kinds, found, strict=True)):
        others = [other for at, other in enumerate(found) if at != number]
        lead = density - np.maximum.reduce(others) if others else np.full_like(density, np.inf)
        yield _Layer(colour, xs, ys, density / greatest, lead / greatest)


def _shade(sheet: Sheet, layers: Iterable[_Layer], by: str) -> None:
    outlines = []
    for layer in layers:
        # Each shade covers all that is denser, so that no seam shows between two.
        for share, light in zip(SHARES, LIGHTNESS, strict=True):
            field = layer.over(share)
            if field.max() > BETWEEN:
                colour = shade_of(layer.colour, light)
                sheet.ax.contourf(layer.xs, layer.ys, field, levels=[BETWEEN, 2.0], colors=[colour], zorder=0)
                outlines += [(layer, field)] if share == SHARES[0] and by == "community" else []
    for layer, field in outlines:
        # Neighbours of one density are parted in print without colour.
        style: dict[str, Any] = {"colors": "white", "linewidths": 0.12 * sheet.size, "zorder": 0.2}
        sheet.ax.contour(layer.xs, layer.ys, field, levels=[BETWEEN], **style)


def _draw(sheet: Sheet, net: Graph, plan: Plan, by: str) -> None:
    left, bottom, right, top = plan.canvas
    frame = Rectangle((left, bottom), right - left, top - bottom, edgecolor=PALE, linewidth=0.1 * sheet.size)
    frame.set(facecolor="none", zorder=0.5)
    sheet.ax.add_patch(frame)
    colours = node_colours(net) if by == "community" else dict.fromkeys(net, "#FFFFFF")
    for name, (x, y, radius) in zip(sorted(net), plan.discs, strict=True):
        sheet.ax.scatter([x], [y], s=(2 * radius) ** 2, c=colours[name], gid="node", **rim_style(sheet.size))
    put_names(sheet, plan, veil=None)


def _key(net: Graph, by: str, weight: str, bandwidth: float, how: DrawingOptions) -> list[list[KeyEntry]]:
    words, called = WORDS[how.lang], namer(how.lang, how.names)
    kind, _, size = str(net.graph.get("unit", "paragraph")).partition(":")
    unit = (UNITS.get(kind, kind) if how.lang == "ja" else kind) + size
    bounds = [f"{100 * low:.0f}–{100 * high:.0f}" for low, high in pairwise((*SHARES, 1.0))]
    bands = [KeyEntry(words[by])]
    bands += [
        KeyEntry(told, "s", shade_of(GREY if by == "community" else BLUE, light))
        for told, light in zip(bounds, LIGHTNESS, strict=True)
    ]
    kernel = [
        KeyEntry(words["kernel"].format(bandwidth=bandwidth)),
        KeyEntry(words[weight].format(unit=unit, measure=measure_name(net, how.lang))),
    ]
    groups = [group_row(net, how.lang, called)] if by == "community" else []
    return [*groups, bands, kernel, how_row(net, how.lang)]


@names_arguments
def draw_density(  # noqa: PLR0913
    net: Graph,
    *,
    by: str = "name",
    weight: str = "frequency",
    bandwidth: float = 0.15,
    size: str = "page",
    lang: str = "ja",
    names: Mapping[str, str] | None = None,
    places: Places | None = None,
    seed: int = SEED,
) -> Figure:
    r"""Draw where on the map of a network names crowd, as the density view of VOSviewer shows it.

    Names stand where :func:`plantext.figures.network.draw_network` puts them. The density at a point is the sum of
    their weights, each times :math:`\exp(-(d / (h \bar d))^2)`, where d is the distance to the name, :math:`\bar d`
    the mean distance between names and h the bandwidth. Dense are places of frequent names that meet the same others.

    Parameters
    ----------
    net : networkx.Graph
        As made by :func:`plantext.networks.graph.network`.
    by : str
        ``name`` shades the density of all names; ``community`` that of the community densest at a place, in its colour.
    weight : str
        ``frequency`` (units with the name), or ``strength`` (sum of the weights of its edges).
    bandwidth : float
        From 0.03 to 1: a small one shows single names, a large one regions.
    size, lang, names, places, seed
        As in :func:`plantext.figures.network.draw_network`.

    Raises
    ------
    EmptyResultError
        If the network has fewer than two names or no edges.
    PlantextError
        If an option is unknown, the network has no communities to shade, or the labels do not fit.

    References
    ----------
    N. J. van Eck and L. Waltman, "Software survey: VOSviewer, a computer program for bibliometric mapping",
    Scientometrics 84 (2010), 523-538.

    Examples
    --------
    >>> import networkx as nx
    >>> figure = draw_density(nx.Graph([("総務省", "デジタル庁"), ("総務省", "外務省")]), size="column", lang="en")
    >>> round(figure.get_figwidth() * 25.4)
    84
    """
    _check(net, by, weight, bandwidth)
    sheet_size(size)
    how = DrawingOptions(check_lang(lang), names, places, seed)
    weights, rows = weigh_names(net, weight), _key(net, by, weight, bandwidth, how)
    height, plan = best_plan(net, how, Furniture(lambda _: rows, dot=DOT), size)
    figure, sheet = map_sheet(size, height, plan)
    reach = bandwidth * float(np.round(pdist(plan.discs[:, :2]).mean(), DIGITS))
    _shade(sheet, _layers(net, plan, by, weights, reach), by)
    _draw(sheet, net, plan, by)
    draw_legend(sheet, rows, plan.points)
    told = {key: net.graph[key] for key in ("unit", "measure") if key in net.graph}
    record_options(
        figure, "draw_density", kind=f"draw_density_{by}", by=by, weight=weight, bandwidth=bandwidth, nodes=len(net),
        **how.recorded(size), **told,
    )  # fmt: skip
    return figure
