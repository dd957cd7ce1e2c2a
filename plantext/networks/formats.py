"""File formats of other network programs: for each a writer and, where networkx has none, a reader."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

from plantext.errors import PlantextError
from plantext.networks.colours import node_colours
from plantext.networks.layout import layout
from plantext.networks.pruning import Graph, sorted_edges
from plantext.storage.atomic import write_whole

_CONTROL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF), " ")
_DL_ENDS = re.compile("[\\s,\"']")  # What ends a name in UCINET's DL
_SIDE = 1000.0  # Of the square in which nodes stand

Places = Mapping[str, tuple[float, float]]
_LONE = re.compile("[\ud800-\udfff]")


def clean_value(value: Any) -> Any:
    r"""Make a value that any XML or line-based format can hold.

    Control characters and line ends become spaces, lone surrogates U+FFFD, None and non-finite numbers an empty
    string; numpy scalars become Python's, anything else a string.

    Examples
    --------
    >>> clean_value("a\nb"), clean_value(float("nan")), clean_value(3)
    ('a b', '', 3)
    """
    if value is None:
        return ""
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    if isinstance(value, bool | int | float):
        return value
    if hasattr(value, "item"):
        return clean_value(value.item())
    return _LONE.sub("\ufffd", str(value).translate(_CONTROL))


def clean_network(net: Graph) -> Graph:
    r"""Copy a network with clean names and attributes, everything in sorted order.

    Raises
    ------
    PlantextError
        If two names differ only in characters that no format can hold.

    Examples
    --------
    >>> list(clean_network(nx.Graph([("b\t", "a")])))
    ['a', 'b ']
    """
    names = {name: clean_value(str(name)) for name in sorted(net)}
    if len(set(names.values())) < len(names):
        raise PlantextError("Two names differ only in control characters and would become one node. Rename one.")
    result = nx.Graph(**{key: clean_value(value) for key, value in sorted(net.graph.items())})
    for name, printable in names.items():
        result.add_node(printable, **{key: clean_value(value) for key, value in net.nodes[name].items()})
    for source, target, data in sorted_edges(net):
        result.add_edge(names[source], names[target], **{key: clean_value(value) for key, value in data.items()})
    return result


@dataclass(frozen=True)
class _Look:
    """Where a node stands, in a square of :data:`_SIDE`, and its colour and size, as a drawing has them."""

    x: float
    y: float
    rgb: tuple[int, int, int]
    size: float


def _looks(net: Graph, places: Places | None = None) -> dict[str, _Look]:
    places = places or layout(net)
    colours = node_colours(net)
    largest = max((float(data.get("frequency") or 1) for _, data in net.nodes(data=True)), default=1.0)
    looks = {}
    for name, data in net.nodes(data=True):
        x, y = places[name]
        rgb = tuple(int(colours[name][i : i + 2], 16) for i in (1, 3, 5))
        size = round(10 + 40 * math.sqrt(float(data.get("frequency") or 1) / largest), 3)
        looks[name] = _Look(round(_SIDE * x, 3), round(_SIDE * y, 3), (rgb[0], rgb[1], rgb[2]), size)
    return looks


def _with_kind(net: Graph) -> Graph:
    """A clean copy whose attribute ``label`` is the name, as Gephi prints it, and ``kind`` the label of the name."""
    fresh = clean_network(net)
    for name, data in fresh.nodes(data=True):
        if "label" in data:
            data["kind"] = data.pop("label")
        data["label"] = name
    return fresh


def _with_label(net: Graph) -> Graph:
    """Undo :func:`_with_kind`, and leave out what only tells how a node looks."""
    for _, data in net.nodes(data=True):
        data.pop("label", None)
        if "kind" in data:
            data["label"] = data.pop("kind")
        for key in ("x", "y", "r", "g", "b", "size", "viz"):
            data.pop(key, None)
    return net


def write_graphml(net: Graph, path: str | Path) -> Path:
    """Write GraphML, which Gephi, Cytoscape, igraph and networkx read.

    The attribute ``label`` is the name, ``kind`` the label of the name; ``x``, ``y``, ``r``, ``g``, ``b`` and
    ``size`` are how the node looks, under the names that Gephi takes for it.
    """
    fresh = _with_kind(net)
    for name, look in _looks(fresh).items():
        r, g, b = look.rgb
        fresh.nodes[name].update(x=look.x, y=look.y, r=r, g=g, b=b, size=look.size)
    lines = nx.generate_graphml(fresh)
    return write_whole(path, "<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n")


def read_graphml(path: Path) -> Graph:
    """Read GraphML as :func:`write_graphml` writes it, or any other program."""
    net = nx.Graph(nx.read_graphml(path))
    return _with_label(net) if all("label" in data and "r" in data for _, data in net.nodes(data=True)) else net


def write_gexf(net: Graph, path: str | Path) -> Path:
    """Write GEXF 1.2, Gephi's own format: the attribute ``label`` is the name, ``kind`` the label of the name.

    Position, colour and size stand in its module for looks (viz).
    """
    fresh = _with_kind(net)
    for name, look in _looks(fresh).items():
        r, g, b = look.rgb
        colour, position = {"r": r, "g": g, "b": b, "a": 1.0}, {"x": look.x, "y": look.y, "z": 0.0}
        fresh.nodes[name]["viz"] = {"color": colour, "position": position, "size": look.size}
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(fresh)
    # The writer stamps the day of writing and its own version; a file is the same on every day.
    for meta in writer.xml.findall("meta"):
        writer.xml.remove(meta)
    return write_whole(path, "<?xml version='1.0' encoding='utf-8'?>\n" + str(writer) + "\n")


def read_gexf(path: Path) -> Graph:
    """Read GEXF as :func:`write_gexf` writes it, or any other program."""
    net = _with_label(nx.Graph(nx.read_gexf(path)))
    for *_, data in net.edges(data=True):
        data.pop("id", None)
    return net


def write_pajek(net: Graph, path: str | Path) -> Path:
    """Write Pajek NET in UTF-8: names and weights, which are all that Pajek knows.

    It cannot write a double quote or a backslash in a name: they become ``'`` and ``＼``.
    """
    fresh = clean_network(net)
    place = {name: i for i, name in enumerate(fresh, start=1)}
    quoted = {name: name.replace('"', "'").replace("\\", "＼") for name in place}
    if len(set(quoted.values())) < len(quoted):
        raise PlantextError("Two names differ only in quotes or backslashes, which Pajek cannot write. Rename one.")
    lines = [f"*Vertices {len(place)}", *(f'{i} "{quoted[name]}"' for name, i in place.items()), "*Edges"]
    lines += [f"{place[a]} {place[b]} {data.get('weight', 1.0)}" for a, b, data in sorted_edges(fresh)]
    return write_whole(path, "\n".join(lines) + "\n")


def read_pajek(path: Path) -> Graph:
    """Read Pajek NET: names and weights."""
    read = nx.Graph(nx.read_pajek(path, encoding="utf-8"))
    net = nx.Graph()
    net.add_nodes_from(read)
    net.add_edges_from((a, b, {"weight": data.get("weight", 1.0)}) for a, b, data in read.edges(data=True))
    return net


def write_ucinet(net: Graph, path: str | Path) -> Path:
    """Write UCINET DL (edge list): names and weights, each edge in both directions.

    A name of DL ends at a space or comma: they become ``_``.
    """
    fresh = clean_network(net)
    place = {name: i for i, name in enumerate(fresh, start=1)}
    quoted = {name: _DL_ENDS.sub("_", name) for name in place}
    if len(set(quoted.values())) < len(quoted):
        raise PlantextError("Two names differ only in spaces, commas or quotes, which UCINET cannot write. Rename one.")
    lines = [f"DL n={len(place)}", "format = edgelist1", "labels:", *quoted.values(), "data:"]
    for a, b, data in sorted_edges(fresh):
        weight = data.get("weight", 1.0)
        lines += [f"{place[a]} {place[b]} {weight}", f"{place[b]} {place[a]} {weight}"]
    return write_whole(path, "\n".join(lines) + "\n")


def read_ucinet(path: Path) -> Graph:
    """Read UCINET DL as :func:`write_ucinet` writes it: names and weights."""
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    if not re.match(r"dl\s+n\s*=.*format\s*=\s*edgelist1", " ".join(lines[:2]), re.IGNORECASE):
        raise ValueError("expected DL n=9 in the first line, format = edgelist1 in the second")
    begin, data = lines.index("labels:"), lines.index("data:")
    names = lines[begin + 1 : data]
    net = nx.Graph()
    net.add_nodes_from(names)
    for line in lines[data + 1 :]:
        if line.strip():
            a, b, weight = line.split()
            net.add_edge(names[int(a) - 1], names[int(b) - 1], weight=float(weight))
    return net


def write_vosviewer(net: Graph, path: str | Path, *, places: Places | None = None) -> Path:
    """Write VOSviewer JSON (also VOSviewer Online): items with cluster and weights, links with strength.

    Parameters
    ----------
    places : mapping of str to (float, float), optional
        Positions; a new layout by default.
    """
    fresh = clean_network(net)
    place = {name: i for i, name in enumerate(fresh, start=1)}
    where = {clean_value(str(name)): xy for name, xy in (places or layout(net)).items()}
    colour = node_colours(fresh)
    colours = {data["community"]: colour[name] for name, data in fresh.nodes(data=True) if "community" in data}
    items = []
    for name, i in place.items():
        data = fresh.nodes[name]
        item: dict[str, Any] = {"id": i, "label": name, "description": data.get("label", "")}
        if name in where:
            item |= {"x": where[name][0], "y": where[name][1]}
        if "community" in data:
            item["cluster"] = data["community"]
        item["weights"] = {"Frequency": data.get("frequency", 1), "Links": fresh.degree(name)}
        items.append(item)
    links = [
        {"source_id": place[a], "target_id": place[b], "strength": data.get("weight", 1.0)}
        for a, b, data in sorted_edges(fresh)
    ]
    content: dict[str, Any] = {"network": {"items": items, "links": links}}
    if colours:
        scheme = [{"cluster": cluster, "color": colour} for cluster, colour in sorted(colours.items())]
        content["config"] = {"color_schemes": {"cluster_colors": scheme}}
    return _write_json(path, content)


def read_vosviewer(path: Path) -> Graph:
    """Read VOSviewer JSON: label, frequency, community and weight."""
    content = json.loads(path.read_text(encoding="utf-8"))["network"]
    net = nx.Graph()
    names = {item["id"]: item["label"] for item in content["items"]}
    for item in content["items"]:
        found = {"label": item.get("description", ""), "frequency": item.get("weights", {}).get("Frequency", 1)}
        net.add_node(item["label"], **found, **({"community": item["cluster"]} if "cluster" in item else {}))
    for link in content["links"]:
        net.add_edge(names[link["source_id"]], names[link["target_id"]], weight=link.get("strength", 1.0))
    return net


def write_cytoscape(net: Graph, path: str | Path) -> Path:
    """Write Cytoscape.js JSON (``.cyjs``), with all attributes."""
    fresh = clean_network(net)
    nodes = [{"data": {**data, "id": name, "name": name, "value": name}} for name, data in fresh.nodes(data=True)]
    edges = [{"data": {**data, "id": f"{a} - {b}", "source": a, "target": b}} for a, b, data in sorted_edges(fresh)]
    content = {"data": dict(fresh.graph), "elements": {"nodes": nodes, "edges": edges}}
    return _write_json(path, content)


def read_cytoscape(path: Path) -> Graph:
    """Read Cytoscape.js JSON with all attributes."""
    content = json.loads(path.read_text(encoding="utf-8"))
    net = nx.Graph()
    net.graph.update(content.get("data", {}))
    for node in content["elements"]["nodes"]:
        net.add_node(node["data"]["id"], **{k: v for k, v in node["data"].items() if k not in ("id", "name", "value")})
    for edge in content["elements"]["edges"]:
        rest = {k: v for k, v in edge["data"].items() if k not in ("id", "source", "target")}
        net.add_edge(edge["data"]["source"], edge["data"]["target"], **rest)
    return net


def _write_json(path: str | Path, content: Any) -> Path:
    return write_whole(path, json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
