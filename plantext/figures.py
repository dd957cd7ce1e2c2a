"""Figures fit to print: ``draw_*`` return a Figure, ``save_figure`` writes it with what made it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from plantext.cooccurrence import UNITS
from plantext.errors import EmptyResultError, PlantextError
from plantext.graph import SEED
from plantext.labelling import place_labels, sample_segments, spread_discs
from plantext.layout import layout
from plantext.pruning import Graph, sorted_edges

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
"""Okabe and Ito's colours, told apart with every kind of colour vision."""

OTHER = "#C8C8C8"
MARKERS = {"ORG": "o", "FORUM": "s", "DATE": "^", "LAW": "D", "PLAN": "p", "PLACE": "v", "CONCEPT": "h"}
SIZES = {"column": (84.0, 230.0, 6.0), "page": (174.0, 230.0, 7.0), "slide": (254.0, 143.0, 9.0)}
"""Width and greatest height in millimetres and size of the type in points."""

DPI = 300
MM = 72 / 25.4
LEAST_TYPE = 5.0
GETA = "〓"

WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "ORG": "組織", "FORUM": "会議", "DATE": "日付", "LAW": "法令", "PLAN": "計画", "PLACE": "地名",
        "CONCEPT": "概念", "size": "大きさ＝現れる{unit}の数", "group": "{name}ほか（{n}）", "pair": "{name}（{n}）",
        "other": "小さな群（{n}）", "within": "群の中", "between": "群のあいだ",
        "how": "単位 {unit}　{measure}　上位{top}本{ties}　{names}語のうち{least}{unit}以上の{frequent}語",
        "all": "すべて", "ties": "（同順位を含め{n}本）",
    },
    "en": {
        "ORG": "organisation", "FORUM": "forum", "DATE": "date", "LAW": "law", "PLAN": "plan", "PLACE": "place",
        "CONCEPT": "concept", "size": "size = {unit}s with the name", "group": "{name} etc. ({n})",
        "pair": "{name} ({n})", "other": "small groups ({n})", "within": "within a group", "between": "between groups",
        "how": "Unit {unit}; {measure}; top {top} edges{ties}; {frequent} of {names} names, in {least} {unit}s or more",
        "all": "all", "ties": " ({n} with ties)",
    },
}  # fmt: skip


class PrintFigure(Figure):
    """A Figure that shows itself in a notebook without pyplot's global state."""

    def _repr_png_(self) -> bytes:
        from io import BytesIO

        buffer = BytesIO()
        self.savefig(buffer, format="png", dpi=150, metadata={"Software": None})
        return buffer.getvalue()


@cache
def _faces() -> tuple[str, ...]:
    """Register the bundled Japanese face, without touching the defaults; families in order of trial."""
    spec = find_spec("matplotlib_fontja")
    if spec is None or not spec.submodule_search_locations:
        raise PlantextError("The Japanese face is missing: install matplotlib-fontja, which bundles IPAexGothic.")
    path = Path(next(iter(spec.submodule_search_locations))) / "fonts" / "ipaexg.ttf"
    font_manager.fontManager.addfont(str(path))
    return FontProperties(fname=str(path)).get_name(), "DejaVu Sans"


def font(size: float) -> FontProperties:
    """The face that figures are set in: IPAexGothic, with DejaVu Sans for what it lacks.

    Parameters
    ----------
    size : float
        In points.

    Returns
    -------
    matplotlib.font_manager.FontProperties
        For the ``fontproperties`` of any text.
    """
    return FontProperties(family=list(_faces()), size=size)


@cache
def _has_glyph(character: str) -> bool:
    paths = (font_manager.findfont(family, fallback_to_default=False) for family in _faces())
    return any(font_manager.get_font(path).get_char_index(ord(character)) for path in paths)


def printable(text: str) -> str:
    """The text with 〓, the printer's sign for a missing type, where no face has the character.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        A text that draws without boxes.
    """
    return "".join(c if c == "\n" or _has_glyph(c) else GETA for c in text if c == "\n" or c >= " ")


def wrap(text: str, width: float) -> str:
    """Break a name into lines, never inside a Latin word or number, rather before （ and after ・.

    Parameters
    ----------
    text : str
        The name.
    width : float
        Full-width characters that a line may hold.

    Returns
    -------
    str
        The name with line feeds; lines are about equally long.
    """
    pieces = re.findall(r"[!-~]+[ ]?|[^!-~]", text)
    lengths = [sum(0.5 if " " <= c <= "~" else 1.0 for c in piece) for piece in pieces]
    total = sum(lengths)
    if total <= width:
        return text
    goal = total / np.ceil(total / width)
    lines, length = [""], 0.0
    for piece, size in zip(pieces, lengths, strict=True):
        opens = piece in "（「" and length >= goal * 0.5
        after = lines[-1].endswith("・") and length >= goal * 0.7
        if lines[-1] and piece not in "）」、。ー" and (length + size > goal + 1 or opens or after):
            lines.append("")
            length = 0.0
        lines[-1] += piece
        length += size
    return "\n".join(line.strip() for line in lines)


