"""Networks compared in one figure: two or three with each name in the same place in all, or what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from matplotlib.figure import Figure

from plantext.errors import PlantextError
from plantext.figures.naming import check_lang
from plantext.figures.network import SHRINK, draw_network, draw_on
from plantext.figures.planning import LEAST_TYPE, DrawingOptions
from plantext.figures.typesetting import font, make_figure, printable, record_options, sheet_size
from plantext.networks.align import change_network, match_communities, shared_layout
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph


def draw_side_by_side(  # noqa: PLR0913
    nets: Sequence[Graph],
    titles: Sequence[str],
    *,
    size: str = "page",
    lang: str = "ja",
    names: Mapping[str, str] | None = None,
    seed: int = SEED,
) -> Figure:
    """Draw networks one above the other (side by side on a slide), each name in the same place in all.

    Communities are numbered, and so coloured, like those of the first network that they overlap most.

    Parameters
    ----------
    nets, titles : sequence
        Two or three networks, and one title each.
    size : str
        ``column``, ``page`` or ``slide``.
    lang, names
        As in :func:`plantext.figures.network.draw_network`.
    seed : int
        Of the common layout.

    Examples
    --------
    >>> import networkx as nx
    >>> nets = [nx.Graph([("総務省", "外務省")]), nx.Graph([("総務省", "デジタル庁")])]
    >>> len(draw_side_by_side(nets, ["2002", "2022"]).axes)
    2
    """
    if len(nets) != len(titles) or not nets:
        raise PlantextError(
            "{n_nets} networks and {n_titles} titles: one title a network is needed.",
            n_nets=len(nets),
            n_titles=len(titles),
        )
    width, tallest, points = sheet_size(size)
    check_lang(lang)
    across = size == "slide"
    matched = [nets[0], *(match_communities(nets[0], net) for net in nets[1:])]
    panel_width = (width - 4) / len(nets) if across else width - 4
    for height, shrink in product((tallest,) if across else (min(tallest, 190.0), tallest), SHRINK):
        figure = make_figure(width, height)
        panel = height - 8 if across else (height - 4) / len(nets) - 5
        places = shared_layout(matched, aspect=panel_width / panel, seed=seed)
        how = DrawingOptions(lang, names, places, seed)
        fits = True
        for i, (net, title) in enumerate(zip(matched, titles, strict=True)):
            x = 2 + i * panel_width if across else 2.0
            y = 2.0 if across else height - 2 - (i + 1) * (panel + 5)
            ax = figure.add_axes((x / width, y / height, (panel_width - 1) / width, panel / height))
            fits = fits and draw_on(ax, net, max(LEAST_TYPE, points * shrink), how)
            figure.text(x / width, (y + panel + 1) / height, printable(title), fontproperties=font(points * 1.2))
        if fits:
            record_options(figure, "draw_side_by_side", **how.recorded(size), titles=list(titles))
            return figure
    raise PlantextError(
        "{n_nets} networks do not fit {width:g} by {tallest:g} mm. Lower top.",
        n_nets=len(nets),
        width=width,
        tallest=tallest,
    )


def draw_change(  # noqa: PLR0913
    before: Graph,
    after: Graph,
    titles: tuple[str, str],
    *,
    size: str = "page",
    lang: str = "ja",
    names: Mapping[str, str] | None = None,
    seed: int = SEED,
) -> Figure:
    """Draw one network over another: what stayed, what came and what went, by colour and line.

    Parameters
    ----------
    titles : tuple of str
        What the two are called, such as their years.
    size, lang, names, seed
        As in :func:`plantext.figures.network.draw_network`.

    Examples
    --------
    >>> import networkx as nx
    >>> figure = draw_change(nx.Graph([("総務省", "外務省")]), nx.Graph([("総務省", "デジタル庁")]), ("2002", "2022"))
    >>> sum(text.get_text() == "2022だけ（来た）（1）" for text in figure.axes[0].texts)
    2
    """
    return draw_network(change_network(before, after, titles), size=size, lang=lang, names=names, seed=seed)
