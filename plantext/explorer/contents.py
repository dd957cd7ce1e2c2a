"""What the explorer shows: names, pairs, the sentences they stand in, and how the network was made."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from plantext.errors import EmptyResultError, PlantextError
from plantext.figures.labelling import spread_discs
from plantext.labels import LABEL
from plantext.networks.layout import layout
from plantext.networks.presence import node_names
from plantext.networks.pruning import Graph, sorted_edges
from plantext.networks.units import UNITS, split_unit, units_of
from plantext.tables.run import Extraction
from plantext.tables.schemas import KEYS
from plantext.text import utf16_offset

FORMAT = 1
ASPECT = 1.3
"""Width over height of the area that positions are spread in."""
_NOT_MEASURES = frozenset({"weight", "n_both"})


def _number(value: Any) -> Any:
    """Round to six digits, more than any measure means; what JSON cannot express becomes None."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | np.integer):
        return int(value)
    value = float(value)
    return float(f"{value:.6g}") if math.isfinite(value) else None


def _mentions_of(run: Extraction, net: Graph) -> pd.DataFrame:
    """Select the mentions of the network's names, with node and sentence by position."""
    how = net.graph
    labels = str(how.get("labels", "")).split()
    mentions = run.mentions if not labels else run.mentions[run.mentions["label"].isin(labels)]
    mentions = mentions.assign(name=node_names(mentions, str(how.get("node", "entity"))))
    names = pd.Index(sorted(net))
    mentions = mentions.assign(node=names.get_indexer(pd.Index(mentions["name"])), row=_rows(run, mentions))
    mentions = mentions[(mentions["node"] >= 0) & (mentions["row"] >= 0)]
    missing = sorted(set(names) - set(mentions["name"]))
    if missing:
        raise PlantextError(
            f"{len(missing)} of {len(names)} nodes are no names of the run ({', '.join(missing[:3])}). "
            "Give the run that the network was made from; a two-mode network has no explorer."
        )
    return mentions.sort_values(["row", "start", "end", "node"], ignore_index=True)


def _rows(run: Extraction, mentions: pd.DataFrame) -> Any:
    return pd.MultiIndex.from_frame(run.sentences[KEYS]).get_indexer(pd.MultiIndex.from_frame(mentions[KEYS]))


def _ranges(membership: sparse.csr_array) -> tuple[Any, Any]:
    """Find the first and last unit of each sentence, -1 without one; overlapping windows follow each other."""
    columns = sparse.csc_array(membership)
    first = np.full(columns.shape[1], -1, dtype=np.int64)
    last = first.copy()
    inside = np.flatnonzero(np.diff(columns.indptr))
    if len(inside):
        starts = columns.indptr[inside]
        first[inside] = np.minimum.reduceat(columns.indices, starts)
        last[inside] = np.maximum.reduceat(columns.indices, starts)
    return first, last


def _years(start: str, end: str) -> tuple[int, int] | None:
    """Find the years of a date; a fiscal year (April to March) is the year that it begins in."""
    try:
        first, last = (dt.date.fromisoformat(day) for day in (start or end, end or start))
    except ValueError:
        return None
    # 年度 run from April to March.
    if (first.month, first.day, last.month, last.day) == (4, 1, 3, 31):
        last = dt.date(last.year - 1, 12, 31)
    return (first.year, last.year) if first.year <= last.year else None


def _unit_years(run: Extraction, first: Any, last: Any) -> dict[int, list[list[int]]]:
    dates = run.mentions[run.mentions["label"] == "DATE"]
    found: dict[int, set[tuple[int, int]]] = {}
    for row, start, end in zip(_rows(run, dates), dates["date_start"], dates["date_end"], strict=True):
        years = _years(start, end)
        if years is None or row < 0 or first[row] < 0:
            continue
        for unit in range(first[row], last[row] + 1):
            found.setdefault(unit, set()).add(years)
    return {unit: [list(pair) for pair in sorted(pairs)] for unit, pairs in found.items()}


def _spans(mentions: pd.DataFrame, run: Extraction, *, text: bool) -> tuple[list[int], list[int]]:
    """Place each mention in its sentence, as JavaScript counts characters; -1 where it is not there."""
    if not text:
        return [-1] * len(mentions), [-1] * len(mentions)
    texts, begins = run.sentences["text"].tolist(), run.sentences["start"].tolist()
    starts, ends = [], []
    for row, start, end, printed in mentions[["row", "start", "end", "text"]].itertuples(index=False, name=None):
        sentence = texts[row]
        left, right = start - begins[row], end - begins[row]
        if sentence[left:right] != printed:
            left = sentence.find(printed)
            right = left + len(printed)
        if left >= 0 and not sentence.isascii():
            left, right = utf16_offset(sentence, left), utf16_offset(sentence, right)
        starts.append(max(left, -1))
        ends.append(right if left >= 0 else -1)
    return starts, ends


def _codes(values: pd.Series[str]) -> tuple[list[int], list[str]]:
    codes, distinct = pd.factorize(values)
    return codes.tolist(), [str(value) for value in distinct]


def _check_edges(net: Graph, mentions: pd.DataFrame, membership: sparse.csr_array) -> None:
    names = sorted(net)
    holds = sparse.csr_array(
        (np.ones(len(mentions), dtype=np.int64), (mentions["row"], mentions["node"])),
        shape=(membership.shape[1], len(names)),
    )
    met = sparse.csr_array((membership @ holds) > 0).astype(np.int64)
    together = (met.T @ met).todok()
    place = {name: i for i, name in enumerate(names)}
    for a, b, _ in sorted_edges(net):
        if not together.get((place[a], place[b]), 0):
            raise PlantextError(
                f"The run has no {net.graph.get('unit', 'paragraph')} that holds both {a} and {b}, as the network says. "
                "Give the run that the network was made from."
            )


