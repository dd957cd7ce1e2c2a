"""Type on figures: a bundled Japanese face, and a sheet measured in points."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from plantext.errors import PlantextError

DPI = 300
GETA = "〓"
SIZES = {"column": (84.0, 230.0, 6.0), "page": (174.0, 230.0, 7.0), "slide": (254.0, 143.0, 9.0)}
"""Width and greatest height in millimetres and size of the type in points."""

_OPTIONS: WeakKeyDictionary[Figure, dict[str, Any]] = WeakKeyDictionary()


def record_options(figure: Figure, function: str, **options: Any) -> None:
    """Record how a figure was drawn, for the account that :func:`plantext.figures.saving.save_figure` writes.

    Parameters
    ----------
    function : str
        What drew it.
    **options
        Its arguments other than data, such as language, size, seed.
    """
    _OPTIONS.setdefault(figure, {}).update(function=function, **options)


def recorded_options(figure: Figure) -> dict[str, Any]:
    """Look up the options that :func:`record_options` recorded; empty for other figures.

    Examples
    --------
    >>> figure = make_figure(84, 50)
    >>> record_options(figure, "draw_network", lang="ja")
    >>> recorded_options(figure)
    {'function': 'draw_network', 'lang': 'ja'}
    """
    return dict(_OPTIONS.get(figure, {}))


class PrintFigure(Figure):
    """A Figure that notebooks show without pyplot's global state."""

    def _repr_png_(self) -> bytes:
        buffer = BytesIO()
        with mpl.rc_context(UNHINTED):
            self.savefig(buffer, format="png", dpi=150, metadata={"Software": None})
        return buffer.getvalue()


def make_figure(width: float, height: float) -> PrintFigure:
    """Make an empty white figure; width and height in millimetres.

    Examples
    --------
    >>> make_figure(127, 254).get_size_inches().tolist()
    [5.0, 10.0]
    """
    return PrintFigure(figsize=(width / 25.4, height / 25.4), dpi=DPI, facecolor="white")


def sheet_size(size: str) -> tuple[float, float, float]:
    """Look up width and greatest height in millimetres and size of the type in points, by a key of :data:`SIZES`.

    Examples
    --------
    >>> sheet_size("column")
    (84.0, 230.0, 6.0)
    """
    if size not in SIZES:
        raise PlantextError("size {size!r}: expected {known}.", size=size, known=", ".join(SIZES))
    return SIZES[size]


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
    """Set type in IPAexGothic, with DejaVu Sans for the characters that it lacks.

    Parameters
    ----------
    size : float
        In points.

    Examples
    --------
    >>> font(7).get_size()
    7.0
    """
    return FontProperties(family=list(_faces()), size=size)


@cache
def _has_glyph(character: str) -> bool:
    paths = (font_manager.findfont(family, fallback_to_default=False) for family in _faces())
    return any(font_manager.get_font(path).get_char_index(ord(character)) for path in paths)


def printable(text: str) -> str:
    r"""Replace each character that no face has by 〓, the printer's sign for a missing type.

    Two dollar signs, between which matplotlib would set a formula, become full-width ones.

    Examples
    --------
    >>> printable("国連\uE000"), printable("US$1 US$2")
    ('国連〓', 'US＄1 US＄2')
    """
    text = text.replace("$", "＄") if text.count("$") > 1 else text
    return "".join(c if c == "\n" or _has_glyph(c) else GETA for c in text if c == "\n" or c >= " ")


# Hinting fits strokes to pixels, which at the size of labels runs those of 警 together.
UNHINTED: Any = {"text.hinting": "no_hinting"}
_SET: dict[str, Any] = {"ha": "left", "va": "bottom", "parse_math": False, "linespacing": 1.05}


@cache
def _scratch() -> tuple[Figure, Any]:
    figure = Figure(figsize=(1, 1), dpi=DPI)
    return figure, FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=8192)
def text_size(words: str, size: float) -> tuple[float, float]:
    """Measure the ink of words in type of `size`: width and height in points.

    Examples
    --------
    >>> text_size("総務省", 10)[0] > text_size("総務", 10)[0]
    True
    """
    figure, renderer = _scratch()
    with mpl.rc_context(UNHINTED):
        box = Text(0, 0, printable(words), figure=figure, fontproperties=font(size), **_SET).get_window_extent(renderer)
    return float(box.width * 72 / DPI), float(box.height * 72 / DPI)


def figure_of(ax: Axes) -> Figure:
    """Find the outermost figure of axes.

    Examples
    --------
    >>> figure = make_figure(84, 50)
    >>> figure_of(figure.add_subplot()) is figure
    True
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise PlantextError("The axes belong to no figure; make them with figure.add_subplot().")
    return figure


class Sheet:
    """An axes whose data coordinates are points, so that type can be measured before it is placed.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Its frame is switched off.
    size : float
        Of the type, in points.
    """

    def __init__(self, ax: Axes, size: float) -> None:
        figure = figure_of(ax)
        self.ax, self.size = ax, size
        self.figure = figure
        self.renderer: Any = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        box = ax.get_window_extent(self.renderer)
        self.width, self.height = (side * 72 / figure.dpi for side in (box.width, box.height))
        ax.set_xlim(0, self.width)
        ax.set_ylim(0, self.height)
        ax.set_axis_off()

    def text(self, words: str, size: float, x: float, y: float, **style: Any) -> Text:
        """Set words with the lower left corner of their ink at a point, or, by ``va="baseline"``, their first baseline."""
        artist = self.ax.text(0, 0, printable(words), fontproperties=font(size), **(_SET | style))
        with mpl.rc_context(UNHINTED):
            box = artist.get_window_extent(self.renderer)
        zero = self.ax.transData.transform(artist.get_position())
        dx, dy = (np.array([box.x0, box.y0]) - zero) * 72 / self.figure.dpi
        dy = 0.0 if style.get("va") == "baseline" else dy
        artist.set_position((x - dx, y - dy))
        return artist
