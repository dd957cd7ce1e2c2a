"""From Japanese policy documents to entity co-occurrence networks whose every edge opens its sentences.

The public names are loaded when they are first used, so that ``import plantext`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plantext.concordance import kwic
    from plantext.corpus import fetch, read
    from plantext.drawing.network import draw_network
    from plantext.drawing.saving import save_figure
    from plantext.explorer import explore
    from plantext.extraction import extract, load
    from plantext.highlighting import highlight
    from plantext.networks.cooccurrence import cooccur
    from plantext.networks.graph import network
    from plantext.passages import evidence
    from plantext.recognize import find_entities, load_pipeline
    from plantext.tables import Extraction

__version__ = "0.1.0"

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
    "Extraction": "tables",
    "cooccur": "networks.cooccurrence",
    "draw_network": "drawing.network",
    "evidence": "passages",
    "explore": "explorer",
    "extract": "extraction",
    "fetch": "corpus",
    "find_entities": "recognize",
    "highlight": "highlighting",
    "kwic": "concordance",
    "load": "extraction",
    "load_pipeline": "recognize",
    "network": "networks.graph",
    "read": "corpus",
    "save_figure": "drawing.saving",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
