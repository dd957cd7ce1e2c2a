"""Values with intervals, and values through the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import Normal, Stroke
from matplotlib.ticker import MaxNLocator

from plantext.errors import EmptyResultError, listed
from plantext.figures.charts import Margins, chart_axes, em_in_mm, set_type, shorten, text_width
from plantext.figures.naming import Namer, namer
from plantext.figures.style import GREY, PALE, PALETTE
from plantext.figures.typesetting import figure_of, font, printable, record_options, sheet_size

MARKS = ("o", "s", "^", "D", "v", "p", "h")
RIM = "#222222"


def _row_names(rows: pd.DataFrame, room: float, called: Namer, *, joint: str) -> list[str]:
    """A name, or two names joined, for each row of a table; each as long as a line, or half as long on one line."""
    if "name" in rows:
        return [shorten(called(name), room) for name in rows["name"]]
    each = room if "\n" in joint else room / 2 - 1
    ends = zip(rows["source"], rows["target"], strict=True)
    return [joint.join(shorten(called(name), each) for name in pair) for pair in ends]


def draw_intervals(  # noqa: PLR0913
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    value: str = "value",
    low: str = "low",
    high: str = "high",
    inner: tuple[str, str] | None = None,
    beside: Sequence[str] = (),
    beside_title: str = "",
    title: str = "",
    top: int = 30,
    size: str = "page",
    lang: str = "ja",
    names: Mapping[str, str] | None = None,
) -> Figure:
    """Draw dots with intervals, one row a name or a pair of names, in the order of the table.

    Parameters
    ----------
    table : pandas.DataFrame
        With ``name``, or ``source`` and ``target``, and the three columns named.
    value, low, high : str
        Columns.
    inner : tuple of str, optional
        Columns of a second interval, drawn thicker over the first.
    beside : sequence of str
        Words at the right of each row, under `beside_title`.
    title : str
        Of the horizontal axis.
    top : int
        Rows drawn at most, from the first.
    size, lang, names
        As in :func:`plantext.figures.network.draw_network`.

    Raises
    ------
    EmptyResultError
        If the table has no rows.

    Examples
    --------
    >>> table = pd.DataFrame({"name": ["総務省"], "value": [0.4], "low": [0.3], "high": [0.6]})
    >>> draw_intervals(table, title="Jaccard").axes[0].get_xlabel()
    'Jaccard'
    """
    width, tallest, points = sheet_size(size)
    if table.empty:
        raise EmptyResultError("The table has no rows, so there are no intervals to draw.")
    rows = table.head(top).reset_index(drop=True)
    em = em_in_mm(points)
    # In a column, names of a pair stand one under the other.
    joint = " ―\n" if size == "column" else " ― "
    told = _row_names(rows, 0.55 * width / em - 2, namer(lang, names), joint=joint)
    lines = 1 + max(name.count("\n") for name in told)
    step = (1.1 * lines + 0.45) * em
    left = max(text_width(line) for name in told for line in name.split("\n")) * em + 4
    words = [beside_title, *beside[: len(rows)]]
    right = max(map(text_width, words)) * em + 4
    margins = Margins(left, 4.6 * em, right, 2 + 1.55 * em * bool(beside))
    figure, ax = chart_axes(ax, width, min(tallest, len(rows) * step + margins.top + margins.bottom), margins)
    y = np.arange(len(rows))[::-1]
    ax.hlines(y, rows[low], rows[high], color=PALETTE[0], linewidth=points * (0.09 if inner else 0.18))
    if inner is not None:
        ax.hlines(y, rows[inner[0]], rows[inner[1]], color=PALETTE[0], linewidth=points * 0.3)
    for place, word in zip([len(rows), *y], words if beside else (), strict=False):
        ax.text(
            1.0, place, f" {printable(word)}", transform=ax.get_yaxis_transform(), va="center", ha="left",
            fontproperties=font(points),
        )  # fmt: skip
    ax.plot(rows[value], y, "o", color=PALETTE[0], markersize=points * 0.6)
    ax.set_yticks(y, [printable(name) for name in told])
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.set_xlabel(printable(title or value))
    ax.xaxis.set_major_locator(MaxNLocator(max(3, int((width - left - right) / em / 4)), steps=[1, 2, 5, 10]))
    ax.grid(axis="x", color=PALE, linewidth=points * 0.05)
    ax.set_axisbelow(True)
    set_type(ax, points)
    ax.tick_params(axis="y", length=0)
    record_options(
        figure, "draw_intervals", value=value, low=low, high=high, rows_drawn=len(rows), size=size, lang=lang
    )
    return figure


def _choose_lines(table: pd.DataFrame, names: Sequence[str] | None, value: str, top: int) -> pd.DataFrame:
    """One column a line, one row a year."""
    keyed = table if "name" in table else table.assign(name=table["source"] + " ― " + table["target"])
    wide = keyed.pivot(index="year", columns="name", values=value).sort_index()
    missing = [name for name in names or () if name not in wide]
    if missing or wide.empty:
        raise EmptyResultError(
            "trajectories: no {missing} in the table. Lower min_frequency.", missing=listed(missing, "names")
        )
    order = wide.sum().rename("sum").reset_index().sort_values(["sum", "name"], ascending=[False, True])["name"]
    return wide[list(names or order.head(top))]


def draw_trajectories(  # noqa: PLR0913
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lines: Sequence[str] | None = None,
    value: str = "rate",
    title: str = "",
    top: int = 7,
    size: str = "page",
    lang: str = "ja",
    names: Mapping[str, str] | None = None,
) -> Figure:
    """Draw lines through the years, each with a mark of its own and named at its end.

    Rates have their 95 % intervals (Wilson), side by side where lines meet.

    Parameters
    ----------
    table : pandas.DataFrame
        The names or the edges of :func:`plantext.networks.compare.trajectories`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; leave room for the names on its right.
    lines : sequence of str, optional
        Names, or pairs as ``A ― B``; by default the `top` with the greatest sum of `value`.
    value : str
        Column.
    title : str
        Of the vertical axis.
    size, lang, names
        As in :func:`plantext.figures.network.draw_network`.

    Raises
    ------
    EmptyResultError
        If the table is empty or lacks one of `lines`.

    Examples
    --------
    >>> table = pd.DataFrame({"year": [2002, 2022], "name": "総務省", "rate": [3.0, 9.0]})
    >>> len(draw_trajectories(table).axes[0].lines)
    1
    """
    width, _, points = sheet_size(size)
    wide = _choose_lines(table, lines, value, top)
    called = namer(lang, names)
    em = em_in_mm(points)
    ends = [" ― ".join(called(name) for name in str(line).split(" ― ")) for line in wide]
    told = [shorten(name, 0.4 * width / em) for name in ends]
    right = max(text_width(name) for name in told) * em + 11
    # Years as near as words are set in lines under one another.
    least = (text_width("2000") + 0.6) * em / (width - 5 * em - right) * (wide.index[-1] - wide.index[0] + 1)
    years = _stagger(list(wide.index), least)
    margins = Margins(5 * em, (2 + 1.2 * (1 + max(year.count("\n") for year in years))) * em, right, 1.6 * em)
    figure, ax = chart_axes(ax, width, max(width * 0.55, 32 * em), margins)
    rims = [Stroke(linewidth=points * 0.2, foreground=RIM), Normal()]
    for i, line in enumerate(wide):
        style: dict[str, Any] = {"color": PALETTE[i % len(PALETTE)], "marker": MARKS[i % len(MARKS)]}
        style |= {"markeredgecolor": RIM, "markeredgewidth": points * 0.05, "path_effects": rims}
        ax.plot(wide.index, wide[line], linewidth=points * 0.14, markersize=points * 0.6, zorder=3 + i, **style)
    if value == "rate" and "low" in table:
        _draw_bounds(ax, table, wide, points)
    ax.set_xticks(list(wide.index), years)
    ax.set_ylim(bottom=0)
    ax.set_ylabel(printable(title or value))
    set_type(ax, points)
    ax.set_xlim(wide.index[0] - 0.6, wide.index[-1] + 0.3)
    _name_ends(ax, wide.iloc[-1].set_axis(told), points)
    record_options(figure, "draw_trajectories", value=value, lines_drawn=list(wide), size=size, lang=lang)
    return figure


def _draw_bounds(ax: Axes, table: pd.DataFrame, wide: pd.DataFrame, points: float) -> None:
    keyed = table if "name" in table else table.assign(name=table["source"] + " ― " + table["target"])
    apart = (wide.index[-1] - wide.index[0]) * 0.0045
    for i, line in enumerate(wide):
        rows = keyed[keyed["name"] == line]
        at = rows["year"] + (i - (wide.shape[1] - 1) / 2) * apart
        style: dict[str, Any] = {"color": PALETTE[i % len(PALETTE)], "linewidth": points * 0.09, "alpha": 0.75}
        ax.vlines(at, rows["low"], rows["high"], zorder=2, **style)


def _stagger(years: Sequence[int], least: float) -> list[str]:
    """Years as words, one too near its neighbour a line lower."""
    words: list[str] = []
    lines: list[int] = []  # The last year of each line
    for year in years:
        free = (n for n, last in enumerate(lines) if year - last >= least)
        line = next(free, len(lines))
        lines[line : line + 1] = [year]
        words.append("\n" * line + str(year))
    return words


def _name_ends(ax: Axes, ends: pd.Series[float], points: float) -> None:
    """The mark of each line and its name at the right end, pushed apart where lines end together."""
    figure = figure_of(ax)
    box = ax.get_window_extent()
    need = points * 1.25 * figure.dpi / 72
    order = ends.reset_index(drop=True).sort_values(kind="stable").index
    at = np.array([ax.transData.transform((0.0, float(ends.iloc[i])))[1] for i in order])
    low = box.y0 + np.arange(len(at)) * need
    placed = np.maximum.accumulate(np.maximum(at, low) - low) + low
    placed -= max(0.0, placed[-1] - box.y1) if len(placed) else 0.0
    last = ax.get_xticks()[-1]
    for i, y in zip(order, placed, strict=True):
        high = (y - box.y0) / box.height
        ax.annotate(
            printable(str(ends.index[i])), (1.05, high), (0.7 * points, 0), xycoords="axes fraction",
            textcoords="offset points", va="center", fontproperties=font(points), annotation_clip=False,
        )  # fmt: skip
        style: dict[str, Any] = {"color": GREY, "linewidth": points * 0.06, "shrinkA": 0, "shrinkB": 0.4 * points}
        ax.annotate(
            "", (last, float(ends.iloc[i])), (1.035, high), xycoords="data", textcoords="axes fraction",
            annotation_clip=False, arrowprops={"arrowstyle": "-", **style},
        )  # fmt: skip
        mark = Line2D(
            [1.05], [high], transform=ax.transAxes, clip_on=False, markersize=points * 0.6, linestyle="",
            color=PALETTE[i % len(PALETTE)], marker=MARKS[i % len(MARKS)],
            markeredgecolor=RIM, markeredgewidth=points * 0.05,
        )  # fmt: skip
        figure.add_artist(mark)
