"""Where everything on a map of names stands: nodes laid out, names placed, the height that they need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from plantext.errors import PlantextError
from plantext.figures.geometry import Canvas, edge_ends, lines_over_boxes, sample_segments, spread_discs
from plantext.figures.labelling import Ground, place_labels
from plantext.figures.legend import KeyEntry, legend_height
from plantext.figures.linebreaks import wrap
from plantext.figures.naming import namer
from plantext.figures.network_key import frequency_of, is_group, radius_of
from plantext.figures.signed import attracting
from plantext.figures.style import VEIL
from plantext.figures.typesetting import PrintFigure, Sheet, make_figure, sheet_size, text_size
from plantext.networks.layout import layout
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph

LEAST_TYPE = 5.0
MARGIN = 1.5  # Of the page, in millimetres
RIM = 1.12  # Room that a node takes over its radius: corners of squares stand out, and rims have a width
APART = 0.04  # Share of names that may need a leader before the figure grows
PAD = np.array([0.3, 0.12])  # Room beside a name and over it, in ems: names on one line are not read as one
END = 1.0  # Length of an edge's end that no label covers, in ems
LINE = 12  # Full-width characters of a label before it is broken

Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class DrawingOptions:
    """How a map is drawn: the options of :func:`plantext.figures.network.draw_network` of the same names."""

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


@dataclass(frozen=True)
class Furniture:
    """What a map holds besides nodes and names.

    Parameters
    ----------
    key : callable
        The rows of the key, by the size of the type in points.
    edges : sequence of pairs of str
        Edges that are drawn, whose ends no name hides.
    dot : float
        Radius of all nodes in ems; 0 where it grows with the frequency.
    """

    key: Callable[[float], Sequence[Sequence[KeyEntry]]]
    edges: Sequence[tuple[str, str]] = ()
    dot: float = 0.0


@dataclass(frozen=True)
class Plan:
    """Where everything stands, in points.

    Parameters
    ----------
    canvas : tuple of float
        Left, bottom, right, top: the room over the key.
    discs, segments : numpy.ndarray
        Rows of x, y, radius for the nodes in sorted order, and of x, y, x, y for the edges.
    names, corners, lines
        The names in lines, their lower left corners, and the lines that tie them to their nodes, or NaN.
    hidden : int
        Names on the end of an edge or a line to another name.
    """

    points: float
    canvas: Canvas
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


def _place_nodes(net: Graph, places: Places, canvas: Canvas, size: float) -> Any:
    """Rows of x, y, radius for the nodes in sorted order."""
    left, bottom, right, top = canvas
    edge = 1.6 * size
    span = np.array([right - left - 2 * edge, top - bottom - 2 * edge])
    if missing := [name for name in sorted(net) if name not in places]:
        raise PlantextError(
            "places: {n} names of the network have none, such as {name}.", n=len(missing), name=missing[0]
        )
    xy = np.array([places[name] for name in sorted(net)]) * span + [left + edge, bottom + edge]
    radii = radius_of([frequency_of(net, name) for name in sorted(net)], net, size)
    radii = np.where([is_group(net, name) for name in sorted(net)], 0.8 * size, radii)
    return spread_discs(np.column_stack([xy, radii * RIM]), canvas, gap=0.6 * size)


def plan_map(
    net: Graph, how: DrawingOptions, furniture: Furniture, room: tuple[float, float], points: float
) -> Plan | None:
    """Find a place for everything in a room of some width and height; None if there is none."""
    called = namer(how.lang, how.names)
    foot = legend_height(furniture.key(points), room[0], points) + 0.6 * points
    canvas = (0.5, foot, room[0] - 0.5, room[1] - 0.5)
    width, height = canvas[2] - canvas[0], canvas[3] - canvas[1]
    if min(width, height) < 4 * points:
        return None
    places = how.places or layout(attracting(net), aspect=round(width / height, 3), seed=how.seed)
    discs = _place_nodes(net, places, canvas, points)
    order = np.argsort(-discs[:, 2], kind="stable")
    if furniture.dot:
        discs[:, 2] = furniture.dot * points
    of = dict(zip(sorted(net), discs.tolist(), strict=True))
    edges = [(of[a], of[b]) for a, b in furniture.edges]
    segments = np.array([[*a[:2], *b[:2]] for a, b in edges]).reshape(-1, 4)
    ends = edge_ends(segments, np.array([[a[2], b[2]] for a, b in edges]).reshape(-1, 2), END * points)
    names = [wrap(called(name), LINE) for name in sorted(net)]
    sizes = np.array([text_size(name, points) for name in names]) + 2 * PAD * points
    ground = Ground(discs, canvas, sample_segments(segments), ends, gap=0.1 * points, far=0.9 * points)
    found = place_labels(sizes, ground, order=order)
    if found is None:
        return None
    corners, lines = found
    boxes = np.hstack([corners, corners + sizes])
    hidden = int(lines_over_boxes(np.vstack([ends, lines]), boxes).any(axis=0).sum())
    return Plan(points, canvas, discs, segments, names, corners, lines, hidden)


def best_plan(net: Graph, how: DrawingOptions, furniture: Furniture, size: str) -> tuple[float, Plan]:
    """The height in millimetres, from the least that seems enough, at which all names stand well, and the plan.

    Raises
    ------
    PlantextError
        If the names do not fit the tallest page.
    """
    width, tallest, points = sheet_size(size)
    height = tallest if size == "slide" else min(tallest, max(width * 0.5, 25 + len(net) * 300 / width))
    enough = min(tallest, 1.6 * height)
    best: tuple[float, Plan] | None = None
    while True:
        room = ((width - 2 * MARGIN) * 72 / 25.4, (height - 2 * MARGIN) * 72 / 25.4)
        plan = plan_map(net, how, furniture, room, points)
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


def map_sheet(size: str, height: float, plan: Plan) -> tuple[PrintFigure, Sheet]:
    """Make the empty figure that a plan was found for."""
    width = sheet_size(size)[0]
    figure = make_figure(width, height)
    box = (MARGIN / width, MARGIN / height, 1 - 2 * MARGIN / width, 1 - 2 * MARGIN / height)
    return figure, Sheet(figure.add_axes(box), plan.points)


def put_names(sheet: Sheet, plan: Plan, *, veil: Mapping[str, Any] | None = VEIL) -> None:
    """Set the names where they were planned, on a veil over lines, and the lines that tie far ones to their nodes."""
    size = sheet.size
    for name, (x, y) in zip(plan.names, plan.corners + PAD * size, strict=True):
        sheet.text(name, size, x, y, color="#000000", zorder=4, bbox=veil, gid="label")
    for x, y, u, v in plan.lines[np.isfinite(plan.lines).all(axis=1)]:
        sheet.ax.plot([x, u], [y, v], color="#000000", linewidth=size * 0.05, zorder=3, gid="leader")
