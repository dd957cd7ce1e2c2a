"""From Japanese policy documents to entity co-occurrence networks whose every edge opens its sentences.

The public names are loaded when they are first used, so that ``import plantext`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from plantext.moved import find_old_names

if TYPE_CHECKING:
    from plantext.corpus.files import fetch
    from plantext.corpus.source import read
    from plantext.explorer import explore
    from plantext.extraction.run import extract, load
    from plantext.figures.network import draw_network
    from plantext.figures.saving import save_figure
    from plantext.lookup.evidence import evidence
    from plantext.lookup.highlight import highlight
    from plantext.lookup.kwic import kwic
    from plantext.networks.cooccurrence import cooccur
    from plantext.networks.graph import network
    from plantext.recognition.api import find_entities, load_pipeline
    from plantext.tables.run import Extraction

__version__ = "0.1.0"

find_old_names()

__all__ = [
    "Extraction",
    "cooccur",
    "draw_network",
    "evidence",
    "explore",
    "extract",
    "fetch",
    "find_entities",
    "highlight",
    "kwic",
    "load",
    "load_pipeline",
    "network",
    "read",
    "save_figure",
]

_HOMES = {
    "Extraction": "tables.run",
    "cooccur": "networks.cooccurrence",
    "draw_network": "figures.network",
    "evidence": "lookup.evidence",
    "explore": "explorer",
    "extract": "extraction.run",
    "fetch": "corpus.files",
    "find_entities": "recognition.api",
    "highlight": "lookup.highlight",
    "kwic": "lookup.kwic",
    "load": "extraction.run",
    "load_pipeline": "recognition.api",
    "network": "networks.graph",
    "read": "corpus.source",
    "save_figure": "figures.saving",
}


_ROOMS = ("corpus", "dates", "explorer", "figures", "lookup", "networks", "quality", "reading", "recognition", "tables")
"""Packages that ``import plantext`` alone makes reachable: ``plantext.networks.centralities``."""


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
