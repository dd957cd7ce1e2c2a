"""What the explorer shows: names, pairs, the sentences they stand in, and how the network was made."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.explorer.aside import put_aside
from plantext.explorer.below import Below
from plantext.explorer.meetings import Found, Held, Meetings
from plantext.explorer.page import embed
from plantext.explorer.parts import Parts
from plantext.explorer.sentences import Batch, Statements, tables
from plantext.explorer.units import Facets
from plantext.figures.geometry import spread_discs
from plantext.figures.naming import english_date
from plantext.figures.style import OTHER, PALETTE, node_colours
from plantext.labels import LABEL
from plantext.networks.layout import layout
from plantext.networks.pruning import Graph, sorted_edges
from plantext.networks.units import UNITS, split_unit
from plantext.tables.stored import Run

FORMAT = 2
AT_ONCE = 4000
"""Sentences that are made ready together, for then they take much room."""
ASPECT = 1.3
"""Width over height of the area that positions are spread in."""
_NOT_MEASURES = frozenset({"weight", "n_both"})
_NOT_VALUES = frozenset({"label", "frequency", "community"})


def _number(value: Any) -> Any:
    """Round to six digits, more than any measure means; what JSON cannot express becomes None."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | np.integer):
        return int(value)
    value = float(value)
    return float(f"{value:.6g}") if math.isfinite(value) else None


def _documents(run: Run, ids: Sequence[str]) -> list[dict[str, Any]]:
    known = {entry["doc_id"]: entry for entry in run.info.get("documents", ())}
    described = []
    for doc_id in ids:
        entry = known.get(doc_id, {})
        source = str(entry.get("source", ""))
        if not source.startswith(("https://", "http://")):
            # A path tells strangers about somebody's disk; the file's name is all they can use.
            source = source.replace("\\", "/").rpartition("/")[2]
        described.append(
            {
                "id": doc_id,
                "title": str(entry.get("title", "")) or doc_id,
                "date": str(entry.get("date", "")),
                "source": source,
                "sha256": str(entry.get("sha256", "")),
            }
        )
    return described


def _nodes(
    entities: pd.DataFrame, net: Graph, places: Mapping[str, tuple[float, float]], found: dict[str, list[Any]]
) -> list[dict[str, Any]]:
    about: dict[str, list[dict[str, Any]]] = {}
    for entry in entities[entities["entity"].isin(list(net))].to_dict("records"):
        about.setdefault(str(entry["entity"]), []).append({str(key): value for key, value in entry.items()})
    colours = node_colours(net)
    nodes = []
    for i, name in enumerate(sorted(net)):
        data = net.nodes[name]
        entries = about.get(name, [])
        same = [entry for entry in entries if entry["label"] == data.get("label")] or entries
        x, y = places[name]
        nodes.append(
            {
                "name": name,
                "label": str(data.get("label", "ORG")),
                "frequency": int(data.get("frequency", 1)),
                "community": int(data.get("community", 1)),
                "colour": colours[name],
                "x": round(float(x), 5),
                "y": round(float(y), 5),
                "en": (str(same[0]["name_en"]) if same else "") or english_date(name),
                "aliases": str(same[0]["aliases"]) if same else "",
                **{key: values[i] for key, values in found.items()},
                "values": {
                    str(key): _number(value)
                    for key, value in sorted(data.items())
                    if key not in _NOT_VALUES and _plain(value)
                },
            }
        )
    return nodes


def _edges(net: Graph, found: Found) -> dict[str, Any]:
    """The edges by column: as records they would take twice the room."""
    place = {name: i for i, name in enumerate(sorted(net))}
    edges = sorted_edges(net)
    measures = sorted({key for *_, data in edges for key in data} - _NOT_MEASURES)
    return {
        "a": [place[a] for a, _, _ in edges],
        "b": [place[b] for _, b, _ in edges],
        "weight": [_number(data.get("weight", 1.0)) or 0 for *_, data in edges],
        "together": [len(shared) for shared in found.shared],
        "facets": [facets.tolist() for facets in found.of_edges],
        "values": {key: [_number(data.get(key)) for *_, data in edges] for key in measures},
    }