def _number(value: float) -> str:
    return f"{value:.3g}"


def _colours(net: Graph) -> dict[str, str]:
    """A colour a node: the largest communities of three and more have one each, the rest share grey."""
    sizes = pd.Series([data.get("community", 1) for _, data in sorted(net.nodes(data=True))]).value_counts()
    shown = [community for community in sorted(sizes.index) if sizes[community] > 2][: len(PALETTE)]
    palette = dict(zip(shown, PALETTE, strict=False))
    return {name: palette.get(data.get("community", 1), OTHER) for name, data in sorted(net.nodes(data=True))}


def _radii(net: Graph, names: Sequence[str], type_size: float) -> tuple[Any, float]:
    frequency = np.array([max(1, net.nodes[name].get("frequency", 1)) for name in names], dtype=float)
    largest = type_size * 1.35
    scale = largest / np.sqrt(frequency.max())
    return np.maximum(scale * np.sqrt(frequency), type_size * 0.28), scale


def _caption(net: Graph, lang: str) -> str:
    """How the network was made, in one line, as far as ``.graph`` says."""
    how, words = net.graph, WORDS[lang]
    if not {"unit", "measure", "top", "names_before", "names_frequent", "min_frequency"} <= set(how):
        return ""
    kind, _, size = str(how["unit"]).partition(":")
    unit = (UNITS.get(kind, kind) if lang == "ja" else kind) + size
    ties = words["ties"].format(n=net.number_of_edges()) if how.get("ties") else ""
    top = words["all"] if how["top"] == "all" else how["top"]
    return words["how"].format(
        unit=unit, measure=str(how["measure"]).replace("_", " ").capitalize(), top=top, ties=ties,
        names=how["names_before"], least=how["min_frequency"], frequent=how["names_frequent"],
    )  # fmt: skip


