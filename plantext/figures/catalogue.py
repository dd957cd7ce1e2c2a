"""Figures by name, for the command line: a figure is one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from plantext.errors import PlantextError
from plantext.figures.bars import count_by_section, count_entities, draw_entities, draw_sections
from plantext.figures.density import draw_density, weigh_names
from plantext.figures.grids import count_by_part, draw_heat_map
from plantext.figures.lines import draw_trajectories
from plantext.figures.maps import analyse_parts, draw_correspondence, draw_dendrogram, draw_similarity, map_table
from plantext.figures.naming import english_names
from plantext.figures.network import draw_network
from plantext.figures.timeline import count_dates, draw_timeline
from plantext.figures.typesetting import recorded_options
from plantext.figures.uncertain import draw_uncertain, uncertain_rows
from plantext.networks.clustering import cluster_names
from plantext.networks.compare import trajectories
from plantext.networks.exchange import tables
from plantext.networks.parts import part_similarity
from plantext.networks.presence import incidence
from plantext.networks.pruning import Graph
from plantext.quality.uncertain import uncertain
from plantext.tables.run import Extraction


@dataclass(frozen=True)
class Wish:
    """What is asked of a figure; what a figure does not know is passed over.

    Parameters
    ----------
    rows : int or None
        Names, rows or lines shown; None for as many as the figure shows by itself.
    net : callable
        Builds the network, for figures that need one.
    """

    unit: str
    labels: list[str] | None
    rows: int | None
    by: str
    size: str
    lang: str
    net: Callable[[], Graph]
    weight: str = ""
    bandwidth: float | None = None

    def options(self, **others: Any) -> dict[str, Any]:
        """Options of a drawing: size and language, and those of `others` that were asked for."""
        asked = {key: value for key, value in others.items() if value not in (None, "")}
        return {"size": self.size, "lang": self.lang, **asked}


SAMPLES = 200
"""Draws behind intervals."""
Made = tuple[Figure, pd.DataFrame, dict[str, Any]]  # A figure, the table behind it, and how it was made
Recipe = Callable[[Extraction, Wish], Made]


def _without(options: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in options.items() if key not in names}


def _network(run: Extraction, wish: Wish) -> Made:
    net = wish.net()
    return draw_network(net, **wish.options(), names=english_names(run)), tables(net)[1], dict(net.graph)


def _density(run: Extraction, wish: Wish) -> Made:
    net = wish.net()
    options = wish.options(by=wish.by, weight=wish.weight, bandwidth=wish.bandwidth)
    figure = draw_density(net, **options, names=english_names(run))
    return figure, tables(net)[0].assign(weight=weigh_names(net, wish.weight or "frequency")), dict(net.graph)


def _heat_map(run: Extraction, wish: Wish) -> Made:
    options = wish.options(top=wish.rows, labels=wish.labels)
    counted = _without(options, "size", "lang")
    return draw_heat_map(run, **options), count_by_part(run, **counted), counted


def _sections(run: Extraction, wish: Wish) -> Made:
    return draw_sections(run, **wish.options()), count_by_section(run), {}


def _entities(run: Extraction, wish: Wish) -> Made:
    options = wish.options(top=wish.rows, labels=wish.labels)
    figure = draw_entities(run, **options)
    counted = _without(options, "size", "lang") | {"top": recorded_options(figure)["top"]}
    return figure, count_entities(run, **counted), counted


def _timeline(run: Extraction, wish: Wish) -> Made:
    options = wish.options(by=wish.by, top=wish.rows, labels=wish.labels)
    counted = _without(options, "size", "lang", "top")
    return draw_timeline(run, **options), count_dates(run, **counted), counted


def _years(run: Extraction, wish: Wish) -> Made:
    how: dict[str, Any] = {"unit": wish.unit, "labels": wish.labels}
    series = trajectories(run, **how)
    options = wish.options(top=wish.rows)
    unit = "units" if wish.lang == "en" else "単位"
    title = f"per 1,000 {unit} (95 % intervals)" if wish.lang == "en" else f"1,000{unit}あたり（95%区間）"
    return draw_trajectories(series.names, title=title, names=english_names(run), **options), series.names, how


def _correspondence(run: Extraction, wish: Wish) -> Made:
    options = wish.options(top=wish.rows, labels=wish.labels)
    known = _without(options, "size", "lang")
    return draw_correspondence(run, **options), map_table(*analyse_parts(run, **known)), known


def _dendrogram(run: Extraction, wish: Wish) -> Made:
    table = incidence(run, unit=wish.unit, labels=wish.labels)
    found = cluster_names(table, top=wish.rows or 40)
    return draw_dendrogram(found, **wish.options(), names=english_names(run)), found.names, {"unit": wish.unit}


def _similarity(run: Extraction, wish: Wish) -> Made:
    options = wish.options(labels=wish.labels)
    table = part_similarity(run, **_without(options, "size", "lang"))
    return draw_similarity(run, **options), table.rename_axis("part").reset_index(), {}


def _uncertain(run: Extraction, wish: Wish, what: str) -> Made:
    found = uncertain(run, wish.net(), samples=SAMPLES)
    figure = draw_uncertain(found, what=what, **wish.options(top=wish.rows), names=english_names(run))
    return figure, uncertain_rows(found, what=what), dict(found.info)


RECIPES: dict[str, Recipe] = {
    "network": _network,
    "density": _density,
    "heat-map": _heat_map,
    "sections": _sections,
    "entities": _entities,
    "timeline": _timeline,
    "years": _years,
    "correspondence": _correspondence,
    "dendrogram": _dendrogram,
    "similarity": _similarity,
    "uncertain-names": partial(_uncertain, what="names"),
    "uncertain-edges": partial(_uncertain, what="edges"),
}
"""Figures by the names that ``plantext figure`` knows."""


def find_recipe(name: str) -> Recipe:
    """Look up how a figure is made by its name.

    Examples
    --------
    >>> find_recipe("heat-map").__name__
    '_heat_map'
    """
    if name not in RECIPES:
        raise PlantextError("figure {name!r}: expected {known}.", name=name, known=", ".join(RECIPES))
    return RECIPES[name]
