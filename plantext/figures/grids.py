"""Grids of numbers: entities by section, and what survives of a network under other choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize, PowerNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import Normal, Stroke

from plantext.errors import PlantextError
from plantext.figures.charts import Margins, chart_axes, em_in_mm, name_parts, set_type, shorten, text_width
from plantext.figures.linebreaks import wrap
from plantext.figures.naming import Namer, check_lang, english_names, namer, section_namer
from plantext.figures.style import FRAME, ink_on
from plantext.figures.typesetting import font, printable, record_options, sheet_size
from plantext.labels import SHOWN, list_labels
from plantext.networks.parts import part_counts
from plantext.networks.units import UNITS
from plantext.tables.run import Extraction

NAMES = tuple(label for label in SHOWN if label != "DATE")
MEASURES = {"jaccard": "Jaccard", "simpson": "Simpson", "dice": "Dice", "npmi": "NPMI", "pmi": "PMI"}
WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "sentences": "{n}文", "told": "名前のある文の割合（%）",
        "bare": "、見出しの数字は文の数",
        "row": "\n濃さは行ごと：その名前の割合が最も高い所が最も濃い", "edges_kept": "残る辺（%）",
        "edges_jaccard": "辺の一致（Jaccard、%）", "names_kept": "残る名前（%）",
        "top_names_kept": "残る上位の名前（%）", "rank_correlation": "順位相関（×100）",
        "community_agreement": "群の一致（×100）", "auto": "自動", "top": "上位",
    },
    "en": {
        "sentences": "n={n}", "told": "% of the sentences that hold the name",
        "bare": "; numbers in the heads: sentences",
        "row": "\nshades row by row: darkest where the name's share is greatest", "edges_kept": "edges kept (%)",
        "edges_jaccard": "overlap of edges (Jaccard, %)", "names_kept": "names kept (%)",
        "top_names_kept": "top names kept (%)", "rank_correlation": "rank correlation (×100)",
        "community_agreement": "agreement of communities (×100)", "auto": "auto", "top": "top ",
    },
}  # fmt: skip


def count_by_part(run: Extraction, *, top: int = 20, labels: Sequence[str] = NAMES, least: int = 10) -> pd.DataFrame:
    """Count the share of each part's sentences that hold each of the most frequent entities.

    Parameters
    ----------
    top : int
        Entities wanted, most frequent first.
    least : int
        Sentences that a part needs; a share of fewer says little.

    Returns
    -------
    pandas.DataFrame
        One row an entity and part: entity, label, part (a top-level section, or a document where the run has
        several), sentences (of the part), count (those that hold the entity), share (count / sentences). Parts are in
        reading order; entities by the part where their share is greatest, and in it by that share.

    Raises
    ------
    EmptyResultError
        If no part is long enough, or has a mention of these labels.

    Examples
    --------
    >>> import plantext as pt
    >>> count_by_part(pt.load("priority-plan-2023"), top=5)["entity"].nunique()
    5
    """
    found, sizes = part_counts(run, labels=labels, top=top, least=least)
    counts = found.reset_index()
    table = counts.melt(["entity", "label"], var_name="part", value_name="count")
    table["sentences"] = table["part"].map(sizes)
    table["share"] = table["count"] / table["sentences"]
    return _in_order(table, list(sizes.index))


def _in_order(table: pd.DataFrame, parts: Sequence[str]) -> pd.DataFrame:
    place = {part: number for number, part in enumerate(parts)}
    table = table.assign(place=table["part"].map(place))
    peaks = table.sort_values(["share", "place"], ascending=[False, True], kind="stable")
    peaks = peaks.drop_duplicates(["entity", "label"]).sort_values(
        ["place", "share", "entity"], ascending=[True, False, True]
    )
    rank = {key: n for n, key in enumerate(zip(peaks["entity"], peaks["label"], strict=True))}
    table["rank"] = [rank[key] for key in zip(table["entity"], table["label"], strict=True)]
    columns = ["entity", "label", "part", "sentences", "count", "share"]
    return table.sort_values(["rank", "place"], ignore_index=True)[columns]


def draw_cells(
    ax: Axes, grid: npt.NDArray[np.float64], words: Mapping[tuple[int, ...], str], norm: Normalize, size: float
) -> None:
    """Draw a cell a value, from white to dark blue, and its words in black or white."""
    picture = ax.imshow(grid, cmap=mpl.colormaps["Blues"], norm=norm, aspect="auto", interpolation="nearest")
    for (i, j), told in words.items():
        value = grid[i, j]
        ink = "black" if np.isnan(value) else ink_on(picture.to_rgba(np.array([value]))[0].tolist())
        ax.text(j, i, told, ha="center", va="center", color=ink, fontproperties=font(size))


def draw_heat_map(  # noqa: PLR0913
    run: Extraction,
    *,
    ax: Axes | None = None,
    top: int = 20,
    labels: Sequence[str] = NAMES,
    least: int = 10,
    scale: str = "row",
    size: str = "page",
    lang: str = "ja",
) -> Figure:
    """Draw entities by sections (or documents, where there are several) with the share of sentences that hold each.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, optional
        Where to draw; leave room for the names on its left and the sections above it.
    top, labels, least
        As in :func:`count_by_part`.
    scale : str
        ``row`` shades each name by its own greatest share, so that a frequent name hides no other; ``all`` shades
        all cells by the greatest of all.
    size, lang : str
        ``column``, ``page`` or ``slide``; ``ja`` or ``en``.

    Examples
    --------
    >>> import plantext as pt
    >>> figure = draw_heat_map(pt.load("priority-plan-2023"), top=5)
    >>> len(figure.axes[0].get_yticks())
    5
    """
    if scale not in ("row", "all"):
        raise PlantextError("scale {scale!r}: expected row or all.", scale=scale)
    table = count_by_part(run, top=top, labels=labels, least=least)
    width, tallest, points = sheet_size(size)
    words, called = WORDS[check_lang(lang)], namer(lang, english_names(run))
    rows = table.drop_duplicates(["entity", "label"])
    columns = table.drop_duplicates("part")
    grid = table["share"].to_numpy().reshape(len(rows), len(columns)) * 100
    em = em_in_mm(points)
    room = 0.36 * width / em
    names = [wrap(shorten(called(name), 1.8 * room), room) for name in rows["entity"]]
    left = max(text_width(line) for name in names for line in name.split("\n")) * em + 3
    cell = (width - left - 2) / len(columns) / em
    heads, turned, bare = _heads(run, columns, cell, words["sentences"], section_namer(run, lang))
    above = (max(map(text_width, heads)) + 1.5 if turned else 1.2 * max(head.count("\n") for head in heads) + 2) * em
    row = 1.75 if not any("\n" in name for name in names) else 2.6
    height = min(tallest, len(rows) * row * em + above + 3.8 * em)
    figure, ax = chart_axes(ax, width, height, Margins(left, 3.6 * em, 2, above))
    told = {at: _percent(value) for at, value in np.ndenumerate(grid) if value > 0}
    greatest = grid.max(axis=1, keepdims=True) if scale == "row" else grid.max(keepdims=True)
    # The darkest shade of a row leaves its number easy to read.
    shade = Normalize(0, 1.25) if scale == "row" else PowerNorm(0.5, vmin=0, vmax=1)
    draw_cells(ax, grid / greatest, told, shade, points * 0.92)
    ax.set_yticks(range(len(rows)), [printable(name) for name in names])
    ax.xaxis.tick_top()
    ax.set_xticks(range(len(columns)), [printable(head) for head in heads], rotation=90 if turned else 0)
    foot = -0.6 * em / max(height - above - 3.6 * em, em)
    ax.text(
        1,
        foot,
        words["told"] + (words["bare"] if bare else "") + (words["row"] if scale == "row" else ""),
        transform=ax.transAxes,
        ha="right",
        va="top",
        fontproperties=font(points),
    )
    _finish(ax, points)
    record_options(
        figure, "draw_heat_map", top=top, labels=list_labels(labels), least=least, scale=scale, size=size, lang=lang
    )
    return figure


def _percent(value: float) -> str:
    return f"{value:.0f}" if value >= 9.95 else f"{value:.1f}" if value >= 0.095 else f"{value:.2f}"


def _heads(
    run: Extraction, columns: pd.DataFrame, cell: float, sentences: str, called: Namer
) -> tuple[list[str], bool, bool]:
    """The name of each column and its number of sentences, whether they are turned, and whether the number stands bare.

    Heads that would be cut to the width of a cell are turned by 90 degrees.
    """
    parts = columns["part"].tolist()
    sizes = [sentences.format(n=n) for n in columns["sentences"]]
    names = name_parts(run, parts, cell, called)
    if any("…" in name for name in names):
        told = [f"{shorten(called(part), 14)} {size}" for part, size in zip(parts, sizes, strict=True)]
        return told, True, False
    bare = max(map(text_width, sizes)) > cell - 0.5
    sizes = [str(n) for n in columns["sentences"]] if bare else sizes
    return [f"{name}\n{size}" for name, size in zip(names, sizes, strict=True)], False, bare


def _finish(ax: Axes, points: float) -> None:
    set_type(ax, points)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)


def draw_sensitivity(  # noqa: PLR0913
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    value: str = "edges_kept",
    title: str = "",
    size: str = "page",
    lang: str = "ja",
) -> Figure:
    """Draw the grid of choices, each cell with the percentage that survives.

    The reference is framed; a cell without a network says –.

    Parameters
    ----------
    table : pandas.DataFrame
        As made by :func:`plantext.networks.uncertainty.sensitivity.sensitivity`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; leave room for the words on its left and below it.
    value : str
        ``edges_kept``, ``edges_jaccard``, ``names_kept``, ``top_names_kept``, ``rank_correlation`` or
        ``community_agreement``.
    title : str
        Above the grid; by default what the value is called.
    size, lang : str
        ``column``, in which rows and columns change places, ``page`` or ``slide``; ``ja`` or ``en``.

    Raises
    ------
    PlantextError
        If the table lacks the column or has no rows.

    Examples
    --------
    >>> row = {"unit": "section", "min_frequency": "2", "measure": "jaccard", "pruning": "top 60"}
    >>> table = pd.DataFrame([row | {"edges_kept": 1.0, "left": "", "reference": True}])
    >>> draw_sensitivity(table).axes[0].texts[0].get_text()
    '100'
    """
    width, _, points = sheet_size(size)
    check_lang(lang)
    if value not in table or table.empty:
        raise PlantextError("value {value!r}: the table lacks that column or has no rows.", value=value)
    rows, columns, grid, frame = _choices(table, value)
    aside, below = _choice_words(rows, columns, lang)
    if size == "column":  # Measures and prunings are many: a column has more room down than across
        aside, below, grid, frame = below, aside, grid.T, frame and frame[::-1]
    told = {at: "–" if np.isnan(share) else f"{share * 100:.0f}" for at, share in np.ndenumerate(grid)}
    em = em_in_mm(points)
    longest = 0.88 * max(map(text_width, below))
    margins = Margins(max(map(text_width, aside)) * em + 3, longest * em + 3, 3, 2.4 * em)
    height = len(aside) * 2 * em + margins.bottom + margins.top
    figure, ax = chart_axes(ax, width, height, margins)
    draw_cells(ax, grid, told, Normalize(0, 1), points * 0.9)
    if frame is not None:
        _draw_frame(ax, frame, points)
    ax.set_xticks(range(len(below)), [printable(words) for words in below], rotation=90)
    ax.set_yticks(range(len(aside)), [printable(words) for words in aside])
    ax.set_title(printable(title or WORDS[lang].get(value, value)), loc="left", fontproperties=font(points))
    _finish(ax, points)
    record_options(figure, "draw_sensitivity", value=value, size=size, lang=lang)
    return figure


def _choices(table: pd.DataFrame, value: str) -> tuple[list[Any], list[Any], Any, tuple[int, int] | None]:
    """Rows of unit and frequency, columns of measure and pruning, a grid of values, and the place of the reference."""
    rows = list(dict.fromkeys(zip(table["unit"], table["min_frequency"], strict=True)))
    columns = list(dict.fromkeys(zip(table["measure"], table["pruning"], strict=True)))
    choices = zip(*(table[name] for name in ("unit", "min_frequency", "measure", "pruning")), strict=True)
    cells: dict[Any, Any] = dict(zip(choices, table.to_dict("records"), strict=True))
    grid = np.full((len(rows), len(columns)), np.nan)
    frame: tuple[int, int] | None = None
    for (i, row), (j, column) in product(enumerate(rows), enumerate(columns)):
        cell = cells[(*row, *column)]
        grid[i, j] = np.nan if cell["left"] else cell[value]
        frame = (i, j) if cell["reference"] else frame
    return rows, columns, grid, frame


def _draw_frame(ax: Axes, at: tuple[int, int], points: float) -> None:
    rim = [Stroke(linewidth=points * 0.4, foreground="white"), Normal()]
    style: dict[str, Any] = {"linewidth": points * 0.2, "clip_on": False, "path_effects": rim}
    ax.add_patch(Rectangle((at[1] - 0.5, at[0] - 0.5), 1, 1, fill=False, edgecolor=FRAME, **style))


def _choice_words(
    rows: Sequence[tuple[str, Any]], columns: Sequence[tuple[str, str]], lang: str
) -> tuple[list[str], list[str]]:
    """Unit and minimum frequency of each row, measure and pruning of each column, in words."""
    words = WORDS[lang]
    units = [UNITS.get(unit, unit) if lang == "ja" else unit for unit, _ in rows]
    leasts = [words["auto"] if str(least) == "auto" else f"≥ {least}" for _, least in rows]
    aside = [f"{unit} · {least}" for unit, least in zip(units, leasts, strict=True)]
    below = [
        f"{MEASURES.get(measure, measure.replace('_', ' '))} · {pruning.replace('top ', words['top'])}"
        for measure, pruning in columns
    ]
    return aside, below