def _legend_items(net: Graph, colours: Mapping[str, str], scale: float, lang: str) -> list[list[tuple[Any, str]]]:
    """Rows of (symbol, words): sizes and shapes, communities, lines."""
    words = WORDS[lang]
    unit = str(net.graph.get("unit", "paragraph")).partition(":")[0]
    names = sorted(net)
    frequency = sorted({net.nodes[name].get("frequency", 1) for name in names})
    steps = sorted({frequency[0], frequency[len(frequency) // 2], frequency[-1]})
    sizes: list[tuple[Any, str]] = [(("disc", "white", "o", step), str(step)) for step in steps]
    sizes.append((None, words["size"].format(unit=UNITS.get(unit, unit) if lang == "ja" else unit)))
    kinds = [label for label in MARKERS if any(net.nodes[name].get("label") == label for name in names)]
    if len(kinds) > 1:
        sizes += [(("mark", "white", MARKERS[kind], 0), words[kind]) for kind in kinds]
    groups: list[tuple[Any, str]] = []
    for colour in PALETTE:
        members = sorted(
            (n for n in names if colours[n] == colour), key=lambda n: (-net.nodes[n].get("frequency", 1), n)
        )
        if members:
            groups.append((("mark", colour, "o", 0), words["group"].format(name=members[0], n=len(members))))
    rest = sum(colours[name] == OTHER for name in names)
    if rest:
        groups.append((("mark", OTHER, "o", 0), words["other"].format(n=rest)))
    lines: list[tuple[Any, str]] = [(("line", "solid"), words["within"])]
    if any(_crosses(net, a, b) for a, b in net.edges):
        lines.append((("line", "dotted"), words["between"]))
    lines.append((None, _caption(net, lang)))
    return [sizes, groups, lines]


def _crosses(net: Graph, a: str, b: str) -> bool:
    return bool(net.nodes[a].get("community", 1) != net.nodes[b].get("community", 1))


class _Sheet:
    """An axes whose data coordinates are points, and the artists put on it."""

    def __init__(self, ax: Axes) -> None:
        figure = ax.get_figure(root=True)
        assert figure is not None  # noqa: S101
        self.ax, self.figure = ax, figure
        self.renderer: Any = FigureCanvasAgg(figure).get_renderer()
        box = ax.get_window_extent(self.renderer)
        self.width, self.height = (side * 72 / figure.dpi for side in (box.width, box.height))
        ax.set_xlim(0, self.width)
        ax.set_ylim(0, self.height)
        ax.set_axis_off()

    def text(self, words: str, size: float, **style: Any) -> tuple[Text, float, float]:
        """A text not yet placed, with its width and height."""
        artist = self.ax.text(
            0, 0, printable(words), fontproperties=font(size), ha="left", va="bottom", parse_math=False,
            linespacing=1.05, **style,
        )  # fmt: skip
        box = artist.get_window_extent(self.renderer)
        return artist, box.width * 72 / self.figure.dpi, box.height * 72 / self.figure.dpi

    def move(self, artist: Text, x: float, y: float) -> None:
        """Put the lower left corner of a text's ink where it belongs."""
        box = artist.get_window_extent(self.renderer)
        zero = self.ax.transData.transform(artist.get_position())
        dx, dy = (np.array([box.x0, box.y0]) - zero) * 72 / self.figure.dpi
        artist.set_position((x - dx, y - dy))


def _draw_legend(sheet: _Sheet, rows: list[list[tuple[Any, str]]], scale: float, size: float) -> float:
    """Set the legend at the foot, line by line; returns its height."""
    small = size * 0.92
    lines: list[list[tuple[Any, Text, float, float]]] = []
    for row in rows:
        line: list[tuple[Any, Text, float, float]] = []
        used = 0.0
        for symbol, words in row:
            if not words:
                continue
            lead = 0.0
            if symbol is not None:
                lead = (
                    3.2 * small if symbol[0] == "line" else max(small, 2 * _radius(symbol, scale, small)) + 0.4 * small
                )
            artist, width, _ = sheet.text(wrap(words, (sheet.width - lead) / small - 1), small, color="#333333")
            if line and used + lead + width > sheet.width:
                lines.append(line)
                line, used = [], 0.0
            line.append((symbol, artist, lead, width))
            used += lead + width + small
        if line:
            lines.append(line)
    y = 0.35 * small
    for line in reversed(lines):
        tall = max(
            1.5 * small, *(2 * _radius(s, scale, small) + 0.3 * small for s, *_ in line if s and s[0] != "line"), 0.0
        )
        tall = max(tall, *((artist.get_text().count("\n") + 1) * 1.3 * small for _, artist, _, _ in line))
        x = 0.0
        for symbol, artist, lead, width in line:
            _draw_symbol(sheet, symbol, x, y + tall / 2, lead, scale, small)
            extra = artist.get_text().count("\n") * 0.6 * small
            sheet.move(artist, x + lead, y + tall / 2 - 0.45 * small - extra)
            x += lead + width + small
        y += tall
    return y


def _radius(symbol: Any, scale: float, small: float) -> float:
    return float(max(scale * np.sqrt(symbol[3]), 0.28 * small)) if symbol[0] == "disc" else 0.38 * small


def _draw_symbol(sheet: _Sheet, symbol: Any, x: float, y: float, lead: float, scale: float, small: float) -> None:
    if symbol is None:
        return
    if symbol[0] == "line":
        sheet.ax.plot([x, x + lead - 0.5 * small], [y, y], **_line(symbol[1] == "dotted", small))
        return
    radius = _radius(symbol, scale, small)
    centre = x + (lead - 0.4 * small) / 2
    sheet.ax.scatter([centre], [y], s=(2 * radius) ** 2, marker=symbol[2], c=symbol[1], **_rim(small))


def _line(dotted: bool, size: float) -> dict[str, Any]:
    width = size * 0.11
    if dotted:
        return {"color": "#777777", "linewidth": width, "linestyle": (0, (1.2, 2.0)), "zorder": 1}
    return {"color": "#555555", "linewidth": width, "linestyle": "solid", "zorder": 1}


def _rim(size: float) -> dict[str, Any]:
    return {"edgecolors": "#222222", "linewidths": size * 0.06, "zorder": 2}


def _try(sheet: _Sheet, net: Graph, lang: str, size: float, seed: int) -> bool:
    """Draw everything; False if some label found no place."""
    from matplotlib.patheffects import withStroke

    names = sorted(net)
    colours = _colours(net)
    radii, scale = _radii(net, names, size)
    foot = _draw_legend(sheet, _legend_items(net, colours, scale, lang), scale, size) + 0.5 * size
    canvas = (0.5, foot, sheet.width - 0.5, sheet.height - 0.5)
    inner_w, inner_h = canvas[2] - canvas[0], canvas[3] - canvas[1]
    if inner_w < 4 * size or inner_h < 4 * size:
        return False
    places = layout(net, aspect=inner_w / inner_h, seed=seed)
    edge = 2.2 * size
    xy = np.array([places[name] for name in names]) * [inner_w - 2 * edge, inner_h - 2 * edge] + [edge, edge + foot]
    discs = spread_discs(np.column_stack([xy, radii * 1.12]), canvas, gap=0.5 * size)
    where = dict(zip(names, discs[:, :2].tolist(), strict=True))
    segments = np.array([[*where[a], *where[b]] for a, b, _ in sorted_edges(net)]).reshape(-1, 4)
    halo = [withStroke(linewidth=size * 0.22, foreground="white")]
    texts = [sheet.text(wrap(name, 10), size, color="#000000", zorder=4, path_effects=halo) for name in names]
    pad = 0.12 * size
    corners = place_labels(
        discs, np.array([(width + 2 * pad, height + 2 * pad) for _, width, height in texts]), canvas,
        ink=sample_segments(segments), order=np.argsort(-radii, kind="stable"), gap=0.05 * size,
    )  # fmt: skip
    if corners is None:
        return False
    for (artist, _, _), (x, y) in zip(texts, corners, strict=True):
        artist.set_gid("label")
        sheet.move(artist, x + pad, y + pad)
    for (x, y, u, v), (a, b, _) in zip(segments, sorted_edges(net), strict=True):
        sheet.ax.plot([x, u], [y, v], **_line(_crosses(net, a, b), size))
    for name, (x, y), radius in zip(names, discs[:, :2], radii, strict=True):
        marker = MARKERS.get(net.nodes[name].get("label", "ORG"), "o")
        sheet.ax.scatter([x], [y], s=(2 * radius) ** 2, marker=marker, c=colours[name], **_rim(size))
    return True


def draw_network(
    net: Graph, *, ax: Axes | None = None, size: str = "page", lang: str = "ja", seed: int = SEED
) -> Figure:
    """Draw a network as the field draws it.

    Area of a node = units with the name; shape = label; colour = community (of three and more
    names; the seven largest); edges between communities dotted. No label touches another, a node
    or the border; the height grows until all find a place.

    Parameters
    ----------
    net : networkx.Graph
        As made by :func:`plantext.graph.network`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; its size stays as it is.
    size : str
        ``column`` (84 mm), ``page`` (174 mm) or ``slide`` (254 by 143 mm).
    lang : str
        Language of the legend: ``ja`` or ``en``.
    seed : int
        Of the layout.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.

    Raises
    ------
    EmptyResultError
        If the network has no nodes.
    PlantextError
        If the labels do not fit.
    """
    if not len(net):
        raise EmptyResultError("The network has no nodes, so there is nothing to draw. Lower its thresholds.")
    if size not in SIZES or lang not in WORDS:
        raise PlantextError(
            f"size {size!r}, lang {lang!r}: expected size {', '.join(SIZES)} and lang {', '.join(WORDS)}."
        )
    width, tallest, points = SIZES[size]
    if ax is not None:
        for shrink in (1.0, 0.9, 0.8, 0.7):
            ax.clear()
            if _try(_Sheet(ax), net, lang, max(LEAST_TYPE, points * shrink), seed):
                return ax.get_figure(root=True)  # type: ignore[return-value]
        raise PlantextError(f"{len(net)} labels do not fit the axes. Make it larger or lower top.")
    height = tallest if size == "slide" else min(tallest, max(width * 0.5, 25 + len(net) * 540 / width))
    while True:
        figure = PrintFigure(figsize=(width / 25.4, height / 25.4), dpi=DPI, facecolor="white")
        margin = 1.5
        box = (margin / width, margin / height, 1 - 2 * margin / width, 1 - 2 * margin / height)
        if _try(_Sheet(figure.add_axes(box)), net, lang, points, seed):
            return figure
        if height < tallest:
            height = min(tallest, height * 1.1)
        elif points > LEAST_TYPE:
            points = max(LEAST_TYPE, points - 0.5)
        else:
            raise PlantextError(
                f"{len(net)} labels do not fit {width:g} by {height:g} mm. Lower top or take size='page'."
            )


def save_figure(
    fig: Figure, path_stem: str | Path, *, data: pd.DataFrame, provenance: Mapping[str, Any], dpi: int = DPI
) -> list[Path]:
    """Write a figure as PNG and SVG, with the table behind it and what made it.

    The same figure gives the same bytes: no date, no version, fixed SVG identifiers.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The figure.
    path_stem : str or pathlib.Path
        Path without an ending.
    data : pandas.DataFrame
        The table that the figure shows.
    provenance : mapping
        What made it: inputs, parameters, versions.
    dpi : int
        Of the PNG.

    Returns
    -------
    list of pathlib.Path
        The PNG, SVG, CSV and JSON.
    """
    stem = Path(path_stem)
    stem.parent.mkdir(parents=True, exist_ok=True)
    made = [stem.with_name(stem.name + ending) for ending in (".png", ".svg", ".csv", ".json")]
    with mpl.rc_context({"svg.hashsalt": "plantext", "svg.fonttype": "path", "path.simplify": True}):
        fig.savefig(made[0], dpi=dpi, metadata={"Software": None})
        fig.savefig(made[1], metadata={"Date": None, "Creator": None})
    data.to_csv(made[2], index=False, lineterminator="\n", encoding="utf-8")
    made[3].write_text(
        json.dumps(provenance, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n",
        encoding="utf-8",
        newline="\n",
    )
    return made
