"""Names and parts on one map, names in a tree, parts by parts: what users of KH Coder and the like look for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from scipy.cluster.hierarchy import dendrogram

from plantext.figures.charts import Margins, chart_axes, em_in_mm, name_parts, set_type, shorten, text_width
from plantext.figures.geometry import Array, Canvas, spread_discs
from plantext.figures.grids import NAMES, draw_cells
from plantext.figures.labelling import Ground, place_labels
from plantext.figures.legend import KeyEntry, draw_legend, legend_height
from plantext.figures.linebreaks import wrap
from plantext.figures.naming import check_lang, english_names, namer, section_namer
from plantext.figures.planning import PAD
from plantext.figures.style import FRAME, GREY, PALE, PALETTE, VEIL, rim_style
from plantext.figures.typesetting import Sheet, make_figure, printable, record_options, sheet_size, text_size
from plantext.networks.clustering import Hierarchy
from plantext.networks.correspondence import Correspondence, correspondence
from plantext.networks.parts import part_counts, part_similarity
from plantext.tables.run import Extraction

WORDS = {
    "ja": {"axis1": "横＝第1軸（慣性の{share}%）", "axis2": "縦＝第2軸（{share}%）", "name": "名前（面積＝文の数）", "part": "節・文書", "distance": "距離（Jaccard、{method}法）",
           "alike": "名前の分布の類似度（×100）"},
    "en": {"axis1": "across: axis 1 ({share} % of the inertia)", "axis2": "up: axis 2 ({share} %)", "name": "name (area = sentences)", "part": "section or document",
           "distance": "distance (Jaccard, {method} linkage)", "alike": "similarity of the distributions of names (×100)"},
}  # fmt: skip


def map_table(found: Correspondence, counts: pd.DataFrame) -> pd.DataFrame:
    """List what a map shows: name, kind (name or part), sentences, and the coordinates.

    Examples
    --------
    >>> counts = pd.DataFrame([[8, 2], [1, 9]], index=["a", "b"], columns=["x", "y"])
    >>> map_table(correspondence(counts, axes=1), counts)["kind"].tolist()
    ['name', 'name', 'part', 'part']
    """
    rows = found.rows.assign(kind="name", sentences=counts.sum(axis=1).loc[found.rows.index])
    columns = found.columns.assign(kind="part", sentences=counts.sum(axis=0).loc[found.columns.index])
    table = pd.concat([rows, columns]).reset_index(names="name")
    return table[["name", "kind", "sentences", *found.rows.columns]]


def analyse_parts(
    run: Extraction, *, top: int = 40, labels: Sequence[str] = NAMES, least: int = 30
) -> tuple[Correspondence, pd.DataFrame]:
    """Map the most frequent names and the parts of a run, and the counts that the map is made from.

    Examples
    --------
    >>> import plantext as pt
    >>> found, counts = analyse_parts(pt.load("priority-plan-2023"), top=10)
    >>> len(found.inertia), counts.index.nlevels
    (2, 1)
    """
    counts, _ = part_counts(run, labels=labels, top=top, least=least)
    counts = counts.groupby(level="entity").sum()
    counts = counts.loc[counts.sum(axis=1) > 0, counts.sum(axis=0) > 0]
    return correspondence(counts), counts


def _spots(table: pd.DataFrame, canvas: Canvas, size: float) -> Array:
    """Rows of x, y, radius in points: one scale for both axes, so that distances can be compared."""
    at = (
        table[["axis1", "axis2"]].to_numpy()
        if "axis2" in table
        else np.column_stack([table["axis1"], 0 * table["axis1"]])
    )
    low, high = np.minimum(at.min(axis=0), 0), np.maximum(at.max(axis=0), 0)
    left, bottom, right, top = canvas
    room, edge = (right - left, top - bottom), 3 * size
    scale = min((side - 2 * edge) / max(span, 1e-9) for side, span in zip(room, high - low, strict=True))
    middle = np.array([left + right, bottom + top]) / 2 - scale * (low + high) / 2
    largest = table.loc[table["kind"] == "name", "sentences"].max()
    radius = np.where(
        table["kind"] == "name", size * np.maximum(0.7 * np.sqrt(table["sentences"] / largest), 0.2), 0.5 * size
    )
    return np.vstack([np.column_stack([at * scale + middle, radius]), [*middle, 0.0]])


def draw_correspondence(  # noqa: PLR0913
    run: Extraction,
    *,
    top: int | None = None,
    labels: Sequence[str] = NAMES,
    least: int = 30,
    size: str = "page",
    lang: str = "ja",
) -> Figure:
    """Draw names and sections (or documents, where there are several) on the map of a correspondence analysis.

    Names stand near the parts that name them more than others do; what all share stands in the middle. Short parts
    would decide the axes, so parts of fewer than `least` sentences are left out.

    Parameters
    ----------
    top : int, optional
        Names, the most frequent; 40, or 20 in a column, by default.
    labels, least
        As in :func:`plantext.networks.parts.part_counts`.
    size, lang : str
        ``column``, ``page`` or ``slide``; ``ja`` or ``en``.

    Examples
    --------
    >>> import plantext as pt
    >>> figure = draw_correspondence(pt.load("priority-plan-2023"), top=10, size="column")
    >>> round(figure.get_figwidth() * 25.4)
    84
    """
    width, tallest, points = sheet_size(size)
    words, called, parts = WORDS[check_lang(lang)], namer(lang, english_names(run)), section_namer(run, lang)
    top = top or (20 if size == "column" else 40)
    found, counts = analyse_parts(run, top=top, labels=labels, least=least)
    table = map_table(found, counts)
    heads = dict(zip(found.columns.index, name_parts(run, list(found.columns.index), 10, parts), strict=True))
    told = [
        wrap(called(n), 12) if kind == "name" else heads[n]
        for n, kind in zip(table["name"], table["kind"], strict=True)
    ]
    height = min(tallest, 0.8 * width)
    while True:
        figure = make_figure(width, height)
        sheet = Sheet(figure.add_axes((0.01, 0.01, 0.98, 0.98)), points)
        if _draw_map(sheet, table, told, found.inertia, words) or height >= tallest:
            break
        height = min(tallest, 1.2 * height)
    share = round(100 * float(found.inertia.sum()))
    record_options(
        figure, "draw_correspondence", top=top, labels=list(labels), least=least, size=size, lang=lang,
        names=len(found.rows), parts=len(found.columns), share=share,
    )  # fmt: skip
    return figure


def _draw_map(
    sheet: Sheet, table: pd.DataFrame, told: Sequence[str], inertia: npt.NDArray[np.float64], words: Mapping[str, str]
) -> bool:
    """Draw everything, and say whether all labels found a place."""
    size = sheet.size
    axes = zip(("axis1", "axis2"), inertia.tolist(), strict=False)
    key = [
        [KeyEntry(words["name"], "o", PALETTE[4]), KeyEntry(words["part"], "s", FRAME)],
        [KeyEntry(words[axis].format(share=round(100 * value))) for axis, value in axes],
    ]
    foot = legend_height(key, sheet.width, size) + 0.5 * size
    canvas = (0.5, foot, sheet.width - 0.5, sheet.height - 0.5)
    spots = _spots(table, canvas, size)
    discs = spread_discs(spots[:-1], canvas, gap=0.1 * size)
    sizes = np.array([text_size(name, size) for name in told]) + 2 * PAD * size
    nothing = np.empty((0, 4))
    ground = Ground(discs, canvas, nothing[:, :2], nothing, gap=0.1 * size, far=0.9 * size)
    found = place_labels(sizes, ground, order=np.argsort(-discs[:, 2], kind="stable"))
    if found is None:
        return False
    draw_legend(sheet, key, size)
    x, y, _ = spots[-1]
    for line in ([[0, sheet.width], [y, y]], [[x, x], [foot, sheet.height]]):
        sheet.ax.plot(*line, color=PALE, linewidth=0.1 * size, zorder=0)
    corners, lines = found
    for (u, v, radius), kind in zip(discs, table["kind"], strict=True):
        marker, colour = ("o", PALETTE[4]) if kind == "name" else ("s", FRAME)
        sheet.ax.scatter([u], [v], s=(2 * radius) ** 2, marker=marker, c=colour, gid="node", **rim_style(size))
    for name, (u, v), kind in zip(told, corners + PAD * size, table["kind"], strict=True):
        colour = "#000000" if kind == "name" else "#8A3B00"
        sheet.text(name, size, u, v, color=colour, zorder=4, bbox=VEIL, gid="label")
    for u, v, s, t in lines[np.isfinite(lines).all(axis=1)]:
        sheet.ax.plot([u, s], [v, t], color="#000000", linewidth=0.05 * size, zorder=3, gid="leader")
    return True


def draw_dendrogram(
    found: Hierarchy,
    *,
    ax: Axes | None = None,
    size: str = "page",
    lang: str = "ja",
    names: Mapping[str, str] | None = None,
) -> Figure:
    """Draw the tree of a hierarchical clustering: names on the left, the farther right two branches meet the less they share.

    Parameters
    ----------
    found : Hierarchy
        As made by :func:`plantext.networks.clustering.cluster_names`.
    size, lang, names
        As in :func:`plantext.figures.network.draw_network`.

    Examples
    --------
    >>> import plantext as pt
    >>> from plantext.networks import cluster_names, incidence
    >>> tree = cluster_names(incidence(pt.load("priority-plan-2023"), labels=["ORG"]), top=10)
    >>> len(draw_dendrogram(tree).axes[0].get_yticks())
    10
    """
    width, tallest, points = sheet_size(size)
    words, called = WORDS[check_lang(lang)], namer(lang, names)
    em = em_in_mm(points)
    n = len(found.names)
    told = [
        f"{shorten(called(name), 0.4 * width / em)} ({count})"
        for name, count in zip(found.names["name"], found.names["frequency"], strict=True)
    ]
    step = min(1.6 * em, (tallest - 5 * em) / n)
    left = max(map(text_width, told)) * em + 5
    figure, ax = chart_axes(ax, width, n * step + 5 * em, Margins(left, 4.4 * em, 3, 0.6 * em))
    ax.set_yticks(range(n), [printable(name) for name in told])
    ax.set_ylim(n - 0.4, -0.6)
    low, high = float(found.merges[:, 2].min()), float(found.merges[:, 2].max())
    begin = max(0.0, low - 0.25 * max(high - low, 0.1))
    ax.set_xlim(begin, high + 0.02 * max(high - begin, 0.1))
    ax.set_xlabel(words["distance"].format(method=found.method.capitalize()))
    _draw_branches(ax, found, points)
    set_type(ax, min(points, step / em * points / 1.25))
    ax.tick_params(axis="y", length=0, pad=points * 0.9)
    record_options(
        figure, "draw_dendrogram", items=n, method=found.method.capitalize(), measure="Jaccard", size=size, lang=lang
    )
    return figure


def _draw_branches(ax: Axes, found: Hierarchy, points: float) -> None:
    """The brackets of the tree; one within a cluster has its colour."""
    n = len(found.names)
    cluster = found.names["cluster"].tolist()
    drawn: Any = dendrogram(found.merges, no_plot=True, count_sort=False)
    colours = [PALETTE[(number - 1) % len(PALETTE)] for number in cluster]
    for ys, xs in zip(drawn["icoord"], drawn["dcoord"], strict=True):
        # Leaves of scipy stand at 5, 15, … from the last name to the first.
        rows = [n - 1 - (y - 5) / 10 for y in ys]
        within = {cluster[round(row)] for row in (min(rows), max(rows))}
        inner = {cluster[i] for i in range(int(np.ceil(min(rows))), int(np.floor(max(rows))) + 1)} | within
        colour = colours[round(min(rows))] if len(inner) == 1 else GREY
        ax.plot(xs, rows, color=colour, linewidth=0.14 * points, solid_joinstyle="miter")
    for row, colour in enumerate(colours):
        ax.plot([ax.get_xlim()[0]], [row], marker="s", color=colour, markersize=0.55 * points, clip_on=False, zorder=3)


def draw_similarity(  # noqa: PLR0913
    run: Extraction,
    *,
    ax: Axes | None = None,
    labels: Sequence[str] = NAMES,
    least: int = 10,
    size: str = "page",
    lang: str = "ja",
) -> Figure:
    """Draw how alike documents (or the sections of one) are by the names in them.

    The numbers are those of :func:`plantext.networks.parts.part_similarity`.

    Examples
    --------
    >>> import plantext as pt
    >>> figure = draw_similarity(pt.load("priority-plan-2023"), size="column")
    >>> figure.axes[0].texts[0].get_text()
    '100'
    """
    width, tallest, points = sheet_size(size)
    words = WORDS[check_lang(lang)]
    table = part_similarity(run, labels=labels, least=least)
    em = em_in_mm(points)
    parts = section_namer(run, lang)
    aside = name_parts(run, list(table.index), 0.25 * width / em, parts)
    left = max(text_width(line) for name in aside for line in name.split("\n")) * em + 3
    cell = (width - left - 2) / len(table)
    above = name_parts(run, list(table.index), 1.15 * cell / em, parts)
    top = (1.2 * max(name.count("\n") + 1 for name in above) + 0.8) * em
    row = min(cell, 8.0, (tallest - top - 3 * em) / len(table))
    figure, ax = chart_axes(ax, width, row * len(table) + top + 2.4 * em, Margins(left, 2.4 * em, 2, top))
    told = {at: f"{100 * value:.0f}" for at, value in np.ndenumerate(table.to_numpy())}
    draw_cells(ax, table.to_numpy(), told, Normalize(min(0.0, float(table.to_numpy().min())), 1.2), 0.92 * points)
    ax.set_yticks(range(len(table)), [printable(name) for name in aside])
    ax.xaxis.tick_top()
    ax.set_xticks(range(len(table)), [printable(name) for name in above])
    ax.set_xlabel(words["alike"])
    set_type(ax, points)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.xaxis.set_label_position("bottom")
    record_options(
        figure, "draw_similarity", labels=list(labels), least=least, documents=len(table), size=size, lang=lang
    )
    return figure
