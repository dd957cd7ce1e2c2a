"""Networks of statements: who undertakes something with whom, for whom or about what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import networkx as nx
import pandas as pd

from plantext.errors import EmptyResultError, PlantextError
from plantext.tables.schemas import SEPARATOR

TARGETS = ("partners", "recipients", "object", "concepts")
"""Columns of the statements table that an actor can be tied to."""


def statement_network(
    statements: pd.DataFrame,
    *,
    target: str = "partners",
    acts: Collection[str] = (),
    inherited: bool = True,
    min_count: int = 1,
) -> nx.DiGraph[str]:
    """Build the directed network from actors to those they act with or for, or to what they act on.

    Parameters
    ----------
    statements : pandas.DataFrame
        As :func:`plantext.statements` gives it.
    target : str
        ``partners``, ``recipients``, ``object`` or ``concepts``.
    acts : collection of str
        Only these acts; all by default.
    inherited : bool
        False leaves out actors that their sentence does not name.
    min_count : int
        Least number of statements of an edge.

    Returns
    -------
    networkx.DiGraph
        Nodes and edges in sorted order. An edge has ``count``, ``acts`` (the acts with their counts, as text) and
        ``statements`` (document, sentence and statement of each, as text); ``.graph`` says how it was made.

    Raises
    ------
    EmptyResultError
        If no statement has an actor and a target.

    Examples
    --------
    >>> row = {"actor": "総務省", "actor_entity": "総務省", "actor_source": "topic", "partners": "デジタル庁", "act": "hold"}
    >>> row |= {"doc_id": "plan", "sent_id": 3, "statement": 0}
    >>> list(statement_network(pd.DataFrame([row])).edges(data="acts"))
    [('総務省', 'デジタル庁', 'hold 1')]
    """
    if target not in TARGETS:
        raise PlantextError("target {target!r}: expected one of {known}.", target=target, known=", ".join(TARGETS))
    kept = statements[statements["act"].isin(list(acts))] if acts else statements
    if not inherited:
        kept = kept[kept["actor_source"].isin(["subject", "topic", "agent"])]
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for pair, act, place in _ties(kept, target):
        found.setdefault(pair, []).append((act, place))
    net: nx.DiGraph[str] = nx.DiGraph(target=target, acts=sorted(acts), inherited=inherited, min_count=min_count)
    edges = {pair: its for pair, its in sorted(found.items()) if len(its) >= min_count}
    if not edges:
        raise EmptyResultError(
            "No statement has an actor and {target}, {min_count} times or more.", target=target, min_count=min_count
        )
    net.add_nodes_from(sorted({name for pair in edges for name in pair}))
    for (source, other), its in edges.items():
        counts = Counter(act for act, _ in its)
        told = ", ".join(f"{act} {n}" for act, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        net.add_edge(source, other, count=len(its), acts=told, statements=SEPARATOR.join(place for _, place in its))
    return net


def _ties(statements: pd.DataFrame, target: str) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Pairs of actor and target with the act and the place of their statement; several in a cell are parted."""
    for row in statements.to_dict("records"):
        actors = [row["actor_entity"]] if row["actor_entity"] else str(row["actor"]).split(SEPARATOR)
        place = f"{row['doc_id']}:{row['sent_id']}:{row['statement']}"
        for actor in actors:
            for other in str(row[target]).split(SEPARATOR):
                if actor and other and actor != other:
                    yield (actor, other), row["act"], place