def _place(net: Graph, places: Mapping[str, tuple[float, float]] | None, seed: int) -> dict[str, tuple[float, float]]:
    """Scale positions to 0..1, y downwards as on a screen, no two nodes on one spot."""
    found = places if places is not None else layout(net, aspect=ASPECT, seed=seed)
    missing = [name for name in sorted(net) if name not in found]
    if missing:
        raise PlantextError(
            "places: no position for {n_missing} of {n_net} nodes ({missing}).",
            n_missing=len(missing),
            n_net=len(net),
            missing=", ".join(missing[:3]),
        )
    names = sorted(net)
    # In thousandths of the height: the spreading reckons in points of a page.
    xy = np.array([[found[name][0] * ASPECT, 1 - found[name][1]] for name in names], dtype=np.float64) * 1000
    largest = max(int(net.nodes[name].get("frequency", 1)) for name in names)
    share = np.sqrt([int(net.nodes[name].get("frequency", 1)) / largest for name in names])
    room = min(1.0, math.sqrt(60 / len(names)))
    discs = np.column_stack([xy, (8 + 22 * share) * room])
    moved = spread_discs(discs, (-30, -30, 1000 * ASPECT + 30, 1030), gap=12 * room)
    placed = moved[:, :2] / [1000 * ASPECT, 1000]
    if places is None:
        low, high = placed.min(axis=0), placed.max(axis=0)
        placed = np.where(high > low, (placed - low) / np.where(high > low, high - low, 1.0), 0.5)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, placed, strict=True)}


def gather(  # noqa: PLR0913
    run: Run,
    net: Graph,
    *,
    title: str,
    places: Mapping[str, tuple[float, float]] | None,
    statements: pd.DataFrame | None,
    text: bool,
    held: int | None,
    seed: int,
    beside: Path | None = None,
) -> dict[str, Any]:
    """Gather everything the page shows; the options are those of :func:`plantext.explorer.explore`.

    The run is read twice: first it is found where the names stand and meet, then the sentences are read that the page
    holds, or that go into the folder `beside` it.

    Returns
    -------
    dict
        Ready for JSON. Nodes are records; edges, sentences, mentions and units are columns that refer to each other by position.
    """
    if not len(net):
        raise EmptyResultError("The network has no nodes, so there is nothing to explore. Lower its thresholds.")
    text = text and run.has_text
    stated = Statements(statements)
    ids = {str(doc_id): i for i, doc_id in enumerate(run.doc_ids)}
    documents = _documents(run, list(ids))
    years = [int(entry["date"][:4]) if entry["date"][:4].isdecimal() else 0 for entry in documents]
    parts, meetings, below, facets = Parts(run, net), Meetings(net), Below(net), Facets(ids, years)
    nodes = frozenset(net)
    for part in parts.read(sentences=["page"], mentions=["date_start", "date_end"]):
        meetings.add(part, facets.add(part.placed, part.units))
        below.add(part, nodes)
    found = meetings.found()
    of_nodes = {
        "mentioned": found.mentioned,
        "n_sentences": [len(rows) for rows in found.rows],
        "facets": [facets.tolist() for facets in found.of_names],
    }
    kind, size = split_unit(str(net.graph.get("unit", "paragraph")))
    more = f" + {len(documents) - 1}" if len(documents) > 1 else ""
    environment = run.info.get("environment", {})
    data = {
        "format": FORMAT,
        "title": title or (documents[0]["title"] + more if documents else "plantext"),
        "text": text,
        "palette": PALETTE,
        "other": OTHER,
        "labels": [{"code": row.code, "ja": row.ja, "en": row.en, "corners": row.corners} for row in LABEL.values()],
        "unit": {"en": kind, "ja": UNITS[kind], "size": size if kind == "window" else 0},
        "nodes": _nodes(run.entities, net, _place(net, places, seed), of_nodes),
        "edges": _edges(net, found),
        "below": below.table(run.entities, ids),
        "facets": facets.rows,
        "held": held,
        "aside": None,
    }
    after = {
        "documents": documents,
        "about": {
            "plantext": version("plantext"),
            "network": {str(key): _number(value) for key, value in sorted(net.graph.items()) if _plain(value)},
            "packages": {str(key): str(value) for key, value in environment.get("packages", {}).items()},
            "lexicons": str(environment.get("lexicons", "")),
            "left_out": len(run.info.get("left_out", ())),
        },
    }
    chosen, of_units, kept = Held(found, meetings.ends, held), facets.of_units(), []
    columns = ["page", "section", "measure", "speaker", "turn", *(["text"] if text else [])]
    with nullcontext() if beside is None else put_aside(of_nodes["n_sentences"], beside) as aside:
        for part in parts.read(sentences=columns, mentions=["text", "source"], turns=True):
            rows = chosen.inside(part)
            read = rows if aside is None else np.unique(np.concatenate([rows, part.mentions["row"].to_numpy()]))
            for begin in range(0, len(read), AT_ONCE):
                some = read[begin : begin + AT_ONCE]
                batch = Batch(part, some, documents=ids, facets=of_units, statements=stated, text=text)
                kept.append(batch.take(np.flatnonzero(np.isin(some, rows))))
                if aside is not None:
                    aside.add(batch)
        data |= tables(kept, text=text) | after
        if aside is not None:
            # A page knows its own parts by what it holds.
            key = hashlib.sha256(embed(data).encode()).hexdigest()[:16]
            data["aside"] = aside.write(key, text=text)
    return data


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | np.integer | np.floating)
