"""Figures fit to print; the only import of matplotlib.

Every ``draw_*`` needs nothing but its data and returns a matplotlib Figure; ``save_figure`` writes it, and
``read_provenance`` tells later what made it. Each name loads when it is first used.
"""

from pkgutil import iter_modules
from typing import TYPE_CHECKING

from plantext.lazy import lazy

if TYPE_CHECKING:
    from plantext.figures.aligned import draw_change, draw_side_by_side
    from plantext.figures.bars import count_by_section, count_entities, draw_entities, draw_quality, draw_sections
    from plantext.figures.captions import figure_caption
    from plantext.figures.catalogue import find_recipe
    from plantext.figures.charts import name_parts
    from plantext.figures.comparing import FigureComparison, compare_figure, compare_tables
    from plantext.figures.density import draw_density
    from plantext.figures.grids import count_by_part, draw_cells, draw_heat_map, draw_sensitivity
    from plantext.figures.lifelines import draw_lifelines, lives
    from plantext.figures.lines import draw_intervals, draw_trajectories
    from plantext.figures.maps import analyse_parts, draw_correspondence, draw_dendrogram, draw_similarity, map_table
    from plantext.figures.naming import english_date, english_names, english_section, namer, section_namer
    from plantext.figures.network import draw_network
    from plantext.figures.pictures import compare_pixels, compare_shapes
    from plantext.figures.reproduce import check_figures, compare_figures, list_notebooks, make_figures, run_notebook
    from plantext.figures.saving import describe_machine, read_provenance, save_figure
    from plantext.figures.style import PALETTE, line_style, node_colours, rim_style
    from plantext.figures.timeline import count_dates, draw_timeline
    from plantext.figures.typesetting import SIZES, make_figure
    from plantext.figures.uncertain import draw_uncertain, uncertain_rows

__all__ = [
    "PALETTE",
    "SIZES",
    "FigureComparison",
    "analyse_parts",
    "check_figures",
    "compare_figure",
    "compare_figures",
    "compare_pixels",
    "compare_shapes",
    "compare_tables",
    "count_by_part",
    "count_by_section",
    "count_dates",
    "count_entities",
    "describe_machine",
    "draw_cells",
    "draw_change",
    "draw_correspondence",
    "draw_dendrogram",
    "draw_density",
    "draw_entities",
    "draw_heat_map",
    "draw_intervals",
    "draw_lifelines",
    "draw_network",
    "draw_quality",
    "draw_sections",
    "draw_sensitivity",
    "draw_side_by_side",
    "draw_similarity",
    "draw_timeline",
    "draw_trajectories",
    "draw_uncertain",
    "english_date",
    "english_names",
    "english_section",
    "figure_caption",
    "find_recipe",
    "line_style",
    "list_notebooks",
    "lives",
    "make_figure",
    "make_figures",
    "map_table",
    "name_parts",
    "namer",
    "node_colours",
    "read_provenance",
    "rim_style",
    "run_notebook",
    "save_figure",
    "section_namer",
    "uncertain_rows",
]

_HOMES = {
    "aligned": "draw_change draw_side_by_side",
    "bars": "count_by_section count_entities draw_entities draw_quality draw_sections",
    "captions": "figure_caption",
    "catalogue": "find_recipe",
    "style": "PALETTE line_style node_colours rim_style",
    "comparing": "FigureComparison compare_figure compare_tables",
    "charts": "name_parts",
    "density": "draw_density",
    "grids": "count_by_part draw_cells draw_heat_map draw_sensitivity",
    "lifelines": "draw_lifelines lives",
    "lines": "draw_intervals draw_trajectories",
    "maps": "analyse_parts draw_correspondence draw_dendrogram draw_similarity map_table",
    "naming": "english_date english_names english_section namer section_namer",
    "network": "draw_network",
    "pictures": "compare_pixels compare_shapes",
    "reproduce": "check_figures compare_figures list_notebooks make_figures run_notebook",
    "saving": "describe_machine read_provenance save_figure",
    "timeline": "count_dates draw_timeline",
    "typesetting": "SIZES make_figure",
    "uncertain": "draw_uncertain uncertain_rows",
}
_MODULES = {module.name for module in iter_modules(__path__)}

__getattr__, __dir__ = lazy(__name__, _HOMES, _MODULES, [*__all__, *_MODULES])
