"""A network and its sentences as one HTML file that works offline."""

from __future__ import annotations

import html
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from plantext.errors import Message, PlantextError, names_arguments
from plantext.explorer.aside import ENDING
from plantext.explorer.contents import gather
from plantext.explorer.page import build_page
from plantext.figures.naming import check_lang
from plantext.networks.measures import SEED
from plantext.networks.pruning import Graph
from plantext.storage.atomic import write_whole
from plantext.tables.stored import Run

__all__ = ["HELD", "Page", "explore", "write_explorer"]

LARGE = 15_000_000
"""Bytes of a page above which :func:`write_explorer` advises to put the evidence aside."""
HELD = 5
"""Sentences of a name, and units of an edge, in a page whose evidence stands aside."""


class Page(str):
    """An HTML document: a string that a notebook shows in a frame, which may run scripts but not reach the notebook."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<explorer: {len(self.encode()) / 1e6:.1f} MB of HTML; keep it with write_explorer>"

    def _repr_html_(self) -> str:
        return (
            '<iframe title="plantext" sandbox="allow-scripts allow-popups allow-downloads" '
            'style="width:100%;height:720px;border:1px solid #8886;border-radius:8px" '
            f'srcdoc="{html.escape(self)}"></iframe>'
        )


def _contents(run: Run, net: Graph | None, *, lang: str, held: int | None, **options: Any) -> dict[str, Any]:
    check_lang(lang)
    if held is not None and held < 1:
        raise PlantextError("held={held}: expected a number of sentences from 1, or None for all.", held=held)
    if net is None:
        from plantext.networks.cooccurrence import cooccur
        from plantext.networks.graph import network

        net = network(cooccur(run))
    return gather(run, net, held=held, **options)


@names_arguments
def explore(  # noqa: PLR0913
    run: Run,
    net: Graph | None = None,
    *,
    lang: str = "ja",
    title: str = "",
    places: Mapping[str, tuple[float, float]] | None = None,
    statements: pd.DataFrame | None = None,
    text: bool = True,
    held: int | None = None,
    seed: int = SEED,
) -> Page:
    """Build the explorer of a network: one HTML document that loads and sends nothing.

    The same run and network give the same bytes.

    Parameters
    ----------
    run : Extraction or StoredRun
        One in a folder (:func:`plantext.open_run`) is read part by part. Where its tables carry no text, the page shows
        places and says where to get the documents.
    net : networkx.Graph, optional
        Made by :func:`plantext.networks.graph.network` from the pairs of `run`; ``network(cooccur(run))`` by default.
        Colour and size can show any attribute of its nodes.
    lang : str
        Language that the page opens in, ``ja`` or ``en``; a switch on the page changes it.
    title : str
        Heading; the titles of the documents by default.
    places : mapping of str to (float, float), optional
        Positions of the nodes from 0 to 1; a new layout by default.
    statements : pandas.DataFrame, optional
        As made by ``plantext.statements(run)``; each sentence shows what it states.
    text : bool
        False leaves out the sentences, for documents that may not be passed on.
    held : int, optional
        Sentences that the page holds of each name, and units of each edge, evenly from the first to the last, so that
        the page of a large run stays small; all by default.

    Raises
    ------
    EmptyResultError
        If the network has no nodes.
    PlantextError
        If the network was not made from the run, or `lang` is unknown.

    Examples
    --------
    >>> import plantext as pt
    >>> page = explore(pt.load("priority-plan-2023"), lang="en")
    >>> page.startswith("<!doctype html>")
    True
    """
    options: dict[str, Any] = {"title": title, "places": places, "statements": statements, "text": text, "seed": seed}
    return Page(build_page(_contents(run, net, lang=lang, held=held, **options), lang=lang))


def write_explorer(  # noqa: PLR0913
    run: Run,
    path: str | Path,
    net: Graph | None = None,
    *,
    lang: str = "ja",
    title: str = "",
    places: Mapping[str, tuple[float, float]] | None = None,
    statements: pd.DataFrame | None = None,
    text: bool = True,
    held: int | None = None,
    aside: bool = False,
    seed: int = SEED,
) -> Path:
    """Write the explorer of a network to a file, with the options of :func:`explore`, and return its path.

    Parameters
    ----------
    aside : bool
        Whether all sentences go into a folder beside the page (``net-evidence`` beside ``net.html``), from which the
        page, which then holds few (:data:`HELD` unless `held` says otherwise), reads what is looked at.
    """
    path = Path(path)
    options: dict[str, Any] = {"title": title, "places": places, "statements": statements, "text": text, "seed": seed}
    beside = path.with_name(path.stem + ENDING) if aside else None
    data = _contents(run, net, lang=lang, held=HELD if aside and held is None else held, beside=beside, **options)
    page = build_page(data, lang=lang).encode()
    if len(page) > LARGE and not aside:
        warnings.warn(
            Message(
                "{path}: {megabytes:.0f} MB, which a browser opens slowly. With aside=True (--aside) the page stays "
                "small and its sentences go into a folder beside it; held=5 keeps a few of each name and edge.",
                path=path,
                megabytes=len(page) / 1e6,
            ),
            stacklevel=2,
        )
    return write_whole(path, page)
