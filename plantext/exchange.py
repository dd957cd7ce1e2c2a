"""Networks as files that other programs read, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx

from plantext.errors import PlantextError
from plantext.pruning import Graph, sorted_edges

_CONTROL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF), " ")


def clean(value: Any) -> Any:
    """A value that any XML or line-based format can hold.

    Parameters
    ----------
    value : object
        Attribute value or name.

    Returns
    -------
    object
        A string has each control character or lone surrogate replaced by a space; whole and decimal
        numbers become Python's; anything else becomes a string, None an empty one.
    """
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    if hasattr(value, "item"):
        return clean(value.item())
    return str(value).translate(_CONTROL).encode("utf-8", "replace").decode("utf-8")


def plain(net: Graph) -> Graph:
    """The network with clean names and attributes, everything in sorted order.

    Parameters
    ----------
    net : networkx.Graph
        The network.

    Returns
    -------
    networkx.Graph
        A copy fit for any format.

    Raises
    ------
    PlantextError
        If two names differ only in characters that no format can hold.
    """
    names = {name: clean(str(name)) for name in sorted(net)}
    if len(set(names.values())) < len(names):
        raise PlantextError("Two names differ only in control characters and would become one node. Rename one.")
    result = nx.Graph(**{key: clean(value) for key, value in sorted(net.graph.items())})
    for name, printable in names.items():
        result.add_node(printable, **{key: clean(value) for key, value in net.nodes[name].items()})
    for source, target, data in sorted_edges(net):
        result.add_edge(names[source], names[target], **{key: clean(value) for key, value in data.items()})
    return result


def _write(path: str | Path, text: str) -> Path:
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8", newline="\n")
    partial.replace(path)
    return path


def write_graphml(net: Graph, path: str | Path) -> Path:
    """Write GraphML, which Gephi, Cytoscape, igraph and networkx read.

    Parameters
    ----------
    net : networkx.Graph
        The network.
    path : str or pathlib.Path
        Target; replaced only when the new file is whole.

    Returns
    -------
    pathlib.Path
        The file.
    """
    lines = nx.generate_graphml(plain(net))
    return _write(path, "<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n")


def read_graphml(path: str | Path) -> Graph:
    """Read GraphML.

    Parameters
    ----------
    path : str or pathlib.Path
        A file from :func:`write_graphml` or another program.

    Returns
    -------
    networkx.Graph
        Nodes and edges in sorted order.

    Raises
    ------
    PlantextError
        If the file is missing or is not GraphML.
    """
    path = Path(path)
    if not path.is_file():
        raise PlantextError(f"{path}: no such file. Make it with `plantext network FOLDER -o {path.name}`.")
    try:
        net = nx.Graph(nx.read_graphml(path))
    except Exception as error:
        raise PlantextError(f"{path}: cannot be read as GraphML ({error}).") from error
    result = nx.Graph(**{key: value for key, value in net.graph.items() if not key.endswith("_default")})
    for name in sorted(net):
        result.add_node(name, **net.nodes[name])
    result.add_edges_from(sorted_edges(net))
    return result
