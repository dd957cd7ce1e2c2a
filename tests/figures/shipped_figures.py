"""The figures that are shipped, drawn in any size and language from the tables and the page that are shipped too."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from shipped_networks import DRAFT, PAPERS, PLAN, draft, shipped_network, shipped_statements

import plantext as pt
from plantext import corpus, networks
from plantext.figures import aligned, bars, english_names, grids, lifelines, lines, network, timeline
from plantext.networks import compare
from plantext.networks.align import change_network
from plantext.tables import join_runs

ROOT = Path(__file__).parents[2]
Drawing = Callable[..., Figure]  # Takes size and lang


@cache
def papers() -> Any:
    return join_runs([pt.load(paper) for paper in PAPERS])


def _run(doc_id: str) -> Any:
    return draft() if doc_id == DRAFT else pt.load(PLAN)


def _network(name: str, **how: Any) -> Figure:
    return network.draw_network(shipped_network(name), **how)


def _sections(doc_id: str, depth: int, **how: Any) -> Figure:
    return bars.draw_sections(_run(doc_id), depth=depth, **how)


def _entities(doc_id: str, **how: Any) -> Figure:
    # A column holds fewer names.
    return bars.draw_entities(_run(doc_id), **({} if how["size"] == "column" else {"top": 8}), **how)


def _quality(**how: Any) -> Figure:
    scores = pd.read_csv(corpus.corpus_folder() / "gold" / "quality.csv")
    return bars.draw_quality(scores[scores["part"] == "aside"], **how)


@cache
def _years() -> pd.DataFrame:
    options: dict[str, Any] = {"unit": "paragraph", "node": "series", "min_frequency": 5}
    return compare.trajectories(papers(), labels=["FORUM"], **options).names


def _fora_by_year(**how: Any) -> Figure:
    title = "1,000段落あたり（95%区間）" if how["lang"] == "ja" else "per 1,000 paragraphs (95 % intervals)"
    return lines.draw_trajectories(_years(), value="rate", title=title, **how)


@cache
def two_years() -> list[Any]:
    """The strongest edges of the first and of the last white paper."""
    sides = [compare.split_run(papers(), [name]) for name in ("ict-white-paper-h14", "ict-white-paper-r4")]
    labels = ["ORG", "FORUM", "PLAN", "LAW", "CONCEPT"]
    options: dict[str, Any] = {"measure": "count", "top": 30, "min_count": 2, "min_frequency": 3, "seed": 2022}
    return [pt.network(pt.cooccur(side, unit="paragraph", labels=labels), **options) for side in sides]


def _change(**how: Any) -> Figure:
    first, last = two_years()
    return aligned.draw_change(first, last, ("2002", "2022"), **how)


def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / "figures" / f"{name}.csv", keep_default_na=False)


@cache
def who_speaks() -> list[Any]:
    """Which party speaks about what, in committee and in plenary."""
    said = shipped_statements()
    options: dict[str, Any] = {"actor": "party", "mode": "two-mode", "aggregation": "ignore", "duplicates": "include"}
    days = (("2023-11-01", "2023-11-08"), ("2023-11-29", "2023-12-01"))
    parts = [said[said["date"].between(*span)] for span in days]
    return [networks.discourse_network(part, min_weight=2, **options) for part in parts]


def _side_by_side(**how: Any) -> Figure:
    titles = {
        "ja": ["文部科学委員会（11月1日・8日）", "参議院本会議（11月29日・12月1日）"],
        "en": ["Committee (1 and 8 November)", "Plenary (29 November, 1 December)"],
    }
    return aligned.draw_side_by_side(who_speaks(), titles[how["lang"]], **how)


def _lifelines(**how: Any) -> Figure:
    path = corpus.corpus_folder() / "commitments" / "basic-policy.csv"
    ledger = pd.read_csv(path, dtype={"edition_from": "str", "edition_to": "str"}, keep_default_na=False)
    editions = sorted({*ledger["edition_from"], *ledger["edition_to"]})
    return lifelines.draw_lifelines(ledger, editions=editions, least=2, top=36, **how)


def _in_english(name: str, **how: Any) -> Figure:
    return network.draw_network(shipped_network(name), names=english_names(draft()), **how)


_NETWORKS = {
    f"03-network-{DRAFT}": "03-draft",
    f"03-network-{PLAN}": "03-plan",
    f"04-charge-{DRAFT}": "04-charge",
    "04-fora-ict-white-papers": "04-fora-papers",
    f"04-fora-{PLAN}": "04-fora-plan",
    "08-parties": "08-parties",
    "08-positions": "08-positions",
}
"""Figures of one network."""

FIGURES: dict[str, Drawing] = {
    **{name: partial(_network, net) for name, net in _NETWORKS.items()},
    f"01-sections-{DRAFT}": partial(_sections, DRAFT, 2),
    f"01-sections-{PLAN}": partial(_sections, PLAN, 1),
    f"01-heat-map-{PLAN}": lambda **how: grids.draw_heat_map(_run(PLAN), top=20, least=10, **how),
    f"02-entities-{DRAFT}": partial(_entities, DRAFT),
    f"02-entities-{PLAN}": partial(_entities, PLAN),
    "02-quality": _quality,
    f"02-timeline-{PLAN}": lambda **how: timeline.draw_timeline(_run(PLAN), by="fiscal", **how),
    "05-fora-by-year": _fora_by_year,
    "05-heat-map": lambda **how: grids.draw_heat_map(
        papers(), labels=["ORG", "FORUM", "PLAN", "LAW", "CONCEPT"], top=25, **how
    ),
    "05-networks-2002-2022": _change,
    "06-network": partial(_in_english, "06"),
    "07-intervals": lambda **how: lines.draw_intervals(_table("07-intervals"), title="Jaccard", **how),
    "07-sensitivity": lambda **how: grids.draw_sensitivity(_table("07-sensitivity"), **how),
    "08-who-speaks": _side_by_side,
    "09-lifelines": _lifelines,
}
"""The figures by name; each takes a size and a language."""


def networks_of(name: str) -> list[Any]:
    """The networks that a figure shows, one an axes."""
    if name == "08-who-speaks":
        return who_speaks()
    if name == "05-networks-2002-2022":
        return [change_network(*two_years(), ("2002", "2022"))]
    known = {**_NETWORKS, "06-network": "06"}
    return [shipped_network(known[name])] if name in known else []
