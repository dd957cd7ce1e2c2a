"""The networks that the notebooks draw, made from the shipped tables and the embedded page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

import plantext as pt
from plantext import corpus, networks
from plantext.networks import twomode
from plantext.tables import join_runs

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
DRAFT, PLAN = "priority-plan-2023-draft-p145", "priority-plan-2023"
PAPERS = [f"ict-white-paper-{year}" for year in ("h14", "h20", "h25", "h30", "r3", "r4")]
LABELS = ["ORG", "FORUM", "LAW", "PLAN", "CONCEPT"]
NAMES = ("03-draft", "03-plan", "04-fora-plan", "04-fora-papers", "04-charge", "06", "08-parties", "08-positions")


@cache
def draft() -> Any:
    return pt.extract(pt.read(DRAFT))


def _settings(notebook: str) -> dict[str, Any]:
    """The constants that the first cell of a notebook sets."""
    cells = json.loads((NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]
    first = next(cell for cell in cells if cell["cell_type"] == "code")
    found: dict[str, Any] = {}
    exec("".join(first["source"]), found)  # noqa: S102
    return found


def _fora(name: str) -> nx.Graph:
    known = _settings("04_ministries_and_fora.ipynb")
    run = pt.load(PLAN) if name == "04-fora-plan" else join_runs([pt.load(paper) for paper in PAPERS])
    pairs = pt.cooccur(run, unit="paragraph", labels=["ORG", "FORUM"], node="series")
    ours = pairs[["source", "target"]].isin(known["MINISTRIES"])
    crossing = pairs[(ours.sum(axis=1) == 1) & (pairs["source_label"] != pairs["target_label"])]
    least = known["MIN_COUNT"][PLAN if name == "04-fora-plan" else "ict-white-papers"]
    return pt.network(crossing, top=40, min_frequency=1, min_count=least)


def shipped_statements() -> pd.DataFrame:
    path = corpus.corpus_folder() / "diet-2023" / "statements.csv"
    said = pd.read_csv(path, dtype={"agreement": "str"}, keep_default_na=False)
    said["party"] = said["party"].str.split("・").str[0].replace({"立憲民主": "立憲民主党"})
    return said[said["party"] != ""]


def _debate(name: str) -> nx.Graph:
    options = {"actor": "party", "aggregation": "subtract", "normalisation": "none", "duplicates": "document"}
    mode = {"mode": "two-mode"} if name == "08-positions" else {}
    return networks.discourse_network(shipped_statements(), **options, **mode)


@cache
def shipped_network(name: str) -> nx.Graph:
    """One of the networks of :data:`NAMES`."""
    if name == "03-plan":
        return pt.network(pt.cooccur(pt.load(PLAN), unit="paragraph", labels=LABELS), top=60, min_count=2)
    if name.startswith("04-fora"):
        return _fora(name)
    if name == "04-charge":
        charge = twomode.two_mode(draft(), by="ministry", unit="sentence", labels=["FORUM", "ORG", "CONCEPT"])
        return twomode.two_mode_network(charge, min_frequency=1)
    if name.startswith("08"):
        return _debate(name)
    labels = LABELS if name == "03-draft" else ["ORG", "FORUM", "PLAN", "CONCEPT"]
    return pt.network(pt.cooccur(draft(), unit="sentence", labels=labels), top=60)
