"""Charts beside the networks: intervals, sensitivity, trajectories, two networks side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plantext.drawing.figures import LEAST_TYPE, PALETTE, SHRINK, SIZES, draw_on
from plantext.drawing.typesetting import font, make_figure, printable
from plantext.errors import EmptyResultError, PlantextError
from plantext.networks.align import match_communities, shared_layout
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph

MARKS = ("o", "s", "^", "D", "v", "p", "h")
GREY = "#555555"


def _size(size: str) -> tuple[float, float, float]:
    if size not in SIZES:
        raise PlantextError(f"size {size!r}: expected {', '.join(SIZES)}.")
    return SIZES[size]


def set_type(ax: Axes, points: float) -> None:
    """Set all words of an axes in the house face and keep only the lines that carry data.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        A chart.
    points : float
        Size of the type.
    """
    words = [ax.title, ax.xaxis.label, ax.yaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels()]
    for text in words:
        text.set_fontproperties(font(points))
    ax.tick_params(width=points * 0.06, length=points * 0.35, color=GREY)
    for name, spine in ax.spines.items():
        spine.set_visible(name in ("left", "bottom"))
        spine.set_linewidth(points * 0.06)
        spine.set_color(GREY)


def _axes_in(figure: Figure, left: float, bottom: float, right: float, top: float) -> Axes:
    """An axes with margins in millimetres."""
    width, height = figure.get_size_inches() * 25.4
    return figure.add_axes(
        (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
    )


def shorten(name: str, room: float) -> str:
    """A name cut in the middle where it is too long to print.

    Parameters
    ----------
    name : str
        The name.
    room : float
        Full-width characters that fit.

    Returns
    -------
    str
        The name, or its beginning and end about an ellipsis.
    """
    widths = [0.55 if c <= "~" else 1.0 for c in name]
    if sum(widths) <= room:
        return name
    half = (room - 1) / 2
    head = int(np.searchsorted(np.cumsum(widths), half, side="right"))
    tail = int(np.searchsorted(np.cumsum(widths[::-1]), half, side="right"))
    return f"{name[:head]}…{name[len(name) - tail :]}"


def draw_intervals(  # noqa: PLR0913
    table: pd.DataFrame,
    *,
    value: str = "value",
    low: str = "low",
    high: str = "high",
    title: str = "",
    top: int = 30,
    size: str = "page",
) -> Figure:
    """Dots with intervals, one row a name or a pair of names, in the order of the table.

    Parameters
    ----------
    table : pandas.DataFrame
        With ``name``, or ``source`` and ``target``, and the three columns named.
    value, low, high : str
        Columns.
    title : str
        Of the horizontal axis.
    top : int
        Rows drawn at most, from the first.
    size : str
        ``column``, ``page`` or ``slide``.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.
    """
    width, tallest, points = _size(size)
    if table.empty:
        raise EmptyResultError("The table has no rows, so there are no intervals to draw.")
    rows = table.head(top).reset_index(drop=True)
    em = points / 72 * 25.4
    room = 0.55 * width / em - 1
    if "name" in rows:
        names = [shorten(name, room) for name in rows["name"]]
    else:
        ends = zip(rows["source"], rows["target"], strict=True)
        names = [f"{shorten(a, room / 2 - 1)} ― {shorten(b, room / 2 - 1)}" for a, b in ends]
    step = 1.55 * em
    left = max(sum(0.55 if c <= "~" else 1.0 for c in name) for name in names) * em + 4
    figure = make_figure(width, min(tallest, len(rows) * step + 4 * step))
    ax = _axes_in(figure, left, 3 * step, 4, 2)
    y = np.arange(len(rows))[::-1]
    ax.hlines(y, rows[low], rows[high], color=PALETTE[0], linewidth=points * 0.18)
    ax.plot(rows[value], y, "o", color=PALETTE[0], markersize=points * 0.6)
    ax.set_yticks(y, [printable(name) for name in names])
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.set_xlabel(printable(title or value))
    ax.grid(axis="x", color="#DDDDDD", linewidth=points * 0.05)
    ax.set_axisbelow(True)
    set_type(ax, points)
    ax.tick_params(axis="y", length=0)
    return figure


def draw_sensitivity(table: pd.DataFrame, *, value: str = "edges_kept", title: str = "", size: str = "page") -> Figure:
    """The grid of choices, each cell with the percentage that survives.

    Parameters
    ----------
    table : pandas.DataFrame
        As made by :func:`plantext.networks.sensitivity.sensitivity`.
    value : str
        ``edges_kept``, ``edges_jaccard``, ``names_kept``, ``top_names_kept``, ``rank_correlation`` or
        ``community_agreement``.
    title : str
        Above the grid.
    size : str
        ``page`` or ``slide``.

    Returns
    -------
    matplotlib.figure.Figure
        Rows: unit and minimum frequency; columns: measure and pruning. The reference is framed; a
        cell without a network says –.
    """
    width, _, points = _size(size)
    if value not in table or table.empty:
        raise PlantextError(f"value {value!r}: the table lacks that column or has no rows.")
    rows = list(dict.fromkeys(zip(table["unit"], table["min_frequency"], strict=True)))
    columns = list(dict.fromkeys(zip(table["measure"], table["pruning"], strict=True)))
    choices = zip(*(table[name] for name in ("unit", "min_frequency", "measure", "pruning")), strict=True)
    cells = dict(zip(choices, table.to_dict("records"), strict=True))
    grid = np.full((len(rows), len(columns)), np.nan)
    frame: tuple[int, int] | None = None
    for (i, row), (j, column) in product(enumerate(rows), enumerate(columns)):
        cell = cells[(*row, *column)]
        grid[i, j] = np.nan if cell["left"] else cell[value]
        frame = (i, j) if cell["reference"] else frame
    step = points * 2.0 / 72 * 25.4
    figure = make_figure(width, len(rows) * step + 13 * step)
    ax = _axes_in(figure, 10 * step, 9 * step, 3, 3 * step)
    ax.imshow(grid, cmap="Blues", vmin=0, vmax=1.3, aspect="auto", interpolation="nearest")
    for i, j in product(range(len(rows)), range(len(columns))):
        told = "–" if np.isnan(grid[i, j]) else f"{grid[i, j] * 100:.0f}"
        ax.text(j, i, told, ha="center", va="center", fontproperties=font(points * 0.9))
    if frame is not None:
        ax.add_patch(_frame(frame))
    ax.set_xticks(range(len(columns)), [f"{m.replace('_', ' ')} · {p}" for m, p in columns], rotation=90)
    ax.set_yticks(range(len(rows)), [f"{unit} · ≥ {least}" for unit, least in rows])
    told = title or f"{value.replace('_', ' ')} (%)"
    ax.set_title(printable(told), loc="left", fontproperties=font(points))
    set_type(ax, points)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return figure


def _frame(cell: tuple[int, int]) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle(
        (cell[1] - 0.5, cell[0] - 0.5), 1, 1, fill=False, edgecolor="#D55E00", linewidth=1.2, clip_on=False
    )


def draw_trajectories(  # noqa: PLR0913
    table: pd.DataFrame,
    *,
    names: Sequence[str] | None = None,
    value: str = "rate",
    title: str = "",
    top: int = 7,
    size: str = "page",
) -> Figure:
    """Lines through the years, each named at its end.

    Parameters
    ----------
    table : pandas.DataFrame
        The names or the edges of :func:`plantext.networks.compare.trajectories`.
    names : sequence of str, optional
        Names, or pairs as ``A ― B``; by default those with the greatest sum of `value`.
    value : str
        Column.
    title : str
        Of the vertical axis.
    top : int
        Lines drawn by default.
    size : str
        ``column``, ``page`` or ``slide``.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.
    """
    width, _, points = _size(size)
    keyed = table if "name" in table else table.assign(name=table["source"] + " ― " + table["target"])
    wide = keyed.pivot(index="year", columns="name", values=value).sort_index()
    missing = [name for name in names or () if name not in wide]
    if missing or wide.empty:
        raise EmptyResultError(f"trajectories: no {', '.join(missing) or 'names'} in the table. Lower min_frequency.")
    order = wide.sum().rename("sum").reset_index().sort_values(["sum", "name"], ascending=[False, True])["name"]
    shown = list(names or order.head(top))
    figure = make_figure(width, width * 0.55)
    em = points / 72 * 25.4
    told = [shorten(name, 0.45 * width / em) for name in shown]
    right = max(sum(0.55 if c <= "~" else 1.0 for c in name) for name in told) * em + 9
    ax = _axes_in(figure, 2.4 * points, 1.8 * points, right, 0.7 * points)
    for i, name in enumerate(shown):
        style: dict[str, Any] = {"color": PALETTE[i % len(PALETTE)], "marker": MARKS[i % len(MARKS)]}
        ax.plot(wide.index, wide[name], linewidth=points * 0.14, markersize=points * 0.6, **style)
    ax.set_xticks(list(wide.index), _stagger(list(wide.index), (wide.index[-1] - wide.index[0]) * 0.06))
    ax.set_ylim(bottom=0)
    ax.set_ylabel(printable(title or value))
    set_type(ax, points)
    ax.set_xlim(wide.index[0] - 0.6, wide.index[-1] + 0.3)
    _name_ends(ax, wide[shown].iloc[-1].set_axis(told), points)
    return figure


def _stagger(years: Sequence[int], least: float) -> list[str]:
    """Years as words, one too near its neighbour a line lower."""
    words: list[str] = []
    for before, year in zip([None, *years], years, strict=False):
        near = before is not None and year - before < least and not words[-1].startswith("\n")
        words.append(f"\n{year}" if near else str(year))
    return words


def _name_ends(ax: Axes, ends: pd.Series[float], points: float) -> None:
    """Words at the right end of each line, pushed apart where lines end together."""
    figure = ax.get_figure(root=True)
    if figure is None:
        return
    box = ax.get_window_extent()
    need = points * 1.25 * figure.dpi / 72
    order = ends.reset_index(drop=True).sort_values(kind="stable").index
    at = np.array([ax.transData.transform((0.0, float(ends.iloc[i])))[1] for i in order])
    low = box.y0 + np.arange(len(at)) * need
    placed = np.maximum.accumulate(np.maximum(at, low) - low) + low
    placed -= max(0.0, placed[-1] - box.y1) if len(placed) else 0.0
    last = ax.get_xticks()[-1]
    for i, y in zip(order, placed, strict=True):
        colour = PALETTE[i % len(PALETTE)]
        ax.annotate(
            printable(str(ends.index[i])), (last, float(ends.iloc[i])), (1.04, (y - box.y0) / box.height),
            xycoords="data", textcoords="axes fraction", va="center", fontproperties=font(points),
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": points * 0.08, "relpos": (0.0, 0.5)},
        )  # fmt: skip


def draw_side_by_side(
    nets: Sequence[Graph], titles: Sequence[str], *, size: str = "page", lang: str = "ja", seed: int = SEED
) -> Figure:
    """Networks one above the other (side by side on a slide), each name in the same place in all.

    Communities are numbered, and so coloured, like those of the first network that they overlap most.

    Parameters
    ----------
    nets : sequence of networkx.Graph
        Two or three networks.
    titles : sequence of str
        One a network.
    size : str
        ``page`` or ``slide``.
    lang : str
        Of the keys.
    seed : int
        Of the common layout.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.
    """
    if len(nets) != len(titles) or not nets:
        raise PlantextError(f"{len(nets)} networks and {len(titles)} titles: one title a network is needed.")
    width, tallest, points = _size(size)
    across = size == "slide"
    matched = [nets[0], *(match_communities(nets[0], net) for net in nets[1:])]
    panel_width = (width - 4) / len(nets) if across else width - 4
    for height, shrink in product((tallest,) if across else (min(tallest, 190.0), tallest), SHRINK):
        figure = make_figure(width, height)
        panel = height - 8 if across else (height - 4) / len(nets) - 5
        places = shared_layout(matched, aspect=panel_width / panel, seed=seed)
        fits = True
        for i, (net, title) in enumerate(zip(matched, titles, strict=True)):
            x = 2 + i * panel_width if across else 2.0
            y = 2.0 if across else height - 2 - (i + 1) * (panel + 5)
            ax = figure.add_axes((x / width, y / height, (panel_width - 1) / width, panel / height))
            fits = fits and draw_on(ax, net, max(LEAST_TYPE, points * shrink), lang=lang, places=places)
            figure.text(x / width, (y + panel + 1) / height, printable(title), fontproperties=font(points * 1.2))
        if fits:
            return figure
    raise PlantextError(f"{len(nets)} networks do not fit {width:g} by {tallest:g} mm. Lower top.")