def _text_tables(run: Extraction, net: Graph, *, text: bool) -> dict[str, Any]:
    """Gather sentences, mentions and units by column; they refer to each other by position."""
    mentions = _mentions_of(run, net)
    membership, units = units_of(run.sentences, str(net.graph.get("unit", "paragraph")))
    _check_edges(net, mentions, membership)
    first, last = _ranges(membership)
    years = _unit_years(run, first, last)
    rows = np.unique(mentions["row"].to_numpy())
    sentences = run.sentences.iloc[rows]
    ranges = [range(a, b + 1) for a, b in zip(first[rows].tolist(), last[rows].tolist(), strict=True) if a >= 0]
    kept = sorted({unit for each in ranges for unit in each})
    number = {unit: i for i, unit in enumerate(kept)} | {-1: -1}
    documents = list(dict.fromkeys(run.sentences["doc_id"]))
    section, sections = _codes(sentences["section"])
    rule, rules = _codes(mentions["source"])
    starts, ends = _spans(mentions, run, text=text)
    return {
        "sentences": {
            "document": [documents.index(doc_id) for doc_id in sentences["doc_id"]],
            "page": sentences["page"].tolist(),
            "section": section,
            "measure": sentences["measure"].tolist(),
            "first": [number[unit] for unit in first[rows].tolist()],
            "last": [number[unit] for unit in last[rows].tolist()],
            "text": sentences["text"].tolist() if text else [],
        },
        "mentions": {
            "sentence": np.searchsorted(rows, mentions["row"].to_numpy()).tolist(),
            "node": mentions["node"].tolist(),
            "start": starts,
            "end": ends,
            "form": [] if text else mentions["text"].tolist(),
            "rule": rule,
        },
        "units": {
            "document": [documents.index(units["doc_id"].iat[unit]) for unit in kept],
            "years": [years.get(unit, []) for unit in kept],
        },
        "sections": sections,
        "rules": rules,
        "documents": _documents(run, documents),
    }


def _documents(run: Extraction, ids: list[str]) -> list[dict[str, Any]]:
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


def _nodes(run: Extraction, net: Graph, places: Mapping[str, tuple[float, float]]) -> list[dict[str, Any]]:
    from plantext.figures.colours import node_colours

    about: dict[str, list[dict[str, Any]]] = {}
    for entry in run.entities.to_dict("records"):
        about.setdefault(str(entry["entity"]), []).append({str(key): value for key, value in entry.items()})
    colours = node_colours(net)
    nodes = []
    for name in sorted(net):
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
                "en": str(same[0]["name_en"]) if same else "",
                "aliases": str(same[0]["aliases"]) if same else "",
            }
        )
    return nodes


def _edges(net: Graph) -> list[dict[str, Any]]:
    place = {name: i for i, name in enumerate(sorted(net))}
    edges = []
    for a, b, data in sorted_edges(net):
        measures = {key: _number(value) for key, value in sorted(data.items()) if key not in _NOT_MEASURES}
        weight = _number(data.get("weight", 1.0))
        edges.append({"a": place[a], "b": place[b], "weight": weight if weight is not None else 0, "values": measures})
    return edges


def _place(net: Graph, places: Mapping[str, tuple[float, float]] | None, seed: int) -> dict[str, tuple[float, float]]:
    """Scale positions to 0..1, y downwards as on a screen, no two nodes on one spot."""
    found = places if places is not None else layout(net, aspect=ASPECT, seed=seed)
    missing = [name for name in sorted(net) if name not in found]
    if missing:
        raise PlantextError(f"places: no position for {len(missing)} of {len(net)} nodes ({', '.join(missing[:3])}).")
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
    run: Extraction,
    net: Graph,
    *,
    title: str,
    places: Mapping[str, tuple[float, float]] | None,
    text: bool,
    seed: int,
) -> dict[str, Any]:
    """Gather everything the page shows, ready for JSON; the options are those of :func:`plantext.explorer.explore`.

    Nodes and edges are records; sentences, mentions and units are columns that refer to each other by position.
    """
    if not len(net):
        raise EmptyResultError("The network has no nodes, so there is nothing to explore. Lower its thresholds.")
    text = text and run.has_text
    from plantext.figures.colours import OTHER

    tables = _text_tables(run, net, text=text)
    documents = tables["documents"]
    kind, size = split_unit(str(net.graph.get("unit", "paragraph")))
    more = f" + {len(documents) - 1}" if len(documents) > 1 else ""
    environment = run.info.get("environment", {})
    return {
        "format": FORMAT,
        "title": title or (documents[0]["title"] + more if documents else "plantext"),
        "text": text,
        "other": OTHER,
        "labels": [{"code": row.code, "ja": row.ja, "en": row.en, "corners": row.corners} for row in LABEL.values()],
        "unit": {"en": kind, "ja": UNITS[kind], "size": size if kind == "window" else 0},
        "nodes": _nodes(run, net, _place(net, places, seed)),
        "edges": _edges(net),
        **tables,
        "about": {
            "plantext": version("plantext"),
            "network": {str(key): _number(value) for key, value in sorted(net.graph.items()) if _plain(value)},
            "packages": {str(key): str(value) for key, value in environment.get("packages", {}).items()},
            "lexicons": str(environment.get("lexicons", "")),
            "left_out": len(run.info.get("left_out", ())),
        },
    }


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | np.integer | np.floating)
