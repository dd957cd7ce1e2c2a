"""From Japanese policy documents to entity co-occurrence networks whose every edge opens its sentences.

The public names are loaded when they are first used, so that ``import plantext`` costs nothing.
"""

from typing import TYPE_CHECKING

from plantext.lazy import lazy
from plantext.moved import find_old_names

if TYPE_CHECKING:
    from plantext.clauses.deadlines import deadlines
    from plantext.clauses.table import find_statements
    from plantext.corpus.files import fetch
    from plantext.corpus.source import read
    from plantext.explorer import explore
    from plantext.extraction.run import extract, load, open_run
    from plantext.extraction.statements import ledger, statements
    from plantext.figures.network import draw_network
    from plantext.figures.saving import save_figure
    from plantext.lookup.evidence import evidence
    from plantext.lookup.highlight import highlight
    from plantext.lookup.kwic import kwic
    from plantext.networks.cooccurrence import cooccur
    from plantext.networks.discourse.study import discourse
    from plantext.networks.graph import network
    from plantext.quality.uncertain import uncertain
    from plantext.recognition.api import find_entities, load_pipeline
    from plantext.recognition.quantities import quantities
    from plantext.tables.run import Extraction

__version__ = "0.1.0"

find_old_names()

__all__ = [
    "Extraction",
    "cooccur",
    "deadlines",
    "discourse",
    "draw_network",
    "evidence",
    "explore",
    "extract",
    "fetch",
    "find_entities",
    "find_statements",
    "highlight",
    "kwic",
    "ledger",
    "load",
    "load_pipeline",
    "network",
    "open_run",
    "quantities",
    "read",
    "save_figure",
    "statements",
    "uncertain",
]

_HOMES = {
    "clauses.deadlines": "deadlines",
    "clauses.table": "find_statements",
    "corpus.files": "fetch",
    "corpus.source": "read",
    "explorer": "explore",
    "extraction.run": "extract load open_run",
    "extraction.statements": "ledger statements",
    "figures.network": "draw_network",
    "figures.saving": "save_figure",
    "lookup.evidence": "evidence",
    "lookup.highlight": "highlight",
    "lookup.kwic": "kwic",
    "networks.cooccurrence": "cooccur",
    "networks.discourse.study": "discourse",
    "networks.graph": "network",
    "quality.uncertain": "uncertain",
    "recognition.api": "find_entities load_pipeline",
    "recognition.quantities": "quantities",
    "tables.run": "Extraction",
}
_ROOMS = ("corpus", "dates", "explorer", "figures", "lookup", "networks", "quality", "reading", "recognition", "tables")
"""Packages that ``import plantext`` alone makes reachable: ``plantext.networks.centralities``."""

__getattr__, __dir__ = lazy(__name__, _HOMES, _ROOMS, __all__)
