"""Networks as files that other programs read, and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from plantext.errors import Message, PlantextError
from plantext.networks.formats import (
    clean_network,
    read_cytoscape,
    read_gexf,
    read_graphml,
    read_pajek,
    read_ucinet,
    read_vosviewer,
    write_cytoscape,
    write_gexf,
    write_graphml,
    write_pajek,
    write_ucinet,
    write_vosviewer,
)
from plantext.networks.pruning import Graph, sorted_edges
from plantext.storage.tablefile import read_csv, unescape_formula, write_table
from plantext.storage.workbook import write_workbook


def tables(net: Graph) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make a table of nodes (name and attributes) and one of edges (source, target and attributes).

    Examples
    --------
    >>> nodes, edges = tables(nx.Graph([("a", "b", {"weight": 0.5})]))
    >>> edges.to_dict("records")
    [{'source': 'a', 'target': 'b', 'weight': 0.5}]
    """
    nodes = pd.DataFrame([{"name": name, **net.nodes[name]} for name in sorted(net)])
    edges = pd.DataFrame([{"source": a, "target": b, **data} for a, b, data in sorted_edges(net)])
    return nodes, edges


def write_network_csv(net: Graph, path: str | Path) -> list[Path]:
    """Write two CSV files that Excel opens: ``net.csv`` becomes ``net-nodes.csv`` and ``net-edges.csv``."""
    path = Path(path)
    parts = zip(("nodes", "edges"), tables(clean_network(net)), strict=True)
    made = []
    for part, table in parts:
        made.append(path.with_name(f"{path.stem}-{part}.csv"))
        write_table(table, made[-1], mark=True)
    return made


def write_network_xlsx(net: Graph, path: str | Path) -> Path:
    """Write an Excel workbook with the sheets ``nodes`` and ``edges``."""
    return write_workbook(dict(zip(("nodes", "edges"), tables(clean_network(net)), strict=True)), path)


_NAMES = {"name": "str", "source": "str", "target": "str"}


def _read_network_csv(path: Path) -> Graph:
    files = [
        path.with_name(f"{path.stem.removesuffix('-nodes').removesuffix('-edges')}-{p}.csv") for p in ("nodes", "edges")
    ]
    for file in files:
        if not file.is_file():
            raise PlantextError(
                "{file}: no such file. A network is two files, {nodes} and {edges}.",
                file=file,
                nodes=files[0].name,
                edges=files[1].name,
            )
    return _network_of(*(read_csv(file, dtype=_NAMES) for file in files), path=files[0])


def _read_network_xlsx(path: Path) -> Graph:
    sheets = pd.read_excel(path, sheet_name=["nodes", "edges"], dtype=_NAMES, keep_default_na=False)
    nodes, edges = (sheets[name].map(lambda it: unescape_formula(it) if isinstance(it, str) else it) for name in sheets)
    return _network_of(nodes, edges, path=path)


def _network_of(nodes: pd.DataFrame, edges: pd.DataFrame, *, path: Path) -> Graph:
    if "name" not in nodes or not {"source", "target"} <= set(edges):
        told = Message("nodes need a column name, edges source and target")
        raise PlantextError("{path}: cannot be read as {ending} ({told}).", path=path, ending=path.suffix, told=told)
    net = nx.Graph()
    rows: Any = nodes.to_dict("records")
    for row in rows:
        net.add_node(str(row.pop("name")), **row)
    rows = edges.to_dict("records")
    for row in rows:
        net.add_edge(str(row.pop("source")), str(row.pop("target")), **row)
    return net


WRITERS: dict[str, Callable[..., Any]] = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".net": write_pajek,
    ".dl": write_ucinet,
    ".json": write_vosviewer,
    ".cyjs": write_cytoscape,
    ".csv": write_network_csv,
    ".xlsx": write_network_xlsx,
}
"""Formats by the ending of a file: GraphML, GEXF, Pajek, UCINET, VOSviewer, Cytoscape, CSV, Excel."""

_READERS: dict[str, Callable[[Path], Graph]] = {
    ".graphml": read_graphml,
    ".gexf": read_gexf,
    ".net": read_pajek,
    ".dl": read_ucinet,
    ".json": read_vosviewer,
    ".cyjs": read_cytoscape,
    ".csv": _read_network_csv,
    ".xlsx": _read_network_xlsx,
}


def _format(path: Path, known: Mapping[str, Any]) -> Any:
    if path.suffix not in known:
        raise PlantextError(
            "{path}: expected a file that ends in {known}, got {ending}.",
            path=path,
            known=", ".join(known),
            ending=path.suffix or Message("no ending"),
        )
    return known[path.suffix]


def write_network(net: Graph, path: str | Path) -> list[Path]:
    """Write a network in the format that the file's ending names (:data:`WRITERS`), and list the files written.

    Raises
    ------
    PlantextError
        If the ending is unknown, or two names would become one.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [file.name for file in write_network(nx.Graph([("a", "b")]), f"{folder}/net.gexf")]
    ['net.gexf']
    """
    made = _format(Path(path), WRITERS)(net, path)
    return list(made) if isinstance(made, list) else [made]


def read_network(path: str | Path) -> Graph:
    """Read a network, nodes and edges in sorted order.

    GraphML, Cytoscape, CSV and Excel bring back every attribute of nodes and edges (GraphML and Cytoscape also those of
    the graph), GEXF all but the graph's, VOSviewer label, frequency, community and weight, Pajek and UCINET names and weights.

    Parameters
    ----------
    path : str or pathlib.Path
        Ends in a key of :data:`WRITERS`; for CSV, ``net.csv`` or one of its two files.

    Raises
    ------
    PlantextError
        If the file is missing, its ending unknown, or its content of another format.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     files = write_network(nx.Graph([("a", "b")]), f"{folder}/net.net")
    ...     list(read_network(files[0]).edges)
    [('a', 'b')]
    """
    path = Path(path)
    reader = _format(path, _READERS)
    if path.suffix != ".csv" and not path.is_file():
        raise PlantextError(
            "{path}: no such file. Make it with `plantext network FOLDER -o {name}`.", path=path, name=path.name
        )
    try:
        return _checked(reader(path))
    except PlantextError:
        raise
    except Exception as error:
        raise PlantextError(
            "{path}: cannot be read as {ending} ({error}).", path=path, ending=path.suffix, error=error
        ) from error


def _checked(net: Graph) -> Graph:
    """The network in sorted order, if its names are texts and its weights numbers."""
    bad = next((name for name in net if not isinstance(name, str)), None)
    if bad is not None:
        raise ValueError(f"node {bad!r}: expected a text as its name")
    for source, target, weight in net.edges(data="weight", default=1.0):
        if not isinstance(weight, int | float) or not math.isfinite(weight):
            raise ValueError(f"edge {source} - {target}: expected a finite number as its weight, got {weight!r}")
    result = nx.Graph()
    result.graph.update((key, value) for key, value in net.graph.items() if not str(key).endswith("_default"))
    result.add_nodes_from((name, net.nodes[name]) for name in sorted(net))
    result.add_edges_from(sorted_edges(net))
    return result
