"""A network and its sentences as one HTML file that opens offline from a double click.

The page is our own vanilla JavaScript on a canvas, not Bokeh: BokehJS builds code at run time, which a policy
of ``default-src 'none'`` with hashes forbids, weighs some megabytes, and can neither list sentences nor be
reached by keyboard.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path

from plantext.explorer.contents import gather
from plantext.explorer.page import build_page
from plantext.figures.naming import check_lang
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph
from plantext.storage.atomic import write_whole
from plantext.tables.run import Extraction

__all__ = ["Page", "explore", "write_explorer"]


class Page(str):
    """One HTML document; a plain string that a notebook shows as a frame.

    The frame may run scripts and open links, and has no access to the notebook around it.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<explorer: {len(self.encode()) / 1e6:.1f} MB of HTML; keep it with write_explorer>"

    def _repr_html_(self) -> str:
        return (
            '<iframe title="plantext" sandbox="allow-scripts allow-popups" '
            'style="width:100%;height:720px;border:1px solid #8886;border-radius:8px" '
            f'srcdoc="{html.escape(self)}"></iframe>'
        )


def explore(  # noqa: PLR0913
    run: Extraction,
    net: Graph | None = None,
    *,
    lang: str = "ja",
    title: str = "",
    places: Mapping[str, tuple[float, float]] | None = None,
    text: bool = True,
    seed: int = SEED,
) -> Page:
    """The explorer of a network as one HTML document.

    Everything stands in the document: it loads nothing, sends nothing and runs offline. The same
    run and network give the same bytes.

    Parameters
    ----------
    run : Extraction
        The tables; where they carry no text, the page shows places and says where to get the documents.
    net : networkx.Graph, optional
        As made by :func:`plantext.networks.graph.network` from the pairs of `run`; by default the network of
        ``network(cooccur(run))``.
    lang : str
        Language that the page opens in: ``ja`` or ``en``. A switch on the page changes it.
    title : str
        Heading; the titles of the documents by default.
    places : mapping of str to (float, float), optional
        Positions from 0 to 1; laid out afresh by default.
    text : bool
        False leaves out the sentences, for documents that may not be passed on.
    seed : int
        Of the layout.

    Returns
    -------
    Page
        A string; as the last value of a notebook's cell it shows the page inline.

    Raises
    ------
    EmptyResultError
        If the network has no nodes.
    PlantextError
        If the network was not made from the run, or `lang` is unknown.
    """
    check_lang(lang)
    if net is None:
        from plantext.networks.cooccurrence import cooccur
        from plantext.networks.graph import network

        net = network(cooccur(run))
    return Page(build_page(gather(run, net, title=title, places=places, text=text, seed=seed), lang=lang))


def write_explorer(  # noqa: PLR0913
    run: Extraction,
    path: str | Path,
    net: Graph | None = None,
    *,
    lang: str = "ja",
    title: str = "",
    places: Mapping[str, tuple[float, float]] | None = None,
    text: bool = True,
    seed: int = SEED,
) -> Path:
    """Write the explorer of a network to a file; an existing file is replaced only when the new one is whole.

    Parameters
    ----------
    run, net, lang, title, places, text, seed
        As in :func:`explore`.
    path : str or pathlib.Path
        The HTML file; its folder is made if missing.

    Returns
    -------
    pathlib.Path
        The file.
    """
    page = explore(run, net, lang=lang, title=title, places=places, text=text, seed=seed)
    return write_whole(path, page.encode())
