"""Figures fit to print; the only import of matplotlib.

Every ``draw_*`` needs nothing but its data and returns a matplotlib Figure; ``save_figure`` writes it, and
``read_provenance`` says later what made it. They are loaded when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plantext.figures.aligned import draw_side_by_side
    from plantext.figures.bars import draw_entities, draw_quality, draw_sections
    from plantext.figures.comparing import compare_figure
    from plantext.figures.grids import draw_heat_map, draw_sensitivity
    from plantext.figures.lines import draw_intervals, draw_trajectories
    from plantext.figures.naming import english_names
    from plantext.figures.network import draw_network
    from plantext.figures.saving import read_provenance, save_figure
    from plantext.figures.timeline import draw_timeline

__all__ = [
    "compare_figure",
    "draw_entities",
    "draw_heat_map",
    "draw_intervals",
    "draw_network",
    "draw_quality",
    "draw_sections",
    "draw_sensitivity",
    "draw_side_by_side",
    "draw_timeline",
    "draw_trajectories",
    "english_names",
    "read_provenance",
    "save_figure",
]

_HOMES = {
    "compare_figure": "comparing",
    "draw_entities": "bars",
    "draw_heat_map": "grids",
    "draw_intervals": "lines",
    "draw_network": "network",
    "draw_quality": "bars",
    "draw_sections": "bars",
    "draw_sensitivity": "grids",
    "draw_side_by_side": "aligned",
    "draw_timeline": "timeline",
    "draw_trajectories": "lines",
    "english_names": "naming",
    "read_provenance": "saving",
    "save_figure": "saving",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
